"""What was found of a quotation -> a verdict. Words and context are judged apart; in doubt there is no place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from variorum.anchor import seek, weigh
from variorum.anchor.seek import Haystack
from variorum.model import Verdict

# Letters of context, see weigh.py; a selector holds 32 a side as a rule.
SIDE = 26  # so much is a whole side, but for a slip
HALF = 12
SOME = 7  # more than chance brings
MARGIN = 10  # by so much the best place must be ahead of the next
REPETITIVE = 0.004  # the share of stretches that stand twice, from which on a text may bring back any words by chance
TYPICAL = 8  # words of a stretch by which that share is counted
LIKE = 24  # what the very words count, in letters of context
SEEN = 6  # places that are laid before an editor


@dataclass(frozen=True, slots=True)
class Place:
    """A range of the plain text, how alike its words are (1: the very words), and how much context is on each side."""

    start: int
    end: int
    like: float
    left: float
    right: float

    @property
    def near(self) -> float:
        """Return the context of the side that has more."""
        return max(self.left, self.right)

    @property
    def far(self) -> float:
        """Return the context of the side that has less."""
        return min(self.left, self.right)

    @property
    def worth(self) -> float:
        """Return what speaks for the place as one number, to rank by."""
        return self.left + self.right + 2 * LIKE * max(0.0, self.like - 0.5)

    def overlaps(self, other: "Place") -> bool:
        """Tell whether two ranges share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Quoted:
    """A quotation in its plain form: the words, without spaces around them, and the context on both sides."""

    exact: str
    before: str
    after: str

    @cached_property
    def words(self) -> Sequence[str]:
        """Return the words of the quotation."""
        return weigh.words(self.exact)

    @property
    def whole(self) -> str:
        """Return the quotation within its context."""
        return self.before + self.exact + self.after


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on places of the plain text, the best first, and what it rests on."""

    verdict: Verdict
    places: tuple[Place, ...]
    why: str


def judge(hay: Haystack, quoted: Quoted) -> Judgement:
    """Judge where a quotation stands."""
    whole = hay.places(quoted.whole, SEEN)
    full = [look(hay, quoted, at + len(quoted.before), at + len(quoted.before + quoted.exact)) for at in whole]
    full = [place for place in full if _apart(hay.text, place, quoted)] or full
    if len(full) > 1:
        return Judgement("ambiguous", tuple(full), "the same words in the same context stand at several places")
    if full:
        return Judgement("exact", tuple(full), "the words stand in their context")
    return _weighed(hay, quoted, verbatim(hay, quoted))


def _weighed(hay: Haystack, quoted: Quoted, same: Sequence[Place]) -> Judgement:
    """Judge by parts: there is no place where the whole stands, words and context."""
    ranked = sorted({*same, *similar(hay, quoted)}, key=lambda place: (-place.worth, place.start))
    if not ranked:
        return Judgement("orphan", (), "neither the words nor anything like them stand in the text")
    best = next((place for place in same if place.overlaps(ranked[0])), ranked[0])
    why = _by_context(hay, quoted, best) or _by_words(hay, quoted, best, len(same))
    others = [place for place in ranked if not place.overlaps(best) and (place.like > 0.6 or place.like == best.like)]
    if not why:
        return _nowhere(ranked, same)
    if others and best.worth - others[0].worth < MARGIN:
        return Judgement("ambiguous", (best, *others[: SEEN - 1]), "two places have much the same to speak for them")
    if best.like < 1:
        return Judgement("edited", (best,), why)
    return Judgement("exact" if best.near >= SIDE else "moved", (best,), why)


def _nowhere(ranked: Sequence[Place], same: Sequence[Place]) -> Judgement:
    """Return that nothing is certain: the words may stand somewhere, yet nothing shows that it is the place."""
    if len(same) > 1:
        return Judgement("ambiguous", tuple(same[:SEEN]), "the words stand at several places, none in their context")
    why = "the words stand in another context" if same else "only other words stand where the context is"
    return Judgement("orphan", tuple(same or ranked[:1]), why)


def _by_context(hay: Haystack, quoted: Quoted, place: Place) -> str:
    """Return why a place may be taken by its context, or nothing: the fewer the words, the more context it takes."""
    count, sides = len(quoted.words), "the context on both sides is the one quoted"
    if place.like == 1:
        if place.near >= SIDE and place.far >= SOME:
            return sides
        one = place.near >= (SOME if count >= TYPICAL else SIDE)
        rare = hay.counts[quoted.words[0]] * 150 <= len(hay.words) if count == 1 else count > 1
        return "the context on one side is the one quoted" if one and rare else ""
    if count == 1:
        slip = (1 - place.like) * len(quoted.exact) <= max(1.01, len(quoted.exact) / 4)
        return sides if slip and len(quoted.exact) > 3 and place.near >= SIDE and place.far >= HALF else ""
    calm = hay.repetition(TYPICAL) < REPETITIVE
    least = 0.75 if count < 4 else 0.5 if calm or place.far >= SIDE else 0.8
    if place.like >= least and place.left + place.right >= SIDE + HALF and place.far >= HALF:
        return sides
    some = SIDE if count < TYPICAL else SOME
    alike = 0.8 if place.near >= SIDE else 0.85
    one = calm and count > 4 and place.near >= some and place.like >= alike
    return "the words are much alike, and the context on one side is the one quoted" if one else ""


def _by_words(hay: Haystack, quoted: Quoted, place: Place, places: int) -> str:
    """Return why a place may be taken without context, or nothing: words that no chance brings, in a text that does not
    repeat itself."""
    count = len(quoted.words)
    if hay.repetition(16 if count >= 20 else TYPICAL) >= REPETITIVE:
        return ""
    single = sum(hay.counts[word] == 1 for word in set(quoted.words))
    if place.like == 1 and places == 1 and single >= (1 if count >= TYPICAL else 2 if count > 4 else 3) and count > 3:
        return "words so many and rare stand in the text once, and the text does not repeat itself"
    if place.like >= 0.85 and places == 0 and count >= TYPICAL:
        return "words so many and so much alike stand in the text once"
    return ""


def look(hay: Haystack, quoted: Quoted, start: int, end: int) -> Place:
    """Weigh one range of the text."""
    found = hay.text[start:end]
    return Place(
        start,
        end,
        1.0 if found == quoted.exact else min(0.999, weigh.likeness(quoted.exact, found)),
        weigh.before(quoted.before, hay.text, start),
        weigh.after(quoted.after, hay.text, end),
    )


def verbatim(hay: Haystack, quoted: Quoted) -> list[Place]:
    """Return the places of the very words, those with most context first; inside of other words only if need be."""
    places = hay.verbatim(quoted.exact, quoted.before, quoted.after)
    found = [look(hay, quoted, place, place + len(quoted.exact)) for place in places]
    found = [place for place in found if _apart(hay.text, place, quoted)] or found
    return sorted(found, key=lambda place: (-place.worth, place.start))


def similar(hay: Haystack, quoted: Quoted) -> list[Place]:
    """Return places that share enough with the quotation or its context to be looked at."""
    ranges: set[tuple[int, int]] = set()
    for guess in dict.fromkeys(seek.guesses(hay, quoted.exact, quoted.before, quoted.after)):
        settled = seek.settle(hay, guess, quoted.exact, quoted.before, quoted.after)
        ranges |= {settled} if settled else set()
    return [look(hay, quoted, *at) for at in ranges]


def _apart(text: str, place: Place, quoted: Quoted) -> bool:
    """Tell whether a place goes on with a word at its edges only where the quotation did so too."""
    left = not quoted.before[-1:].isalnum() and weigh.joined(text[place.start - 1 : place.start], quoted.exact[:1])
    right = not quoted.after[:1].isalnum() and weigh.joined(quoted.exact[-1:], text[place.end : place.end + 1])
    return not left and not right
