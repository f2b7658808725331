"""Progress: lines where nobody watches, a bar on a terminal, nothing when asked to be quiet."""

import io

from variorum.press.progress import WIDTH, Progress


class Terminal(io.StringIO):
    """Text that says of itself that people watch it."""

    def isatty(self) -> bool:
        return True


def run(out: io.StringIO, steps: int) -> str:
    progress = Progress(out)
    progress.begin("Reading")
    progress.begin("Writing", steps)
    for _ in range(steps):
        progress.step()
    progress.end()
    return out.getvalue()


def test_each_stage_is_a_line_where_nobody_watches() -> None:
    assert run(io.StringIO(), 999) == "Reading\nWriting (999)\n"


def test_long_stages_say_every_tenth_part() -> None:
    lines = run(io.StringIO(), 1234).splitlines()
    assert lines[:3] == ["Reading", "Writing (1,234)", "Writing 10 %"]
    assert len(lines) == 12
    assert lines[-1] == "Writing 100 %"


def test_a_terminal_shows_a_bar_that_is_full_at_the_end() -> None:
    shown = run(Terminal(), 4)
    assert shown.startswith("Reading\n\rWriting [")
    assert shown.endswith(f"\rWriting [{'█' * WIDTH}] 4/4\n")
    assert shown.count("\r") == 4
    assert shown.count("\n") == 2


def test_a_stage_that_stops_midway_leaves_the_cursor_on_a_new_line() -> None:
    out = Terminal()
    progress = Progress(out)
    progress.begin("Writing", 4)
    progress.step()
    progress.begin("Fonts")
    progress.end()
    progress.end()
    assert out.getvalue().endswith("1/4\nFonts\n")


def test_quiet_is_quiet() -> None:
    progress = Progress(None)
    progress.begin("Reading", 3)
    progress.step()
    progress.end()
    assert progress.done == 1
