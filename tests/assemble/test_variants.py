"""Variants: orders that depend on nothing but their own names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from examgen.assemble import Shuffle, make_sheet, make_variant, select
from examgen.model.bank import Explanation, KeyOrigin, Option, Question
from examgen.model.response import Kind
from examgen.model.text import OptionReference, Paragraph, Words, paragraph, wording
from examgen.model.variant import LETTERS, Variant, referred_place

SEEDS = st.text(max_size=8)
NUMBERS = st.integers(min_value=1, max_value=2000)
WORDINGS = st.text(alphabet="abcdef", min_size=1, max_size=3)


@st.composite
def choice_questions(draw: st.DrawFn, name: str | None = None) -> Question:
    """A question with up to six options, some pinned, one right."""
    texts = draw(st.lists(WORDINGS, min_size=2, max_size=6))
    right = draw(st.integers(0, len(texts) - 1))
    pinned = draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    options = tuple(
        Option(text=paragraph(text), is_key=place == right, pinned=is_pinned)
        for place, (text, is_pinned) in enumerate(zip(texts, pinned, strict=True))
    )
    return Question(id=name or draw(st.text(min_size=1, max_size=6)), stem=paragraph("stem"), options=options)


def banks(least: int = 1) -> st.SearchStrategy[tuple[Question, ...]]:
    """Questions with different ids."""
    return st.lists(choice_questions(), min_size=least, max_size=8, unique_by=lambda q: q.id).map(tuple)


def option_orders(variant: Variant) -> dict[str, tuple[int, ...]]:
    return {placed.question.id: placed.order for placed in variant.questions}


def question_order(variant: Variant, without: Sequence[str] = ()) -> list[str]:
    return [placed.question.id for placed in variant.questions if placed.question.id not in without]


def texts_in_order(question: Question, order: Sequence[int]) -> list[str]:
    return [wording(question.options[place].text) for place in order]


@given(banks(), NUMBERS, SEEDS)
def test_variant_is_a_permutation(bank: tuple[Question, ...], number: int, seed: str) -> None:
    """A variant holds each question once, numbered from 1, and each option once."""
    variant = make_variant(bank, number, seed, True, True)

    assert sorted(question_order(variant)) == sorted(question.id for question in bank)
    assert [placed.number for placed in variant.questions] == list(range(1, len(bank) + 1))
    assert all(sorted(p.order) == list(range(len(p.question.options))) for p in variant.questions)


@given(choice_questions(), NUMBERS, SEEDS)
def test_key_follows_its_option(question: Question, number: int, seed: str) -> None:
    """The key letter names the option that is right, whatever the order."""
    (placed,) = make_variant([question], number, seed, True, True).questions

    named = [placed.order[LETTERS.index(letter)] for letter in placed.key_letters]
    assert named == [place for place, option in enumerate(question.options) if option.is_key]


@given(choice_questions(), NUMBERS, SEEDS)
def test_pinned_options_stay(question: Question, number: int, seed: str) -> None:
    """A pinned option that speaks of no other keeps its index."""
    (placed,) = make_variant([question], number, seed, True, True).questions

    assert all(placed.order[place] == place for place, option in enumerate(question.options) if option.pinned)


@given(choice_questions(), NUMBERS, SEEDS)
def test_locked_question_keeps_its_order(question: Question, number: int, seed: str) -> None:
    """The options of a locked question stand as in the bank."""
    (placed,) = make_variant([replace(question, locked=True)], number, seed, True, True).questions

    assert placed.order == tuple(range(len(question.options)))


@given(banks(), choice_questions("a new one"), NUMBERS, SEEDS)
def test_adding_a_question_disturbs_no_other(bank: tuple[Question, ...], new: Question, number: int, seed: str) -> None:
    """With one question more, the others keep their option orders and their relative order; removing undoes it."""
    before = make_variant(bank, number, seed, True, True)
    after = make_variant((*bank, new), number, seed, True, True)

    assert question_order(after, without=[new.id]) == question_order(before)
    assert option_orders(before).items() <= option_orders(after).items()


@given(banks(), st.data(), NUMBERS, SEEDS)
def test_editing_a_question_disturbs_no_other(
    bank: tuple[Question, ...], data: st.DataObject, number: int, seed: str
) -> None:
    """With one question rewritten, all questions keep their places and the others their option orders."""
    edited = data.draw(st.sampled_from(bank))
    new = data.draw(choice_questions(edited.id))
    before = make_variant(bank, number, seed, True, True)
    after = make_variant(tuple(new if q is edited else q for q in bank), number, seed, True, True)

    assert question_order(after) == question_order(before)
    kept = {name: order for name, order in option_orders(before).items() if name != edited.id}
    assert kept.items() <= option_orders(after).items()


@given(choice_questions("q"), WORDINGS, NUMBERS, SEEDS)
def test_adding_an_option_keeps_the_others_in_order(question: Question, text: str, number: int, seed: str) -> None:
    """With one option more, the others keep their relative order, wherever the new one stands in the file."""
    free = tuple(replace(option, pinned=False) for option in question.options)
    assume(text not in {wording(option.text) for option in free})
    before = replace(question, options=free)
    after = replace(question, options=(Option(text=paragraph(text)), *free))

    (placed_before,) = make_variant([before], number, seed, True, True).questions
    (placed_after,) = make_variant([after], number, seed, True, True).questions

    kept = [words for words in texts_in_order(after, placed_after.order) if words != text]
    assert kept == texts_in_order(before, placed_before.order)


@given(banks(), SEEDS)
def test_variant_does_not_depend_on_its_siblings(bank: tuple[Question, ...], seed: str) -> None:
    """Variant 7 is the same alone, among 8, and made after others by the same shuffle."""
    shuffle = Shuffle(bank, seed)
    among = [shuffle.variant(number) for number in range(1, 9)]

    assert make_variant(bank, 7, seed, True, True) == among[6] == shuffle.variant(7)


@given(banks(), NUMBERS, SEEDS)
def test_keys_and_explanations_change_no_order(bank: tuple[Question, ...], number: int, seed: str) -> None:
    """With other keys, explanations, notes and points the orders are the same."""
    other = tuple(
        replace(
            question,
            options=tuple(replace(option, is_key=not option.is_key) for option in question.options),
            explanation=Explanation(text=paragraph("quite another")),
            note=paragraph("a note"),
            key_origin=KeyOrigin.DERIVED,
        )
        for question in bank
    )
    before = make_variant(bank, number, seed, True, True)
    after = make_variant(other, number, seed, True, True)

    assert question_order(before) == question_order(after)
    assert option_orders(before) == option_orders(after)


@given(banks(), NUMBERS, SEEDS)
def test_nothing_is_shuffled_unless_asked(bank: tuple[Question, ...], number: int, seed: str) -> None:
    """Without shuffling, questions and options stand as in the bank."""
    variant = make_variant(bank, number, seed, False, False)

    assert question_order(variant) == [question.id for question in bank]
    assert all(placed.order == tuple(range(len(placed.order))) for placed in variant.questions)


def speaking(targets: Sequence[int], *, pinned: bool) -> Option:
    """An option that speaks of others."""
    spans = [OptionReference((target,), 0, "?") for target in targets]
    return Option(text=(Paragraph((Words("Both "), *spans)),), pinned=pinned)


@given(NUMBERS, SEEDS)
def test_options_that_speak_of_others_stand_behind_them(number: int, seed: str) -> None:
    """An option that names others comes after all that name none, and before a pinned last one."""
    options = (
        speaking((1, 3), pinned=True),
        Option(text=paragraph("first")),
        speaking((0,), pinned=False),
        Option(text=paragraph("second")),
        Option(text=paragraph("None of the above"), pinned=True),
    )

    (placed,) = make_variant([Question(id="q", stem=(), options=options)], number, seed, True, True).questions

    assert set(placed.order[:2]) == {1, 3}
    assert placed.order[2:] == (0, 2, 4)


@given(st.data(), st.integers(2, 6), NUMBERS, SEEDS)
def test_speaking_options_in_any_place(data: st.DataObject, plain: int, number: int, seed: str) -> None:
    """Wherever they stand in the bank, options that speak of others follow those, and pinned last ones stay last."""
    texts = [Option(text=paragraph(f"plain {k}")) for k in range(plain)]
    placed_at = data.draw(st.permutations(range(plain + 2)))
    options = [*texts, speaking((), pinned=True), speaking((), pinned=True)]
    bank = [options[k] for k in placed_at]
    plain_places = [place for place, k in enumerate(placed_at) if k < plain]
    named = [tuple(data.draw(st.sets(st.sampled_from(plain_places), min_size=1))) for _ in range(2)]
    for k in (0, 1):
        bank[placed_at.index(plain + k)] = speaking(named[k], pinned=data.draw(st.booleans()))
    bank.append(Option(text=paragraph("None of the above"), pinned=True))

    (placed,) = make_variant([Question(id="q", stem=(), options=tuple(bank))], number, seed, True, True).questions

    assert sorted(placed.order) == list(range(plain + 3))
    assert placed.order[-1] == plain + 2
    for k in (0, 1):
        mine = placed.order.index(placed_at.index(plain + k))
        assert all(placed.order.index(target) < mine for target in named[k])


@given(choice_questions("q"), NUMBERS, SEEDS)
def test_reference_prints_the_letter_of_its_option(question: Question, number: int, seed: str) -> None:
    """A reference to an option prints the letter under which that option stands."""
    (placed,) = make_variant([question], number, seed, True, True).questions

    for target in range(len(question.options)):
        letter = LETTERS[referred_place(OptionReference((target,), 0, "?"), placed.order)]
        assert placed.order[LETTERS.index(letter)] == target


@given(banks(least=4), SEEDS, NUMBERS)
def test_practice_draws_from_streams_of_its_own(bank: tuple[Question, ...], seed: str, number: int) -> None:
    """A sheet holds as many questions as asked for, in an order that is no variant's by rule."""
    sheet = make_sheet(bank, number, seed, 3)

    assert len(sheet.questions) == 3
    assert set(question_order(sheet)) <= {question.id for question in bank}


