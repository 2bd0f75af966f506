"""Manuscripts in, pages out: fonts, shaping, line breaking, galleys, pagination."""

from examgen.typeset.paginate import Frame
from examgen.typeset.survey import survey, uncovered
from examgen.typeset.typesetter import Typesetter

__all__ = ["Frame", "Typesetter", "survey", "uncovered"]
