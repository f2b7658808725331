"""Print the table of anchors: peers and ours in one run, over the benchmark's edits of texts.

    python benchmarks/anchoring.py --bench BENCH --texts FOLDER [FOLDER ...] [--per-text 5] [--seed 1]

BENCH is the benchmark's folder anchoring/ (eval_anchor.py, peers.py); FOLDER holds texts (.txt) that nothing was tuned
on. Figures are per cent of the cases; "gone" is the share of wrong places among the cases whose quotation is gone;
"4+" counts wrong places of quotations of four words and more, over the cases of such quotations, and in brackets those
where the quotation stood twice, context and all, in the text before the edit, so that no anchor can tell which is
meant. Time is CPU time as a ratio to the first peer's.
"""

import argparse
import importlib
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

PEERS = (
    "exact_first",
    "apache_strict",
    "exact_context",
    "rapidfuzz_partial",
    "rapidfuzz_context",
    "difflib_blocks",
    "dmp_bitap",
)
LENGTHS = ((1, "1 word"), (3, "2-3"), (7, "4-7"), (15, "8-15"), (40, "16-40"))
Case = dict[str, Any]
Anchor = Callable[[str, str, str, str], tuple[int, int] | None]


def outcomes(module: Any, call: Anchor, cases: list[Case]) -> tuple[list[str], float]:
    """Return the outcome of each case and the CPU seconds taken."""
    found, start = [], time.process_time()
    answers = [call(case["text"], case["exact"], case["prefix"], case["suffix"]) for case in cases]
    seconds = time.process_time() - start
    for case, answer in zip(cases, answers, strict=True):
        outcome = module.judge(case, tuple(answer) if answer is not None else None)
        found.append("gone" if outcome == "wrong" and not case["ok"] else outcome)
    return found, seconds


def twice(case: Case, originals: dict[str, str]) -> bool:
    """Tell whether the quotation and its context stood in the unedited text more than once."""
    whole, text = (
        " ".join(t.split()) for t in (case["prefix"] + case["exact"] + case["suffix"], originals[case["file"]])
    )
    return text.count(whole) > 1


def row(name: str, cases: list[Case], found: list[str], ratio: float, originals: dict[str, str]) -> str:
    """Return a line of the table."""
    total, count = len(cases), Counter(found)
    gone = sum(not case["ok"] for case in cases)
    long = [(case, o) for case, o in zip(cases, found, strict=True) if case["words"] > 3]
    wrong = [case for case, o in long if o in ("wrong", "gone")]
    doubles = sum(twice(case, originals) for case in wrong)
    shares = [count["right"], count["partial"], count["wrong"] + count["gone"], count["lost"]]
    cells = [f"{100 * share / total:.2f}" for share in shares]
    cells += [f"{100 * count['gone'] / gone:.2f}", f"{len(wrong)} of {len(long):,} ({doubles})"]
    lengths = [length(case) for case in cases]
    for label in dict(LENGTHS).values():
        mine = [o for o, n in zip(found, lengths, strict=True) if n == label]
        cells.append(f"{100 * mine.count('right') / max(1, len(mine)):.1f}")
    return f"| {name} | {' | '.join(cells)} | {ratio:.1f} |"


def length(case: Case) -> str:
    """Return the label of a quotation's length."""
    return next(label for most, label in LENGTHS if case["words"] <= most)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--per-text", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path.insert(0, str(options.bench))
    module, peers = importlib.import_module("eval_anchor"), importlib.import_module("peers")
    cases, texts = module.cases(options.texts, options.per_text, options.seed, 0)
    files = [path for folder in options.texts for path in folder.rglob("*.txt")]
    originals = {
        path.name: re.sub(r"\r\n?", "\n", path.read_text(encoding="utf-8", errors="replace")) for path in files
    }
    print(f"{len(cases):,} cases from {texts} texts, seed {options.seed}\n")
    head = ["anchor", "right", "partial", "wrong", "lost", "gone", "4+ wrong", *dict(LENGTHS).values(), "time"]
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    unit = 0.0
    for name, call in [*((p, getattr(peers, p)) for p in PEERS), ("variorum", ours())]:
        try:
            found, seconds = outcomes(module, call, cases)
        except ImportError as error:
            print(f"| {name} | not installed: {error.name} |")
            continue
        unit = unit or seconds
        print(row(name, cases, found, seconds / unit, originals), flush=True)


def ours() -> Anchor:
    """Return our anchor."""
    call: Anchor = importlib.import_module("variorum.anchor").locate_span
    return call


if __name__ == "__main__":
    main()
