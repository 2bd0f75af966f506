"""Texts in, diagnostics about their pictures out: those that cannot be printed, and those that will look poor."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any

from examgen.diagnostics import Diagnostic, Severity
from examgen.model.text import Image, Text, spans_of
from examgen.typeset.frame import Frame
from examgen.typeset.picture import Picture, PictureError
from examgen.typeset.pictures import asked_size, decode, print_size
from examgen.typeset.shelf import Shelf

LEAST_DPI = 150
CENTIMETRE = 72 / 2.54
LEAST_WIDTH = 0.5 * CENTIMETRE
"""To print a picture still narrower is no remedy."""


def survey_pictures(text: Text, place: dict[str, Any], shelf: Shelf, frame: Frame) -> Iterator[Diagnostic]:
    """What is to be said about the pictures of a text, which stands at a place in a file and is set into a frame."""
    for image in dict.fromkeys(span for span in spans_of(text) if isinstance(span, Image)):
        at = place | {"line": image.line or place["line"]}
        try:
            picture = decode(image.file, shelf)
        except PictureError as error:
            yield Diagnostic(
                severity=Severity.ERROR,
                rule="image",
                message=f"the picture “{image.file.name}” cannot be printed: {error}",
                hint="save it as PNG or JPEG, or as plain SVG",
                **at,
            )
        else:
            yield from _remarks(image, picture, at, frame)


def _remarks(image: Image, picture: Picture, place: dict[str, Any], frame: Frame) -> Iterator[Diagnostic]:
    name, (width, height) = image.file.name, print_size(picture, image, frame.column, frame.height)
    asked = asked_size(picture, image, frame.column)
    if picture.frames > 1:
        yield Diagnostic(
            severity=Severity.WARNING,
            rule="image-animation",
            message=f"the picture “{name}” moves: the first of its {picture.frames} frames is printed",
            hint="save the frame that you mean as PNG",
            **place,
        )
    if asked and asked[0] > width * 1.001:
        yield Diagnostic(
            severity=Severity.WARNING,
            rule="image-size",
            message=f"the picture “{name}” is to be {_size(*asked)}, for which there is no room: "
            f"it is printed at {_size(width, height)}",
            hint="ask for less, or for a part of the line such as width=100%",
            **place,
        )
    if picture.pixels and (dpi := round(picture.pixels[0] / width * 72)) < LEAST_DPI:
        sharp, needed = picture.pixels[0] / LEAST_DPI * 72, ceil(width / 72 * LEAST_DPI)
        smaller = f"print it at most {sharp / CENTIMETRE:.1f} cm wide, or " if sharp >= LEAST_WIDTH else ""
        yield Diagnostic(
            severity=Severity.WARNING,
            rule="image-resolution",
            message=f"the picture “{name}” prints at {dpi} dpi, {_size(width, height)}; below {LEAST_DPI} dots show",
            hint=f"{smaller}use one that is at least {needed} pixels wide",
            **place,
        )


def _size(width: float, height: float) -> str:
    if max(width, height) < CENTIMETRE:
        return f"{10 * width / CENTIMETRE:.1f} × {10 * height / CENTIMETRE:.1f} mm"
    return f"{width / CENTIMETRE:.1f} × {height / CENTIMETRE:.1f} cm"
