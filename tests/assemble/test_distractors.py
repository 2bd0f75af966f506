"""Questions that show some of their distractors: what is drawn, and how many papers that gives."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from examgen.assemble import Shuffling, count_orders, make_variant
from examgen.model.bank import Explanation, Option, Question
from examgen.model.response import Kind, Matching, Prompt
from examgen.model.text import OptionReference, Paragraph, paragraph
from examgen.model.variant import PlacedQuestion

SEEDS = st.text(max_size=8)
NUMBERS = st.integers(min_value=1, max_value=2000)


def choice(keys: int, distractors: int, shown: int | None, pinned: int = 0) -> Question:
    """A question with so many right and wrong options, the last of which are pinned."""
    count = keys + distractors
    options = tuple(
        Option(text=paragraph("abcdefghijkl"[n]), is_key=n < keys, pinned=n >= count - pinned) for n in range(count)
    )
    kind = Kind.CHOICE if keys == 1 else Kind.MULTIPLE_RESPONSE
    return Question(id="q", stem=paragraph("stem"), options=options, kind=kind, shown_distractors=shown)


def placed(question: Question, number: int, seed: str, shuffle: bool = True) -> PlacedQuestion:
    return make_variant([question], number, seed, True, shuffle).questions[0]


@given(st.integers(1, 3), st.integers(1, 5), st.integers(1, 6), NUMBERS, SEEDS)
def test_keys_and_some_distractors_are_shown(keys: int, wrong: int, shown: int, number: int, seed: str) -> None:
    """All right options and as many wrong ones as asked for are shown, if there are so many; none twice."""
    question = choice(keys, wrong, shown)
    order = placed(question, number, seed).order

    assert len(set(order)) == len(order) == keys + min(wrong, shown)
    assert set(range(keys)) <= set(order)


@given(NUMBERS, SEEDS, st.booleans())
def test_leaving_out_moves_no_other(number: int, seed: str, shuffle: bool) -> None:
    """What is shown stands in the order that it has where all is shown."""
    question = choice(1, 5, 2)
    order = placed(question, number, seed, shuffle).order

    assert order == tuple(
        n for n in placed(replace(question, shown_distractors=None), number, seed, shuffle).order if n in order
    )


@given(NUMBERS, SEEDS)
def test_what_is_spoken_of_is_shown(number: int, seed: str) -> None:
    """Options that the explanation or a rationale names, and pinned ones, are always there."""
    question = choice(1, 6, 2, pinned=1)
    named = OptionReference((3,), 0, "D")
    in_rationale = replace(question.options[0], rationale=(Paragraph((OptionReference((4,), 0, "E"),)),))
    question = replace(
        question,
        options=(in_rationale, *question.options[1:]),
        explanation=Explanation(text=(Paragraph((named,)),)),
    )

    assert set(placed(question, number, seed).order) == {0, 3, 4, 6}


@given(NUMBERS, SEEDS)
def test_targets_of_prompts_are_shown(number: int, seed: str) -> None:
    """Of the options of a matching question, those that no prompt means are its distractors."""
    prompts = (Prompt(text=paragraph("one"), target=1), Prompt(text=paragraph("two"), target=2))
    question = replace(
        choice(1, 4, 1), kind=Kind.MATCHING, response=Matching(prompts=prompts), options=choice(0, 5, None).options
    )
    order = placed(question, number, seed).order

    assert len(order) == 3
    assert {1, 2} < set(order)
    assert [order["ABC".index(letter)] for letter in placed(question, number, seed).key_letters] == [1, 2]


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 1))
def test_orders_are_counted_exactly(wrong: int, shown: int, pinned: int) -> None:
    """As many papers are counted as there are orders of draws."""
    pinned = min(pinned, wrong)
    question = choice(1, wrong, shown, pinned)
    free = range(1, 1 + wrong - pinned)
    drawn = combinations(free, min(len(free), max(0, shown - pinned)))
    papers = {order for some in drawn for order in permutations((0, *some))}

    assert count_orders([question], Shuffling(False, True)) == len(papers)


def test_draws_count_without_shuffling() -> None:
    """Papers whose options keep their order still differ in what is drawn."""
    assert count_orders([choice(1, 4, 2)], Shuffling(False, False)) == 6


def test_true_and_false_keep_their_order() -> None:
    """The options of a true-false question stand as in the bank."""
    question = replace(choice(1, 1, None), kind=Kind.TRUE_FALSE)

    assert {placed(question, number, "s").order for number in range(1, 20)} == {(0, 1)}
    assert count_orders([question], Shuffling()) == 1


def test_ordering_gives_the_sequence() -> None:
    """The letters of an ordering question, whose options stand in the bank in their right order, are its key."""
    question = replace(choice(0, 4, None), kind=Kind.ORDERING)
    one = placed(question, 3, "s")

    assert [one.order["ABCD".index(letter)] for letter in one.key_letters] == [0, 1, 2, 3]


def test_parts_have_orders_of_their_own() -> None:
    """The parts of a question keep their order, and their options are shuffled like those of a question."""
    part = replace(choice(1, 3, None), id="q/a")
    whole = Question(id="q", stem=paragraph("stem"), kind=Kind.MULTI_PART, parts=(part, replace(part, id="q/b")))
    found = [placed(whole, number, "s") for number in range(1, 30)]

    assert {tuple(p.question.id for p in one.parts) for one in found} == {("q/a", "q/b")}
    assert len({one.parts[0].order for one in found}) > 5
    assert any(one.parts[0].order != one.parts[1].order for one in found)
    assert count_orders([whole], Shuffling()) == 24 * 24
