"""A variant in, what rules look at out: its key in printed order, and what papers of the same questions may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from examgen.assemble.balance import Balance
from examgen.assemble.reaches import Reach, Reaches, letters_of
from examgen.assemble.rotations import Letters, Taken
from examgen.assemble.sequence import Lineup
from examgen.assemble.vacancies import Vacancies
from examgen.assemble.variants import Shuffle
from examgen.model.blueprint import Blueprint
from examgen.model.selection import Selection
from examgen.model.variant import PlacedQuestion, Variant

Key: TypeAlias = Sequence[tuple[str, Letters]]
"""Ids of the questions and parts that are answered by letters, in printed order, each with what is right."""


class Paper:
    """What is the same for all variants that hold the same questions."""

    def __init__(self, variant: Variant, shuffle: Shuffle, asked: Blueprint, selection: Selection | None) -> None:
        every = {placed.question.id: placed for placed in all_placed(variant.questions)}
        lettered = [placed for placed in every.values() if letters_of(placed) is not None]
        chances = {name: own for name in sorted(every) if (own := shuffle.key_chances(every[name].question))}
        self._balance = Balance(chances, asked.key_tail, asked.strict_balance)
        self._keys = {name: every[name].question.key[0] for name in chances}
        self._shuffle, self._selection = shuffle, selection
        self._vacancies: dict[frozenset[tuple[str, object]], Vacancies] = {}
        self.count = max((len(placed.order) for placed in lettered), default=1)
        """How many letters there are."""

    @cached_property
    def lineups(self) -> tuple[Lineup, ...]:
        """For each section the orders that it may have."""
        return self._shuffle.lineups(self._selection)

    def key(self, variant: Variant) -> Key:
        """What is right on a variant of these questions."""
        found: list[tuple[str, Letters]] = []
        for placed in all_placed(variant.questions):
            name = placed.question.id
            if name in self._keys:  # as are most, and this is quick
                found.append((name, placed.order.index(self._keys[name])))
            elif (letters := letters_of(placed)) is not None:
                found.append((name, letters))
        return found

    def at_fault(self, key: Key) -> tuple[str, ...]:
        """Questions of which one is to be drawn again, because their letters make the key uneven."""
        judged = ((name, letters) for name, letters in key if name in self._keys)
        return self._balance.at_fault([(name, place) for name, place in judged if isinstance(place, int)])

    def vacancies(self, variant: Variant, reaches: Reaches, taken: Taken) -> Vacancies:
        """What is left for papers like this one; values of variables may change where a key may fall."""
        every = (placed.question for placed in all_placed(variant.questions))
        values = frozenset((question.id, question.values) for question in every if question.values)
        if values not in self._vacancies:
            lettered = {placed.question.id: _lettered(placed, reaches) for placed in variant.questions}
            self._vacancies[values] = Vacancies(
                self.lineups, lettered, self.count, taken, lambda key: not self.at_fault(key)
            )
        return self._vacancies[values]


def _lettered(placed: PlacedQuestion, reaches: Reaches) -> Mapping[str, Reach]:
    """What of a question is answered by letters, with those that may be right."""
    every = {each.question.id: reaches.of(each.question) for each in all_placed([placed])}
    return {name: reach for name, reach in every.items() if reach}


def all_placed(questions: Iterable[PlacedQuestion]) -> Iterator[PlacedQuestion]:
    """The questions, each with its parts behind it."""
    for placed in questions:
        yield placed
        if placed.parts:
            yield from all_placed(placed.parts)
