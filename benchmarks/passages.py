"""Print the table of passage linking: peers and ours, from one run, on ECB+ and on the seeds marked by hand.

    python benchmarks/passages.py FOLDER

FOLDER holds eval_passages.py and its data. Our rows on ECB+ are cross-validated: each topic is judged by weights learnt
on the other topics. Peers: every pair of a topic; TF-IDF cosine of sentences at its best threshold for F1; every pair
whose articles are of one half of the topic (its gold). On the seeds nothing is learnt. Needs scikit-learn.
"""

import argparse
import importlib
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from train_passages import chosen, pairs

from variorum import edition, read
from variorum.group import same_event
from variorum.group.kinship import kin
from variorum.group.passages import align

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests/group"))
seed_gold = importlib.import_module("seed_gold")
STEPS = np.arange(0.05, 0.6, 0.05)


def figures(right, said, gold):
    """Return precision, recall and F1 as cells of a table."""
    cells = (100 * right / max(1, said), 100 * right / gold, 200 * right / (said + gold))
    return " | ".join(f"{cell:.1f}" for cell in cells)


def of_topics(topics, said_in):
    """Return the counts right, said and gold of a function from a topic's rows to pairs of row numbers."""
    right = said = gold = 0
    for rows in topics:
        across = [(i, j) for i, j in combinations(range(len(rows)), 2) if rows[i][1] != rows[j][1]]
        truth = {(i, j) for i, j in across if rows[i][4] & rows[j][4]}
        found = set(said_in(rows)) & set(across)
        right, said, gold = right + len(found & truth), said + len(found), gold + len(truth)
    return right, said, gold


def every(rows):
    """Return every pair."""
    return combinations(range(len(rows)), 2)


def gold_gate(rows):
    """Return the pairs within one half of a topic: ECB's own articles, or those added for the second event."""
    return [(i, j) for i, j in every(rows) if ("plus" in rows[i][1]) == ("plus" in rows[j][1])]


def own_gate(gate):
    """Return the function of all pairs within one group of a gate."""

    def said(rows):
        texts = {a: "\n".join(r[3] for r in rows if r[1] == a) for a in sorted({r[1] for r in rows})}
        groups = gate([{"id": a, "text": text} for a, text in texts.items()])
        of = {article: number for number, group in enumerate(groups) for article in group}
        return [(i, j) for i, j in every(rows) if of[rows[i][1]] == of[rows[j][1]]]

    return said


def tfidf(least):
    """Return the function of the pairs whose TF-IDF cosine is at least so high."""

    def said(rows):
        vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform([r[3] for r in rows])
        likeness = (vectors @ vectors.T).toarray()
        return [(i, j) for i, j in every(rows) if likeness[i, j] >= least]

    return said


def seeds(links, articles):
    """Return a row for the seeds."""
    found = [((x.one.article, x.one.span), (x.other.article, x.other.span)) for x in links]
    result = seed_gold.compare(found, seed_gold.marked(articles))
    counts = f"{result.right} right, {result.wrong} wrong, {result.found} of {result.wanted} wanted pairs"
    print(f"{100 * result.precision:.1f} | {100 * result.recall:.1f} | {len(result.merged)} merged ({counts})")
    for event, (hits, wanted) in result.by_event.items():
        print(f"  {event}: {hits} of {wanted}")


def main():
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--split", default="dev")
    options = parser.parse_args()
    sys.path.insert(0, options.folder)
    topics = importlib.import_module("eval_passages").topics(options.split)
    rows = [found for _, found in sorted(topics.items())]
    print("| ECB+ | precision | recall | F1 |\n|---|---|---|---|")
    print(f"| every pair of a topic | {figures(*of_topics(rows, every))} |")
    best = max((of_topics(rows, tfidf(least)) for least in STEPS), key=lambda c: c[0] / (c[1] + c[2]))
    print(f"| TF-IDF cosine of sentences, best threshold | {figures(*best)} |")
    print(f"| every pair within a gold half | {figures(*of_topics(rows, gold_gate))} |")
    for name, gate in (("kin", kin), ("same_event", same_event)):
        print(f"| every pair within our groups ({name}) | {figures(*of_topics(rows, own_gate(gate)))} |")
    for name, gate in (("kin", kin), ("same_event", same_event)):
        data = {topic: pairs(found, gate) for topic, found in sorted(topics.items())}
        print(f"| variorum, cross-validated by topic, gate {name} | {figures(*chosen(data))} |")
    articles = edition.build(read.sources(ROOT)).articles
    print("\nThe five seeds: precision | recall | distinct events merged")
    seeds(align(articles), articles)


if __name__ == "__main__":
    main()
