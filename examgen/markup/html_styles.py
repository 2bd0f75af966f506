"""An element of HTML in, the style inside it out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from examgen.markup.attributes import LANGUAGE
from examgen.model.text import Style

_STYLES = {
    **dict.fromkeys(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend"), "bold"),
    **dict.fromkeys(("i", "em", "var", "cite", "dfn"), "italic"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strike"),
}
_SHIFTS = {"sup": 1, "sub": -1}
_ALIGNED = {"super": 1, "sub": -1, "baseline": 0}
_BOLD = {
    "bold": True,
    "bolder": True,
    "600": True,
    "700": True,
    "800": True,
    "900": True,
    "normal": False,
    "400": False,
}
_BLACK = re.compile(r"black|windowtext|inherit|initial|unset|transparent|white|auto|none|#(?:0{3,6}|f{3,6})|", re.I)
_DARK = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*[\d.]+\s*)?\)|#([0-9a-f]{6})", re.I)
_GREY = 12
"""Channels that differ by no more make a grey, which editors write without being asked."""


def declarations(element: etree._Element) -> dict[str, str]:
    """What the ``style`` of an element says: property → value."""
    parts = (part.partition(":") for part in (element.get("style") or "").split(";"))
    return {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in parts}


def inner_style(name: str, element: etree._Element, style: Style) -> Style:
    """The style inside an element of that name."""
    if name in _STYLES:
        style = replace(style, **{_STYLES[name]: True})  # type: ignore[arg-type]  # names of flags alone
    if name in _SHIFTS:
        style = replace(style, shift=_SHIFTS[name])
    if (language := _language(element)) is not None:
        style = replace(style, language=language)
    return _declared(declarations(element), style) if element.get("style") else style


def _language(element: etree._Element) -> str | None:
    language = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return language if language and LANGUAGE.fullmatch(language) else None


def _declared(found: Mapping[str, str], style: Style) -> Style:
    lines = f"{found.get('text-decoration', '')} {found.get('text-decoration-line', '')}"
    return replace(
        style,
        bold=_BOLD.get(found.get("font-weight", ""), style.bold),
        italic={"italic": True, "oblique": True, "normal": False}.get(found.get("font-style", ""), style.italic),
        underline=style.underline or "underline" in lines,
        strike=style.strike or "line-through" in lines,
        shift=_ALIGNED.get(found.get("vertical-align", ""), style.shift),
    )


def colour_of(name: str, element: etree._Element) -> str:
    """A colour that an author chose, by which words may be told from others; empty for none."""
    if name == "mark":
        return "yellow"
    found = declarations(element) if element.get("style") else {}
    asked = (element.get("color") if name == "font" else None, found.get("color"), found.get("background-color"))
    return next((colour for colour in asked if colour and not _is_grey(colour)), "")


def _is_grey(colour: str) -> bool:
    if _BLACK.fullmatch(colour) or colour.startswith("var("):
        return True
    match = _DARK.fullmatch(colour)
    if not match:
        return False
    channels = (
        [int(match[4][at : at + 2], 16) for at in (0, 2, 4)] if match[4] else [int(c) for c in match.groups()[:3]]
    )
    return max(channels) - min(channels) <= _GREY


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser shows nothing of an element."""
    return element.get("hidden") is not None or declarations(element).get("display") == "none"
