"""Drafts of files: valid, with exact quotes, and never in place of what is there."""

from pathlib import Path

import pytest
import yaml

from variorum import cli, edition, read, suggest
from variorum.model import Account, Event, Quote, Sources

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
    event = Event("ferry", "docs/events/ferry.md", "Ferry", accounts=tuple(Account(q, "The sinking") for q in quotes))
    found = sources()
    made = edition.build(Sources(found.seeds, (), (), (), (event,)))
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
