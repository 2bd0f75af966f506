"""Options that speak of other options."""

from __future__ import annotations

import pytest

from examgen.markup.combinations import understood_options
from examgen.markup.option_names import OptionNames
from examgen.markup.plain import parse
from examgen.markup.references import references_in
from examgen.model.text import wording


def read(*options: str):
    """The options of one question, understood."""
    return understood_options([parse(option) for option in options], OptionNames.of([""] * len(options)))


@pytest.mark.parametrize(
    ("option", "targets"),
    [
        ("Both A and B", {0, 1}),
        ("A and C only", {0, 2}),
        ("A, B and C", {0, 1, 2}),
        ("Neither A nor B.", {0, 1}),
        ("B only", {1}),
        ("Only A", {0}),
        ("A and B are correct", {0, 1}),
        ("Options A and C", {0, 2}),
        ("All of the above except B", {1}),
        ("None of the above, except A", {0}),
    ],
)
def test_letters_in_options(option, targets):
    """An option that speaks of others holds references to them and is pinned."""
    result = read("red", "blue", "green", option)

    assert {target for r in references_in(result.texts[3]) for target in r.targets} == targets
    assert result.pinned == (False, False, False, True)


@pytest.mark.parametrize(
    "option",
    [
        "All of the above",
        "None of the above.",
        "None of these",
        "All of these",
        "All these choices are correct",
        "All of the above are correct",
        "None of the other answers",
        "Both of the above",
        "Neither",
        "None",
    ],
)
def test_options_that_speak_of_all(option):
    """All of the above and its like are pinned."""
    assert read("red", "blue", option).pinned == (False, False, True)


@pytest.mark.parametrize(
    "options",
    [
        ("A and B", "B and C", "A and C", "green"),
        ("A", "B", "A and B", "green"),
        ("red", "blue", "vitamin A and C", "green"),
        ("I only", "II only", "I and II", "green"),
        ("a", "b", "a and b", "green"),
    ],
)
def test_letters_that_mean_something_else(options):
    """Letters that name no other plain option of the question are left alone."""
    result = read(*options)

    assert not any(references_in(text) for text in result.texts)
    assert [wording(text) for text in result.texts] == list(options)


def test_a_single_word_is_pinned_at_the_end_only():
    """A word such as "None" speaks of the others where it closes the list; first of all it is an answer."""
    assert read("None", "One", "Two").pinned == (False, False, False)
    assert read("TCP", "UDP", "Both", "Neither").pinned == (False, False, True, True)
