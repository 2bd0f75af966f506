"""What Word states about the look of words and pictures in, their style here out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from examgen.formats.docx.numbering import W, whole_number
from examgen.formats.xml import Element, local_name
from examgen.model.text import PLAIN, Extent, Image, ImageFile, Style

_EMU_PER_POINT = 12_700
_OFF = frozenset({"0", "false", "off", "none"})
_PALE = frozenset({"auto", "none", "clear", "FFFFFF", "ffffff", "000000", "windowText"})
_COLOR = re.compile(r"[0-9A-Fa-f]{6}")
_DARK, _LIGHT = 0x45, 0xF0
_MONO = re.compile(r"courier|consolas|menlo|monaco|mono\b|lucida console", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What may set words apart, as a key often is."""

    bold: bool = False
    underline: bool = False
    color: str = ""
    ground: str = ""
    """The colour behind them."""


BARE = Look()


def _is_on(properties: Element, name: str) -> bool:
    found = properties.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "true") not in _OFF


def font_of(properties: Element | None) -> str:
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return "" if fonts is None else str(fonts.get(f"{W}ascii") or "")


def style_of(properties: Element | None, named: Element | None = None) -> Style:
    """The style that is printed, by what is said of a run, and of the style that it names."""
    if properties is None:
        return PLAIN
    shift = properties.find(f"{W}vertAlign")
    fonts = properties.find(f"{W}rFonts")
    chain = [each for each in (properties, named) if each is not None]
    return Style(
        bold=any(_is_on(each, "b") for each in _stating(chain, "b")),
        italic=any(_is_on(each, "i") for each in _stating(chain, "i")),
        code=fonts is not None and bool(_MONO.search(fonts.get(f"{W}ascii") or "")),
        underline=_is_on(properties, "u"),
        strike=_is_on(properties, "strike") or _is_on(properties, "dstrike"),
        shift={"superscript": 1, "subscript": -1}.get(shift.get(f"{W}val", "") if shift is not None else "", 0),
    )


def look_of(chain: Sequence[Element]) -> Look:
    """How words look by what is said of their run, its style and its paragraph's, the nearest first."""
    return Look(
        bold=any(_is_on(each, "b") for each in _stating(chain, "b")),
        underline=any(_is_on(each, "u") for each in _stating(chain, "u")),
        color=_value(chain, "color", "val"),
        ground=_value(chain, "highlight", "val") or _value(chain, "shd", "fill"),
    )


def _stating(chain: Sequence[Element], name: str) -> list[Element]:
    """The nearest properties that say anything of this one."""
    return [each for each in chain if each.find(f"{W}{name}") is not None][:1]


def _value(chain: Sequence[Element], name: str, attribute: str) -> str:
    """The nearest value; empty for what every page has."""
    for properties in _stating(chain, name):
        found = properties.find(f"{W}{name}")
        value = str(found.get(f"{W}{attribute}", "auto")) if found is not None else "auto"
        return "" if value in _PALE or _is_pale(value, name) else value.lower()
    return ""


def _is_pale(value: str, name: str) -> bool:
    """Whether words are nearly black, or their ground is nearly white: words from web pages often are."""
    if not _COLOR.fullmatch(value):
        return False
    parts = bytes.fromhex(value)
    return max(parts) <= _DARK if name == "color" else min(parts) >= _LIGHT


def picture_of(drawing: Element, file: ImageFile, line: int) -> Image:
    extent = next((each for each in drawing.iter() if local_name(each) == "extent"), None)
    described = next((each for each in drawing.iter() if local_name(each) == "docPr"), None)
    width = whole_number(extent.get("cx", "0"), 0) / _EMU_PER_POINT if extent is not None else 0.0
    words = (described.get("descr") or "") if described is not None else ""
    return Image(file, " ".join(words.split()), Extent(round(width, 1)) if width else None, None, line)
