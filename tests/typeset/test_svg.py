"""SVG drawings print as lines and areas, as the file says, or are refused with what cannot be shown."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from printed_pictures import difference, seen_by_pdfium, seen_by_poppler, write_page

from examgen.model.pages import Outline
from examgen.model.text import ImageFile
from examgen.typeset.picture import Picture, PictureError
from examgen.typeset.pictures import decode
from examgen.typeset.shelf import Shelf
from examgen.typeset.svg import svg_picture

Tool = Callable[[str], str]
SIDE = 60
FINE = 8.0
"""Pixels for each unit where edges are compared: pdfium lays those of rectangles on whole ones."""

DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.svg"))
"""Files as the programs that teachers use write them."""


def decoded(data: bytes) -> Picture:
    return decode(ImageFile(hashlib.sha256(data).hexdigest(), "drawing.svg", data), Shelf())


def svg(content: str, attributes: str = f'width="{SIDE}" height="{SIDE}"') -> bytes:
    """A drawing of 60 × 60 pixels, unless its attributes say otherwise."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {attributes}>{content}</svg>".encode()


def shown(data: bytes, folder: Path, scale: float = 2.0) -> Image.Image:
    """A drawing on paper, in pixels of CSS times the scale."""
    picture, path = decoded(data), folder / "page.pdf"
    write_page(path, picture.drawing, picture.width * 4 / 3, picture.height * 4 / 3)
    return seen_by_pdfium(path, scale)


PNG = io.BytesIO()
Image.new("RGB", (2, 2), (255, 0, 0)).save(PNG, "PNG")
RED_PNG = "data:image/png;base64," + base64.b64encode(PNG.getvalue()).decode()


def box(attributes: str) -> str:
    """A rectangle beside the middle of the drawing."""
    return f'<rect x="10" y="20" width="30" height="20" {attributes}/>'


BOX = box("")
HATCH = "".join(f'<rect x="{x}" y="10" width="5" height="40"/>' for x in range(10, 50, 10))
FULL_BLACK = '<rect width="60" height="60"/>'


def data_of(drawing: bytes) -> str:
    """A drawing as an address that holds it."""
    return "data:image/svg+xml;base64," + base64.b64encode(drawing).decode()


