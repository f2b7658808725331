"""The event key of a passage: kinds of act and the voice they are told in; sentences; kinship of articles."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.group.key import key, stem, table
from variorum.group.kinship import kin
from variorum.sentences import sentences


@pytest.mark.parametrize(
    ("text", "kind", "voice"),
    [
        ("The truce collapsed.", "accord", "done"),
        ("They signed a deal in Geneva.", "accord", "done"),
        ("No new deal has been reached.", "accord", "other"),
        ("Similar agreements failed before the ceasefire.", "accord", "other"),
        ("They could break off all contact.", "parting", "threatened"),
        ("Washington broke off the talks.", "parting", "done"),
        ("He denied that they bombed the convoy.", "attack", "denied"),
        ("It bombed not only the convoy.", "attack", "done"),
    ],
)
def test_an_act_has_a_voice(text: str, kind: str, voice: str) -> None:
    assert key(text).voices[kind] == voice


@pytest.mark.parametrize("text", ["According to Reuters it rained.", "It tries to deal with that.", ""])
def test_what_is_no_accord(text: str) -> None:
    assert "accord" not in key(text).kinds


def test_who_warns_of_an_act_threatens() -> None:
    found = key("He warned Lavrov that Washington could break off all cooperation.")
    assert found.voices["threat"] == "done"
    assert found.voices["parting"] == "threatened"


def test_every_word_of_the_table_of_acts_is_found_as_written() -> None:
    assert all(stem(word.rpartition("-")[2]) == word.rpartition("-")[2] for word in ("bomb", "truc", "airstrik"))
    assert {"accord", "attack", "threat"} <= {kind for kinds in table("kinds").values() for kind in kinds}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("The U.S. said so. Mr. Smith did not.", ["The U.S. said so.", "Mr. Smith did not."]),
        ("“It fell.” He left.", ["“It fell.”", "He left."]),
        ("停火。协议。", ["停火。", "协议。"]),
        ("No end", ["No end"]),
        ("It rose 3.5 per cent. Then it fell.", ["It rose 3.5 per cent.", "Then it fell."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == expected


@given(st.text(alphabet="ab .!?\n“”A。"))
def test_sentences_hold_all_but_spaces(text: str) -> None:
    spans = list(sentences(text))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


def quake(place: str, dead: str, number: int) -> dict[str, str]:
    words = ["rescue teams searched", "hospitals were full", "the president visited", "aid arrived by plane"]
    return {
        "id": f"{place}{number}",
        "text": f"An earthquake struck {place}, killing {dead} people; {words[number % 4]} in {place} near the coast.",
    }


def test_two_like_events_are_two_groups() -> None:
    documents = [quake("Padang", "1,115", n) for n in range(4)] + [quake("Bohol", "222", n) for n in range(4)]
    assert kin(documents) == [[f"Bohol{n}" for n in range(4)], [f"Padang{n}" for n in range(4)]]
    assert kin(documents[::-1]) == kin(documents)


def test_one_event_is_one_group() -> None:
    assert kin([quake("Padang", "1,115", n) for n in range(4)]) == [[f"Padang{n}" for n in range(4)]]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_each_document_is_in_one_group(texts: list[str]) -> None:
    groups = kin([{"id": f"{n}", "text": text} for n, text in enumerate(texts)])
    assert sorted(id_ for group in groups for id_ in group) == [f"{n}" for n in range(len(texts))]
