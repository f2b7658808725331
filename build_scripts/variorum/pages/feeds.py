"""Feeds (Atom) of the articles by their dates, of the notes by their last changes, and of each event's articles.

No clock is asked: an article is as new as its own date, a note as the last commit of its file. What has no such date
is in no feed, since a feed cannot say that it is not known; how many articles that are stands in the subtitle.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from variorum import dates
from variorum.dates import Interval
from variorum.exchange import atom, publishable
from variorum.exchange.reference import line
from variorum.language import N_, current, gettext, ngettext
from variorum.model import Article, Attachment, Edition, Event, Note, Site
from variorum.pages import cite, noted
from variorum.pages.addresses import address, identity
from variorum.pages.coverage import Coverage, cover, event_path
from variorum.pages.prose import untrusted
from variorum.pages.template import fact, first_words, headline, page_path, shows_text, web_address

TYPE = atom.TYPE
ARTICLES, NOTES = "feeds/articles.xml", "feeds/notes.xml"
# The newest of them: a reader of feeds fetches the whole file again and again.
MOST = 100


def render(edition: Edition) -> Iterator[Attachment]:
    """Yield every feed that has something in it."""
    coverage = cover(edition)
    if found := _dated(edition.articles):
        title = _named(edition.site, gettext("Articles"))
        yield _articles(ARTICLES, title, "articles/index.md", edition.articles, found, edition.site)
    if notes := _notes(edition):
        yield _of_notes(notes, edition)
    for event in coverage.events:
        tellers = coverage.tellers[event.id]
        if found := _dated(tellers):
            yield _articles(path(event), event.name, event_path(event), tellers, found, edition.site)


def whole(edition: Edition) -> list[tuple[str, str]]:
    """Return the paths of the feeds of the whole edition that there are, each with what is in it."""
    feeds = [(ARTICLES, N_("Articles"))] if _dated(edition.articles) else []
    return [*feeds, (NOTES, N_("Notes"))] if _notes(edition) else feeds


def newest(edition: Edition, most: int) -> list[tuple[Note, Article, str]]:
    """Return the notes that were last changed, as far as a repository knows, each with the article it stands in and the
    id it has on its page."""
    return [(note, article, noted.anchor(note.annotation, article)) for _, note, article in _notes(edition)[:most]]


def path(event: Event) -> str:
    """Return the path of an event's feed."""
    return f"events/{event.id}.xml"


def has(event: Event, coverage: Coverage) -> bool:
    """Tell whether an event has a feed: any of its articles has a date."""
    return bool(_dated(coverage.tellers[event.id]))


def _dated(articles: Sequence[Article]) -> list[tuple[str, Article]]:
    """Return the articles with a date, the newest first; of an imprecise one its first day counts, as in every list."""
    found = [(when.earliest.isoformat(), article) for article in articles if (when := _when(article))]
    return sorted(found, key=lambda pair: (pair[0], pair[1].id), reverse=True)


def _when(article: Article) -> Interval | None:
    """Return when an article was published, or what it cannot be older than."""
    facts = (fact(article, "published"), fact(article, "not_before"))
    read = (dates.read(one.value, article.lang) for one in facts if one)
    return next((when for when in read if when), None)


def _named(site: Site, what: str) -> str:
    """Return the name of a feed of the whole edition."""
    return gettext("%(site)s: %(what)s", site=site.name, what=what) if site.name else what


def _articles(
    path: str, title: str, page: str, articles: Sequence[Article], found: Sequence[tuple[str, Article]], site: Site
) -> Attachment:
    """Return a feed of articles."""
    left = len(articles) - len(found)
    missing = ngettext(
        "%(num)s article of unknown date is left out.", "%(num)s articles of unknown date are left out.", left
    )
    subtitle = missing if left else gettext("Each article by its date.")
    items = [_item(article, day, path, site) for day, article in islice(found, MOST)]
    return _feed(path, title, subtitle, page, site, items)


def _feed(path: str, title: str, subtitle: str, page: str, site: Site, items: Sequence[atom.Item]) -> Attachment:
    where = address(site, path, path), address(site, path, page)
    feed = atom.Feed(identity(site, path), line(title), subtitle, *where, current().tag, items)
    return Attachment(path, atom.write(feed))


def _item(article: Article, day: str, feed: str, site: Site) -> atom.Item:
    """Return an article as an item; its date is said to be published then only if it is stated, to the day."""
    said, own = {f.name: f for f in article.facts}, page_path(article)
    published = said.get("published")
    when = dates.read(published.value, article.lang) if published else None
    stated = bool(published and published.evidence.kind != "inferred" and when and when.precision == "day")
    authors = (line(said[name].value) for name in ("author", "outlet") if name in said)
    url = line(said["url"].value) if "url" in said else ""
    return atom.Item(
        id=identity(site, own),
        title=line(headline(article)),
        updated=f"{day}T00:00:00Z",
        published=f"{day}T00:00:00Z" if stated else "",
        author=next(filter(None, authors), gettext("unknown")),
        link=address(site, feed, own),
        via=url if web_address(url) else "",
        summary=_summary(article),
        lang=article.lang,
    )


def _summary(article: Article) -> str:
    """Return the date of an article with what it rests on, and its first words if they may be published."""
    when = cite.day(article)
    return f"{when} {line(first_words(article, 300))}" if shows_text(article) else when


def _notes(edition: Edition) -> list[tuple[str, Note, Article]]:
    """Return the notes that stand in their article and of which a repository knows the last change, newest first."""
    articles = {article.id: article for article in edition.articles}
    found = [
        (edition.changed[note.annotation.path], note, articles[note.annotation.article])
        for note in publishable(edition, edition.notes)
        if note.annotation.path in edition.changed and note.annotation.article in articles
    ]
    stand = [one for one in found if cite.stands(one[1], one[2])]
    return sorted(stand, key=lambda one: (one[0], one[1].annotation.id), reverse=True)


def _of_notes(notes: Sequence[tuple[str, Note, Article]], edition: Edition) -> Attachment:
    site = edition.site
    title = _named(site, gettext("Notes"))
    items = [_note(when, note, article, site) for when, note, article in islice(notes, MOST)]
    return _feed(NOTES, title, gettext("Each note by its last change."), "notes/index.md", site, items)


def _note(when: str, note: Note, article: Article, site: Site) -> atom.Item:
    """Return a note as an item."""
    said, own = note.annotation, page_path(article)
    fragment = noted.anchor(said, article)
    return atom.Item(
        id=identity(site, own, fragment),
        title=cite.of_note_on(note),
        updated=when,
        author=line(said.by) or gettext("unknown"),
        link=address(site, NOTES, own, fragment),
        summary=line(headline(article)),
        html=str(untrusted(said.body)),
    )
