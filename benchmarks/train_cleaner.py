"""Train the tables of the cleaner (build_scripts/variorum/clean/weights.json) and judge them by site.

    python benchmarks/train_cleaner.py BENCH            train on all pages, write weights.json
    python benchmarks/train_cleaner.py BENCH --score    cross-validate by site only, write nothing but the table

BENCH is the folder cleaning/ of the benchmark (dev/scrapinghub, dev/wcxb, eval_cleaning.py). Needs lightgbm, numpy and
tldextract. Each table is the sum of depth-one trees over one column: a step function. Same input, same bytes.
Folds: sites (registered domains) are shuffled with SEED and dealt out, largest first, to the fold with fewest pages;
no page of a site, whichever data set it is from, is trained on when another page of the site is judged.
"""

import argparse
import importlib
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import lightgbm
import numpy as np
import tldextract

from variorum.clean import clean_text, weigh
from variorum.clean.features import columns
from variorum.clean.judge import gaps, names_source
from variorum.clean.rules import plain

SEED, FOLDS, TREES, BAGS = 20261122, 10, 600, 3
SETTINGS = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 2, "min_data_in_leaf": 60, "feature_fraction": 0.4,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63, "seed": 1, "deterministic": True,
    "num_threads": 1, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
# A page of guides and blogs counts less than a page of news: its gold lacks some sentences.
PAGE_WEIGHT = {"scrapinghub": 1.0, "wcxb": 0.4}
TARGET = Path(__file__).parents[1] / "build_scripts" / "variorum" / "clean" / "weights.json"


@dataclass(frozen=True)
class Page:
    """A page of the benchmark in one variant, and the columns of its lines with words."""

    key: str
    data: str
    variant: str
    site: str
    text: str
    gold: str
    lines: list[str]
    labels: str
    spoken: list[int]
    columns: dict[str, list[float]]


def pages(bench: Path, data: Iterable[str] = PAGE_WEIGHT, variants: Iterable[str] = ("full", "light")) -> list[Page]:
    """Return the pages of the development half."""
    evaluation = evaluator(bench)
    site = tldextract.TLDExtract(suffix_list_urls=())
    found = []
    for name in data:
        index = json.loads((bench / "dev" / name / "index.json").read_text(encoding="utf-8"))
        for variant in variants:
            for key, text, gold, lines, labels in evaluation.load("dev", name, variant):
                if lines:
                    parts = site(index[key]["url"])
                    domain = f"{parts.domain}.{parts.suffix}"
                    spoken = [i for i, line in enumerate(lines) if plain(line)]
                    cols = columns([lines[i] for i in spoken], gaps(spoken), names_source)
                    found.append(Page(key, name, variant, domain, text, gold, lines, labels, spoken, cols))
    return found


def evaluator(bench: Path) -> Any:
    """Return the benchmark's own scoring script."""
    sys.path.insert(0, str(bench))
    return importlib.import_module("eval_cleaning")


def folds(found: list[Page]) -> dict[str, int]:
    """Deal the sites out to the folds."""
    news = Counter(p.site for p in found if p.data == "scrapinghub")
    sites = sorted({p.site for p in found})
    random.Random(SEED).shuffle(sites)  # noqa: S311 - deals folds, keeps no secret
    load = [[0, 0] for _ in range(FOLDS)]
    dealt = {}
    for site in sorted(sites, key=lambda s: -news[s]):
        fold = min(range(FOLDS), key=lambda f: load[f])
        dealt[site] = fold
        load[fold] = [load[fold][0] + news[site], load[fold][1] + 1]
    return dealt


def train(found: list[Page]) -> dict[str, Any]:
    """Return the tables learned from pages."""
    names = list(weigh.LOOKS)
    x = np.array([row for p in found for row in zip(*(p.columns[n] for n in names), strict=True)])
    y = np.array([p.labels[i] == "K" for p in found for i in p.spoken], dtype=float)
    w = np.array([weight for p in found for weight in weights(p)])
    known = w > 0
    data = lightgbm.Dataset(x[known], y[known], weight=w[known] / w[known].mean())
    models = [lightgbm.train({**SETTINGS, "seed": bag}, data, TREES).dump_model() for bag in range(1, BAGS + 1)]
    return tabled([tree for model in models for tree in model["tree_info"]], names)


