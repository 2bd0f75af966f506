"""The questions of a section in, the orders in which papers may print them out; a question set moves as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile

from examgen.errors import RequestError
from examgen.model.bank import Question
from examgen.model.sections import FixedPlace, QuestionOrder

Name = Callable[[str], bytes]
"""Gives the digest of the place of a question or set, by its id."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What moves as one: a question, or a set with its questions."""

    id: str
    questions: tuple[Question, ...]
    is_shuffled: bool = False
    """Whether its questions are in no order of their own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is placed at once: a unit, or one question of a shuffled set, which the others of the set then follow."""

    unit: Unit
    questions: tuple[Question, ...]


Pick = Callable[[Sequence[Piece], Iterable[Piece]], Iterable[Piece]]
"""Which pieces are tried behind those that are placed, of all that may follow, in the order of their digests."""


class Lineup:
    """The orders that a section may have."""

    def __init__(self, units: Sequence[Unit], ranks: Sequence[float], fixed: Sequence[FixedPlace] = ()) -> None:
        """Take the units, and for each a rank; those of one rank may stand in any order."""
        self._ranks = {unit.id: rank for unit, rank in zip(units, ranks, strict=True)}
        self._total = sum(len(unit.questions) for unit in units)
        self._starts = _starts(units, fixed, self._total) if fixed else {}
        self._units = [unit for unit in units if unit not in self._starts.values()]
        self._is_drawn = len(set(ranks)) < len(units)

    def rank(self, unit: Unit) -> float:
        """Units of one rank may stand in any order."""
        return self._ranks[unit.id]

    def drawn(self, name: Name) -> Iterator[Question]:
        """The order that digests say."""
        if self._starts:
            for piece in next(self.orders(name)):
                yield from piece.questions
            return
        for unit in self._sorted(name):
            yield from sorted(unit.questions, key=lambda q: name(q.id)) if unit.is_shuffled else unit.questions

    def orders(self, name: Name, pick: Pick = lambda placed, pieces: pieces) -> Iterator[tuple[Piece, ...]]:
        """All orders, from the one that digests say; what stands last changes first."""
        free = self._sorted(name)
        placed: list[Piece] = []
        ways = [iter(pick(placed, self._following(placed, free, name)))] if self._total else []
        if not ways:
            yield ()
        while ways:
            piece = next(ways[-1], None)
            if piece is None:
                ways.pop()
                del placed[-1:]
                continue
            placed.append(piece)
            if _length(placed) < self._total:
                ways.append(iter(pick(placed, self._following(placed, free, name))))
            else:
                yield tuple(placed)
                placed.pop()

    def shares(self, questions: Sequence[Question]) -> Iterator[tuple[str, int, int]]:
        """For each id whose digest counts in this order, which share of all digests puts it there, and of how many."""
        order = {question.id: place for place, question in enumerate(questions)}
        units = sorted(self._units, key=lambda unit: min(order[question.id] for question in unit.questions))
        if self._is_drawn:
            yield from ((unit.id, share, len(units)) for share, unit in enumerate(units))
        for unit in (*units, *self._starts.values()):
            if unit.is_shuffled:
                inside = sorted(unit.questions, key=lambda question: order[question.id])
                yield from ((question.id, share, len(inside)) for share, question in enumerate(inside))

    def _sorted(self, name: Name) -> list[Unit]:
        """Units without a place of their own, by rank and digest."""
        ranks = self._ranks
        if not self._is_drawn:
            return sorted(self._units, key=lambda unit: ranks[unit.id])
        return sorted(self._units, key=lambda unit: (ranks[unit.id], name(unit.id)))

    def _following(self, placed: Sequence[Piece], free: Sequence[Unit], name: Name) -> Iterator[Piece]:
        """What may stand behind what is placed."""
        begun = placed[-1].unit if placed else None
        used = {question.id for piece in placed if piece.unit is begun for question in piece.questions}
        at = _length(placed)
        if begun and len(used) < len(begun.questions):
            yield from _pieces(begun, name, used)
        elif at in self._starts:
            yield from _pieces(self._starts[at], name)
        else:
            met = {piece.unit.id for piece in placed}
            left = [unit for unit in free if unit.id not in met]
            fitting = _fitting(left, _gaps(self._starts, at, self._total)) if self._starts else iter(left)
            first = next(fitting)
            rest = takewhile(lambda unit: self._ranks[unit.id] == self._ranks[first.id], fitting)
            for unit in chain((first,), rest):
                yield from _pieces(unit, name)


