"""A shuffle in, variants out whose keys no rule objects to; what a rule had drawn again is named by each.

A redraw counts up one choice of one question, question after question in the order of their digests,
until no rule objects. It depends on this variant and lower-numbered ones alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import factorial, prod

from examgen.assemble.balance import Balance
from examgen.assemble.rotations import ordered, shifted, turned
from examgen.assemble.variants import Shuffle
from examgen.model.blueprint import Blueprint
from examgen.model.selection import Selection
from examgen.model.variant import PlacedQuestion, Redraw, Redrawn, Variant
from examgen.seeds import digest, ranked

TRIES = 20
"""Redraws for each question of a paper, before a rule gives in: uneven letters that stay so after these are forced."""

CROWDED = 4
"""Where more than one in so many of the possible keys or orders is taken, rotations are not avoided any more:

each redraw would come upon the next one, and what is printed would depend on all other questions and keys.
"""

Letters = list[tuple[str, int]]
"""Ids of questions in printed order, each with the letter of its key, from 0."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The variants of an exam."""

    variants: tuple[Variant, ...]
    uneven: tuple[int, ...]
    """Numbers of those whose letters stay uneven, because no redraw helped."""

    rotated: tuple[int, ...]
    """Numbers of those whose key or order of questions is a rotation of an earlier one's: too few others are left."""


@dataclass(frozen=True, slots=True)
class _Objection:
    """One of these questions is to be drawn again."""

    what: Redrawn
    ids: tuple[str, ...]


def settle(shuffle: Shuffle, blueprint: Blueprint, selections: Sequence[Selection], last: int) -> Settled:
    """Make the variants from 1 to ``last``; with one selection all share it, else each has its own."""
    rules = _Rules(shuffle, blueprint)
    made = []
    for number in range(1, last + 1):
        selection = selections[number - 1] if len(selections) > 1 else selections[0] if selections else None
        made.append(rules.settled(number, selection))
    return Settled(tuple(made), tuple(rules.uneven), tuple(rules.rotated))


@dataclass(frozen=True, slots=True)
class _Traits:
    """What rules look at in one variant."""

    at_fault: tuple[str, ...]
    """Questions whose letters make the key uneven."""

    keys: tuple[bytes, bytes]
    """What its key shares with all its rotations: one name for turned keys, one for shifted letters."""

    order: bytes
    """The same for the order of its questions."""


