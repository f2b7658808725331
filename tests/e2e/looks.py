"""Pictures of pages made small, and how far two of them differ.

What is compared are the mean colours of cells: how a machine smooths the edges of letters averages out in them, while a
column that has moved, notes that are gone or another colour do not.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageStat

# How much smaller a kept picture is than the screen, and the side of a cell in its pixels.
SHRINK = 8
CELL = 4
# Of 255: the most that the mean lightness of a cell may change, and its colour. Measured on one page at another hinting
# of its letters, two and three times the pixels, bolder by a hair: lightness at most 8, colour at most 5.
NOISE = (10, 5, 5)
# Of all cells: how many may change more, for a line that breaks elsewhere by a hair. In those measurements none did; a
# header that is gone changes 0.7 %, links of another colour 2 %, a moved column 6 %.
FEW = 0.004


@dataclass(frozen=True, slots=True)
class Difference:
    """How two pictures differ: the share of cells that changed, and a picture of where."""

    share: float
    where: Image.Image

    @property
    def grave(self) -> bool:
        """Tell whether a person should look."""
        return self.share > FEW


def small(png: bytes, density: int = 1) -> Image.Image:
    """Return a screenshot as it is kept; `density` is how many pixels of it are one of the page's."""
    with Image.open(io.BytesIO(png)) as shot:
        return shot.convert("RGB").reduce(SHRINK * density)


def compare(kept: Image.Image, new: Image.Image) -> Difference:
    """Return how a new picture differs from the one that is kept; one of another size differs all over."""
    if kept.size != new.size:
        return Difference(1.0, new)
    bands = ImageChops.difference(_cells(kept), _cells(new)).split()
    marks = [
        band.point([255 * (level > most) for level in range(256)]) for band, most in zip(bands, NOISE, strict=True)
    ]
    changed = ImageChops.lighter(marks[0], ImageChops.lighter(marks[1], marks[2]))
    mask = changed.resize(new.size, Image.Resampling.NEAREST).point([level // 2 for level in range(256)])
    where = Image.composite(Image.new("RGB", new.size, "red"), new.convert("RGB"), mask)
    return Difference(ImageStat.Stat(changed).mean[0] / 255, where)


def _cells(picture: Image.Image) -> Image.Image:
    """Return the mean colours of a picture's cells as lightness and two colours."""
    return picture.convert("RGB").reduce(CELL).convert("YCbCr")
