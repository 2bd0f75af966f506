"""What `check` and `build` say of pictures before anything is printed."""

from __future__ import annotations

import hashlib
import io

from PIL import Image

from examgen.diagnostics import Diagnostic, Severity
from examgen.model import text
from examgen.model.bank import Option, Question
from examgen.typeset import Frame, Shelf, survey
from examgen.typeset.survey import USUAL


def png(width: int, height: int = 100, **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, height), 128).save(file, "PNG", **options)
    return file.getvalue()


def picture(data: bytes, width: text.Extent | None = None, height: text.Extent | None = None) -> text.Text:
    file = text.ImageFile(hashlib.sha256(data).hexdigest(), "figures/cell.png", data)
    return (text.Paragraph((text.Image(file, "a cell", width, height),)),)


def said(content: text.Text, frame: Frame = USUAL) -> tuple[Diagnostic, ...]:
    option = Option(text=content, line=9)
    question = Question(
        id="q", stem=text.paragraph("What is it?"), options=(option,), path="bank.md", line=7, number="3"
    )
    return survey([question], Shelf(), frame)


def test_a_sharp_picture_is_passed_over() -> None:
    """A picture with enough dots for its size needs no word."""
    assert said(picture(png(600, dpi=(300, 300)))) == ()
    assert said(picture(png(600), width=text.Extent(288))) == ()
    assert said(picture(png(960), width=text.Extent(1, is_share=True))) == ()


def test_what_is_no_picture_is_an_error_with_its_place() -> None:
    """The message names the file and the reason, the place, and what to do."""
    (found,) = said(picture(b"GARBAGE"))

    assert (found.severity, found.rule) == (Severity.ERROR, "image")
    assert (found.path, found.line, found.question, found.field) == ("bank.md", 9, "3", "options")
    assert "“figures/cell.png”" in found.message and found.hint is not None


def test_too_few_dots_are_a_warning_that_says_how_many_would_do() -> None:
    """Below 150 dpi at print size, the hint names the size at which it is sharp, and the pixels that it takes."""
    (found,) = said(picture(png(300), width=text.Extent(288)))

    assert (found.severity, found.rule) == (Severity.WARNING, "image-resolution")
    assert "75 dpi, 10.2 × 3.4 cm" in found.message
    assert found.hint == "print it at most 5.1 cm wide, or use one that is at least 600 pixels wide"


def test_tiny_pictures_are_not_to_be_printed_smaller() -> None:
    """A picture of a few pixels has its size in millimetres, and a hint that helps."""
    (found,) = said(picture(png(3, 2)))

    assert "96 dpi, 0.8 × 0.5 mm" in found.message
    assert found.hint == "use one that is at least 5 pixels wide"


def test_more_than_the_page_has_room_for_is_a_warning() -> None:
    """The size asked for and the size printed stand side by side."""
    (found,) = said(picture(png(2000, 1000), width=text.Extent(720)))

    assert (found.severity, found.rule) == (Severity.WARNING, "image-size")
    assert "25.4 × 12.7 cm" in found.message and "16.2 × 8.1 cm" in found.message


def test_room_is_that_of_a_column() -> None:
    """What fits on A4 may have no room in a column of a smaller sheet."""
    content = picture(png(2000, 1000), width=text.Extent(300))

    (found,) = said(content, Frame(40, 40, 380, 560, columns=2, gap=20))

    assert said(content) == ()
    assert found.rule == "image-size" and "5.6 × 2.8 cm" in found.message


def test_an_animation_is_a_warning() -> None:
    """Of what moves, paper shows the first frame."""
    frames = [Image.new("L", (300, 300), shade) for shade in (0, 128, 255)]
    file = io.BytesIO()
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:], dpi=(300, 300))

    (found,) = said(picture(file.getvalue()))

    assert (found.severity, found.rule) == (Severity.WARNING, "image-animation")
    assert "3 frames" in found.message
