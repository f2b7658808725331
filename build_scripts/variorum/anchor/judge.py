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
BORNE = 0.02  # the same for quotations of TYPICAL words and more
BORNE_BY_MANY = 0.05  # the same for quotations of MANY words
MANY = 11
RARE = 80  # a word that is not more than every so manieth of the text
TYPICAL = 8  # words of a stretch by which that share is counted
LIKE = 24  # what the very words count, in letters of context
WHOLE = "the words stand in their context"
BOTH = "the context on both sides is the one quoted"
ONE = "the context on one side is the one quoted"
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
    if full and _distinct(hay, quoted) < 1 and hay.repetition(TYPICAL) >= REPETITIVE:
        twins = [p for p in similar(hay, quoted) if not p.overlaps(full[0]) and p.like > 0.8 and p.far >= SIDE]
        full += sorted(twins, key=lambda place: place.start)
    if len(full) > 1:
        return Judgement("ambiguous", tuple(full), "words and context stand a second time, all but the same")
    if full:
        return Judgement("exact", tuple(full), WHOLE)
    return _weighed(hay, quoted, verbatim(hay, quoted))


def _weighed(hay: Haystack, quoted: Quoted, same: Sequence[Place]) -> Judgement:
    """Judge by parts: there is no place where the whole stands, words and context."""
    ranked = sorted({*same, *similar(hay, quoted)}, key=lambda place: (-place.worth, place.start))
    if not ranked:
        return Judgement("orphan", (), "neither the words nor anything like them stand in the text")
    best = next((place for place in same if place.overlaps(ranked[0])), ranked[0])
    why = _by_context(hay, quoted, best) or _by_words(hay, quoted, best, len(same))
    others = [place for place in ranked if not place.overlaps(best) and (place.like > 0.6 or place.like == best.like)]
    if not why or _taken_out(hay, quoted):
        return _nowhere(ranked, same)
    if any(_rivals(quoted, best, other) for other in others):
        return Judgement("ambiguous", (best, *others[: SEEN - 1]), "two places have much the same to speak for them")
    if best.like < 1:
        return Judgement("edited", (best,), why)
    return Judgement("exact" if best.near >= SIDE else "moved", (best,), why)


def _taken_out(hay: Haystack, quoted: Quoted) -> bool:
    """Tell whether the context stands in the text with nothing between: then the quotation was cut from there."""
    left, right = quoted.before[-HALF:].rstrip(" "), quoted.after[:HALF].lstrip(" ")
    return len(left + right) > HALF and any(left + space + right in hay.text for space in ("", " "))


def _distinct(hay: Haystack, quoted: Quoted) -> int:
    """Return on how many sides the nearest words of the context are of one place alone."""
    sides = (quoted.before[-HALF - 4 :], quoted.after[: HALF + 4])
    return sum(len(hay.places(side, 2)) < 2 for side in sides)


def _rivals(quoted: Quoted, best: Place, other: Place) -> bool:
    """Tell whether another place may be meant as well: by all there is, by its context, or by the very words."""
    if best.worth - other.worth < MARGIN or (other.left + other.right > best.left + best.right and other.far >= SIDE):
        return True
    return other.like == 1 and best.like < 0.9 and len(quoted.words) > 3


def _nowhere(ranked: Sequence[Place], same: Sequence[Place]) -> Judgement:
    """Return that nothing is certain: the words may stand somewhere, yet nothing shows that it is the place."""
    if len(same) > 1:
        return Judgement("ambiguous", tuple(same[:SEEN]), "the words stand at several places, none in their context")
    why = "the words stand in another context" if same else "only other words stand where the context is"
    return Judgement("orphan", tuple(same or ranked[:1]), why)


def _by_context(hay: Haystack, quoted: Quoted, place: Place) -> str:
    """Return why a place may be taken by its context, or nothing: the fewer the words, the more context it takes."""
    count = len(quoted.words)
    if place.like == 1:
        return BOTH if place.near >= SIDE and place.far >= SOME else _one_side(hay, quoted, place)
    if count <= 1:
        slip = (1 - place.like) * len(quoted.exact) <= max(1.01, len(quoted.exact) / 4)
        return BOTH if slip and len(quoted.exact) > 3 and place.near >= SIDE and place.far >= HALF else ""
    calm = hay.repetition(TYPICAL) < REPETITIVE
    least = _least_alike(calm, _distinct(hay, quoted), place, count)
    if place.like >= least and place.left + place.right >= SIDE + HALF and place.far >= HALF:
        return BOTH
    enough = place.near >= (SIDE if count < TYPICAL else SOME) and place.like >= (0.8 if place.near >= SIDE else 0.85)
    return (
        "the words are much alike, and the context on one side is the one quoted"
        if calm and count > 4 and enough
        else ""
    )


def _one_side(hay: Haystack, quoted: Quoted, place: Place) -> str:
    """Return that the very words may be taken by the context on one side; a single word must be a rare one."""
    count, seen = len(quoted.words), hay.counts[quoted.exact]
    rare = count > 1 or (count == 1 and (seen <= 1 or seen * RARE <= len(hay.words)))
    return ONE if rare and place.near >= (SOME if count >= TYPICAL else SIDE) else ""


def _least_alike(calm: bool, distinct: int, place: Place, count: int) -> float:
    """Return how alike changed words must be: little between two whole contexts that stand in the text only once."""
    if place.far < SIDE or not distinct or (not calm and distinct < 2):
        return 0.9 if place.near < SIDE or not calm else 0.75
    return 0.8 if count >= TYPICAL else 0.75 if count < 4 else 0.55 if calm else 0.65


def _by_words(hay: Haystack, quoted: Quoted, place: Place, places: int) -> str:
    """Return why a place may be taken without context, or nothing: words that no chance brings, in a text that does not
    repeat itself."""
    count = len(quoted.words)
    if hay.repetition(TYPICAL) >= (BORNE_BY_MANY if count >= MANY else BORNE if count >= TYPICAL else REPETITIVE):
        return ""
    single = sum(hay.counts[word] == 1 for word in set(quoted.words))
    if place.like == 1 and places == 1 and count > 2 and single >= (1 if count > 5 else 3 if count == 4 else 2):
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
        SIDE
        if start == len(quoted.before) and hay.text.startswith(quoted.before)
        else weigh.before(quoted.before, hay.text, start),
        SIDE
        if len(hay.text) - end == len(quoted.after) and hay.text.endswith(quoted.after)
        else weigh.after(quoted.after, hay.text, end),
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
