"""AMC-TXT: the constructs of its manual, and what is reported."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from examgen.formats import parse_bank
from examgen.formats.amc_text import FORMAT
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.model.answer_space import AnswerSpace
from examgen.model.response import Kind
from examgen.model.text import Formula, spans_of, wording

EXAM = """# a remark
PaperSize: A4
Title: Geography & more

*[id=capital,ordered]{b=2} What is the capital of
[*France*], 2*3 of [[$x^2$]]?
+ Paris
- Lyon, see [_map_]
-[last] None of these

** Which are numbers?
+ 1
+ 2
-{m=-1} a

*( Second part
*<lines=4> Explain.
-[O]{O} wrong
+[P]{P} right
*)
"""


def test_constructs() -> None:
    """kinds, keys, ids, points, styles, formulas, groups."""
    bank, diagnostics = parse_bank(EXAM)
    capital, numbers, essay = bank.questions

    assert recognised(Source.of(EXAM)) is FORMAT
    assert [(found.rule, found.line) for found in diagnostics] == [("not-carried", 2), ("not-carried", 14)]
    assert bank.title == "Geography & more"
    assert (capital.id, capital.points, capital.locked, capital.key) == ("capital", Decimal(2), True, (0,))
    assert wording(capital.stem) == "What is the capital of France, 2*3 of x^2?"
    assert any(isinstance(span, Formula) for span in spans_of(capital.stem))
    assert [option.pinned for option in capital.options] == [False, False, True]
    assert (numbers.kind, numbers.key) == (Kind.MULTIPLE_RESPONSE, (0, 1))
    assert (essay.kind, essay.topic, essay.answer_space) == (Kind.OPEN, "Second part", AnswerSpace(lines=4))


def test_latex_is_an_error() -> None:
    """LaTeX that is no mathematics is refused at its line."""
    _, diagnostics = parse_bank("Title: x\n* Which\n[[\\textbf{one}]]?\n+ a\n- b\n")

    assert [(found.rule, found.line) for found in diagnostics] == [("latex", 3)]


@given(st.lists(st.sampled_from([*EXAM.splitlines(), "*", "**", "+", "[[", "]]", "![x", "*) "]), max_size=20))
def test_any_lines(lines: list[str]) -> None:
    """whatever order lines come in, there is a bank with diagnostics."""
    parse_bank("\n".join(lines), format="amc-txt")
