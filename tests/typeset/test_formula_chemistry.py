from __future__ import annotations

import pytest

from examgen.typeset.formula.chemistry import chemistry
from examgen.typeset.formulas import set_formula
from examgen.typeset.shelf import Shelf

SHELF = Shelf()


@pytest.mark.parametrize(
    ("source", "latex"),
    [
        ("H2O", r"H_{2}O"),
        ("2H2O", r"2\,H_{2}O"),
        ("2 H2O", r"2\,H_{2}O"),
        ("1/2 O2", r"\tfrac{1}{2}\,O_{2}"),
        ("n H2O", r"\mathnormal{n}\,H_{2}O"),
        ("Al2(SO4)3", r"Al_{2}(SO_{4})_{3}"),
        ("Na+", r"Na{}^{+}"),
        ("SO4^2-", r"SO_{4}{}^{2-}"),
        ("[AgCl2]-", r"[AgCl_{2}]{}^{-}"),
        ("Fe^{III}", r"Fe{}^{III}"),
        ("H3O+(aq)", r"H_{3}O{}^{+}\mspace{2mu}(aq)"),
        ("CO2 (g)", r"CO_{2}\mspace{2mu}(g)"),
        ("^{14}_6C", r"\prescript{14}{6}{}C"),
        ("_6^{14}C", r"\prescript{14}{6}{}C"),
        ("A + B -> C", r"A+B\xrightarrow[{}]{}C"),
        ("A <=>[x2][{hot}] B", r"A\xrightleftharpoons[{\text{hot}}]{x_{2}}B"),
        ("AgCl v", r"AgCl\mspace{3mu}{\downarrow}"),
        ("CO2 ^", r"CO_{2}\mspace{3mu}{\uparrow}"),
        ("CH3-CH2-OH", r"CH_{3}{-}CH_{2}{-}OH"),
        ("HC#CH", r"HC{\equiv}CH"),
        ("CuSO4*5H2O", r"CuSO_{4}\mspace{2mu}{\cdot}\mspace{2mu}5\,H_{2}O"),
        ("CuSO4.5H2O", r"CuSO_{4}\mspace{2mu}{\cdot}\mspace{2mu}5\,H_{2}O"),
        ("NO_x", r"NO_{\mathnormal{x}}"),
        ("C_nH_{2n+2}", r"C_{\mathnormal{n}}H_{\mathnormal{2n+2}}"),
        ("$x$ Na", r"\mathnormal{x}\ Na"),
        ("OCO^{.-}", r"OCO{}^{\bullet -}"),
        ("5e- + H+", r"5\,e{}^{-}+H{}^{+}"),
    ],
)
def test_chemistry_is_translated(source: str, latex: str) -> None:
    """numbers, charges, bonds and arrows mean what they mean in mhchem."""
    assert chemistry(source) == latex


def test_isotope_numbers_stand_flush_with_the_element() -> None:
    """mass and atomic number take the room of the longer one, on the left."""
    (isotope,), (plain,) = set_formula(r"\ce{^{235}_{92}U}", False, SHELF), set_formula(r"\ce{U}", False, SHELF)
    (number,) = set_formula(r"{\scriptstyle 235}", False, SHELF)

    assert isotope.width == pytest.approx(plain.width + number.width, abs=0.1)


def test_words_beside_chemistry_are_understood() -> None:
    """chemistry stands within other formulas, and they within it."""
    assert set_formula(r"K_a = \frac{[\ce{H+}][\ce{A-}]}{[\ce{HA}]}", True, SHELF)
    assert set_formula(r"\ce{A ->[\Delta T = 20\,$\frac{a}{b}$] B}", True, SHELF)
