"""Seeds beside the pages: byte for byte, and only where their whole text may be shown."""

from pathlib import Path

from tests.conftest import MakeEdition

from variorum import edition, read
from variorum.press import raw
from variorum.read import settings

PROSE = "The council met for nine hours on Monday, and when the doors opened nobody would say what had been agreed."


def written(root: Path, site: Path) -> dict[str, bytes]:
    at = settings.load(root)
    raw.write(site, edition.build(read.sources(root, at.seeds, at.docs)), root)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_bytes_are_those_received(make_edition: MakeEdition, tmp_path: Path) -> None:
    utf16 = f"{PROSE}\r\n".encode("utf-16")
    page = f"<script>x</script><p>{PROSE}</p>".encode()
    root = make_edition({"seeds/a/ü ß.txt": utf16, "seeds/b.html": page, "seeds/c.md": PROSE})
    # What a browser would run is plain text to it.
    expected = {"raw/a/ü-ß.txt": utf16, "raw/b.html.txt": page, "raw/c.md.txt": PROSE.encode()}
    assert written(root, tmp_path / "site") == expected


def test_text_that_may_not_be_shown_is_not_copied(make_edition: MakeEdition, tmp_path: Path) -> None:
    names = ("full", "quotation", "none")
    records = {f"docs/articles/{name}.md": f"---\nrights: {name}\n---\n" for name in names}
    root = make_edition({**{f"seeds/{name}.txt": PROSE for name in names}, **records})
    assert list(written(root, tmp_path / "site")) == ["raw/full.txt"]


def test_seeds_may_stand_outside_the_edition(make_edition: MakeEdition, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "received"
    elsewhere.mkdir(parents=True)
    (elsewhere / "a.txt").write_text(PROSE, encoding="utf-8")
    yml = f"plugins: [variorum: {{seeds: '{elsewhere.as_posix()}'}}]\n"
    assert written(make_edition({"mkdocs.yml": yml}), tmp_path / "site") == {"raw/a.txt": PROSE.encode()}
    beside = "plugins: [variorum: {seeds: ../elsewhere/received}]\n"
    assert list(written(make_edition({"mkdocs.yml": beside}), tmp_path / "site")) == ["raw/a.txt"]


def test_no_two_seeds_share_a_file(make_edition: MakeEdition, tmp_path: Path) -> None:
    root = make_edition(
        {"seeds/a.html": f"<p>1 {PROSE}", "seeds/a.html.txt": f"2 {PROSE}", "seeds/a.md.txt": f"3 {PROSE}"}
    )
    assert len(written(root, tmp_path / "site")) == 3
    root = make_edition({"seeds/b.html": f"<p>1 {PROSE}", "seeds/b.html.txt/c.txt": f"2 {PROSE}"})
    assert len(written(root, tmp_path / "other")) == 2
