"""How far a run has come in, one line on the terminal out, rewritten while it works and wiped away at its end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

PATIENCE = 2.0
"""Seconds that a run may take before it says how far it is."""

PAUSE = 0.2
"""Seconds from one line to the next."""


class ProgressLine:
    """Writes "printed 250 of 1000 variants" over the line before."""

    def __init__(self, stream: TextIO, things: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._things = things
        self._clock = clock
        self._due = clock() + PATIENCE
        self._width = 0

    def __call__(self, done: int, total: int) -> None:
        """Show how much is done, if it is time to."""
        now = self._clock()
        if now < self._due:
            return
        line = f"printed {done} of {total} {self._things}"
        self._stream.write(f"\r{line:<{self._width}}")
        self._stream.flush()
        self._due, self._width = now + PAUSE, len(line)

    def wipe(self) -> None:
        """Leave the line empty for what comes next."""
        if self._width:
            self._stream.write(f"\r{'':<{self._width}}\r")
            self._stream.flush()


@contextmanager
def progress(things: str) -> Iterator[ProgressLine | None]:
    """A line on standard error while the block runs; ``None`` where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    line = ProgressLine(sys.stderr, things)
    try:
        yield line
    finally:
        line.wipe()
