"""The questions of a section in, their order on one paper out; a question set moves as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from examgen.errors import RequestError
from examgen.model.bank import Question
from examgen.model.sections import FixedPlace, QuestionOrder

Name = Callable[[str], bytes]
"""Gives the digest of the place of a question or set, by its id."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What moves as one: a question, or a set with its questions in their order."""

    id: str
    questions: tuple[Question, ...]


def units_of(questions: Sequence[Question]) -> tuple[Unit, ...]:
    """The questions alone, and those of each set together where the first of them stands."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        found.setdefault(question.set_id or question.id, []).append(question)
    return tuple(Unit(name, tuple(members)) for name, members in found.items())


def sequence(
    units: Sequence[Unit], order: QuestionOrder, name: Name | None, difficulties: Mapping[str, float]
) -> list[Unit]:
    """Put units in order; without digests, what the order leaves open stays as in the bank.

    ``difficulties`` are those of questions, from 0 to 1, by id; what is not known stands in the middle.
    """
    drawn = sorted(units, key=lambda unit: name(unit.id)) if name else list(units)
    match order:
        case QuestionOrder.BANK:
            return list(units)
        case QuestionOrder.SHUFFLED:
            return drawn
        case QuestionOrder.EASY_FIRST:
            return sorted(drawn, key=lambda unit: _difficulty(unit, difficulties))
        case QuestionOrder.BY_TOPIC:
            topics = list(dict.fromkeys(unit.questions[0].topic for unit in units))
            return sorted(drawn, key=lambda unit: topics.index(unit.questions[0].topic))


def _difficulty(unit: Unit, difficulties: Mapping[str, float]) -> float:
    """The mean of its questions'."""
    return sum(difficulties.get(question.id, 0.5) for question in unit.questions) / len(unit.questions)


def with_fixed(units: Sequence[Unit], fixed: Sequence[FixedPlace]) -> list[Unit]:
    """The units in this order, but some at the places that are asked for, and the others around them."""
    total = sum(len(unit.questions) for unit in units)
    starts = _starts(units, fixed, total)
    free = [unit for unit in units if unit not in starts.values()]
    placed: list[Unit] = []
    at = 0
    while at < total:
        unit = starts.get(at) or _next(free, _gaps(starts, at, total))
        if unit in free:
            free.remove(unit)
        placed.append(unit)
        at += len(unit.questions)
    return placed


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


def _next(free: Sequence[Unit], gaps: tuple[int, ...]) -> Unit:
    """The first unit that fits here so that all others still fit somewhere."""
    for unit in free:
        length = len(unit.questions)
        sets = sorted(len(other.questions) for other in free if other is not unit and len(other.questions) > 1)
        if length <= gaps[0] and _fit((gaps[0] - length, *gaps[1:]), tuple(sets)):
            return unit
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
