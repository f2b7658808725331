"""What popovers show of events and of what others tell: short, escaped, and never what may not be published."""

import pytest
from bs4 import BeautifulSoup, Tag
from tests.pages.test_events import made

from variorum import pages
from variorum.pages.previews import LONGEST, cut


def templates(rights: str = "full", article: str = "a") -> dict[str, Tag]:
    html = {page.path: page.html for page in pages.render(made(rights))}[f"articles/{article}.md"]
    # The words of a template are no text of a page, for this parser as for a browser.
    found = BeautifulSoup(html.replace("template", "aside"), "html.parser").select("aside[data-v-of]")
    assert len({each["data-v-of"] for each in found}) == len(found), "an address has but one preview"
    return {str(each["data-v-of"]): each for each in found}


def test_an_event_is_shown_with_its_date_and_first_sentence() -> None:
    shown = templates()["../events/storm.html"]
    assert shown["data-v-name"] == "The storm"
    lines = [line.get_text() for line in shown.select("p")]
    assert lines[0] == "12 September 2016, 2 articles"
    assert "counts 62" in lines[1]


def test_a_mark_shows_the_words_of_others_in_its_row_alone() -> None:
    shown = templates()["../events/storm.html#tells-the-toll"]
    assert [quote.get_text() for quote in shown.select("q")] == ["At least 60 people died in the storm"]
    assert [str(link["href"]).partition("#")[0] for link in shown.select("a")] == ["b.html"]


def test_what_may_not_be_published_is_not_shown() -> None:
    assert "killed an estimated 62 people" in str(templates("full", "b"))
    assert "killed an estimated 62 people" not in str(templates("none", "b"))


@pytest.mark.parametrize("text", ["", "word", "word " * 400, "x" * 2000])
def test_a_preview_is_short(text: str) -> None:
    assert len(cut(text)) <= LONGEST + 2
    assert text.startswith(cut(text).removesuffix(" …"))
