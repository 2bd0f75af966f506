"""Image files become drawings that print as the file shows them, whatever its kind, and damaged ones are refused."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, ImageOps
from printed_pictures import difference, seen_by_pdfium, seen_by_poppler, write_page

from examgen.model import text
from examgen.model.pages import Outline, Raster
from examgen.typeset.picture import Picture, PictureError
from examgen.typeset.picture_raster import raster_picture
from examgen.typeset.pictures import decode, print_size
from examgen.typeset.shelf import Shelf

Tool = Callable[[str], str]
WIDTH, HEIGHT = 96, 64
BLUR = 8
"""Poppler shifts a picture by a part of a pixel and smooths it: compare squares of so many pixels."""


def image_file(data: bytes, name: str = "picture") -> text.ImageFile:
    return text.ImageFile(hashlib.sha256(data).hexdigest(), name, data)


def decoded(data: bytes) -> Picture:
    return decode(image_file(data), Shelf())


def coloured(mode: str = "RGB") -> Image.Image:
    """A picture in which no turn, mirroring or exchange of colours goes unnoticed."""
    image = Image.new("RGB", (WIDTH, HEIGHT), (250, 240, 200))
    draw = ImageDraw.Draw(image)
    for x in range(WIDTH):
        draw.line((x, 0, x, 20), (2 * x, 255 - 2 * x, 128))
    draw.ellipse((8, 26, 40, 58), (200, 30, 30))
    draw.rectangle((52, 26, 90, 40), (20, 60, 200))
    draw.polygon(((52, 60), (90, 60), (90, 44)), (10, 120, 30))
    return image.convert(mode)


def see_through(mode: str) -> Image.Image:
    image = coloured(mode)
    image.putalpha(Image.linear_gradient("L").resize((WIDTH, HEIGHT)))
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def with_chunk(png: bytes, name: bytes, body: bytes) -> bytes:
    """A PNG file with one more chunk behind its header."""
    chunk = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return png[:33] + chunk + png[33:]


def interlaced() -> bytes:
    """A grey PNG of 16 × 16 in Adam7 order."""
    side, passes = (
        16,
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)],
    )
    rows = b"".join(
        b"\0" + bytes(x * 8 + y * 7 for x in range(x0, side, across))
        for x0, y0, across, down in passes
        for y in range(y0, side, down)
    )
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 1)
    plain = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header
    plain += struct.pack(">I", zlib.crc32(b"IHDR" + header))
    end = b"\0\0\0\0IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    return with_chunk(plain, b"IDAT", zlib.compress(rows)) + end


def turned(orientation: int, kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(coloured(), kind, exif=exif, **({"quality": 95} if kind == "JPEG" else {}))


FILES = {
    "1-bit": saved(coloured("1"), "PNG"),
    "grey": saved(coloured("L"), "PNG"),
    "grey in 16 shades": saved(coloured("L").quantize(16), "PNG", bits=4),
    "palette": saved(coloured("P"), "PNG"),
    "palette with a clear colour": saved(coloured().quantize(8), "PNG", transparency=1),
    "palette with opacities": saved(coloured().quantize(8), "PNG", transparency=bytes(range(0, 240, 30))),
    "colours": saved(coloured(), "PNG"),
    "colours with a clear one": saved(coloured(), "PNG", transparency=(250, 240, 200)),
    "grey with a clear shade": saved(coloured("L"), "PNG", transparency=238),
    "colours with opacity": saved(see_through("RGB"), "PNG"),
    "grey with opacity": saved(see_through("L"), "PNG"),
    "16-bit grey": saved(Image.linear_gradient("L").convert("I").point(lambda v: v * 257).convert("I;16"), "PNG"),
    "interlaced": interlaced(),
    "JPEG": saved(coloured(), "JPEG", quality=92),
    "grey JPEG": saved(coloured("L"), "JPEG", quality=92),
    "progressive JPEG": saved(coloured(), "JPEG", quality=92, progressive=True),
    "CMYK JPEG": saved(coloured("CMYK"), "JPEG", quality=92),
    "GIF": saved(coloured("P"), "GIF"),
    "clear GIF": saved(coloured().quantize(8), "GIF", transparency=1),
    "BMP": saved(coloured(), "BMP"),
    "WebP": saved(see_through("RGB"), "WEBP", lossless=True),
}


def expected(data: bytes) -> Image.Image:
    """What Pillow itself shows, on white paper."""
    with Image.open(io.BytesIO(data)) as opened:
        image = ImageOps.exif_transpose(opened)
        if image.mode == "I;16":
            return image.convert("I").point(lambda value: value * (1 / 257)).convert("L").convert("RGB")
        if image.mode == "CMYK":
            return image.convert("RGB")
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image).convert("RGB")


def write_picture(path: Path, data: bytes) -> None:
    """A page on which each pixel is a point."""
    picture = decoded(data)
    assert picture.pixels is not None
    write_page(path, picture.drawing, *picture.pixels)


@pytest.mark.parametrize("kind", FILES)
def test_prints_as_the_file_shows(kind: str, tmp_path: Path, tool: Tool) -> None:
    """Each kind of file looks in two readers of PDF as it does in Pillow."""
    data, path = FILES[kind], tmp_path / "page.pdf"
    write_picture(path, data)
    wanted, other = expected(data), seen_by_poppler(path, tool("pdftoppm"), scale=4)
    inked = 25 if kind == "CMYK JPEG" else 0  # readers turn inks to light in ways of their own

    assert difference(seen_by_pdfium(path), wanted) < max(1, inked)
    assert difference(other.reduce(4 * BLUR), wanted.reduce(BLUR)) < max(3, inked)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_stands_as_its_camera_was_held(kind: str, orientation: int, tmp_path: Path) -> None:
    """Each EXIF orientation is followed once, and the samples stay as they were coded."""
    data, path = turned(orientation, kind), tmp_path / "page.pdf"
    write_picture(path, data)
    drawing = decoded(data).drawing
    raster = drawing.inner[0] if isinstance(drawing, Outline) else drawing

    assert difference(seen_by_pdfium(path), expected(data)) < 4
    assert isinstance(raster, Raster)
    assert raster.filter == ("DCTDecode" if kind == "JPEG" else "FlateDecode")


def test_samples_stay_as_they_were_coded() -> None:
    """A PNG file's samples are those of the PDF; of a JPEG file, all but what is said about the picture."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of a teacher"
    jpeg = decoded(saved(coloured(), "JPEG", exif=exif, comment=b"at home")).drawing
    png = decoded(FILES["colours"]).drawing

    assert isinstance(png, Raster) and png.data in FILES["colours"]
    assert isinstance(jpeg, Raster) and b"Camera" not in jpeg.data and b"at home" not in jpeg.data
    assert difference(Image.open(io.BytesIO(jpeg.data)), expected(saved(coloured(), "JPEG"))) == 0


