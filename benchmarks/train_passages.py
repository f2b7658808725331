"""Learn the weights by which passages are linked, from ECB+ sentences, and print what is learnt.

    python benchmarks/train_passages.py FOLDER > build_scripts/variorum/group/passage_weights.json

FOLDER holds eval_passages.py and its data. With --check, print instead precision, recall and F1 with the weights of
each topic learnt on all others (leave one topic out). Needs scikit-learn.

The weights "brief" are learnt on the sentences that were chosen for their event, those "long" on all sentences of the
articles, as they are and in groups of two, three and five: on the pairs that share an act. Nobody marked all of the
sentences that were not chosen; a pair with one of them that shares no mark counts as no link, with little weight.
"""

import argparse
import importlib
import json
import random
import re
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from variorum.group.evidence import FEATURES, LONG_FEATURES, clash, features, long_features, profiles, shared_acts
from variorum.group.key import key
from variorum.group.kinship import kin
from variorum.group.passages import ENOUGH

# What a pair counts of which nobody marked both sentences, and the sizes of groups that are learnt on beside the whole.
UNMARKED = 0.3
SIZES = (2, 3, 5)
STEPS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


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


def whole_topics(folder, split):
    """Return all sentences of each topic: id, article, text, marks, whether it was chosen."""
    found = defaultdict(list)
    for line in (Path(folder) / "data/ecbplus/sentence_chains.jsonl").open(encoding="utf-8"):
        article = json.loads(line)
        for s in article["sentences"] if article["split"] == split else ():
            if len(s["text"].split()) > 3 and not re.match(r"\s*https?", s["text"]):
                id_ = f"{article['id']}#{s['n']}"
                row = (id_, article["id"], s["text"], frozenset(s["actions"]), s["selected"])
                found[article["topic"]].append(row)
    return found


def groups_of(topic, rows):
    """Return the groups of a topic's articles and parts of them, each with its size; 0 is a whole group."""
    texts = [{"id": a, "text": "\n".join(r[2] for r in rows if r[1] == a)} for a in sorted({r[1] for r in rows})]
    shuffled, found = random.Random(topic), []  # noqa: S311 - the same parts in every run
    for group in kin(texts):
        found.append((0, group))
        for size in SIZES:
            order = shuffled.sample(group, len(group))
            found += [(size, sorted(order[i : i + size])) for i in range(0, len(order) - size + 1, size)]
    return found


def long_pairs(topic, rows):
    """Return numbers, gold, how many of both sentences were chosen, and size of group, of each pair with an act."""
    keys, found = {row[0]: key(row[2]) for row in rows}, []
    for size, group in groups_of(topic, rows):
        members = [row for row in rows if row[1] in group]
        made = profiles([keys[row[0]] for row in members], [group.index(row[1]) for row in members])
        for (a, one), (b, other) in combinations(zip(members, made, strict=True), 2):
            if a[1] != b[1] and not clash(one.key, other.key) and shared_acts(one, other):
                found.append((long_features(one, other), bool(a[3] & b[3]), a[4] + b[4], size))
    return tuple(np.array(column, float) for column in zip(*found, strict=True))


def learn_long(topics):
    """Return a model of the pairs of some topics; each size of group in each topic counts by the root of its pairs."""
    weights = [np.where((chosen_ == 2) | (gold == 1), 1.0, UNMARKED) for _, gold, chosen_, _ in topics]
    for weight, (_, _, _, size) in zip(weights, topics, strict=True):
        for one in (0, *SIZES):
            weight[size == one] /= np.sqrt(max(20, (size == one).sum()))
    joined = np.concatenate(weights)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=3000))
    numbers, gold = np.vstack([t[0] for t in topics]), np.concatenate([t[1] for t in topics])
    return model.fit(numbers, gold, logisticregression__sample_weight=joined / joined.mean())


def check_long(data):
    """Print how the links of long articles stand by least score, each topic judged by weights learnt on the others."""
    table = {least: np.zeros(3, int) for least in STEPS}
    for topic, (numbers, gold, chosen_, size) in data.items():
        chance = learn_long([t for other, t in data.items() if other != topic]).predict_proba(numbers)[:, 1]
        for least, counts in table.items():
            said = (chance >= least) & (size == 0)
            marked = said & (chosen_ == 2)
            counts += [(marked & (gold == 1)).sum(), marked.sum(), (said & (chosen_ < 2)).sum()]
    for least, (right, marked, others) in table.items():
        share = 100 * right / max(1, marked)
        print(f"long, score {least:.1f}: {marked} links of chosen sentences, {share:.1f} % right; {others} others")


def weights_of(model, names):
    """Return what a model has learnt, for numbers as they come."""
    scaler, linear = (step for _, step in model.steps)
    weights = linear.coef_[0] / scaler.scale_
    intercept = float(linear.intercept_[0] - (weights * scaler.mean_).sum())
    found = {"intercept": intercept, **dict(zip(names, map(float, weights), strict=True))}
    return {name: round(value, 5) for name, value in found.items()}


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
    whole = whole_topics(options.folder, options.split)
    long = {topic: long_pairs(topic, rows) for topic, rows in sorted(whole.items())}
    if options.check:
        check(data)
        check_long(long)
        return
    models = {"brief": (learn(list(data.values())), FEATURES), "long": (learn_long(list(long.values())), LONG_FEATURES)}
    print(json.dumps({name: weights_of(*learnt) for name, learnt in models.items()}, indent=2))


if __name__ == "__main__":
    main()
