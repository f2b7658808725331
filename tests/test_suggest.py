"""Drafts of files: valid, with exact quotes, and never in place of what is there."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from variorum import check, cli, edition, read, suggest
from variorum.accounts import located, places
from variorum.group.decisions import decided
from variorum.group.passages import Passage as Sentence
from variorum.group.passages import passages_of
from variorum.model import Account, Decision, Edition, Entry, Event, Link, Passage, Quote, Sources, Span
from variorum.read import decision, entry, event
from variorum.suggest.draft import one_line, quote, yaml_text

FIRST = """Ferry sinks off Karystos

The ferry Agia Marina sank off Karystos on Tuesday night after it struck the reef of Mandilou, the coastguard said.
All 212 passengers were saved by fishing boats from Karystos, said the harbour master, Eleni Dimou.
"""
SECOND = """Passengers rescued as Greek ferry goes down

Fishing boats from Karystos saved all 212 passengers of the ferry Agia Marina, which went down on Tuesday night.
It had struck the reef of Mandilou, harbour master Eleni Dimou said. The captain was questioned by the coastguard.
"""


def sources() -> Sources:
    seeds = tuple(read.text_seed(text) for text in (FIRST, SECOND))
    named = tuple(type(seed)(id, f"seeds/{id}.txt", seed.lines, seed.encoding, seed.sha256, seed.size)
                  for id, seed in zip(("one", "two"), seeds, strict=True))  # fmt: skip
    return Sources(named, (), ())


def test_a_draft_quotes_each_article_exactly() -> None:
    made = edition.build(sources())
    (draft,) = suggest.events(made)
    header = yaml.safe_load(draft.text.split("---\n")[1])
    texts = {article.id: article.text for article in made.articles}
    assert {account["article"] for account in header["accounts"]} == {"one", "two"}
    assert all(account["quote"] in texts[account["article"]] for account in header["accounts"])
    assert "#   share names: Karystos" in draft.text


def test_what_people_confirmed_is_not_suggested() -> None:
    quotes = (Quote("one", "sank off Karystos"), Quote("two", "went down"))
    ferry = Event("ferry", "docs/events/ferry.md", "Ferry", accounts=tuple(Account(q, "The sinking") for q in quotes))
    found = sources()
    made = edition.build(Sources(found.seeds, (), (), (), (ferry,)))
    assert [group.events for group in made.groups if group.level == "event"] == [("ferry",)]
    assert suggest.events(made) == []


def test_a_file_that_exists_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "seeds").mkdir()
    for name, text in (("one", FIRST), ("two", SECOND)):
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    call = ["-C", str(tmp_path), "suggest", "events", "--into", str(tmp_path / "drafts")]
    assert cli.main(call) == 0
    (file,) = (tmp_path / "drafts").iterdir()
    file.write_text("mine", encoding="utf-8")
    assert cli.main(call) == 0
    assert file.read_text(encoding="utf-8") == "mine"
    assert "left as it is" in capsys.readouterr().err


def test_where_nothing_is_suggested_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "one.txt").write_text(FIRST, encoding="utf-8")
    assert cli.main(["-C", str(tmp_path), "suggest", "links"]) == 0
    assert cli.main(["-C", str(tmp_path), "suggest", "figures"]) == 0
    first, second = capsys.readouterr().err.splitlines()
    assert (first, second.partition(":")[0]) == ("nothing to suggest", "nothing to suggest")
    assert "there is no event file yet" in second


STORM = """Storm over the town

A storm took the roof off the town hall on Friday night, said the clerk. It killed at least 12 people in Karystos.
Nobody had expected the storm, said the mayor Kostas Vellidis. The storm was gone by the morning, and so was the hall.
"""
GALE = """Gale leaves hall without roof

