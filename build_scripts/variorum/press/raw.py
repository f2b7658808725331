"""The seeds as received, beside the pages that were made of them."""

import shutil
from pathlib import Path

from variorum.model import Edition
from variorum.pages.template import raw_path, shows_text
from variorum.read import settings


def write(site: Path, edition: Edition, root: Path) -> None:
    """Copy every seed whose whole text may be published into the site, byte for byte."""
    above = _above(root)
    for article in filter(shows_text, edition.articles):
        target = site / raw_path(article)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(above / article.seed.path, target)


def _above(root: Path) -> Path:
    """Return the folder that the paths of seeds begin in: the edition's, or that around a folder of seeds elsewhere."""
    seeds = settings.load(root).seeds
    return root if seeds.is_relative_to(root) else seeds.parent
