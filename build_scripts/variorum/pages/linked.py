"""What machines read in the head of a page: its kind, its facts and its way home in the terms of schema.org, and links
to the files that belong to it.

An event's page is a CollectionPage about an Event: the Event type alone would say that the page announces something to
go to, and what is told here is a set of articles. Bylines stay text, since they do not say whether they name a person
or an agency. A date that nobody states is no datePublished: a sentence says it, and that it is inferred.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from variorum import dates
from variorum.exchange import iri
from variorum.exchange.reference import line
from variorum.language import N_, current, date_of, gettext
from variorum.model import Article, Edition, Entry, Event, Fact, Note, Page, Site
from variorum.pages import cite, downloads, feeds, standoff
from variorum.pages.addresses import address
from variorum.pages.coverage import Coverage, cover, event_path
from variorum.pages.noted import anchor, placed
from variorum.pages.template import fact, headline, href, page_path, shows_text, web_address
from variorum.pages.terms import definition, entry_path

CONTEXT = "https://schema.org"
SAYABLE = ("stated", "supplied")
SECTIONS = {
    "articles": N_("Articles"),
    "events": N_("Events"),
    "glossary": N_("Glossary"),
    "removed": N_("What was removed"),
}
# What the pages are that stand for a whole: the first one, and the indexes.
WHOLES = {"home": "WebSite", "glossary": "DefinedTermSet", "articles": "CollectionPage", "events": "CollectionPage"}
# The media types of the files that cite.FORMS names.
TYPES = {"BibTeX": "application/x-bibtex", "CSL-JSON": "application/vnd.citationstyles.csl+json"}
# Material takes a link whose `rel` is "alternate" and nothing else for another language of the site, and asks for the
# list of its pages; hence always a second word.
LINK = Markup('<link rel="alternate {}" type="{}" href="{}" title="{}">')
# What would end a script or open a comment in it, and what old engines take for the end of a line.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

Said = dict[str, Any]


def heads(edition: Edition) -> Callable[[Page], Page]:
    """Return what puts into the head of a page what machines read of it."""
    articles = {page_path(article): article for article in edition.articles}
    coverage = cover(edition)
    events = {event_path(event): event for event in coverage.events}
    entries = {entry_path(entry.id): entry for entry in edition.sources.entries}
    notes = _by_article(edition)

    def headed(page: Page) -> Page:
        said: list[Said] = [trail(page, edition.site)]
        links: Iterable[Markup] = ()
        if article := articles.get(page.path):
            here = notes.get(article.id, ()) if shows_text(article) else ()
            said.append(of_article(article, page, coverage, here))
            links = _beside(article, page, here)
        elif event := events.get(page.path):
            said.append(of_event(event, page, coverage))
            links = _of_event(event, page, coverage)
        elif entry := entries.get(page.path):
            said.append(of_entry(entry, page, edition.site))
        elif page.kind in WHOLES:
            said.append(of_whole(page, edition.site))
        return replace(page, head=Markup("\n").join([*links, script([one for one in said if one])]))

    return headed


def _by_article(edition: Edition) -> dict[str, list[Note]]:
    """Return the notes that stand in each article, by its id."""
    found: dict[str, list[Note]] = {}
    for note in (note for note in edition.notes if note.annotation.status != "superseded"):
        for id_ in sorted({target.quote.article for target in note.targets}):
            if placed(note, id_):
                found.setdefault(id_, []).append(note)
    return found


def script(said: Sequence[Said]) -> Markup:
    """Return statements as a script element that no text in them can leave; without any, nothing."""
    if not said:
        return Markup("")
    text = json.dumps(said[0] if len(said) == 1 else said, ensure_ascii=False, separators=(",", ":"))
    safe = text.translate(ESCAPES).encode("utf-8", "replace").decode()
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(safe))  # noqa: S704 - escaped above


def trail(page: Page, site: Site) -> Said:
    """Return the way from the first page to this one; the first page has none."""
    if page.path == "index.md":
        return {}
    section = page.path.partition("/")[0]
    above = f"{section}/index.md"
    steps = [("index.md", site.name or gettext("Home"))]
    if section in SECTIONS and page.path != above:
        steps.append((above, gettext(SECTIONS[section])))
    steps.append((page.path, page.title))
    places = [
        {"@type": "ListItem", "position": n, "name": line(name), "item": address(site, page.path, path)}
        for n, (path, name) in enumerate(steps, 1)
    ]
    return _known({"@type": "BreadcrumbList", "itemListElement": places})


def of_article(article: Article, page: Page, coverage: Coverage, notes: Sequence[Note]) -> Said:
    """Return an article as a NewsArticle, with what is known of it and no more."""
    site = coverage.edition.site
    facts = {name: found for name in ("author", "outlet", "published", "url") if (found := fact(article, name))}
    title, url = article.title, facts.get("url")
    outlet, author = facts.get("outlet"), facts.get("author")
    return _known(
        {
            "@type": "NewsArticle",
            "headline": line(title.value) if title else "",
            "name": "" if title else line(headline(article)),
            "url": address(site, page.path, page.path),
            "inLanguage": article.lang,
            "author": line(author.value) if author else "",
            "publisher": {"@type": "Organization", "name": line(outlet.value)} if outlet else {},
            "datePublished": _stated(article, facts.get("published")),
            "disambiguatingDescription": _inferred(facts.get("published")),
            "isBasedOn": iri.safe(line(url.value)) if url and web_address(url.value) else "",
            "isPartOf": _site(site, page.path),
            "conditionsOfAccess": _access(article),
            "about": [
                {"@type": "Event", "name": line(event.name), "url": address(site, page.path, event_path(event))}
                for event in coverage.told.get(article.id, ())
            ],
            "comment": _comments(article, page, site, notes),
        }
    )


def _comments(article: Article, page: Page, site: Site, notes: Sequence[Note]) -> list[Said]:
    """Return the notes on an article as comments; their words stand in the page and in the file of annotations."""
    return [
        {
            "@type": "Comment",
            "author": line(note.annotation.by),
            "url": address(site, page.path, page.path, anchor(note.annotation, article)),
        }
        for note in notes
    ]


def _stated(article: Article, published: Fact | None) -> str:
    """Return the date that a text or a person states, "" for one that is inferred, or of no single day or month."""
    when = dates.read(published.value, article.lang) if published and published.evidence.kind in SAYABLE else None
    return when.iso if when and "/" not in when.iso else ""


def _inferred(published: Fact | None) -> str:
    if published is None or published.evidence.kind in SAYABLE:
        return ""
    when = date_of(line(published.value))
    return gettext("Published %(date)s (the date is inferred, not stated).", date=when)


def _access(article: Article) -> str:
    """Return in words what may be published of an article, "" if all of it."""
    return "" if shows_text(article) else gettext("The text of this article may not be published, or not as a whole.")


def of_event(event: Event, page: Page, coverage: Coverage) -> Said:
    """Return the page of an event: a collection of the articles that tell it."""
    site = coverage.edition.site
    stated = event.date if event.date_evidence.kind in SAYABLE else ""
    first, _, last = stated.partition("/")
    happened = {
        "@type": "Event",
        "name": line(event.name),
        "alternateName": [line(alias) for alias in event.aliases],
        "startDate": first,
        "endDate": last,
        "location": {"@type": "Place", "name": line(event.place)} if event.place else {},
    }
    return _known(
        {
            "@type": "CollectionPage",
            "name": line(event.name),
            "description": line(page.description),
            "url": address(site, page.path, page.path),
            "about": happened,
            "isPartOf": _site(site, page.path),
            "hasPart": [
                {
                    "@type": "NewsArticle",
                    "name": line(headline(article)),
                    "url": address(site, page.path, page_path(article)),
                }
                for article in coverage.tellers[event.id]
            ],
        }
    )


def of_entry(entry: Entry, page: Page, site: Site) -> Said:
    """Return an entry of the glossary as a DefinedTerm."""
    others = dict.fromkeys(line(alias.text) for alias in entry.aliases if alias.text != entry.name)
    return _known(
        {
            "@type": "DefinedTerm",
            "name": line(entry.name),
            "alternateName": list(others),
            "description": " ".join(definition(entry).striptags().split()),
            "url": address(site, page.path, page.path),
            "inDefinedTermSet": {
                "@type": "DefinedTermSet",
                "name": gettext("Glossary"),
                "url": address(site, page.path, "glossary/index.md"),
            },
        }
    )


def of_whole(page: Page, site: Site) -> Said:
    """Return the first page, or an index, as what it is of."""
    said = _site(site, page.path) if page.kind == "home" else {"name": page.title, "description": page.description}
    here = {"@type": WHOLES[page.kind], "url": address(site, page.path, page.path)}
    return _known({**said, **here, "isPartOf": {} if page.kind == "home" else _site(site, page.path)})


def _site(site: Site, page: str) -> Said:
    """Return the edition as the site that a page is part of."""
    said = {
        "@type": "WebSite",
        "name": line(site.name),
        "description": line(site.about),
        "url": address(site, page, "index.md"),
        "inLanguage": current().tag,
        "copyrightNotice": line(site.rights),
    }
    if page != "index.md":
        said = {key: said[key] for key in ("@type", "name", "url", "copyrightNotice")}
    return said


def _known(said: Mapping[str, Any]) -> Said:
    """Return statements without those of which nothing is known, at any depth."""
    return {"@context": CONTEXT, **_full(said)}


def _full(said: Any) -> Any:
    """Return a value without the empty ones within it; a thing of which only the type is left is empty too."""
    if isinstance(said, dict):
        kept = {key: full for key, value in said.items() if (full := _full(value))}
        return kept if set(kept) - {"@type"} else {}
    return [full for one in said if (full := _full(one))] if isinstance(said, list) else said


def _beside(article: Article, page: Page, notes: Sequence[Note]) -> Iterator[Markup]:
    """Yield links to the files that belong to an article."""
    for form, path in cite.files(article).items():
        yield LINK.format("describedby", TYPES[form], href(page.path, path), form)
    if notes:
        title = gettext("these notes as Web Annotations (JSON-LD)")
        yield LINK.format("describedby", "application/ld+json", href(page.path, standoff.path(article)), title)


def _of_event(event: Event, page: Page, coverage: Coverage) -> Iterator[Markup]:
    """Yield links to the files that belong to an event."""
    if feeds.has(event, coverage):
        yield LINK.format(
            "feed", feeds.TYPE, href(page.path, feeds.path(event)), gettext("%(event)s: articles", event=event.name)
        )
    yield LINK.format("describedby", "application/json", href(page.path, downloads.path(event, "JSON")), "JSON")
    yield LINK.format("describedby", "text/csv", href(page.path, downloads.path(event, "CSV")), "CSV")
