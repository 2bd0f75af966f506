"""Seatings: neighbours differ as far as the number of variants allows."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.assemble.seats import STEPS, seat
from examgen.model.seats import Cells, Seating, seats_of

ROOMS = st.lists(st.lists(st.sampled_from(["x", "x", ""]), min_size=1, max_size=4), min_size=1, max_size=3)


def grid(rows: int, columns: int) -> Cells:
    return (("x",) * columns,) * rows


def alike(plan: dict[tuple[int, int], int]) -> int:
    return sum(
        weight
        for (row, column), variant in plan.items()
        for (down, right), weight in STEPS.items()
        if plan.get((row + down, column + right)) == variant
    )


def plan_of(seating: Seating) -> dict[tuple[int, int], int]:
    return {(s.row, s.column): v for s, v in zip(seating.seats, seating.variants, strict=True)}


def optimum(cells: Cells, variants: int) -> int:
    """By trying all plans."""
    places = [(each.row, each.column) for each in seats_of(cells)]
    plans = product(range(variants), repeat=len(places))
    return min(alike(dict(zip(places, plan, strict=True))) for plan in plans)


@pytest.mark.parametrize("variants", [1, 2, 3, 4])
@pytest.mark.parametrize("size", [(1, 1), (1, 5), (4, 1), (2, 2), (2, 3), (3, 3), (2, 4), (3, 2)])
def test_small_grids_are_at_their_optimum(size: tuple[int, int], variants: int) -> None:
    """In whole grids no plan is better, and the bound says so."""
    seating = seat(seats_of(grid(*size)), variants)

    assert seating.alike == seating.least == optimum(grid(*size), variants) == alike(plan_of(seating))


@settings(max_examples=60, deadline=None)
@given(ROOMS.filter(lambda rows: any(map(any, rows))), st.integers(1, 3))
def test_rooms_with_gaps_are_near_their_optimum(rows: list[list[str]], variants: int) -> None:
    """In small rooms of any shape the plan is the best there is, and the bound is never above it."""
    cells = tuple(map(tuple, rows))
    if len(seats_of(cells)) > 9:
        return
    seating = seat(seats_of(cells), variants)

    assert seating.least <= optimum(cells, variants) == seating.alike == alike(plan_of(seating))


@given(ROOMS.filter(lambda rows: any(map(any, rows))), st.integers(4, 60))
def test_four_variants_suffice_for_any_room(rows: list[list[str]], variants: int) -> None:
    """With four variants or more no neighbours are alike, diagonal ones included."""
    seating = seat(seats_of(tuple(map(tuple, rows))), variants)

    assert alike(plan_of(seating)) == seating.alike == seating.least == 0
    assert set(seating.variants) <= set(range(1, variants + 1))


@pytest.mark.parametrize("variants", [2, 3])
def test_large_grids_reach_the_bound(variants: int) -> None:
    """The known patterns are best for whole grids of any size."""
    seating = seat(seats_of(grid(12, 15)), variants)

    assert seating.alike == seating.least == 11 * 14 * (4 - variants)
    assert seating.neighbours[1] == 12 * 14 + 11 * 15 + 2 * 11 * 14


def test_as_many_variants_as_seats_are_all_used() -> None:
    """Where each seat could have its own variant, nearest equal ones are as far apart as can be."""
    assert len(set(seat(seats_of(grid(6, 8)), 48).variants)) == 48
    assert set(seat(seats_of(grid(6, 8)), 6).variants) == set(range(1, 7))


def test_seats_are_handed_out_row_by_row() -> None:
    """Hand-out order goes along the rows from the front; empty places are no seats, and names stay."""
    seats = seats_of((("Ada", "", "x"), ("", "Bo", "")))

    assert [(each.row, each.column, each.candidate) for each in seats] == [(1, 1, "Ada"), (1, 3, ""), (2, 2, "Bo")]
