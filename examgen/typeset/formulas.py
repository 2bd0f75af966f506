"""Formulas in, drawings out: outlines of STIX Two Math, in pieces between which a line may break."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import ceil, floor

from examgen.model.pages import Outline
from examgen.typeset.formula.boxes import Box, ink_bounds, operators
from examgen.typeset.formula.tokens import FormulaError

__all__ = ["FormulaError", "FormulaPiece", "set_formula"]


@dataclass(frozen=True, slots=True)
class FormulaPiece:
    """A part of a formula, behind which a line may break; lengths are 1/1000 em, the origin is on the baseline."""

    drawing: Outline
    width: float
    ascent: float
    descent: float


@cache
def set_formula(source: str, is_display: bool) -> tuple[FormulaPiece, ...]:
    """The pieces of a formula from left to right; raises `FormulaError`."""
    # Most banks hold no formula, and what sets them takes time to load.
    from examgen.typeset.formula.cutting import boxes_of

    return tuple(
        FormulaPiece(_outline(box), round(box.width, 2), round(box.ascent, 2), round(box.descent, 2))
        for box in boxes_of(source, is_display)
    )


def _outline(box: Box) -> Outline:
    left, bottom, right, top = ink_bounds(box)
    bounds = (
        floor(min(0.0, left)), floor(min(-box.descent, bottom)), ceil(max(box.width, right)), ceil(max(box.ascent, top))
    )  # fmt: skip
    return Outline(bounds, operators(box))
