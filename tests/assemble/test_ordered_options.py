"""Options that have an order of their own: up or down by variant, and stronger locks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.assemble import Shuffle, Shuffling, count_orders
from examgen.model.bank import Option, Question
from examgen.model.blueprint import OrderedOptions
from examgen.model.response import Kind
from examgen.model.text import paragraph, wording

SEEDS = st.text(max_size=8)
NUMBERS = st.integers(1, 2000)
COUNTS = st.lists(st.integers(-99, 99), min_size=2, max_size=6, unique=True)


def question(*wordings: object, name: str = "q", pinned: tuple[int, ...] = ()) -> Question:
    options = tuple(
        Option(text=paragraph(str(text)), is_key=place == 0, pinned=place in pinned)
        for place, text in enumerate(wordings)
    )
    return Question(id=name, stem=paragraph("stem"), options=options)


def printed(asked: Question, number: int, seed: str, ordered: OrderedOptions = OrderedOptions.BOTH) -> list[str]:
    (placed,) = Shuffle([asked], seed, Shuffling(ordered=ordered)).variant(number).questions
    return [wording(placed.question.options[place].text) for place in placed.order]


@given(COUNTS, NUMBERS, SEEDS)
def test_numbers_stand_up_or_down(counts: list[int], number: int, seed: str) -> None:
    """Numbers stand in ascending or descending order, however they stand in the bank."""
    met = [int(text) for text in printed(question(*counts), number, seed)]

    assert met in (sorted(counts), sorted(counts, reverse=True))


@given(COUNTS, NUMBERS, SEEDS)
def test_ascending_is_always_ascending(counts: list[int], number: int, seed: str) -> None:
    """Where only ascending order is asked for, there is no other."""
    assert [int(t) for t in printed(question(*counts), number, seed, OrderedOptions.ASCENDING)] == sorted(counts)


def test_both_directions_come_about() -> None:
    """Direction is drawn for each variant; about half of them descend."""
    falling = sum(printed(question(1, 2, 3), number, "s") == ["3", "2", "1"] for number in range(1, 201))

    assert 70 < falling < 130


def test_shuffle_shuffles_them_like_others() -> None:
    """Where it is asked for, numbers are shuffled."""
    met = {tuple(printed(question(1, 2, 3), number, "s", OrderedOptions.SHUFFLE)) for number in range(1, 100)}

    assert len(met) == 6


@given(COUNTS, NUMBERS, SEEDS)
def test_pinned_options_stay_behind_them(counts: list[int], number: int, seed: str) -> None:
    """An option such as "none of the above" keeps its place, and the others are in order before it."""
    asked = question(*counts, "None of the above", pinned=(len(counts),))
    *met, last = printed(asked, number, seed)

    assert last == "None of the above"
    assert [int(text) for text in met] in (sorted(counts), sorted(counts, reverse=True))


@given(COUNTS, NUMBERS, SEEDS)
def test_locks_are_stronger(counts: list[int], number: int, seed: str) -> None:
    """A locked question keeps the bank's order, numbers or not."""
    assert printed(replace(question(*counts), locked=True), number, seed) == [str(count) for count in counts]


@given(COUNTS, NUMBERS, SEEDS)
def test_what_is_left_out_leaves_the_rest_in_order(counts: list[int], number: int, seed: str) -> None:
    """Of options on a scale, those that a variant shows are in order, too."""
    met = [int(text) for text in printed(replace(question(*counts), shown_distractors=2), number, seed)]

    assert len(met) == min(3, len(counts))
    assert met in (sorted(met), sorted(met, reverse=True))


@pytest.mark.parametrize(("kind", "orders"), [(Kind.ORDERING, 5), (Kind.MATCHING, 6)])
def test_steps_and_matches_are_shuffled(kind: Kind, orders: int) -> None:
    """Where the order of options is asked for, or may tell what is right, they are shuffled, and never stand right."""
    asked = replace(question(1, 2, 3), kind=kind)

    assert len({tuple(printed(asked, number, "s")) for number in range(1, 100)}) == orders


@given(COUNTS, NUMBERS, SEEDS)
def test_adding_a_question_disturbs_none(counts: list[int], number: int, seed: str) -> None:
    """The direction of one question does not depend on the others."""
    asked, new = question(*counts), question(1, 2, name="new")
    alone = Shuffle([asked], seed).variant(number)
    beside = Shuffle([new, asked], seed).variant(number)

    (order,) = (placed.order for placed in beside.questions if placed.question.id == "q")
    assert order == alone.questions[0].order


def test_orders_are_counted() -> None:
    """Options on a scale have two orders, one where only ascending is asked for; one alone has no direction."""
    few = replace(question(1, 2, 3, "None", pinned=(3,)), shown_distractors=0)

    assert count_orders([question(1, 2, 3)], Shuffling()) == 2
    assert count_orders([question(1, 2, 3)], Shuffling(ordered=OrderedOptions.ASCENDING)) == 1
    assert count_orders([question(1, 2, 3)], Shuffling(ordered=OrderedOptions.SHUFFLE)) == 6
    assert count_orders([few], Shuffling()) == 1
    assert count_orders([replace(question(1, 2, 3), shown_distractors=1)], Shuffling()) == 4
