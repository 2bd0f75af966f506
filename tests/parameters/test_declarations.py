"""What the lines of a block of variables declare, and what is said about lines that declare nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from examgen.model.program import Computed, Condition, Draw, Range, Show
from examgen.parameters import declared


def test_every_form_is_read() -> None:
    """Ranges, choices, rows, calculations, conditions and ways to write are told apart, and remarks left out."""
    lines = """\
# masses
m = 2..10 step 2   # kg
v = 1.5 .. 4.0 step 0.5
n = -3..3
town = Paris | Rome | "New | York"
size = 1 | 2.5
(x, name) = (1, "a, b") | (3, two)
          | (5, $f(x, y)$)
E = m * v**2 / 2
require E < 100
show E with 3 digits unit J
show m, v unit kg
show x with 2 decimals""".splitlines()
    found = declared(lines, 10)

    assert not found.mistakes
    assert found.draws == [
        Draw(("m",), Range(Fraction(2), Fraction(2), 5)),
        Draw(("v",), Range(Fraction(3, 2), Fraction(1, 2), 6)),
        Draw(("n",), Range(Fraction(-3), Fraction(1), 7)),
        Draw(("town",), (("Paris",), ("Rome",), ("New | York",))),
        Draw(("size",), ((Fraction(1),), (Fraction(5, 2),))),
        Draw(("x", "name"), ((Fraction(1), "a, b"), (Fraction(3), "two"), (Fraction(5), "$f(x, y)$"))),
    ]
    assert found.steps == [Computed("E", "m * v**2 / 2", 18), Condition("E < 100", 19)]
    assert found.shows == {
        "E": Show(digits=3, unit="J"),
        "m": Show(unit="kg"),
        "v": Show(unit="kg"),
        "x": Show(places=2),
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("m", "declares nothing"),
        ("m == 3", "declares nothing"),
        ("2m = 1..3", "declares nothing"),
        ("m = 10..2", "holds no numbers"),
        ("m = 1..5 step 0", "holds no numbers"),
        ("m = 0..1 step 0.0000001", "has 10000001 numbers"),
        ("m = a | | b", "has an empty choice"),
        ("(x, y) = (1, 2) | (3)", "does not hold 2 values"),
        ("(x, x) = (1, 2) | (3, 4)", "is declared twice"),
        ("a = 1..3", "is declared twice"),
        ("sin = 1..3", "has a meaning of its own"),
        ("true = 1..3", "has a meaning of its own"),
        ("E = later + 1", 'there is no variable "later"'),
        ("E = E + 1", 'there is no variable "E"'),
        ("E = a.b", "a dot behind a name"),
        ("require later > 1", 'there is no variable "later"'),
        ("show later unit J", 'there is no variable "later"'),
        ("show a", "is not understood"),
        ("show a with 40 digits", "40 digits cannot be shown"),
        ("show a with 0 digits", "0 digits cannot be shown"),
        ("show a unit 5$", "is no unit"),
        ("t = " + "x" * 501 + " | y", "a text is longer"),
        ("m = " + "9" * 200 + ".." + "9" * 201, "more than 150 digits"),
    ],
)
def test_a_line_that_means_nothing_is_a_mistake(line: str, message: str) -> None:
    """The mistake says what is wrong, how to write it, and in which line."""
    found = declared(["a = 1..2", line], 5)

    assert [mistake.line for mistake in found.mistakes] == [6]
    assert message in found.mistakes[0].message
    assert found.mistakes[0].hint


def test_blocks_are_bounded() -> None:
    """A block draws something, and ends somewhere."""
    assert "no variable is drawn" in declared(["# nothing"], 1).mistakes[0].message
    assert "500 lines" in declared([f"a{place} = 1..2" for place in range(500)], 1).mistakes[0].message
