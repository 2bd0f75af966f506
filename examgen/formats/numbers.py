"""An accepted answer as it is written in, the number with tolerance and unit that it states out.

``9.81 ± 0.02 m/s²``, ``9.81 +- 2%``, ``3.0·10⁸ m/s``, ``1/3``, ``2½ m``; the decimal sign is a full stop or a comma.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from examgen.markup.patterns import late
from examgen.model.text import Paragraph, Text, Words

_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOWERED = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_UNRAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−–", "0123456789+---")

_SPACE = "[ \u00a0\u2009\u202f'’]"
_GROUPED = "|".join(
    rf"\d{{1,3}}(?:{sign}\d{{3}}){count}(?!\d)" for sign, count in ((_SPACE, "+"), (",", "{2,}"), (r"\.", "{2,}"))
)
_DIGITS = rf"(?:{_GROUPED}|\d{{1,30}})"
_POWER = (
    r"\s?(?:[eE](?P<{0}e>[+−–-]?\d{{1,3}})(?!\w)"
    r"|[·×∙⋅*x]\s?10(?:\^\(?(?P<{0}p>[+−–-]?\d{{1,3}})\)?|(?P<{0}r>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})))"
)
_PLUS_MINUS = r"(?:±|\+\s?/?\s?[-−–])"
_VULGAR = "[¼-¾⅐-⅞]"
_FRACTION = (
    rf"(?P<{{0}}s>[+−–-]?)\s?(?:(?P<{{0}}w>\d{{{{1,9}}}})(?:\s+|(?={_VULGAR})))?"
    rf"(?:(?P<{{0}}o>\d{{{{1,9}}}})\s?[/⁄]\s?(?P<{{0}}u>\d{{{{1,9}}}})(?!\d)|(?P<{{0}}v>{_VULGAR}))"
)


def _number(name: str) -> str:
    """The pattern of one number, whose group has this name and those of its parts begin with it."""
    decimal = rf"(?P<{name}n>[+−–-]?\s?(?:{_DIGITS}(?:[.,]\d{{1,30}})?|[.,]\d{{1,30}}))(?:{_POWER.format(name)})?"
    return rf"(?P<{name}>{_FRACTION.format(name)}|{decimal})"


_LETTER = r"[^\W\d_²³¹⁰-₟¼-¾⅐-⅟①-⓿]"
_UNIT = rf"(?!st\b|nd\b|rd\b|th\b){_LETTER}|[%‰°′″'\"€$£¥]|/(?={_LETTER})"
_VALUE = late(
    rf"{_number('value')}\s*(?P<unit>(?:{_UNIT})[^±]*?)??"
    rf"(?:\s*{_PLUS_MINUS}\s*{_number('tolerance')}\s*(?P<behind>(?:{_UNIT})[^±]*)?)?"
)
_GROUPED_COMMA = re.compile(r"[+−–-]?\s?[1-9]\d{0,2},\d{3}")
_SHORT_WORD = 4
_SIX_DIGITS = Context(prec=6)
_YEAR = re.compile(r"\s(?:1\d|20)\d\d\b")
"""In what stands behind a number: the end of a date."""

_MOST_UNDER = 10
"""What "⅒", the last sign for a fraction, is divided by."""


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number as its author states it, and what is wrong with the way."""

    value: Decimal
    tolerance: Decimal = Decimal(0)
    is_relative: bool = False
    unit: str = ""
    is_form: bool = False
    """Whether the writing says more than the digits of the value, as a fraction does."""

    doubt: str = ""
    """Why it cannot be told what number is meant."""


def plain_signs(text: Text) -> str | None:
    """The characters of one paragraph of words, raised and lowered digits as their own signs; ``None`` for more."""
    if len(text) != 1 or not isinstance(text[0], Paragraph):
        return None
    signs = [_signs(span) if isinstance(span, Words) else None for span in text[0].spans]
    return None if None in signs else "".join(sign or "" for sign in signs).strip()


def _signs(span: Words) -> str | None:
    if not span.style.shift:
        return span.text
    table = _RAISED if span.style.shift > 0 else _LOWERED
    return span.text.translate(table) if all(ord(sign) in table for sign in span.text) else None


