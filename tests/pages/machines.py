"""Small editions whose facts are hostile, for the tests of what machines read."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from variorum import edition, read
from variorum.model import (
    Account,
    Alias,
    Annotation,
    Article,
    Edition,
    Entry,
    Event,
    Evidence,
    EvidenceKind,
    Fact,
    Quote,
    Site,
    Sources,
)

PROSE = (
    "A Title of Five Words\n\nThe council met for nine hours on Monday, and when the doors opened nobody spoke.\n\n"
    "The mayor left by the garden gate, and the clerk by the door, which was open all day long.\n"
)
PIECES = [
    "</script>",
    "<!--",
    "]]>",
    "&amp;",
    "<b>",
    '"',
    "'",
    "\\",
    "\u2028",
    "\u2029",
    "\n",
    "\x00",
    "\x1b",
    "\uffff",
]
WORDS = ["Syria", "حلب", "\u202eabc", "叙利亚", "𝔘", "{{ x }}", "{% raw %}", "C:\\x"]
pieces = st.sampled_from([*PIECES, *WORDS]) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
texts = st.lists(pieces, min_size=1, max_size=6).map("".join)
HERE = Site("An <Edition> & more", "https://edition.example/sub", "About </script>", "Theirs & ours")
NOWHERE = Site("An <Edition> & more")
CHANGED = {"docs/annotations/a/one.md": "2024-05-06T07:08:09Z"}


Facts = Mapping[str, tuple[str, EvidenceKind]]


def made(facts: Facts, site: Site = HERE, said: str = "A note.", lang: str = "en") -> Edition:
    """Return an edition of one article with given facts, a note on it, an event it tells and an entry it names."""
    seed = read.text_seed(PROSE, "a", "seeds/a.txt")
    note = Annotation(
        "a/one", "docs/annotations/a/one.md", "a", (Quote("a", "nine hours"),), "comment", said, body=said
    )
    account = Account(Quote("a", "The council met"), "The meeting")
    event = Event("meeting", "e.md", said, date="2016-09-17", place=said, aliases=(said,), accounts=(account,))
    entry = Entry("mayor", "g.md", "mayor", "term", (Alias("mayor"), Alias(said)), body=said)
    whole = edition.build(Sources((seed,), (), (), entries=(entry,), events=(event,), annotations=(note,)))
    return replace(whole, articles=(_with(whole.articles[0], facts, lang),), site=site, changed=CHANGED)


def _with(article: Article, facts: Facts, lang: str) -> Article:
    found = {name: Fact(name, value, Evidence(kind)) for name, (value, kind) in facts.items()}
    title = found.pop("title", None)
    return replace(article, title=title, facts=tuple(found.values()), lang=lang)
