"""Passages of one event -> suggested figures: numbers that count the same, as each article reports them."""

from collections.abc import Iterable, Sequence

from variorum.group.key import stem
from variorum.group.numbers import Number, numbers
from variorum.group.passages import Passage
from variorum.model import Figure, Quote, Report

# Nouns that count people who may be told by another one: troops are soldiers.
FIGHTERS = frozenset({"soldier", "troop", "fighter", "militant", "rebel"})
PEOPLE = frozenset(
    {
        "people",
        "person",
        "civilian",
        "victim",
        "casualty",
        "child",
        "women",
        "men",
        "man",
        "woman",
        "death",
        "killed",
        "dead",
    }
)


def suggest(passages: Iterable[Passage]) -> tuple[Figure, ...]:
    """Return the figures that passages of one event report, those that most articles report first.

    `measure` and `unit` are the noun counted, in the words of the first report; the editor names the measure.
    """
    found: dict[str, list[tuple[Passage, Number]]] = {}
    for passage in sorted(passages, key=lambda p: (p.article, p.span.start)):
        for number in numbers(passage.text, passage.lang):
            found.setdefault(_family(number.unit), []).append((passage, number))
    figures = [_figure(reports) for _, reports in sorted(found.items())]
    return tuple(sorted(figures, key=lambda f: (-len({r.quote.article for r in f.reports}), f.unit)))


def _family(unit: str) -> str:
    """Return what stands for all nouns that may count the same."""
    noun = stem(unit)
    return "fighters" if noun in FIGHTERS else "people" if noun in PEOPLE or unit in PEOPLE else noun


def _figure(reports: Sequence[tuple[Passage, Number]]) -> Figure:
    unit = reports[0][1].unit
    return Figure(unit, unit, tuple(_report(passage, number) for passage, number in reports))


def _report(passage: Passage, number: Number) -> Report:
    """Return a report whose value and qualifier stand in its quote."""
    quote = Quote(passage.article, passage.text)
    return Report(quote, number.value, number.qualifier, number.scope, number.attributed_to)
