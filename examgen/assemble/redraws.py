"""A shuffle in, variants out whose keys no rule objects to; what a rule had drawn again is named by each.

Uneven letters are drawn again, one question after another in the order of their digests, until they are even enough.
A key or an order that is a rotation of another gives way to the nearest one that is not, if any is left.
Both depend on this variant and lower-numbered ones alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from examgen.assemble.papers import Key, Paper, all_placed
from examgen.assemble.reaches import Reaches, letters_of
from examgen.assemble.rotations import Letters, Taken, ordered
from examgen.assemble.vacancies import Found, Vacancies, Wish
from examgen.assemble.variants import Shuffle
from examgen.model.blueprint import Blueprint
from examgen.model.selection import Selection
from examgen.model.variant import Redraw, Redrawn, Variant
from examgen.seeds import digest, ranked

TRIES = 20
"""Redraws for each question of a paper, before a rule gives in: uneven letters that stay so after these are forced."""

Times = Mapping[tuple[str, Redrawn], int]
"""How often what of which question was drawn again."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The variants of an exam."""

    variants: tuple[Variant, ...]
    uneven: tuple[int, ...] = ()
    """Numbers of those whose letters stay uneven, because no better ones were found."""

    rotated_keys: tuple[int, ...] = ()
    """Numbers of those whose letters are a rotation of an earlier one's, though they may differ: no others are left."""

    rotated_orders: tuple[int, ...] = ()
    """The same of the order of their questions."""


def settle(shuffle: Shuffle, blueprint: Blueprint, selections: Sequence[Selection], last: int) -> Settled:
    """Make the variants from 1 to ``last``; with one selection all share it, else each has its own."""
    rules = _Rules(shuffle, blueprint)
    made = []
    for number in range(1, last + 1):
        selection = selections[number - 1] if len(selections) > 1 else selections[0] if selections else None
        made.append(rules.settled(number, selection))
    return Settled(tuple(made), tuple(rules.uneven), tuple(rules.rotated_keys), tuple(rules.rotated_orders))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A variant while rules look at it."""

    variant: Variant
    times: Times
    key: Key
    marks: tuple[bytes, ...]
    """Of its key: what it shares with its rotations."""

    mark: bytes
    """The same of its order."""


class _Rules:
    """The rules of one exam, with what the variants so far have taken."""

    def __init__(self, shuffle: Shuffle, blueprint: Blueprint) -> None:
        self.uneven: list[int] = []
        self.rotated_keys: list[int] = []
        self.rotated_orders: list[int] = []
        self._shuffle = shuffle
        self._asked = blueprint
        self._taken = Taken()
        self._reaches = Reaches(shuffle)
        self._paper: Paper | None = None
        self._selection: Selection | None = None

    def settled(self, number: int, selection: Selection | None) -> Variant:
        """A variant that no rule objects to, or the one against which the least is to be said."""
        variant = self._shuffle.variant(number, selection)
        if self._paper is None or selection is not self._selection:
            self._paper, self._selection = Paper(variant, self._shuffle, self._asked, selection), selection
        draft = self._apart(self._evened(self._draft(variant, {}), self._paper), self._paper)
        if draft.times and self._paper.at_fault(draft.key):
            self.uneven.append(number)
        self._taken.take(draft.marks, draft.mark)
        return draft.variant

    def _draft(self, variant: Variant, times: Times) -> _Draft:
        assert self._paper
        key = self._paper.key(variant)
        marks = self._taken.marks([letters for _, letters in key], self._paper.count)
        return _Draft(variant, times, key, marks, ordered([placed.question.id for placed in variant.questions]))

    def _redrawn(self, number: int, times: Times) -> _Draft:
        redrawn = [Redraw(name, what, times) for (name, what), times in times.items() if times]
        return self._draft(self._shuffle.variant(number, self._selection, redrawn), times)

    def _evened(self, draft: _Draft, paper: Paper) -> _Draft:
        """The variant with letters that are even enough, or the last one tried."""
        number = draft.variant.number
        for attempt in range(TRIES * (len(draft.variant.questions) + 1)):
            at_fault = paper.at_fault(draft.key)
            if not at_fault:
                break
            names = ranked(at_fault, lambda name: digest(self._asked.seed, number, name, "redraw"))
            chosen = (names[attempt % len(names)], Redrawn.OPTIONS)
            draft = self._redrawn(number, {**draft.times, chosen: draft.times.get(chosen, 0) + 1})
        return draft

    def _apart(self, draft: _Draft, paper: Paper) -> _Draft:
        """The variant with a key and an order that are no rotations of others, as far as any are left."""
        if not self._taken.has_key(draft.marks) and not self._taken.has_order(draft.mark):
            return draft
        number = draft.variant.number
        vacancies = paper.vacancies(draft.variant, self._reaches, self._taken)
        has_key, has_order = self._rotated(draft, vacancies)
        found = vacancies.find(self._wish(draft)) if has_key or has_order else None
        if found and (times := self._times(found, draft, paper)) != draft.times:
            draft = self._redrawn(number, times)
            has_key, has_order = self._rotated(draft, vacancies)
        self.rotated_keys += [number] if has_key else []
        self.rotated_orders += [number] if has_order else []
        return draft

    def _rotated(self, draft: _Draft, vacancies: Vacancies) -> tuple[bool, bool]:
        """Whether the key and the order are rotations of others, though they need not be the same on all variants."""
        has_key = self._taken.has_key(draft.marks) and vacancies.has_keys
        return has_key, self._taken.has_order(draft.mark) and vacancies.has_orders

    def _wish(self, draft: _Draft) -> Wish:
        seed, number = self._asked.seed, draft.variant.number
        return Wish(
            place=lambda name: self._shuffle.place(number, name),
            letters=dict(draft.key),
            rank=lambda name, letters: digest(seed, number, name, "redraw", str(_places(letters))),
        )

    def _times(self, found: Found, draft: _Draft, paper: Paper) -> Times:
        """How often what is to be drawn again, so that the variant has what was found."""
        number, times = draft.variant.number, dict(draft.times)
        for placed in all_placed(draft.variant.questions):
            right = found.letters.get(placed.question.id)
            if right is not None and letters_of(placed) != right:
                times[placed.question.id, Redrawn.OPTIONS] = self._reaches.times(number, placed.question, right)
        before = iter(draft.variant.questions)
        for lineup, questions in zip(paper.lineups, found.order, strict=True):
            if [question.id for question in questions] != [next(before).question.id for _ in questions]:
                for name, share, shares in lineup.shares(questions):
                    times[name, Redrawn.PLACE] = self._times_into(number, name, share, shares)
        return times

    def _times_into(self, number: int, name: str, share: int, shares: int) -> int:
        """How often a place is drawn again until its digest is in one of so many equal shares of all digests."""
        digests = (self._shuffle.place(number, name, times) for times in count())
        return next(times for times, own in enumerate(digests) if int.from_bytes(own) * shares >> 8 * len(own) == share)


def _places(letters: Letters) -> list[int]:
    return [letters] if isinstance(letters, int) else sorted(letters) if isinstance(letters, frozenset) else [*letters]
