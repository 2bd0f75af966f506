"""Room to write on the paper, as people ask for it: "4cm", "6 lines", or "none"."""

from __future__ import annotations

import re
from typing import NamedTuple

from examgen.model.lengths import parse_length

LINES = re.compile(r"(\d{1,3})\s*lines?")
NONE = "none"
MOST_LINES = 60
HEIGHTS = (14.0, 720.0)
"""Least and most PDF points of blank space, about 5 to 254 millimetres."""

POINTS_PER_MM = 72 / 25.4


class AnswerSpace(NamedTuple):
    """Blank space of a height in PDF points, or ruled lines; neither is no space at all."""

    height: float = 0.0
    lines: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.height or self.lines)

    @property
    def written(self) -> str:
        """As `parse_answer_space` reads it."""
        if self.lines:
            return f"{self.lines} lines"
        millimetres = round(self.height / POINTS_PER_MM)
        is_whole = round(millimetres * POINTS_PER_MM, 2) == self.height
        return f"{millimetres}mm" if is_whole and millimetres else f"{self.height:g}pt" if self.height else NONE


NO_SPACE = AnswerSpace()


def parse_answer_space(text: str) -> AnswerSpace | None:
    """The space that a text asks for; ``None`` if it asks for none that can be had."""
    if text.strip() == NONE:
        return NO_SPACE
    if found := LINES.fullmatch(text.strip()):
        lines = int(found[1])
        return AnswerSpace(lines=lines) if 1 <= lines <= MOST_LINES else None
    height = round(parse_length(text) or 0.0, 2)
    return AnswerSpace(height=height) if HEIGHTS[0] <= height <= HEIGHTS[1] else None
