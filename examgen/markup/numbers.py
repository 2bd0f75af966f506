"""One line of text in, its numbers and what stands between them out, as languages and formulas write numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

MOST_DIGITS = 60
_SPACES = "\u00a0\u2007\u2009\u202f "
_MINUS = "-−–"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED = re.compile("[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_VULGAR = re.compile(r"(?<!\d)(\d{0,9})([¼-¾⅐-⅞])")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_ROMAN = re.compile(r"\b(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True, slots=True)
class Measured:
    """A line cut at its numbers."""

    literals: tuple[str, ...]
    """What stands before, between and behind the numbers, without spaces; one more than these."""

    numbers: tuple[Fraction, ...]


def with_plain_digits(line: str) -> str:
    """The same line with the digits 0 to 9 for those of any script; raised ones are powers, "½" is a fraction."""
    if line.isascii():
        return line
    raised = _RAISED.sub(lambda match: "^" + match[0].translate(_SUPERSCRIPTS), line)
    whole = _VULGAR.sub(_vulgar, raised)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in whole)


def _vulgar(match: re.Match[str]) -> str:
    value = Fraction(unicodedata.numeric(match[2])).limit_denominator(10) + int(match[1] or 0)
    return f"{value.numerator}/{value.denominator}"


def measured(line: str, has_decimal_comma: bool) -> Measured | None:
    """Cut a line at its numbers; ``None`` where one is not written in this way."""
    literals, numbers, end = [], [], 0
    text = _ORDINAL.sub("", line)
    for match in _number(has_decimal_comma).finditer(text):
        value = _value(match, has_decimal_comma)
        if value is None:
            return None
        literals.append(_joined(text[end : match.start()]))
        numbers.append(value)
        end = match.end()
    literals.append(_joined(text[end:]))
    parted = any(literal in (",", ".", "'", "’", "٫", "٬") for literal in literals[1:-1])
    return None if parted or not numbers else Measured(tuple(literals), tuple(numbers))


def measured_in_roman(line: str) -> Measured | None:
    """The same for Roman numerals."""
    found = [match for match in _ROMAN.finditer(line) if match[0]]
    if not found:
        return None
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(line)]
    literals = tuple(_joined(line[end:start]) for end, start in zip(ends, starts, strict=True))
    return Measured(literals, tuple(Fraction(_roman(match[0])) for match in found))


def _joined(words: str) -> str:
    return "".join(words.split())


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    pairs = zip(values, (*values[1:], 0), strict=True)
    return sum(-value if value < after else value for value, after in pairs)


@cache
def _number(has_decimal_comma: bool) -> re.Pattern[str]:
    """A number with its sign; with what makes it a power of ten, another power, or a fraction."""
    decimal, group = ("[,٫]", f"[.'’٬{_SPACES}]") if has_decimal_comma else ("[.٫]", f"[,'’٬{_SPACES}]")
    indian = "" if has_decimal_comma else r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    whole = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d){indian}|\d+)"
    number = rf"(?:{whole}(?:{decimal}\d+)?|(?<!\w){decimal}\d+)"
    exponent = rf"[{_MINUS}+]?\d{{1,3}}"
    times_ten = rf"\s?[×x·⋅*]\s?10\s?\^[{{(]?(?P<ten>{exponent})[)}}]?"
    power = rf"\s?\^[{{(]?(?P<power>{exponent})[)}}]?"
    letter = rf"[eE](?P<letter>{exponent})(?!\w)"
    fraction = rf"\s?[/⁄]\s?(?P<below>{number})(?!\s?/)"
    sign = rf"(?P<sign>(?<![^\s=(<>≤≥×~≈])[{_MINUS}+])?"
    return re.compile(rf"{sign}(?P<number>{number})(?:{times_ten}|{power}|{letter}|{fraction})?")


def _value(match: re.Match[str], has_decimal_comma: bool) -> Fraction | None:
    if len(match[0]) > MOST_DIGITS:
        return None
    value = _plain(match["number"], has_decimal_comma)
    below = _plain(match["below"], has_decimal_comma) if match["below"] else Fraction(1)
    power = _whole(match["power"]) if match["power"] else 1
    if not below or (not value and power < 0):
        return None
    size = value**power / below * Fraction(10) ** _whole(match["ten"] or match["letter"] or "0")
    return -size if match["sign"] and match["sign"] in _MINUS else size


def _plain(number: str, has_decimal_comma: bool) -> Fraction:
    decimal = ",٫" if has_decimal_comma else ".٫"
    return Fraction("".join("." if sign in decimal else sign for sign in number if sign.isdigit() or sign in decimal))


def _whole(exponent: str) -> int:
    return int(exponent.translate(str.maketrans("−–", "--")))
