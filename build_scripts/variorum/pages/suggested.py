"""What a machine suggests, reviewed or not yet, as pages show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from variorum.language import semicolon
from variorum.model import Article, Link, Passage
from variorum.pages.template import headline, isolated, page_path, shows_text


@dataclass(frozen=True, slots=True)
class Suggested:
    """One end of a suggestion: words of an article and where they stand."""

    words: str
    path: str
    fragment: str
    headline: str


# From this score on (in hundredths) links of long articles stand open; below, more of them are wrong.
SURE = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two passages that seem to tell the same, how sure the machine is (in hundredths), and why."""

    one: Suggested
    other: Suggested
    score: int
    reasons: tuple[str, ...]
    reviewed: bool = False

    @property
    def sure(self) -> bool:
        """Whether it stands open: an editor confirmed it, or the machine is rather sure."""
        return self.reviewed or self.score >= SURE


def suggestions(links: Iterable[Link], articles: Mapping[str, Article]) -> list[Suggestion]:
    """Return links as pages show them, those an editor confirmed first, then the surest, each once."""
    found = [(link, _end(link.one, articles), _end(link.other, articles)) for link in dict.fromkeys(links)]
    ordered = sorted(
        found, key=lambda one: (not one[0].reviewed, -one[0].score, one[0].one.article, one[0].one.span.start)
    )
    return [
        Suggestion(one, other, round(100 * link.score), link.reasons, link.reviewed)
        for link, one, other in ordered
        if one and other
    ]


def _end(passage: Passage, articles: Mapping[str, Article]) -> Suggested | None:
    """Return one end of a link, None where its article is gone or its words may not be published."""
    article = articles.get(passage.article)
    if article is None or (article.record and article.record.rights == "none"):
        return None
    inside = (p.id for p in article.paragraphs if p.span.start <= passage.span.start < p.span.end)
    words = article.text[passage.span.start : passage.span.end]
    return Suggested(words, page_path(article), next(inside, "") if shows_text(article) else "", headline(article))


def between(ids: Iterable[str], articles: Mapping[str, Article]) -> Markup:
    """Return articles as one line of their titles."""
    return Markup.escape(semicolon()).join(isolated(headline(articles[id_])) for id_ in ids if id_ in articles)
