"""Formulas in, drawings out: outlines of STIX Two Math, in pieces between which a line may break."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import ceil, floor
from typing import TYPE_CHECKING

import uharfbuzz as hb

from examgen.model.pages import Outline
from examgen.typeset.fonts import chain, face
from examgen.typeset.formula.boxes import Box, ink_bounds, operators
from examgen.typeset.formula.glyphs import FACE
from examgen.typeset.formula.tokens import FormulaError
from examgen.typeset.shelf import Shelf

if TYPE_CHECKING:
    from examgen.typeset.formula.cutting import Piece

__all__ = ["FormulaError", "FormulaPiece", "formula_scale", "set_formula"]


@dataclass(frozen=True, slots=True)
class FormulaPiece:
    """A part of a formula, behind which a line may break; lengths are 1/1000 em, the origin is on the baseline."""

    drawing: Outline
    width: float
    ascent: float
    descent: float
    space: float
    """Of the width, what is empty behind the last sign: a line that ends here does without."""

    is_tag: bool = False
    """Whether it is the number of an equation, which stands at the edge of the text."""


@cache
def set_formula(source: str, is_display: bool, shelf: Shelf) -> tuple[FormulaPiece, ...]:
    """The pieces of a formula from left to right, its words in faces of the shelf; raises `FormulaError`."""
    # Most banks hold no formula, and what sets them takes time to load.
    from examgen.typeset.formula.cutting import pieces_of

    return tuple(_drawn(piece) for piece in pieces_of(source, is_display, shelf))


def _drawn(piece: Piece) -> FormulaPiece:
    box = piece.box
    width, ascent, descent, space = (round(size, 2) for size in (box.width, box.ascent, box.descent, piece.space))
    return FormulaPiece(_outline(box), width, ascent, descent, space, piece.is_tag)


@cache
def formula_scale(family: str) -> float:
    """The size of formulas beside text of a family at size 1, so that an x is as high in both."""
    text, formula = chain(family, False, False)[0], face(FACE)
    return text.metric(hb.OTMetricsTag.X_HEIGHT) / formula.metric(hb.OTMetricsTag.X_HEIGHT)


def _outline(box: Box) -> Outline:
    left, bottom, right, top = ink_bounds(box)
    bounds = (
        floor(min(0.0, left)), floor(min(-box.descent, bottom)), ceil(max(box.width, right)), ceil(max(box.ascent, top))
    )  # fmt: skip
    return Outline(bounds, operators(box))
