"""Quizzes of wiki pages: heads in braces, right options with a plus, wrong ones with a minus."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.diagnostics import errors_in
from examgen.formats import parse_bank
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.formats.wiki_quiz import FORMAT
from examgen.model.response import Kind, Numeric
from examgen.model.text import Formula, spans_of, wording

PAGE = """== Biology ==
<quiz display="simple">
{Which organ pumps ''blood''?
|type="()" coef="2"}
+ The '''heart'''
|| Right, see [[Heart|the heart]].
- The lung

{Which are fruits?
|type="[]"}
+ apple
- bean
+ pear
</quiz>
"""
GAPS = '{Fill in\n|type="{}"}\nThe capital is { Paris|Lutetia _10 }, g is { 9.81 2% _4 }, and it is { 3-5 }.\n'
ROWS = '{Decide\n|type="()"}\n| True | False\n+- The sky is blue.\n-+ The sea is red.\n'


def rules(text: str) -> list[tuple[str, int | None]]:
    return [(each.rule, each.line) for each in errors_in(parse_bank(text)[1])]


def test_choices() -> None:
    """signs give the keys, feedback the rationales, coefficients the points, headings the topics."""
    bank, found = parse_bank(PAGE)
    first, second = bank.questions

    recognised_as = recognised(Source.of(PAGE))
    assert recognised_as is FORMAT and not found
    assert (first.kind, first.key, first.points, first.topic) == (Kind.CHOICE, (0,), Decimal(2), "Biology")
    assert (second.kind, second.key) == (Kind.MULTIPLE_RESPONSE, (0, 2))
    assert wording(first.stem) == "Which organ pumps blood?"
    assert wording(first.options[0].rationale) == "Right, see the heart."


def test_gaps() -> None:
    """braces in a text are gaps for words, numbers with a share of them as tolerance, and ranges."""
    (question,) = parse_bank(GAPS)[0].questions
    words, number, span = (part.response for part in question.parts)

    assert wording(question.stem).startswith("Fill in\nThe capital is ____")
    assert isinstance(number, Numeric) and (number.tolerance, number.is_relative) == (Decimal("0.02"), True)
    assert isinstance(span, Numeric) and (span.value, span.tolerance) == (Decimal(4), Decimal(1))
    assert words is not None and not errors_in(parse_bank(GAPS)[1])


def test_rows() -> None:
    """rows that signs judge in columns are parts."""
    (question,) = parse_bank(ROWS)[0].questions

    assert [(wording(part.stem), part.key) for part in question.parts] == [
        ("The sky is blue.", (0,)),
        ("The sea is red.", (1,)),
    ]


def test_wikitext() -> None:
    """formulas, lists and signs of comparison are text; a template is named."""
    bank, found = parse_bank('{Is <math>x < y</math> if a < b & c?\n* one\n* two\n|type="()"}\n- 1 {{no}}\n+ 2\n')
    (question,) = bank.questions

    assert any(isinstance(span, Formula) and span.source == "x < y" for span in spans_of(question.stem))
    assert "if a < b & c?\none\ntwo" in wording(question.stem)
    assert [(each.rule, each.line) for each in found] == [("not-carried", 5)]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("- The lung", "The lung", ("stray-text", 7)),
        ('coef="2"}', 'coef="2"', ("unread-question", 3)),
        ("+ The", "- The", ("unresolved-key", 3)),
    ],
)
def test_faults(old: str, new: str, fault: tuple[str, int]) -> None:
    """what belongs to nothing, and braces that are open, are errors."""
    assert fault in rules(PAGE.replace(old, new))


def test_rows_of_another_width() -> None:
    """a row with fewer signs than columns is an error."""
    assert ("unclear-answer", 4) in rules(ROWS.replace("+- The", "+ The"))


@given(st.lists(st.sampled_from([*PAGE.splitlines(), *GAPS.splitlines(), *ROWS.splitlines(), "}", "{", "||", "''"])))
def test_any_lines(lines: list[str]) -> None:
    """whatever order lines come in, there is a bank with diagnostics."""
    parse_bank("\n".join(lines), format="wiki-quiz")
