"""Edition -> Findings: what an editor should see to, by the rules in RULES."""

from collections.abc import Iterator

from variorum import cleaned, event_rules, fold, group_rules, naming, note_rules, phrases
from variorum.clean.paragraphs import texts
from variorum.clean.rules import plain
from variorum.errors import ContentError
from variorum.model import Article, CheckRule, Edition, Finding, Level, Position, Record

GENERAL: tuple[CheckRule, ...] = (
    CheckRule(
        "annotation-ambiguous",
        "error",
        "The words of a note stand at several places, and nothing says which is meant.",
        "quote: the mayor, which stands four times",
        'quote: the mayor with after: " promised nothing"',
    ),
    CheckRule(
        "annotation-article",
        "error",
        "A note stands in the folder of an article, and each of its passages is of an article of the edition.",
        "docs/annotations/storm/a.md without a seed storm",
        "docs/annotations/storm/a.md beside seeds/storm.txt",
    ),
    CheckRule(
        "annotation-body",
        "error",
        "A note has words, at most 4,000 characters.",
        "a header with nothing below it",
        "a paragraph below the header",
    ),
    CheckRule(
        "annotation-edited",
        "error",
        "The words of a note have changed in the text; the new ones are taken only after review.",
        "quote: met for nine hours where the text says eleven",
        "quote: met for eleven hours",
    ),
    CheckRule("annotation-encoding", "error", "An annotation is text in UTF-8.", "one in Windows-1252", "one in UTF-8"),
    CheckRule(
        "annotation-format",
        "error",
        "A file among the annotations is Markdown and ends in .md; another is left out.",
        "docs/annotations/storm/a.txt",
        "docs/annotations/storm/a.md",
    ),
    CheckRule(
        "annotation-id",
        "error",
        "Each annotation has an id of its own, made of visible characters; case does not count.",
        "a.md and A.md in one folder",
        "a.md and b.md",
    ),
    CheckRule(
        "annotation-link",
        "error",
        "A link among the annotations leads to a file of the same folder.",
        "docs/annotations/storm/a.md -> ../../../secret.md",
        "the file itself",
    ),
    CheckRule(
        "annotation-moved",
        "warning",
        "The words of a note stand in another context than they were quoted with.",
        'after: " by the gate" where the text goes on " by the door"',
        'after: " by the door"',
    ),
    CheckRule(
        "annotation-orphan",
        "error",
        "The passage of a note cannot be found for certain; the note is listed without a place.",
        "a quotation of a sentence that is gone",
        "words that stand in the text, or status: settled and the note removed",
    ),
    CheckRule("annotation-size", "error", "An annotation is at most 200,000 bytes.", "a note with a picture", "words"),
    CheckRule(
        "annotation-status",
        "error",
        "A note that is superseded names the note that replaces it, and in the end one that stands.",
        'status: "superseded-by: b" without b.md',
        'status: "superseded-by: b" beside b.md',
    ),
    CheckRule(
        "annotation-unreadable",
        "error",
        "An annotation is an ordinary file that may be read.",
        "a named pipe a.md",
        "an ordinary file",
    ),
    CheckRule(
        "article-empty",
        "error",
        "Cleaning found no line of a seed worth keeping; such an article has no text.",
        "a seed of share buttons only",
        "a seed with at least one paragraph, or keep: in its record",
    ),
    CheckRule(
        "article-fused",
        "warning",
        "A name and the word beside it have run together; such a word is not linked and stays as printed.",
        "Kerryaccused",
        "as_printed: Kerryaccused, read: Kerry accused in the article's record",
    ),
    CheckRule(
        "cleaned-changed",
        "warning",
        "An article is cleaned as cleaned.lock remembers it, unless the change has been accepted.",
        "a new rule that takes a line of a published text",
        "the line under keep: of the record, or `variorum check --accept`",
    ),
    CheckRule(
        "cleaned-gone",
        "warning",
        "What cleaned.lock remembers is an article of the edition.",
        "a line of cleaned.lock whose seed was taken away",
        "`variorum check --accept`",
    ),
    CheckRule(
        "cleaned-line",
        "error",
        "cleaned.lock is as `variorum check --accept` writes it.",
        "<<<<<<< HEAD",
        "the merge settled and the file written anew",
    ),
    CheckRule(
        "cleaned-new",
        "warning",
        "In an edition with cleaned.lock the text of every article has been accepted.",
        "a new seed",
        "its ledger read and `variorum check --accept`",
    ),
    CheckRule(
        "entry-alias",
        "error",
        "An alias stands in its entry once and has a letter or a digit.",
        "aliases: [Kerry, Kerry]",
        "aliases: [Kerry]",
    ),
    CheckRule(
        "entry-ambiguous",
        "warning",
        "An alias that several entries share at one place links to none of them.",
        "Washington in two entries",
        "Washington, not_before: [Post] in one of them",
    ),
    CheckRule(
        "entry-body",
        "error",
        "The body of an entry begins with its definition, of at most 1,000 characters, and has at most 20,000.",
        "a header with nothing below it",
        "two plain sentences below the header",
    ),
    CheckRule(
        "entry-confusable",
        "error",
        "An id under not: is that of another entry.",
        "not: [kirbi]",
        "not: [john-kirby]",
    ),
    CheckRule(
        "entry-encoding",
        "error",
        "An entry is text in UTF-8.",
        "an entry saved as Windows-1252",
        "the same entry saved as UTF-8",
    ),
    CheckRule(
        "entry-format",
        "error",
        "A file of the glossary is Markdown and ends in .md; another is left out.",
        "docs/glossary/kerry.txt",
        "docs/glossary/kerry.md",
    ),
    CheckRule(
        "entry-id",
        "error",
        "An entry's file name is its page's address: lower-case letters, digits and single hyphens, each name once.",
        "docs/glossary/John Kerry.md",
        "docs/glossary/john-kerry.md",
    ),
    CheckRule(
        "entry-link",
        "error",
        "A link in the glossary leads to a file of the same folder.",
        "docs/glossary/kerry.md -> ../../secret.md",
        "the file itself",
    ),
    CheckRule(
        "entry-passage",
        "error",
        "A passage that an entry names as its source stands in that article's text.",
        "quote: the town of Aleppo",
        "quote: the city of Aleppo",
    ),
    CheckRule(
        "entry-size",
        "error",
        "An entry is at most a million bytes.",
        "an entry with a picture in it",
        "an entry of words",
    ),
    CheckRule(
        "entry-unreadable",
        "error",
        "An entry is an ordinary file that may be read.",
        "a named pipe docs/glossary/kerry.md",
        "an ordinary file",
    ),
    CheckRule(
        "folder-missing",
        "error",
        "An edition has a folder of seeds; one of records is a folder too, where there is one.",
        "a clone without seeds/",
        "seeds/ with the articles, or plugins: - variorum: {seeds: raw}",
    ),
    CheckRule(
        "furniture-example",
        "error",
        "An own furniture rule takes the lines under removes and leaves those under keeps.",
        'line: Support us, keeps: ["Support us"]',
        'line: Support us, keeps: ["They support us"]',
    ),
    CheckRule(
        "furniture-form",
        "error",
        "An own furniture rule has either a line or a pattern, with words in it.",
        'pattern: "*"',
        'pattern: "Support us*"',
    ),
    CheckRule(
        "furniture-name",
        "error",
        "An own furniture rule has a name that no other rule has, for the ledger speaks of rules by name.",
        "name: ad-label",
        "name: our-ad-label",
    ),
    CheckRule(
        "furniture-source",
        "warning",
        "An own furniture rule is about a site, an outlet or a folder that an article of the edition comes from.",
        "source: exmaple.org",
        "source: example.org",
    ),
    CheckRule(
        "header-key",
        "error",
        "The header of a written file has only the keys that mean something, and those that must go together.",
        "autor: A. Writer",
        "author: A. Writer",
    ),
    CheckRule(
        "header-missing",
        "error",
        "A written file begins with a header between two lines that read ---.",
        "title: Truce on the first line",
        "--- on the first line, title: Truce on the second, --- on the third",
    ),
    CheckRule(
        "header-size",
        "error",
        "A header is short enough to be meant as one; long text stands below it.",
        "a header of 200,000 characters",
        "a header of a page, and the rest as the body",
    ),
    CheckRule(
        "header-value",
        "error",
        "A value of a header has the form that its key asks for.",
        "published: 30 September 2016",
        "published: 2016-09-30",
    ),
    CheckRule(
        "header-yaml",
        "error",
        "A header is plain YAML: each key once, no anchors, aliases or tags, no null.",
        "title: Truce: the second day",
        'title: "Truce: the second day"',
    ),
    CheckRule(
        "record-body",
        "error",
        "The body of a record is a note on the seed, at most 20,000 characters.",
        "a whole article below the header",
        "where the seed comes from, in a paragraph",
    ),
    CheckRule(
        "record-correction",
        "error",
        "A correction gives another reading than the printed one.",
        "as_printed: vetoed, read: vetoed",
        "as_printed: itvetoed, read: it vetoed",
    ),
    CheckRule(
        "record-encoding",
        "error",
        "A record or file of furniture phrases is text in UTF-8.",
        "a record saved as Windows-1252",
        "the same record saved as UTF-8",
    ),
    CheckRule(
        "record-format",
        "error",
        "A file among the records or furniture phrases is Markdown and ends in .md; another is left out.",
        "docs/articles/storm.txt",
        "docs/articles/storm.md",
    ),
    CheckRule(
        "record-id",
        "error",
        "Each record or file of phrases has an id of its own, made of visible characters; case does not count.",
        "docs/articles/storm.md and docs/articles/Storm.md",
        "docs/articles/storm.md alone",
    ),
    CheckRule(
        "record-link",
        "error",
        "A link among the records or furniture phrases leads to a file of the same folder.",
        "docs/articles/storm.md -> ../../secret.md",
        "the file itself",
    ),
    CheckRule(
        "record-override",
        "error",
        "A line is kept or dropped, not both.",
        'keep: ["Read more"] and drop: ["Read more"]',
        'drop: ["Read more"]',
    ),
    CheckRule(
        "record-override-line",
        "error",
        "A line to keep or drop must be a line of the seed, quoted whole.",
        'keep: ["Read"] where the line reads "Read more"',
        'keep: ["Read more"]',
    ),
    CheckRule(
        "record-printed",
        "error",
        "A correction is about words that stand in the cleaned text.",
        "as_printed: recieved where the text says received",
        "as_printed: itvetoed",
    ),
    CheckRule(
        "record-quote",
        "error",
        "The words a fact rests on must stand in the seed as received.",
        'quote: "On Monday" where the seed says "On Sunday"',
        'quote: "On Sunday"',
    ),
    CheckRule(
        "record-seed",
        "error",
        "A record's file name is the id of a seed; this one belongs to none.",
        "docs/articles/storm.md without seeds/storm.txt",
        "docs/articles/storm.md beside seeds/storm.txt",
    ),
    CheckRule(
        "record-size",
        "error",
        "A record is at most a million bytes.",
        "a record with a picture in it",
        "a record of words",
    ),
    CheckRule(
        "record-slug",
        "error",
        "Two records ask for the same address.",
        "slug: truce in two records",
        "slug: truce and slug: truce-expires",
    ),
    CheckRule(
        "record-unreadable",
        "error",
        "A record is an ordinary file that may be read.",
        "a named pipe docs/articles/storm.md",
        "an ordinary file",
    ),
    CheckRule(
        "seed-binary",
        "error",
        "A seed is text; other kinds of file have to be converted.",
        "a PDF file named storm.txt",
        "the article saved as text or HTML",
    ),
    CheckRule(
        "seed-empty",
        "error",
        "A seed has words.",
        "a file of blank lines",
        "the article fetched again",
    ),
    CheckRule(
        "seed-encoding",
        "error",
        "A seed is text in one encoding from end to end.",
        "UTF-8 with one broken byte",
        "the article fetched again, or saved as UTF-8",
    ),
    CheckRule(
        "seed-format",
        "warning",
        "A file among the seeds ends in .txt, .md, .markdown, .html, .htm, .warc or .warc.gz; another is left out.",
        "seeds/storm.docx",
        "seeds/storm.html",
    ),
    CheckRule(
        "seed-id",
        "error",
        "Each seed has an id of its own, made of visible characters; case and suffix do not count.",
        "seeds/storm.txt and seeds/storm.html",
        "seeds/storm.txt and seeds/storm-2.html",
    ),
    CheckRule(
        "seed-link",
        "error",
        "A link among the seeds leads to a file of the same folder.",
        "seeds/storm.txt -> ../../secret.txt",
        "the file itself",
    ),
    CheckRule(
        "seed-size",
        "error",
        "A seed is at most as large as max_seed_bytes allows (ten million bytes unless mkdocs.yml says otherwise).",
        "a file of a whole archive",
        "a file an article, or max_seed_bytes: 50_000_000",
    ),
    CheckRule(
        "seed-unreadable",
        "error",
        "A seed is an ordinary file that may be read.",
        "a named pipe seeds/storm.txt",
        "an ordinary file",
    ),
    CheckRule(
        "settings",
        "error",
        "mkdocs.yml is YAML, and what it says of seeds can be followed; nothing is done before that is mended.",
        "max_seed_bytes: plenty",
        "max_seed_bytes: 50_000_000",
    ),
)

# All rules, in the order of their ids.
RULES = tuple(sorted((*GENERAL, *event_rules.RULES, *group_rules.RULES), key=lambda rule: rule.id))


def check(edition: Edition) -> list[Finding]:
    """Return all findings of an edition, those of reading it included, ordered by file and place."""
    found = [*edition.sources.findings, *_records(edition), *(f for a in edition.articles for f in _article(a))]
    found += map(finding, (*phrases.doubts(edition), *cleaned.changes(edition)))
    found += map(finding, (*event_rules.errors(edition), *naming.doubts(edition), *note_rules.errors(edition)))
    found += map(finding, group_rules.errors(edition))
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
