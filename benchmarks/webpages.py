"""Train the tables for web pages (build_scripts/variorum/clean/markup.json) and print the table of extractors.

    python benchmarks/webpages.py --bench BENCH            peers and ours, cross-validated by site, from one run
    python benchmarks/webpages.py --bench BENCH --errors   and what is wrong, by cause
    python benchmarks/webpages.py --bench BENCH --curve    and what other limits would keep and lose
    python benchmarks/webpages.py --bench BENCH --speed    only how fast: ours and trafilatura in turn, hostile pages
    python benchmarks/webpages.py --bench BENCH --train    train on all pages and write markup.json

BENCH is the benchmark's folder cleaning/. Each table is the sum of depth-one trees over one column. Pages of one site
(registered domain) are all in one fold, whichever data set they are from. The limits that scores must exceed are chosen
anew for each fold, on the news pages of the other folds, by F1 less a tenth of the share of pages that lose a line of
the body: a reader misses a lost line more than he minds a line too many. Peers are not trained here.
"""

import argparse
import importlib
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import lightgbm
import numpy as np
import tldextract

from variorum.clean import clean, markup, running_text
from variorum.clean.draft import Draft
from variorum.clean.places import columns
from variorum.model import Line
from variorum.read import clean_html, extract, html, statements
from variorum.read import page as reader

SEED, FOLDS, TREES, ROUNDS = 20261122, 10, 400, 5
SETTINGS = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 2, "min_data_in_leaf": 60, "feature_fraction": 0.4,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63, "seed": 1, "deterministic": True,
    "num_threads": 1, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
# A page of guides and blogs counts less than a page of news: its gold lacks some sentences.
PAGE_WEIGHT = {"scrapinghub": 1.0, "wcxb": 0.3}
LOST_WEIGHS = 0.1
# The limits that are tried (alone, left_out, taken, amid): from few doubtful lines that stay to many. One row after the
# other, not every mixture of them: of many alike, chance would choose.
LIMITS = tuple(
    markup.Limits(*limits)
    for limits in (
        (1.0, 3.5, -1.0, 99.0), (0.0, 3.5, -2.0, 99.0), (0.0, 3.5, -3.0, 0.0), (0.0, 3.5, -3.0, -1.0),
        (-0.5, 3.5, -3.0, -1.0), (-0.5, 3.5, -3.0, -2.0), (-1.0, 3.5, -3.0, -2.0), (-1.5, 3.5, -3.0, -3.0),
        (-2.0, 3.5, -4.0, -4.0), (-3.0, 2.0, -5.0, -5.0),
    )
)  # fmt: skip
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
    draft: Draft
    left: Sequence[int]
    words: list[int]
    columns: Mapping[str, Sequence[float]]
    shares: list[float | None]


def pages(bench: Path) -> list[Page]:
    """Return the pages of the development half."""
    evaluation, covered = importlib.import_module("eval_cleaning"), importlib.import_module("common").coverage
    site = tldextract.TLDExtract(suffix_list_urls=())
    found = []
    for data in PAGE_WEIGHT:
        index = json.loads((bench / "dev" / data / "index.json").read_text(encoding="utf-8"))
        for key, source, gold, _, _ in evaluation.load("dev", data, "html"):
            root, read = html.read(source, web=True)
            draft = markup.marked_up(read, statements.stated(root))
            lines = extract.marked(root, read)
            left = draft.weighed.rows if draft.weighed else ()
            parts = site(index[key].get("url") or key)
            domain = f"{parts.domain}.{parts.suffix}"
            shares = covered([line.text for line in lines], gold)[0]
            sizes = [draft.words[i] for i in left]
            cols = columns(draft, left) if left else {}
            found.append(Page(key, data, domain, source, gold, lines, draft, left, sizes, cols, shares))
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
    x = np.array([row for p in found for row in zip(*(p.columns.get(n, ()) for n in names), strict=True)])
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