class _Rules:
    """The rules of one exam, with what the variants so far have taken."""

    def __init__(self, shuffle: Shuffle, blueprint: Blueprint) -> None:
        self.uneven: list[int] = []
        self.rotated: list[int] = []
        self._shuffle = shuffle
        self._asked = blueprint
        self._keys: set[bytes] = set()
        self._orders: set[bytes] = set()
        self._paper: _Paper | None = None
        self._selection: Selection | None = None

    def settled(self, number: int, selection: Selection | None) -> Variant:
        """A variant that no rule objects to, or the last one tried."""
        variant = self._shuffle.variant(number, selection)
        paper = self._paper_of(variant, selection)
        traits = paper.traits(variant)
        times: dict[tuple[str, Redrawn], int] = {}
        for attempt in range(TRIES * (len(variant.questions) + 1)):
            objection = self._objection(paper, traits)
            if objection is None:
                break
            names = ranked(objection.ids, lambda name: digest(self._asked.seed, number, name, "redraw"))
            chosen = (names[attempt % len(names)], objection.what)
            times[chosen] = times.get(chosen, 0) + 1
            redrawn = [Redraw(name, what, count) for (name, what), count in times.items()]
            variant = self._shuffle.variant(number, selection, redrawn)
            traits = paper.traits(variant)
        else:
            self.uneven += [number] if traits.at_fault else []
        self._take(paper, traits, number)
        return variant

    def _paper_of(self, variant: Variant, selection: Selection | None) -> _Paper:
        """What is the same for all variants that hold the same questions."""
        if self._paper is None or selection is not self._selection:
            self._paper, self._selection = _Paper.of(variant, self._shuffle, self._asked, selection), selection
        return self._paper

    def _objection(self, paper: _Paper, traits: _Traits) -> _Objection | None:
        if traits.at_fault:
            return _Objection(Redrawn.OPTIONS, traits.at_fault)
        if paper.may_avoid_keys(len(self._keys) // 2) and not self._keys.isdisjoint(traits.keys):
            return _Objection(Redrawn.OPTIONS, paper.movable)
        if paper.may_avoid_orders(len(self._orders)) and traits.order in self._orders:
            return _Objection(Redrawn.PLACE, paper.movers)
        return None

    def _take(self, paper: _Paper, traits: _Traits, number: int) -> None:
        has_key = paper.movable and not self._keys.isdisjoint(traits.keys)
        if has_key or (paper.movers and traits.order in self._orders):
            self.rotated.append(number)
        self._keys.update(traits.keys)
        self._orders.add(traits.order)


@dataclass(frozen=True, slots=True)
class _Paper:
    """What is the same for all variants that hold the same questions."""

    movable: tuple[str, ...]
    """Ids of the questions and parts whose letter is drawn."""

    count: int
    """How many letters there are."""

    possible_keys: int
    """How many keys there are at least, rotations counted once."""

    keys: dict[str, int]
    """Place in the bank of the right option."""

    balance: Balance
    movers: tuple[str, ...]
    """Ids of the questions and sets whose place is drawn."""

    orders: int
    """How many orders of questions there are, rotations counted once."""

    @classmethod
    def of(cls, variant: Variant, shuffle: Shuffle, asked: Blueprint, selection: Selection | None) -> _Paper:
        found = {placed.question.id: placed.question for placed in _all(variant.questions)}
        every = ((name, found[name], shuffle.key_chances(found[name])) for name in sorted(found))
        known = [(name, question, chances) for name, question, chances in every if chances]
        chances = {name: own for name, _, own in known}
        groups = shuffle.movers(selection)
        count = max(map(len, chances.values()), default=1)
        possible = prod(sum(chance > 0 for chance in own) for own in chances.values())
        return cls(
            movable=tuple(name for name, own in chances.items() if max(own) < 1),
            count=count,
            possible_keys=possible // max(len(chances), count),
            keys={name: question.key[0] for name, question, _ in known},
            balance=Balance(chances, asked.key_tail, asked.strict_balance),
            movers=tuple(name for group in groups for name in group),
            orders=prod(factorial(len(group)) for group in groups) // (len(variant.questions) or 1),
        )

    def traits(self, variant: Variant) -> _Traits:
        """What rules look at in a variant of these questions."""
        letters = self._letters(variant)
        places = [letter for _, letter in letters]
        keys = (b"turned" + turned(places), b"shifted" + shifted(places, self.count))
        order = ordered([placed.question.id for placed in variant.questions])
        return _Traits(self.balance.at_fault(letters), keys, order)

    def _letters(self, variant: Variant) -> Letters:
        """The letters of the keys, in printed order."""
        keys = self.keys
        return [
            (placed.question.id, placed.order.index(keys[placed.question.id]))
            for placed in _all(variant.questions)
            if placed.question.id in keys
        ]

    def may_avoid_keys(self, taken: int) -> bool:
        """Whether keys are left that are no rotations of so many others, and not hard to find."""
        return bool(self.movable) and CROWDED * taken < self.possible_keys

    def may_avoid_orders(self, taken: int) -> bool:
        """The same of orders of questions."""
        return bool(self.movers) and CROWDED * taken < self.orders


def _all(questions: Iterable[PlacedQuestion]) -> Iterator[PlacedQuestion]:
    """The questions, each with its parts behind it."""
    for placed in questions:
        yield placed
        if placed.parts:
            yield from _all(placed.parts)