ALIKE = {
    "no fill is black": (BOX, box('fill="#000"')),
    "relative path": ('<path d="m10 20h30v20h-30z"/>', BOX),
    "numbers that touch": ('<path d="M10,20L40,20 40,40-0,40 0,40 10 40Z"/>', '<path d="M10 20H40V40H0H10Z"/>'),
    "moves that go on as lines": ('<path d="M10 20 40 20 40 40 10 40"/>', BOX),
    "polygon": ('<polygon points="10,20 40,20 40,40 10,40"/>', BOX),
    "smooth curves": (
        '<path d="M10 30C10 10 30 10 30 30S50 50 50 30"/>',
        '<path d="M10 30C10 10 30 10 30 30C30 50 50 50 50 30"/>',
    ),
    "quadratic curves": (
        '<path d="M10 30Q20 10 30 30T50 30"/>',
        '<path d="M10 30C16.667 16.667 23.333 16.667 30 30C36.667 43.333 43.333 43.333 50 30"/>',
    ),
    "arcs": ('<path d="M10 30a20 20 0 0140 0 20 20 0 01-40 0"/>', '<circle cx="30" cy="30" r="20"/>'),
    "arcs too short for their ends": (
        '<path d="M10 30A1 1 0 0 1 50 30A2 2 0 1 1 10 30"/>',
        '<circle cx="30" cy="30" r="20"/>',
    ),
    "two half circles": ('<path d="M10 30a20 20 0 0 0 40 0a20 20 0 0 0-40 0z"/>', '<circle cx="30" cy="30" r="20"/>'),
    "rounded": ('<rect x="10" y="10" width="40" height="40" rx="20"/>', '<circle cx="30" cy="30" r="20"/>'),
    "units": (
        '<rect x="7.5pt" y="5.2917mm" width=".3125in" height="1.25pc"/>',
        BOX,
    ),
    "shares": ('<rect x="10" y="20" width="50%" height="33.333%"/>', BOX),
    "transformations": (
        '<g transform="translate(10 20)"><rect width="15" height="10" transform="scale(2),rotate(0)"/></g>',
        BOX,
    ),
    "turned": ('<rect width="20" height="30" transform="translate(40,20)rotate(90)"/>', BOX),
    "turned around a point": ('<rect x="15" y="15" width="20" height="30" transform="rotate(90 25 30)"/>', BOX),
    "matrix": ('<rect width="10" height="10" transform="matrix(3 0 0 2 10 20)"/>', BOX),
    "skewed": ('<rect width="20" height="20" transform="skewX(45)"/>', '<polygon points="0,0 20,0 40,20 20,20"/>'),
    "line as an area": ('<line x1="10" y1="30" x2="40" y2="30" stroke="#000" stroke-width="20"/>', BOX),
    "line stretched one way": (
        '<line x1="10" y1="3" x2="40" y2="3" stroke="#000" stroke-width="2" transform="scale(1 10)"/>',
        BOX,
    ),
    "line that keeps its width": (
        '<line x1="1" y1="3" x2="4" y2="3" stroke="#000" stroke-width="20" transform="scale(10)" '
        'vector-effect="non-scaling-stroke"/>',
        BOX,
    ),
    "dashes": (
        '<path d="M10 30H50" stroke="#000" stroke-width="40" stroke-dasharray="5"/>',
        HATCH,
    ),
    "dashes that begin before": (
        '<path d="M10 30H50" stroke="#000" stroke-width="40" stroke-dasharray="5 5" stroke-dashoffset="-10"/>',
        HATCH,
    ),
    "square ends": ('<path d="M20 30H30" stroke="#000" stroke-width="20" stroke-linecap="square"/>', BOX),
    "class": (
        "<style>.a{fill:red} rect.a{fill:blue} /*c*/</style>" + box('class="a"'),
        box('fill="blue"'),
    ),
    "rule of an id": (
        "<style>#b{fill:lime!important}</style>" + box('id="b" style="fill:red"'),
        box('fill="lime"'),
    ),
    "rules for screens": (
        "<style>@media screen{rect{fill:red}}@media print{rect{fill:blue}}</style>" + BOX,
        box('fill="blue"'),
    ),
    "inherited": (f'<g fill="teal"><g stroke="none">{BOX}</g></g>', box('style="fill:rgb(0,128,128)"')),
    "current colour": (f'<g color="teal" fill="currentColor">{BOX}</g>', f'<g fill="hsl(180,100%,25.1%)">{BOX}</g>'),
    "variables": (f'<g style="--ink:teal;fill:var(--ink,red)">{BOX}</g>', f'<g fill="teal">{BOX}</g>'),
    "dark mode": (f'<g style="fill:light-dark(rgb(0,128,128),#fff)">{BOX}</g>', f'<g fill="teal">{BOX}</g>'),
    "hidden": (f'{BOX}<circle r="30" display="none"/><g visibility="hidden"><circle r="30"/></g>', BOX),
    "even-odd": (
        '<path fill-rule="evenodd" d="M0 0H60V60H0ZM10 10H50V50H10Z"/>',
        '<path d="M0 0H60V60H0ZM10 10V50H50V10Z"/>',
    ),
    "use": (f'<defs><g id="b">{BOX}</g></defs><use href="#b" x="-10" y="-20"/>', '<rect width="30" height="20"/>'),
    "symbol": (
        '<symbol id="s" viewBox="0 0 2 2"><circle r="9"/></symbol>'
        '<use xlink:href="#s" x="10" y="20" width="30" height="20"/>',
        BOX,
    ),
    "nested svg": (
        '<svg x="10" y="20" width="30" height="20" viewBox="0 0 1 1" preserveAspectRatio="none"><circle r="5"/></svg>',
        BOX,
    ),
    "switch": (f'<switch><g systemLanguage="xx"><circle r="60"/></g>{BOX}<circle r="60"/></switch>', BOX),
    "marker": (
        '<marker id="m" markerUnits="userSpaceOnUse" markerWidth="20" markerHeight="30" refY="30" orient="auto">'
        '<circle r="99"/></marker><path d="M10 0V20" marker-end="url(#m)"/>',
        BOX,
    ),
    "clipped": (f'<clipPath id="c">{BOX}</clipPath><circle r="90" clip-path="url(#c)"/>', BOX),
    "clipped by a share": (
        '<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width=".5" height="1"/></clipPath>'
        '<rect x="10" y="20" width="60" height="20" clip-path="url(#c)"/>',
        BOX,
    ),
    "pattern": (
        '<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="5" height="10"/></pattern>'
        '<rect x="10" y="10" width="40" height="40" fill="url(#p)"/>',
        HATCH,
    ),
    "pattern in shares": (
        '<pattern id="p" width=".25" height="1"><rect width="5" height="40"/></pattern>'
        '<rect x="10" y="10" width="40" height="40" fill="url(#p)"/>',
        HATCH,
    ),
    "pattern in shares of its own": (
        '<pattern id="p" width=".25" height="1" patternContentUnits="objectBoundingBox">'
        '<rect width=".125" height="1"/></pattern><rect x="10" y="10" width="40" height="40" fill="url(#p)"/>',
        HATCH,
    ),
    "pattern with a view": (
        '<pattern id="p" x="0.25" width=".25" height="1" viewBox="0 0 2 1" preserveAspectRatio="none">'
        '<circle r="9"/><rect x="1" width="1" height="1" fill="#fff"/></pattern>'
        '<rect x="10" y="10" width="40" height="40" fill="url(#p)"/>',
        HATCH,
    ),
    "gradient of one colour": (
        f'<linearGradient id="g"><stop stop-color="teal"/><stop offset="1" stop-color="teal"/></linearGradient>'
        f'<g fill="url(#g)">{BOX}</g>',
        f'<g fill="teal">{BOX}</g>',
    ),
    "gradient with steps": (
        '<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="0" x2="60" y1="0" y2="0">'
        '<stop offset=".5" stop-color="red"/><stop offset="50%" stop-color="blue"/></linearGradient>'
        '<rect width="60" height="60" fill="url(#g)"/>',
        '<rect width="30" height="60" fill="red"/><rect x="30" width="30" height="60" fill="blue"/>',
    ),
    "opacity of a group": (
        f'<g opacity=".5">{BOX}{BOX}</g>',
        f'<g fill="#000" fill-opacity=".5">{BOX}</g>',
    ),
    "opacity of fill and line": (
        '<rect x="15" y="25" width="20" height="10" stroke="#000" stroke-width="10" opacity=".5"/>',
        f'<g fill="#808080">{BOX}</g>',
    ),
    "line before fill": (
        '<rect x="10" y="20" width="30" height="20" fill="red" stroke="#000" stroke-width="20" paint-order="stroke"/>',
        '<rect y="10" width="50" height="40"/><rect x="10" y="20" width="30" height="20" fill="red"/>',
    ),
    "picture inside": (
        f'<image href="{RED_PNG}" x="10" y="20" width="30" height="20" preserveAspectRatio="none"/>',
        f'<g fill="red">{BOX}</g>',
    ),
    "drawing inside": (
        f'<image href="{data_of(svg(FULL_BLACK))}" x="10" y="20" width="30" height="20" preserveAspectRatio="none"/>',
        BOX,
    ),
    "symbol that lets its ground through": (
        f'<symbol id="s" opacity=".5">{BOX}</symbol><use href="#s"/>',
        box('fill="#808080"'),
    ),
    "anchors": (
        '<text x="30" y="40" text-anchor="middle" font-size="30">HH</text>',
        '<text x="30" y="40" text-anchor="end" font-size="30">H</text><text x="30" y="40" font-size="30">H</text>',
    ),
    "anchor that is moved": (
        '<text x="10" dx="20" y="40" text-anchor="middle" font-size="30">HH</text>',
        '<text x="30" y="40" text-anchor="end" font-size="30">H</text><text x="30" y="40" font-size="30">H</text>',
    ),
    "spans": (
        '<text x="5" y="40" font-size="20">a<tspan font-weight="bold">b</tspan>c</text>',
        '<text x="5" y="40" font-size="20">a<tspan style="font:bold 20px serif">b</tspan><tspan>c</tspan></text>',
    ),
    "places of single letters": (
        '<text x="5 25" y="20 40" font-size="20">ab</text>',
        '<text x="5" y="20" font-size="20">a</text><text x="25" y="40" font-size="20">b</text>',
    ),
    "spaces": ('<text y="40" font-size="20">\n  a \t b\n</text>', '<text y="40" font-size="20">a b</text>'),
}
"""Two ways to say the same."""