def stated_number(text: Text, *, is_certain: bool = False) -> StatedNumber | None:
    """The number that an answer states; where that is not certain, ``12 Angry Men`` and ``3 May 1937`` are none."""
    written = plain_signs(text)
    match = None if written is None else _VALUE.fullmatch(written)
    if match is None:
        return None
    unit, behind = (match["unit"] or "").strip(), (match["behind"] or "").strip()
    is_sure = is_certain or match["tolerance"] is not None
    return _stated(match, unit, behind) if is_sure or _looks_like_unit(unit) else None


def _looks_like_unit(words: str) -> bool:
    if _YEAR.search(words):
        return False
    parts = words.split()
    return len(parts) < 2 or all(len(part) <= _SHORT_WORD for part in parts)


def _stated(match: re.Match[str], unit: str, behind: str) -> StatedNumber:
    amount = _amount(match, "value")
    number = StatedNumber(amount.value, unit=unit, is_form=amount.is_fraction, doubt=amount.doubt)
    return number if match["tolerance"] is None else _tolerated(number, _amount(match, "tolerance"), behind)


def _tolerated(number: StatedNumber, tolerance: _Amount, behind: str) -> StatedNumber:
    """A number with its tolerance, and what stands behind that."""
    unit, doubt = number.unit, number.doubt or tolerance.doubt
    if tolerance.value < 0:
        doubt = "a tolerance is no less than 0"
    shared = behind.removeprefix("%").strip()
    if behind.startswith("%") and unit != behind and (not unit or not shared or shared == unit):
        doubt = doubt or ("" if number.value else "a share of 0 is 0")
        return replace(number, tolerance=tolerance.value / 100, is_relative=True, unit=unit or shared, doubt=doubt)
    if unit and behind and unit != behind:
        doubt = doubt or f'value and tolerance have different units, "{unit}" and "{behind}"'
    return replace(number, tolerance=tolerance.value, unit=unit or behind, doubt=doubt)


class _Amount(NamedTuple):
    value: Decimal
    is_fraction: bool = False
    doubt: str = ""


def _amount(match: re.Match[str], name: str) -> _Amount:
    if match[f"{name}n"] is not None:
        return _Amount(_decimal(match, name), doubt=_comma_doubt(match[f"{name}n"]))
    over, under = int(match[f"{name}o"] or 0), int(match[f"{name}u"] or 1)
    if vulgar := match[f"{name}v"]:
        over, under = Fraction(unicodedata.numeric(vulgar)).limit_denominator(_MOST_UNDER).as_integer_ratio()
    if not under:
        return _Amount(Decimal(0), doubt="nothing can be divided by 0")
    whole = match[f"{name}w"]
    doubt = f'"{match[name].strip()}" may be a mixed number or a quotient' if whole and not 0 < over < under else ""
    over += int(whole or 0) * under
    is_negative = match[f"{name}s"] in ("-", "−", "–")
    return _Amount(_SIX_DIGITS.divide(Decimal(-over if is_negative else over), Decimal(under)), True, doubt)


def _comma_doubt(digits: str) -> str:
    is_either = _GROUPED_COMMA.fullmatch(digits.strip()) is not None
    return f'"{digits.strip()}" may be thousands or a decimal' if is_either else ""


def _decimal(match: re.Match[str], name: str) -> Decimal:
    digits = re.sub(rf"{_SPACE}|\s", "", match[f"{name}n"]).translate(_UNRAISED)
    for sign in ",.":
        if digits.count(sign) > 1:
            digits = digits.replace(sign, "")
    power = match[f"{name}e"] or match[f"{name}p"] or match[f"{name}r"] or "0"
    return Decimal(digits.replace(",", ".")).scaleb(int(power.translate(_UNRAISED)))


def written_number(value: Decimal) -> str:
    """A number as `stated_number` reads it back, digit for digit."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if -30 <= exponent <= 0:
        plain = f"{value:f}"
        if len(plain) <= 30:
            return plain
    digits = f"{value:E}".replace("E+", "e").replace("E-", "e-")
    return digits
