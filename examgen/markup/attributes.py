"""What stands in braces behind a picture, a span or a fence in, its meaning out: ``{width=6cm}``, ``{lang=fr}``.

Braces that do not have this form are words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from examgen.model.text import Extent, Style

_VALUE = r'(?:"[^"{}]*"|[^\s"{}]+)'
_ONE = rf"(?:[.#][\w-]+|[\w-]+\s*=\s*{_VALUE})"
BRACES = re.compile(rf"\{{\s*{_ONE}(?:\s+{_ONE})*\s*\}}")
_EACH = re.compile(rf"[.#](?P<sign>[\w-]+)|(?P<name>[\w-]+)\s*=\s*(?P<value>{_VALUE})")
_LENGTH = re.compile(r"(?P<number>\d{1,4}(?:[.,]\d{1,12})?|[.,]\d{1,12})\s*(?P<unit>cm|mm|in|pt|px|%|)")
POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "px": 0.75, "": 0.75}
"""PDF points in one of each unit; a number alone counts pixels, as in HTML."""

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
NUMBERED = "numbered"


class NoAttribute(Exception):
    """Something in braces that means nothing where it stands; the text of the exception is for its author."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a picture is asked to be."""

    width: Extent | None = None
    height: Extent | None = None


def size_of(braces: str) -> Size:
    """The size in the braces behind a picture; raise `NoAttribute` for anything else."""
    found = _named(braces)
    for name in found:
        if name not in ("width", "height"):
            raise NoAttribute(f'"{name}" means nothing at a picture')
    return Size(**{name: extent_of(value) for name, value in found.items()})


def extent_of(value: str) -> Extent:
    """A length or a share of the measure; raise `NoAttribute` for anything else."""
    match = _LENGTH.fullmatch(value)
    number = float(match["number"].replace(",", ".")) if match else 0.0
    if match is None or number <= 0:
        raise NoAttribute(f'"{value}" is no size')
    if match["unit"] == "%":
        return Extent(number / 100, is_share=True)
    return Extent(number * POINTS[match["unit"]])


def styled(braces: str, style: Style) -> Style:
    """The style inside a span with these braces; raise `NoAttribute` for what is no style."""
    for name, value in _named(braces).items():
        if name == ".underline":
            style = replace(style, underline=True)
        elif name == "lang" and LANGUAGE.fullmatch(value):
            style = replace(style, language=value)
        else:
            raise NoAttribute(f'"{value}" is no language' if name == "lang" else f'"{name}" means nothing at a span')
    return style


def fence_of(info: str) -> tuple[str, bool]:
    """The language behind a fence, and whether its lines are numbered; raise `NoAttribute` for what is neither."""
    info = info.strip()
    if not info.startswith("{"):
        language = info.removesuffix(NUMBERED).rstrip() if _says_numbered(info) else info
        return language, language != info
    found = _named(info)
    languages = [name[1:] for name in found if name[0] == "." and name != ".numberLines"]
    if len(languages) > 1 or any(name[0] != "." for name in found):
        raise NoAttribute(f'"{info}" is not understood')
    return "".join(languages), ".numberLines" in found


def _says_numbered(info: str) -> bool:
    return info == NUMBERED or info.endswith(f" {NUMBERED}")


def _named(braces: str) -> Mapping[str, str]:
    """Names with their values; a class is a name that begins with a full stop."""
    if not BRACES.fullmatch(braces):
        raise NoAttribute(f'"{braces}" is not understood')
    each = (match for match in _EACH.finditer(braces))
    return {match["name"] or match[0]: (match["value"] or "").strip('"').strip() for match in each}
