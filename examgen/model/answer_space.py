"""Room to write on the paper, as people ask for it: "4cm", "6 lines", "10 boxes", "grid 5cm", "rest", or "none"."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from examgen.model.lengths import parse_length

NONE = "none"
REST = "rest"
MOST_LINES = 60
MOST_BOXES = 200
HEIGHTS = (14.0, 720.0)
"""Least and most PDF points of blank space, about 5 to 254 millimetres."""

POINTS_PER_MM = 72 / 25.4

_COUNTED = re.compile(r"(?P<before>\d{1,3})\s*(?P<what>lines?|box(?:es)?)|(?P<named>lines|boxes)\s*(?P<behind>\d{1,3})")
_AREA = re.compile(r"(?:(?P<pattern>lines|grid|dots|blank)\s+)?(?P<extent>\S.*)")


class Pattern(StrEnum):
    """What is drawn on the space."""

    BLANK = "blank"
    LINES = "lines"
    GRID = "grid"
    """Squares, as for mathematics."""

    DOTS = "dots"


class AnswerSpace(NamedTuple):
    """An area of a height in PDF points or the rest of the page, ruled lines, or boxes; none of them is no space."""

    height: float = 0.0
    lines: int = 0
    boxes: int = 0
    """In a row, one for each character; more than a row holds go on in the next."""

    pattern: Pattern = Pattern.BLANK
    """Of an area."""

    is_rest: bool = False
    """Whether the area goes down to the end of the page."""

    @property
    def is_empty(self) -> bool:
        return not (self.height or self.lines or self.boxes or self.is_rest)

    @property
    def written(self) -> str:
        """As `parse_answer_space` reads it."""
        if self.lines or self.boxes:
            return f"{self.lines} lines" if self.lines else f"{self.boxes} boxes"
        prefix = "" if self.pattern is Pattern.BLANK else f"{self.pattern} "
        if self.is_rest:
            return prefix + REST
        millimetres = round(self.height / POINTS_PER_MM)
        is_whole = round(millimetres * POINTS_PER_MM, 2) == self.height
        extent = f"{millimetres}mm" if is_whole and millimetres else f"{self.height:g}pt"
        return prefix + extent if self.height else NONE


NO_SPACE = AnswerSpace()


def parse_answer_space(text: str) -> AnswerSpace | None:
    """The space that a text asks for; ``None`` if it asks for none that can be had."""
    text = text.strip()
    if text == NONE:
        return NO_SPACE
    if found := _COUNTED.fullmatch(text):
        return _counted(found)
    area = _AREA.fullmatch(text)
    if area is None:
        return None
    pattern = Pattern(area["pattern"] or Pattern.BLANK)
    if area["extent"] == REST:
        return AnswerSpace(pattern=pattern, is_rest=True)
    height = round(parse_length(area["extent"]) or 0.0, 2)
    return AnswerSpace(height=height, pattern=pattern) if HEIGHTS[0] <= height <= HEIGHTS[1] else None


def _counted(found: re.Match[str]) -> AnswerSpace | None:
    count = int(found["before"] or found["behind"])
    if (found["what"] or found["named"]).startswith("line"):
        return AnswerSpace(lines=count) if 1 <= count <= MOST_LINES else None
    return AnswerSpace(boxes=count) if 1 <= count <= MOST_BOXES else None
