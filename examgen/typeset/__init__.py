"""Manuscripts in, pages out: fonts, shaping, line breaking, galleys, pagination."""

from examgen.typeset.flaws import Flaw, FlawKind
from examgen.typeset.font_files import FontFile
from examgen.typeset.font_files import named as named_fonts
from examgen.typeset.frame import Frame, frame_of
from examgen.typeset.shelf import Shelf
from examgen.typeset.survey import named, remedy, survey
from examgen.typeset.typesetter import Typesetter

__all__ = [
    "Flaw",
    "FlawKind",
    "FontFile",
    "Frame",
    "Shelf",
    "Typesetter",
    "frame_of",
    "named",
    "named_fonts",
    "remedy",
    "survey",
]
