"""PNG, JPEG, GIF, BMP and WebP files in, pictures of samples out; Pillow decodes them.

Samples are kept as they are where a PDF can hold them so, and coded anew without loss elsewhere.
"""

from __future__ import annotations

import io
import warnings
from typing import NamedTuple

from PIL import Image, ImageCms, UnidentifiedImageError

from examgen.model.pages import Outline, Raster
from examgen.typeset.picture import Picture, PictureError
from examgen.typeset.picture_jpeg import coded
from examgen.typeset.picture_png import png_raster, recompressed

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
MOST_PIXELS = 40_000_000
SCREEN_DPI = 96.0
"""Where a file does not say how large its pixels are, they are those of a screen (CSS Values 4, 6.2)."""

LIKELY_DPI = (10.0, 10_000.0)
"""Densities outside these are mistakes of the program that wrote the file."""

JPEG = ("JPEG", "MPO")
"""MPO is what Pillow calls a JPEG file with several pictures, of which the first is meant."""

ORIENTATION, RESOLUTION = 0x0112, 0x011A
TURNS = {
    2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1), 5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""EXIF orientation (2.32, 4.6.4) → matrix that turns the unit square as the picture is meant to be seen."""

SIDEWAYS = range(5, 9)

SCREEN_GAMMA = 1 / 2.2
GAMMA_TOLERANCE = 0.05
"""Files that state a gamma near that of screens mean just those."""


class _Samples(NamedTuple):
    """A decoded picture with its opacity."""

    image: Image.Image
    """Of mode ``1``, ``L``, ``P`` or ``RGB``."""

    mask: Image.Image | None = None
    is_changed: bool = False
    """Whether the samples are not those of the file."""


def raster_picture(data: bytes) -> Picture:
    """The picture that the bytes of a file show."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                return _picture(image, data)
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise PictureError("it is no PNG, JPEG or SVG, or is damaged where it begins") from error
    except Exception as error:  # Pillow's decoders raise whatever a damaged file leads them to
        raise PictureError(f"the file is damaged ({str(error) or type(error).__name__})") from error


def _picture(image: Image.Image, data: bytes) -> Picture:
    width, height = image.size
    if width * height > MOST_PIXELS:
        millions = f"{width * height / 1e6:.0f} million pixels, and at most {MOST_PIXELS // 1_000_000} million are set"
        raise PictureError(f"it has {width} × {height} pixels: {millions}; save it smaller")
    across, down = _density(image)
    frames = 1 if image.format in JPEG else getattr(image, "n_frames", 1)
    orientation = image.getexif().get(ORIENTATION, 1)
    raster = _jpeg(image, data) if image.format in JPEG else None
    raster = raster or _from_samples(image, data)
    if orientation in SIDEWAYS:
        width, height, across, down = height, width, down, across
    drawing = _turned(raster, TURNS[orientation], width, height) if orientation in TURNS else raster
    return Picture(drawing, width * 72 / across, height * 72 / down, (width, height), frames)


def _turned(raster: Raster, turn: tuple[int, ...], width: int, height: int) -> Outline:
    """A raster as its file says it must be held."""
    matrix = [part * (height if place % 2 else width) for place, part in enumerate(turn)]
    return Outline((0, 0, width, height), b"%d %d %d %d %d %d cm /X0 Do" % tuple(matrix), inner=(raster,))


def _density(image: Image.Image) -> tuple[float, float]:
    """Pixels to the inch, across and down."""
    stated = image.info.get("dpi", ())
    if image.format in JPEG and image.info.get("jfif_unit") not in (1, 2) and RESOLUTION not in image.getexif():
        stated = ()  # Pillow says 72 where a file says nothing
    if len(stated) == 2 and all(LIKELY_DPI[0] <= float(number) <= LIKELY_DPI[1] for number in stated):
        return float(stated[0]), float(stated[1])
    return SCREEN_DPI, SCREEN_DPI


