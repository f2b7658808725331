"""156 pages of our own writing in 21 languages, harder than cases/clean: judged at least as well as is recorded here.

The cases of cases/clean must be exactly right; these show how far the cleaner is. Who makes it better raises the
floors. The shipped trees have learned from these pages too (captions excepted): benchmarks/cleaning.py prints how well
trees do that have not seen the page.
`PYTHONPATH=. .venv/bin/python tests/clean/test_pages.py` prints the figures by language.
"""

from collections import Counter
from pathlib import Path

from tests.clean.test_cases import load

from variorum.clean import clean
from variorum.lines import split

PAGES = sorted((Path(__file__).parents[1] / "cases" / "pages").glob("*.txt"))
# Shares of lines rightly kept or removed, and of lines with the right role; pages that lose a line of the author's.
VERDICTS, ROLES, LOSING = 0.92, 0.79, 21


def score(page: Path) -> Counter[str]:
    """Count the lines of a page, those with the right verdict and role, and the author's that are lost."""
    text, expected = load(page)
    found = [f"{'K' if e.kept else '-'} {e.role}" for e in clean(split(text)).ledger.lines if e.role != "blank"]
    pairs = list(zip((line.split(" | ")[0] for line in expected), found, strict=True))
    return Counter(
        lines=len(pairs),
        verdicts=sum(a[0] == b[0] for a, b in pairs),
        roles=sum(a == b for a, b in pairs),
        losing=int(any(a[0] == "K" and b[0] == "-" for a, b in pairs)),
        pages=1,
    )


def test_there_are_pages_in_many_languages() -> None:
    assert len(PAGES) >= 150
    assert len({page.name[:2] for page in PAGES}) >= 20


def test_they_are_judged_as_well_as_recorded() -> None:
    total = sum((score(page) for page in PAGES), Counter[str]())
    assert total["verdicts"] / total["lines"] >= VERDICTS
    assert total["roles"] / total["lines"] >= ROLES
    assert total["losing"] <= LOSING


if __name__ == "__main__":
    for language in sorted({page.name[:2] for page in PAGES}):
        found = sum((score(page) for page in PAGES if page.name[:2] == language), Counter[str]())
        print(language, *(f"{key} {value}" for key, value in found.items()))
    print(sum((score(page) for page in PAGES), Counter[str]()))
