"""A problem whose rules are nested or apart in, whether a draw is possible out, by adding up what each can amount to.

What the cells of a rule can amount to is kept as the bits of one number: bit n is set if n can be had.
That is exact, because nothing is counted by two rules unless one lies within the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from examgen.assemble.problem import Bound, Problem


def is_countable(problem: Problem, rules: Collection[int]) -> bool:
    """Whether each sort has one place, each cell one weight, and the rules are nested or apart."""
    if len({cell.sort for cell in problem.cells}) < len(problem.cells):
        return False
    if any(len({weight for rule, weight in cell.weights if rule in rules}) > 1 for cell in problem.cells):
        return False
    return are_nested(extents_of(problem, rules))


def are_nested(extents: Mapping[int, int]) -> bool:
    """Whether of any two rules one lies within the other, or they are apart."""
    ordered = sorted(extents.values(), key=int.bit_count)
    return all(
        not (inner & outer) or inner & outer == inner for i, inner in enumerate(ordered) for outer in ordered[i:]
    )


def extents_of(problem: Problem, rules: Collection[int]) -> dict[int, int]:
    """The cells that each rule counts, as bits."""
    extents = dict.fromkeys(sorted(rules), 0)
    for place, cell in enumerate(problem.cells):
        for rule, _ in cell.weights:
            if rule in extents:
                extents[rule] |= 1 << place
    return extents


@dataclass(slots=True)
class _Node:
    """A rule, what lies within it, and the cells that it alone counts."""

    bound: Bound
    inner: list[_Node] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)


class Counting:
    """The rules as a forest; asked again and again with other bounds on the cells."""

    def __init__(self, problem: Problem, rules: Collection[int]) -> None:
        self._weights = [next((weight for rule, weight in cell.weights if rule in rules), 1) for cell in problem.cells]
        self._capacities = [problem.capacities[cell.sort] for cell in problem.cells]
        self._roots = _forest(problem, rules)

    def is_possible(self, least: Sequence[int], most: Sequence[int]) -> bool:
        """Whether some draw takes so many from each cell, and keeps all rules."""
        return all(self._amounts(root, least, most) for root in self._roots)

    def _amounts(self, node: _Node, least: Sequence[int], most: Sequence[int]) -> int:
        """All that the node can amount to within its bound."""
        amounts = 1
        for inner in node.inner:
            below = self._amounts(inner, least, most)
            if not below:
                return 0
            amounts = _sums(amounts, below)
        for place in node.cells:
            weight, high = self._weights[place], min(most[place], self._capacities[place])
            if high < least[place]:
                return 0
            amounts = _multiples(amounts, weight, high - least[place]) << weight * least[place]
        return _within(amounts, node.bound)


class Holders(NamedTuple):
    """The smallest rule around each rule and each cell, if any is."""

    rules: Mapping[int, int | None]
    """From the widest to the narrowest."""

    cells: Sequence[int | None]


def holders_of(problem: Problem, rules: Collection[int]) -> Holders:
    """What lies within what; of equal extents, the later within the earlier."""
    extents = extents_of(problem, rules)
    ordered = sorted(extents, key=lambda rule: (-extents[rule].bit_count(), rule))
    around: dict[int, int | None] = {}
    for rank, rule in enumerate(ordered):
        wider = (o for o in reversed(ordered[:rank]) if extents[rule] and not extents[rule] & ~extents[o])
        around[rule] = next(wider, None)
    places = range(len(problem.cells))
    return Holders(
        around, [next((rule for rule in reversed(ordered) if extents[rule] >> place & 1), None) for place in places]
    )


def _forest(problem: Problem, rules: Collection[int]) -> list[_Node]:
    """Each rule within the smallest that contains it."""
    holders = holders_of(problem, rules)
    nodes = {rule: _Node(problem.bounds[rule]) for rule in holders.rules}
    for rule, around in holders.rules.items():
        if around is not None:
            nodes[around].inner.append(nodes[rule])
    for place, holder in enumerate(holders.cells):
        if holder is not None:
            nodes[holder].cells.append(place)
    return [nodes[rule] for rule, around in holders.rules.items() if around is None]


def _multiples(amounts: int, weight: int, times: int) -> int:
    """The amounts with up to so many times the weight added to each; by doubling."""
    step = 1
    while times > 0:
        step = min(step, times)
        amounts |= amounts << weight * step
        times -= step
        step *= 2
    return amounts


def _sums(left: int, right: int) -> int:
    """All sums of one of each."""
    low = (right & -right).bit_length() - 1
    run = right >> low
    if not run & (run + 1):  # all from the least to the most
        return _multiples(left, 1, run.bit_length() - 1) << low
    total = 0
    while right:
        bit = right & -right
        total |= left << bit.bit_length() - 1
        right ^= bit
    return total


def _within(amounts: int, bound: Bound) -> int:
    """The amounts that a rule allows."""
    if bound.most is not None:
        amounts = amounts & ((1 << bound.most + 1) - 1) if bound.most >= 0 else 0
    return amounts >> max(bound.least, 0) << max(bound.least, 0)
