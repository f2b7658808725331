"""Learn the weights by which passages are linked, from ECB+ sentences, and print what is learnt.

    python benchmarks/train_passages.py FOLDER > build_scripts/variorum/group/passage_weights.json

FOLDER holds eval_passages.py and its data. With --check, print instead precision, recall and F1 with the weights of
each topic learnt on all others (leave one topic out). Needs scikit-learn.
"""

import argparse
import importlib
import json
import sys
from itertools import combinations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from variorum.group.evidence import FEATURES, clash, features, profiles
from variorum.group.key import key
from variorum.group.kinship import kin
from variorum.group.passages import ENOUGH


def pairs(rows, gate=kin):
    """Return numbers, gold and clash of each pair that passes the gate, and how many pairs are gold in all."""
    articles = sorted({row[1] for row in rows})
    texts = [{"id": a, "text": "\n".join(r[3] for r in rows if r[1] == a)} for a in articles]
    numbers, gold, clashes = [], [], []
    for group in gate(texts):
        members = [r for r in rows if r[1] in group]
        made = profiles([key(r[3]) for r in members], [group.index(r[1]) for r in members])
        for (a, one), (b, other) in combinations(zip(members, made, strict=True), 2):
            if a[1] != b[1]:
                numbers.append(features(one, other))
                gold.append(bool(a[4] & b[4]))
                clashes.append(bool(clash(one.key, other.key)))
    total = sum(1 for a, b in combinations(rows, 2) if a[1] != b[1] and a[4] & b[4])
    return np.array(numbers), np.array(gold), np.array(clashes), total


def learn(topics):
    """Return a model of all pairs of some topics."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=3000))
    return model.fit(np.vstack([t[0] for t in topics]), np.concatenate([t[1] for t in topics]))


def chosen(data):
    """Return how many pairs are right, said and gold, with each topic judged by weights learnt on the others."""
    right = said = gold = 0
    for topic, (numbers, truth, clashes, total) in data.items():
        model = learn([found for other, found in data.items() if other != topic])
        linked = (model.predict_proba(numbers)[:, 1] >= ENOUGH) & ~clashes
        right, said, gold = right + (linked & truth).sum(), said + linked.sum(), gold + total
    return right, said, gold


def check(data):
    """Print the figures with each topic judged by weights learnt on the others."""
    right, said, gold = chosen(data)
    print(f"precision {100 * right / said:.1f}  recall {100 * right / gold:.1f}  F1 {200 * right / (said + gold):.1f}")


def main():
    """Print the weights, or with --check what they are worth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, options.folder)
    topics = importlib.import_module("eval_passages").topics(options.split)
    data = {topic: pairs(rows) for topic, rows in sorted(topics.items())}
    if options.check:
        check(data)
        return
    scaler, linear = (step for _, step in learn(list(data.values())).steps)
    weights = linear.coef_[0] / scaler.scale_
    intercept = float(linear.intercept_[0] - (weights * scaler.mean_).sum())
    found = {"intercept": intercept, **dict(zip(FEATURES, map(float, weights), strict=True))}
    print(json.dumps({name: round(value, 5) for name, value in found.items()}, indent=2))


if __name__ == "__main__":
    main()
