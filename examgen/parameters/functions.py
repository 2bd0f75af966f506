"""The arithmetic and the functions that expressions may use: exact where it can be, and bounded in size everywhere.

Numbers are fractions. What has no exact value, such as a sine, is kept to twelve digits,
in which all machines agree, and goes on as an exact decimal.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from typing import Any

from examgen.parameters.mistakes import ProgramMistake

MOST_BITS = 512
"""Of a numerator or denominator: some 150 digits."""

MOST_EXPONENT = 64
MOST_FACTORIAL = 60
KEPT_DIGITS = 12
_SMALLER = "keep the values in a range that can be printed"


def number(value: Any) -> Fraction:
    """A value as an exact number; a mistake where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        kind = "true or false" if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else "this"
        raise ProgramMistake(f"{kind} is not a number", "calculate with numbers only")
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ProgramMistake("a number is too large to calculate with", _SMALLER)
        return bounded(Fraction(repr(value)))
    return bounded(Fraction(value))


def bounded(value: Fraction) -> Fraction:
    """The number, if it is of a size that a page can show."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS:
        raise ProgramMistake("a number has more than 150 digits", _SMALLER)
    return value


def power(base: Any, exponent: Any) -> Fraction:
    """Exact for whole exponents."""
    low, high = number(base), number(exponent)
    if high.denominator != 1:
        return _inexact(lambda b, e: b**e)(low, high)
    if abs(high) > MOST_EXPONENT:
        raise ProgramMistake(f"{high} is too high a power", f"take powers up to {MOST_EXPONENT}")
    if high < 0 and not low:
        raise ProgramMistake("0 has no negative power", "exclude it, e.g. with: require x != 0")
    return bounded(low ** int(high))


def _divide(by: Callable[[Fraction, Fraction], Any]) -> Callable[[Any, Any], Fraction]:
    def divided(left: Any, right: Any) -> Fraction:
        over, under = number(left), number(right)
        if not under:
            raise ProgramMistake("a division by 0", "exclude it, e.g. with: require x != 0")
        return bounded(Fraction(by(over, under)))

    return divided


def _exact(calculate: Callable[..., Any]) -> Callable[..., Fraction]:
    return wraps(calculate)(lambda *values: bounded(Fraction(calculate(*map(number, values)))))


OPERATORS: dict[str, Callable[[Any, Any], Fraction]] = {
    "+": _exact(operator.add),
    "-": _exact(operator.sub),
    "*": _exact(operator.mul),
    "/": _divide(operator.truediv),
    "//": _divide(operator.floordiv),
    "%": _divide(operator.mod),
    "**": power,
}
SIGNS: dict[str, Callable[[Any], Fraction]] = {"-": _exact(operator.neg), "+": _exact(operator.pos)}


def _inexact(calculate: Callable[..., Any]) -> Callable[..., Fraction]:
    """A function of real numbers, its value kept to as many digits as are the same on all machines."""

    @wraps(calculate)
    def calculated(*values: Any) -> Fraction:
        try:
            result = calculate(*(float(number(value)) for value in values))
            if isinstance(result, complex):
                raise ValueError
        except (ValueError, OverflowError, ZeroDivisionError):
            given = ", ".join(f"{float(number(value)):g}" for value in values)
            message = f"a function has no value at {given}"
            raise ProgramMistake(message, "exclude it, e.g. with: require x > 0") from None
        return number(Fraction(Decimal(f"{result:.{KEPT_DIGITS - 1}e}"))) if math.isfinite(result) else number(result)

    return calculated


def _rounded(value: Any, places: Any = 0) -> Fraction:
    """Halves away from zero, as at school."""
    exact, scale = number(value), Fraction(10) ** _whole(places, 0, 30)
    rounded = math.floor(abs(exact) * scale + Fraction(1, 2)) / scale
    return rounded if exact >= 0 else -rounded


def _whole(value: Any, least: int, most: int) -> int:
    exact = number(value)
    if exact.denominator != 1 or not least <= exact <= most:
        raise ProgramMistake(f"{float(exact):g} is no whole number from {least} to {most}", "take one of these")
    return int(exact)


def _root(value: Any, degree: Any = 2) -> Fraction:
    """Exact where the root is a fraction."""
    exact, order = number(value), _whole(degree, 1, MOST_EXPONENT)
    if exact < 0:
        raise ProgramMistake("a root of a negative number", "exclude it, e.g. with: require x >= 0")
    over, under = (round(part ** (1 / order)) for part in exact.as_integer_ratio())
    if over**order == exact.numerator and under**order == exact.denominator:
        return Fraction(over, under)
    return _inexact(lambda x: x ** (1 / order))(exact)


def _gcd(*values: Any) -> Fraction:
    return Fraction(math.gcd(*(_whole(value, -(10**15), 10**15) for value in values)))


def _lcm(*values: Any) -> Fraction:
    return bounded(Fraction(math.lcm(*(_whole(value, -(10**15), 10**15) for value in values))))


def _choose(total: Any, part: Any) -> Fraction:
    return bounded(Fraction(math.comb(_whole(total, 0, 200), _whole(part, 0, 200))))


CONSTANTS: dict[str, Fraction] = {"pi": Fraction(Decimal(f"{math.pi:.{KEPT_DIGITS}f}"))}
FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "abs": _exact(abs),
    "min": _exact(lambda value, *others: min((value, *others))),
    "max": _exact(lambda value, *others: max((value, *others))),
    "round": _rounded,
    "floor": _exact(math.floor),
    "ceil": _exact(math.ceil),
    "sqrt": lambda value: _root(value),
    "root": _root,
    "exp": _inexact(math.exp),
    "ln": _inexact(lambda value: math.log(value)),
    "log": _inexact(lambda value: math.log10(value)),
    "sin": _inexact(math.sin),
    "cos": _inexact(math.cos),
    "tan": _inexact(math.tan),
    "asin": _inexact(math.asin),
    "acos": _inexact(math.acos),
    "atan": _inexact(math.atan),
    "radians": _inexact(math.radians),
    "degrees": _inexact(math.degrees),
    "gcd": _gcd,
    "lcm": _lcm,
    "factorial": lambda value: bounded(Fraction(math.factorial(_whole(value, 0, MOST_FACTORIAL)))),
    "choose": _choose,
}
