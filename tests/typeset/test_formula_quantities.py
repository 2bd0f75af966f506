"""Numbers, units and angles as siunitx has them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.typeset.formula.quantities import UNITS, angle, number, quantity, unit
from examgen.typeset.formulas import FormulaError, set_formula
from examgen.typeset.shelf import Shelf

MANUAL = Path(__file__).resolve().parents[2] / "docs/formulas.md"


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("3", "3"),
        ("1,5", "1{,}5"),
        (".5", "0{.}5"),
        ("1234", "1234"),
        ("1234567.12345", r"1\,234\,567{.}123\,45"),
        ("1.6e-19", r"1{.}6 \times 10^{-19}"),
        ("e5", "10^{5}"),
        ("-2", "{-}2"),
        ("1.23(4)", "1{.}23(4)"),
        ("1.2 +- 0.3", r"1{.}2 \pm 0{.}3"),
    ],
)
def test_numbers_are_written_as_their_author_does(source: str, written: str) -> None:
    """digits stand in threes, and a power of ten where an e was."""
    assert number(source) == written


@pytest.mark.parametrize(
    ("source", "written"),
    [
        (r"\meter", r"\mathrm{m}"),
        (r"\kilo\gram\per\cubic\meter", r"\mathrm{kg}\,\mathrm{m}^{-3}"),
        (r"\meter\per\second\squared", r"\mathrm{m}\,\mathrm{s}^{-2}"),
        (r"\per\second", r"\mathrm{s}^{-1}"),
        (r"\meter\tothe{4}", r"\mathrm{m}^{4}"),
        (r"\km\per\hour", r"\mathrm{km}\,\mathrm{h}^{-1}"),
        ("km/h", r"\mathrm{km}/\mathrm{h}"),
        ("J.mol^{-1}", r"\mathrm{J}\,\mathrm{mol}^{-1}"),
        ("kg*m^2", r"\mathrm{kg}\,\mathrm{m}^{2}"),
    ],
)
def test_units_are_upright(source: str, written: str) -> None:
    """prefixes, powers and letters typed as such become one kind of unit."""
    assert unit(source) == written


def test_degrees_stand_at_their_number() -> None:
    """no space parts an angle from its sign, and one every other unit."""
    assert quantity("90", r"\degree") == r"90\mathrm{°}"
    assert quantity("20", r"\degreeCelsius") == r"20\,\mathrm{°C}"
    assert angle("10;20;30.5") == "10°20{′}30{.}5{″}"
    assert angle("10;;30") == "10°30{″}"


@pytest.mark.parametrize(
    "source",
    [r"\foo", r"\kilo", r"\per", r"\squared", r"\meter\of{x}", "m s", "", r"\meter?", r"m/\second", r"\meter/\second"],
)
def test_units_that_are_not_understood_are_refused(source: str) -> None:
    """no part of a unit is left out."""
    with pytest.raises(FormulaError, match="is not understood in the unit"):
        unit(source)


@pytest.mark.parametrize("source", ["", "x", "1.2.3", "1e", "--1", "12 m"])
def test_numbers_that_are_not_understood_are_refused(source: str) -> None:
    """only numbers are printed as such."""
    with pytest.raises(FormulaError, match="is not understood as a number"):
        number(source)


def test_every_unit_is_set() -> None:
    """the font has the signs of all units."""
    for name in UNITS:
        assert set_formula(rf"\qty{{1}}{{\{name}}}", False, Shelf())


@pytest.mark.parametrize(
    "source", re.findall(r"`(\\(?:qty|SI|si|unit|num|ang)\{[^`]*\})`", MANUAL.read_text(encoding="utf-8"))
)
def test_quantities_of_the_manual_can_be_set(source: str) -> None:
    """each quantity that the manual shows is set."""
    assert set_formula(source, False, Shelf())


@given(st.text(r"\\meter{}.^-+e10;/ persquared[]()", max_size=24))
def test_nothing_but_formula_errors_escapes(source: str) -> None:
    """whatever is written is set or refused."""
    for command in ("qty{1}", "num", "ang", "unit"):
        try:
            set_formula(rf"\{command}{{{source}}}", False, Shelf())
        except FormulaError as error:
            assert error.message
