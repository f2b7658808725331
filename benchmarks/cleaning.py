"""Print the table of text cleaners: peers and ours, from one run, on the news pages of the benchmark.

    python benchmarks/cleaning.py --bench BENCH [--errors]

BENCH is the benchmark's folder cleaning/. Peers are not trained here. Our row is cross-validated by site: each page is
cleaned by tables that have seen no page of its registered domain (see train_cleaner.py). --errors counts what is wrong.
"""

import argparse
import importlib
from collections import Counter
from pathlib import Path

from train_cleaner import Page, evaluator, figures, out_of_fold, pages

PEERS = ("text_longest_run", "text_c4", "text_c4_quotes", "text_ccnet", "text_justext", "text_keep_all")
Cleaned = dict[tuple[str, str], str]


def peer(name: str, found: list[Page]) -> Cleaned | None:
    """Return what a peer makes of the news pages; None if it is not installed."""
    call = getattr(importlib.import_module("peers"), name)
    result: Cleaned = {}
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


def errors(bench: Path, found: list[Page], out: Cleaned) -> Counter[str]:
    """Count wrong lines by variant, kind and place."""
    covered = importlib.import_module("common").coverage
    count: Counter[str] = Counter()
    for page in (p for p in found if p.data == "scrapinghub"):
        body = [i for i, label in enumerate(page.labels) if label == "K"]
        shares = covered(page.lines, out[page.key, page.variant])[0]
        for i, label in enumerate(page.labels):
            kept = (shares[i] or 0) >= 0.5
            if (label == "K" and not kept) or (label == "D" and kept):
                where = "above" if i < body[0] else "below" if i > body[-1] else "inside"
                count[f"{page.variant}: {'lost' if label == 'K' else 'left in'}, {where}"] += 1
    return count


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    evaluator(options.bench)
    found = pages(options.bench)
    print("| system | full F1 (P / R) | full cut % | light F1 (P / R) | light cut % |\n|---|---|---|---|---|")
    for name in PEERS:
        out = peer(name, found)
        print(row(name, figures(options.bench, found, out)) if out else f"| {name} | not installed ||||", flush=True)
    ours = out_of_fold(found)
    print(row("variorum, cross-validated by site", figures(options.bench, found, ours)))
    if options.errors:
        print("\n".join(f"{n:>5} {what}" for what, n in sorted(errors(options.bench, found, ours).items())))


if __name__ == "__main__":
    main()
