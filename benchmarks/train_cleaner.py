"""Train the trees of the cleaner (build_scripts/variorum/clean/weights.json) and judge them by site.

    python benchmarks/train_cleaner.py BENCH            train on all pages, write weights.json
    python benchmarks/train_cleaner.py BENCH --score    cross-validate by site only, write nothing but the table

BENCH is the folder cleaning/ of the benchmark (dev/scrapinghub, dev/wcxb, eval_cleaning.py). Needs lightgbm, numpy and
tldextract. Each tree asks a few questions of one line's columns. Same input, same bytes. Besides the pages as they are,
each is cut out anew VARIED times with up to 25 lines of furniture on either side, as `light` pages are.
Folds: sites (registered domains) are shuffled with SEED and dealt out, largest first, to the fold with fewest pages;
no page of a site, whichever data set it is from, is trained on when another page of the site is judged.
"""

import argparse
import importlib
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import lightgbm
import numpy as np
import tldextract

from variorum.clean import Cleaned, clean, draft, weigh
from variorum.clean.features import COLUMNS, columns
from variorum.clean.judge import sighted
from variorum.clean.measure import Floats
from variorum.lines import split

SEED, FOLDS, TREES, VARIED = 20261122, 10, 100, 1
SETTINGS = {
    "objective": "binary", "learning_rate": 0.12, "num_leaves": 8, "min_data_in_leaf": 80, "feature_fraction": 0.3,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63, "seed": 1, "deterministic": True,
    "num_threads": 1, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
# A page of guides and blogs counts less than a page of news: its gold lacks some sentences.
PAGE_WEIGHT = {"scrapinghub": 1.0, "wcxb": 0.4, "cases": 0.4}
# Lines of a case that are not learned from: the title may stay or go in the benchmark, a caption is furniture there.
LABELS = {"K title": "T", "K capti": "?", "K credi": "?"}
BENCHES = ("scrapinghub", "wcxb")
CASES = Path(__file__).parents[1] / "tests" / "cases" / "pages"
# A page cut out anew counts half.
VARIANT_WEIGHT = {"full": 1.0, "light": 1.0, "varied": 0.5}
WIDEST = 25
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
    columns: Floats


def pages(bench: Path, data: Iterable[str] = BENCHES) -> list[Page]:
    """Return the pages of the development half; for training also those cut out anew and our own cases."""
    evaluation = evaluator(bench)
    site = tldextract.TLDExtract(suffix_list_urls=())
    found = []
    chance = random.Random(SEED)  # noqa: S311 - cuts pages, keeps no secret
    for name in data:
        index = json.loads((bench / "dev" / name / "index.json").read_text(encoding="utf-8"))
        for variant in ("full", "light"):
            for key, _, gold, lines, labels in evaluation.load("dev", name, variant):
                if lines:
                    parts = site(index[key]["url"])
                    known = (key, name, f"{parts.domain}.{parts.suffix}", gold)
                    found.append(page(known, variant, lines, labels))
                    for _ in range(VARIED if variant == "full" else 0):
                        found.append(page(known, "varied", *cut(lines, labels, chance)))
    return found + [case(path) for path in sorted(CASES.glob("*.txt"))]


def case(path: Path) -> Page:
    """Return a case of our own; captions, which the benchmark counts as furniture and we keep, are not learned from."""
    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    lines = [row.partition("| ")[2] for row in rows]
    labels = "".join(LABELS.get(row[:7].rstrip(), row[:1] if row else ".") for row in rows).replace("-", "D")
    return page((path.stem, "cases", f"case {path.stem}", ""), "full", lines, labels)


def page(known: tuple[str, str, str, str], variant: str, lines: list[str], labels: str) -> Page:
    """Return a page with the columns of its lines."""
    key, name, site, gold = known
    seen = draft.sketch(draft.Page(lines))
    cols = columns(sighted(seen))
    return Page(key, name, variant, site, "\n".join(lines), gold, lines, labels, list(seen.spoken), cols)


def cut(lines: list[str], labels: str, chance: random.Random) -> tuple[list[str], str]:
    """Return the body of a page with some of the furniture above and below it."""
    body = [i for i, label in enumerate(labels) if label == "K"]
    start, stop = body[0], body[-1] + 1
    above, below = chance.randint(0, WIDEST), chance.randint(0, WIDEST)
    while start > 0 and above:
        start -= 1
        above -= bool(lines[start].strip())
    while stop < len(lines) and below:
        below -= bool(lines[stop].strip())
        stop += 1
    return lines[start:stop], labels[start:stop]


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
    """Return the trees learned from pages."""
    x = np.concatenate([p.columns.T for p in found])
    y = np.array([p.labels[i] == "K" for p in found for i in p.spoken], dtype=float)
    w = np.array([weight for p in found for weight in weights(p)])
    known = w > 0
    data = lightgbm.Dataset(x[known], y[known], weight=w[known] / w[known].mean())
    model = lightgbm.train(SETTINGS, data, TREES).dump_model()
    usual = np.median(x[known & (y > 0)], axis=0)
    return {
        "start": 0.0,
        "usual": {name: round(float(value), 4) for name, value in zip(COLUMNS, usual, strict=True)},
        "trees": [grown(tree["tree_structure"]) for tree in model["tree_info"]],
    }


def grown(node: dict[str, Any]) -> Any:
    """Return a tree as nested lists: column, value, what follows up to that value, what follows above it."""
    if "split_feature" not in node:
        return round(node["leaf_value"], 4)
    value = float(f"{node['threshold']:.6g}")
    return [COLUMNS[node["split_feature"]], value, grown(node["left_child"]), grown(node["right_child"])]


def weights(page: Page) -> list[float]:
    """Return how much each line counts: titles and unclear lines not at all, long lines more, all pages the same."""
    each = [(len(page.lines[i].split()) ** 0.5 + 1) * (page.labels[i] in "KD") for i in page.spoken]
    return [PAGE_WEIGHT[page.data] * VARIANT_WEIGHT[page.variant] * w / (sum(each) or 1) for w in each]


def cleaner(model: dict[str, Any]) -> Callable[[str], Cleaned]:
    """Return the whole cleaner with these trees in place of the shipped ones."""
    forest = weigh.planted(model)

    def call(text: str) -> Cleaned:
        with patch.object(weigh, "forest", lambda: forest):
            return clean(split(text))

    return call


def out_of_fold(found: list[Page]) -> dict[tuple[str, str], Cleaned]:
    """Return every news page and every case, cleaned by trees that have seen no page of its site."""
    dealt, out = folds(found), {}
    for fold in range(FOLDS):
        call = cleaner(train([p for p in found if dealt[p.site] != fold]))
        for page in found:
            if dealt[page.site] == fold and page.data in ("scrapinghub", "cases") and page.variant != "varied":
                out[page.key, page.variant] = call(page.text)
    return out


def texts(out: dict[tuple[str, str], Cleaned]) -> dict[tuple[str, str], str]:
    """Return the texts alone."""
    return {key: cleaned.text for key, cleaned in out.items()}


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
    result = figures(options.bench, found, texts(out_of_fold(found)))
    print(json.dumps(result, indent=1))
    if not options.score:
        shipped = {**provenance(found), "cross_validated_by_site": result, **train(found)}
        TARGET.write_text(dumped(shipped), encoding="utf-8")


def dumped(data: dict[str, Any]) -> str:
    """Return JSON with one tree a line."""
    trees = ",\n".join(f"  {json.dumps(tree)}" for tree in data.pop("trees"))
    usual = json.dumps(data.pop("usual"))
    head = json.dumps(data, indent=1)[:-2]
    return f'{head},\n "usual": {usual},\n "trees": [\n{trees}\n ]\n}}\n'


def provenance(found: list[Page]) -> dict[str, Any]:
    """Return what the tables were trained on and how."""
    return {
        "about": (
            "Trees of the cleaner: a line's score is the sum of one leaf a tree. A tree is [column, value, what "
            "follows up to that value, what follows above it]; `usual` are the columns of a typical line of an article."
        ),
        "command": "python benchmarks/train_cleaner.py BENCH",
        "trained_on": {f"{d} {v}": n for (d, v), n in sorted(Counter((p.data, p.variant) for p in found).items())},
        "lines": dict(sorted(Counter(p.labels[i] for p in found for i in p.spoken).items())),
        "sites": len({p.site for p in found}),
        "date": "2026-11-22",
        "protocol": f"{FOLDS} folds by registered domain, seed {SEED}",
        "settings": {**SETTINGS, "trees": TREES, "varied": VARIED, "page_weight": PAGE_WEIGHT},
    }


if __name__ == "__main__":
    main()
