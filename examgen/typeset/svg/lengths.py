"""Lengths as SVG and CSS write them, in the units of the drawing around them (SVG 1.1, 4.2)."""

from __future__ import annotations

import re
from math import sqrt
from typing import NamedTuple

from examgen.typeset.picture import PictureError
from examgen.typeset.svg.matrix import NUMBER, Matrix, finite, floats, shift, stretch
from examgen.typeset.svg.path import Box

LENGTH = re.compile(rf"\s*({NUMBER})\s*([a-zA-Z]*|%)\s*")
UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
X_HEIGHT = 0.5
"""Of ``ex``, in ems."""

ASPECT = re.compile(r"(?:defer\s+)?(none|x(Min|Mid|Max)Y(Min|Mid|Max))(?:\s+(meet|slice))?")
SHARES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}


class Room(NamedTuple):
    """What lengths are relative to: the area around, and the size of type."""

    width: float
    height: float
    em: float = 16.0

    @property
    def diagonal(self) -> float:
        """The length that a share of neither width nor height refers to."""
        return sqrt((self.width**2 + self.height**2) / 2)


def length(written: str, whole: float, em: float = 16.0) -> float:
    """A length; a percentage is a part of the whole."""
    found = LENGTH.fullmatch(written)
    unit = found[2].lower() if found else "?"
    if found is None or (unit not in UNITS and unit not in ("%", "em", "ex", "rem")):
        raise PictureError(f"“{written[:40]}” is no length")
    number = float(found[1])
    if not finite(number):
        raise PictureError(f"the length “{written[:40]}” is out of any picture")
    match unit:
        case "%":
            return number * whole / 100
        case "em":
            return number * em
        case "ex":
            return number * em * X_HEIGHT
        case "rem":
            return number * 16
        case _:
            return number * UNITS[unit]


def share(written: str) -> float:
    """An opacity or another part of a whole, from 0 to 1."""
    found = LENGTH.fullmatch(written)
    if found is None or found[2] not in ("", "%"):
        raise PictureError(f"“{written[:40]}” is no number from 0 to 1")
    number = float(found[1]) / (100 if found[2] else 1)
    return min(1.0, max(0.0, number))


def view_box(written: str) -> Box | None:
    """The rectangle of a ``viewBox``; ``None`` where it states none."""
    numbers = floats(written)
    if not written:
        return None
    if len(numbers) != 4 or numbers[2] <= 0 or numbers[3] <= 0:
        raise PictureError(f"the viewBox “{written[:60]}” is no rectangle")
    x, y, width, height = numbers
    return Box(x, y, x + width, y + height)


def fitting(inner: Box, outer: Box, aspect: str) -> Matrix:
    """The map of one rectangle into another as ``preserveAspectRatio`` says (SVG 1.1, 7.8)."""
    across, down = outer.width / inner.width, outer.height / inner.height
    found = ASPECT.fullmatch(aspect.strip() or "xMidYMid")
    if found is None:
        raise PictureError(f"preserveAspectRatio=“{aspect[:40]}” is not understood")
    x = y = 0.0
    if found[1] != "none":
        across = down = max(across, down) if found[4] == "slice" else min(across, down)
        x = (outer.width - inner.width * across) * SHARES[found[2]]
        y = (outer.height - inner.height * down) * SHARES[found[3]]
    return shift(outer.left + x, outer.low + y).after(stretch(across, down)).after(shift(-inner.left, -inner.low))
