"""What a citation says, in whatever form it is written, and the keys that citations are known by.

Nothing is made up: names stay as they were printed, since a byline does not say which part of it is the family name.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

# What a key may have that BibTeX, biblatex and every shell take as it stands; the address of a page may have more.
_KEY = re.compile(r"[A-Za-z0-9._-]+")
_UNSAFE = re.compile(r"[^A-Za-z0-9._]+")
# Characters that no line of a file can carry: control characters and halves of pairs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of an article or a note for those who cite it; all of it plain text on one line.

    `titled` is false where `title` is the editors' words for something that has none. `date` is ISO 8601, may be
    imprecise or a range, and is "" where unknown; `inferred` tells that nobody states it. Without a date `earliest` may
    say what it cannot lie before. `url` is where the article was published first, `address` its place in the edition,
    each "" if not known; a note's has the `fragment`. `remarks` are sentences on what the other fields have no room
    for. `part_of` is the key of a note's article.
    """

    key: str
    kind: Literal["article", "note"]
    title: str
    titled: bool = True
    author: str = ""
    outlet: str = ""
    date: str = ""
    inferred: bool = False
    earliest: str = ""
    url: str = ""
    address: str = ""
    fragment: str = ""
    edition: str = ""
    lang: str = ""
    remarks: tuple[str, ...] = ()
    part_of: str = ""


def key(id_: str) -> str:
    """Return a key of ASCII letters, digits and `. _ - :` for an id that is used once; different ids, different keys.

    An id that is no key already keeps what can be kept of it, with a digest of the whole after a colon.
    """
    if _KEY.fullmatch(id_):
        return id_
    plain = unicodedata.normalize("NFKD", id_).encode("ascii", "ignore").decode()
    digest = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{_UNSAFE.sub('-', plain).strip('-.')}:{digest}"


def line(text: str) -> str:
    """Return a text on one line, without what no file can carry."""
    return " ".join(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text).split())
