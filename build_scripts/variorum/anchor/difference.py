"""Two versions of a quotation -> what was taken out and what was put in, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

_PIECE = re.compile(r"\s+|[^\W\u2e80-\U0003ffff]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one version or of both."""

    kind: Literal["same", "out", "in"]
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return both versions as runs; those of `same` and `out` joined are the old one, of `same` and `in` the new."""
    return tuple(_pieces(_PIECE.findall(old), _PIECE.findall(new)))


def shown(old: str, new: str) -> str:
    """Return the difference as one line of text: [-taken out-] and {+put in+}."""
    forms = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    return " ".join("".join(forms[piece.kind].format(piece.text) for piece in pieces(old, new)).split())


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            yield Piece("same", "".join(old[step.src_start : step.src_end]))
            continue
        if step.src_end > step.src_start:
            yield Piece("out", "".join(old[step.src_start : step.src_end]))
        if step.dest_end > step.dest_start:
            yield Piece("in", "".join(new[step.dest_start : step.dest_end]))
