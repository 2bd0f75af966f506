"""Text in, galleys out: each block set once at a measure, with slots left open for what a variant decides.

A galley's ink is relative to its own first baseline, and each line's ink depends on no earlier state.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from examgen.model.manuscript import GridEntry
from examgen.model.pages import Drawing
from examgen.model.text import OptionReference, QuestionReference
from examgen.typeset.fonts import Look
from examgen.typeset.shape import Run, Shaped

GROUP = 12
"""Lines in a group: a few kilobytes of ink, worth being deflated once for all pages."""


class Slot(NamedTuple):
    """A place in a line or a grid that is filled when it is placed, as wide as the widest filling."""

    reference: OptionReference | QuestionReference | GridEntry
    look: Look
    size: float
    width: float
    """PDF points."""

    lean: float = 0.5
    """The part of the white space beside a narrower filling that stands at its left."""


OPEN_REVERSED, CLOSE_REVERSED = b"/ReverseChars BMC ", b"EMC "
"""Around what is shown from left to right and read from right to left (ISO 32000-1, 14.8.2.3.3)."""

Ink: TypeAlias = bytes | Slot


class Inlay(NamedTuple):
    """A drawing that stands in a line like a word: a formula, or a piece of one, or a picture. PDF points."""

    width: float
    ascent: float
    """Above the baseline."""

    descent: float
    """Below the baseline."""

    drawing: Drawing
    scale: tuple[float, float]
    """From the drawing's units, across and up."""

    role: str
    """``Formula`` or ``Figure``."""

    description: str
    shift: tuple[float, float] = (0.0, 0.0)
    """From the line's baseline at its left edge to the drawing's origin."""

    is_first: bool = True
    """Whether no piece of the same formula stands before it."""

    space: float = 0.0
    """Of the width, what a line that ends here does without."""

    is_tag: bool = False
    """Whether it is the number of an equation."""


class Placed(NamedTuple):
    """An inlay in its line; what follows goes on at a place of its own."""

    x: float
    inlay: Inlay


class Bar(NamedTuple):
    """A line under or through words, or across what is drawn."""

    x: float
    y: float
    """Above the baseline."""

    width: float
    thickness: float
    rise: float = 0.0
    """How much higher its right end is."""


class Line(NamedTuple):
    """One line: complete text operators around its slots, and around its inlays."""

    ink: tuple[Ink | Placed, ...]
    width: float
    above: float = 0.0
    """Height that it needs beyond the leading, above its text and below."""

    below: float = 0.0
    indent: float = 0.0
    """From the measure's edge to where it begins."""

    bars: tuple[Bar, ...] = ()
    reach: tuple[float, float] = (0.0, 0.0)
    """How far its words reach above the baseline and below it, where that may be far."""

    @property
    def text(self) -> Iterator[Ink]:
        """Its ink without inlays."""
        return (part for part in self.ink if not isinstance(part, Placed))


@dataclass(frozen=True, eq=False)
class Galley:
    """One block set at one measure."""

    lines: tuple[Line, ...]
    leading: float
    rise: float
    """From the top of a plain line's box down to its baseline."""

    grey: float = 0.0
    measure: float = 0.0
    """The width that it was set in."""

    _groups: dict[int, tuple[Ink, ...]] = field(default_factory=dict)

    @property
    def height(self) -> float:
        return self.extent(0, len(self.lines))

    @property
    def width(self) -> float:
        return max((line.width for line in self.lines), default=0.0)

    @property
    def sides(self) -> tuple[float, float]:
        """Where its leftmost line begins, and where its rightmost ends."""
        lefts, rights = zip(*((line.indent, line.indent + line.width) for line in self.lines), strict=True)
        return min(lefts), max(rights)

    @property
    def drop(self) -> float:
        """From the top down to the first baseline."""
        return self.rise + (self.lines[0].above if self.lines else 0.0)

    @cached_property
    def is_drawn(self) -> bool:
        """Whether its lines are placed one by one: they hold more than text, or stand unevenly under each other."""
        return any(
            line.bars or line.indent or line.above or line.below or any(isinstance(p, Placed) for p in line.ink)
            for line in self.lines
        )

    @property
    def inlays(self) -> Iterator[Inlay]:
        """All of them in reading order."""
        return (part.inlay for line in self.lines for part in line.ink if isinstance(part, Placed))

    def extent(self, first: int, last: int) -> float:
        """Height of some lines."""
        return self._tops[last] - self._tops[first]

    def fitting(self, first: int, room: float) -> int:
        """The line behind the last that fits into a height, the first line being at its top."""
        return max(first, bisect_right(self._tops, self._tops[first] + room) - 1)

    def baseline(self, first: int, line: int) -> float:
        """From the top of a piece that begins with a line down to the baseline of one of its lines."""
        return self.extent(first, line) + self.rise + self.lines[line].above

    @cached_property
    def _tops(self) -> tuple[float, ...]:
        """Where each line's box begins, and where the last ends."""
        return tuple(accumulate((self.leading + line.above + line.below for line in self.lines), initial=0.0))

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
        return joined([ink for line in self.lines[first:last] for ink in (move, *line.text)])


