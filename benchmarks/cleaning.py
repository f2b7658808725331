"""Print the table of text cleaners: peers and ours, from one run, on the news pages of the benchmark.

    python benchmarks/cleaning.py --bench BENCH [--errors]
    python benchmarks/cleaning.py --bench BENCH --speed

BENCH is the benchmark's folder cleaning/. Peers are not trained here. Our row is cross-validated by site: each page is
cleaned by trees that have seen no page of its registered domain (see train_cleaner.py). --errors counts what is wrong.
--speed prints pages a second of one core (best of ROUNDS after a warm-up) for the peers and for us with the shipped
trees, the ratio to the C4 rules in the same run, and seconds a megabyte on hostile pages; "first sight" forgets the
lines seen before.
"""

import argparse
import importlib
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from train_cleaner import Page, evaluator, figures, out_of_fold, pages, texts

from variorum.clean import Cleaned, clean, clean_text
from variorum.clean.rules import kinds
from variorum.lines import split

PEERS = ("text_longest_run", "text_c4", "text_c4_quotes", "text_ccnet", "text_justext", "text_keep_all")
TIMED, ROUNDS = ("text_c4", "text_longest_run"), 5
Texts = dict[tuple[str, str], str]


def peer(name: str, found: list[Page]) -> Texts | None:
    """Return what a peer makes of the news pages; None if it is not installed."""
    call = getattr(importlib.import_module("peers"), name)
    result: Texts = {}
    for variant in ("full", "light"):
        rows = [p for p in found if p.data == "scrapinghub" and p.variant == variant]
        if hasattr(call, "prepare"):
            call.prepare([p.text for p in rows])
        try:
            result.update({(p.key, variant): call(p.text) for p in rows})
        except ImportError:
            return None
    return result


def row(name: str, result: dict[str, dict[str, float]]) -> str:
    """Return a line of the table."""
    cells = [f"{r['f1']:.3f} ({r['precision']:.3f} / {r['recall']:.3f}) | {r['cut']:.1f}" for r in result.values()]
    return f"| {name} | {' | '.join(cells)} |"


def errors(found: list[Page], out: dict[tuple[str, str], Cleaned]) -> Counter[str]:
    """Count wrong lines by variant, kind, place and the rule that judged them."""
    count: Counter[str] = Counter()
    for page in (p for p in found if p.data == "scrapinghub" and p.variant != "varied"):
        body = [i for i, label in enumerate(page.labels) if label == "K"]
        for i, entry in enumerate(out[page.key, page.variant].ledger.lines):
            if (page.labels[i], entry.kept) in (("K", False), ("D", True)):
                where = "above" if i < body[0] else "below" if i > body[-1] else "inside"
                kind = "left in" if entry.kept else "lost"
                count[f"{page.variant} | {kind} | {where} | {entry.role}, {entry.rule}"] += 1
    return count


def cases(found: list[Page], out: dict[tuple[str, str], Cleaned]) -> str:
    """Say how many lines of our own cases are judged rightly by trees that have not seen the case."""
    right = total = 0
    for page in (p for p in found if p.data == "cases"):
        for label, entry in zip(page.labels, out[page.key, page.variant].ledger.lines, strict=False):
            if label in "KD":
                total += 1
                right += entry.kept == (label == "K")
    return f"our own cases, each by trees that have not seen it: {right} of {total} lines rightly kept or removed"


def seconds(call: Callable[[str], object], texts: list[str], before: Callable[[], None] = lambda: None) -> float:
    """Return the processor time a call takes for texts: the best of ROUNDS, after one to warm up."""
    times = []
    for _ in range(ROUNDS + 1):
        before()
        start = time.process_time()
        for text in texts:
            call(text)
        times.append(time.process_time() - start)
    return min(times[1:])


def speeds(bench: Path) -> None:
    """Print the speed of the peers and of ours on the news pages of both variants."""
    load = evaluator(bench).load
    texts = [text for variant in ("full", "light") for _, text, *_ in load("dev", "scrapinghub", variant)]
    calls = {name: (getattr(importlib.import_module("peers"), name), lambda: None) for name in TIMED}
    calls |= {"variorum": (clean_text, lambda: None), "variorum, first sight": (clean_text, kinds.cache_clear)}
    calls |= {"variorum with its ledger": (lambda text: clean(split(text)), lambda: None)}
    rates = {name: len(texts) / seconds(call, texts, before) for name, (call, before) in calls.items()}
    print("| system | pages/s | ratio to C4 |\n|---|---|---|")
    for name, rate in rates.items():
        print(f"| {name} | {rate:.0f} | {rate / rates['text_c4']:.3f} |")


def hostile() -> None:
    """Print the speed on pages made to be slow."""
    million = 10**6
    pages = {
        "one line of 10 MB": "word and more. " * (10 * million // 15),
        "one line of 10 MB without spaces": "x" * (10 * million),
        "a million lines, all different": "\n".join(f"line {i}" for i in range(million)),
        "a million equal lines": "\n".join(["the same"] * million),
        "a million empty lines": "\n" * million,
        "a million lines of prose": "\n".join(
            f"{i} words stand here, and they go on to the very end of it." for i in range(million)
        ),
    }
    print("| page | MB | s/MB, text alone |\n|---|---|---|")
    for name, text in pages.items():
        size = len(text.encode()) / million
        start = time.process_time()
        clean_text(text)
        print(f"| {name} | {size:.1f} | {(time.process_time() - start) / size:.2f} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if options.speed:
        speeds(options.bench)
        hostile()
        return
    evaluator(options.bench)
    found = pages(options.bench)
    print("| system | full F1 (P / R) | full cut % | light F1 (P / R) | light cut % |\n|---|---|---|---|---|")
    for name in PEERS:
        out = peer(name, found)
        print(row(name, figures(options.bench, found, out)) if out else f"| {name} | not installed ||||", flush=True)
    ours = out_of_fold(found)
    print(row("variorum, cross-validated by site", figures(options.bench, found, texts(ours))))
    print(cases(found, ours))
    if options.errors:
        print(
            "\n".join(
                f"{n:>5} | {what}" for what, n in sorted(errors(found, ours).items(), key=lambda r: (-r[1], r[0]))
            )
        )


if __name__ == "__main__":
    main()