@pytest.mark.parametrize("case", ALIKE)
def test_two_ways_to_say_the_same_look_alike(case: str, tmp_path: Path) -> None:
    """Attributes, style sheets, short forms, units and references come to the same areas."""
    one, other = (shown(svg(content), tmp_path, FINE) for content in ALIKE[case])

    assert difference(one, other) < 1.2
    assert difference(one, Image.new("RGB", one.size, "white")) > 2


FULL = '<rect width="60" height="60" '
COLOURS = {
    "grey": (FULL + 'fill="#808080"/>', (128, 128, 128)),
    "named": (FULL + 'fill="tomato"/>', (255, 99, 71)),
    "half opaque": (FULL + 'fill="rgba(255,0,0,.5)"/>', (255, 127, 127)),
    "opacity twice": (f'<g opacity=".5">{FULL}fill-opacity="50%"/></g>', (191, 191, 191)),
    "one over another": (f'{FULL}fill="red"/>{FULL}fill="blue" opacity=".5"/>', (127, 0, 127)),
    "group over another": (
        f'{FULL}fill="red"/><g opacity=".5"><circle r="90"/>{FULL}fill="blue"/></g>',
        (127, 0, 127),
    ),
    "middle of a gradient": (
        '<linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
        f'<linearGradient id="g" href="#a" gradientTransform="rotate(90)"/>{FULL}fill="url(#g)"/>',
        (127, 0, 127),
    ),
    "colours of a gradient from around it": (
        '<g color="blue" stop-color="red"><linearGradient id="g" stop-color="inherit"><stop stop-color="inherit"/>'
        f'<stop offset="1" stop-color="currentColor"/></linearGradient></g>{FULL}fill="url(#g)"/>',
        (127, 0, 127),
    ),
    "middle of a round gradient": (
        '<radialGradient id="g"><stop stop-color="#ff0"/><stop offset="1" stop-opacity="1"/></radialGradient>'
        '<circle cx="30" cy="30" r="30" fill="url(#g)"/>',
        (254, 254, 0),
    ),
    "line of a gradient": (
        '<linearGradient id="g" gradientUnits="userSpaceOnUse" x2="60"><stop stop-color="red"/><stop offset="1" '
        'stop-color="blue"/></linearGradient><path d="M0 30H60" stroke="url(#g)" stroke-width="20"/>',
        (127, 0, 127),
    ),
    "pattern over an area": (
        f'<pattern id="p" width="1" height="1">{FULL}fill="blue"/></pattern>'
        f'{FULL}fill="red"/>{FULL}fill="url(#p)" opacity=".5"/>',
        (127, 0, 127),
    ),
    "marker in the line's colour": (
        '<marker id="m" markerWidth="9" markerHeight="9" refX="4" refY="4"><circle r="20" fill="context-stroke"/>'
        '</marker><path d="M0 0L30 30L60 0" fill="none" stroke="teal" stroke-width="3" marker-mid="url(#m)"/>',
        (0, 128, 128),
    ),
    "missing paint with another in its place": (FULL + 'fill="url(#none) teal"/>', (0, 128, 128)),
}


