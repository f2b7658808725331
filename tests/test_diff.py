"""What changed between two snapshots: only what a reader could see, and always what lost its place."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from variorum.diff import compare, edits
from variorum.model import Finding, Span
from variorum.snapshot import Published, Snapshot, Standing, dump, load

TEXT = "The council met on Monday. Nobody would say what had been agreed. The talks go on."
WORDS = "Nobody would say"


def article(text: str = TEXT, **changed: object) -> Published:
    made = Published("a", "seeds/a.txt", "0" * 64, "a", (("outlet", "The Herald"),), text)
    return replace(made, **changed)  # type: ignore[arg-type]  # the names of the fields


def note(text: str = TEXT, words: str = WORDS, said: str = "Which nobody?", verdict: str = "exact") -> Standing:
    start = text.find(words)
    span = Span(start, start + len(words)) if start >= 0 else None
    return Standing("note", "n", "docs/annotations/a/n.md", 3, "a", said, span, verdict if span else "orphan")


def snapshot(text: str = TEXT, *standings: Standing, findings: tuple[Finding, ...] = ()) -> Snapshot:
    return Snapshot((article(text),), standings, findings)


def test_nothing_changes_between_equals() -> None:
    same = snapshot(TEXT, note())
    assert compare(same, same).changes == ()


def test_a_note_whose_words_are_gone_is_lost_though_nobody_touched_it() -> None:
    shorter = TEXT.replace("Nobody would say what had been agreed. ", "")
    found = compare(snapshot(TEXT, note()), snapshot(shorter, note(shorter))).changes
    assert [(c.what, c.kind, c.own) for c in found] == [("changed", "article", False), ("lost", "note", False)]
    assert found[1].old
    assert found[1].old.words == WORDS
    assert found[1].new is None


def test_a_note_that_stands_later_because_of_words_before_it_has_not_moved() -> None:
    longer = f"A day of talks. {TEXT}"
    found = compare(snapshot(TEXT, note()), snapshot(longer, note(longer))).changes
    assert [c.kind for c in found] == ["article"]


def test_a_note_on_the_same_words_in_another_place_has_moved() -> None:
    there = "Elsewhere, it is told. Nobody would say anything at all for days. " + "An end."
    found = compare(snapshot(TEXT, note()), snapshot(there, note(there))).changes
    assert [(c.what, c.kind) for c in found] == [("changed", "article"), ("moved", "note")]


def test_a_rewritten_note_is_changed_by_its_own_file() -> None:
    found = compare(snapshot(TEXT, note()), snapshot(TEXT, note(said="Who?"))).changes
    assert [(c.what, c.kind, c.own, c.said) for c in found] == [("changed", "note", True, "Who?")]


def test_what_comes_and_goes_is_told() -> None:
    with_note, without = snapshot(TEXT, note()), snapshot(TEXT)
    assert [c.what for c in compare(without, with_note).changes] == ["added"]
    assert [c.what for c in compare(with_note, without).changes] == ["removed"]


def mention(text: str, start: int) -> Standing:
    id_ = f"council {text[max(0, start - 8) : start + 15]}"
    return Standing("mention", id_, "docs/glossary/council.md", 0, "a", "council", Span(start, start + 7), "exact")


def test_a_mention_beside_which_a_word_changed_is_still_the_same() -> None:
    other = TEXT.replace("The council", "A council")
    old, new = snapshot(TEXT, mention(TEXT, 4)), snapshot(other, mention(other, 2))
    assert [c.kind for c in compare(old, new).changes] == ["article"]


def test_a_mention_more_is_told() -> None:
    longer = f"{TEXT} The council rose."
    old = snapshot(TEXT, mention(TEXT, 4))
    new = snapshot(longer, mention(longer, 4), mention(longer, longer.rindex("council")))
    assert [(c.what, c.kind) for c in compare(old, new).changes] == [("changed", "article"), ("added", "mention")]


def test_facts_are_compared() -> None:
    other = Snapshot((article(facts=(("outlet", "The Times"),)),), (), ())
    (change,) = compare(snapshot(), other).changes
    assert change.said == "outlet: The Herald → The Times"


def test_a_finding_that_only_stands_lower_is_not_new() -> None:
    finding = Finding("docs/x.md", 3, 1, "orphan", "gone")
    found = compare(snapshot(findings=(finding,)), snapshot(findings=(replace(finding, line=9), finding)))
    assert found.told == (finding,)
    assert found.mended == ()


def test_edits_are_whole_words() -> None:
    (edit,) = edits("China itvetoed a resolution", "China it vetoed a resolution")
    assert (edit.before, edit.old, edit.new, edit.after) == ("China ", "itvetoed", "it vetoed", " a resolution")


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_edits_tell_all_that_is_old_and_new(old: str, new: str) -> None:
    found = edits(old, new)
    assert bool(found) == (old != new)
    assert len(new) - len(old) == sum(len(e.new) - len(e.old) for e in found)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_snapshot_survives_its_json(text: str, said: str) -> None:
    whole = Snapshot((article(text),), (note(said=said),), (Finding("p", 1, 2, "r", said),))
    assert load(dump(whole)) == whole


def test_what_is_no_snapshot_is_none() -> None:
    assert load("{}") is None
    assert load("usage: variorum") is None
    assert load('{"form": 0, "articles": [], "standings": [], "findings": []}') is None
