"""Keys that are given as numbers: their base is settled by evidence over the whole file, or not at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats import parse_bank
from examgen.formats.key_base import BASES, NumberedKey, settled_base

OPTIONS = ("red", "green", "blue", "grey")


def key(*numbers: int, line: int = 1, agreed: frozenset[int] | None = None, first: int | None = None) -> NumberedKey:
    return NumberedKey(numbers=numbers, options=OPTIONS, line=line, agreed=agreed, first_name=first)


@given(st.sampled_from(BASES), st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_the_base_is_the_right_one_or_an_error(base: int, places: list[int]) -> None:
    """whatever keys a file states in one base, no other base is found, and with evidence that one is."""
    keys = [key(place + base, line=line) for line, place in enumerate(places, start=1)]

    found = settled_base(keys, None, "bank.csv")

    is_evident = (0 if base == 0 else 3) in places
    assert found == base if is_evident else isinstance(found, Diagnostic)


@given(st.sampled_from(BASES), st.lists(st.integers(0, 3), min_size=1, max_size=30), st.randoms())
def test_another_way_to_state_the_key_settles_the_base(base: int, places: list[int], random: object) -> None:
    """a second column that states the same option is evidence enough."""
    keys = [key(place + base, agreed=frozenset((place,)), line=line) for line, place in enumerate(places, start=1)]

    assert settled_base(keys, None, "bank.csv") == base


@given(st.sampled_from(BASES), st.lists(st.integers(0, 9), min_size=1))
def test_the_user_has_the_last_word(told: int, numbers: list[int]) -> None:
    """what the user says about the base is taken, whatever the file shows."""
    assert settled_base([key(number) for number in numbers], told, "bank.csv") == told


def test_contradictory_evidence_is_an_error_with_both_lines() -> None:
    """a 0 in one line and the number of options in another are an error that names both lines."""
    found = settled_base([key(1, line=2), key(0, line=3), key(4, line=7)], None, "bank.csv")

    assert isinstance(found, Diagnostic)
    assert (found.rule, found.line) == ("key-base", 7)
    assert "line 3" in found.message and "line 7" in found.message


def test_an_unsettled_base_names_both_readings_and_the_flag() -> None:
    """where nothing tells, the error says what the first key is in either base, and how to say which."""
    found = settled_base([key(1, line=2), key(2, line=3)], None, "bank.csv")

    assert isinstance(found, Diagnostic)
    assert '"green" counted from 0' in found.message and '"red" counted from 1' in found.message
    assert found.hint and "--key-base 0" in found.hint and found.line == 2


@pytest.mark.parametrize("first", BASES)
def test_numbered_options_settle_what_is_left_open(first: int) -> None:
    """numbers by which the file calls its options are taken for those of its keys, where these do not speak against."""
    assert settled_base([key(1, first=first), key(2, first=first)], None, "bank.csv") == first


def test_a_key_of_0_is_no_name_of_an_option_from_1() -> None:
    """a 0 counts from 0, though the options are called 1 to 4."""
    assert settled_base([key(0, first=1), key(2, first=1)], None, "bank.csv") == 0


WORDS = ("red", "0", "1", "2", "3", "4", "5", "A", "b", "C", "12", "1.0", "none", "A and B")
rows = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True).flatmap(
        lambda options: st.tuples(st.just(options), st.integers(0, len(options) - 1))
    ),
    min_size=1,
    max_size=8,
)
NOTATIONS = ("letter", "words", "0", "1")


def written(options: list[str], place: int, notation: str) -> str:
    """The key of a question in a notation."""
    if notation == "letter":
        return "ABCDE"[place]
    return options[place] if notation == "words" else str(place + int(notation))


@settings(max_examples=300)
@given(rows, st.sampled_from(NOTATIONS))
def test_no_notation_gives_a_wrong_key_in_silence(drawn: list[tuple[list[str], int]], notation: str) -> None:
    """however keys are written, and whatever the options say, a key is right, or there is an error.

    Only what a reader could not tell either may be taken for the other: words that are all places of options, too.
    """
    entries = [
        {"question": f"Question {n}?", "options": options, "answer": written(options, place, notation)}
        for n, (options, place) in enumerate(drawn)
    ]

    bank, found = parse_bank(json.dumps(entries), "bank.json")

    is_ambiguous = all(str(entry["answer"]).isdecimal() or str(entry["answer"]).upper() in "ABCDE" for entry in entries)
    has_errors = any(each.severity is Severity.ERROR and each.rule != "duplicate-options" for each in found)
    for question, (_, place) in zip(bank.questions, drawn, strict=True):
        assert question.key in ((place,), ()) or has_errors or (notation == "words" and is_ambiguous)