@pytest.mark.parametrize("case", COLOURS)
def test_colours(case: str, tmp_path: Path, tool: Tool) -> None:
    """The middle of each drawing has the colour that it should have, in two readers."""
    content, wanted = COLOURS[case]

    one = shown(svg(content), tmp_path)
    other = seen_by_poppler(tmp_path / "page.pdf", tool("pdftoppm"), 2.0)

    for seen in (one, other):
        found = seen.getpixel((SIDE, SIDE))
        assert isinstance(found, tuple)
        assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) <= 6, found


def test_a_ground_is_painted(tmp_path: Path) -> None:
    """What a file paints behind everything, as browsers show it, is printed."""
    style = f'width="{SIDE}" height="{SIDE}" style="background:#ff0"'

    assert shown(svg(BOX, style), tmp_path).getpixel((4, 4)) == (255, 255, 0)


def dark_box(seen: Image.Image) -> tuple[int, int, int, int]:
    """Around all that is dark."""
    found = seen.convert("L").point([255] * 128 + [0] * 128).getbbox()
    assert found is not None
    return found


@pytest.mark.parametrize("adjust", ["spacing", "spacingAndGlyphs"])
def test_a_text_is_as_long_as_it_says(adjust: str, tmp_path: Path) -> None:
    """A label fits its frame although it is set in another font."""
    text = f'<text y="40" font-size="20" textLength="60" lengthAdjust="{adjust}">HIH</text>'

    left, _, right, _ = dark_box(shown(svg(text), tmp_path))

    assert left < 8 and right > 2 * SIDE - 8


