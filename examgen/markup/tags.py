"""The tokens of a paragraph in, the HTML tags among them out that have a partner and mean a style."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from examgen.model.text import Style

_TAG = re.compile(r"<(?P<closes>/)?(?P<name>[A-Za-z]+)\s*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "code": "code", "kbd": "code", "tt": "code",
    "u": "underline", "ins": "underline", "s": "strike", "strike": "strike", "del": "strike",
}  # fmt: skip
_SHIFTS = {"sup": 1, "sub": -1}
_MOST_OPEN = 40
"""A tag further out has no partner: this bounds the time that a page of stray tags takes."""


_FRAME = re.compile(r"<(?P<end>/?)(?P<name>p|div|center|figure)(?:\s[^<>]*)?>", re.IGNORECASE)


def is_break(token: Token) -> bool:
    """Whether a token is a line end in HTML."""
    return token.type == "html_inline" and _BREAK.fullmatch(token.content) is not None


def styled(tag: str, style: Style) -> Style:
    """The style inside a tag."""
    name = _name(tag)
    return replace(style, shift=_SHIFTS[name]) if name in _SHIFTS else replace(style, **{_STYLES[name]: True})  # type: ignore[arg-type]


def paired_tags(tokens: Sequence[Token]) -> dict[int, int]:
    """Places of the tags that open a style → those that close it; they cross neither each other nor other markup."""
    found: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    for place, token in enumerate(tokens):
        if token.type == "html_inline":
            name = _name(token.content)
            if name not in _STYLES and name not in _SHIFTS:
                continue
            if not token.content.startswith("</"):
                opened.append((name, place))
            elif (start := _last(opened, name)) is not None:
                found[opened[start][1]] = place
                del opened[start:]
        elif token.nesting > 0:
            opened.append(("", place))
        elif token.nesting < 0:
            del opened[_outer(opened) :]
    return found


def picture_frames(tokens: Sequence[Token]) -> frozenset[int]:
    """Places of the tags of blocks around pictures alone, as in ``<p align="center"><img …></p>``."""
    found: set[int] = set()
    opened: list[tuple[str, int]] = []
    is_filled = False
    for place, token in enumerate(tokens):
        frame = _FRAME.fullmatch(token.content) if token.type == "html_inline" else None
        if frame and not frame["end"]:
            opened, is_filled = [*([] if is_filled else opened), (frame["name"].lower(), place)], False
        elif frame and is_filled and opened and opened[-1][0] == frame["name"].lower():
            found |= {opened.pop()[1], place}
        elif token.type == "html_inline" and token.content[:4].lower() == "<img":
            is_filled = True
        elif token.type != "softbreak" and token.content.strip():
            opened = []
    return frozenset(found)


def _name(tag: str) -> str:
    match = _TAG.fullmatch(tag)
    return match["name"].lower() if match else ""


def _outer(opened: Sequence[tuple[str, int]]) -> int:
    """The place of the markup that ends here; tags above it stay without a partner."""
    return next(place for place in range(len(opened) - 1, -1, -1) if not opened[place][0])


def _last(opened: Sequence[tuple[str, int]], name: str) -> int | None:
    """The place among what is open of the last tag of a name that no other markup has closed off."""
    for start in range(len(opened) - 1, max(-1, len(opened) - 1 - _MOST_OPEN), -1):
        if opened[start][0] == name:
            return start
        if not opened[start][0]:
            return None
    return None
