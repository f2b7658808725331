"""cleaned.lock: how each article was cleaned when that was last accepted, and what has become of it since.

What is published can change without a hand on it: by a changed rule, another override, a file added to its source. So
the file remembers of each article, one a line: its id, digests of its seed and its cleaned text, how many lines it has
and which were kept. It is written only on request (`variorum check --accept`), so that a change shows in review.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from variorum.errors import ContentError
from variorum.model import Accepted, Article, Edition, LedgerLine

FILE = "cleaned.lock"
HEAD = """\
# How each article was cleaned when that was last accepted: id, digest of the seed, digest of the cleaned text, lines,
# lines kept (empty ones not counted). Written by `variorum check --accept`; changes are for review, not for editing.
"""
LINE = re.compile(r"([^\t]+)\t([0-9a-f]*)\t([0-9a-f]{16})\t(\d{1,9})\t((?:\d{1,9}-\d{1,9},)*\d{1,9}-\d{1,9}|none)")
ACCEPT = "`variorum check --accept`"
# As many lines as a message names; how much of each.
NAMED, WIDTH = 5, 50

Ranges = tuple[tuple[int, int], ...]


def state(article: Article) -> Accepted:
    """Return how an article is cleaned now."""
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Accepted(article.id, article.seed.sha256[:16], digest, len(article.seed.lines), kept(article.ledger.lines))


def kept(lines: Sequence[LedgerLine]) -> Ranges:
    """Return the kept lines as ranges of numbers; empty lines neither begin nor break one."""
    found: list[tuple[int, int]] = []
    going = False
    for entry in (entry for entry in lines if entry.role != "blank"):
        number = entry.line.number
        if entry.kept:
            found.append((found.pop()[0] if going else number, number))
        going = entry.kept
    return tuple(found)


def write(states: Iterable[Accepted]) -> str:
    """Return the file's text: a line an article, by id."""
    return HEAD + "".join(_row(one) + "\n" for one in sorted(states, key=lambda one: one.id))


def _row(one: Accepted) -> str:
    ranges = ",".join(f"{first}-{last}" for first, last in one.kept) or "none"
    return "\t".join((one.id, one.seed, one.text, str(one.lines), ranges))


def parse(text: str) -> tuple[tuple[Accepted, ...], tuple[ContentError, ...]]:
    """Return what the file's text says, and an error for each line that says nothing that can be used."""
    found: dict[str, Accepted] = {}
    errors: list[ContentError] = []
    for number, row in enumerate(text.split("\n"), 1):
        match = LINE.fullmatch(row.rstrip("\r"))
        if match and match[1] not in found:
            found[match[1]] = Accepted(match[1], match[2], match[3], int(match[4]), _ranges(match[5]), number)
        elif row.strip() and not row.startswith("#"):
            expected = "id, digests, lines and lines kept, with tabs between them, each article once"
            remedy = f"settle a merge if there is one, then write the file anew with {ACCEPT}"
            errors.append(ContentError(FILE, number, 1, repr(row[:WIDTH]), expected, remedy, "cleaned-line"))
    return tuple(found.values()), tuple(errors)


def _ranges(text: str) -> Ranges:
    pairs = [] if text == "none" else [part.split("-") for part in text.split(",")]
    return tuple((int(first), int(last)) for first, last in pairs)


def changes(edition: Edition) -> Iterator[ContentError]:
    """Yield articles that are cleaned otherwise than accepted, are new or gone; nothing where nothing is remembered."""
    if edition.sources.accepted is None:
        return
    was = {one.id: one for one in edition.sources.accepted}
    there = {article.id for article in edition.articles}
    yield from (_gone(one) for one in was.values() if one.id not in there)
    yield from _new([article for article in edition.articles if article.id not in was])
    for article in edition.articles:
        if article.id in was and was[article.id].text != state(article).text:
            yield _changed(article, was[article.id])


def _new(articles: Sequence[Article]) -> Iterator[ContentError]:
    """Yield one finding for all articles that are new, since many may come at once."""
    if articles:
        paths = sorted(article.seed.path for article in articles)
        more = [f"and {len(paths) - NAMED:,} more"] if len(paths) > NAMED else []
        found = f"{len(paths):,} not in it yet: {', '.join(paths[:NAMED] + more)}"
        remedy = f"read the ledger with `variorum clean {paths[0]}`, then {ACCEPT}"
        yield ContentError(FILE, 0, 0, found, "a line for each article of the edition", remedy, "cleaned-new")


def _gone(one: Accepted) -> ContentError:
    found, expected = f"the text of {one.id!r}, which is no article any more", "articles of the edition"
    return ContentError(FILE, one.number, 1, found, expected, f"bring its seed back, or {ACCEPT}", "cleaned-gone")


def _changed(article: Article, was: Accepted) -> ContentError:
    now = state(article)
    if (was.seed, was.lines) != (now.seed, now.lines):
        what = "a changed seed" if was.seed != now.seed else "a page that is read into other lines"
        return _finding(article, 0, f"{what}, and another text of it", f"look at `variorum clean {article.seed.path}`")
    before, after = _numbers(was.kept), _numbers(now.kept)
    spoken = [entry for entry in article.ledger.lines if entry.role != "blank"]
    lost = [e for e in spoken if e.line.number in before and e.line.number not in after]
    won = [e for e in spoken if e.line.number in after and e.line.number not in before]
    parts = [_named(lost, "removed that stood in the text"), _named(won, "kept that had been removed")]
    found = "; ".join(filter(None, parts)) or "the same lines joined to other paragraphs"
    first = min((e.line.number for e in (*lost, *won)), default=0)
    look = f"look at `variorum clean {article.seed.path}{f' --explain {first}' if first else ''}`"
    return _finding(article, first, found, f"{look}, name lines under keep: or drop: of its record")


def _finding(article: Article, number: int, found: str, remedy: str) -> ContentError:
    """Return the finding at the first line that fares otherwise; lines of HTML are not those of the file."""
    line = number if article.seed.path.endswith(".txt") else 0
    expected = f"the text accepted in {FILE}"
    where = (article.seed.path, line, min(line, 1))
    return ContentError(*where, found, expected, f"{remedy}, or {ACCEPT} {article.id}", "cleaned-changed")


def _named(entries: Sequence[LedgerLine], what: str) -> str:
    """Return a count of lines with the first few of them and the rules that took or kept them."""
    if not entries:
        return ""
    shown = [f"{e.line.number} {_short(e.line.text)} ({e.rule})" for e in entries[:NAMED]]
    more = [f"and {len(entries) - NAMED:,} more"] if len(entries) > NAMED else []
    return f"{len(entries):,} {'line' if len(entries) == 1 else 'lines'} {what}: {', '.join(shown + more)}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= WIDTH else words[: WIDTH - 1] + '…'}”"


def _numbers(ranges: Ranges) -> frozenset[int]:
    return frozenset(n for first, last in ranges for n in range(first, last + 1))
