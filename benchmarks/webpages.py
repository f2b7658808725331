"""Train the tables for web pages (build_scripts/variorum/clean/markup.json) and print the table of extractors.

    python benchmarks/webpages.py --bench BENCH            peers and ours, cross-validated by site, from one run
    python benchmarks/webpages.py --bench BENCH --errors   and what is wrong, by cause
    python benchmarks/webpages.py --bench BENCH --train    train on all pages and write markup.json

BENCH is the benchmark's folder cleaning/. Each table is the sum of depth-one trees over one column. Pages of one site
(registered domain) are all in one fold, whichever data set they are from. The two scores that outweigh the extractor
are chosen anew for each fold, by F1 on the news pages of the other folds. Peers are not trained here.
"""

import argparse
import importlib
import itertools
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import lightgbm
import numpy as np
import tldextract

from variorum.clean import clean, markup
from variorum.clean.draft import received, sketch
from variorum.clean.known import NOTHING
from variorum.clean.places import columns
from variorum.model import Line, Meta
from variorum.read import clean_html, page

SEED, FOLDS, TREES = 20261122, 10, 400
SETTINGS = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 2, "min_data_in_leaf": 60, "feature_fraction": 0.4,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63, "seed": 1, "deterministic": True,
    "num_threads": 1, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
# A page of guides and blogs counts less than a page of news: its gold lacks some sentences.
PAGE_WEIGHT = {"scrapinghub": 1.0, "wcxb": 0.3}
THRESHOLDS = tuple(itertools.product((2.0, 2.5, 3.0, 3.5), (1.0, 1.5, 2.0, 2.5, 3.0)))
PEERS = (
    "html_trafilatura",
    "html_trafilatura_precision",
    "html_readability",
    "html_newspaper",
    "html_resiliparse_noalt",
)
TARGET = Path(__file__).parents[1] / "build_scripts" / "variorum" / "clean" / "markup.json"


@dataclass(frozen=True)
class Page:
    """A page: its lines, which of them no rule on elements decides, their columns, and the share of each in gold."""

    key: str
    data: str
    site: str
    html: str
    gold: str
    lines: tuple[Line, ...]
    meta: tuple[Meta, ...]
    left: list[int]
    words: list[int]
    columns: dict[str, list[float]]
    shares: list[float | None]


def pages(bench: Path) -> list[Page]:
    """Return the pages of the development half."""
    evaluation, covered = importlib.import_module("eval_cleaning"), importlib.import_module("common").coverage
    site = tldextract.TLDExtract(suffix_list_urls=())
    found = []
    for data in PAGE_WEIGHT:
        index = json.loads((bench / "dev" / data / "index.json").read_text(encoding="utf-8"))
        for key, html, gold, _, _ in evaluation.load("dev", data, "html"):
            lines, meta = page.read(html)
            measured = sketch(received(lines, frozenset(), (), meta, NOTHING))
            left = markup.undecided(measured)[1]
            parts = site(index[key].get("url") or key)
            domain = f"{parts.domain}.{parts.suffix}"
            shares = covered([line.text for line in lines], gold)[0]
            sizes = [measured.words[i] for i in left]
            cols = columns(measured, left)
            found.append(Page(key, data, domain, html, gold, lines, meta, left, sizes, cols, shares))
    return found


def folds(found: Sequence[Page]) -> dict[str, int]:
    """Deal the sites out to the folds, largest first, to the fold with the fewest pages."""
    number = Counter(p.site for p in found)
    sites = sorted(number)
    random.Random(SEED).shuffle(sites)  # noqa: S311 - deals folds, keeps no secret
    load, dealt = [0] * FOLDS, {}
    for site in sorted(sites, key=lambda s: -number[s]):
        dealt[site] = load.index(min(load))
        load[dealt[site]] += number[site]
    return dealt


def train(found: Sequence[Page]) -> dict[str, Any]:
    """Return the tables learned from pages."""
    names = list(markup.LOOKS)
    x = np.array([row for p in found for row in zip(*(p.columns[n] for n in names), strict=True)])
    shares = [p.shares[i] for p in found for i in p.left]
    y = np.array([(share or 0) >= 0.5 for share in shares], dtype=float)
    w = np.array([weight for p in found for weight in weights(p)])
    known = w > 0
    data = lightgbm.Dataset(x[known], y[known], weight=w[known] / w[known].mean())
    model = lightgbm.train(SETTINGS, data, TREES).dump_model()
    return tabled(model["tree_info"], names)


def weights(page: Page) -> list[float]:
    """Return how much each line counts: without words not at all, long lines more, all pages of one kind the same."""
    each = [(min(n, 60) + 3) * (page.shares[i] is not None) for i, n in zip(page.left, page.words, strict=True)]
    return [PAGE_WEIGHT[page.data] * w / (sum(each) or 1) for w in each]


def tabled(trees: list[dict[str, Any]], names: list[str]) -> dict[str, Any]:
    """Return the trees summed up, column by column: still one step function each."""
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
            edges = sorted({round(t, 6) for t, _, _ in splits[f]})
            middles = [*edges, float("inf")]
            adds = [round(sum(a if m <= round(t, 6) else b for t, a, b in splits[f]), 4) for m in middles]
            tables[name] = {"edges": edges, "adds": adds}
    return {"start": round(start, 4), "tables": tables}


def steps(model: dict[str, Any]) -> tuple[float, tuple[markup.Table, ...]]:
    """Return tables as the cleaner reads them."""
    found = (markup.Table(n, tuple(t["edges"]), tuple(t["adds"])) for n, t in model["tables"].items())
    return model["start"], tuple(found)


