"""Two snapshots of an edition -> what changed between them, for the review of a change.

A snapshot holds what readers see and what stands on it as plain data, so that one may be made by other rules than the
other: a changed cleaning rule shows its effect as a changed seed does. What a person did not touch and yet moved is
the point: a note whose passage is gone, a link that now leads elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from variorum.model import Finding
from variorum.snapshot import NEAR, Published, Snapshot, Standing

What = Literal["added", "removed", "changed", "moved", "lost", "found"]

# Code points on either side of a passage that are shown with it.
CONTEXT = 60
# Comparing word by word costs up to the product of both lengths; above this a stretch is shown as a whole.
MAX_COMPARED = 4_000_000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article with those around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the old text and what stands there now, with the words around both; one of them may be empty."""

    before: str
    old: str
    new: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `own`: its own file was changed; otherwise something else moved it.

    `old` and `new` are its passages, `said` what is written now (or was, where it is gone), `edits` those of a text.
    """

    what: What
    kind: str
    id: str
    source: str
    line: int
    article: str
    own: bool
    said: str = ""
    verdict: str = ""
    old: Passage | None = None
    new: Passage | None = None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed, articles first; `told` are findings that were not there before, `mended` those that went."""

    changes: tuple[Change, ...]
    told: tuple[Finding, ...]
    mended: tuple[Finding, ...]


def compare(old: Snapshot, new: Snapshot) -> Changes:
    """Return what changed from `old` to `new`."""
    articles = list(_articles(_by_id(old.articles), _by_id(new.articles)))
    standings = _unpaired(list(_standings(old, new)))
    return Changes(tuple(articles + standings), _more(new.findings, old.findings), _more(old.findings, new.findings))


def _by_id(articles: Iterable[Published]) -> dict[str, Published]:
    return {article.id: article for article in articles}


def _articles(old: Mapping[str, Published], new: Mapping[str, Published]) -> Iterator[Change]:
    """Yield the articles that came, went, or read otherwise."""
    for id_ in sorted(old.keys() | new.keys()):
        before, after = old.get(id_), new.get(id_)
        if before and after:
            yield from _article(before, after)
        elif after:
            yield Change("added", "article", id_, after.path, 0, id_, True)
        elif before:
            yield Change("removed", "article", id_, before.path, 0, id_, True)


def _article(before: Published, after: Published) -> Iterator[Change]:
    """Yield how one article changed."""
    if before.text != after.text:
        own = before.sha256 != after.sha256
        yield Change("changed", "article", after.id, after.path, 0, after.id, own, edits=edits(before.text, after.text))
    yield from _facts(before, after)


def _facts(before: Published, after: Published) -> Iterator[Change]:
    """Yield what is known otherwise of an article than before, its address included."""
    old, new = dict(before.facts) | {"address": before.address}, dict(after.facts) | {"address": after.address}
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            said = f"{name}: {old.get(name, 'unknown')} → {new.get(name, 'unknown')}"
            yield Change("changed", "fact", f"{after.id} {name}", after.path, 0, after.id, True, said)


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return the stretches in which two texts differ, in whole words; lines that are equal are not looked into."""
    return tuple(
        edit
        for a, b, c, d in _unequal(old.splitlines(keepends=True), new.splitlines(keepends=True))
        for edit in _words("".join(a), "".join(b), "".join(c), "".join(d))
    )


def _unequal(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], ...]]:
    """Yield the unequal stretches of two sequences: the piece before, the old, the new, the piece after."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield new[max(0, c - 1) : c], old[a:b], new[c:d], new[d : d + 1]


def _words(before: str, old: str, new: str, after: str) -> Iterator[Edit]:
    """Yield the edits inside an unequal stretch of lines: by words where both sides have some, else as a whole."""
    was, now = _tokens(old), _tokens(new)
    if not old or not new or len(was) * len(now) > MAX_COMPARED:
        yield Edit(before[-CONTEXT:], old, new, after[:CONTEXT])
        return
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            left, right = before + "".join(now[:c]), "".join(now[d:]) + after
            yield Edit(left[-CONTEXT:], "".join(was[a:b]), "".join(now[c:d]), right[:CONTEXT])


def _tokens(text: str) -> list[str]:
    """Return words and what stands between them; joined they are the text."""
    found: list[str] = []
    for char in text:
        if found and char.isalnum() and found[-1][-1].isalnum():
            found[-1] += char
        else:
            found.append(char)
    return found


def _standings(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """Yield what came, went, was rewritten, or stands on other words than before."""
    was = {(s.kind, s.id): s for s in old.standings}
    now = {(s.kind, s.id): s for s in new.standings}
    texts = {a.id: a.text for a in old.articles}, {a.id: a.text for a in new.articles}
    for key in sorted(was.keys() | now.keys()):
        before, after = was.get(key), now.get(key)
        passages = _passage(before, texts[0]), _passage(after, texts[1])
        if (what := _what(before, after, *passages)) and (here := after or before):
            yield _change(what, here, _own(before, after), passages)


def _unpaired(changes: Sequence[Change]) -> list[Change]:
    """Return the changes without mentions that went where one of the same words came: only words around it changed."""
    came = Counter(_named(change) for change in changes if change.what == "added")
    went = Counter(_named(change) for change in changes if change.what == "removed")
    pairs = {"added": came & went, "removed": came & went}
    kept = []
    for change in changes:
        left: Counter[tuple[str, ...]] = pairs.get(change.what, Counter())
        if change.kind == "mention" and left[_named(change)]:
            left[_named(change)] -= 1
        else:
            kept.append(change)
    return kept


def _named(change: Change) -> tuple[str, ...]:
    """Return what two mentions have in common that readers take for one."""
    passage = change.new or change.old
    return change.kind, change.source, change.article, passage.words if passage else ""


def _change(what: What, here: Standing, own: bool, passages: tuple[Passage | None, Passage | None]) -> Change:
    """Return a change of something that stands on a passage."""
    place = (here.kind, here.id, here.source, here.line, here.article)
    return Change(what, *place, own, here.said, here.verdict, *passages)


def _own(old: Standing | None, new: Standing | None) -> bool:
    """Tell whether a person changed the thing itself."""
    return not (old and new) or (old.said, old.article) != (new.said, new.article)


def _what(old: Standing | None, new: Standing | None, was: Passage | None, now: Passage | None) -> What | None:
    """Return the word for a change, None where nothing changed that a reader could see."""
    if not old:
        return "added"
    if not new:
        return "removed"
    if (was is None) != (now is None):
        return "lost" if now is None else "found"
    if was and now and _elsewhere(was, now):
        return "moved"
    return "changed" if (old.said, old.verdict, old.article) != (new.said, new.verdict, new.article) else None


def _elsewhere(was: Passage, now: Passage) -> bool:
    """Tell whether a passage has other words, or other words both before and after it."""
    left, right = was.before[-NEAR:] != now.before[-NEAR:], was.after[:NEAR] != now.after[:NEAR]
    return was.words != now.words or (left and right)


def _passage(standing: Standing | None, texts: Mapping[str, str]) -> Passage | None:
    """Return the passage something stands on, None where there is none."""
    if not standing or not standing.span:
        return None
    text, start, end = texts.get(standing.article, ""), standing.span.start, standing.span.end
    return Passage(text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT])


def _more(findings: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are not among others, wherever in its file each stands."""
    left = Counter(map(_same, others))
    found = []
    for finding in findings:
        if left[_same(finding)]:
            left[_same(finding)] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _same(finding: Finding) -> tuple[str, str, str]:
    """Return what tells a finding from others, whatever lines were added above it."""
    return finding.path, finding.rule, finding.message
