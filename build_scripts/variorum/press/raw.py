"""The seeds as received, beside the pages that were made of them."""

import shutil
from pathlib import Path

from variorum.model import Edition
from variorum.pages.template import raw_path, shows_text


def write(site: Path, edition: Edition, root: Path) -> None:
    """Copy every seed whose whole text may be published into the site, byte for byte."""
    for article in filter(shows_text, edition.articles):
        target = site / raw_path(article)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / article.seed.path, target)