def drafted(page: Page, model: dict[str, Any]) -> Draft:
    """Return a page weighed with these tables, and shown to the extractor where they leave doubt."""
    with patch.object(markup, "tables", lambda: markup.steps(model)):
        draft = replace(page.draft, weighed=markup.weighed(page.draft))
    return replace(draft, page=replace(draft.page, marked=page.lines)) if markup.doubtful(draft) else draft


def text(draft: Draft, limits: markup.Limits) -> str:
    """Return what the whole cleaner makes of a page with these limits."""
    with patch.object(markup, "LIMITS", limits):
        return running_text(draft)


class Trial:
    """The news pages, weighed by tables that have seen no page of their site, and how they score by any limits."""

    def __init__(self, found: Sequence[Page]) -> None:
        self.evaluation, self.dealt = importlib.import_module("eval_cleaning"), folds(found)
        models = [train([p for p in found if self.dealt[p.site] != fold]) for fold in range(FOLDS)]
        self.news = [p for p in found if p.data == "scrapinghub"]
        self.drafts = {p.key: drafted(p, models[self.dealt[p.site]]) for p in self.news}
        self.known: dict[tuple[str, str], tuple[Any, Counter[str]]] = {}

    def made(self, limits: markup.Limits) -> dict[str, str]:
        """Return the text of every page."""
        return {p.key: text(self.drafts[p.key], limits) for p in self.news}

    def scores(self, made: dict[str, str]) -> dict[str, tuple[Any, Counter[str]]]:
        """Return precision and recall of every page, and its wrong lines."""
        for p in self.news:
            if (p.key, made[p.key]) not in self.known:
                score = self.evaluation.shingle_score(p.gold, made[p.key])
                self.known[p.key, made[p.key]] = score, wrong(p, made[p.key])
        return {p.key: self.known[p.key, made[p.key]] for p in self.news}

    def valued(self, scores: Sequence[tuple[Any, Counter[str]]]) -> tuple[float, float, int]:
        """Return F1, the share of pages that lose a line, and the number of lines left in too many."""
        lost = sum(any(kind.startswith("lost") for kind in kinds) for _, kinds in scores) / len(scores)
        left = sum(n for _, kinds in scores for kind, n in kinds.items() if kind.startswith("left in"))
        return self.evaluation.f1([score for score, _ in scores])[2], lost, left


def out_of_fold(trial: Trial) -> dict[str, str]:
    """Return the text of every news page by tables and limits that have seen no page of its site."""
    made = {limits: trial.made(limits) for limits in LIMITS}
    scores = {limits: trial.scores(made[limits]) for limits in LIMITS}
    result: dict[str, str] = {}
    chosen: Counter[markup.Limits] = Counter()
    for fold in range(FOLDS):
        others = [p.key for p in trial.news if trial.dealt[p.site] != fold]

        def worth(limits: markup.Limits, keys: Sequence[str] = others) -> float:
            f1, lost, _ = trial.valued([scores[limits][key] for key in keys])
            return f1 - LOST_WEIGHS * lost

        best = max(LIMITS, key=worth)
        chosen[best] += 1
        result.update({p.key: made[best][p.key] for p in trial.news if trial.dealt[p.site] == fold})
    spread = [trial.valued(list(scores[limits].values()))[0] for limits in LIMITS]
    print(f"F1 at any of the {len(LIMITS)} limits: {min(spread):.4f} to {max(spread):.4f}; chosen:")
    print("\n".join(f"  {number} of {FOLDS} folds: {limits}" for limits, number in chosen.items()))
    return result


def curve(trial: Trial) -> str:
    """Return what some limits give on tables that have not seen a page's site: the more stays, the less is lost."""
    rows = ["| alone | left out | taken | amid | F1 | pages that lose a line, % | lines too many |", "|---" * 7 + "|"]
    for limits in LIMITS:
        f1, lost, left = trial.valued(list(trial.scores(trial.made(limits)).values()))
        row = f"{limits.alone} | {limits.left_out} | {limits.taken} | {limits.amid} | {f1:.4f} | {100 * lost:.1f}"
        rows.append(f"| {row} | {left} |")
    return "\n".join(rows)


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


