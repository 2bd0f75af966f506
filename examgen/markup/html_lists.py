"""An ordered list of HTML in, the number of its first item and the signs of all of them out."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from examgen.markup.html_styles import declarations

_TYPES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I",
}  # fmt: skip
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 999


def start_of(element: etree._Element, items: Sequence[etree._Element]) -> int:
    """The first number: of the list, or of its first item."""
    return next((number for number in (_number(each) for each in (*items[:1], element)) if number is not None), 1)


def _number(element: etree._Element) -> int | None:
    written = element.get("start") or element.get("value") or ""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else None


def signs_of(element: etree._Element, items: Sequence[etree._Element]) -> tuple[str, ...]:
    """The signs of the items where these are no numbers in a row: letters, or numbers that items name."""
    declared = declarations(element)
    kind = _TYPES.get(declared.get("list-style-type", declared.get("list-style", "")), element.get("type") or "1")
    numbers, following = list[int](), start_of(element, items)
    for item in items:
        own = _number(item)
        numbers.append(following if own is None else own)
        following = numbers[-1] + 1
    is_plain = kind not in "aAiI" and numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
    return () if is_plain else tuple(f"{sign(number, kind)}." for number in numbers)


def sign(number: int, kind: str) -> str:
    """A number as a list of a kind writes it; in digits where its letters or Roman numbers end."""
    if not 0 < number <= _MOST or kind not in ("a", "A", "i", "I"):
        return str(number)
    written = _letters(number) if kind in "aA" else _roman(number)
    return written.upper() if kind.isupper() else written


def _letters(number: int) -> str:
    return (_letters((number - 1) // 26) if number > 26 else "") + "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26]


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
