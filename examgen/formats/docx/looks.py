"""What Word states about the look of words and pictures in, their style here out."""

from __future__ import annotations

import re

from examgen.formats.docx.numbering import W, whole_number
from examgen.formats.xml import Element, local_name
from examgen.model.text import PLAIN, Extent, Image, ImageFile, Style

_EMU_PER_POINT = 12_700
_OFF = frozenset({"0", "false", "off", "none"})
_PALE = frozenset({"auto", "none", "clear", "FFFFFF", "ffffff", "000000", "windowText"})
_MONO = re.compile(r"courier|consolas|menlo|monaco|mono\b|lucida console", re.IGNORECASE)


def _is_on(properties: Element, name: str) -> bool:
    found = properties.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "true") not in _OFF


def style_of(properties: Element | None) -> Style:
    if properties is None:
        return PLAIN
    shift = properties.find(f"{W}vertAlign")
    fonts = properties.find(f"{W}rFonts")
    return Style(
        bold=_is_on(properties, "b"),
        italic=_is_on(properties, "i"),
        code=fonts is not None and bool(_MONO.search(fonts.get(f"{W}ascii") or "")),
        underline=_is_on(properties, "u"),
        strike=_is_on(properties, "strike") or _is_on(properties, "dstrike"),
        shift={"superscript": 1, "subscript": -1}.get(shift.get(f"{W}val", "") if shift is not None else "", 0),
    )


def is_set_apart(properties: Element | None) -> bool:
    """Whether words are highlighted, coloured or underlined, as a key often is."""
    if properties is None:
        return False
    for name, value in (("highlight", "val"), ("color", "val"), ("shd", "fill")):
        found = properties.find(f"{W}{name}")
        if found is not None and found.get(f"{W}{value}", "auto") not in _PALE:
            return True
    return _is_on(properties, "u")


def picture_of(drawing: Element, file: ImageFile, line: int) -> Image:
    extent = next((each for each in drawing.iter() if local_name(each) == "extent"), None)
    described = next((each for each in drawing.iter() if local_name(each) == "docPr"), None)
    width = whole_number(extent.get("cx", "0"), 0) / _EMU_PER_POINT if extent is not None else 0.0
    words = (described.get("descr") or "") if described is not None else ""
    return Image(file, " ".join(words.split()), Extent(round(width, 1)) if width else None, None, line)
