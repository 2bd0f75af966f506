"""Lines in, the same with the room above, below and beside them that what stands in them asks for out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from examgen.model.style import Tone
from examgen.typeset.both_ways import Spot
from examgen.typeset.galley import Line, Placed
from examgen.typeset.shape import Shaped

OVERHANG = 0.1
"""Of the leading: so far letters may reach into the next line's box."""

INLAY_GAP = 1.0
"""Least white space between a tall inlay and the lines around it, in PDF points."""


def rise_of(tone: Tone) -> float:
    """From the top of a line's box down to its baseline."""
    return (tone.leading + 0.62 * tone.size) / 2


def reach_of(line: Sequence[Spot]) -> tuple[float, float]:
    """How far words in fonts that are not shipped reach above the baseline and below it."""
    words = [(spot.segment.content, spot.segment.manner.size / 1000) for spot in line]
    tall = [(word.ascent * em, word.descent * em) for word, em in words if isinstance(word, Shaped) and word.ascent]
    return max((up for up, _ in tall), default=0.0), max((down for _, down in tall), default=0.0)


def spread(lines: Sequence[Line], tone: Tone) -> Iterator[Line]:
    """The lines with room for inlays that are taller than the leading, and all of them for the tallest letters."""
    rise, fall = rise_of(tone), tone.leading - rise_of(tone)
    ascents, descents = zip(*(line.reach for line in lines), strict=True)
    least = max(0.0, max(ascents) - rise - OVERHANG * tone.leading)
    least_below = max(0.0, max(descents) - fall - OVERHANG * tone.leading)
    for line in lines:
        inlays = [part.inlay for part in line.ink if isinstance(part, Placed)]
        above = max([least, *(inlay.ascent + INLAY_GAP - rise for inlay in inlays)])
        below = max([least_below, *(inlay.descent + INLAY_GAP - fall for inlay in inlays)])
        yield line._replace(above=above, below=below) if above or below else line


def with_tag_at_edge(line: Line, measure: float) -> Line:
    """The line with the number at its end moved to the edge, and what it numbers in the middle if there is room."""
    *before, last = line.ink or (b"",)
    if not isinstance(last, Placed) or not last.inlay.is_tag:
        return line
    gap = before[-1].inlay.space if before and isinstance(before[-1], Placed) else 0.0
    body = line.width - last.inlay.width
    indent = min((measure - body + gap) / 2, measure - line.width)
    moved = last._replace(x=measure - last.inlay.width - indent)
    return line._replace(ink=(*before, moved), indent=indent, width=measure - indent)
