"""Set pages: ink at its place, with the role that each piece of it has for a reader.

Lengths are PDF points, origin at the lower left corner of the page, y upwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

CODE_SPACES = ((b"\x01", b"\x9f"), (b"\xa0\x01", b"\xff\xff"))
"""The first code of one byte and the last, byte by byte, and those of two bytes (ISO 32000-1, 9.7.6.2)."""

SPACE_CODE = b" "
"""Of a plain space in fonts of outlines, and in no other code: what word spacing widens (ISO 32000-1, 9.3.3)."""


@dataclass(frozen=True, slots=True)
class Subset:
    """A font as one document kind embeds it.

    It has a code for each pair of glyph and text it stands for; the first is the missing glyph's, which is never shown.
    """

    name: str
    """PostScript name with subset tag, e.g. ``ABCDEF+Gentium``."""

    program: bytes
    """Font program holding only the glyphs used."""

    codes: tuple[bytes, ...]
    """As they stand in strings, in order of first use; none needs an escape."""

    glyphs: tuple[int, ...]
    """Glyph id in the program, for each code."""

    widths: tuple[float, ...]
    """Advance in 1/1000 em, for each code."""

    texts: tuple[str, ...]
    """The characters that each code stands for (ToUnicode)."""

    ascent: float
    descent: float
    cap_height: float
    bbox: tuple[float, float, float, float]
    italic_angle: float
    is_bold: bool
    is_fixed: bool
    is_serif: bool
    is_outlined: bool = True
    """Whether the program has TrueType outlines; else it is a compact font (CFF)."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; lengths relative to the origin of its ink."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    grey: float
    """0 is black, 1 is white."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle, with rounded corners where a radius is given, filled, framed or both."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    fill: float | None = None
    """Grey value; ``None`` leaves it open."""

    line: float | None = None
    """Grey value of the frame; ``None`` for none."""

    line_width: float = 0.5


Shape: TypeAlias = Stroke | Area


@dataclass(frozen=True, slots=True)
class Graphic:
    """A drawing without text; on the page it is always an artifact."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A drawing as path operators, e.g. a formula or an SVG picture; it holds no text."""

    box: tuple[float, float, float, float]
    """Left, bottom, right, top, in its own units, which the ink that places it scales."""

    ink: bytes
    resources: bytes = b""
    """Entries of its resource dictionary (ISO 32000-1, 7.8.3), e.g. opacities and gradients, without references."""

    inner: tuple[Outline | Raster, ...] = ()
    """Drawings that the ink places by the names ``X0``, ``X1``, …; each is composed by itself before it is placed."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of samples; placed as a unit square, which the ink that places it scales."""

    width: int
    height: int
    """Samples."""

    colours: str
    """``DeviceGray``, ``DeviceRGB``, ``DeviceCMYK``, or for a palette ``Indexed``."""

    bits: int
    filter: str
    """``FlateDecode`` or ``DCTDecode``."""

    data: bytes = field(repr=False)
    palette: bytes = b""
    """RGB triples of an indexed picture."""

    profile: bytes = b""
    """ICC profile that says what the colours mean; empty where they are those of screens (sRGB)."""

    is_inverted: bool = False
    """Whether 0 stands for most ink; so in CMYK files that Adobe's programs wrote."""

    is_predicted: bool = False
    """Whether each row of samples begins with the number of its PNG filter (ISO 32000-1, 7.4.4.4)."""

    mask: Raster | None = None
    """Grey samples of how much of the picture covers the paper."""


Drawing: TypeAlias = Graphic | Outline | Raster
"""What stands once in a file, as an XObject, and is placed by name."""


class Mark(NamedTuple):
    """Ink at a place on a page, drawn around the place as origin: frames and texts by turns, a frame first and last."""

    x: float
    y: float
    frames: tuple[bytes, ...]
    """Operators, with ``%d`` for the number of each piece of marked content (and ``%%`` for a per cent)."""

    texts: tuple[bytes, ...]
    """Operators as they are; the same objects wherever the same text is placed."""

    branch: int
    """Index of the branch of the structure that it belongs to."""

    elements: tuple[int, ...]
    """Index in the branch of the element that each piece of marked content belongs to; artifacts have none."""


DOCUMENT = -1


class Element(NamedTuple):
    """A structure element (ISO 32000-1, 14.8.4); parents stand before their children."""

    role: str
    """Standard structure type: ``H1``, ``P``, ``LI``, ``Lbl``, ``LBody``, ``Sect``, ``Table``, …;
    for lists with their numbering, e.g. ``L:UpperAlpha``, for table headers with their scope, e.g. ``TH:Row``
    (ISO 32000-1, tables 347 and 349)."""

    parent: int
    """Index of the parent element in the branch; `DOCUMENT` for the document itself."""

    description: str = ""
    """What a figure shows, or the source of a formula (alternate description, ISO 32000-1, 14.9.3)."""

    language: str = ""
    """BCP 47, where it differs from what is around it."""


Branch: TypeAlias = tuple[Element, ...]
"""All elements of one question or block, which are the same wherever it is placed."""


class Spot(NamedTuple):
    """One line of the page map: what stands where."""

    page: int
    part: str
    """e.g. ``stem``, ``option B``, ``explanation``."""

    question: int | None
    top: float
    left: float
    bottom: float
    right: float


@dataclass(frozen=True, slots=True)
class Page:
    marks: tuple[Mark, ...]
    spots: tuple[Spot, ...] = ()
    """The page map; empty where none was asked for."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A document ready for the press."""

    width: float
    height: float
    title: str
    language: str
    pages: tuple[Page, ...]
    branches: tuple[Branch, ...]
    """The structure, in the order of reading."""

    fonts: Mapping[str, Subset]
    """Resource name, e.g. ``F1`` → font; the same mapping for all documents of a kind."""

    graphics: Mapping[str, Drawing]
    """Resource name, e.g. ``G1`` → drawing; the same mapping for all documents of a kind."""