def test_practice_rehearses_no_exam() -> None:
    """With many questions, sheet and variant of the same number and seed differ in every way."""
    bank = [
        Question(id=f"q{k}", stem=paragraph("s"), options=tuple(Option(text=paragraph(f"{k}{o}")) for o in range(6)))
        for k in range(40)
    ]
    sheet, variant = make_sheet(bank, 1, "seed", None), make_variant(bank, 1, "seed", True, True)
    drawn = {placed.question.id for placed in make_sheet(bank, 1, "seed", 20).questions}

    assert question_order(sheet) != question_order(variant)
    assert option_orders(sheet) != option_orders(variant)
    assert drawn != {question.id for question in select(bank, 20, "seed")}
    assert drawn != {placed.question.id for placed in make_sheet(bank, 2, "seed", 20).questions}


def ordering(*steps: str) -> Question:
    """A question whose steps stand in the bank in their right order."""
    options = tuple(Option(text=paragraph(step)) for step in steps)
    return Question(id="q", kind=Kind.ORDERING, stem=paragraph("stem"), options=options)


@given(st.integers(3, 5), st.text("abc", max_size=6))
def test_steps_to_be_put_in_order_never_stand_in_it(count: int, seed: str) -> None:
    """an ordering question is never printed solved, and takes many other orders."""
    steps = ordering(*map(str, range(count)))
    shuffle = Shuffle((steps,), seed)

    orders = {shuffle.variant(number).questions[0].order for number in range(1, 41)}

    assert tuple(range(count)) not in orders
    assert len(orders) > 3


def test_two_steps_take_either_order() -> None:
    """were two steps always turned round, their order would be known."""
    steps = ordering("first", "second")
    shuffle = Shuffle((steps,), "seed")

    assert {shuffle.variant(number).questions[0].order for number in range(1, 21)} == {(0, 1), (1, 0)}
