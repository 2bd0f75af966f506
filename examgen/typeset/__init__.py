"""Manuscripts in, pages out: fonts, shaping, line breaking, galleys, pagination."""

from examgen.typeset.survey import survey, uncovered
from examgen.typeset.typesetter import Typesetter

__all__ = ["Typesetter", "survey", "uncovered"]
