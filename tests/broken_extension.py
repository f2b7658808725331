"""A Markdown extension that fails, as a fault in one may: it stands for all that can go wrong in rendering prose."""

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor


class _Fails(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        if "fail here" in "".join(lines):
            raise ValueError("it failed there")
        return lines


class Broken(Extension):
    """Fails on pages that say so."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Put the failing preprocessor in."""
        md.preprocessors.register(_Fails(md), "fails", 0)