The roof of the town hall was taken off by a storm on Friday night in Karystos. The storm killed 14 people, the police
said. The mayor Kostas Vellidis spoke of a storm such as nobody remembers. The storm was gone by the morning.
"""


def storm(*events: Event, decisions: tuple[Decision, ...] = ()) -> Edition:
    """Return an edition of two articles on a storm, each sentence on the storm linked with the other article's."""
    texts = (("gale", GALE), ("storm", STORM))
    seeds = tuple(replace(read.text_seed(text), id=id_, path=f"seeds/{id_}.txt") for id_, text in texts)
    made = edition.build(Sources(seeds, (), (), (), events, groups=decisions))
    ends = {a.id: list(passages_of(a)) for a in made.articles}
    pairs = [(one, other) for one in ends["gale"] for other in ends["storm"] if "roof" in one.text + other.text]
    found = (
        Link(Passage("gale", a.span), Passage("storm", b.span), 0.7, ("both: storm\n---",), detail="the word roof")
        for a, b in pairs
    )
    return replace(made, links=decided(found, decisions, made.places))


HALL = Event(
    "hall",
    "docs/events/hall.md",
    "The hall",
    accounts=(Account(Quote("storm", "took the roof off the town hall"), "The roof"),),
)
DEAD = Event("dead", "docs/events/dead.md", "The dead", accounts=(
    Account(Quote("storm", "It killed at least 12 people"), "The toll"),
    Account(Quote("gale", "The storm killed 14 people"), "The toll"),
))  # fmt: skip


def pasted(draft: suggest.Draft, key: str, was: str = "") -> Event:
    """Return the event a list of items becomes once it is pasted into a file, with what is drafted filled in."""
    text = f"---\nname: X\n{was}{key}:\n{draft.text}---\nWords.\n".replace("Draft: ", "")
    found = event.parse(text, "x", "x.md")
    assert isinstance(found, Event), found
    return found


def test_accounts_are_the_passages_linked_to_those_an_event_has() -> None:
    made = storm(HALL)
    (draft,) = suggest.accounts(made)
    found = pasted(draft, "accounts")
    assert {account.aspect for account in found.accounts} == {"The roof"}
    assert any("The roof of the town hall was taken off" in account.quote.exact for account in found.accounts)
    assert set(places(made.articles, [found])) == {account.quote for account in found.accounts}
    assert "like “took the roof off the town hall” (storm), score 70 of 100: both: storm ---" in draft.text


def test_accounts_for_which_one_ground_speaks_are_held_back_and_counted() -> None:
    made = storm(HALL)
    plain = replace(made, links=tuple(replace(link, detail="") for link in made.links))
    (draft,) = suggest.accounts(plain)
    assert (draft.shown, draft.held > 0) == (0, True)
    assert yaml.safe_load(draft.text) is None
    assert f"# Held back: {draft.held} passage" in draft.text
    assert draft.whole.count("#  - article:") == draft.held
    named = replace(HALL, aliases=("the roof",))
    (draft,) = suggest.accounts(replace(plain, sources=replace(plain.sources, events=(named,))))
    assert draft.shown == 1
    assert "names “the roof”; has no account of another event" in draft.text


def test_links_that_are_unsure_or_add_little_are_held_back() -> None:
    made = storm()
    unsure = replace(made, links=tuple(replace(link, score=0.3) for link in made.links))
    (draft,) = suggest.links(unsure)
    assert (draft.shown, draft.held) == (0, len(made.links))
    assert yaml.safe_load(draft.whole.split("---\n")[1])["links"] == []
    twice = tuple(replace(link, score=0.9 - n / 100) for n, link in enumerate(made.links))
    (draft,) = suggest.links(replace(made, links=twice))
    ends = {end for link in made.links for end in (link.one, link.other)}
    assert 0 < draft.shown < len(made.links)
    assert draft.shown + draft.held == len(made.links)
    assert draft.text.count("quote: ") == 2 * draft.shown
    assert draft.shown >= len(ends) / 2


def test_accounts_that_an_event_has_are_not_suggested() -> None:
    every = tuple(Account(Quote(s.article, s.text), "All") for s in sentences())
    whole = replace(HALL, id="whole", path="docs/events/whole.md", accounts=every)
    assert suggest.accounts(storm(whole)) == []
    # What links two accounts of one event is no reason to take them for accounts of another.
    assert suggest.accounts(storm(HALL, whole)) == []


def sentences() -> list[Sentence]:
    return [s for article in storm().articles for s in passages_of(article)]


