"""Edition -> entries the glossary may lack: names and rare words that articles use often and no entry covers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from variorum.group.background import rarity
from variorum.group.days import KNOWN, WEEKDAY
from variorum.group.key import stem
from variorum.group.words import Word, folded, words
from variorum.model import Article, Edition, Span
from variorum.sentences import sentences
from variorum.suggest.draft import Draft, distinct, one_line, slug, spaced, yaml_text

# A name is suggested from so many places on, a rare word in small letters too.
FEWEST_NAMES, FEWEST_WORDS = 2, 3
# Words that about one article in 600 has, or fewer, are rare; shorter ones are mostly slips.
RARE, SHORTEST = 6.4, 4
# A sentence begins with a capital; a word that about one article in 150 has, or fewer, is a name there all the same.
COMMON = 5.0
# Within a name these stand in small letters.
WITHIN = frozenset(("of", "the", "for", "and", "de", "del", "der", "von", "van", "al", "el", "bin", "ibn", "di", "da"))
LONGEST, MOST_WORDS = 200, 6
SENTENCE = 240


@dataclass(slots=True)
class Found:
    """A name or word in the making: how it is written and how often, in which articles, and its first sentence."""

    forms: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    sentence: str = ""
    name: bool = False


def terms(edition: Edition) -> list[Draft]:
    """Return a draft for each name and rare word, those of most articles first, then the most frequent."""
    found: defaultdict[tuple[bool, str], Found] = defaultdict(Found)
    for article in edition.articles:
        covered = sorted((*_covered(edition, article), *_furniture(article)), key=lambda span: span.start)
        for name, span in _candidates(article.text, words(article.text)):
            if not any(other.start < span.end and span.start < other.end for other in covered):
                _note(found, article, name, span)
    kept = [(key, one) for key, one in found.items() if _often(one)]
    ordered = sorted(kept, key=lambda item: (-len(item[1].articles), -item[1].forms.total(), item[0][1]))
    return distinct(_draft(one) for _, one in ordered)


def _covered(edition: Edition, article: Article) -> Iterator[Span]:
    """Yield what entries cover already, be it in doubt."""
    yield from (mention.span for mention in edition.mentions if mention.article == article.id)
    yield from (doubt.span for doubt in edition.doubts if doubt.article == article.id)


def _furniture(article: Article) -> Iterator[Span]:
    """Yield titles and bylines, which write common words with capitals."""
    yield from (p.span for p in article.paragraphs if p.role not in ("body", "caption"))


def _candidates(text: str, found: Sequence[Word]) -> Iterator[tuple[bool, Span]]:
    """Yield whether a name, and the place, of runs of capitalised words and of rare words in small letters."""
    at = 0
    while at < len(found):
        end = _run(text, found, at)
        if end > at:
            yield True, Span(found[at].start, found[end - 1].end)
        elif _rare(text, found[at]):
            yield False, Span(found[at].start, found[at].end)
        at = max(end, at + 1)


def _run(text: str, found: Sequence[Word], at: int) -> int:
    """Return where the run of capitalised words from a place on ends; a mark between two words ends it."""
    end = here = at
    while here < len(found) and here - at < MOST_WORDS:
        gap = text[found[here - 1].end : found[here].start] if here > at else ""
        if gap.strip("- \u00a0") or "\n" in gap or found[here].unspaced:
            break
        if found[here].capital and not _day(found[here]) and not _common_first(found, here, at):
            end = here + 1
        elif here == at or found[here].form not in WITHIN:
            break
        here += 1
    return end


def _day(word: Word) -> bool:
    """Tell whether a word is the name of a month or weekday."""
    return word.form in KNOWN or word.form in WEEKDAY


def _common_first(found: Sequence[Word], here: int, at: int) -> bool:
    """Tell whether a capital is only that of a sentence's first word."""
    return here == at and found[here].first and rarity(found[here].form) < COMMON


def _rare(text: str, word: Word) -> bool:
    letters = text[word.start : word.end]
    return letters.islower() and letters.isalpha() and len(letters) >= SHORTEST and rarity(word.form) >= RARE


def _note(found: defaultdict[tuple[bool, str], Found], article: Article, name: bool, span: Span) -> None:
    """Note one place of a name or word; a possessive is no part of it."""
    written = spaced(article.text[span.start : span.end])
    plain = written.removesuffix("’s").removesuffix("'s")
    key = " ".join(map(folded, plain.split())) if name else stem(folded(plain))
    if not plain or len(plain) > LONGEST:
        return
    one = found[name, key]
    one.forms[plain] += 1
    one.articles.add(article.id)
    one.sentence = one.sentence or _sentence(article, span)
    one.name = name


def _sentence(article: Article, span: Span) -> str:
    """Return the sentence of a place with the article's id, on one line."""
    inside = next((p.span for p in article.paragraphs if p.span.start <= span.start < p.span.end), None)
    whole = next((s for s in sentences(article.text, inside) if s.start <= span.start < s.end), span)
    words_ = one_line(article.text[whole.start : whole.end])
    return f"“{words_ if len(words_) <= SENTENCE else words_[:SENTENCE] + ' …'}” ({one_line(article.id)})"


def _often(one: Found) -> bool:
    """Tell whether a name or word is used often enough to be explained."""
    return one.forms.total() >= (FEWEST_NAMES if one.name else FEWEST_WORDS)


def _draft(one: Found) -> Draft:
    """Return the draft of an entry; which of several meanings an alias has is left to the editor."""
    forms = sorted(one.forms, key=lambda form: (-one.forms[form], form))
    name, others = forms[0], forms[1:]
    count = f"{one.forms.total()} places in {len(one.articles)} article{'s' if len(one.articles) > 1 else ''}"
    kind = "Draft: person, place, group, organisation, document or term" if one.name else "term"
    lines = [
        "---",
        f"# Suggested by a machine: {count} ({', '.join(f'{form}: {one.forms[form]}' for form in forms)}).",
        f"# {one.sentence}",
        "# Guard an alias that means something else in places (after, before, not_before, not_after), or leave it out.",
        f"name: {yaml_text(name)}",
        f"kind: {yaml_text(kind)}",
        *(("aliases:", *(f"  - {yaml_text(form)}" for form in others)) if others else ()),
        "---",
        "Draft: say in one or two plain sentences what it means.",
        "",
    ]
    file = f"draft-{slug(name) or 'entry'}.md"
    return Draft(file, "\n".join(lines), f"docs/glossary/{file}")
