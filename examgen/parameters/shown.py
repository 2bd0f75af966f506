"""A value in, how it is written out: digits, decimal sign and unit, in running text, in a formula, or in an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from babel.core import Locale, UnknownLocaleError

from examgen.model.program import Show
from examgen.parameters.functions import number
from examgen.parameters.mistakes import ProgramMistake

MOST_DIGITS = 12
"""Of a number as it is printed; nobody compares more by eye."""

_READABLE = "write it with | digits(3), or declare: show x with 3 digits"
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_ANY_NUMBERS = (*map(Decimal, range(201)), Decimal(1000000))
NO_BREAK_SPACE = "\u00a0"


class Setting(Enum):
    """Where a value stands."""

    PROSE = "prose"
    FORMULA = "formula"
    PLAIN = "plain"
    """In an accepted answer or in code: a decimal point, no unit."""


@dataclass(frozen=True, slots=True)
class Language:
    """How one language counts and writes decimals."""

    locale: Locale | None
    categories: tuple[str, ...] = ("one", "other")
    """Those that whole numbers have, in CLDR's order."""

    @property
    def decimal_sign(self) -> str:
        return str(self.locale.number_symbols["latn"]["decimal"]) if self.locale else "."

    def plural(self, count: Fraction, forms: tuple[str, ...]) -> str:
        """The form for a number, of those given in CLDR's order."""
        categories, category = self.categories, self._category(count)
        if len(forms) == len(categories):
            return forms[categories.index(category)] if category in categories else forms[-1]
        if len(forms) == 2:
            return forms[0 if category == "one" else 1]
        raise ProgramMistake(
            f"plural has {len(forms)} forms; this language has {len(categories)}: {', '.join(categories)}",
            "give one form for each, in this order",
        )

    def _category(self, count: Fraction) -> str:
        if self.locale is None:
            return "one" if count == 1 else "other"
        exact = Decimal(int(count)) if count.denominator == 1 else Decimal(f"{float(count):.6g}")
        return str(self.locale.plural_form(exact))


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language:
    """The conventions of a BCP 47 tag, or of the widest part of it that is known."""
    for part in (tag, tag.split("-")[0]):
        try:
            locale = Locale.parse(part, sep="-")
            met = {str(locale.plural_form(each)) for each in _ANY_NUMBERS}
            return Language(locale, tuple(category for category in _CATEGORIES if category in met))
        except (UnknownLocaleError, ValueError):
            continue
    return Language(None)


AS_IT_IS = Show()


@dataclass(frozen=True, slots=True)
class Shown:
    """A number with what is known about how to write it."""

    value: Fraction
    show: Show = AS_IT_IS
    is_signed: bool = False
    is_scientific: bool = False
    is_fraction: bool = False


@dataclass(frozen=True, slots=True)
class Plural:
    """The form of a word that goes with a number."""

    count: Fraction
    forms: tuple[str, ...]


def written(value: Any, show: Show | None, setting: Setting, language: Language) -> str:
    """A value as it stands in the text."""
    if isinstance(value, str):
        return value
    if isinstance(value, Plural):
        return language.plural(value.count, value.forms)
    if isinstance(value, bool):
        raise ProgramMistake("true and false cannot be printed", 'write "yes" if x > 0 else "no"')
    shown = value if isinstance(value, Shown) else Shown(number(value), show or AS_IT_IS)
    sign = "-" if shown.value < 0 else "+" if shown.is_signed else ""
    body = _body(shown, setting)
    if not body.strip("0."):
        sign = "+" if shown.is_signed else ""
    if setting is Setting.PLAIN:
        return sign + body
    if setting is Setting.FORMULA:
        decimal_sign = "." if language.decimal_sign == "." else f"{{{language.decimal_sign}}}"
        gap = " " if shown.is_signed else ""
        unit = _SEPARATE.get(shown.show.unit, rf"\,\mathrm{{{shown.show.unit}}}") if shown.show.unit else ""
        return sign + gap + body.replace(".", decimal_sign) + unit
    gap = NO_BREAK_SPACE if shown.is_signed else ""
    unit = shown.show.unit if not shown.show.unit or shown.show.unit in "°'\"" else NO_BREAK_SPACE + shown.show.unit
    return sign.replace("-", "−") + gap + body.replace(".", language.decimal_sign) + unit


_SEPARATE = {"%": r"\,\%", "°": r"^\circ"}


