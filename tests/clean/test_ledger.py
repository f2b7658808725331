"""The ledger and the cleaned text give the seed back, whatever the seed."""

from hypothesis import given
from hypothesis import strategies as st

from variorum.clean import clean, clean_text, restore
from variorum.clean.ledger import position
from variorum.lines import split
from variorum.model import Override, Position

# Ordinary text is mixed with what pages are made of, so that every rule has its turn.
FURNITURE = st.sampled_from(
    [
        "- Advertisement -",
        "Leave a Reply",
        "Previous stories on this topic:",
        "Loading",
        "English",
        "57.6 F",
        "By Jane Example",
        "Image courtesy of Example.",
        "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed.",
    ]
)
LINE = st.one_of(FURNITURE, st.text(st.characters(exclude_categories=["Cs"])))
PAGE = st.lists(st.tuples(LINE, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))).map(
    lambda rows: "".join(a + b for a, b in rows)
)


@given(st.one_of(PAGE, st.text()))
def test_the_seed_comes_back(raw: str) -> None:
    cleaned = clean(split(raw))
    assert restore(cleaned.text, cleaned.ledger) == raw


@given(PAGE)
def test_every_line_has_a_verdict_with_a_reason(raw: str) -> None:
    entries = clean(split(raw)).ledger.lines
    assert [e.line for e in entries] == list(split(raw))
    assert all(e.rule and e.reason for e in entries)
    assert all((e.span is not None) == e.kept for e in entries)


@given(PAGE)
def test_kept_words_stand_in_the_text(raw: str) -> None:
    cleaned = clean(split(raw))
    for entry in cleaned.ledger.lines:
        if entry.span and not entry.repairs:
            assert cleaned.text[entry.span.start : entry.span.end] == entry.line.text


@given(PAGE)
def test_paragraphs_cover_the_text(raw: str) -> None:
    cleaned = clean(split(raw))
    gaps = cleaned.text
    for paragraph in reversed(cleaned.paragraphs):
        gaps = gaps[: paragraph.span.start] + gaps[paragraph.span.end :]
    assert set(gaps) <= {"\n"}
    assert len({p.id for p in cleaned.paragraphs}) == len(cleaned.paragraphs)


def test_a_character_no_page_can_carry_is_repaired_and_restored() -> None:
    raw = "The council met for nine hours on Mon\x00day, and nobody would say what had been agreed.\n"
    cleaned = clean(split(raw))
    assert "Mon\ufffdday" in cleaned.text
    assert "\x00" not in cleaned.text
    assert restore(cleaned.text, cleaned.ledger) == raw


def test_words_are_never_altered() -> None:
    raw = "Along with China, it\u00advetoed itvetoed\u00a0a  2012 resolution that “called” for  him to step down .  "
    assert clean_text(raw) == raw


def test_the_record_overrules_the_rules() -> None:
    prose = "The council met for nine hours on Monday, and when the doors opened nobody would say what was agreed."
    raw = f"Loading\n\n{prose}\n\nRead more"
    at = Position(1, 1)
    text = clean(split(raw), [Override("Loading", True, at), Override("Read  more", True, at)]).text
    assert text == raw
    assert prose not in clean(split(raw), [Override(prose, False, at)]).text


@given(PAGE)
def test_every_place_of_the_text_has_its_line_and_column(raw: str) -> None:
    cleaned = clean(split(raw))
    lines = {line.number: line.text for line in split(raw)}
    for offset, char in enumerate(cleaned.text):
        if char.isalnum():
            place = position(cleaned.ledger, offset)
            assert lines[place.line][place.column - 1] == char


@given(st.one_of(PAGE, st.text(st.characters(exclude_categories=["Cs"]))))
def test_the_text_alone_is_that_of_the_ledger(raw: str) -> None:
    assert clean_text(raw) == clean(split(raw)).text