@pytest.mark.parametrize(
    ("baseline", "top", "bottom"),
    [("auto", -14, 0), ("middle", -8.5, 5.5), ("hanging", 0, 14), ("text-after-edge", -20, -6)],
)
def test_baselines(baseline: str, top: float, bottom: float, tmp_path: Path) -> None:
    """Letters hang from their place, stand on it, or have it in their middle."""
    text = f'<text x="10" y="30" font-size="20" font-family="sans-serif" dominant-baseline="{baseline}">H</text>'

    _, high, _, low = dark_box(shown(svg(text), tmp_path))

    assert (high / 2 - 30, low / 2 - 30) == pytest.approx((top, bottom), abs=1.5)


@pytest.mark.parametrize(
    ("attributes", "width", "height"),
    [
        ('width="10cm" height="5cm"', 283.46, 141.73),
        ('viewBox="0 0 200 100"', 150, 75),
        ('width="100%" height="100%" viewBox="-50 -50 200 100"', 150, 75),
        ('width="400" viewBox="0 0 200 100"', 300, 150),
        ('height="1in" viewBox="0 0 200 100"', 144, 72),
        ('width="400" height="400" viewBox="0 0 200 100"', 300, 300),
    ],
)
def test_size(attributes: str, width: float, height: float) -> None:
    """A drawing is as large as it says, a pixel being 1/96 inch; what is missing follows from its viewBox."""
    picture = decoded(svg('<rect width="100" height="100"/>', attributes))

    assert (picture.width, picture.height) == pytest.approx((width, height), abs=0.01)
    assert picture.pixels is None


def test_nothing_reaches_beyond_the_drawing(tmp_path: Path) -> None:
    """A drawing of another shape than its frame stands in the middle, and what is outside the frame stays hidden."""
    seen = shown(svg('<rect x="-9" width="18" height="1"/>', 'width="60" height="60" viewBox="0 0 2 1"'), tmp_path)

    assert dark_box(seen) == (0, 30, 120, 90)


def gradient(attributes: str, stops: str = '<stop/><stop offset="1" stop-color="red"/>') -> bytes:
    """A rectangle painted with a gradient."""
    return svg(f'<linearGradient id="g" {attributes}>{stops}</linearGradient>' + box('fill="url(#g)"'))


