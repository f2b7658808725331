"""Tabs of a browser for the tests, and the kinds of page of the first edition."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Request, ViewportSize
from playwright.sync_api import Page as Tab

KINDS = (
    "index",
    "articles/index",
    "articles/bombings-end-syria-ceasefire",
    "articles/terms-for-the-withdrawal-from-aleppo",
    "events/index",
    "events/convoy-attack",
    "events/ceasefire-collapse",
    "timeline/index",
    "compare/bombings-end-syria-ceasefire--/us-threatens-end-to-cooperation",
    "glossary/index",
    "glossary/al-nusra-front",
    "notes/index",
    "removed/index",
    "removed/what-is-kerry-doing-for-aleppo",
    "about/index",
    "about/architecture",
    "about/checks",
)
# What the site has besides: prose pages, the page for a lost address, and what is not HTML but opens in a browser.
MORE = (
    "about/anchors.html",
    "about/citing.html",
    "about/cleaning.html",
    "about/cleaning-errors.html",
    "about/exchange.html",
    "about/export.html",
    "about/grouping.html",
    "about/passages.html",
    "about/reviewing.html",
    "about/search.html",
    "404.html",
    "whole-edition.html",
    "raw/bombings-end-syria-ceasefire.txt",
    "feeds/articles.xml",
    "feeds/notes.xml",
)
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 375, "height": 800}
NARROWEST: ViewportSize = {"width": 320, "height": 640}


@contextmanager
def opened(browser: Browser, viewport: ViewportSize = WIDE, **options: Any) -> Iterator[Tab]:
    """Yield a tab; errors of scripts and requests outside the site fail the test when it is closed."""
    troubles: list[str] = []
    with browser.new_context(viewport=viewport, **options) as context:
        tab = context.new_page()
        tab.set_default_timeout(10_000)
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        tab.on("request", lambda request: troubles.append(request.url) if _leaves(request) else None)
        yield tab
    assert not troubles, troubles


def _leaves(request: Request) -> bool:
    return not request.url.startswith(("file:///", "http://127.0.0.1", "data:"))
