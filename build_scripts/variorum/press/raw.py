"""The seeds as received, beside the pages that were made of them."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from variorum.model import Article, Edition
from variorum.pages.template import raw_path, shows_text
from variorum.read import settings, warc


def write(site: Path, edition: Edition, root: Path) -> None:
    """Copy every seed whose whole text may be published into the site, byte for byte."""
    above = _above(root)
    shown = [article for article in edition.articles if shows_text(article)]
    _pages(site, [article for article in shown if article.seed.record], root, above)
    for article in (article for article in shown if not article.seed.record):
        target = site / raw_path(article)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(above / article.seed.path, target)


def _pages(site: Path, articles: Sequence[Article], root: Path, above: Path) -> None:
    """Write the pages of web archives as their servers sent them; each archive is read once."""
    wanted = {(article.seed.path, article.seed.record): article for article in articles}
    for archive in sorted({path for path, _ in wanted}):
        for uri, body in warc.bodies(above / archive, settings.load(root).max_bytes):
            if article := wanted.get((archive, uri)):
                target = site / raw_path(article)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(body)


def _above(root: Path) -> Path:
    """Return the folder that the paths of seeds begin in: the edition's, or that around a folder of seeds elsewhere."""
    seeds = settings.load(root).seeds
    return root if seeds.is_relative_to(root) else seeds.parent
