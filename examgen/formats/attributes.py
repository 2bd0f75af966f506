"""A line in, its words and the attributes in braces at its end out, e.g. ``Photosynthesis {#bio-7 points=2 locked}``.

Braces that hold no attributes are words: a set such as {1, 2} stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

_QUOTED = r'"(?:[^"\\\n]|\\.)*"'
_ONE = rf'(?:#[^\s{{}}"=]+|\.?[A-Za-z][\w-]*(?:=(?:{_QUOTED}|[^\s{{}}"]+))?)'
_BRACES = re.compile(rf"(?<!\\)\{{\s*({_ONE}(?:\s+{_ONE})*)\s*\}}\s*\Z")
_EACH = re.compile(
    rf'#(?P<id>[^\s{{}}"=]+)|(?P<name>\.?[A-Za-z][\w-]*)(?:=(?:(?P<quoted>{_QUOTED})|(?P<bare>[^\s{{}}"]+)))?'
)
_BARE = re.compile(r'[^\s{}"#=][^\s{}"]*')
_ID = re.compile(r'[^\s{}"=]+')
_ATTACHED = re.compile(r"[)\]]\Z|\\[A-Za-z]+\Z")
"""Behind these without a space, braces belong to a picture, to words in brackets or to a command of TeX."""

_BLANK = re.compile(r"_{4}\Z")
"""Behind these without a space, braces hold what fills the blank, but for values of attributes that exist."""

_FURTHEST = 2000
_FLAG = "yes"
_SHORTEST = 3
"""Shorter names before an equals sign are rather a formula than a misspelt attribute."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no attribute has, and the nearest that one has."""

    name: str
    nearest: str | None


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in braces: names with their values; a name alone has the value ``yes``."""

    values: Mapping[str, str]
    unknown: tuple[Unknown, ...] = ()


NO_ATTRIBUTES = Attributes({})


def split_attributes(line: str, names: Collection[str]) -> tuple[str, Attributes]:
    """Part a line from the attributes at its end; `names` are the ones that exist."""
    match = _BRACES.search(line, max(0, len(line) - _FURTHEST)) if line.rstrip().endswith("}") else None
    if not match:
        return line, NO_ATTRIBUTES
    found = {(each["id"] and "id") or each["name"]: _value(each) for each in _EACH.finditer(match[1])}
    unknown = tuple(Unknown(name, _nearest(name, names)) for name in found if name not in names)
    if (unknown or set(found.values()) == {_FLAG}) and _BLANK.search(line, 0, match.start()):
        return line, NO_ATTRIBUTES
    if len(unknown) == len(found) and _ATTACHED.search(line, 0, match.start()):
        return line, NO_ATTRIBUTES
    if len(unknown) == len(found) and not any(_is_meant(each, found[each.name]) for each in unknown):
        return line, NO_ATTRIBUTES
    return line[: match.start()].rstrip(), Attributes({n: v for n, v in found.items() if n in names}, unknown)


def _value(each: re.Match[str]) -> str:
    if each["id"]:
        return each["id"]
    if each["quoted"]:
        return re.sub(r"\\(.)", r"\1", each["quoted"][1:-1])
    return each["bare"] or _FLAG


def _nearest(name: str, names: Collection[str]) -> str | None:
    """The nearest name; one with a stop before it is near to others of that kind only."""
    near = get_close_matches(name.lower(), [n for n in names if n.startswith(".") is name.startswith(".")], 1)
    return near[0] if near else None


def _is_meant(unknown: Unknown, value: str) -> bool:
    """Whether a name that does not exist was meant as an attribute at all."""
    is_class = unknown.name.startswith(".")
    return unknown.nearest is not None or (len(unknown.name) >= _SHORTEST and value != _FLAG and not is_class)


def written(values: Mapping[str, str]) -> str:
    """Write attributes in braces; the empty string where there are none."""
    return f"{{{' '.join(_one(name, value) for name, value in values.items())}}}" if values else ""


def _one(name: str, value: str) -> str:
    if name == "id" and _ID.fullmatch(value):
        return f"#{value}"
    if value == _FLAG:
        return name
    if _BARE.fullmatch(value):
        return f"{name}={value}"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{name}="{escaped}"'
