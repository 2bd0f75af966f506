"""Formulas and images in, inlays out: drawings with the size that they have in a line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from examgen.errors import TypesetError
from examgen.model.pages import Drawing, Outline
from examgen.model.text import PLAIN, Formula, Image
from examgen.typeset.formulas import FormulaError, set_formula
from examgen.typeset.galley import Inlay
from examgen.typeset.picture import PictureError
from examgen.typeset.pictures import decode, print_size
from examgen.typeset.shelf import Shelf

TALL, CAP = 2.0, 0.72
"""In ems: a picture taller than the first hangs from the height of a capital, so that its label stands at its top."""

AROUND = 2.0
"""A page has so much more room than a picture, in sizes of type: its line stands above it, white space below."""

BENEATH = 0.4
"""White space below a picture that hangs, in ems."""


@dataclass
class InlaySetter:
    """Sets what is drawn for one document kind, and remembers what was drawn for what."""

    page_height: float
    """Of the part of the page that holds the text; PDF points."""

    image_scale: float = 1.0

    drawn: dict[Formula | Image, tuple[Drawing, ...]] = field(default_factory=dict)

    def inlays(self, span: Formula | Image, size: float, measure: float, shelf: Shelf) -> tuple[Inlay, ...]:
        """A formula at a size of type, in the pieces between which a line may break; or an image, in one."""
        inlays = (
            self._formula(span, size, shelf)
            if isinstance(span, Formula)
            else (self._image(span, size, measure, shelf),)
        )
        if widest := next((inlay for inlay in inlays if inlay.width > measure + 0.01), None):
            raise TypesetError(
                f"“{widest.description}” is {widest.width:.0f} pt wide, and its line {measure:.0f} pt",
                remedy="divide the formula into several, or write it in a shorter way",
            )
        self.drawn[replace(span, style=PLAIN)] = tuple(inlay.drawing for inlay in inlays)
        return inlays

    def _formula(self, formula: Formula, size: float, shelf: Shelf) -> tuple[Inlay, ...]:
        try:
            pieces = set_formula(formula.source, formula.is_display, shelf)
        except FormulaError as error:
            raise TypesetError(f"the formula “{formula.source}” cannot be set: {error}", remedy=error.hint) from error
        em = size / 1000
        return tuple(
            Inlay(
                piece.width * em,
                piece.ascent * em,
                piece.descent * em,
                piece.drawing,
                (em, em),
                "Formula",
                formula.source,
                is_first=number == 0,
                space=piece.space * em,
                is_tag=piece.is_tag,
            )
            for number, piece in enumerate(pieces)
        )

    def _image(self, image: Image, size: float, measure: float, shelf: Shelf) -> Inlay:
        try:
            picture = decode(image.file, shelf)
        except PictureError as error:
            raise TypesetError(
                f"the picture “{image.file.name}” cannot be set: {error}", remedy="save it as PNG, JPEG or SVG"
            ) from error
        width, height = print_size(picture, image, measure, self.page_height, self.image_scale)
        share = min(1.0, (self.page_height - AROUND * size) / height)
        width, height = width * share, height * share
        drawing = picture.drawing
        left, bottom, right, top = drawing.box if isinstance(drawing, Outline) else (0.0, 0.0, 1.0, 1.0)
        ascent = height if height <= TALL * size else CAP * size
        said = image.description or image.file.name
        scale = width / (right - left), height / (top - bottom)
        shift = -left * scale[0], ascent - height - bottom * scale[1]
        descent = height - ascent + BENEATH * size if height > ascent else 0.0
        return Inlay(width, ascent, descent, drawing, scale, "Figure", said, shift)