def test_figures_are_values_in_the_sentences_of_accounts_that_no_reviewed_figure_has() -> None:
    (draft,) = suggest.figures(storm(DEAD))
    (figure,) = pasted(draft, "figures", "accounts: [{article: storm, quote: killed, aspect: Toll}]\n").figures
    assert figure.measure == "people"
    assert [(r.quote.article, r.value, r.qualifier) for r in figure.reports] == [
        ("gale", "14", ""),
        ("storm", "12", "at least"),
    ]
    assert check.check(storm(replace(DEAD, figures=(figure,)))) == check.check(storm(DEAD))
    assert suggest.figures(storm(replace(DEAD, figures=(figure,)))) == []
    known = replace(figure, reports=figure.reports[:1])
    (rest,) = suggest.figures(storm(replace(DEAD, figures=(known,))))
    assert 'value: "12"' in rest.text
    assert 'value: "14"' not in rest.text


def test_terms_are_names_used_often_that_no_entry_covers() -> None:
    made = storm()
    drafts = {draft.name: draft for draft in suggest.terms(made)}
    assert "draft-kostas-vellidis.md" in drafts
    assert not {"draft-friday.md", "draft-the.md", "draft-nobody.md"} & set(drafts)
    text = drafts["draft-kostas-vellidis.md"].text
    assert "# Suggested by a machine: 2 places in 2 articles (Kostas Vellidis: 2)." in text
    found = entry.parse(re.sub('Draft: person.*organ[^"]*', "person", text), "kostas", "x.md")
    assert isinstance(found, Entry), found
    again = edition.build(replace(made.sources, entries=(found,)))
    assert "draft-kostas-vellidis.md" not in [draft.name for draft in suggest.terms(again)]


def test_links_become_decisions_that_leave_nothing_to_suggest() -> None:
    made = storm()
    (draft,) = suggest.links(made)
    assert (draft.name, draft.home) == ("draft-links-gale-storm.md", "docs/groups/draft-links-gale-storm.md")
    found = decision.parse(draft.text.replace("Draft: ", ""), "links", "x.md")
    assert isinstance(found, Decision), found
    assert len(found.links) == draft.shown == len(made.links) - draft.held
    freed = re.sub(r"(?m)^#(?= )(?=.*(article|quote|before|after):)", "", draft.whole)
    whole = decision.parse(freed.replace("Draft: ", ""), "links", "x.md")
    assert isinstance(whole, Decision), whole
    assert len(whole.links) == len(made.links)
    reviewed = storm(decisions=(whole,))
    assert all(link.reviewed for link in reviewed.links)
    assert suggest.links(reviewed) == []
    refused = storm(decisions=(replace(whole, links=(), not_links=whole.links),))
    assert refused.links == ()


def test_a_quote_that_stands_twice_is_drafted_with_what_tells_the_places_apart() -> None:
    text = "Night fell. The storm was gone. Morning came. The storm was gone. We slept."
    article = edition.build(Sources((read.text_seed(text, "a", "seeds/a.txt"),), (), ())).articles[0]
    for start in (text.index("The storm"), text.rindex("The storm")):
        span = Span(start, start + len("The storm was gone."))
        found = quote(article, span)
        assert found.before or found.after
        assert located([article], [found]) == {found: span}


@pytest.mark.parametrize("kind", suggest.KINDS)
def test_drafts_do_not_depend_on_the_order_of_what_was_read(kind: str) -> None:
    made = storm(HALL, DEAD)
    turned = replace(made, sources=replace(made.sources, events=made.sources.events[::-1]), links=made.links[::-1])
    assert suggest.KINDS[kind](turned) == suggest.KINDS[kind](made)


@pytest.mark.parametrize("char", [*map(chr, range(0xA0)), *"\u2028\u2029\ufeff\ufffe\uffff\U0001f600"])
def test_no_character_breaks_out_of_a_draft_or_makes_it_unreadable(char: str) -> None:
    words = f'a{char}b" # c: d'
    assert yaml.safe_load(f"# {one_line(words)}\nkey: {yaml_text(words)}\n") == {"key": words}
