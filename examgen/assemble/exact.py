"""A problem and what names the candidates' digests in, the draw that keeps all rules out, if there is one.

Where rules are nested or apart, counting is enough, or a flow where sections share questions: candidates are gone
through in the order of their digests, and each is taken if all rules can still be kept with it.
Where rules cross, a solver finds the draw whose digests add up to least.
Either way it is exact, and decided by rules and digests alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol, TypeAlias

from examgen.assemble.candidates import Candidate
from examgen.assemble.counting import Counting, is_countable
from examgen.assemble.flows import Flow, is_flowing
from examgen.assemble.problem import Problem
from examgen.errors import RequestError

Drawn: TypeAlias = Mapping[int, tuple[Candidate, ...]]
"""Section → what was drawn for it."""

Rank: TypeAlias = Callable[[Candidate, int], bytes]
"""The digest of drawing a candidate for a section."""

COSTING = 3
"""So many bytes of a digest are its cost to the solver, whose numbers are no longer than that of a double."""


def is_possible(problem: Problem, rules: Collection[int] | None = None) -> bool:
    """Whether any draw keeps these rules, by their places; all of them without a list."""
    active = frozenset(range(len(problem.bounds)) if rules is None else rules)
    if is_countable(problem, active):
        most = [problem.capacities[cell.sort] for cell in problem.cells]
        return Counting(problem, active).is_possible([0] * len(problem.cells), most)
    if is_flowing(problem, active):
        return Flow(problem, active).is_possible
    return _solved(problem, active, _columns_of_sorts(problem)) is not None


def draw_exactly(problem: Problem, candidates: Sequence[Candidate], rank: Rank) -> Drawn | None:
    """The draw, or ``None`` if no draw keeps all rules."""
    rules = frozenset(range(len(problem.bounds)))
    if is_countable(problem, rules):
        return _first(problem, _Count(problem, Counting(problem, rules)), candidates, rank)
    if is_flowing(problem, rules):
        return _first(problem, Flow(problem, rules), candidates, rank)
    owned = [(candidate, place) for candidate in candidates for place in problem.cells_of(candidate.id)]
    owners = {candidate.id: owner for owner, candidate in enumerate(candidates)}
    priced = [(owners[candidate.id], place, _cost(problem, candidate, place, rank)) for candidate, place in owned]
    drawn = _solved(problem, rules, [(place, owner, 1, cost) for owner, place, cost in priced])
    if drawn is None:
        return None
    found: dict[int, tuple[Candidate, ...]] = {section: () for section in range(problem.sections)}
    for (candidate, place), count in zip(owned, drawn, strict=True):
        if count:
            found[problem.cells[place].section] += (candidate,)
    return found


def _cost(problem: Problem, candidate: Candidate, place: int, rank: Rank) -> int:
    """By the question, or by the point where a section counts those: few large ones are no cheaper than many small."""
    cell = problem.cells[place]
    return (1 + int.from_bytes(rank(candidate, cell.section)[:COSTING], "big")) * cell.size


def _columns_of_sorts(problem: Problem) -> list[tuple[int, int, int, int]]:
    return [(place, cell.sort, problem.capacities[cell.sort], 0) for place, cell in enumerate(problem.cells)]


def _solved(problem: Problem, rules: Collection[int], columns: Sequence[tuple[int, int, int, int]]) -> list[int] | None:
    try:
        from examgen.assemble.solver import Column, solve
    except ImportError:
        raise RequestError(
            "these rules cross each other, and to find questions that keep them all takes a solver",
            remedy="install it with `pip install examgen-print[solver]`, or let no two quotas overlap",
        ) from None
    return solve(problem, rules, [Column(*column) for column in columns])


class _Taking(Protocol):
    """What may still be drawn, while candidates are taken or passed over."""

    @property
    def is_possible(self) -> bool:
        """Whether any draw keeps all rules."""

    def takes(self, place: int) -> bool:
        """Take one more from a cell for good, or none ever again."""


def _first(problem: Problem, taking: _Taking, candidates: Sequence[Candidate], rank: Rank) -> Drawn | None:
    """The draw that comes first.

    Where one candidate of a sort cannot be had, later ones cannot either: so little has to be counted.
    """
    if not taking.is_possible:
        return None
    drawn: dict[int, tuple[Candidate, ...]] = {section: () for section in range(problem.sections)}
    homes = [(candidate, place) for candidate in candidates for place in problem.cells_of(candidate.id)]
    closed: set[int] = set()
    taken: set[str] = set()
    for candidate, place in sorted(homes, key=lambda home: rank(home[0], problem.cells[home[1]].section)):
        if place in closed or candidate.id in taken:
            continue
        if taking.takes(place):
            drawn[problem.cells[place].section] += (candidate,)
            taken.add(candidate.id)
        else:
            closed.add(place)
    return drawn


class _Count:
    """The same by counting."""

    def __init__(self, problem: Problem, counting: Counting) -> None:
        self._counting = counting
        self._least = [0] * len(problem.cells)
        self._most = [problem.capacities[cell.sort] for cell in problem.cells]

    @property
    def is_possible(self) -> bool:
        return self._counting.is_possible(self._least, self._most)

    def takes(self, place: int) -> bool:
        self._least[place] += 1
        if self._least[place] <= self._most[place] and self.is_possible:
            return True
        self._least[place] -= 1
        self._most[place] = self._least[place]
        return False
