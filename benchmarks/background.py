"""Write build_scripts/variorum/group/background.txt: how often words occur, from the lists of wordfreq.

    python benchmarks/background.py

Needs wordfreq 3.1 (not a dependency of the edition). English words down to Zipf 3.0, of every other language of its
small lists the 2,500 most frequent, each at the highest frequency that any language gives it.
"""

import math
from pathlib import Path

import wordfreq

from variorum.group.words import words

TARGET = Path(__file__).parents[1] / "build_scripts" / "variorum" / "group" / "background.txt"
ENGLISH_FLOOR, OTHERS = 10 ** (3.0 - 9), 2500
HEAD = """\
# Words by how often they occur: Zipf value (10 ** (zipf - 9) of all words), then the words so frequent.
# Counted by wordfreq 3.1.1 (Robyn Speer, doi 10.5281/zenodo.7199437; data CC BY-SA 4.0, and so is this file) from
# Wikipedia, ParaCrawl, OPUS OpenSubtitles, SUBTLEX (Marc Brysbaert and others, freely available), the Leeds Internet
# Corpus, Google Books Ngrams, news and web text. Changed: rounded, cut off, languages merged, as written in
# benchmarks/background.py.
"""


def frequencies() -> dict[str, float]:
    """Return each word's highest frequency in any language."""
    best: dict[str, float] = {}
    for language in sorted(wordfreq.available_languages("small")):
        listed = sorted(wordfreq.get_frequency_dict(language, "small").items(), key=lambda item: (-item[1], item[0]))
        kept = [i for i in listed if i[1] >= ENGLISH_FLOOR] if language == "en" else listed[:OTHERS]
        for word, frequency in kept:
            for part in {found.form for found in words(word)}:
                best[part] = max(frequency, best.get(part, 0.0))
    return best


def main() -> None:
    """Write the table."""
    lines: dict[float, list[str]] = {}
    for word, frequency in frequencies().items():
        lines.setdefault(round(math.log10(frequency) + 9, 1), []).append(word)
    rows = [f"{zipf:.1f} {' '.join(sorted(lines[zipf]))}\n" for zipf in sorted(lines, reverse=True)]
    TARGET.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
