"""Text in, galleys out: each block set once at a measure, with slots left open for what a variant decides.

A galley's ink is relative to its own first baseline, and each line's ink depends on no earlier state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from examgen.model.text import OptionReference, QuestionReference
from examgen.typeset.shape import Look, Shaped

GROUP = 12
"""Lines in a group: a few kilobytes of ink, worth being deflated once for all pages."""


class Slot(NamedTuple):
    """A place in a line that is filled when the galley is placed, as wide as the widest filling."""

    reference: OptionReference | QuestionReference
    look: Look
    size: float
    width: float
    """PDF points."""


Ink: TypeAlias = bytes | Slot


class Line(NamedTuple):
    """One line: complete text operators around its slots."""

    ink: tuple[Ink, ...]
    width: float


@dataclass(frozen=True, eq=False)
class Galley:
    """One block set at one measure."""

    lines: tuple[Line, ...]
    leading: float
    rise: float
    """From the top of a line's box down to its baseline."""

    grey: float = 0.0
    _groups: dict[int, tuple[Ink, ...]] = field(default_factory=dict)

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading

    @property
    def width(self) -> float:
        return max((line.width for line in self.lines), default=0.0)

    def piece(self, first: int, last: int) -> tuple[Ink, ...]:
        """The ink of some lines, each moving down from the one before; the first from a line above.

        Lines are joined in groups counted from the galley's first, so that however it is split,
        what lies between a page break's edges is the same objects.
        """
        groups: list[Ink] = []
        start = first
        while start < last:
            end = min(last, (start // GROUP + 1) * GROUP)
            whole = end - start == GROUP
            groups += self._group(start) if whole else self._lines_joined(start, end)
            start = end
        return tuple(groups)

    def _group(self, start: int) -> tuple[Ink, ...]:
        if start not in self._groups:
            self._groups[start] = self._lines_joined(start, start + GROUP)
        return self._groups[start]

    def _lines_joined(self, first: int, last: int) -> tuple[Ink, ...]:
        move = b"0 %g Td " % -round(self.leading, 2)
        return joined([ink for line in self.lines[first:last] for ink in (move, *line.ink)])


def joined(parts: Iterable[Ink]) -> tuple[Ink, ...]:
    """The parts with neighbouring bytes made one."""
    runs: list[list[bytes] | Slot] = []
    for part in parts:
        if not isinstance(part, bytes):
            runs.append(part)
        elif runs and isinstance(runs[-1], list):
            runs[-1].append(part)
        else:
            runs.append([part])
    return tuple(b"".join(run) if isinstance(run, list) else run for run in runs)


Filling: TypeAlias = Callable[[Slot], bytes]


def text_ink(x: float, y: float, ink: tuple[Ink, ...], grey: float = 0.0) -> tuple[Ink, ...]:
    """A complete text object for a piece whose first baseline starts at a place."""
    before, after = (b"%g g " % grey, b" 0 g") if grey else (b"", b"")
    return (b"%bBT %g %g Td " % (before, round(x, 2), round(y, 2)), *ink, b"ET" + after)


class Inker:
    """Collects words and spaces of one line into text operators."""

    def __init__(self) -> None:
        self._parts: list[Ink] = []
        self._array: list[bytes] = []
        self._state: tuple[bytes, float, float] | None = None

    def word(self, shaped: Shaped, size: float) -> None:
        for run in shaped.runs:
            self._select(run.font, size, run.rise)
            self._array.append(run.inner)

    def space(self, shaped: Shaped, size: float, width: float) -> None:
        """A space glyph, then whatever the line's setting adds to or takes from it."""
        self.word(shaped, size)
        if (more := round(shaped.width - width * 1000 / size)) != 0:
            self._array.append(b")%d(" % more)

    def slot(self, slot: Slot) -> None:
        self._flush()
        self._parts.append(slot)

    def line(self, width: float) -> Line:
        self._flush()
        return Line(tuple(self._parts), width)

    def _select(self, font: bytes, size: float, rise: float) -> None:
        if self._state != (font, size, rise):
            self._flush()
            self._state = (font, size, rise)

    def _flush(self) -> None:
        if self._array and self._state is not None:
            font, size, rise = self._state
            lift = b"%.2f Ts" % (rise * size / 1000) if rise else b""
            drop = b" 0 Ts " if rise else b" "
            self._parts.append(b"%b/%b %g Tf[(%b)]TJ%b" % (lift, font, size, b"".join(self._array), drop))
        self._array = []
        self._state = None


def padded_ink(shaped: Shaped, size: float, width: float) -> bytes:
    """A word centred in a width; what fills a slot."""
    padding = (width * 1000 / size - shaped.width) / 2
    before, after = round(padding), round(2 * padding) - round(padding)
    if len(shaped.runs) == 1:
        run = shaped.runs[0]
        return b"/%b %g Tf[%d(%b)%d]TJ " % (run.font, size, -before, run.inner, -after)
    first = shaped.runs[0].font
    return b"/%b %g Tf[%d]TJ %b[%d]TJ " % (first, size, -before, plain_ink((shaped,), size), -after)


def plain_ink(words: Iterable[Shaped], size: float) -> bytes:
    """Words and spaces one after another."""
    runs: list[tuple[bytes, bytes]] = []
    for shaped in words:
        for run in shaped.runs:
            if runs and runs[-1][0] == run.font:
                runs[-1] = (run.font, runs[-1][1] + run.inner)
            else:
                runs.append((run.font, run.inner))
    return b"".join([b"/%b %g Tf[(%b)]TJ " % (font, size, inner) for font, inner in runs])
