"""The progress line: silent on short runs, rewritten on long ones, gone at the end."""

from __future__ import annotations

from io import StringIO

from examgen.cli.progress import PATIENCE, PAUSE, ProgressLine, progress


def test_line_is_rewritten_and_wiped() -> None:
    """After some patience each line overwrites the one before, not too often, and the last leaves nothing."""
    now = [0.0]
    stream = StringIO()
    line = ProgressLine(stream, "variants", clock=lambda: now[0])

    for moment, done in ((1.0, 10), (PATIENCE, 250), (PATIENCE + PAUSE / 2, 260), (PATIENCE + PAUSE, 270)):
        now[0] = moment
        line(done, 1000)
    line.wipe()

    first, last = "printed 250 of 1000 variants", "printed 270 of 1000 variants"
    assert stream.getvalue() == f"\r{first}\r{last}\r{' ' * len(last)}\r"


def test_short_runs_say_nothing() -> None:
    """A run that is over before long leaves the terminal alone."""
    stream = StringIO()
    line = ProgressLine(stream, "variants", clock=lambda: 0.0)
    line(4, 4)
    line.wipe()

    assert stream.getvalue() == ""


def test_only_terminals_are_told() -> None:
    """Where standard error is a file or a pipe there is no line at all."""
    with progress("variants") as line:
        assert line is None
