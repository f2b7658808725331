"""The formats that a schema may ask for."""

import pytest

from variorum.read import schema


@pytest.mark.parametrize("text", ["2016", "2016-02", "2016-02-29", "0001-01-01"])
def test_dates_of_the_calendar(text: str) -> None:
    """A year, a month or a day."""
    assert schema.is_calendar_date(text)


@pytest.mark.parametrize(
    "text", ["", "16", "2016-2", "2015-02-29", "2016-13", "2016-00", "2016-09-31", "0000", "2016\n", "٢٠١٦", "2016-W39"]
)
def test_what_is_no_date(text: str) -> None:
    """Neither what the calendar does not have nor another notation."""
    assert not schema.is_calendar_date(text)


@pytest.mark.parametrize("text", ["https://example.org", "http://example.org:8080/a?b#c", "https://example.org/ä"])
def test_web_addresses(text: str) -> None:
    """Absolute, of the web."""
    assert schema.is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https:///a",
        "https://a b",
        "https://a\n",
        "https://[",
        'https://a/"><script>',
        "https://a:99999/",
        "https://a:0/",
        "//example.org",
    ],
)
def test_what_is_no_web_address(text: str) -> None:
    """Nothing that could be more than a link."""
    assert not schema.is_web_address(text)


@pytest.mark.parametrize("text", ["aleppo", "what-is-aleppo", "2016-09-29", "алеппо", "حلب", "阿勒颇", "हलब-की"])
def test_page_names(text: str) -> None:
    """Letters of any script."""
    assert schema.is_page_name(text)


@pytest.mark.parametrize(
    "text",
    ["", "-", "a-", "-a", "a--b", "A", "a.b", "a/b", "..", "a b", "a_b", "index", "con", "cafe\u0301", "a\n", "a%20"],
)
def test_what_cannot_name_a_page(text: str) -> None:
    """Nothing that a server, a disk or a reader could take for something else."""
    assert not schema.is_page_name(text)


@pytest.mark.parametrize(
    ("text", "fits"), [("en", True), ("zh-Hant-TW", True), ("english", False), ("e", False), ("en_GB", False)]
)
def test_language_tags(text: str, fits: bool) -> None:
    """The form only: whether the language exists is for others to know."""
    assert schema.is_language_tag(text) is fits


@pytest.mark.parametrize(
    ("text", "fits"), [("a b", True), (" ", False), ("a\nb", False), ("a\u2028b", False), ("\x07", False)]
)
def test_lines(text: str, fits: bool) -> None:
    """Something to show, on one line."""
    assert schema.is_one_line(text) is fits
