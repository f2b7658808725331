"""What reviewers read: complete in each format, and harmless whatever strangers wrote."""

import json

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from variorum import review
from variorum.diff import Change, Changes, Edit, Passage
from variorum.model import Finding
from variorum.review.markdown import safe

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://e.test/i.png) `code` @someone | --> &lt;"
LOST = Change(
    "lost", "note", "n", "docs/annotations/a/n.md", 3, "a", False, HOSTILE, "orphan", Passage("The ", HOSTILE, " end")
)
EDITED = Change("changed", "article", "a", "seeds/a.txt", 0, "a", True, edits=(Edit("on ", HOSTILE, "new words", "."),))
ALL = Changes((EDITED, LOST), (Finding("docs/x.md", 2, 5, "orphan", HOSTILE),), ())
NOTHING = Changes((), (), ())


@pytest.mark.parametrize("form", review.FORMATS)
def test_every_format_tells_all(form: str) -> None:
    told = review.render(ALL, form)
    assert "docs/annotations/a/n.md" in told or "annotations&#47;a&#47;n&#46;md" in told
    if form not in ("github", "gitlab", "sarif"):
        assert "new words" in told


def test_the_page_runs_nothing_and_asks_for_nothing() -> None:
    page = BeautifulSoup(review.render(ALL, "html"), "html.parser")
    assert not page.find_all(["script", "img", "iframe", "link"])
    assert all(str(link["href"]).startswith("http") for link in page.find_all("a", href=True))
    assert "<script>alert(1)</script>" in page.get_text()


def test_markdown_of_a_summary_runs_nothing() -> None:
    page = BeautifulSoup(
        MarkdownIt("gfm-like", {"linkify": False}).render(review.render(ALL, "markdown")), "html.parser"
    )
    assert not page.find_all(["script", "img", "a", "code"])
    assert "<script>alert(1)</script>" in page.get_text()


@given(st.text(max_size=200))
def test_safe_text_is_only_text(words: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).render(f"x {safe(words)} x")
    soup = BeautifulSoup(html, "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= {"p"}


def test_json_is_whole() -> None:
    data = json.loads(review.render(ALL, "json"))
    assert [change["what"] for change in data["changes"]] == ["changed", "lost"]


def test_a_summary_of_nothing_says_so() -> None:
    assert review.render(NOTHING, "text") == "nothing that readers see has changed"
    assert review.findings(NOTHING) == []


def test_what_lost_its_place_is_an_error_at_its_file() -> None:
    finding = review.findings(ALL)[-1]
    assert (finding.path, finding.line, finding.rule, finding.level) == (LOST.source, 3, "diff-lost", "error")
