"""Keys that rules object to: exact tails, redraws that stay stable, no rotations."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby, product
from math import isclose, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.assemble import Settled, Shuffle, Shuffling, settle
from examgen.assemble.balance import Balance, count_chances, run_tail
from examgen.assemble.chances import Chances
from examgen.assemble.rotations import ordered, shifted, turned
from examgen.model.bank import Option, Question
from examgen.model.blueprint import Blueprint, OrderedOptions
from examgen.model.text import paragraph
from examgen.model.variant import LETTERS, Variant

WEIGHTS = st.lists(st.integers(0, 3), min_size=1, max_size=3).filter(any)
CHANCES = WEIGHTS.map(lambda weights: tuple(weight / sum(weights) for weight in weights))


def question(name: str, options: int = 4, **given: object) -> Question:
    choices = tuple(Option(text=paragraph("abcdefgh"[n]), is_key=n == 0) for n in range(options))
    return replace(Question(id=name, stem=paragraph(name), options=choices), **given)  # type: ignore[arg-type]


def bank(count: int, options: int = 4) -> list[Question]:
    return [question(f"q{n}", options) for n in range(count)]


def settled(questions: list[Question], last: int, seed: str = "s", **asked: object) -> Settled:
    blueprint = replace(Blueprint(title="t", seed=seed, variants=last), **asked)  # type: ignore[arg-type]
    return settle(Shuffle(questions, seed, Shuffling.of(blueprint)), blueprint, (), last)


def key(variant: Variant) -> str:
    return "".join(placed.key_letters for placed in variant.questions)


def longest_run(letters: object) -> int:
    return max(len(list(run)) for _, run in groupby(letters))  # type: ignore[call-overload]


def cases(chances: list[Chances]) -> list[tuple[tuple[int, ...], float]]:
    """All keys with how likely they are."""
    keys = product(*(range(len(each)) for each in chances))
    return [(letters, prod(each[k] for each, k in zip(chances, letters, strict=True))) for letters in keys]


@settings(max_examples=60)
@given(st.lists(CHANCES, min_size=1, max_size=6), st.integers(1, 6))
def test_tail_of_runs_is_exact(chances: list[Chances], length: int) -> None:
    """How likely a long run is agrees with the sum over all keys."""
    expected = sum(likely for letters, likely in cases(chances) if longest_run(letters) >= length)

    assert isclose(run_tail(chances, length), expected, abs_tol=1e-12)


@given(st.lists(st.floats(0, 1), max_size=7), st.data())
def test_chances_of_counts_are_exact(column: list[float], data: st.DataObject) -> None:
    """How often a letter comes agrees with the sum over all cases."""
    count = data.draw(st.integers(0, len(column)))
    expected = sum(
        prod(chance if met else 1 - chance for chance, met in zip(column, case, strict=True))
        for case in product((False, True), repeat=len(column))
        if sum(case) == count
    )

    assert isclose(count_chances(column)[count], expected, abs_tol=1e-12)


@settings(max_examples=40)
@given(st.lists(CHANCES, min_size=1, max_size=6), st.sampled_from([0.01, 0.1, 0.4]))
def test_no_more_is_refused_than_the_tail(chances: list[Chances], tail: float) -> None:
    """Over all keys, those refused are together no likelier than what is stated."""
    names = [f"q{n}" for n in range(len(chances))]
    balance = Balance(dict(zip(names, chances, strict=True)), tail)
    refused = sum(
        likely for letters, likely in cases(chances) if balance.at_fault(list(zip(names, letters, strict=True)))
    )

    assert refused <= tail + 1e-12


@pytest.mark.parametrize(
    "asked",
    [
        question("a", 5),
        question("a", 5, locked=True),
        question("a", 6, shown_distractors=2),
        replace(question("a", 4), options=(*question("a", 3).options, Option(text=paragraph("z"), pinned=True))),
        *(
            replace(
                question("a"),
                shown_distractors=shown,
                options=tuple(Option(text=paragraph(str(n)), is_key=n == 3) for n in (1, 3, 5, 7, 9)),
            )
            for shown in (None, 2)
        ),
    ],
)
@pytest.mark.parametrize(
    "shuffling", [Shuffling(), Shuffling(ordered=OrderedOptions.ASCENDING), Shuffling(options=False)]
)
def test_chances_of_letters_are_right(asked: Question, shuffling: Shuffling) -> None:
    """Each letter is the key of as many variants as its chance says, shuffled, locked, in order, or partly shown."""
    shuffle = Shuffle([asked], "s", shuffling)
    met = Counter(shuffle.variant(number).questions[0].key_letters for number in range(1, 2001))
    chances = shuffle.key_chances(asked)

    assert chances is not None
    assert isclose(sum(chances), 1)
    assert set(met) <= {LETTERS[k] for k, chance in enumerate(chances) if chance}
    assert all(abs(met[LETTERS[k]] / 2000 - chance) < 0.05 for k, chance in enumerate(chances))


def test_questions_with_several_keys_have_no_chances() -> None:
    """Only what has one right letter is judged; so is not what draws from options that are partly held."""
    several = replace(question("a"), options=tuple(replace(o, is_key=True) for o in question("a").options))
    held = replace(
        question("a", 6, shown_distractors=2),
        options=tuple(replace(option, pinned=n == 5) for n, option in enumerate(question("a", 6).options)),
    )

    assert Shuffle([several], "s").key_chances(several) is None
    assert Shuffle([held], "s").key_chances(held) is None


@given(st.text(max_size=6))
@settings(max_examples=20)
def test_gross_keys_are_drawn_again(seed: str) -> None:
    """With a large tail no variant has a run or a count that is rarer; each names what was drawn again."""
    found = settled(bank(12), 12, seed, key_tail=0.1)
    shuffle = Shuffle(bank(12), seed)

    for variant in found.variants:
        names = [(placed.question.id, LETTERS.index(placed.key_letters)) for placed in variant.questions]
        assert not Balance({f"q{n}": (0.25,) * 4 for n in range(12)}, 0.1).at_fault(names)
        assert variant == shuffle.variant(variant.number, None, variant.redrawn)
        if not variant.redrawn:
            assert variant == shuffle.variant(variant.number)
    assert not found.uneven


@given(st.text(max_size=6))
@settings(max_examples=10)
def test_variants_do_not_depend_on_how_many_there_are(seed: str) -> None:
    """Rules look at lower-numbered variants alone."""
    assert (
        settled(bank(5, 3), 9, seed, key_tail=0.1).variants[:4] == settled(bank(5, 3), 4, seed, key_tail=0.1).variants
    )


@given(st.text(max_size=6))
@settings(max_examples=10)
def test_no_variant_is_a_rotation(seed: str) -> None:
    """No key or order of questions is a turn of another one, nor a key another with its letters moved on."""
    found = settled(bank(6), 20, seed)
    keys = [key(variant) for variant in found.variants]
    orders = [tuple(placed.question.id for placed in variant.questions) for variant in found.variants]

    for name, sequences in (("key", keys), ("order", orders)):
        for first in range(20):
            turns = [sequences[first][k:] + sequences[first][:k] for k in range(6)]
            assert not any(sequences[other] in turns for other in range(first)), name
    moved_on = ["".join(LETTERS[(LETTERS.index(letter) + k) % 4] for letter in key) for k in range(4) for key in keys]
    assert len(set(moved_on)) == len(moved_on)
    assert not found.rotated_keys
    assert not found.rotated_orders


def test_rotations_that_cannot_be_avoided_are_named() -> None:
    """An exam of two questions with two options has few keys: variants are made all the same, and told."""
    found = settled(bank(2, 2), 6)

    assert len(found.variants) == 6
    assert found.rotated_keys == (3, 4, 5, 6)
    assert found.rotated_orders == (2, 3, 4, 5, 6)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.integers(0, 7))
def test_names_of_rotations(letters: list[int], by: int) -> None:
    """Turned sequences and letters moved on share their names; orders do so, too."""
    by %= len(letters)
    turn = letters[by:] + letters[:by]
    names = [f"{k}:{letter}" for k, letter in enumerate(letters)]

    assert turned(turn) == turned(letters)
    assert shifted([(letter + by) % 6 for letter in letters], 6) == shifted(letters, 6)
    assert ordered(names[by:] + names[:by]) == ordered(names)
    assert (turned(letters) == turned([*letters[:-1], letters[-1] ^ 1])) is (
        any((letters[k:] + letters[:k]) == [*letters[:-1], letters[-1] ^ 1] for k in range(len(letters)))
    )


@given(st.text(max_size=6))
@settings(max_examples=10)
def test_strict_balance(seed: str) -> None:
    """On request each letter is right equally often on each variant, give or take one."""
    found = settled(bank(14), 5, seed, strict_balance=True)

    for variant in found.variants:
        met = Counter(key(variant))
        assert max(met.values()) - min(met[letter] for letter in "ABCD") <= 1


def test_locked_questions_are_not_to_blame() -> None:
    """Letters that cannot fall otherwise are as likely as can be, however uneven."""
    locked = [question(f"q{n}", locked=True) for n in range(12)]

    assert key(settled(locked, 1, key_tail=0.1).variants[0]) == "A" * 12
    assert not settled(locked, 1).uneven
