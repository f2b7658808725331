"""Columns of pairs: the same from either side and in any company, and what they say of plain cases."""

from pathlib import Path

import numpy as np
import yaml

from variorum.group.grouping import portrait_of
from variorum.group.pairs import COLUMNS, Gallery
from variorum.group.portrait import Portrait

DOCUMENTS = [
    document
    for path in sorted(Path(__file__).parent.glob("cases/*"))
    for document in yaml.safe_load(path.read_text(encoding="utf-8"))["documents"]
]
PORTRAITS = [portrait_of(document) for document in DOCUMENTS]


def between(one: Portrait, other: Portrait) -> dict[str, float]:
    """Return the columns of two articles by name."""
    return dict(zip(COLUMNS, Gallery([one, other]).columns(0, np.array([1]))[0].tolist(), strict=True))


def test_columns_are_the_same_from_either_side_and_in_any_company() -> None:
    gallery, every = Gallery(PORTRAITS), np.arange(len(PORTRAITS))
    table = np.array([gallery.columns(i, every) for i in every.tolist()])
    assert (table == table.transpose(1, 0, 2)).all()
    for i, j in [(0, 1), (1, 5), (2, len(every) - 1)]:
        assert list(between(PORTRAITS[i], PORTRAITS[j]).values()) == table[i, j].tolist()


def test_many_at_once_are_as_each_by_itself() -> None:
    gallery, many = Gallery(PORTRAITS[:9]), np.tile(np.arange(9), 300)
    assert (gallery.columns(4, many) == np.tile(gallery.columns(4, np.arange(9)), (300, 1))).all()


def test_an_article_beside_itself() -> None:
    found = between(PORTRAITS[0], PORTRAITS[0])
    for name in ("words", "rare", "pairs", "lead", "title", "names", "least_contained", "most_lead"):
        assert round(found[name], 9) == 1
    assert found["own_name"] == found["own_words"] == 0
    assert found["copied"] > 0.9


def test_articles_that_share_nothing() -> None:
    one = portrait_of({"id": "a", "title": "", "text": "Glaciers retreat: 2016.", "date": "2016-09-19"})
    other = portrait_of({"id": "b", "title": "", "text": "Orchestras rehearse: 2019.", "date": "2016-09-21"})
    found = between(one, other)
    assert found["rare"] == found["pairs"] == found["copied"] == 0
    assert found["years"] == -1
    assert found["months"] == 0
    assert round(found["days_apart"], 6) == round(float(np.log(3)), 6)
    assert found["own_name"] > 0


def test_an_article_without_words() -> None:
    empty = portrait_of({"id": "a", "text": ""})
    found = between(empty, PORTRAITS[0])
    assert all(np.isfinite(value) for value in found.values())
    assert found["words"] == found["shorter"] == found["own_words"] == 0
