"""Common misspellings in English are told; names, code and other languages are not looked at."""

from __future__ import annotations

import sys

import pytest
from written import advice, rules

from examgen.lint import spelling


def test_common_misspellings() -> None:
    """The word is quoted, and the hint has what may be meant, with the line of its option."""
    (found,) = advice("What is the diffrence?\n*One\nTwo")
    (option,) = advice("What is it?\n*A seperate thing\nA joint thing")

    assert (found.rule, found.message) == ("misspelling", '"diffrence" looks misspelt')
    assert found.hint == 'perhaps "difference" is meant'
    assert (option.field, option.line) == ("options", 5)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Who is Hart, from GOST?\n*One\nTwo"),
        ("en", "What does `retrun` do?\n*One\nTwo"),
        ("en", "What is overfitting in a subarray?\n*One\nTwo"),
        ("de", "Was ist diffrence?\n*Eins\nZwei"),
    ],
)
def test_what_is_no_mistake(language: str, question: str) -> None:
    """Names, code, terms that no list has, and texts in other languages are passed over."""
    assert rules(question, language=language) == []


def test_without_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where codespell is not installed, the rule is silent."""
    monkeypatch.setitem(sys.modules, "codespell_lib", None)
    spelling._misspellings.cache_clear()

    assert rules("What is the diffrence?\n*One\nTwo") == []
    spelling._misspellings.cache_clear()
