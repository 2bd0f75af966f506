"""Keys of tables given as letters, as teachers type them: in another alphabet, with words, signs and numbers."""

from __future__ import annotations

import pytest

from examgen.diagnostics import Severity
from examgen.formats.reading import parse_bank

LATIN, RUSSIAN = "A,B,C,D", "А,Б,В,Г"


def keys(head: str, *stated: str) -> tuple[list[tuple[int, ...]], list[str]]:
    """The keys of a table with these columns of options, and its errors."""
    rows = [f"Question {n},red {n},blue {n},grey {n},gold {n},{key}" for n, key in enumerate(stated)]
    bank, found = parse_bank("\n".join([f"Question,{head},Answer", *rows]) + "\n", "bank.csv")
    return [question.key for question in bank.questions], [f.rule for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize("key", ["C", "c", "(c)", "C.", "Option C", "answer: C", "option 3", "Choice 3", "#3", "Ｃ"])
def test_keys_name_the_third_option(key: str) -> None:
    """A letter may have brackets, a stop or a word; a number with a word counts from 1, and one alone if 4 shows it."""
    extra = ["4"] if key == "#3" else []
    assert keys(LATIN, key, *extra)[0][0] == (2,)


@pytest.mark.parametrize("key", ['"A,C"', "A+C", "a + c", "A/C", "A;C", "AC", "A & C", "A и C", "A und C"])
def test_keys_name_two_options(key: str) -> None:
    """Two letters may be apart by any sign or word for "and"."""
    assert keys(LATIN, key) == ([(0, 2)], [])


def test_a_number_alone_still_needs_evidence() -> None:
    """A 3 without a word may count from 0 or from 1."""
    assert keys(LATIN, "3", "A") == ([(), (0,)], ["key-base"])


def test_letters_that_look_alike_are_those_of_the_columns() -> None:
    """Cyrillic letters typed for Latin columns are these, where another one shows that they are no count."""
    assert keys(LATIN, "С", "В") == ([(2,), (1,)], [])
    assert keys(LATIN, "В", "D") == ([(1,), (3,)], [])
    assert keys(RUSSIAN, "B", "Г") == ([(2,), (3,)], [])


def test_letters_count_where_others_look_like_no_column() -> None:
    """Cyrillic letters count Latin columns where one is among them that looks like none of these."""
    assert keys(LATIN, "В", "Б") == ([(2,), (1,)], [])


def test_letters_that_may_be_two_options_are_errors() -> None:
    """Where nothing tells whether a letter looks like a column or counts to another, no key is guessed."""
    assert keys(LATIN, "В", "А") == ([(), (0,)], ["unclear-answer"])


def test_words_of_an_option_are_its_key_where_no_letter_is_meant() -> None:
    """ "F" beside the options T and F says the words of one, and is no sixth option."""
    bank, _ = parse_bank("Question,A,B,Answer\nIs it?,T,F,F\nSky?,red,blue,B\n", "bank.csv")
    assert [question.key for question in bank.questions] == [(1,), (1,)]


def test_names_of_columns_may_be_repeated_and_headings_stand_between() -> None:
    """A head printed again is no question, and words in place of a number are the topic of the rows below."""
    rows = [
        "No,Question,A,B,Answer",
        "Part I: Colours,,,,",
        "1,Sky?,red,blue,B",
        "No,Question,A,B,Answer",
        "2,Sea?,red,blue,B",
    ]
    bank, found = parse_bank("\n".join([*rows, "3,,,,"]) + "\n", "bank.csv")
    assert not [each for each in found if each.severity is not Severity.ADVICE]
    assert [question.topic for question in bank.questions] == ["Part I: Colours"] * 2


def test_keys_in_scripts_with_marks_are_named() -> None:
    """Hindi writes "विकल्प 2" for the second option."""
    bank, _ = parse_bank("प्रश्न,विकल्प 1,विकल्प 2,सही उत्तर\nक्या?,a,b,विकल्प 2\n", "bank.csv")
    assert bank.questions[0].key == (1,)