@pytest.mark.parametrize(
    ("kind", "colours", "bits"),
    [
        ("1-bit", "DeviceGray", 1),
        ("grey", "DeviceGray", 8),
        ("grey in 16 shades", "Indexed", 4),
        ("palette with opacities", "Indexed", 4),
        ("colours with opacity", "DeviceRGB", 8),
        ("16-bit grey", "DeviceGray", 8),
        ("CMYK JPEG", "DeviceCMYK", 8),
        ("GIF", "Indexed", 8),
    ],
)
def test_samples_take_no_more_room_than_needed(kind: str, colours: str, bits: int) -> None:
    """Two colours take one bit, and a palette stays a palette."""
    drawing = decoded(FILES[kind]).drawing

    assert isinstance(drawing, Raster) and (drawing.colours, drawing.bits) == (colours, bits)


def test_an_opaque_alpha_channel_is_left_out() -> None:
    """A mask that hides nothing is not embedded."""
    drawing = decoded(saved(coloured("RGBA"), "PNG")).drawing

    assert isinstance(drawing, Raster) and drawing.mask is None


@pytest.mark.parametrize(
    ("data", "inches"),
    [
        (saved(coloured(), "PNG"), WIDTH / 96),
        (saved(coloured(), "PNG", dpi=(300, 300)), WIDTH / 300),
        (saved(coloured(), "JPEG", dpi=(200, 200)), WIDTH / 200),
        (saved(coloured(), "JPEG", dpi=(1, 1)), WIDTH / 96),
        (saved(coloured(), "JPEG", exif=Image.Exif()), WIDTH / 96),
        (turned(1, "JPEG"), WIDTH / 96),
        (saved(coloured(), "BMP", dpi=(120, 120)), WIDTH / 120),
    ],
)
def test_size_follows_the_density_that_the_file_states(data: bytes, inches: float) -> None:
    """A picture is as large as its file says; without such a word, or with an absurd one, as on a screen."""
    picture = decoded(data)

    assert picture.width == pytest.approx(inches * 72, rel=1e-3)
    assert picture.height == pytest.approx(picture.width * HEIGHT / WIDTH, rel=1e-3)


def test_a_picture_on_its_side_changes_places_with_its_density() -> None:
    """Width and height are those of the picture as it is seen."""
    exif = Image.Exif()
    exif[0x0112] = 6

    picture = decoded(saved(coloured(), "PNG", exif=exif, dpi=(100, 200)))

    assert picture.pixels == (HEIGHT, WIDTH)
    assert (picture.width, picture.height) == pytest.approx((HEIGHT / 200 * 72, WIDTH / 100 * 72), rel=1e-3)


