"""Habits of people and programs that write tables and lists of questions: each source gives these keys."""

from __future__ import annotations

import json

import pytest

from examgen.diagnostics import Diagnostic, errors_in
from examgen.formats import parse_bank
from examgen.model.bank import Bank, Question
from examgen.model.response import Numeric
from examgen.model.text import wording


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "quiz.csv")


def letters(bank: Bank) -> str:
    """The keys of all questions, by the places of the right options."""
    return " ".join("".join("ABCDEFGH"[place] for place in question.key) or "?" for question in bank.questions)


def texts(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options]


def rules(source: str) -> list[tuple[str, int | None]]:
    return [(each.rule, each.line) for each in errors_in(read(source)[1])]


def test_letters_of_a_key_without_quotes() -> None:
    """a key of a table for Respondus may run over several cells; the options begin behind it."""
    bank, found = read("MC,,1,Capital?,B,Lyon,Paris,Nice\nMR,,2,Primes?,A,C,2,4,5\n")

    assert not errors_in(found)
    assert letters(bank) == "B AC"
    assert texts(bank.questions[1]) == ["2", "4", "5"]


def test_letters_behind_a_key_that_may_be_options() -> None:
    """where letters may be the key's or options, it is an error."""
    assert rules("MC,,1,Capital?,B,Lyon,Paris,Nice\nMR,,2,Vowels?,A,C,A,B,E\n") == [("unclear-answer", 2)]
    assert not rules('MC,,1,Capital?,B,Lyon,Paris,Nice\nMR,,2,Vowels?,"A,C",A,B,E\n')


@pytest.mark.parametrize(
    ("rows", "unit", "tolerance"),
    [
        ("question,type,answer,tolerance,unit\nHow large is g?,numeric,9.81,0.02,m/s²\n", "m/s²", "0.02"),
        ("question,answer,unit\nHow large is g?,9.81,m/s²\n", "m/s²", "0"),
        ("Frage;Antwort;Einheit\nWie groß ist g?;9,81;m/s²\n", "m/s²", "0"),
        ("question,answer,tolerance\nHow large is g?,9.81 m/s²,0.02\n", "m/s²", "0.02"),
    ],
)
def test_units_of_numbers(rows: str, unit: str, tolerance: str) -> None:
    """a unit and a tolerance in columns of their own belong to the number."""
    bank, found = read(rows)
    response = bank.questions[0].response

    assert not errors_in(found) and isinstance(response, Numeric)
    assert (response.unit, str(response.tolerance), bank.questions[0].topic) == (unit, tolerance, "")


@pytest.mark.parametrize(
    "rows",
    [
        "question,A,B,answer,unit\nWho?,he,she,B,Unit 1\n",
        "unit,question,answer\nUnit 1,How large is g?,9.81\n",
        "unit,question,answer\nUnit 1,Who?,she\n",
    ],
)
def test_units_of_a_course(rows: str) -> None:
    """a unit of anything but a number is a topic."""
    bank, found = read(rows)

    assert not errors_in(found)
    assert bank.questions[0].topic == "Unit 1"


@pytest.mark.parametrize(
    ("options", "answer", "key", "read_as"),
    [
        (["1) he", "2) she"], "2", "B", ["he", "she"]),
        (["1. he", "2. she"], 2, "B", ["he", "she"]),
        (["1. he", "2. she"], "2. she", "B", ["he", "she"]),
        (["(1) he", "(2) she"], "she", "B", ["he", "she"]),
        (["1.5", "2.5"], "2.5", "B", ["1.5", "2.5"]),
        (["1. prize", "2. prize"], "2. prize", "B", ["1. prize", "2. prize"]),
        (["2) he", "1) she"], "1) she", "B", ["2) he", "1) she"]),
    ],
)
def test_numbers_before_options(options: list[str], answer: object, key: str, read_as: list[str]) -> None:
    """numbers that count the options are labels; others are words."""
    bank, found = read(json.dumps([{"question": "Who?", "options": options, "answer": answer}]))

    assert not errors_in(found)
    assert (letters(bank), texts(bank.questions[0])) == (key, read_as)


def test_keys_that_count_otherwise_than_labels() -> None:
    """a key 0 says that keys count from 0, though labels count from 1."""
    options = ["1) he", "2) she", "3) we"]
    source = json.dumps([{"question": f"Who {key}?", "options": options, "answer": key} for key in (0, 1)])

    assert letters(read(source)[0]) == "A B"
