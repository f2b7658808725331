"""The editions that the benchmark of the search is run on: our seeds, written articles, and as many made-up ones.

The same number always gives the same edition. Nothing in it is news: texts are put together from search_texts.toml.
"""

import random
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
TEXTS = tomllib.loads((HERE / "search_texts.toml").read_text(encoding="utf-8"))
# Of a hundred made-up articles, so many are in each language.
SHARES = {"en": 50, "de": 12, "fr": 10, "ru": 8, "ar": 8, "zh": 6, "ja": 6}
# Languages that put no spaces between words.
DENSE = ("zh", "ja")
NAMES, PARAGRAPHS, SENTENCES = 20_000, 6, 4
WRITTEN = ("articles", "glossary", "events", "groups", "annotations")


@dataclass(frozen=True, slots=True)
class Text:
    """One article of the benchmark."""

    id: str
    lang: str
    outlet: str
    published: str
    title: str
    paragraphs: Sequence[str]


def articles(count: int) -> list[Text]:
    """Return the written articles and made-up ones, `count` together; none where only the seeds are asked for."""
    if not count:
        return []
    written = [_written(said) for said in TEXTS["articles"]]
    return written + [_made_up(nth) for nth in range(count - len(written))]


def _written(said: Mapping[str, str]) -> Text:
    about = {name: said[name] for name in ("id", "lang", "outlet", "published", "title")}
    return Text(**about, paragraphs=said["text"].strip().split("\n\n"))


def _made_up(nth: int) -> Text:
    rng = random.Random(nth)  # noqa: S311 - makes up texts, keeps no secret
    lang = rng.choices(list(SHARES), list(SHARES.values()))[0]
    parts: Mapping[str, Any] = TEXTS["other"][lang]
    between = "" if lang in DENSE else " "
    body = [
        between.join(_filled(_one(rng, parts["sentences"]), lang, rng) for _ in range(SENTENCES))
        for _ in range(PARAGRAPHS)
    ]
    published = f"{2015 + rng.randrange(8)}-{1 + rng.randrange(12):02}-{1 + rng.randrange(28):02}"
    outlet = f"{_one(rng, parts['places'])} {1 + rng.randrange(3)}"
    return Text(f"made-{nth:05}", lang, outlet, published, _filled(parts["title"], lang, rng), body)


def _filled(sentence: str, lang: str, rng: random.Random) -> str:
    """Return a sentence with its gaps filled."""
    parts = TEXTS["other"][lang]
    makers = {
        "name": lambda: _name(lang, rng),
        "n": lambda: str(rng.randrange(2, 9_000)),
        "thing": lambda: _one(rng, parts["things"]),
        "place": lambda: _one(rng, parts["places"]),
        "deed": lambda: _one(rng, parts["deeds"]),
    }
    return re.sub(r"\{(\w+)\}", lambda gap: makers[gap[1]](), sentence)


def _name(lang: str, rng: random.Random) -> str:
    """Return a made-up name; few are frequent and most are rare, as names are."""
    rank = int(NAMES * rng.random() ** 3)
    own = random.Random(f"{lang}{rank}")  # noqa: S311 - the same
    syllables = TEXTS["other"][lang]["syllables"]
    words = ["".join(own.choices(syllables, k=count)).capitalize() for count in ((1, 2) if lang in DENSE else (2, 3))]
    return ("" if lang in DENSE else " ").join(words)


def _one(rng: random.Random, of: Sequence[str]) -> str:
    return of[rng.randrange(len(of))]


def write_edition(folder: Path, count: int) -> None:
    """Write to `folder` what our own site is built from."""
    shutil.copytree(ROOT / "seeds", folder / "seeds", dirs_exist_ok=True)
    for kind in WRITTEN:
        shutil.copytree(ROOT / "docs" / kind, folder / "docs" / kind, dirs_exist_ok=True)
    (folder / "docs" / "index.md").write_text("# A benchmark\n\nNothing here is news.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(OURS, encoding="utf-8")
    for text in articles(count):
        seed = "\n\n".join((text.title, *text.paragraphs)) + "\n"
        (folder / "seeds" / f"{text.id}.txt").write_text(seed, encoding="utf-8")
        (folder / "docs" / "articles" / f"{text.id}.md").write_text(_record(text), encoding="utf-8")


def _record(text: Text) -> str:
    said = (
        f"outlet: {text.outlet}\npublished: {text.published}\npublished_evidence: {{kind: supplied, because: invented}}"
    )
    return f'---\ntitle: "{text.title.replace(chr(34), "")}"\nlang: {text.lang}\nslug: {text.id}\n{said}\n---\n'


OURS = """site_name: Benchmark
use_directory_urls: false
theme: {name: material, font: false}
plugins: [variorum]
nav: [index.md]
"""

THEIRS = """site_name: Benchmark
use_directory_urls: false
theme: {name: material, font: false}
plugins:
  - search: {lang: [en, de, fr, ru, ar, ja, zh]}
nav: [index.md]
validation: {nav: {omitted_files: ignore}}
"""


def write_plain(folder: Path, count: int) -> None:
    """Write to `folder` the same texts as Markdown for plain Material: articles, glossary, events and notes."""
    for kind in ("articles", "glossary", "events", "notes"):
        (folder / "docs" / kind).mkdir(parents=True, exist_ok=True)
    (folder / "docs" / "index.md").write_text("# A benchmark\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(THEIRS, encoding="utf-8")
    for path, title, paragraphs in (*_ours_as_plain(), *_as_plain(articles(count))):
        text = "\n\n".join((f"# {title}", *paragraphs)) + "\n"
        (folder / "docs" / f"{path}.md").write_text(text, encoding="utf-8")


def _as_plain(texts: Sequence[Text]) -> Iterator[tuple[str, str, Sequence[str]]]:
    for text in texts:
        yield f"articles/{text.id}", text.title, text.paragraphs


def _ours_as_plain() -> Iterator[tuple[str, str, Sequence[str]]]:
    """Yield our own texts: the seeds as the tests know them to be cleaned, and what people wrote."""
    for path in sorted((ROOT / "tests" / "golden").glob("0*.txt")):
        slug = re.search(r"^slug: (.+)$", (ROOT / "docs" / "articles" / f"{path.stem}.md").read_text("utf-8"), re.M)
        title, *rest = path.read_text(encoding="utf-8").strip().split("\n\n")
        yield f"articles/{slug[1] if slug else path.stem}", title, rest
    for kind in ("glossary", "events"):
        for path in sorted((ROOT / "docs" / kind).glob("*.md")):
            header, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
            name = re.search(r"^name: (.+)$", header, re.M)
            yield f"{kind}/{path.stem}", name[1] if name else path.stem, [body.strip()]
    for path in sorted((ROOT / "docs" / "annotations").rglob("*.md")):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        yield f"notes/{path.parent.name}-{path.stem}", path.stem, [body.strip()]
