"""Lines that name the source of a picture are found on a page, and only those."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean.credits import LONGEST_CAPTION, credited, names_source

NAMING = [
    *("Photo: Jane Example", "Image courtesy of Example.", "The harbour at dawn (Reuters)", "AP/Jane Example"),
    *(
        "Foto: Beispiel",
        "Crédit photo : Exemple",
        "A street in May. Getty Images/Example",
        "Photograph by Jane Example",
    ),
    *("Bild von Beispiel", "Copyright by Example", "The port (EPA)", "Picture courtesy Example"),
]
OTHERS = ["He took a photo.", "The bill (HR 12) passed", "AP exams begin", "Additional credit was given", "Home"]


@pytest.mark.parametrize("line", NAMING)
def test_a_line_names_a_source(line: str) -> None:
    assert names_source(line)


@pytest.mark.parametrize("line", OTHERS)
def test_a_line_names_none(line: str) -> None:
    assert not names_source(line)


@given(st.lists(st.sampled_from([*NAMING, *OTHERS, ""]), max_size=12))
def test_on_a_page_the_same_lines_are_found_as_alone(lines: list[str]) -> None:
    words = [len(line.split()) for line in lines]
    found = credited(lines, words)
    assert found == [i for i, line in enumerate(lines) if names_source(line)]


def test_a_line_longer_than_a_caption_is_none() -> None:
    line = "word " * LONGEST_CAPTION + "(Reuters)"
    assert names_source(line)
    assert credited([line], [LONGEST_CAPTION + 1]) == []
