"""The order of questions in a section: what moves as one, what comes first, what stays where it is put."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from examgen.assemble import Shuffle, Shuffling, count_orders
from examgen.errors import RequestError
from examgen.model.bank import Question, QuestionSet
from examgen.model.sections import FixedPlace, QuestionOrder, Section
from examgen.model.selection import SelectedSection, Selection
from examgen.model.text import paragraph

SEEDS = st.text(max_size=6)
NUMBERS = st.integers(1, 500)
SETS = st.lists(st.sampled_from(["", "", "s", "t"]), min_size=1, max_size=9)


def questions(sets: list[str]) -> list[Question]:
    """Questions q0, q1, …, those of a set beside each other."""
    names = sorted(range(len(sets)), key=lambda n: (sets[n] == "t", sets[n] == "s"))
    return [Question(id=f"q{n}", stem=paragraph(f"q{n}"), set_id=sets[place]) for n, place in enumerate(names)]


def printed(
    asked: list[Question], number: int, seed: str, sets: tuple[QuestionSet, ...] = (), **given: object
) -> list[str]:
    section = replace(Section(), **given)  # type: ignore[arg-type]
    shuffle = Shuffle(asked, seed, Shuffling(), sets)
    variant = shuffle.variant(number, Selection((SelectedSection(section, tuple(asked)),)))
    return [placed.question.id for placed in variant.questions]


@given(SETS, NUMBERS, SEEDS)
def test_a_set_moves_as_one(sets: list[str], number: int, seed: str) -> None:
    """Questions of a set stand together, in the bank's order; nothing is lost."""
    asked = questions(sets)
    met = printed(asked, number, seed)
    owner = {question.id: question.set_id or question.id for question in asked}

    assert sorted(met) == sorted(owner)
    runs = [name for name, _ in groupby(met, key=owner.__getitem__)]
    assert len(runs) == len(set(runs))
    for name in ("s", "t"):
        assert [q for q in met if owner[q] == name] == [q.id for q in asked if q.set_id == name]


def test_a_shuffled_set_is_shuffled_inside() -> None:
    """Where the set asks for it, its questions have an order of their own on each variant."""
    asked = questions(["s", "s", "s", ""])
    sets = (QuestionSet(id="s", stimulus=paragraph("text"), shuffled=True),)
    met = {tuple(q for q in printed(asked, number, "s", sets) if q != "q0") for number in range(1, 60)}

    assert len(met) == 6


@given(SETS, NUMBERS, SEEDS)
def test_adding_a_question_moves_no_other(sets: list[str], number: int, seed: str) -> None:
    """With one question more, the others keep their relative order, sets included."""
    asked = questions(sets)
    new = Question(id="new", stem=paragraph("new"))

    assert [q for q in printed([new, *asked], number, seed) if q != "new"] == printed(asked, number, seed)


@given(SETS, NUMBERS, SEEDS)
def test_bank_order_stays(sets: list[str], number: int, seed: str) -> None:
    """A section in the bank's order has the same on every variant."""
    asked = questions(sets)

    assert printed(asked, number, seed, order=QuestionOrder.BANK) == [question.id for question in asked]


@given(st.lists(st.sampled_from(["easy", "medium", "hard", "", "2,5"]), min_size=1, max_size=8), NUMBERS, SEEDS)
def test_easy_questions_come_first(words: list[str], number: int, seed: str) -> None:
    """Easy ones come first and hard ones last; what is not known stands in the middle."""
    ranks = {"easy": 0, "hard": 2}
    asked = [Question(id=f"q{n}", stem=paragraph("q"), difficulty=word) for n, word in enumerate(words)]
    met = printed(asked, number, seed, order=QuestionOrder.EASY_FIRST)
    met_ranks = [ranks.get(words[int(name[1:])], 1) for name in met]

    assert met_ranks == sorted(met_ranks)


def test_numbers_of_difficulty_run_from_the_least_to_the_most() -> None:
    """Numbers are compared with each other, and equal ones are shuffled."""
    asked = [Question(id=name, stem=paragraph("q"), difficulty=name[1:]) for name in ("a10", "b2", "c2", "d7")]
    met = {tuple(printed(asked, number, "s", order=QuestionOrder.EASY_FIRST)) for number in range(1, 30)}

    assert met == {("b2", "c2", "d7", "a10"), ("c2", "b2", "d7", "a10")}


