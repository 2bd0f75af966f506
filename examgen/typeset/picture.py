"""A picture ready to be placed, and the error that a file holds none."""

from __future__ import annotations

from dataclasses import dataclass

from examgen.model.pages import Outline, Raster


class PictureError(Exception):
    """A file cannot be printed as a picture; the message says why, as the end of a sentence about the file."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What an image file shows, with its own size in PDF points."""

    drawing: Raster | Outline
    width: float
    height: float
    pixels: tuple[int, int] | None = None
    """Across and down as it is seen; ``None`` for lines and areas, which are sharp at any size."""

    frames: int = 1
    """How many pictures an animation shows in turn; the first is printed."""


def is_markup(data: bytes) -> bool:
    """Whether a file begins as XML does, in UTF-8 or UTF-16."""
    return data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
