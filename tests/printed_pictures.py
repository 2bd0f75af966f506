"""Drawings on pages of their own, and what two readers of PDF show there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from examgen.model.pages import Drawing, Mark, Outline, Page, Pages
from examgen.press import Press


def write_page(path: Path, drawing: Drawing, width: float, height: float) -> None:
    """Press a page that a drawing fills."""
    if isinstance(drawing, Outline):
        left, bottom, right, top = drawing.box
        across, down = width / (right - left), height / (top - bottom)
    else:
        across, down = width, height
    ink = b"/Artifact BMC q %.6f 0 0 %.6f 0 0 cm /G1 Do Q EMC\n" % (across, down)
    graphics = {"G1": drawing}
    pages = Pages(width, height, "Picture", "en", (Page((Mark(0, 0, (ink,), (), 0, ()),)),), (), {}, graphics)
    path.write_bytes(Press("exam", {}, graphics).press(pages).file)


def seen_by_pdfium(path: Path, scale: float = 1.0) -> Image.Image:
    """The first page in pixels, one for each point times the scale."""
    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=scale).to_pil()
        assert isinstance(picture, Image.Image)
        return picture.convert("RGB")


def seen_by_poppler(path: Path, pdftoppm: str, scale: float = 1.0) -> Image.Image:
    """The same through Poppler, which must have nothing to say."""
    stem = path.with_suffix("")
    command = [pdftoppm, "-r", f"{72 * scale:g}", "-png", "-singlefile", str(path), str(stem)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    with Image.open(stem.with_suffix(".png")) as picture:
        return picture.convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures of one size, from 0 to 255."""
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)
