"""Words between the letters of keys; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import pytest

from examgen.diagnostics import errors_in
from examgen.formats import parse_bank
from examgen.model.bank import Bank

KEYS = {
    "a und c": "AC",
    "A, B und E": "ABE",
    "(a) und (c)": "AC",
    "A et C": "AC",
    "a y c": "AC",
    "A e C": "AC",
    "A E C": "ACE",
    "A e E": "AE",
    "A и C": "AC",
    "A和C": "AC",
    "A와 C": "AC",
    "AとC": "AC",
    "a, e": "AE",
    "a,e": "AE",
    "e": "E",
}


def read(source: str, name: str) -> Bank:
    bank, found = parse_bank(source, name)
    assert not errors_in(found), found
    return bank


@pytest.mark.parametrize(("stated", "key"), KEYS.items())
def test_letters_joined_by_words(stated: str, key: str) -> None:
    """a key names all the letters that its words join, and a letter that may be a word stays a letter."""
    text = read(f"1. Which?\na) u\nb) v\nc) x\nd) y\ne) z\nAnswer: {stated}\n", "quiz.txt")
    table = read(f'question,a,b,c,d,e,answer\nWhich?,u,v,x,yy,z,"{stated}"\nWho?,u,v,x,yy,z,A\n', "quiz.csv")

    for bank in (text, table):
        assert "".join("ABCDE"[place] for place in bank.questions[0].key) == key


def test_lists_of_answers_joined_by_words() -> None:
    """a list of answers below the questions may join letters by a word of any language."""
    question = "{}. Which {}?\na) u\nb) v\nc) x\n"
    bank = read(question.format(1, 1) + question.format(2, 2) + "Lösungen\n1. a und c, 2. b\n", "quiz.txt")

    assert [question.key for question in bank.questions] == [(0, 2), (1,)]