def _pieces(unit: Unit, name: Name, used: Iterable[str] = ()) -> list[Piece]:
    """What of a unit may be placed next."""
    if not unit.is_shuffled:
        return [Piece(unit, unit.questions)]
    inside = sorted(unit.questions, key=lambda question: name(question.id))
    return [Piece(unit, (question,)) for question in inside if question.id not in used]


def _length(placed: Sequence[Piece]) -> int:
    return sum(len(piece.questions) for piece in placed)


def units_of(questions: Sequence[Question], shuffled: Iterable[str] = ()) -> tuple[Unit, ...]:
    """The questions alone, and those of each set together where the first of them stands; some sets are shuffled."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        found.setdefault(question.set_id or question.id, []).append(question)
    return tuple(Unit(name, tuple(members), name in shuffled) for name, members in found.items())


def ranks_of(units: Sequence[Unit], order: QuestionOrder, difficulties: Mapping[str, float]) -> list[float]:
    """For each unit what it is sorted by before its digest.

    ``difficulties`` are those of questions, from 0 to 1, by id; what is not known stands in the middle.
    """
    match order:
        case QuestionOrder.BANK:
            return list(range(len(units)))
        case QuestionOrder.SHUFFLED:
            return [0] * len(units)
        case QuestionOrder.EASY_FIRST:
            return [_difficulty(unit, difficulties) for unit in units]
        case QuestionOrder.BY_TOPIC:
            topics = list(dict.fromkeys(unit.questions[0].topic for unit in units))
            return [topics.index(unit.questions[0].topic) for unit in units]


def _difficulty(unit: Unit, difficulties: Mapping[str, float]) -> float:
    """The mean of its questions'."""
    return sum(difficulties.get(question.id, 0.5) for question in unit.questions) / len(unit.questions)


def _starts(units: Sequence[Unit], fixed: Sequence[FixedPlace], total: int) -> dict[int, Unit]:
    """Where the fixed ones begin, from 0; those that the paper does not hold are passed over."""
    starts: dict[int, Unit] = {}
    taken: dict[int, str] = {}
    for each in fixed:
        unit = next((u for u in units if each.id == u.id or each.id in (q.id for q in u.questions)), None)
        if unit is None:
            continue
        length = len(unit.questions)
        start = each.place - 1 if each.place > 0 else total + each.place + 1 - length
        if start < 0 or start + length > total:
            _refuse(f'"{each.id}" cannot stand at place {each.place} of a section of {total} questions')
        for place in range(start, start + length):
            if taken.setdefault(place, unit.id) != unit.id:
                _refuse(f'"{taken[place]}" and "{each.id}" are both to stand at place {place + 1} of their section')
        starts[start] = unit
    return starts


def _gaps(starts: Mapping[int, Unit], at: int, total: int) -> tuple[int, ...]:
    """How many questions fit before, between and behind the fixed ones that stand from here on."""
    gaps = []
    for start in sorted(start for start in starts if start >= at):
        gaps.append(start - at)
        at = start + len(starts[start].questions)
    return (*gaps, total - at)


def _fitting(free: Sequence[Unit], gaps: tuple[int, ...]) -> Iterator[Unit]:
    """The units that fit here so that all others still fit somewhere."""
    has_found = False
    for unit in free:
        length = len(unit.questions)
        sets = sorted(len(other.questions) for other in free if other is not unit and len(other.questions) > 1)
        if length <= gaps[0] and _fit((gaps[0] - length, *gaps[1:]), tuple(sets)):
            has_found = True
            yield unit
    if not has_found:
        raise _no_room()


@lru_cache(maxsize=4096)
def _fit(gaps: tuple[int, ...], sets: tuple[int, ...]) -> bool:
    """Whether sets of these lengths fit into the gaps; questions alone fill what is left."""
    if not sets:
        return True
    *others, longest = sets
    return any(
        gap >= longest and _fit(tuple(sorted((*gaps[:k], gap - longest, *gaps[k + 1 :]))), tuple(others))
        for k, gap in enumerate(gaps)
    )


def _no_room() -> RequestError:
    return RequestError(
        "the places fixed in a section leave no room for its question sets, which stay together",
        remedy="fix fewer places, or others",
    )


def _refuse(message: str) -> None:
    raise RequestError(message, remedy="choose another place under fixed: in exam.yaml")
