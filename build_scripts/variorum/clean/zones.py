"""Where the article begins and ends among the lines of its page: the heaviest unbroken run of prose."""

import re
from collections.abc import Sequence
from itertools import accumulate

WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
# Scripts that set no spaces between words: about two characters make a word.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
# A full stop counts after two word characters or a closing mark, so that "U.S." ends no sentence.
STOP = re.compile(r"(?:(?<=[^\W_]{2})\.|(?<=[\"'”’»)\]])\.|[!?…。！？．؟۔।॥።])[\"'”’»“)\]›」』]*(?:\s|$)|[。！？]")
ENDS = re.compile(r"[.!?…。！？．؟۔।॥።][\"'”’»“)\]›」』]*$")

# What a line says for or against a run of prose going through it; prose says as much as it has words, up to HEAVIEST.
FURNITURE, SHORT, SENTENCE, HEAVIEST = -15, -4, 3, 60


def words(text: str) -> int:
    """Return how many words a line has, two characters a word where the script sets no spaces."""
    unspaced = len(UNSPACED.findall(text))
    return len(WORD.findall(UNSPACED.sub(" ", text))) + (unspaced + 1) // 2


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does, in any script."""
    return ENDS.search(text.rstrip()) is not None


def is_prose(text: str) -> bool:
    """Tell whether a line reads as running text rather than as a label, a headline or a link."""
    count = words(text)
    return count >= 25 or (count >= 10 and STOP.search(text) is not None)


def heaviest_run(weights: Sequence[int]) -> range:
    """Return the indexes of the contiguous run with the greatest sum (Kadane), from its first prose on."""
    best, best_sum, start, total = range(0), 0, 0, 0
    for i, w in enumerate(weights):
        if total <= 0:
            start, total = i, 0
        total += w
        if total > best_sum:
            best, best_sum = range(start, i + 1), total
    return _trimmed(best, weights)


def _trimmed(run: range, weights: Sequence[int]) -> range:
    """Return the run from its first line of prose on: a short sentence above may be the title."""
    start = next((i for i in run if weights[i] > SENTENCE), run.start)
    return range(start, run.stop)


def prose_before(lines: Sequence[str]) -> list[int]:
    """Return for each line how many words of prose stand before it."""
    counts = [words(line) if is_prose(line) else 0 for line in lines]
    return [0, *accumulate(counts)][: len(lines)]
