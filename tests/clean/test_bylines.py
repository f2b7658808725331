"""Bylines: the names in them, and lines that say nothing but who and when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean import bylines
from variorum.model import Meta

NAMES = ("Ada Pell", "Jon Marl")
DAY = date(2021, 3, 4)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Ada Pell", ("Ada Pell",)),
        ("By ADA PELL, Quay Staff Writer", ("ADA PELL",)),
        ("Ada Pell and Jon Marl, Associated Harbours", NAMES),
        ("Ada Pell, Jon Marl, and Mara Quill", (*NAMES, "Mara Quill")),
        ("Ada Pell, Jon Marl", NAMES),
        ("Ada Pell, MD, PhD", ("Ada Pell",)),
        ("Ada Pell | Special to the Tide", ("Ada Pell",)),
        ("by Ada Pell — March 4, 2021", ("Ada Pell",)),
        ("By Ada Pell On 3/4/21 at 4:00 PM EST", ("Ada Pell",)),
        ("Posted by Ada Pell on March 4, 2021, 6:21 AM", ("Ada Pell",)),
        ("March 4, 2021 | by Ada Pell", ("Ada Pell",)),
        ("March 4, 2021 Ada Pell", ("Ada Pell",)),
        ("Written by Ada Pell (ada@tide.example)", ("Ada Pell",)),
        ("Von Rike Tamm veröffentlicht am 5. März 2021", ("Rike Tamm",)),
        ("Текст: Вера Лодкина", ("Вера Лодкина",)),
        ("Oleh: Ratna Contoh", ("Ratna Contoh",)),
        ("来源：新华社", ("新华社",)),
        ("Di Quay", ("Di Quay",)),
        ("Ann and Bob Roe", ("Ann and Bob Roe",)),
        ("Ada van der Pell & José Marl", ("Ada van der Pell", "José Marl")),
        ("Wire Agency", ("Wire Agency",)),
        ("By", ()),
        ("Written by:", ()),
        ("admin", ()),
        ("tideadmin", ()),
        ("Our Editors", ()),
        ("4 MAR 2021", ()),
        ("Thursday, March 4, 2021", ()),
        ("https://social.example/ada", ()),
        ("desk@tide.example", ()),
        ("12 things to do on the quay", ()),
        ("The mayor left by the gate, and nobody asked her what she had been told there.", ()),
        ("", ()),
    ],
)
def test_names_are_taken_out_of_a_byline(line: str, found: tuple[str, ...]) -> None:
    assert bylines.names(line) == found


def test_the_outlet_is_no_author() -> None:
    meta = [
        Meta("outlet", "The Harbour Tide", "og:site_name"),
        Meta("url", "https://www.harbourtide.example/x", "og:url"),
    ]
    known = bylines.outlets(meta)
    assert known == {"harbourtide", "harbourtideexample"}
    for name in ("Harbour Tide", "HarbourTide", "harbourtide.example", "Harbour"):
        assert bylines.names(name, known) == ()
    assert bylines.names("Ada Pell, Harbour Tide", known) == ("Ada Pell",)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("By Ada Pell", "byline"),
        ("ADA PELL and Jon Marl", "byline"),
        ("Ada Pell, The Tide", "byline"),
        ("Ada Pell | Updated 4 March 2021, 9:30 am", "byline"),
        ("Von Ada Pell", "byline"),
        ("Published on March 5, 2021 at 14:00 UTC", "dateline"),
        ("quinta-feira, 4 de março de 2021 às 20:13", "dateline"),
        ("March 9, 2021", None),
        ("Ada Pell, March 9, 2021", None),
        ("By Ada Pell and Mara Quill", None),
        ("By Ada Pell, who runs the kiosk", None),
        ("Ada Pell said so on March 4, 2021", None),
        ("Ada Pellow", None),
        ("In March 2021", None),
        ("The Tide", None),
        ("By", None),
        ("2021", None),
        ("", None),
    ],
)
def test_a_line_says_nothing_but_who_and_when(line: str, role: str | None) -> None:
    assert bylines.role(line, NAMES, ["The Tide"], [DAY]) == role


@given(st.text(max_size=300))
def test_any_line_is_read(text: str) -> None:
    """What comes out stands in the line, word for word."""
    for name in bylines.names(text):
        assert all(word in text for word in name.split())
    bylines.role(text, NAMES, [], [DAY])
