"""What expressions come to, and what they refuse: a bank can calculate, and can do nothing else."""

from __future__ import annotations

from fractions import Fraction
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.parameters import ProgramMistake
from examgen.parameters.expressions import LONGEST, Expression

VALUES = {"x": Fraction(3), "y": Fraction(1, 4), "word": "apple"}


def value(source: str) -> object:
    return Expression(source, VALUES, with_filters=False)(VALUES)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("0.1 + 0.2", Fraction(3, 10)),
        ("0.1 + 0.2 == 0.3", True),
        ("1 / 3 * 3", Fraction(1)),
        ("x ** 2 - y", Fraction(35, 4)),
        ("-x // 2", Fraction(-2)),
        ("7 % 4", Fraction(3)),
        ("2 ** -2", Fraction(1, 4)),
        ("sqrt(y)", Fraction(1, 2)),
        ("root(27, 3)", Fraction(3)),
        ("sin(radians(30))", Fraction(1, 2)),
        ("round(2.5)", Fraction(3)),
        ("round(-0.125, 2)", Fraction(-13, 100)),
        ("max(x, y, 2)", Fraction(3)),
        ("gcd(12, 18) + lcm(4, 6)", Fraction(18)),
        ("choose(5, 2) + factorial(3)", Fraction(16)),
        ("log(1000) + ln(1) + exp(0)", Fraction(4)),
        ('"more" if x > y else "less"', "more"),
        ("1 < x <= 3 and not word == 'pear'", True),
    ],
)
def test_values_are_exact(source: str, expected: object) -> None:
    """An expression comes to what it would at school, without the dust of binary fractions."""
    assert value(source) == expected


ATTACKS = [
    "''.__class__",
    "x.__class__.__mro__",
    "word['__class__']",
    "word|attr('__class__')",
    "().__class__.__bases__[0].__subclasses__()",
    "self",
    "cycler.__init__.__globals__",
    "lipsum()",
    "range(10**9)",
    "open('/etc/passwd')",
    "__import__('os')",
    "namespace()",
    "joiner",
    "9 ** 9 ** 9 ** 9",
    "2 ** 64 ** 64",
    "10 ** 65",
    "x ** 1000000",
    "factorial(1000000)",
    "choose(10 ** 9, 10 ** 8)",
    "round(x, 10 ** 9)",
    "'a' * 1000000000",
    "word * 1000000000",
    "word + word",
    "word ~ word",
    "[1] * 1000000000",
    "{'a': 1}",
    "(1, 2)",
    "x is defined",
    "1 / 0",
    "0 ** -1",
    "sqrt(-1)",
    "asin(2)",
    "ln(0)",
    "exp(100000)",
    "1e999",
    "x < 'a'",
    "max()",
    "cos(1, 2)",
    "abs(*x)",
    "sin(value=x)",
    "unknown",
    "x if",
    "",
    "x y",
    "{% for i in range(9) %}",
    "{% include 'secrets' %}",
    "x }} {{ y",
    "(" * 240 + "1" + ")" * 240,
    "-" * 400 + "1",
    "1" + "+1" * 200,
    "()" * 240,
    "9" * 490,
    "none",
    "x" * (LONGEST + 1),
    "not " * 120 + "x",
]


@pytest.mark.parametrize("source", ATTACKS, ids=range(len(ATTACKS)))
def test_attacks_are_refused_at_once(source: str) -> None:
    """Whatever reaches for objects, files, loops, or memory is a mistake with a hint, within a moment."""
    start = perf_counter()
    with pytest.raises(ProgramMistake) as caught:
        value(source)

    assert caught.value.message and caught.value.hint
    assert perf_counter() - start < 2


@given(st.text(alphabet="xyword0123456789.+-*/%<>=!()[]{}|'\", _ifelsndtro", max_size=60))
def test_any_text_is_a_value_or_a_mistake(source: str) -> None:
    """No expression raises anything but a mistake, and what it gives is a number, a text, or a truth."""
    try:
        result = value(source)
    except ProgramMistake:
        return
    assert isinstance(result, Fraction | str | bool)
