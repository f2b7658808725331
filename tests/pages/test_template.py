"""The words and addresses that pages share."""

import pytest

from variorum.language import date_of, ngettext
from variorum.model import Evidence, Fact
from variorum.pages.template import as_printed, facet, href, said_fact


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2016", "2016"),
        ("2016-09", "September 2016"),
        ("2016-09-09", "9 September 2016"),
        ("September 20, 2016", "September 20, 2016"),
        ("unknown", "unknown"),
        ("2016-13", "2016-13"),
        ("2016-02-30", "2016-02-30"),
        ("--09-19", "19 September"),
        ("--02-29", "29 February"),
        ("--02-30", "--02-30"),
        ("2016-09-09/2016-09-12", "9 to 12 September 2016"),
        ("09/12/2016", "09/12/2016"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(iso: str, shown: str) -> None:
    assert date_of(iso) == shown


@pytest.mark.parametrize(
    ("page", "path", "fragment", "address"),
    [
        ("index.md", "articles/a.md", "", "articles/a.html"),
        ("articles/a.md", "articles/b.md", "p-1", "b.html#p-1"),
        ("articles/folder/a.md", "removed/folder/a.md", "", "../../removed/folder/a.html"),
        ("articles/a.md", "raw/a.txt", "", "../raw/a.txt"),
    ],
)
def test_links_are_relative_to_their_page(page: str, path: str, fragment: str, address: str) -> None:
    assert href(page, path, fragment) == address


def test_numbers_agree_with_their_nouns() -> None:
    assert ngettext("%(num)s line", "%(num)s lines", 1) == "1 line"
    assert ngettext("%(num)s line", "%(num)s lines", 0) == "0 lines"
    assert ngettext("%(num)s word", "%(num)s words", 1204) == "1,204 words"


@pytest.mark.parametrize(
    ("iso", "attributes"),
    [
        ("2016", ' data-pagefind-filter="date:2016"'),
        (
            "2016-09-19/2016-09-21",
            ' data-pagefind-filter="date[data-v-year], date[data-v-month]" data-v-year="2016" data-v-month="2016-09"',
        ),
        ('12 May "2016"', ""),
    ],
)
def test_the_search_narrows_to_years_and_months(iso: str, attributes: str) -> None:
    assert facet(iso) == attributes


@pytest.mark.parametrize(
    ("value", "lang", "shown", "printed"),
    [
        ("2016-09-20", "en", "20 September 2016", ""),
        ("20 September 2016", "en", "20 September 2016", ""),
        ("Tuesday, September 20, 2016", "en", "20 September 2016", "Tuesday, September 20, 2016"),
        ("8. Mai 2016", "de", "8 May 2016", "8. Mai 2016"),
        ("05/08/2024", "en", "05/08/2024", ""),
        ("yesterday", "en", "yesterday", ""),
    ],
)
def test_a_date_printed_in_words_is_shown_as_ours_and_as_it_was_printed(
    value: str, lang: str, shown: str, printed: str
) -> None:
    published = Fact("published", value, Evidence("stated"))
    assert said_fact(published, lang) == shown
    assert as_printed(published, lang) == printed


def test_what_is_no_date_is_shown_as_it_stands() -> None:
    outlet = Fact("outlet", "20 September 2016", Evidence("stated"))
    assert (said_fact(outlet, "de"), as_printed(outlet, "de")) == ("20 September 2016", "")
