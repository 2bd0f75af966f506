"""A problem whose rules are nested or apart and count questions in, what may be drawn out, by a flow in a network.

Unlike `counting`, a question may have several sections to stand in, as where two draw from one pool.
From a node for each sort, questions flow through the cells to the smallest rule that counts them, on to the one around
it, and back to the beginning; every edge carries no less and no more than its bounds allow.
That is exact: if one more cannot flow through an edge, the edges that stand in its way prove it (Hoffman's theorem).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from examgen.assemble.counting import are_nested, extents_of, holders_of
from examgen.assemble.problem import Problem

_BEGINNING = 0


def is_flowing(problem: Problem, rules: Collection[int]) -> bool:
    """Whether each of these rules counts questions, and they are nested or apart."""
    counts_questions = all(weight == 1 for cell in problem.cells for rule, weight in cell.weights if rule in rules)
    return counts_questions and are_nested(extents_of(problem, rules))


@dataclass(slots=True)
class _Edge:
    start: int
    end: int
    least: int
    most: int
    flow: int = 0


class Flow:
    """One way to draw that keeps all rules, if there is any; it changes while more is taken for good."""

    def __init__(self, problem: Problem, rules: Collection[int]) -> None:
        total = sum(problem.capacities)
        sorts = {sort: sort + 1 for sort in range(len(problem.capacities))}
        nodes: dict[int | None, int] = {None: _BEGINNING}
        nodes |= {rule: place for place, rule in enumerate(sorted(rules), start=len(sorts) + 1)}
        holders = holders_of(problem, rules)
        sources = [_Edge(_BEGINNING, node, 0, problem.capacities[sort]) for sort, node in sorts.items()]
        self._cells = [
            _Edge(sorts[cell.sort], nodes[holders.cells[place]], 0, problem.capacities[cell.sort])
            for place, cell in enumerate(problem.cells)
        ]
        bounds = ((rule, around, problem.bounds[rule]) for rule, around in holders.rules.items())
        drains = [
            _Edge(
                nodes[rule],
                nodes[around],
                max(bound.least, 0),
                total if bound.most is None else bound.most,
            )
            for rule, around, bound in bounds
        ]
        self._touching: list[list[_Edge]] = [[] for _ in range(len(sorts) + len(nodes))]
        for edge in (*sources, *self._cells, *drains):
            self._touching[edge.start].append(edge)
            self._touching[edge.end].append(edge)
        self.is_possible = all(edge.least <= edge.most and self._fills(edge) for edge in drains)

    def takes(self, place: int) -> bool:
        """Take one more from a cell for good, or none ever again."""
        edge = self._cells[place]
        edge.least += 1
        if edge.least <= edge.most and self._fills(edge):
            return True
        edge.least -= 1
        edge.most = edge.least
        return False

    def _fills(self, edge: _Edge) -> bool:
        """Lead as much through an edge as it must carry."""
        while edge.flow < edge.least:
            path = self._path(edge)
            if path is None:
                return False
            room = min(each.most - each.flow if forward else each.flow - each.least for each, forward in path)
            amount = min(room, edge.least - edge.flow)
            for each, forward in path:
                each.flow += amount if forward else -amount
        return True

    def _path(self, edge: _Edge) -> list[tuple[_Edge, bool]] | None:
        """A way around through an edge, over others that can carry more, or less against their direction."""
        came: dict[int, tuple[_Edge, bool]] = {edge.end: (edge, True)}
        waiting = deque([edge.end])
        while waiting and edge.start not in came:
            node = waiting.popleft()
            for other in self._touching[node]:
                forward = other.start == node
                end = other.end if forward else other.start
                has_room = other.flow < other.most if forward else other.flow > other.least
                if has_room and end not in came and other is not edge:
                    came[end] = (other, forward)
                    waiting.append(end)
        if edge.start not in came:
            return None
        path: list[tuple[_Edge, bool]] = []
        node = edge.start
        while not path or path[-1][0] is not edge:
            path.append(came[node])
            other, forward = came[node]
            node = other.start if forward else other.end
        return path
