"""Articles and Entries -> Mentions: every place where an entry is named, in one pass over each text.

An Aho-Corasick automaton (Aho and Corasick, 1975) over all aliases finds candidates at a cost that does not depend on
their number. A candidate counts when it is whole words, in the case its alias asks for, and beside what the alias
allows. Of candidates that overlap the longest counts. One that several entries share counts for none of them. The text
is read with its reviewed corrections and folded (fold.py); spans are those of the text as printed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from variorum import fold
from variorum.clean.ledger import BETWEEN
from variorum.fold import Folded
from variorum.identify import words
from variorum.model import Alias, Article, Doubt, Entry, Mention, Span
from variorum.readings import as_read

# Characters that vanish when a text is folded and yet part words: zero-width space and non-joiner.
_BREAKS = re.compile("[\u200b\u200c]")
_JOINTS = ("", " ", "-")


@dataclass(frozen=True, slots=True)
class Identified:
    """What was found: mentions and doubts, by article and in the order of the text."""

    mentions: tuple[Mention, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """An alias of an entry; `text` and the words beside it are folded."""

    entry: str
    alias: Alias
    text: str
    after: tuple[str, ...]
    before: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to be searched: `low` is `folded` in small letters, its character i stands for folded character at[i]."""

    folded: Folded
    low: str
    at: Sequence[int]
    breaks: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place that names entries. `word` is the longer word it seems to have run into, else the place itself."""

    start: int
    end: int
    word: tuple[int, int]
    names: tuple[_Name, ...]


def identify(articles: Iterable[Article], entries: Iterable[Entry]) -> Identified:
    """Return where the articles name the entries, and the places that might and count for none."""
    names = Names(entries)
    found = [names.find(article) for article in articles]
    return Identified(
        tuple(mention for one in found for mention in one.mentions),
        tuple(doubt for one in found for doubt in one.doubts),
    )


class Names:
    """The aliases of all entries, ready to be looked for. Building it costs time linear in their length, once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_key: dict[str, list[_Name]] = {}
        for entry in sorted(entries, key=lambda e: e.id):
            for alias in entry.aliases:
                name = _name(entry, alias)
                if name.text:
                    by_key.setdefault(name.text.casefold(), []).append(name)
        self._names = [tuple(by_key[key]) for key in sorted(by_key)]
        self._automaton = AhoCorasick(sorted(by_key), matchkind=MatchKind.Standard, store_patterns=False)

    def find(self, article: Article) -> Identified:
        """Return the mentions and doubts of one article in the order of its text."""
        text = _text(article)
        mentions, doubts = list[Mention](), list[Doubt]()
        candidates = (one for one in self._candidates(text) if _stands(article.text, text.folded.span(*one.word)))
        for candidate in _longest(candidates):
            entries = tuple(dict.fromkeys(name.entry for name in candidate.names))
            span, alias = text.folded.span(*candidate.word), candidate.names[0].alias.text
            if candidate.word != (candidate.start, candidate.end):
                doubts.append(Doubt(article.id, entries, span, alias, "fused"))
            elif len(entries) > 1:
                doubts.append(Doubt(article.id, entries, span, alias, "ambiguous"))
            else:
                mentions.append(Mention(article.id, entries[0], span, alias))
        return Identified(tuple(mentions), tuple(doubts))

    def _candidates(self, text: _Text) -> Iterator[_Candidate]:
        """Yield the places where a name stands with all that it asks for, overlapping ones too."""
        for key, low_start, low_end in self._automaton.find_matches_as_indexes(text.low, overlapping=True):
            place = _place(text, low_start, low_end)
            word = place and _word(text, *place)
            if place and word and (names := tuple(n for n in self._names[key] if _counts(n, text.folded.text, place))):
                yield _Candidate(*place, word, names)


def _name(entry: Entry, alias: Alias) -> _Name:
    """Return an alias folded as texts are."""
    beside = (alias.after, alias.before, alias.not_before, alias.not_after)
    return _Name(entry.id, alias, folded(alias.text), *(tuple(map(folded, texts)) for texts in beside))


def folded(text: str) -> str:
    """Return a name as it is looked for: folded, without spaces around it."""
    return fold.fold(text).text.strip(" ")


def _text(article: Article) -> _Text:
    """Return the text of an article as it is searched."""
    read = as_read(article)
    breaks = (m.start() for m in _BREAKS.finditer(article.text))
    after = {place + 1 for place in breaks}
    parted = frozenset(i for i, start in enumerate(read.starts) if start in after) if after else frozenset[int]()
    low = read.text.casefold()
    if len(low) == len(read.text):
        return _Text(read, low, range(len(low)), parted)
    return _Text(read, low, [i for i, char in enumerate(read.text) for _ in char.casefold()], parted)


def _place(text: _Text, start: int, end: int) -> tuple[int, int] | None:
    """Return the place in the folded text, None where a match begins or ends within a character (the ss of ß)."""
    at = text.at
    if (start and at[start - 1] == at[start]) or (end < len(at) and at[end - 1] == at[end]):
        return None
    return at[start], at[end - 1] + 1


def _stands(text: str, span: Span) -> bool:
    """Tell whether words stand in the text in one piece: not only in a correction, and not in two paragraphs."""
    return span.start < span.end and BETWEEN not in text[span.start : span.end]


def _word(text: _Text, start: int, end: int) -> tuple[int, int] | None:
    """Return the place itself where it is whole words, else the longer word it seems to have run into, if any."""
    read = text.folded.text
    begins = start in text.breaks or words.begins(read, start)
    if begins and (end in text.breaks or words.ends(read, end)):
        return start, end
    return words.fused(read, start, end)


def _counts(name: _Name, text: str, place: tuple[int, int]) -> bool:
    """Tell whether a name may stand at a place: as it is written, and beside what it asks for."""
    start, end = place
    if name.alias.case == "exact" and text[start:end] != name.text:
        return False
    if any(_stands_before(text, start, word) for word in name.not_after):
        return False
    if any(_stands_after(text, end, word) for word in name.not_before):
        return False
    if name.after and not any(_stands_before(text, start, word) for word in name.after):
        return False
    return not name.before or any(_stands_after(text, end, word) for word in name.before)


def _stands_before(text: str, place: int, word: str) -> bool:
    """Tell whether a word stands right before a place, joined to it, apart by a space or by a hyphen."""
    for joint in _JOINTS:
        end = place - len(joint)
        start = end - len(word)
        if start >= 0 and text[end:place] == joint and _same(text[start:end], word) and words.begins(text, start):
            return True
    return False


def _stands_after(text: str, place: int, word: str) -> bool:
    """Tell whether a word stands right after a place, joined to it, apart by a space or by a hyphen."""
    for joint in _JOINTS:
        start = place + len(joint)
        end = start + len(word)
        if text[place:start] == joint and _same(text[start:end], word) and words.ends(text, end):
            return True
    return False


def _same(text: str, word: str) -> bool:
    """Tell whether a text is a word; one written in small letters is the same in any case."""
    return text == word or (word == word.casefold() and text.casefold() == word)


def _longest(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Return candidates that do not overlap, in the order of the text; of several the longest or first is taken."""
    taken: list[_Candidate] = []
    busy = bytearray()
    for one in sorted(candidates, key=lambda c: (c.start - c.end, c.start)):
        busy.extend(bytes(max(0, one.end - len(busy))))
        if not any(busy[one.start : one.end]):
            busy[one.start : one.end] = b"\1" * (one.end - one.start)
            taken.append(one)
    return sorted(taken, key=lambda c: c.start)
