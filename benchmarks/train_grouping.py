"""Train the trees of the grouping (build_scripts/variorum/group/weights.json) and judge them by topic.

    python benchmarks/train_grouping.py BENCH            train on all topics, write weights.json
    python benchmarks/train_grouping.py BENCH --score    cross-validate by topic only, write nothing but the figures

BENCH is the folder events/ of the benchmark. Needs lightgbm and numpy. Folds: topics are shuffled with SEED and dealt
out; a pair is judged by trees that saw no pair with an article of its fold (if it lies in two folds, of the later one).
A gold pair weighs less in a large group, a wrong one less beside many: groups count, not pairs.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from variorum.group.clusters import average_link
from variorum.group.grouping import Pair, compared, head_of, judged, portrait_of, vetoes
from variorum.group.pairs import COLUMNS
from variorum.group.vetoes import Veto
from variorum.group.weigh import read, scores

SEED, FOLDS, TREES = 20261122, 10, 150
SETTINGS = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 4, "min_data_in_leaf": 40, "lambda_l2": 5,
    "max_bin": 31, "bagging_fraction": 0.8, "bagging_freq": 1, "feature_fraction": 0.6, "seed": 1,
    "deterministic": True, "num_threads": 1, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
ABOUT = "the odd topics of ECB+ and half of the Wikinews stories"
TARGET = Path(__file__).parents[1] / "build_scripts" / "variorum" / "group" / "weights.json"
# More of AGAINST never speaks for one event, of EITHER (lengths; days, -1 where unknown) it may speak for or against;
# of all other columns more never speaks against.
AGAINST, EITHER = ("own_name", "own_words"), ("shorter", "longer", "days_apart")
# From these mean scores on articles are of one event, of one story. Chosen on the development half: EVENT in the middle
# of a plateau of B-cubed F1 (-1.2 to -0.5), STORY so that a running conflict holds together.
EVENT, STORY = -1.0, -2.5


@dataclass(frozen=True)
class Data:
    """The benchmark's articles in order of id and the columns of their candidate pairs."""

    rows: list[dict[str, Any]]
    pairs: Any
    table: Any
    gold: Any
    weights: Any
    vetoed: dict[Pair, Veto]


def load(bench: Path) -> Data:
    """Return the articles of the development half and their pairs."""
    rows = [
        json.loads(x)
        for d in ("ecbplus", "wikinews")
        for x in (bench / f"data/{d}/articles.jsonl").open(encoding="utf-8")
    ]
    rows = sorted((r for r in rows if r["split"] == "dev"), key=lambda r: str(r["id"]))
    pairs, table = map(np.concatenate, zip(*compared([portrait_of(r) for r in rows]), strict=True))
    gold = np.array([rows[i]["cluster"] == rows[j]["cluster"] for i, j in pairs])
    vetoed = vetoes(pairs, [head_of(r) for r in rows])
    return Data(rows, pairs, table, gold, _weights(rows, pairs.tolist(), gold), vetoed)


def _weights(rows: Sequence[dict[str, Any]], pairs: Sequence[Sequence[int]], gold: Any) -> Any:
    size = Counter(r["cluster"] for r in rows)
    # Wikinews has half as many articles, and is more like what people read: both sources count the same.
    boost = [1 + any(str(rows[x]["id"]).startswith("wn") for x in pair) for pair in pairs]
    wrong = Counter(x for pair, right in zip(pairs, gold, strict=True) if not right for x in pair)
    found = [
        1 / (size[rows[i]["cluster"]] - 1) if right else 2 / (wrong[i] + wrong[j])
        for (i, j), right in zip(pairs, gold, strict=True)
    ]
    weighed = np.array(found) * boost
    return weighed / weighed.mean()


def topic(row: dict[str, Any]) -> str:
    """Return the topic of an article, which no other fold has."""
    return f"{row['cluster'][:2] == 'wn'} {row['topic']}"