def weights(page: Page) -> list[float]:
    """Return how much each line counts: titles and unclear lines not at all, long lines more, all pages the same."""
    each = [(len(page.lines[i].split()) ** 0.5 + 1) * (page.labels[i] in "KD") for i in page.spoken]
    return [PAGE_WEIGHT[page.data] * w / (sum(each) or 1) for w in each]


def tabled(trees: list[dict[str, Any]], names: list[str]) -> dict[str, Any]:
    """Return the trees of all bags summed up, column by column: still one step function each."""
    start, splits = 0.0, defaultdict(list)
    for tree in trees:
        root = tree["tree_structure"]
        if "split_feature" not in root:
            start += root["leaf_value"]
            continue
        left, right = root["left_child"]["leaf_value"], root["right_child"]["leaf_value"]
        splits[root["split_feature"]].append((root["threshold"], left, right))
    tables = {}
    for f, name in enumerate(names):
        if f in splits:
            edges = sorted({t for t, _, _ in splits[f]})
            middles = [*edges, float("inf")]
            adds = [round(sum(a if m <= t else b for t, a, b in splits[f]) / BAGS, 4) for m in middles]
            tables[name] = {"edges": [round(e, 6) for e in edges], "adds": adds}
    return {"start": round(start / BAGS, 4), "tables": tables}


def cleaner(model: dict[str, Any]) -> Callable[[str], str]:
    """Return the whole cleaner with these tables in place of the shipped ones."""
    steps = tuple(weigh.Step(n, tuple(t["edges"]), tuple(t["adds"])) for n, t in model["tables"].items())

    def call(text: str) -> str:
        with patch.object(weigh, "tables", lambda: (model["start"], steps)):
            return clean_text(text)

    return call


def out_of_fold(found: list[Page]) -> dict[tuple[str, str], str]:
    """Return the cleaned text of every news page by tables that have seen no page of its site."""
    dealt, out = folds(found), {}
    with ProcessPoolExecutor(2) as pool:
        models = list(pool.map(train, ([p for p in found if dealt[p.site] != fold] for fold in range(FOLDS))))
    for fold, model in enumerate(models):
        call = cleaner(model)
        for page in found:
            if dealt[page.site] == fold and page.data == "scrapinghub":
                out[page.key, page.variant] = call(page.text)
    return out


def figures(bench: Path, found: list[Page], out: dict[tuple[str, str], str]) -> dict[str, dict[str, float]]:
    """Return the benchmark's figures for the news pages."""
    result = {}
    for variant in ("full", "light"):
        rows = [p for p in found if p.data == "scrapinghub" and p.variant == variant]
        table = [(p.key, p.text, p.gold, p.lines, p.labels) for p in rows]
        score, spread, _, _, cut, exact = evaluator(bench).score(table, [out[p.key, variant] for p in rows], variant)
        names = ("precision", "recall", "f1", "spread", "cut", "exact")
        result[variant] = dict(zip(names, (round(v, 4) for v in (*score, spread, cut, exact)), strict=True))
    return result


def main() -> None:
    """Train or score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    found = pages(options.bench)
    result = figures(options.bench, found, out_of_fold(found))
    print(json.dumps(result, indent=1))
    if not options.score:
        shipped = {**provenance(found), "cross_validated_by_site": result, **train(found)}
        TARGET.write_text(dumped(shipped), encoding="utf-8")


def dumped(data: dict[str, Any]) -> str:
    """Return JSON with one table a line."""
    tables = ",\n".join(f"  {json.dumps(n)}: {json.dumps(t)}" for n, t in data.pop("tables").items())
    head = json.dumps(data, indent=1)[:-2]
    return f'{head},\n "tables": {{\n{tables}\n }}\n}}\n'


def provenance(found: list[Page]) -> dict[str, Any]:
    """Return what the tables were trained on and how."""
    return {
        "about": "Tables of the cleaner: a line's score is `start` plus, for each column, the step its value lies in.",
        "command": "python benchmarks/train_cleaner.py BENCH",
        "trained_on": {f"{d} {v}": n for (d, v), n in sorted(Counter((p.data, p.variant) for p in found).items())},
        "lines": dict(sorted(Counter(p.labels[i] for p in found for i in p.spoken).items())),
        "sites": len({p.site for p in found}),
        "date": "2026-11-22",
        "protocol": f"{FOLDS} folds by registered domain, seed {SEED}",
        "settings": {**SETTINGS, "trees": TREES, "bags": BAGS, "page_weight": PAGE_WEIGHT},
    }


if __name__ == "__main__":
    main()