@given(st.lists(st.sampled_from("xyz"), min_size=1, max_size=8), NUMBERS, SEEDS)
def test_topics_stand_together(topics: list[str], number: int, seed: str) -> None:
    """By topic, topics follow each other as in the bank, and questions are shuffled inside them."""
    asked = [Question(id=f"q{n}", stem=paragraph("q"), topic=topic) for n, topic in enumerate(topics)]
    met = [topics[int(name[1:])] for name in printed(asked, number, seed, order=QuestionOrder.BY_TOPIC)]

    assert [topic for topic, _ in groupby(met)] == list(dict.fromkeys(topics))


@given(SETS, st.data(), NUMBERS, SEEDS)
def test_fixed_questions_stand_where_they_are_put(sets: list[str], data: st.DataObject, number: int, seed: str) -> None:
    """A fixed question has its place on every variant, from the front or from the end; sets stay together."""
    asked = questions(sets)
    alone = [question.id for question in asked if not question.set_id]
    assume(alone)
    name, place = data.draw(st.sampled_from(alone)), data.draw(st.sampled_from([1, -1]))
    met = printed(asked, number, seed, fixed=(FixedPlace(id=name, place=place),))
    owner = {question.id: question.set_id or question.id for question in asked}

    assert met[0 if place == 1 else -1] == name
    assert sorted(met) == sorted(owner)
    runs = [each for each, _ in groupby(met, key=owner.__getitem__)]
    assert len(runs) == len(set(runs))


@given(st.integers(1, 9), NUMBERS, SEEDS)
def test_the_others_keep_their_order_around_it(place: int, number: int, seed: str) -> None:
    """Fixing one question moves no other against the rest."""
    asked = questions([""] * 9)
    met = printed(asked, number, seed, fixed=(FixedPlace(id="q3", place=place),))

    assert met[place - 1] == "q3"
    assert [q for q in met if q != "q3"] == [q for q in printed(asked, number, seed) if q != "q3"]


@given(NUMBERS, SEEDS)
def test_sets_find_the_gaps_that_they_fit_in(number: int, seed: str) -> None:
    """Between fixed questions a set takes a gap that is large enough, whatever its digest says."""
    asked = questions(["", "", "", "s", "s", "s", ""])
    met = printed(asked, number, seed, fixed=(FixedPlace(id="q0", place=3),))

    assert met[2] == "q0"
    first = met.index("q4")
    assert met[first : first + 3] == ["q4", "q5", "q6"]


@pytest.mark.parametrize(
    ("fixed", "message"),
    [
        ((FixedPlace(id="q0", place=9),), "cannot stand at place 9"),
        ((FixedPlace(id="q0", place=1), FixedPlace(id="q1", place=1)), "both to stand at place 1"),
        ((FixedPlace(id="q0", place=2), FixedPlace(id="q1", place=4)), "no room"),
    ],
)
def test_places_that_cannot_be(fixed: tuple[FixedPlace, ...], message: str) -> None:
    """Places beyond the section, taken twice, or between which a set has no room are refused."""
    with pytest.raises(RequestError, match=message):
        printed(questions(["", "", "s", "s"]), 1, "s", fixed=fixed)


def test_a_fixed_question_that_was_not_drawn_is_passed_over() -> None:
    """A place is for the variants that hold the question."""
    assert len(printed(questions(["", ""]), 1, "s", fixed=(FixedPlace(id="other", place=1),))) == 2


def test_orders_of_sections_are_counted() -> None:
    """A section in the bank's order has one, a set moves as one, and a fixed question does not move."""
    asked = tuple(questions(["", "", "s", "s"]))
    two = tuple(replace(question, id=f"other {question.id}") for question in asked[:2])

    def counted(section: Section) -> int:
        return count_orders(Selection((SelectedSection(section, asked), SelectedSection(Section(), two))), Shuffling())

    assert counted(Section()) == 6 * 2 * 2
    assert counted(Section(order=QuestionOrder.BANK)) == 2
    assert counted(Section(fixed=(FixedPlace(id="q0", place=1),))) == 2 * 2 * 2
