"""A paper whose key or order is taken in, the nearest order and letters out that are no rotations of others.

While any are left they are found: orders and keys are tried one after another, and as each variant takes no more
of them than they have rotations, either one is free before long, or all there are have been tried.
Orders in which the same letters may be right at the same places have the same keys, and are tried for them once.
What has no vacancy never has one again, for what is taken stays taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain, islice, product
from typing import TypeAlias

from examgen.assemble.reaches import Reach
from examgen.assemble.rotations import Letters, Taken, ordered
from examgen.assemble.sequence import Lineup, Name, Piece, Unit
from examgen.model.bank import Question

EVEN_TRIES = 1000
"""How many keys are tried for one that is even as well, before an uneven one does."""

Order: TypeAlias = tuple[tuple[Question, ...], ...]
"""The questions of each section as they are printed."""

Outline: TypeAlias = tuple[Reach, ...]
"""For each place of a key the letters that may be right there."""

Choose = Callable[[Order, Sequence[Piece], Iterable[Piece]], Iterable[Piece]]
"""Which pieces are tried behind the sections and the pieces that are placed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a variant would have if nothing were taken."""

    place: Name
    """The digest of the place of a question or set."""

    letters: Mapping[str, Letters]
    """What is right to each question or part that is answered by letters."""

    rank: Callable[[str, Letters], bytes]
    """The digest of other letters for one."""


@dataclass(frozen=True, slots=True)
class Found:
    """An order, and what is right to each question or part in it."""

    order: Order
    letters: Mapping[str, Letters]


class Vacancies:
    """What is left for papers of the same questions."""

    def __init__(
        self,
        lineups: Sequence[Lineup],
        lettered: Mapping[str, Mapping[str, Reach]],
        count: int,
        taken: Taken,
        is_even: Callable[[Sequence[tuple[str, Letters]]], bool],
    ) -> None:
        """Take the sections, for each question what is answered by letters in it, and how many letters there are."""
        self._lineups = lineups
        self._lettered = lettered
        self._count = count
        self._taken = taken
        self._is_even = is_even
        self._has_one_outline = len({reach for own in lettered.values() for reach in own.values()}) < 2
        self._full: set[Outline] = set()
        self._hopes = [self._both, self._key_alone, self._order_alone]

    def find(self, wish: Wish) -> Found | None:
        """A free key in a free order, or else in any, or else a free order; what is nearest to the wish first."""
        for hope in tuple(self._hopes):
            if found := hope(wish):
                return found
            self._hopes.remove(hope)
        return None

    @cached_property
    def has_keys(self) -> bool:
        """Whether there is more than one key."""
        has_choice = any(len(reach) > 1 for own in self._lettered.values() for reach in own.values())
        return has_choice or len(list(islice(self._outlined(_unnamed), 2))) > 1

    @cached_property
    def has_orders(self) -> bool:
        """Whether there is more than one order."""
        return len(list(islice(self._orders(_unnamed, _any), 2))) > 1

    def _both(self, wish: Wish) -> Found | None:
        for order in self._open(wish):
            alike = self._orders(wish.place, partial(self._of_outline, self._outline(chain(*order))))
            free = (each for each in alike if self._is_free(each))
            if (found := next(free, None)) is not None:
                return self._with_key(found, wish)
        return None

    def _key_alone(self, wish: Wish) -> Found | None:
        order = next(self._open(wish), None)
        return None if order is None else self._with_key(order, wish)

    def _order_alone(self, wish: Wish) -> Found | None:
        every = self._orders(wish.place, _any)
        free = (each for each in every if self._is_free(each))
        order = next(free, None)
        return None if order is None else Found(order, wish.letters)

    def _open(self, wish: Wish) -> Iterator[Order]:
        """An order of each outline that has a free key."""
        for order in self._outlined(wish.place):
            outline = self._outline(chain(*order))
            if outline in self._full:
                continue
            if all(self._is_taken(key) for key in product(*outline)):
                self._full.add(outline)
            else:
                yield order

    def _outlined(self, place: Name) -> Iterator[Order]:
        """An order of each outline."""
        orders = self._orders(place, partial(self._unlike, set()))
        return islice(orders, 1) if self._has_one_outline else orders

    def _with_key(self, order: Order, wish: Wish) -> Found | None:
        """A free key in this order that is even, if one is met soon; few questions change their letters."""
        names = [name for question in chain(*order) for name in self._lettered[question.id]]
        reaches = {name: reach for own in self._lettered.values() for name, reach in own.items()}
        changing = sorted(names, key=lambda name: wish.rank(name, wish.letters[name]), reverse=True)
        choices = [_from(wish.letters[name], reaches[name], partial(wish.rank, name)) for name in changing]
        spare = None
        for tried, letters in enumerate(product(*choices)):
            if spare and tried > EVEN_TRIES:
                break
            right = dict(zip(changing, letters, strict=True))
            key = [(name, right[name]) for name in names]
            if self._is_taken([letters for _, letters in key]):
                continue
            if self._is_even(key):
                return Found(order, right)
            spare = spare or Found(order, right)
        return spare

    def _is_taken(self, key: Sequence[Letters]) -> bool:
        return self._taken.has_key(self._taken.marks(key, self._count))

    def _is_free(self, order: Order) -> bool:
        return not self._taken.has_order(ordered([question.id for question in chain(*order)]))

    def _orders(self, place: Name, choose: Choose, done: Order = ()) -> Iterator[Order]:
        """Orders of all sections, of those that choosing leaves."""
        if len(done) == len(self._lineups):
            yield done
            return
        for pieces in self._lineups[len(done)].orders(place, partial(choose, done)):
            own = tuple(question for piece in pieces for question in piece.questions)
            yield from self._orders(place, choose, (*done, own))

    def _unlike(
        self, seen: set[Hashable], done: Order, placed: Sequence[Piece], pieces: Iterable[Piece]
    ) -> Iterator[Piece]:
        """Pieces behind which other outlines may come than were seen."""
        for piece in pieces:
            state = self._state(done, (*placed, piece))
            if state not in seen:
                seen.add(state)
                yield piece

    def _state(self, done: Order, placed: Sequence[Piece]) -> Hashable:
        """The same for all beginnings with one outline that leave the same for the rest."""
        last = placed[-1].unit
        begun = (question for piece in placed if piece.unit is last for question in piece.questions)
        units = {piece.unit.id: piece.unit for piece in placed}
        met = Counter(self._sort(self._lineups[len(done)], unit) for unit in units.values())
        own = Counter(map(self._reaches, begun)) if last.is_shuffled else {}
        outline = self._outline((*chain(*done), *_questions(placed)))
        return (len(done), outline, frozenset(met.items()), self._sort(self._lineups[len(done)], last), _frozen(own))

    def _sort(self, lineup: Lineup, unit: Unit) -> Hashable:
        """The same for units that may stand for one another."""
        each = tuple(map(self._reaches, unit.questions))
        return (lineup.rank(unit), len(each), _frozen(Counter(each)) if unit.is_shuffled else each)

    def _of_outline(
        self, outline: Outline, done: Order, placed: Sequence[Piece], pieces: Iterable[Piece]
    ) -> Iterator[Piece]:
        """Pieces that go on as the outline does."""
        at = len(self._outline((*chain(*done), *_questions(placed))))
        for piece in pieces:
            own = self._outline(piece.questions)
            if outline[at : at + len(own)] == own:
                yield piece

    def _outline(self, questions: Iterable[Question]) -> Outline:
        return tuple(reach for question in questions for reach in self._reaches(question))

    def _reaches(self, question: Question) -> Outline:
        return tuple(self._lettered[question.id].values())


def _unnamed(_name: str) -> bytes:
    """Leaves everything as it stands."""
    return b""


def _any(_done: Order, _placed: Sequence[Piece], pieces: Iterable[Piece]) -> Iterable[Piece]:
    return pieces


def _questions(placed: Sequence[Piece]) -> Iterator[Question]:
    return (question for piece in placed for question in piece.questions)


def _frozen(counted: Mapping[Outline, int]) -> Hashable:
    return frozenset(counted.items())


def _from(first: Letters, reach: Reach, rank: Callable[[Letters], bytes]) -> list[Letters]:
    """The letters within reach, from these on."""
    return [first, *sorted(reach - {first}, key=rank)]
