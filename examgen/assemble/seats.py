"""Seats and a number of variants in, a seating out in which neighbours differ as far as so many variants allow.

Neighbours are seats beside, before, behind and diagonal to each other, with nothing between; who sits beside or
behind sees more of a paper than who sits diagonally, so these count twice.
With four variants or more no neighbours need be alike, in any room: variant a·row + column modulo their number
does it for every a that differs from -1, 0 and 1 by the modulus, and the a is taken that keeps equal variants apart
furthest. With fewer, the same patterns are the start, and seats are changed one by one as long as that helps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from examgen.model.seats import Seat, Seating

BESIDE, BEFORE, DIAGONAL = 2, 2, 1
STEPS = {(0, 1): BESIDE, (1, 0): BEFORE, (1, 1): DIAGONAL, (1, -1): DIAGONAL}
"""From a seat to half of its neighbours, by row and column, with the weight of their being alike."""

ENOUGH = 4
"""So many variants suffice for neighbours that all differ."""

MOST_FACTORS = 400

Place = tuple[int, int]


def seat(seats: Sequence[Seat], variants: int) -> Seating:
    """Give each seat a variant; the same seats and number give the same plan."""
    places = [(each.row, each.column) for each in seats]
    pairs = tuple(_pairs(places))
    least = _bound(frozenset(places), variants)
    plans = list(_patterns(places, variants))
    if min(_alike(plan, pairs) for plan in plans) > least:
        plans = [_improved(places, plan, variants) for plan in plans]
    chosen = min(plans, key=lambda plan: _alike(plan, pairs))
    return Seating(
        seats=tuple(seats),
        variants=tuple(chosen[place] + 1 for place in places),
        alike=_alike(chosen, pairs),
        least=least,
        neighbours=(sum(chosen[one] == chosen[other] for one, other, _ in pairs), len(pairs)),
    )


def _pairs(places: Sequence[Place]) -> Iterator[tuple[Place, Place, int]]:
    """Neighbours, each pair once, with its weight."""
    held = frozenset(places)
    for row, column in places:
        for (down, right), weight in STEPS.items():
            other = (row + down, column + right)
            if other in held:
                yield (row, column), other, weight


def _alike(plan: Mapping[Place, int], pairs: Sequence[tuple[Place, Place, int]]) -> int:
    return sum(weight for one, other, weight in pairs if plan[one] == plan[other])


def _patterns(places: Sequence[Place], variants: int) -> Iterator[dict[Place, int]]:
    """Regular plans: one that is best where variants suffice, else all there are."""
    factors = [_widest(places, variants)] if variants >= ENOUGH else range(variants)
    for factor in factors:
        yield {(row, column): (factor * (row - 1) + column - 1) % variants for row, column in places}


def _widest(places: Sequence[Place], variants: int) -> int:
    """The factor by which the nearest seats of equal variants are furthest from each other."""
    rows, columns = (max(place[k] for place in places) for k in (0, 1))
    factors = range(2, min(variants - 1, MOST_FACTORS))
    return max(factors, key=lambda factor: (_distance(factor, variants, rows, columns), -factor))


def _distance(factor: int, variants: int, rows: int, columns: int) -> int:
    """The square of how far the nearest equal variants are apart; those beyond the room do not count."""
    found = [
        down**2 + right**2
        for down in range(rows)
        for right in ((-factor * down) % variants, (-factor * down) % variants - variants)
        if (down or right > 0) and abs(right) < columns
    ]
    return min(found, default=rows**2 + columns**2)


def _improved(places: Sequence[Place], plan: Mapping[Place, int], variants: int) -> dict[Place, int]:
    """Change seats, and pairs of neighbours, one after the other, until nothing is gained; in hand-out order."""
    changed = dict(plan)
    around = _neighbours(places)
    is_better = True
    while is_better:
        is_better = False
        for place in places:
            for group in ((place,), *((place, other) for other, _ in around[place])):
                is_better = _changed_for_better(group, changed, around, variants) or is_better
    return changed


def _changed_for_better(
    group: Sequence[Place], plan: dict[Place, int], around: Mapping[Place, list[tuple[Place, int]]], variants: int
) -> bool:
    """Give the seats of a group the variants with which they have the least in common with those around them."""
    before = tuple(plan[place] for place in group)
    best, least = before, _cost(group, plan, around)
    for choice in product(range(variants), repeat=len(group)):
        plan.update(zip(group, choice, strict=True))
        if (cost := _cost(group, plan, around)) < least:
            best, least = choice, cost
    plan.update(zip(group, best, strict=True))
    return best != before


def _cost(group: Sequence[Place], plan: Mapping[Place, int], around: Mapping[Place, list[tuple[Place, int]]]) -> int:
    """Twice what a pair inside the group has in common, which both of them count."""
    return sum(
        weight * (1 if other in group else 2)
        for place in group
        for other, weight in around[place]
        if plan[place] == plan[other]
    )


def _neighbours(places: Sequence[Place]) -> dict[Place, list[tuple[Place, int]]]:
    around: dict[Place, list[tuple[Place, int]]] = {place: [] for place in places}
    for one, other, weight in _pairs(places):
        around[one].append((other, weight))
        around[other].append((one, weight))
    return around


@dataclass(frozen=True, slots=True)
class _Block:
    """Two by two places of a room, those of them that are seats, with the share of each pair that counts here.

    Two blocks share the pairs along the edge between them, half to each: what blocks cost at least, they cost together.
    """

    seats: tuple[Place, ...]
    pairs: tuple[tuple[int, int, float], ...]

    def least(self, variants: int) -> float:
        """What the block costs at least."""
        plans = product(range(min(variants, len(self.seats))), repeat=len(self.seats))
        return min(sum(weight for one, other, weight in self.pairs if plan[one] == plan[other]) for plan in plans)


def _bound(places: frozenset[Place], variants: int) -> int:
    """No plan has less in common; exact for whole grids, where the patterns reach it."""
    if variants >= ENOUGH or len(places) < 2:
        return 0
    rows = range(min(row for row, _ in places), max(row for row, _ in places) + 1)
    columns = range(min(column for _, column in places), max(column for _, column in places) + 1)
    corners = [(row, column) for row in rows[:-1] for column in columns[:-1]]
    if not corners:
        return sum(weight for _, _, weight in _pairs(sorted(places))) if variants == 1 else 0
    total = sum(_block(places, corner, frozenset(corners)).least(variants) for corner in corners)
    return int(-(-total // 1))


def _block(places: frozenset[Place], corner: Place, corners: frozenset[Place]) -> _Block:
    row, column = corner
    inside = [(row + down, column + right) for down in (0, 1) for right in (0, 1)]
    seats = tuple(place for place in inside if place in places)
    pairs = []
    for one, other, weight in _pairs(seats):
        (top, left), (below, right) = one, other
        beyond = {(top - 1, left), (top, left)} if top == below else {(top, left - 1), (top, left)}
        is_diagonal = top != below and left != right
        shared = 1 if is_diagonal else len(beyond & corners)
        pairs.append((seats.index(one), seats.index(other), weight / shared))
    return _Block(seats, tuple(pairs))
