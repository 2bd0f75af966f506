"""A number as GIFT writes it, with its tolerance or as a range, in; the same as examgen writes it out."""

from __future__ import annotations

import re
from decimal import Decimal

from examgen.formats.numbers import stated_number, written_number
from examgen.model.text import paragraph

_DIGITS = r"[-+−]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][-+]?\d{1,3})?"
_EXACT = re.compile(_DIGITS)
_TOLERANT = re.compile(rf"(?P<value>{_DIGITS})\s*:\s*(?P<tolerance>{_DIGITS})")
_RANGE = re.compile(rf"(?P<least>{_DIGITS})\s*\.\.\s*(?P<most>{_DIGITS})")


def number_text(words: str) -> str | None:
    """The number, ``± tolerance`` behind it where it has one; ``None`` for what is no number."""
    if match := _RANGE.fullmatch(words):
        least, most = sorted((_decimal(match["least"]), _decimal(match["most"])))
        return _written((least + most) / 2, (most - least) / 2)
    if match := _TOLERANT.fullmatch(words):
        return _written(_decimal(match["value"]), abs(_decimal(match["tolerance"])))
    if _EXACT.fullmatch(words):
        return written_number(_decimal(words))
    value, colon, tolerance = (part.strip() for part in words.partition(":"))
    written = f"{value} ± {tolerance}" if colon and tolerance.strip("0,.") else value
    return written if stated_number(paragraph(written), is_certain=True) else None


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace("−", "-").replace("+", "") if "e" not in digits.lower() else digits.replace("−", "-"))


def _written(value: Decimal, tolerance: Decimal) -> str:
    number = written_number(value)
    return f"{number} ± {written_number(tolerance)}" if tolerance else number
