"""Edition -> Findings: what an editor should see to, by the rules in RULES."""

from collections.abc import Iterator

from variorum import cleaned, fold, phrases
from variorum.check import drafts, events, groups, names, notes
from variorum.check.rules import GENERAL
from variorum.clean.paragraphs import texts
from variorum.clean.rules import plain
from variorum.errors import ContentError
from variorum.model import Article, Edition, Finding, Level, Position, Record

# All rules, in the order of their ids.
RULES = tuple(
    sorted(
        (*GENERAL, *drafts.RULES, *events.RULES, *groups.RULES, *names.RULES, *notes.RULES), key=lambda rule: rule.id
    )
)


def check(edition: Edition) -> list[Finding]:
    """Return all findings of an edition, those of reading it included, ordered by file and place."""
    found = [*edition.sources.findings, *_records(edition), *(f for a in edition.articles for f in _article(a))]
    found += map(finding, (*phrases.doubts(edition), *cleaned.changes(edition)))
    found += map(finding, (*events.errors(edition), *names.doubts(edition), *notes.errors(edition)))
    found += map(finding, (*groups.errors(edition), *drafts.left(edition)))
    return sorted(set(found), key=lambda f: (f.path, f.line, f.column, f.rule, f.message))


def finding(error: ContentError) -> Finding:
    """Return an error as a finding with the same place and rule, as grave as its rule says."""
    level: Level = next((rule.level for rule in RULES if rule.id == error.rule), "error")
    return Finding(error.path, error.line, error.column, error.rule, error.message, level)


def _records(edition: Edition) -> Iterator[Finding]:
    """Yield records that belong to no seed or ask for an address another one has."""
    seeds = {seed.id for seed in edition.sources.seeds}
    for record in edition.sources.records:
        if record.id not in seeds and not _refused(edition, record.id):
            found, expected = f"no seed with the id {record.id!r}", "a file of that name among the seeds"
            yield _at(record, None, "record-seed", found, expected, "rename or remove the record")
    for article in edition.articles:
        record_ = article.record
        if record_ and record_.slug and article.address != record_.slug:
            found, place = f"the address {record_.slug!r} a second time", record_.positions.get("slug")
            yield _at(record_, place, "record-slug", found, "one article an address", "choose another slug")


def _refused(edition: Edition, id_: str) -> bool:
    """Tell whether a seed of this id is there but could not be read; that has a finding of its own."""
    seeds = [f.path for f in edition.sources.findings if f.rule.startswith("seed-")]
    return any(path.rsplit(".", 1)[0].endswith(f"/{id_}") for path in seeds)


def _article(article: Article) -> Iterator[Finding]:
    if not article.text:
        remedy = "look at `variorum clean` and name lines to keep in the article's record"
        yield finding(
            ContentError(article.seed.path, 0, 0, "no line to keep", "at least one paragraph", remedy, "article-empty")
        )
    if article.seed.cut:
        found, expected = f"tags of too many attributes: {article.seed.cut}", "tags of at most 500 attributes"
        remedy = "see that the article is whole; no word of it is cut, only what such tags say of their lines"
        yield finding(ContentError(article.seed.path, 0, 0, found, expected, remedy, "seed-tag"))
    if article.record:
        yield from _quotes(article, article.record)
        yield from _overrides(article, article.record)
        yield from _corrections(article, article.record)


def _quotes(article: Article, record: Record) -> Iterator[Finding]:
    """Yield facts whose quoted words do not stand in the seed."""
    seed = "\n".join(line.text for line in article.seed.lines)
    places = [(fact, f"{fact.name}_evidence.quote") for fact in record.facts]
    places += [(fact, f"rejected.{i}.quote") for i, fact in enumerate(record.rejected)]
    for fact, key in places:
        quote = fact.evidence.quote
        if quote and fold.find(seed, quote) is None:
            found = f"words that do not stand in {article.seed.path}: {quote!r}"
            place = record.positions.get(key)
            yield _at(record, place, "record-quote", found, "words of the seed", "copy them from the seed")


def _overrides(article: Article, record: Record) -> Iterator[Finding]:
    lines = set(map(plain, texts(article.seed.lines)))
    for override in record.overrides:
        if plain(override.quote) not in lines:
            found, expected = f"no line that reads {override.quote!r}", f"a whole line of {article.seed.path}"
            yield _at(record, override.position, "record-override-line", found, expected, "copy the line from the seed")


def _corrections(article: Article, record: Record) -> Iterator[Finding]:
    for correction in record.corrections:
        if fold.find(article.text, correction.as_printed) is None:
            found = f"words that do not stand in the cleaned text: {correction.as_printed!r}"
            remedy = "copy them from the article"
            yield _at(record, correction.position, "record-printed", found, "words as printed", remedy)


def _at(record: Record, place: Position | None, rule: str, found: str, expected: str, remedy: str) -> Finding:
    line, column = (place.line, place.column) if place else (0, 0)
    return finding(ContentError(record.path, line, column, found, expected, remedy, rule))
