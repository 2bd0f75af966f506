"""Which questions are drawn, and what is said when they cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.assemble import Shuffling, check_distinct, count_orders, identical, make_variant, printable, select
from examgen.errors import BankError, RequestError
from examgen.model.bank import KeyOrigin, Option, Question
from examgen.model.text import OptionReference, Paragraph, Words, paragraph

SEEDS = st.text(max_size=8)


def question(name: str, options: int = 3) -> Question:
    return Question(
        id=name, stem=paragraph(name), options=tuple(Option(text=paragraph(name + "uvwxyz"[k])) for k in range(options))
    )


@st.composite
def banks_with_counts(draw: st.DrawFn) -> tuple[tuple[Question, ...], int]:
    names = draw(st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=12, unique=True))
    return tuple(question(name) for name in names), draw(st.integers(1, len(names)))


@given(banks_with_counts(), SEEDS)
def test_selection_keeps_the_banks_order(asked: tuple[tuple[Question, ...], int], seed: str) -> None:
    """Exactly as many questions as asked for are drawn, each once, in the order of the bank."""
    bank, count = asked
    drawn = select(bank, count, seed)

    assert len(drawn) == count
    assert [q for q in bank if q in drawn] == list(drawn)


@given(banks_with_counts(), SEEDS)
def test_new_question_displaces_at_most_one(asked: tuple[tuple[Question, ...], int], seed: str) -> None:
    """With one question more in the bank, at most one of those drawn before is left out."""
    bank, count = asked
    before = {q.id for q in select(bank, count, seed)}
    after = {q.id for q in select((question("a new one"), *bank), count, seed)}

    assert len(before - after) == len(after - before) <= 1


def test_all_are_drawn_without_a_count() -> None:
    """Without a count every question is drawn."""
    bank = [question("a"), question("b")]

    assert select(bank, None, "seed") == tuple(bank)


def test_more_than_there_are_is_refused() -> None:
    """Asking for more questions than there are names both numbers."""
    with pytest.raises(RequestError, match=r"\b5 questions .* only 2\b"):
        select([question("a"), question("b")], 5, "seed")


def test_nothing_to_draw_from_is_refused() -> None:
    """A bank without questions gives no exam."""
    with pytest.raises(RequestError, match="no questions"):
        select([], None, "seed")


def test_unresolved_question_stops_the_build() -> None:
    """A question without a known key is named, with its place, unless it is left out on purpose."""
    bank = [question("a"), replace(question("b"), key_origin=KeyOrigin.UNRESOLVED, number="7", path="q.txt", line=3)]

    with pytest.raises(BankError, match=r"question 7 \(q.txt:3\)"):
        printable(bank, skip_unresolved=False)

    assert printable(bank, skip_unresolved=True) == (bank[0],)


def test_many_unresolved_questions_are_counted() -> None:
    """Of many unresolved questions the first ten are named and the rest counted."""
    bank = [replace(question(f"q{k}"), key_origin=KeyOrigin.UNRESOLVED) for k in range(13)]

    with pytest.raises(BankError, match=r"q9.* and 3 more"):
        printable(bank, skip_unresolved=False)


@pytest.mark.parametrize(
    ("shuffle_questions", "shuffle_options", "orders"),
    [(True, True, 2 * 6 * 6), (True, False, 2), (False, True, 36), (False, False, 1)],
)
def test_orders_are_counted(shuffle_questions: bool, shuffle_options: bool, orders: int) -> None:
    """Two questions with three options each have as many papers as orders of both."""
    assert count_orders([question("a"), question("b")], Shuffling(shuffle_questions, shuffle_options)) == orders


def test_pinned_locked_and_speaking_options_leave_fewer_orders() -> None:
    """Options that may not move freely are not counted as if they did."""
    free = question("q", options=4)
    last = replace(free.options[3], text=(Paragraph((Words("Both "), OptionReference((0,), 0, "A"))),))

    assert count_orders([replace(free, locked=True)], Shuffling()) == 1
    assert count_orders([replace(free, options=(*free.options[:3], last))], Shuffling()) == 6
    assert count_orders([replace(free, options=(*free.options[:3], replace(last, pinned=True)))], Shuffling()) == 6


def test_counted_orders_are_all_reached() -> None:
    """Every order that is counted turns up sooner or later."""
    selection = [question("a"), question("b", options=2)]
    met = {
        tuple((placed.question.id, placed.order) for placed in make_variant(selection, n, "seed", True, True).questions)
        for n in range(1, 400)
    }

    assert len(met) == count_orders(selection, Shuffling()) == 2 * 6 * 2


def test_fewer_orders_than_variants_are_refused() -> None:
    """More variants than there are different papers names both numbers."""
    with pytest.raises(RequestError, match=r"\b7 variants .* only 6\b"):
        check_distinct([question("a")], 7, Shuffling())

    check_distinct([question("a")], 6, Shuffling())


def test_identical_variants_are_found() -> None:
    """Variants that came out alike by chance are named, each with the first one like it."""
    selection = [question("a", options=2)]
    variants = [make_variant(selection, number, "seed", True, True) for number in range(1, 5)]
    orders = [variant.questions[0].order for variant in variants]

    expected = tuple((orders.index(order) + 1, k + 1) for k, order in enumerate(orders) if orders.index(order) < k)
    assert identical(variants) == expected != ()
