"""Formulas in, outlines out."""

from __future__ import annotations

from typing import NamedTuple

from examgen.model.pages import Outline


class FormulaError(Exception):
    """A formula that cannot be set; the message says what was not understood."""


class FormulaPiece(NamedTuple):
    """A part of a formula, behind which a line may break; lengths are 1/1000 em."""

    drawing: Outline
    width: float
    ascent: float
    descent: float


def set_formula(source: str, is_display: bool) -> tuple[FormulaPiece, ...]:
    """The pieces of a formula from left to right; raises `FormulaError`."""
    raise FormulaError("formulas are not set yet")