def hostile() -> dict[str, str]:
    """Return pages that are made to be slow."""
    many = range(100_000)
    return {
        "100,000 paragraphs of one letter": "<p>x" * 100_000,
        "50,000 short paragraphs, no two alike": "".join(f"<p>line {i} of it" for i in range(50_000)),
        "170,000 nested elements": "<div>x" * 170_000,
        "60,000 nested elements, no two alike": "".join(f"<b class=c{i}>x" for i in range(60_000)),
        "300,000 elements never closed": "<p><b><i>x" * 100_000,
        "66,000 elements closed in the wrong order": "<b><p>x</b></p>" * 66_000,
        "170,000 elements closed and never opened": "</div>" * 170_000,
        "an element with 100,000 attributes": f"<p {' '.join(f'a{i}=v' for i in many)}>words",
        "an element with 500,000 classes": f"<p class='{'c ' * 500_000}'>words",
        "330,000 tags never ended": "<a " * 330_000,
        "100,000 comments": "<!-- x -->" * 100_000 + "<p>words",
        "250,000 comments never ended": "<!--" * 250_000,
        "168,000 entities": "&amp;&#8217;&bogus;&nbsp;" * 42_000,
        "a table of 200,000 cells": "<table>" + "<tr><td>1<td>2" * 100_000,
        "60,000 tables in tables": "<table><tr><td>x" * 60_000,
        "a line of 10 MB": "<p>" + "word " * 2_000_000,
        "a picture of 5 MB": f"<p>words<img src='data:image/png;base64,{'A' * 5_000_000}'>",
        "40,000 scripts": "<script>var x=1;</script>" * 40_000 + "<p>words",
        "15,000 statements as JSON-LD": '<script type="application/ld+json">{"@type":"Article","headline":"x"}</script>'
        * 15_000,
        "1,000,000 characters that could not be decoded": "<p>" + "\ufffd" * 1_000_000,
        "200,000 links": "".join(f"<a href=/{i}>l{i}</a> " for i in range(200_000)),
        "50,000 links, one a line": "<ul>" + "".join(f"<li><a href=/{i}>link number {i}</a>" for i in range(50_000)),
    }


def speed(news: Sequence[Page]) -> None:
    """Print pages a second of processor time, in rounds in turn, and what hostile pages cost with their ledger."""
    peers = importlib.import_module("peers")
    calls = {"variorum": clean_html, "trafilatura": peers.html_trafilatura}
    rates: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for name, call in calls.items():
            rates[name].append(timed(call, news)[1])
    found = ", ".join(f"{name} {median(each):.0f} (best {max(each):.0f})" for name, each in rates.items())
    ratio = median(a / b for a, b in zip(*rates.values(), strict=True))
    print(f"pages a second, median of {ROUNDS} rounds in turn: {found}; ratio {ratio:.2f}")
    print("| page | MB | lines | seconds a MB, read | and cleaned | microseconds a line |\n|---|---|---|---|---|---|")
    for name, source in hostile().items():
        begin = time.process_time()
        lines, meta = reader.read(source)
        middle = time.process_time()
        clean(lines, meta=meta)
        end, size = time.process_time(), len(source.encode()) / 1e6
        each = 1e6 * (end - begin) / max(1, len(lines))
        taken = f"{(middle - begin) / size:.2f} | {(end - begin) / size:.2f} | {each:.0f}"
        print(f"| {name} | {size:.1f} | {len(lines)} | {taken} |", flush=True)


def main() -> None:
    """Print the table, or train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--train", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.bench))
    found = pages(options.bench)
    if options.train:
        TARGET.write_text(dumped({**provenance(found), **train(found)}), encoding="utf-8")
        return
    news = [replace(p) for p in found if p.data == "scrapinghub"]
    if options.speed:
        speed(news)
        return
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
    trial = Trial(found)
    ours = out_of_fold(trial)
    print(row("variorum, cross-validated by site", news, ours, rate))
    asked = sum(any(line.extracted is not None for line in d.page.marked) for d in trial.drafts.values())
    print(f"the extractor was asked about {asked} of {len(news)} pages")
    if options.curve:
        print(curve(trial))
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
