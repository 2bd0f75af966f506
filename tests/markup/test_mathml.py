"""Tests of MathML as LaTeX; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from examgen.markup.mathml import Latex, to_latex
from examgen.typeset.formula.parser import parse

NAMESPACE = "http://www.w3.org/1998/Math/MathML"


def latex(inner: str, attributes: str = "") -> Latex:
    return to_latex(etree.fromstring(f"<math xmlns='{NAMESPACE}' {attributes}>{inner}</math>"))


@pytest.mark.parametrize(
    ("inner", "source"),
    [
        ("<mfrac><mrow><mo>−</mo><mi>b</mi></mrow><mrow><mn>2</mn><mi>a</mi></mrow></mfrac>", r"\frac{-b}{2a}"),
        ("<mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac>", r"\genfrac{}{}{0pt}{}{n}{k}"),
        ("<mroot><mn>8</mn><mn>3</mn></mroot><msqrt><mn>1</mn><mo>+</mo><mi>x</mi></msqrt>", r"\sqrt[3]{8}\sqrt{1+x}"),
        ("<msubsup><mo>∫</mo><mn>0</mn><mi>π</mi></msubsup><mi>sin</mi><mo>\u2061</mo><mi>x</mi>",
         r"\int_{0}^{\pi}\sin x"),
        ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>", r"\sum_{i=1}^{n}"),
        ("<munder><mi>lim</mi><mrow><mi>n</mi><mo>→</mo><mi>∞</mi></mrow></munder>", r"\lim_{n\to\infty}"),
        ("<mo>(</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>)</mo>", r"\left( \frac{1}{2}\right)"),
        ("<mo>(</mo><mi>x</mi><mo>)</mo>", "(x)"),
        ("<mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr></mtable><mo>)</mo></mrow>",
         r"\begin{pmatrix} 1 & 0 \end{pmatrix}"),
        ("<mfenced open='{' close=''><mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable></mfenced>",
         r"\begin{cases} 1 \end{cases}"),
        ("<mover><mi>x</mi><mo>→</mo></mover><mover><mi>AB</mi><mo>¯</mo></mover>", r"\vec{x}\overline{\mathrm{AB}}"),
        ("<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>", "{}_{6}^{14}C"),
        ("<mn>3,5</mn><mo>≤</mo><mi>x</mi><mo>∈</mo><mi>ℝ</mi>", r"3{,}5\le x\in\mathbb{R}"),
        ("<msup><mi>f</mi><mo>′</mo></msup><mtext>100 % sure</mtext>", r"f'\text{100 \% sure}"),
        ("<mi mathvariant='bold'>v</mi><mi mathvariant='normal'>d</mi><mspace width='1em'/><mo>{</mo>",
         r"\mathbf{v}\mathrm{d}\quad\{"),
        ("<semantics><mi>x</mi><annotation encoding='application/x-tex'>\\frac12</annotation></semantics>", r"\frac12"),
    ],
)  # fmt: skip
def test_structures(inner: str, source: str) -> None:
    """each structure of MathML becomes the LaTeX that says the same, and that examgen sets."""
    found = latex(inner)

    assert (found.source, found.unknown) == (source, ())
    assert parse(found.source)


def test_unknown() -> None:
    """what is not understood keeps its characters, and is named."""
    found = latex(
        "<mstack><mn>12</mn><msrow><mn>3</mn></msrow></mstack><menclose notation='longdiv'><mn>4</mn></menclose>"
    )

    assert found == Latex("1234", unknown=("<mstack>", "<msrow>", '<menclose notation="longdiv">'))


def test_display() -> None:
    """a formula set apart in MathML is set apart."""
    assert latex("<mi>x</mi>", "display='block'").is_display


ELEMENTS = ("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts",
            "mfenced", "mtable", "mtr", "mtd", "mrow", "menclose", "semantics", "mpadded", "mlongdiv")  # fmt: skip
leaves = st.builds(
    lambda name, text: f"<{name}>{text}</{name}>",
    st.sampled_from(("mi", "mn", "mo", "mtext", "mspace", "mprescripts")),
    st.sampled_from(("x", "12", "(", ")", "|", "{", "∑", "lim", "→", "¯", "", "\\", "α", "%")),
)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", st.sampled_from(ELEMENTS), st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)  # fmt: skip


@given(trees)
@settings(max_examples=150, deadline=None)
def test_any_tree(inner: str) -> None:
    """no tree of MathML, however wrong, is more than a formula with doubts."""
    assert isinstance(latex(inner).source, str)


def test_deep() -> None:
    """MathML that is nested without end is read in a moment."""
    assert latex("<mrow>" * 200 + "<mi>x</mi>" + "</mrow>" * 200) == Latex("x", unknown=("elements nested too deep",))