def _body(shown: Shown, setting: Setting) -> str:
    """The digits without their sign, with a decimal point."""
    value = abs(shown.value)
    if shown.is_fraction and value.denominator != 1:
        over, under = value.as_integer_ratio()
        return rf"\frac{{{over}}}{{{under}}}" if setting is Setting.FORMULA else f"{over}/{under}"
    if shown.is_scientific:
        return _scientific(value, shown.show.digits or 3, setting)
    if shown.show.digits is not None and value:
        return _readable(_significant(value, shown.show.digits))
    if shown.show.places is not None:
        return _readable(_fixed(value, shown.show.places))
    return _readable(_whole_decimal(value))


def _fixed(value: Fraction, places: int) -> str:
    """So many digits behind the point; halves are rounded up."""
    digits = str(int(value * 10**places + Fraction(1, 2))).rjust(places + 1, "0")
    return f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else digits


def _exponent(value: Fraction) -> int:
    """Of the first digit."""
    exponent = len(str(value.numerator)) - len(str(value.denominator))
    return exponent if value >= Fraction(10) ** exponent else exponent - 1


def _significant(value: Fraction, digits: int) -> str:
    places = digits - 1 - _exponent(value)
    unit = Fraction(10) ** -places
    rounded = int(value / unit + Fraction(1, 2)) * unit
    return _fixed(rounded, max(0, digits - 1 - _exponent(rounded)))


def _whole_decimal(value: Fraction) -> str:
    """All digits, if they end."""
    for places in range(MOST_DIGITS + 1):
        if (value * 10**places).denominator == 1:
            return _fixed(value, places)
    raise ProgramMistake(f"{float(value):.10g}… has too many digits to print", _READABLE, rule="unreadable-number")


def _scientific(value: Fraction, digits: int, setting: Setting) -> str:
    if not value:
        return "0"
    mantissa, exponent = _significant(value / Fraction(10) ** _exponent(value), digits), _exponent(value)
    if mantissa.startswith("10"):
        mantissa, exponent = _fixed(Fraction(1), digits - 1), exponent + 1
    match setting:
        case Setting.FORMULA:
            return rf"{mantissa} \cdot 10^{{{exponent}}}"
        case Setting.PLAIN:
            return f"{mantissa}e{exponent}"
    return f"{mantissa}{NO_BREAK_SPACE}·{NO_BREAK_SPACE}10^{exponent}^".replace("-", "−")


def _readable(digits: str) -> str:
    if len(digits.replace(".", "")) > MOST_DIGITS:
        message = f"{digits[:20]}{'…' if len(digits) > 20 else ''} has too many digits to read"
        raise ProgramMistake(message, "write it with | scientific(3)", rule="unreadable-number")
    return digits


def _shown(value: Any) -> Shown:
    return value if isinstance(value, Shown) else Shown(number(value))


def _count(value: Any) -> int:
    exact = number(value)
    if exact.denominator != 1 or not 0 <= exact <= MOST_DIGITS:
        raise ProgramMistake(f"{float(exact):g} digits", f"take 0 to {MOST_DIGITS}")
    return int(exact)


def _digits(value: Any, digits: Any) -> Shown:
    shown = _shown(value)
    return replace(shown, show=Show(digits=max(1, _count(digits)), unit=shown.show.unit))


def _places(value: Any, places: Any) -> Shown:
    shown = _shown(value)
    return replace(shown, show=Show(places=_count(places), unit=shown.show.unit))


def _unit(value: Any, unit: Any) -> Shown:
    shown = _shown(value)
    return replace(shown, show=replace(shown.show, unit=unit_of(str(unit))))


def _plural(value: Any, *forms: Any) -> Plural:
    if len(forms) < 2 or not all(isinstance(form, str) for form in forms):
        raise ProgramMistake("plural takes the forms of a word", 'write plural("apple", "apples")')
    return Plural(_shown(value).value, tuple(str(form) for form in forms))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "digits": _digits,
    "places": _places,
    "unit": _unit,
    "plural": _plural,
    "signed": lambda value: replace(_shown(value), is_signed=True),
    "fraction": lambda value: replace(_shown(value), is_fraction=True),
    "scientific": lambda value, digits=3: replace(_digits(value, digits), is_scientific=True),
}

_UNIT = re.compile(r"[^\s\d{}$\\][^\n{}$\\]{0,29}")


def unit_of(text: str) -> str:
    """A unit as it is printed; a mistake where it is none."""
    if not _UNIT.fullmatch(text):
        raise ProgramMistake(f'"{text}" is no unit', "write it as it is printed, such as J or m/s²")
    return text