def test_gamma_of_old_files_is_undone(tmp_path: Path) -> None:
    """A file whose samples are meant as light itself prints lighter than its numbers."""
    path = tmp_path / "page.pdf"
    write_picture(path, with_chunk(saved(Image.new("L", (8, 8), 55), "PNG"), b"gAMA", struct.pack(">I", 100_000)))

    assert seen_by_pdfium(path).getpixel((4, 4)) == (127, 127, 127)


def test_a_colour_profile_is_kept_unless_it_is_that_of_screens() -> None:
    """What the colours of a file mean goes into the PDF; what all devices assume does not."""
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = screen.replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be"))

    found = [decoded(saved(coloured(), "PNG", icc_profile=profile)).drawing for profile in (screen, other, b"broken")]

    assert [drawing.profile for drawing in found if isinstance(drawing, Raster)] == [b"", other, b""]


def test_a_profile_prints(tmp_path: Path, tool: Tool) -> None:
    """Readers take a picture with a profile without complaint, and show it."""
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = screen.replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be"))
    for number, image in enumerate((coloured(), coloured("P"))):
        path = tmp_path / f"{number}.pdf"
        write_picture(path, saved(image, "PNG", icc_profile=other))

        seen = seen_by_poppler(path, tool("pdftoppm"), scale=4).reduce(4 * BLUR)

        assert difference(seen_by_pdfium(path), image) < 2
        assert difference(seen, image.convert("RGB").reduce(BLUR)) < 3


def test_of_an_animation_the_first_picture_is_printed() -> None:
    """The picture says how many frames its file has."""
    frames = [coloured().rotate(angle) for angle in (0, 90, 180)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    assert decoded(data).frames == 3
    assert decoded(FILES["GIF"]).frames == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"not a picture at all", "no PNG, JPEG or SVG"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"II*\0\x08\0\0\0", "a TIFF"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (FILES["colours"][:200], "damaged"),
        (FILES["JPEG"][:900], "damaged"),
        (FILES["GIF"][:900], "damaged"),
        (saved(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG"), "transparent"),
        (saved(Image.new("1", (20_000, 3000)), "PNG"), "60 million pixels"),
        (FILES["colours"][:16] + struct.pack(">II", 60_000, 60_000) + FILES["colours"][24:], "damaged|pixels"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, message: str) -> None:
    """Other kinds of files, damaged and enormous ones are errors that say so."""
    with pytest.raises(PictureError, match=message):
        decoded(data)


@pytest.mark.parametrize("kind", FILES)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=6))
def test_damage_never_escapes(kind: str, changes: list[tuple[float, bytes]]) -> None:
    """However a file is damaged, it is a picture or a `PictureError`."""
    data = bytearray(FILES[kind])
    for place, patch in changes:
        at = int(place * len(data))
        data[at : at + len(patch)] = patch

    try:
        assert decoded(bytes(data)).width > 0
    except PictureError as error:
        assert str(error)


def test_bytes_are_the_same_every_time() -> None:
    """Decoding depends on the file alone, not on what was decoded before."""
    for data in FILES.values():
        assert raster_picture(data) == raster_picture(data)


MEASURE, PAGE = 450.0, 700.0


def size(picture: Picture, width: text.Extent | None = None, height: text.Extent | None = None) -> tuple[float, float]:
    image = text.Image(image_file(b"x"), "", width, height)
    return print_size(picture, image, MEASURE, PAGE)


@given(st.floats(1.0, 3000.0), st.floats(1.0, 3000.0), st.floats(1.0, 9000.0))
def test_a_picture_is_never_a_trace_wider_than_its_place(width: float, height: float, asked: float) -> None:
    """Rounding leaves no picture wider or higher than what has room."""
    printed = size(Picture(Outline((0, 0, 1, 1), b""), width, height), width=text.Extent(asked))

    assert printed[0] <= MEASURE
    assert printed[1] <= PAGE


def test_print_size() -> None:
    """Sizes are as asked for, else the file's own, and never beyond the place."""
    drawing = Outline((0, 0, 1, 1), b"")
    small, wide, tall = Picture(drawing, 200, 100), Picture(drawing, 900, 100), Picture(drawing, 100, 1400)

    assert size(small) == (200, 100)
    assert size(wide) == pytest.approx((450, 50))
    assert size(tall) == pytest.approx((25, 350))
    assert size(small, width=text.Extent(100)) == (100, 50)
    assert size(small, width=text.Extent(0.5, is_share=True)) == (225, 112.5)
    assert size(small, height=text.Extent(80)) == (160, 80)
    assert size(small, text.Extent(60), text.Extent(60)) == (60, 60)
    assert size(small, width=text.Extent(900)) == pytest.approx((450, 225))
    assert size(tall, height=text.Extent(700)) == pytest.approx((50, 700))
