"""Sources -> Edition: the pipeline, read from top to bottom in `build`."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from variorum import dates
from variorum.accounts import located, places
from variorum.anchor import Index
from variorum.clean import census, clean, origin, pages
from variorum.clean.known import Known
from variorum.facts import stated
from variorum.group import groups, links
from variorum.identify import identify
from variorum.model import Article, Edition, FurnitureRule, Note, Quote, Record, Seed, Sources, Target

# What can be known of an article, in the order in which pages show it.
FACTS = ("outlet", "author", "published", "not_before", "not_after", "url")
DASHES = re.compile(r"--+")
# With these, the page of a.txt and the folder a.html/ would have one name.
SUFFIX = re.compile(r"\.(?=(html?|md|markdown|txt)$)", re.IGNORECASE)
# MkDocs takes README for a folder's index page; Windows takes the others for devices, whatever their suffix.
RESERVED = re.compile(r"(readme|con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
# Most file systems hold 255 bytes in a name; the rest is room for a number and suffixes.
MAX_NAME_BYTES = 200


def build(sources: Sources) -> Edition:
    """Return the edition made of all that was read: every seed cleaned, with its record, in
    reading order, and what is named in it."""
    records = {record.id: record for record in sources.records}
    addresses = _addresses(sources.seeds, records)
    known = knowledge(sources)
    cleaned = [_article(seed, records.get(seed.id), addresses[seed.id], known[seed.id]) for seed in sources.seeds]
    articles = tuple(sorted(cleaned, key=_reading_order))
    named = identify(articles, sources.entries)
    grouped = groups(articles, sources.events, sources.groups)
    decided = located(articles, _decided(sources))
    return Edition(
        sources,
        articles,
        mentions=named.mentions,
        doubts=named.doubts,
        places=places(articles, sources.events) | decided,
        groups=grouped,
        links=links(articles, grouped, sources.groups, decided),
        notes=_notes(sources, articles),
    )


def _decided(sources: Sources) -> Iterator[Quote]:
    """Yield the quotes of what editors decided on links."""
    for decision in sources.groups:
        yield from (quote for pair in (*decision.links, *decision.not_links) for quote in pair)


def _notes(sources: Sources, articles: Sequence[Article]) -> tuple[Note, ...]:
    """Return every annotation with its passages looked up; each text is made ready once, and only if it has notes."""
    texts = {article.id: article.text for article in articles}
    wanted = {quote.article for annotation in sources.annotations for quote in annotation.on}
    indexes = {id_: Index(text) for id_, text in texts.items() if id_ in wanted}

    def target(quote: Quote) -> Target:
        index = indexes.get(quote.article)
        return Target(quote, index.locate(quote.exact, quote.before, quote.after) if index else None)

    ordered = sorted(sources.annotations, key=lambda annotation: annotation.id)
    return tuple(Note(annotation, tuple(map(target, annotation.on))) for annotation in ordered)


def knowledge(sources: Sources) -> dict[str, Known]:
    """Return what is known of each seed beyond itself: its source's furniture, written down and counted.

    The seeds of a source are counted by their ids, so the order they come in does not matter.
    """
    records = {record.id: record for record in sources.records}
    groups: dict[str, list[Seed]] = {}
    for seed in sorted(sources.seeds, key=lambda seed: seed.id):
        groups.setdefault(origin.source(seed, records.get(seed.id)), []).append(seed)
    counted = {name: census.take(name, pages(seeds)) for name, seeds in groups.items() if len(seeds) >= census.FEWEST}
    return {
        seed.id: Known(_rules(sources, seed, records.get(seed.id)), counted.get(name, census.NOTHING))
        for name, seeds in groups.items()
        for seed in seeds
    }


def _rules(sources: Sources, seed: Seed, record: Record | None) -> tuple[FurnitureRule, ...]:
    """Return the edition's own rules that apply to a seed."""
    names = origin.names(seed, record) | {""} if sources.furniture else frozenset[str]()
    return tuple(rule for rule in sources.furniture if origin.folded(rule.source) in names)


def _article(seed: Seed, record: Record | None, address: str, known: Known) -> Article:
    cleaned = clean(seed.lines, record.overrides if record else (), seed.meta, known)
    facts = {fact.name: fact for fact in (*stated(seed, cleaned), *(record.facts if record else ()))}
    return Article(
        id=seed.id,
        address=address,
        seed=seed,
        text=cleaned.text,
        paragraphs=cleaned.paragraphs,
        ledger=cleaned.ledger,
        title=facts.get("title"),
        facts=tuple(facts[name] for name in FACTS if name in facts),
        rejected=record.rejected if record else (),
        related=cleaned.related,
        record=record,
        lang=(record.lang if record else "") or (facts["lang"].value if "lang" in facts else ""),
    )


def _reading_order(article: Article) -> tuple[str, str]:
    """Return what articles are sorted by: the date where one can be read (unknown ones last), then the id."""
    found = (dates.read(f.value, article.lang) for f in article.facts if f.name in ("published", "not_before"))
    return (next((interval.iso for interval in found if interval), "~"), article.id)


def _addresses(seeds: Sequence[Seed], records: Mapping[str, Record]) -> dict[str, str]:
    """Return the address of each article's page: its record's slug, else its id in safe characters, each used once."""
    taken: dict[str, str] = {}
    for seed in sorted(seeds, key=lambda s: (not _slug(records.get(s.id)), s.id)):
        wanted = _slug(records.get(seed.id)) or _safe(seed.id)
        taken[_free(wanted, taken)] = seed.id
    return {id_: address for address, id_ in taken.items()}


def _slug(record: Record | None) -> str:
    return record.slug if record else ""


def _safe(id_: str) -> str:
    """Return an id as a path of letters, digits, dots, hyphens and underscores that every file system takes."""
    return "/".join(map(_safe_name, unicodedata.normalize("NFC", id_).split("/")))


def _safe_name(part: str) -> str:
    """Return one part of an id in safe characters; letters of any script keep their marks."""
    plain_ = "".join(c if c in "._" or unicodedata.category(c)[0] in "LMN" else "-" for c in part)
    short = DASHES.sub("-", plain_).encode()[:MAX_NAME_BYTES].decode("utf-8", "ignore").strip("-.")
    short = SUFFIX.sub("-", short)
    return f"_{short}" if RESERVED.match(short) else short or "untitled"


def _free(wanted: str, taken: Mapping[str, str]) -> str:
    """Return the wanted address, numbered where it is taken already, be it in another case, or is an index."""
    used = {address.casefold() for address in taken} | {"index"}
    numbered = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(used) + 2))
    return next(address for address in numbered if address.casefold() not in used)