def folds(rows: Sequence[dict[str, Any]], seed: int = SEED) -> list[int]:
    """Return the fold of each article."""
    topics = sorted({topic(r) for r in rows})
    random.Random(seed).shuffle(topics)  # noqa: S311 - the folds need to be fixed, not secret
    return [topics.index(topic(r)) % FOLDS for r in rows]


def train(data: Data, chosen: Any) -> dict[str, Any]:
    """Return the weights file trained on the chosen pairs."""
    frame = lightgbm.Dataset(
        data.table[chosen], data.gold[chosen], weight=data.weights[chosen], feature_name=list(COLUMNS)
    )
    signs = [-1 if c in AGAINST else 0 if c in EITHER else 1 for c in COLUMNS]
    booster = lightgbm.train(SETTINGS | {"monotone_constraints": signs}, frame, TREES)
    trees = [_tree(t["tree_structure"]) for t in booster.dump_model()["tree_info"]]
    return {"start": 0.0, "event": 0.0, "story": 0.0, "trees": trees}


def _tree(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    edge = float(f"{node['threshold']:.5g}")
    return [COLUMNS[node["split_feature"]], edge, _tree(node["left_child"]), _tree(node["right_child"])]


def out_of_fold(data: Data, seed: int = SEED) -> Any:
    """Return the score of each pair by trees that saw nothing of its fold."""
    fold = np.array(folds(data.rows, seed))
    first, second = fold[data.pairs].T
    result = np.zeros(len(data.pairs))
    for k in range(FOLDS):
        near = (first == k) | (second == k)
        result[near] = scores(data.table[near], read(train(data, ~near)))
    return result


def b_cubed(gold: Sequence[str], groups: Sequence[Sequence[int]]) -> float:
    """Return the F1 of B-cubed precision and recall."""
    size, precision, recall = Counter(gold), 0.0, 0.0
    for group in groups:
        inside = Counter(gold[i] for i in group)
        precision += sum(n * n for n in inside.values()) / len(group)
        recall += sum(n * n / size[g] for g, n in inside.items())
    return 2 * precision * recall / (precision + recall) / len(gold) if gold else 0.0


def judge(data: Data, found: Any, least: float, source: str = "") -> float:
    """Return B-cubed F1 of the groups made of these scores, or of the part of them from one source."""
    links = judged(data.pairs, found, data.vetoed)
    groups = average_link([[i] for i in range(len(data.rows))], links, least)
    gold = [str(r["cluster"]) for r in data.rows]
    if not source:
        return b_cubed(gold, groups)
    kept = [i for i, g in enumerate(gold) if g.startswith("wn_") == (source == "wikinews")]
    new = {i: k for k, i in enumerate(kept)}
    return b_cubed(
        [gold[i] for i in kept], [[new[i] for i in g if i in new] for g in groups if any(i in new for i in g)]
    )


def main() -> None:
    """Train or judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    data = load(options.bench)
    found = out_of_fold(data)
    figures = {s or "mixed": round(100 * judge(data, found, EVENT, s), 1) for s in ("", "ecbplus", "wikinews")}
    print(f"B-cubed F1, cross-validated by topic: {figures}", file=sys.stderr)
    if not options.score:
        note = f"Trained by benchmarks/train_grouping.py on {ABOUT} ({len(data.rows)} articles). By topic: {figures}."
        weights = {"about": note, **train(data, np.ones(len(data.pairs), bool)), "event": EVENT, "story": STORY}
        TARGET.write_text(written(weights), encoding="utf-8")


def written(weights: dict[str, Any]) -> str:
    """Return the weights file, a tree a line."""
    head = {k: v for k, v in weights.items() if k != "trees"}
    trees = ",\n".join(f"  {json.dumps(t)}" for t in weights["trees"])
    return json.dumps(head, indent=1)[:-2] + f',\n "trees": [\n{trees}\n ]\n}}\n'


if __name__ == "__main__":
    main()
