"""Manuscripts in, pages out: fonts, shaping, line breaking, galleys, pagination."""

from examgen.typeset.paginate import Frame, frame_of
from examgen.typeset.shelf import Shelf
from examgen.typeset.survey import named, remedy, survey
from examgen.typeset.typesetter import Typesetter

__all__ = ["Frame", "Shelf", "Typesetter", "frame_of", "named", "remedy", "survey"]
