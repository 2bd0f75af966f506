"""Habits of people who write quizzes as text: each source is recognised by its content and gives these keys."""

from __future__ import annotations

import pytest

from examgen.diagnostics import Diagnostic, errors_in
from examgen.formats import parse_bank
from examgen.model.bank import Bank, Question
from examgen.model.text import OptionReference, spans_of, wording


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "quiz.txt")


def letters(bank: Bank) -> str:
    """The keys of all questions, by the places of the right options."""
    return " ".join("".join("ABCDEFGH"[place] for place in question.key) or "?" for question in bank.questions)


def texts(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options]


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        pytest.param("1. Sum?\n① 3\n② 4\nAnswer: ②\n2. Who?\n① he ② she ③ we\n정답 ①", "B A", id="circled"),
        pytest.param("1. Sum?\n① 3\n② 4\n2. Who?\n① he\n② she\nAnswers\n1. ②  2. ①", "B A", id="circled-list"),
        pytest.param("1. Which?\nㄱ. one\nㄴ. two\n① ㄱ\n② ㄴ\n답: ②번", "B", id="circled-below-statements"),
        pytest.param("1. Which?\n①one ②two\nA. ①\nB. ②\nAnswer: B", "B", id="circled-statements"),
        pytest.param("**Question 1: Who?**\n1️⃣ he\n2️⃣ she\nAnswer: 2️⃣ she", "B", id="keycaps"),
        pytest.param("### Question 1\nWho?\n\n- ① he\n- ② she\n\n**Answer:** ②", "B", id="circled-bullets"),
        pytest.param("1. Who?\n( ) he\n(x) she\n2. Two?\n(*) a\n( ) b", "B A", id="rings"),
        pytest.param("### Question 1\nWho?\n\n- ( ) he\n- (x) she\n", "B", id="rings-in-markdown"),
        pytest.param("1. Who?\n[( )] he\n[(X)] she\n2. Two?\n[[X]] a\n[[X]] b\n[[ ]] c", "B AB", id="liascript"),
        pytest.param("1. Who?\n- he\n+ she\n- we\n\n2. Two?\n+ a\n- b", "B A", id="plus-among-minus"),
    ],
)
def test_right_options(source: str, keys: str) -> None:
    """This test ensures that the signs by which options and right answers are told are understood."""
    bank, diagnostics = read(source)

    assert not errors_in(diagnostics), diagnostics
    assert letters(bank) == keys


def test_circled_digits_in_an_explanation_follow_the_shuffle() -> None:
    """This test ensures that ① speaks of an option where ① labels it, and of a statement where it numbers one."""
    labels, _ = read("1. Sum?\n① 3\n② 4\n답: ②\n해설: ①은 아니다.")
    statements, _ = read("1. Which? ①one ②two\nA. ①\nB. ②\nAnswer: B\nExplanation: ① is wrong.")

    assert [
        each.targets for each in spans_of(labels.questions[0].explanation.text) if isinstance(each, OptionReference)
    ] == [(0,)]
    assert not any(isinstance(each, OptionReference) for each in spans_of(statements.questions[0].explanation.text))