def text(page: Page, model: dict[str, Any], up: float, down: float) -> str:
    """Return what the whole cleaner makes of a page with these tables and thresholds."""

    def decided(*given: Any) -> list[bool]:
        return original(*given[:3], up, down)

    original = markup.decided
    with patch.object(markup, "tables", lambda: steps(model)), patch.object(markup, "decided", decided):
        ledger = clean(page.lines, (), page.meta).ledger
    return "\n".join(e.line.text for e in ledger.lines if e.kept and e.role in ("body", "heading"))


def out_of_fold(found: Sequence[Page]) -> dict[str, str]:
    """Return the text of every news page by tables and thresholds that have seen no page of its site."""
    evaluation, dealt = importlib.import_module("eval_cleaning"), folds(found)
    models = [train([p for p in found if dealt[p.site] != fold]) for fold in range(FOLDS)]
    news = [p for p in found if p.data == "scrapinghub"]
    made = {(p.key, t): text(p, models[dealt[p.site]], *t) for p in news for t in THRESHOLDS}
    scores = {(p.key, t): evaluation.shingle_score(p.gold, made[p.key, t]) for p in news for t in THRESHOLDS}
    result, chosen = {}, Counter()
    for fold in range(FOLDS):
        others = [p.key for p in news if dealt[p.site] != fold]
        best = max(THRESHOLDS, key=lambda t: evaluation.f1([scores[key, t] for key in others])[2])
        chosen[best] += 1
        result.update({p.key: made[p.key, best] for p in news if dealt[p.site] == fold})
    spread = [evaluation.f1([scores[p.key, t] for p in news])[2] for t in THRESHOLDS]
    print(
        f"thresholds chosen: {dict(chosen)}; F1 at any of the {len(THRESHOLDS)}: {min(spread):.4f} to {max(spread):.4f}"
    )
    return result


def row(name: str, news: Sequence[Page], out: dict[str, str], rate: float) -> str:
    """Return a line of the table."""
    evaluation = importlib.import_module("eval_cleaning")
    table = [(p.key, p.html, p.gold, None, None) for p in news]
    (precision, recall, f1), spread, *_ = evaluation.score(table, [out[p.key] for p in news], "html")
    lost = sum(any(kind.startswith("lost") for kind in wrong(p, out[p.key])) for p in news)
    share = 100 * lost / len(news)
    return f"| {name} | {f1:.4f} | {precision:.4f} | {recall:.4f} | {spread:.3f} | {share:.1f} | {rate:.0f} |"


def wrong(page: Page, out: str) -> Counter[str]:
    """Count the wrong lines of a page by kind and cause: the rule of the ledger, or where the line stands."""
    covered = importlib.import_module("common").coverage([line.text for line in page.lines], out)[0]
    body = [i for i, share in enumerate(page.shares) if (share or 0) >= 0.5]
    count: Counter[str] = Counter()
    for i, (share, got) in enumerate(zip(page.shares, covered, strict=True)):
        if share is None or (share >= 0.5) == ((got or 0) >= 0.5) or not body:
            continue
        where = "above the body" if i < body[0] else "below the body" if i > body[-1] else "inside the body"
        said = "taken" if page.lines[i].extracted else "left out"
        count[f"{'lost' if share >= 0.5 else 'left in'}, {where}, {said} by the extractor"] += 1
    return count


def timed(call: Any, news: Sequence[Page]) -> tuple[dict[str, str], float]:
    """Return what a callable makes of the pages, and pages a second of processor time, after a first round."""
    out = {p.key: call(p.html) or "" for p in news}
    begin = time.process_time()
    for one in news:
        call(one.html)
    return out, len(news) / (time.process_time() - begin)


def main() -> None:
    """Print the table, or train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--train", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.bench))
    found = pages(options.bench)
    if options.train:
        TARGET.write_text(dumped({**provenance(found), **train(found)}), encoding="utf-8")
        return
    news = [replace(p) for p in found if p.data == "scrapinghub"]
    print(
        "| system | F1 | precision | recall | ± | pages that lose a line, % | pages/s |\n|---|---|---|---|---|---|---|"
    )
    for name in PEERS:
        try:
            print(row(name, news, *timed(getattr(importlib.import_module("peers"), name), news)), flush=True)
        except ImportError:
            print(f"| {name} | not installed |||||", flush=True)
    shipped, rate = timed(clean_html, news)
    print(row("variorum as shipped (has seen the pages)", news, shipped, rate), flush=True)
    ours = out_of_fold(found)
    print(row("variorum, cross-validated by site", news, ours, rate))
    if options.errors:
        total = sum((wrong(p, ours[p.key]) for p in news), Counter[str]())
        print("\n".join(f"{n:>5} {what}" for what, n in sorted(total.items())))


def provenance(found: Sequence[Page]) -> dict[str, Any]:
    """Return what the tables were trained on and how."""
    return {
        "about": "Tables for web pages: a line's score is `start` plus, for each column, the step its value lies in.",
        "command": "python benchmarks/webpages.py --bench BENCH --train",
        "trained_on": dict(sorted(Counter(p.data for p in found).items())),
        "sites": len({p.site for p in found}),
        "lines": sum(len(p.left) for p in found),
        "settings": {**SETTINGS, "trees": TREES, "page_weight": PAGE_WEIGHT},
    }


def dumped(data: dict[str, Any]) -> str:
    """Return JSON with one table a line."""
    tables = ",\n".join(f"  {json.dumps(n)}: {json.dumps(t)}" for n, t in data.pop("tables").items())
    head = json.dumps(data, indent=1)[:-2]
    return f'{head},\n "tables": {{\n{tables}\n }}\n}}\n'


if __name__ == "__main__":
    main()