NINE = range(1, 10)
REFUSED = {
    "no SVG": (b"<html><body/></html>", "<html>"),
    "not closed": (b"<svg>", "no sound SVG"),
    "no size": (svg(BOX, ""), "neither width and height nor a viewBox"),
    "size of nothing": (svg(BOX, 'width="0" height="5"'), "is 0"),
    "empty": (svg("<defs/>"), "draws nothing"),
    "unknown element": (svg("<flowRoot/>"), "<flowRoot>"),
    "filter": (svg(box('filter="url(#f)"')), "filter"),
    "mask": (svg(box('style="mask:url(#m)"')), "mask"),
    "blend mode": (svg(box('style="mix-blend-mode:multiply"')), "mix-blend-mode"),
    "web page": (svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a word</p></foreignObject>'), "“a word”"),
    "picture of a web page": (
        svg('<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="a.png"/></foreignObject>'),
        "web page",
    ),
    "drawings deep inside": (
        svg(f'<image href="{data_of(svg(f"<image href={chr(39)}{data_of(svg(BOX))}{chr(39)}/>"))}"/>'),
        "no PNG, JPEG or SVG",
    ),
    "shortened label": (
        svg("<switch><foreignObject><p>a long word</p></foreignObject><text>a long...</text></switch>"),
        "“a long word”",
    ),
    "fading gradient": (gradient("", '<stop/><stop offset="1" stop-opacity="0"/>'), "changes its opacity"),
    "repeated gradient": (gradient('spreadMethod="reflect"'), "repeats itself"),
    "gradient of itself": (gradient('href="#g"'), "refers to itself"),
    "line of a pattern": (
        svg('<pattern id="p" width="1" height="1"><circle r="9"/></pattern><path d="M0 0L9 9" stroke="url(#p)"/>'),
        "line with a pattern",
    ),
    "clips that overlap": (
        svg('<clipPath id="c"><circle r="9"/><circle r="8"/></clipPath>' + box('clip-path="url(#c)"')),
        "overlap",
    ),
    "clips itself": (
        svg('<clipPath id="c" clip-path="url(#c)"/>' + box('clip-path="url(#c)"')),
        "not understood",
    ),
    "vertical text": (svg('<text style="writing-mode:vertical-rl">a</text>'), "vertical"),
    "text on a path": (svg("<text><textPath>a</textPath></text>"), "<textPath>"),
    "letters that no font has": (svg('<text font-size="9">\u0378</text>'), r"U\+0378"),
    "two directions": (svg('<text font-size="9">a \u05d0</text>'), "both ways"),
    "paint that is missing": (svg(box('fill="url(#no)"')), "“#no”"),
    "no colour": (svg(box('fill="bluish"')), "“bluish” is no colour"),
    "no length": (svg('<rect width="wide" height="9"/>'), "“wide” is no length"),
    "no path": (svg('<path d="M0 0 L 5"/>'), "not understood"),
    "no move first": (svg('<path d="L5 5"/>'), "wanted a move"),
    "no transformation": (svg('<g transform="fly(3)"/>'), "“fly"),
    "picture elsewhere": (svg('<image href="https://example.org/a.png" width="9" height="9"/>'), "outside the file"),
    "drawing elsewhere": (svg('<use href="other.svg#a"/>'), "outside the file"),
    "style sheet elsewhere": (svg("<style>@import url(a.css);</style>" + BOX), "imports a style sheet"),
    "pattern of itself": (
        svg(
            '<pattern id="p" width="1" height="1"><rect width="9" height="9" fill="url(#p)"/></pattern>'
            + box('fill="url(#p)"')
        ),
        "inside one another",
    ),
    "marker of itself": (
        svg(
            '<marker id="m"><path d="M0 0L1 1" marker-end="url(#m)"/></marker><path d="M0 0L1 1" marker-end="url(#m)"/>'
        ),
        "inside one another",
    ),
    "uses itself": (svg('<g id="a"><use href="#a"/></g>'), "uses itself"),
    "too deep": (svg("<g>" * 200 + "</g>" * 200), "inside one another"),
    "too deep a style": (svg(f"<style>a{{b:{'(' * 9999}}}</style>{BOX}"), "brackets inside one another"),
    "laughing": (b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + svg("<text>&b;</text>"), "entity “b”"),
    "reading": (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>"), "entity “a”"),
    "unknown entity": (b'<!DOCTYPE svg SYSTEM "a.dtd">' + svg("<text>&a;</text>"), "entity “a”"),
    "growing": (
        svg(
            f'<g id="a0">{BOX}</g>' + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 9 + "</g>" for n in NINE)
        ),
        "draws more than|too large",
    ),
    "endless hatching": (
        svg('<pattern id="p" width=".0001" height=".1"><circle r="1"/></pattern>' + box('fill="url(#p)"')),
        "repeats a pattern",
    ),
    "out of bounds": (svg('<path d="M0 0L1e200 5"/>'), "reaches out"),
    "endless path": (svg(f'<path d="M0 0{"L1 1" * 1_300_000}"/>'), "more than 5000000 characters"),
    "endless styles": (svg(f"<style>{'a{b:c}' * 10_001}</style>{BOX}"), "more than 10000 rules"),
    "enlarged without end": (svg('<g transform="scale(1e8)">' * 40 + BOX + "</g>" * 40), "enlarged"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_shown_is_refused(case: str) -> None:
    """The message names what lines and areas cannot show, what is not understood, or what would not end."""
    data, message = REFUSED[case]

    with pytest.raises(PictureError, match=message):
        decoded(data)


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_drawings_of_known_programs_print(path: Path, tmp_path: Path, tool: Tool) -> None:
    """Files of many programs are set, and two readers show the same."""
    one = shown(path.read_bytes(), tmp_path, 3.0)
    other = seen_by_poppler(tmp_path / "page.pdf", tool("pdftoppm"), 3.0)
    width, height = (min(sides) // 12 * 12 for sides in zip(one.size, other.size, strict=True))

    one, other = (seen.crop((0, 0, width, height)).reduce(12) for seen in (one, other))

    assert difference(one, other) < 3
    assert difference(one, Image.new("RGB", one.size, "white")) > 1


def test_the_same_file_gives_the_same_bytes() -> None:
    """What was drawn before leaves no trace."""
    for path in DRAWINGS:
        data = path.read_bytes()

        assert svg_picture(data, Shelf()) == svg_picture(data, Shelf())


def test_a_photograph_inside_a_drawing_stands_once() -> None:
    """Pictures inside are placed, not drawn anew, however often they are used."""
    content = f'<image href="{RED_PNG}" width="9" height="9"/><image href="{RED_PNG}" x="9" width="9" height="9"/>'

    drawing = decoded(svg(content)).drawing

    assert isinstance(drawing, Outline) and len(drawing.inner) == 1


NASTY = (
    "|0|-1|1e9|1e-9|nan|inf|100%|url(#a)|#a|none|inherit|auto|M0 0|M0 0h|((|\ufffd|rotate(1e9)|matrix(0 0 0 0 0 0)|-0|"
    "scale(1e-300)|0 0 0 0|0 0 1e-9 1|context-fill|var(--x|light-dark(|rgb(1,2|M1 1a1e9 1e-9 1 1 1 1 1z|1e308|"
    "M0 0C0 0 0 0 0 0Z|5 5|1em|evenodd"
)
NAMES = (
    "x y width height r cx d points transform fill stroke style viewBox href font-size opacity stroke-dasharray x1 "
    "class stroke-width clip-path marker-mid id offset textLength preserveAspectRatio patternUnits rotate "
    "gradientTransform font-family font-weight orient letter-spacing dominant-baseline baseline-shift "
    "patternTransform refX fx"
)
ELEMENTS = (
    "g rect circle ellipse line polygon path text tspan use symbol svg image marker linearGradient radialGradient stop "
    "pattern clipPath switch style a foreignObject"
)
VALUES = st.sampled_from(NASTY.split("|")) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters='<&"', min_codepoint=32), max_size=9
)


def element(name: str, attributes: dict[str, str], inside: list[str]) -> str:
    written = "".join(f' {attribute}="{value}"' for attribute, value in attributes.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>"


TREES = st.recursive(
    st.sampled_from(["", "word", "a{fill:red}", "*{font:1px x}", BOX]),
    lambda inside: st.builds(
        element,
        st.sampled_from(ELEMENTS.split()),
        st.dictionaries(st.sampled_from(NAMES.split()), VALUES, max_size=6),
        st.lists(inside, max_size=3),
    ),
    max_leaves=8,
)


@given(trees=st.lists(TREES, min_size=1, max_size=3))
def test_whatever_a_drawing_holds_it_is_set_or_refused(trees: list[str]) -> None:
    """No attribute's value, and no element inside another, ends in anything but a picture or a `PictureError`."""
    try:
        assert decoded(svg(f'<g id="a">{BOX}</g>' + "".join(trees))).width > 0
    except PictureError as error:
        assert str(error)


@given(
    drawing=st.sampled_from(DRAWINGS),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=4),
)
def test_damage_never_escapes(drawing: Path, changes: list[tuple[float, bytes]]) -> None:
    """However a file is damaged, it is a picture or a `PictureError`."""
    data = bytearray(drawing.read_bytes())
    for place, patch in changes:
        at = int(place * len(data))
        data[at : at + len(patch)] = patch

    try:
        assert decoded(bytes(data)).width > 0
    except PictureError as error:
        assert str(error)