def joined(parts: Iterable[Ink]) -> tuple[Ink, ...]:
    """The parts with neighbouring bytes made one."""
    parts = list(parts)
    if all([isinstance(part, bytes) for part in parts]):
        return (b"".join(parts),) if parts else ()  # type: ignore[arg-type]
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
    """Collects words, spaces and inlays of one line into text operators.

    Word spacing widens the line's plain spaces; outside of what it collects there is none.
    """

    def __init__(self, white: float = 0.0) -> None:
        self.language = ""
        """Of what is added, where it is not the document's."""

        self._white = round(white, 3)
        """Word spacing in PDF points, whatever the size of the words (ISO 32000-1, 9.3.3)."""

        self._parts: list[Ink | Placed] = []
        self._shown: list[bytes] = []
        self._spacing = 0.0
        self._array: list[bytes] = []
        self._is_spaced = False
        self._state: tuple[bytes, float, float, str] | None = None

    def word(self, shaped: Shaped, size: float, width: float, lift: float = 0.0) -> None:
        """A word or a space, then whatever the line's setting adds to it; ``lift`` raises it by so many points."""
        for run in shaped.runs:
            self._select((run.font, size, run.rise + lift * 1000 / size, self.language))
            self._array.append(run.inner)
        natural = shaped.width
        if shaped.is_space:
            self._is_spaced = True
            natural += self._white * 1000 / size
        if (more := round(natural - width * 1000 / size)) != 0:
            self._array.append(b")%d(" % more)

    def slot(self, slot: Slot) -> None:
        self._end_words()
        self._parts.append(slot)

    def inlay(self, inlay: Inlay, x: float) -> None:
        self._end_words()
        self._parts.append(Placed(x, inlay))

    @property
    def ink(self) -> tuple[Ink | Placed, ...]:
        """What was collected."""
        self._end_words()
        return tuple(self._parts)

    def _end_words(self) -> None:
        """Let what was shown since the last slot or inlay be one part, which leaves no word spacing behind."""
        self._flush()
        self._space(0.0)
        if self._shown:
            self._parts.append(b"".join(self._shown))
        self._shown = []

    def _space(self, spacing: float) -> None:
        if self._spacing != spacing:
            self._shown.append(b"%g Tw " % spacing)
            self._spacing = spacing

    def _select(self, state: tuple[bytes, float, float, str]) -> None:
        if self._state != state:
            self._flush()
            self._state = state

    def _flush(self) -> None:
        if self._array and self._state is not None:
            font, size, rise, language = self._state
            lift = b"%.2f Ts" % (rise * size / 1000) if rise else b""
            drop = b" 0 Ts " if rise else b" "
            shown = b"%b/%b %g Tf[(%b)]TJ%b" % (lift, font, size, b"".join(self._array), drop)
            self._space(self._white if self._is_spaced else 0.0)
            self._shown.append(spoken(shown, language))
        self._array = []
        self._is_spaced = False
        self._state = None


def spoken(ink: bytes, language: str) -> bytes:
    """Ink in a language that is not the document's (ISO 32000-1, 14.9.2)."""
    return b"/Span<</Lang(%b)>>BDC %bEMC " % (language.encode(), ink) if language else ink


def padded_ink(shaped: Shaped, size: float, width: float, lean: float = 0.5) -> bytes:
    """A word in a width, centred unless it leans to one side; what fills a slot."""
    padding = width * 1000 / size - shaped.width
    before, after = round(lean * padding), round(padding) - round(lean * padding)
    if len(shaped.runs) == 1:
        run = shaped.runs[0]
        shown = b"/%b %g Tf[%d(%b)%d]TJ " % (run.font, size, -before, run.inner, -after)
        return OPEN_REVERSED + shown + CLOSE_REVERSED if shaped.is_rightward else shown
    first = shaped.runs[0].font
    return b"/%b %g Tf[%d]TJ %b[%d]TJ " % (first, size, -before, plain_ink((shaped,), size), -after)


def plain_ink(words: Iterable[Shaped], size: float) -> bytes:
    """Words and spaces one after another."""
    return runs_ink([run for shaped in words for run in shaped.runs], size)


def runs_ink(runs: Iterable[Run], size: float) -> bytes:
    """Runs one after another on the baseline."""
    return b"".join([b"/%b %g Tf[(%b)]TJ " % (run.font, size, run.inner) for run in merged(runs)])


def merged(runs: Iterable[Run]) -> list[Run]:
    """Runs on the baseline, neighbours of one font as one."""
    fonts = ((font, [*same]) for font, same in groupby(runs, attrgetter("font")))
    return [
        Run(font, 0.0, b"".join([run.inner for run in same]), sum([run.width for run in same])) for font, same in fonts
    ]