def _jpeg(image: Image.Image, data: bytes) -> Raster | None:
    """The samples of a JPEG file as they are; ``None`` where they must be coded anew."""
    found = coded(data)
    if found is None:
        return None
    width, height = image.size
    profile = _profile(image, image.mode)
    image.draft(image.mode, (max(1, width // 8), max(1, height // 8)))
    image.load()  # only to find damage, for which a small one does
    colours = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}[found.components]
    is_inverted = found.components == 4 and found.is_adobe
    return Raster(width, height, colours, 8, "DCTDecode", found.data, profile=profile, is_inverted=is_inverted)


def _from_samples(image: Image.Image, data: bytes) -> Raster:
    """The samples as a PNG file codes them: the file's own bytes where they are one already."""
    image.load()
    samples = _samples(image, data)
    mask = _anew(samples.mask) if samples.mask else None
    profile = _profile(image, samples.image.mode)
    if image.format == "PNG" and not samples.is_changed:
        kept = png_raster(data, palette=_palette(samples.image), profile=profile, mask=mask)
        if kept:
            return kept
    return _anew(samples.image, profile, mask)


def _anew(image: Image.Image, profile: bytes = b"", mask: Raster | None = None) -> Raster:
    plain = image.copy()
    plain.info.clear()
    palette = _palette(image)
    if palette:
        plain.putpalette(palette)
    file = io.BytesIO()
    plain.save(file, "PNG", compress_level=1)
    raster = png_raster(recompressed(file.getvalue()), palette=palette, profile=profile, mask=mask)
    assert raster is not None
    return raster


def _palette(image: Image.Image) -> bytes:
    """The colours of a palette, as many as the samples use at least; empty for other pictures."""
    if image.mode != "P":
        return b""
    colours = bytes(image.getpalette("RGB") or ())
    extrema = image.getextrema()
    return colours.ljust(3 * (int(extrema[1]) + 1), b"\0")  # type: ignore[arg-type]


def _samples(image: Image.Image, data: bytes) -> _Samples:
    """Colours with at most 8 bits, and opacity apart from them."""
    mask = None
    if image.has_transparency_data:
        if _is_deep(image, data) and "transparency" in image.info:
            raise PictureError("it has 16 bits a colour and a transparent colour; save it with 8 bits a colour")
        mask = image.convert("RGBA").getchannel("A")
        lowest, highest = mask.getextrema()
        if highest == 0:
            raise PictureError("it shows nothing: all of it is transparent")
        mask = None if lowest == 255 else mask
    plain = _opaque(image)
    corrected = _as_on_screen(plain, image.info)
    return _Samples(corrected, mask, is_changed=corrected is not image)


def _is_deep(image: Image.Image, data: bytes) -> bool:
    return image.format == "PNG" and data[24] == 16


def _opaque(image: Image.Image) -> Image.Image:
    match image.mode:
        case "1" | "L" | "P" | "RGB":
            return image
        case "LA" | "La":
            return image.convert("LA").getchannel("L")
        case "I" | "I;16" | "I;16L" | "I;16B":
            return image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
        case "RGBA" | "RGBa" | "PA":
            return image.convert("RGBA").convert("RGB")
        case _:
            return image.convert("RGB")


def _as_on_screen(image: Image.Image, info: dict[str | tuple[int, int], object]) -> Image.Image:
    """The picture with the gamma that its file states undone (PNG specification, 13.13)."""
    gamma = info.get("gamma")
    if not isinstance(gamma, float) or gamma <= 0 or {"srgb", "icc_profile"} & info.keys():
        return image
    if image.mode == "1" or abs(gamma - SCREEN_GAMMA) < GAMMA_TOLERANCE:
        return image
    curve = [round(255 * (value / 255) ** (SCREEN_GAMMA / gamma)) for value in range(256)]
    if image.mode != "P":
        return image.point(curve * len(image.getbands()))
    corrected = image.copy()
    corrected.putpalette(bytes(curve[value] for value in _palette(image)))
    return corrected


def _profile(image: Image.Image, mode: str) -> bytes:
    """The ICC profile of a picture, where it says something: not what screens show anyway, and of the same colours."""
    data = image.info.get("icc_profile")
    if not data:
        return b""
    try:
        stated = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
    except (ImageCms.PyCMSError, OSError):
        return b""
    fits = stated.xcolor_space.strip() == {"L": "GRAY", "P": "RGB", "RGB": "RGB"}.get(mode)
    return data if fits and "sRGB" not in (stated.profile_description or "") else b""
