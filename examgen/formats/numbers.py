"""An accepted answer as it is written in, the number with tolerance and unit that it states out.

``9.81 ± 0.02 m/s²``, ``9.81 +- 2%``, ``3.0·10⁸ m/s``, ``1/3``; the decimal sign is a full stop or a comma.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal

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


def _number(name: str) -> str:
    """The pattern of one number, whose groups begin with a name."""
    return rf"(?P<{name}>[+−–-]?\s?(?:{_DIGITS}(?:[.,]\d{{1,30}})?|[.,]\d{{1,30}}))(?:{_POWER.format(name)})?"


_UNIT = r"(?!st\b|nd\b|rd\b|th\b)[^\W\d_%]|[%‰°′″'\"€$£¥/]"
_VALUE = re.compile(
    rf"{_number('value')}\s*(?P<unit>(?:{_UNIT})[^±]*?)??"
    rf"(?:\s*{_PLUS_MINUS}\s*{_number('tolerance')}\s*(?P<behind>(?:{_UNIT})[^±]*)?)?"
)
_FRACTION = re.compile(
    rf"(?P<sign>[+−–-]?)\s?(?:(?P<whole>\d{{1,9}})\s+)?(?P<over>\d{{1,9}})\s?/\s?(?P<under>\d{{1,9}})"
    rf"(?:\s*(?P<unit>(?:{_UNIT}).*))?"
)
_GROUPED_COMMA = re.compile(r"[+−–-]?\s?[1-9]\d{0,2},\d{3}")
_SHORT_WORD = 4
_SIX_DIGITS = Context(prec=6)


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
    """The number that an answer states; where it is not certain to be one, ``12 Angry Men`` is none."""
    written = plain_signs(text)
    if written is None:
        return None
    if match := _FRACTION.fullmatch(written):
        unit = (match["unit"] or "").strip()
        return _fraction(match, unit) if is_certain or _looks_like_unit(unit) else None
    match = _VALUE.fullmatch(written)
    if match is None:
        return None
    unit, behind = (match["unit"] or "").strip(), (match["behind"] or "").strip()
    is_sure = is_certain or match["tolerance"] is not None
    return _decimal(match, unit, behind) if is_sure or _looks_like_unit(unit) else None


def _looks_like_unit(words: str) -> bool:
    parts = words.split()
    return len(parts) < 2 or all(len(part) <= _SHORT_WORD for part in parts)


def _fraction(match: re.Match[str], unit: str) -> StatedNumber:
    under = int(match["under"])
    if not under:
        return StatedNumber(Decimal(0), doubt="nothing can be divided by 0")
    over = int(match["whole"] or 0) * under + int(match["over"])
    value = _SIX_DIGITS.divide(Decimal(-over if match["sign"] in ("-", "−", "–") else over), Decimal(under))
    return StatedNumber(value, unit=unit, is_form=True)


def _decimal(match: re.Match[str], unit: str, behind: str) -> StatedNumber:
    value = _value_of(match, "value")
    doubt = _comma_doubt(match["value"])
    if match["tolerance"] is None:
        return StatedNumber(value, unit=unit, doubt=doubt)
    tolerance = _value_of(match, "tolerance")
    doubt = doubt or _comma_doubt(match["tolerance"])
    if tolerance < 0:
        doubt = "a tolerance is no less than 0"
    if behind == "%" and unit != "%":
        doubt = doubt or ("" if value else "a share of 0 is 0")
        return StatedNumber(value, tolerance / 100, is_relative=True, unit=unit, doubt=doubt)
    if unit and behind and unit != behind:
        doubt = doubt or f'value and tolerance have different units, "{unit}" and "{behind}"'
    return StatedNumber(value, tolerance, unit=unit or behind, doubt=doubt)


def _comma_doubt(digits: str) -> str:
    is_either = _GROUPED_COMMA.fullmatch(digits.strip()) is not None
    return f'"{digits.strip()}" may be thousands or a decimal' if is_either else ""


def _value_of(match: re.Match[str], name: str) -> Decimal:
    digits = re.sub(rf"{_SPACE}|\s", "", match[name]).translate(_UNRAISED)
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
