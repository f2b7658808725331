"""Citations: what is written as BibTeX is read back by a library that is not ours, and CSL-JSON keeps its schema."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Entry, parse_string

from variorum.exchange import bibtex, csl, iri
from variorum.exchange.reference import Reference, key, line

HOSTILE = ["{", "}", "\\", "%", "&", "#", "_", "$", "~", "^", '"', "\n", "\r\n", "|", "<", ">", ",", "=", "@", " and "]
WORDS = [
    "Syria",
    "50 %",
    "„Krieg“",
    "حلب",
    "叙利亚",
    "Алеппо",
    "\u202eabc\u202c",
    "é",
    "e\u0301",
    "\\textbf{x}",
    "\x00",
    "\ud800",
]
texts = (
    st.lists(st.sampled_from([*HOSTILE, *WORDS, "\x00", "\ud800"]) | st.text(max_size=8), max_size=8)
    .map("".join)
    .map(line)
)
dates = st.sampled_from(["", "2016", "2016-09", "2016-09-29", "2016-09-12/2016-10-02", "2015/2016"])
references = st.builds(
    Reference,
    key=st.text(min_size=1, max_size=20).map(key),
    kind=st.sampled_from(["article", "note"]),
    title=texts.filter(bool),
    titled=st.booleans(),
    author=texts,
    outlet=texts,
    date=dates,
    inferred=st.booleans(),
    url=st.just("") | texts.map("https://example.org/{}".format),
    address=st.just("") | st.just("https://edition.example/articles/a.html"),
    edition=texts,
    lang=st.sampled_from(["", "en", "de-AT", "ar", "x-klingon", "not a tag", "zh_Hant_TW"]),
    remarks=st.lists(texts.filter(bool), max_size=2).map(tuple),
)
# What our macros mean, told independently of how they are written.
MACRO = re.compile(r'\\text([a-z]+)\{\}|\\([%&#_$])|\{(")\}')
MEANS = {
    "backslash": "\\",
    "braceleft": "{",
    "braceright": "}",
    "asciitilde": "~",
    "asciicircum": "^",
    "bar": "|",
    "less": "<",
    "greater": ">",
}


def meant(value: str) -> str:
    """Return what LaTeX would print of a value; whatever is left of its own signs is an error of ours."""
    left = MACRO.sub("", value)
    assert not set(left) & set('\\{}%&#_$~^"'), value
    return MACRO.sub(lambda m: MEANS[m[1]] if m[1] else m[2] or m[3], value)


def balanced(text: str) -> bool:
    """Tell whether braces close as BibTeX counts them: a backslash before one changes nothing."""
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def read_back(text: str) -> Mapping[str, Entry]:
    read: BibliographyData = parse_string(text, "bibtex")
    return dict(read.entries.items())


@given(references)
@example(Reference("a", "article", "} } \\"))
@example(Reference("a", "article", "a" * 5000 + "{"))
def test_bibtex_is_read_back_as_it_was_meant(reference: Reference) -> None:
    written = bibtex.entry(reference)
    (found,) = read_back(written).items()
    assert found[0] == reference.key
    assert balanced(written)
    fields, inner = found[1].fields, reference.title if reference.titled else f"[{reference.title}]"
    assert meant(fields["title"].removeprefix("{").removesuffix("}")) == inner
    assert meant(fields.get("journaltitle", "")) == reference.outlet
    assert meant(fields.get("note", "")) == " ".join(reference.remarks)


@given(references.filter(lambda reference: bool(reference.author)))
def test_an_author_is_one_name_however_it_looks(reference: Reference) -> None:
    (found,) = read_back(bibtex.entry(reference)).values()
    (person,) = found.persons["author"]
    assert meant(str(person).removeprefix("{").removesuffix("}")) == reference.author


@given(references.filter(lambda reference: bool(reference.url)))
def test_an_address_cannot_leave_its_field(reference: Reference) -> None:
    (found,) = read_back(bibtex.entry(reference)).values()
    assert re.fullmatch(r"https://[\x21-\x7e]*", found.fields["url"])
    assert not set('{}\\"<>^`|') & set(found.fields["url"])


@given(st.lists(references, max_size=4, unique_by=lambda reference: reference.key.lower()))
def test_a_file_has_every_entry_once(several: list[Reference]) -> None:
    assert list(read_back(bibtex.write(several))) == [reference.key for reference in several]


@given(st.lists(st.text(min_size=1), unique=True, max_size=8))
@example(["a", "a/b", "a-b", "ä", "a\u0308", "…", "é", "É"])
def test_keys_are_safe_and_different_for_different_ids(ids: list[str]) -> None:
    keys = [key(id_) for id_ in ids]
    assert len(set(keys)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9._:-]+", one) for one in keys)


def test_an_inferred_date_is_marked_in_both_forms_and_an_unknown_one_is_left_out() -> None:
    inferred = Reference("a", "article", "T", date="2016-09", inferred=True)
    assert "date = {2016-09?}" in bibtex.entry(inferred)
    assert csl.item(inferred)["issued"] == {"date-parts": [[2016, 9]], "circa": True}
    stated = Reference("a", "article", "T", date="2016-09-29")
    assert "date = {2016-09-29}" in bibtex.entry(stated)
    assert csl.item(stated)["issued"] == {"date-parts": [[2016, 9, 29]]}
    assert "date" not in bibtex.entry(Reference("a", "article", "T"))
    assert "issued" not in csl.item(Reference("a", "article", "T"))


@pytest.mark.parametrize(
    ("reference", "entry", "item"),
    [
        (Reference("a", "article", "T", outlet="The Paper", url="https://a.example/"), "article", "article-newspaper"),
        (Reference("a", "article", "T", url="https://a.example/"), "online", "webpage"),
        (Reference("a", "article", "T"), "misc", "document"),
    ],
)
def test_the_type_follows_from_what_is_known(reference: Reference, entry: str, item: str) -> None:
    assert bibtex.entry(reference).startswith(f"@{entry}{{a,")
    assert csl.item(reference)["type"] == item


def test_the_language_is_called_as_babel_calls_it() -> None:
    assert "langid = {german}" in bibtex.entry(Reference("a", "article", "T", lang="de-AT"))
    assert "langid" not in bibtex.entry(Reference("a", "article", "T", lang="x-klingon"))


# The rules of csl-data.json (CSL 1.0.2) for what we write: names of properties, and the form of their values.
TYPES = {"article", "article-journal", "article-magazine", "article-newspaper", "document", "webpage"}
STRINGS = {"id", "type", "title", "container-title", "URL", "language", "archive", "archive_location", "note"}
NAME = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}


def assert_csl(item: dict[str, Any]) -> None:
    assert {"id", "type"} <= set(item) <= STRINGS | {"author", "issued"}
    assert item["type"] in TYPES
    assert all(isinstance(item[name], str) and item[name] for name in STRINGS & set(item))
    for name in item.get("author", []):
        assert name
        assert set(name) <= NAME
        assert all(isinstance(part, str) for part in name.values())
    if issued := item.get("issued"):
        assert set(issued) <= {"date-parts", "season", "circa", "literal", "raw"}
        assert 1 <= len(issued["date-parts"]) <= 2
        assert all(1 <= len(day) <= 3 and all(type(part) is int for part in day) for day in issued["date-parts"])


@given(st.lists(references, max_size=4))
def test_csl_json_keeps_its_schema_and_every_word(several: list[Reference]) -> None:
    written = csl.write(several)
    written.encode("utf-8")
    found = json.loads(written)
    assert [item["id"] for item in found] == [reference.key for reference in several]
    for item, reference in zip(found, several, strict=True):
        assert_csl(item)
        assert item["title"] == (reference.title if reference.titled else f"[{reference.title}]")
        assert [name["literal"] for name in item.get("author", [])] == ([reference.author] if reference.author else [])


@given(texts)
@example("https://[::1]:80/a[b]#c#d%zz%41 ä\u202e")
def test_an_address_made_safe_is_a_uri_and_stays_so(text: str) -> None:
    found = iri.safe(text)
    assert iri.safe(found) == found
    assert re.fullmatch(r"([A-Za-z0-9:/?@!$&'()*+,;=._~\[\]-]|%[0-9A-Fa-f]{2})*(#[^#\[\]]*)?", found)
    if "%" not in text and "#" not in text and "\ud800" not in text:
        assert unquote(found) == text
