"""Print the table of same-event grouping: peers and ours, from one run, on the events of the benchmark.

    python benchmarks/events.py BENCH [--folders 5,10,25] [--draws 40] [--shuffles 1] [--size 10000]

BENCH is the folder events/ of the benchmark (data/, eval_events.py, peers.py). Peers are as shipped there. Our row is
cross-validated by topic (see train_grouping.py); "shipped" is the model as installed, which has seen these topics.
A figure of folders is that of so many random draws, the same for every row; the benchmark's own are 40. With more than
one shuffle of the folds our row is their mean, and the next says how far they lie apart.
Then: whether articles from elsewhere move a link, and how long synthetic folders take.
"""

import argparse
import importlib
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from train_grouping import EVENT, SEED, Data, load, out_of_fold

from variorum.group import group, same_event
from variorum.group.background import table
from variorum.group.clusters import average_link
from variorum.group.grouping import judged

SOURCES = ("ecbplus", "wikinews")
PEERS = ("tfidf_words", "tfidf_word_pairs")
Row = dict[str, Any]
Function = Callable[[list[Row]], list[list[str]]]
Figures = dict[str, dict[str, float]]


def cross_validated(data: Data, found: Any) -> Function:
    """Return our grouping with scores by trees that have not seen the topics."""
    places = {str(row["id"]): i for i, row in enumerate(data.rows)}
    scores = judged(data.pairs, found, data.vetoed)

    def function(documents: list[Row]) -> list[list[str]]:
        kept = sorted(places[d["id"]] for d in documents)
        new = {place: k for k, place in enumerate(kept)}
        links = {(new[i], new[j]): s for (i, j), s in scores.items() if i in new and j in new}
        groups = average_link([[k] for k in range(len(kept))], links, EVENT)
        return [[str(data.rows[kept[k]]["id"]) for k in members] for members in groups]

    return function


def line(name: str, result: Figures) -> str:
    """Return a row of the table: B-cubed F1 and, after the slash, pairwise F1."""
    cells = (f"{100 * figures['bF']:.1f} / {100 * figures['pF']:.1f}" for figures in result.values())
    return f"| {name} | {' | '.join(cells)} |"


def over(results: Sequence[Figures], of: Callable[[list[float]], float]) -> Figures:
    """Return one figure for several results' figures of the same kind."""
    return {
        part: {kind: of([result[part][kind] for result in results]) for kind in ("bF", "pF")} for part in results[0]
    }


def invented(count: int, seed: int = 5) -> Iterator[Row]:
    """Yield articles of one to eight a story; a story's articles share rare words among many usual ones."""
    dice = random.Random(seed)  # noqa: S311 - a fixed sequence, nothing secret
    known = sorted((w for w in table() if w.isascii() and w.isalpha()), key=lambda w: (table()[w], w))
    usual, rare = known[:1500], known[1500:]
    weights = [1 / (rank + 10) for rank in range(len(usual))]
    made = 0
    while made < count:
        own = dice.sample(rare, 60) + [f"Name{dice.randrange(20_000)}" for _ in range(8)]
        for _ in range(min(count - made, dice.choice((1, 1, 1, 2, 3, 4, 8)))):
            parts = [[*dice.choices(usual, weights, k=17), *dice.choices(own, k=8), "."] for _ in range(12)]
            text = " ".join(word for part in parts for word in part)
            yield {"id": f"x{made}", "title": " ".join(dice.choices(own, k=6)), "text": text}
            made += 1


def moved(rows: Sequence[Row], others: Sequence[Row]) -> tuple[int, int, int]:
    """Return how many links among `rows` there are, and how many change score or group when `others` are added."""
    ids = {str(row["id"]) for row in rows}
    alone, among = group(rows), group([*rows, *others])
    before = {(p.first, p.second): p.score for p in alone.pairs}
    after = {(p.first, p.second): p.score for p in among.pairs if p.first in ids and p.second in ids}
    scores = sum(before.get(pair) != after.get(pair) for pair in before.keys() | after.keys())
    kept = {tuple(x for x in event if x in ids) for event in among.events} - {()}
    return len(before), scores, len(set(alone.events) ^ kept)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--folders", default="5,10,25")
    parser.add_argument("--draws", type=int, default=40)
    parser.add_argument("--shuffles", type=int, default=1)
    parser.add_argument("--size", type=int, default=10_000)
    options = parser.parse_args()
    sys.path.insert(0, str(options.bench))
    script, peers = importlib.import_module("eval_events"), importlib.import_module("peers")
    data = load(options.bench)
    folders = [int(n) for n in options.folders.split(",")]

    def measured(function: Function, sizes: Sequence[int] = folders) -> Figures:
        found: Figures = script.evaluate(function, SOURCES, ["dev"], sizes, options.draws, quiet=True)
        return found

    for number, name in enumerate(PEERS):
        result = measured(getattr(peers, name))
        if not number:
            print(f"| B-cubed F1 / pairwise F1 | {' | '.join(result)} |\n|{' --- |' * (len(result) + 1)}")
        print(line(name, result), flush=True)
    ours = [measured(cross_validated(data, out_of_fold(data, SEED + k))) for k in range(options.shuffles)]
    print(line("ours, by topic", over(ours, fmean)), flush=True)
    if len(ours) > 1:
        print(line("from the worst shuffle to the best", over(ours, lambda found: max(found) - min(found))))
    print(line("ours, shipped", measured(same_event, ())), flush=True)
    wikinews = [r for r in data.rows if r["id"].startswith("wn")]
    rest = [r for r in data.rows if not r["id"].startswith("wn")]
    for name, rows, others in (
        ("Wikinews", wikinews, [*rest, *invented(800 - len(rest))]),
        ("ECB+", rest, [*wikinews, *invented(800 - len(wikinews))]),
    ):
        links, scores, groups = moved(rows, others)
        print(f"{len(others)} other articles beside {name}: of {links} links {scores} change, of its groups {groups}")
    rows = list(invented(options.size))
    start = time.process_time()
    found = group(rows)
    seconds, peak = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(rows)} invented articles: {seconds:.1f} CPU seconds, {peak:.0f} MB, {len(found.pairs)} links")


if __name__ == "__main__":
    main()
