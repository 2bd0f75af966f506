"""An ordered list of HTML in, the number of its first item out, and whether its items are numbered otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from examgen.markup.html_styles import declarations

_LETTERED = frozenset(("lower-alpha", "lower-latin", "upper-alpha", "upper-latin", "lower-roman", "upper-roman"))


def start_of(element: etree._Element, items: Sequence[etree._Element]) -> int:
    """The first number: of the list, or of its first item."""
    return next((number for number in (_number(each) for each in (*items[:1], element)) if number is not None), 1)


def _number(element: etree._Element) -> int | None:
    written = element.get("start") or element.get("value") or ""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else None


def is_numbered_otherwise(element: etree._Element, items: Sequence[etree._Element]) -> bool:
    """Whether a list has letters or Roman numbers, or items with numbers of their own."""
    declared = declarations(element)
    kind = declared.get("list-style-type") or declared.get("list-style") or element.get("type") or "1"
    first = start_of(element, items)
    own = [_number(item) for item in items]
    is_own = any(number is not None and number != first + place for place, number in enumerate(own))
    return is_own or kind in _LETTERED or kind in tuple("aAiI") or element.get("reversed") is not None
