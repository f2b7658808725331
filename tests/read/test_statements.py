"""Statements: what a page's markup states of the article, each with its place."""

from pathlib import Path

import pytest

from variorum.model import Meta
from variorum.read import html, statements

PAGE = Path(__file__).parent / "cases" / "html" / "news-page.html"


def _stated(text: str) -> tuple[Meta, ...]:
    """Return what a page states."""
    return statements.stated(html.parse(text))


def test_every_statement_has_its_place() -> None:
    """Contradictions are kept: nothing is decided here. Broken JSON-LD states nothing and spoils nothing."""
    assert [(one.name, one.value, one.source) for one in _stated(PAGE.read_text(encoding="utf-8"))] == [
        ("lang", "en-GB", "html lang"),
        ("title", "Talks end & fighting resumes | The Example", "title"),
        ("url", "https://example.org/talks-end", "link canonical"),
        ("published", "2016-09-29", "time datetime"),
        ("title", "Talks end", "og:title"),
        ("outlet", "The Example", "og:site_name"),
        ("author", "A. Writer", "meta author"),
        ("published", "2016-09-29T10:00:00Z", "article:published_time"),
        ("title", "Talks end today", "JSON-LD headline"),
        ("author", "A. Writer", "JSON-LD author"),
        ("author", "B. Second", "JSON-LD author"),
        ("published", "2016-09-29", "JSON-LD datePublished"),
        ("outlet", "Example Ltd", "JSON-LD publisher"),
        ("lang", "en", "JSON-LD inLanguage"),
    ]


@pytest.mark.parametrize(
    "json",
    ["", "null", "[]", "[" * 100_000, '{"a":' * 100_000, '"text"', '{"headline": 5}', "1" * 5000, '{"author": null}'],
)
def test_odd_json_states_nothing(json: str) -> None:
    """However deep or long."""
    assert _stated(f'<script type="application/ld+json">{json}</script>') == ()


def test_common_mistakes_in_json_are_mended() -> None:
    """Comment and CDATA wrappers, trailing commas, raw line breaks in texts."""
    for json in ('<!-- {"headline": "H",} -->', '//<![CDATA[\n{"headline": "H"}\n//]]>', '[{"headline": "\nH"}]'):
        assert _stated(f"<script type='application/ld+json'>{json}</script>") == (
            Meta("title", "H", "JSON-LD headline"),
        )


def test_values_are_one_line_and_not_endless() -> None:
    """What a page states goes into messages and tables."""
    (one,) = _stated(f"<title>a\n  b{'c' * 5000}</title>")
    assert one.value.startswith("a bc")
    assert len(one.value) == statements.MAX_VALUE
