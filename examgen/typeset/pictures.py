"""Image files in, pictures out: what is drawn, and the size at which it is printed."""

from __future__ import annotations

from functools import cache

from examgen.model.text import Extent, Image, ImageFile
from examgen.typeset.font_files import FontFile
from examgen.typeset.picture import Picture, PictureError, is_markup
from examgen.typeset.picture_raster import raster_picture
from examgen.typeset.shelf import Shelf

UNSET_KINDS = {
    b"%PDF": "a PDF",
    b"%!PS": "a PostScript file",
    b"\xc5\xd0\xd3\xc6": "a PostScript file",
    b"II*\0": "a TIFF",
    b"MM\0*": "a TIFF",
    b"\x1f\x8b": "a compressed file",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"8BPS": "a Photoshop file",
    b"\xd7\xcd\xc6\x9a": "a Windows metafile",
    b"\x01\0\0\0": "a Windows metafile",
}
"""How files of some other kinds begin."""

ISO_MEDIA = b"ftyp"
"""Stands at byte 4 of HEIC and AVIF pictures, and of videos."""

UNSET_PART = 0.5
"""Highest part of a page's height that a picture takes whose size is not asked for."""


def decode(file: ImageFile, shelf: Shelf) -> Picture:
    """The picture that a file holds, whatever its name ends with; raises `PictureError` where it cannot be printed.

    A drawing's letters come from the shelf.
    """
    data = file.data
    if not data:
        raise PictureError("the file is empty")
    kind = next((kind for start, kind in UNSET_KINDS.items() if data.startswith(start)), "")
    if data[4:8] == ISO_MEDIA:
        kind = "a HEIC or AVIF picture, or a video"
    if kind:
        raise PictureError(f"it is {kind}, and neither PNG, JPEG nor SVG")
    return _drawing(file, shelf.language, shelf.named) if is_markup(data) else _raster(file)


@cache
def _raster(file: ImageFile) -> Picture:
    return raster_picture(file.data)


@cache
def _drawing(file: ImageFile, language: str, named: tuple[FontFile, ...]) -> Picture:
    # Most banks hold no drawing, and what reads style sheets takes time to load.
    from examgen.typeset.svg import svg_picture

    return svg_picture(file.data, Shelf(language, named))


def print_size(
    picture: Picture, image: Image, measure: float, page_height: float, scale: float = 1.0
) -> tuple[float, float]:
    """Width and height at which an image is printed, in PDF points: as asked for, but never beyond its place.

    Where one length is asked for, the other keeps the proportion; where none is, the file's own size holds.
    All sizes are scaled, parts of the measure apart.
    """
    asked = asked_size(picture, image, measure)
    is_share = any(extent and extent.is_share for extent in (image.width, image.height))
    width, height = (length * (1.0 if is_share else scale) for length in asked or (picture.width, picture.height))
    highest = page_height if asked else page_height * UNSET_PART
    share = min(1.0, measure / width, highest / height)
    # What is multiplied may come out a trace wider than its place, and would then be taken for a word without room.
    return min(width * share, measure), min(height * share, highest)


def asked_size(picture: Picture, image: Image, measure: float) -> tuple[float, float] | None:
    """The size that an author asked for, in PDF points."""
    width, height = _points(image.width, measure), _points(image.height, measure)
    if width is None and height is None:
        return None
    proportion = picture.height / picture.width
    if width is None:
        assert height is not None
        return height / proportion, height
    return width, width * proportion if height is None else height


def _points(extent: Extent | None, measure: float) -> float | None:
    if extent is None:
        return None
    return extent.value * measure if extent.is_share else extent.value
