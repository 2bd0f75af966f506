"""No variant is a rotation of another while any order or key is left: held against all of them, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.assemble import Settled, Shuffle, Shuffling, settle
from examgen.errors import RequestError
from examgen.model.bank import Option, Question, QuestionSet
from examgen.model.blueprint import Blueprint, OrderedOptions
from examgen.model.response import Kind, Matching, Prompt
from examgen.model.sections import FixedPlace, QuestionOrder, Section
from examgen.model.selection import SelectedSection, Selection
from examgen.model.text import paragraph
from examgen.model.variant import LETTERS, Variant

SETS = tuple(QuestionSet(id=name, stimulus=paragraph("text"), shuffled=name == "t") for name in "st")
ORDERS = st.sampled_from([None, None, QuestionOrder.EASY_FIRST, QuestionOrder.BY_TOPIC, QuestionOrder.BANK])


def question(name: str, options: int = 3, right: int = 1, **given: Any) -> Question:
    choices = tuple(Option(text=paragraph("abcdefgh"[n]), is_key=n < right) for n in range(options))
    return replace(Question(id=name, stem=paragraph(name), options=choices), **given)


@st.composite
def questions(draw: st.DrawFn) -> list[Question]:
    """From two to five questions, of which some do not shuffle their options, some stand in sets."""
    found = []
    for n in range(draw(st.integers(2, 5))):
        found.append(
            question(
                f"q{n}",
                draw(st.integers(2, 3)),
                locked=draw(st.sampled_from([False, False, True])),
                topic=draw(st.sampled_from("xy")),
                difficulty=draw(st.sampled_from(["easy", "hard"])),
                set_id=draw(st.sampled_from(["", "", "", "s", "t"])),
            )
        )
    return sorted(found, key=lambda each: each.set_id)


@st.composite
def exams(draw: st.DrawFn) -> tuple[Selection, Blueprint]:
    """Questions in one section or two, with orders, fixed places and flags."""
    asked = tuple(draw(questions()))
    cut = draw(st.one_of(st.just(0), st.integers(0, len(asked))))
    parts = []
    for own in filter(None, (asked[:cut], asked[cut:])):
        place = st.sampled_from([1, 2, -1])
        fixed = st.lists(st.builds(FixedPlace, id=st.sampled_from([q.id for q in own]), place=place), max_size=1)
        parts.append(SelectedSection(Section(order=draw(ORDERS), fixed=tuple(draw(fixed))), own))
    flags = st.sampled_from([True, True, True, False])
    blueprint = Blueprint(title="t", seed=draw(st.text(max_size=3)), variants=draw(st.integers(2, 24)))
    return Selection(tuple(parts)), replace(
        blueprint, shuffle_questions=draw(flags), shuffle_options=draw(flags), key_tail=draw(st.sampled_from([0, 0.1]))
    )


def made(selection: Selection, blueprint: Blueprint, *others: Selection) -> tuple[Shuffle, Settled]:
    every = {each.id: each for one in (selection, *others) for each in one.questions}
    shuffle = Shuffle(tuple(every.values()), blueprint.seed, Shuffling.of(blueprint), SETS)
    return shuffle, settle(shuffle, blueprint, (selection, *others), blueprint.variants)


def unsectioned(*asked: Question) -> Selection:
    return Selection((SelectedSection(Section(), asked),))


def every_order(shuffle: Shuffle, selection: Selection) -> list[tuple[str, ...]]:
    """The orders that come of all orders of digests."""
    sections = []
    for part, lineup in zip(selection.sections, shuffle.lineups(selection), strict=True):
        names = sorted({name for each in part.questions for name in (each.id, each.set_id) if name})
        ranks = (
            dict(zip(names, map(str.encode, order), strict=True)) for order in permutations("abcdefg"[: len(names)])
        )
        sections.append({tuple(each.id for each in lineup.drawn(rank.__getitem__)) for rank in ranks})
    return [tuple(name for own in order for name in own) for order in product(*sections)]


def every_key(shuffle: Shuffle, selection: Selection) -> dict[tuple[str, ...], set[tuple[int, ...]]]:
    """For each order the keys that many variants may have."""
    asked = selection.questions
    letters = {each.id: {shuffle.options(n, each).index(each.key[0]) for n in range(200)} for each in asked}
    return {order: set(product(*map(letters.__getitem__, order))) for order in every_order(shuffle, selection)}


def rotations(line: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    return (line[by:] + line[:by] for by in range(len(line)))


def order_of(variant: Variant) -> tuple[str, ...]:
    return tuple(placed.question.id for placed in variant.questions)


def key_of(variant: Variant) -> tuple[int, ...]:
    return tuple(LETTERS.index(placed.key_letters) for placed in variant.questions)


def told(key: tuple[int, ...], count: int) -> set[tuple[int, ...]]:
    """All keys that this one tells."""
    return {*rotations(key), *(tuple((letter + by) % count for letter in key) for by in range(count))}


def check_against_all(shuffle: Shuffle, found: Settled, selections: Sequence[Selection]) -> None:
    """Hold each variant against every order and key that it might have had."""
    taken_orders: set[tuple[str, ...]] = set()
    taken_keys: set[tuple[int, ...]] = set()
    known: dict[int, dict[tuple[str, ...], set[tuple[int, ...]]]] = {}
    for variant, selection in zip(found.variants, selections, strict=True):
        if id(selection) not in known:
            known[id(selection)] = every_key(shuffle, selection)
        keys = known[id(selection)]
        orders = set(keys)
        open_orders = [each for each in orders if keys[each] - taken_keys]
        order, key = order_of(variant), key_of(variant)
        is_free = (key not in taken_keys, order not in taken_orders)

        if any(each not in taken_orders for each in open_orders):
            assert is_free == (True, True)
        elif open_orders:
            assert is_free[0]
        elif orders - taken_orders:
            assert is_free[1]
        has_choice = (len(set().union(*keys.values())) > 1, len(orders) > 1)
        assert (variant.number in found.rotated_keys) is (has_choice[0] and not is_free[0])
        assert (variant.number in found.rotated_orders) is (has_choice[1] and not is_free[1])
        assert variant == shuffle.variant(variant.number, selection, variant.redrawn)
        taken_orders |= set(rotations(order))
        taken_keys |= told(key, max(len(placed.order) for placed in variant.questions))


@settings(max_examples=100, deadline=None)
@given(exams())
def test_what_is_free_is_found(exam: tuple[Selection, Blueprint]) -> None:
    """Each variant has a free key in a free order while there is one; else what is rotated is named, and only then."""
    selection, blueprint = exam
    try:
        shuffle, found = made(selection, blueprint)
    except RequestError:  # the fixed place leaves no room
        return

    check_against_all(shuffle, found, [selection] * blueprint.variants)


@settings(max_examples=20, deadline=None)
@given(st.data(), st.integers(4, 12))
def test_what_is_free_is_found_where_variants_draw_their_own(data: st.DataObject, count: int) -> None:
    """So it is where each variant has its own questions: the same ones have other orders, all have other keys."""
    bank = [question(f"q{n}", 2) for n in range(4)]
    draws = st.lists(st.sampled_from(bank), min_size=3, max_size=3, unique_by=lambda each: each.id)
    selections = [unsectioned(*data.draw(draws)) for _ in range(count)]
    shuffle, found = made(selections[0], Blueprint(title="t", seed="s", variants=count), *selections[1:])

    check_against_all(shuffle, found, selections)


@settings(max_examples=60, deadline=None)
@given(exams())
def test_all_orders_are_known(exam: tuple[Selection, Blueprint]) -> None:
    """The orders that are tried are those that digests can bring about, each once, the drawn one first."""
    selection, blueprint = exam
    shuffle = Shuffle(selection.questions, blueprint.seed, Shuffling.of(blueprint), SETS)
    try:
        lineups = shuffle.lineups(selection)
        tried = [[sum((piece.questions for piece in o), ()) for o in each.orders(str.encode)] for each in lineups]
    except RequestError:
        return

    ids = [[tuple(each.id for each in order) for order in orders] for orders in tried]
    whole = [sum(parts, ()) for parts in product(*ids)]
    assert len(set(whole)) == len(whole)
    assert set(whole) == set(every_order(shuffle, selection))
    assert [list(each.drawn(str.encode)) for each in lineups] == [list(orders[0]) for orders in tried]


@settings(max_examples=30, deadline=None)
@given(exams(), st.integers(1, 12))
def test_lower_numbers_stay(exam: tuple[Selection, Blueprint], fewer: int) -> None:
    """A variant is the same among few as among many."""
    selection, blueprint = exam
    try:
        _, found = made(selection, blueprint)
    except RequestError:
        return
    fewer = min(fewer, blueprint.variants)

    assert made(selection, replace(blueprint, variants=fewer))[1].variants == found.variants[:fewer]


def test_two_sections_of_three() -> None:
    """Sections stay where they are, so each of the 36 orders is a rotation of none, and all are used."""
    halves = [tuple(question(f"{half}{n}", 4) for n in range(3)) for half in "ab"]
    selection = Selection(tuple(SelectedSection(Section(title=own[0].id), own) for own in halves))
    _, found = made(selection, Blueprint(title="t", seed="s", variants=40))

    assert len({order_of(variant) for variant in found.variants[:36]}) == 36
    assert found.rotated_orders == (37, 38, 39, 40)
    assert not found.rotated_keys


def test_letters_that_hardly_ever_come_are_found() -> None:
    """Where the last free keys have letters that one draw in 28 brings about, options are drawn so often."""
    asked = [
        replace(
            question(f"q{n}", shown_distractors=2),
            options=tuple(Option(text=paragraph(str(value)), is_key=value == 3) for value in range(1, 10)),
        )
        for n in range(3)
    ]
    blueprint = Blueprint(title="t", seed="s", variants=8, key_tail=0, ordered_options=OrderedOptions.ASCENDING)
    shuffle, found = made(unsectioned(*asked), blueprint)

    check_against_all(shuffle, found, [unsectioned(*asked)] * 8)
    assert any(redraw.times > 10 for variant in found.variants for redraw in variant.redrawn)


def test_several_letters_are_part_of_the_key() -> None:
    """Keys differ by their multiple responses and by what is matched, so one choice is no rotation by itself."""
    right = Matching(prompts=tuple(Prompt(text=paragraph(str(n)), target=n) for n in range(3)))
    pairs = question("m", 3, 0, kind=Kind.MATCHING, response=right)
    asked = (question("a", 4), question("b", 4, 2, kind=Kind.MULTIPLE_RESPONSE), pairs)
    _, found = made(unsectioned(*asked), Blueprint(title="t", seed="s", variants=20))
    keys = [tuple(p.key_letters for p in variant.questions) for variant in found.variants]

    assert not found.rotated_keys
    assert all(key not in rotations(other) for k, key in enumerate(keys) for other in keys[:k])


def test_nothing_is_said_of_what_is_to_stay() -> None:
    """An order or key that is the same on all variants by request is no rotation that could be avoided."""
    asked = unsectioned(*(question(f"q{n}", 5) for n in range(5)))
    fixed = Blueprint(title="t", seed="s", variants=6, shuffle_questions=False)
    same = Blueprint(title="t", seed="s", variants=6, shuffle_options=False)

    assert not made(asked, fixed)[1].rotated_orders
    assert not made(asked, same)[1].rotated_keys


def test_the_right_letters_of_locked_questions_fall_apart_by_order() -> None:
    """Where options stay as in the bank, orders of questions are found whose letters are no rotations."""
    asked = tuple(question(f"q{n}", 4) for n in range(6))
    moved = tuple(replace(q, options=q.options[-n % 4 :] + q.options[: -n % 4]) for n, q in enumerate(asked))
    blueprint = Blueprint(title="t", seed="s", variants=20, shuffle_options=False)
    _, found = made(unsectioned(*moved), blueprint)
    keys = [key_of(variant) for variant in found.variants]

    assert not found.rotated_keys
    assert all(key not in told(other, 4) for k, key in enumerate(keys) for other in keys[:k])
