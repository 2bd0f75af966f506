from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examgen.typeset.linebreak import (
    FITNESS_DEMERITS,
    FRAGMENT_DEMERITS,
    HYPHENS_DEMERITS,
    INFINITE,
    LINE_PENALTY,
    RUNT_DEMERITS,
    Break,
    Glue,
    best_breaks,
    line_ratio,
)

SPACE = 3.0
JUSTIFIED = Glue(1.5, 1.0)
RAGGED = Glue(0.0, 0.0, 8.0)
HYPHEN = 1.0


def breaks_of(words: list[tuple[float, float | None]]) -> list[Break]:
    """Breaks of words given as width and, where one may be hyphenated, the width before the hyphen."""
    breaks: list[Break] = []
    x = 0.0
    for index, (width, inner) in enumerate(words):
        if inner is not None:
            breaks.append(Break(x + inner + HYPHEN, x + inner, index, index, 60.0, True))
        x += width
        breaks.append(Break(x, x + SPACE, index, index + 1))
        x += SPACE
    return breaks


def ratio_of(breaks: list[Break], before: int, place: int, measure: float, glue: Glue) -> float:
    """How far the white space of a line gives, straight from the definition."""
    start, spaces = (breaks[before].start, breaks[before].spaces_start) if before >= 0 else (0.0, 0)
    count = breaks[place].spaces_end - spaces
    slack = measure - (breaks[place].end - start)
    if slack >= 0 and place == len(breaks) - 1:
        return 0.0
    room = count * (glue.stretch if slack >= 0 else glue.shrink) + (glue.rag if slack >= 0 else 0.0)
    return slack / room if room else 0.0 if slack == 0 else INFINITE if slack > 0 else -INFINITE


def demerits_of(breaks: list[Break], chosen: list[int], measure: float, glue: Glue, tolerance: float) -> float | None:
    """Total demerits of a set of lines; ``None`` where a line is not feasible."""
    total, fitness, hyphen = 0.0, 1, False
    for before, place in pairwise([-1, *chosen]):
        ratio = ratio_of(breaks, before, place, measure, glue)
        if ratio < -1 or 100 * abs(ratio) ** 3 > tolerance * (1 + 1e-9):
            return None
        at = breaks[place]
        total += (LINE_PENALTY + 100 * abs(ratio) ** 3) ** 2 + at.penalty**2
        this = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
        total += FITNESS_DEMERITS if abs(this - fitness) > 1 else 0
        total += HYPHENS_DEMERITS if hyphen and at.hyphen else 0
        alone = before >= 0 and breaks[before].spaces_start == at.spaces_end
        total += RUNT_DEMERITS if place == len(breaks) - 1 and alone else 0
        total += FRAGMENT_DEMERITS if place == len(breaks) - 1 and hyphen else 0
        fitness, hyphen = this, at.hyphen
    return total


def least_demerits(breaks: list[Break], measure: float, glue: Glue, tolerance: float) -> float | None:
    """The best that any set of lines can do, by trying them all."""
    last = len(breaks) - 1
    found = (
        demerits_of(breaks, [*inner, last], measure, glue, tolerance)
        for count in range(last + 1)
        for inner in combinations(range(last), count)
    )
    return min((total for total in found if total is not None), default=None)


@st.composite
def paragraphs(draw: st.DrawFn) -> list[tuple[float, float | None]]:
    words = []
    for _ in range(draw(st.integers(1, 6))):
        width = float(draw(st.integers(2, 24)))
        inner = float(draw(st.integers(1, int(width) - 1))) if width > 8 and draw(st.booleans()) else None
        words.append((width, inner if inner is None or width - inner >= HYPHEN else None))
    return words


@settings(max_examples=400)
@given(
    paragraphs(), st.integers(15, 60), st.sampled_from([JUSTIFIED, RAGGED]), st.sampled_from([200.0, 900.0, INFINITE])
)
def test_the_best_lines_of_all_are_chosen(
    words: list[tuple[float, float | None]], measure: int, glue: Glue, tolerance: float
) -> None:
    """No other set of breaks has fewer demerits, and none is found only where none exists."""
    breaks = breaks_of(words)
    wanted = least_demerits(breaks, measure, glue, tolerance)

    chosen = best_breaks(breaks, measure, glue, tolerance)

    assert (chosen is None) == (wanted is None)
    if chosen is not None and wanted is not None:
        assert demerits_of(breaks, chosen, measure, glue, tolerance) == pytest.approx(wanted)


@given(paragraphs(), st.integers(15, 60), st.sampled_from([JUSTIFIED, RAGGED]))
def test_no_line_is_wider_than_the_measure(words: list[tuple[float, float | None]], measure: int, glue: Glue) -> None:
    """With its spaces shrunk as far as they go, every line fits."""
    breaks = breaks_of(words)

    chosen = best_breaks(breaks, measure, glue, INFINITE) or []

    for before, place in pairwise([-1, *chosen]):
        start, spaces = (breaks[before].start, breaks[before].spaces_start) if before >= 0 else (0.0, 0)
        count = breaks[place].spaces_end - spaces
        natural = breaks[place].end - start
        ratio = line_ratio(natural, count, measure, glue, place == len(breaks) - 1)
        shrunk = natural + min(ratio, 0.0) * count * glue.shrink
        assert shrunk <= measure + 1e-6


def test_a_word_that_fits_nowhere_has_no_lines() -> None:
    """A word wider than the measure, without a place to break, leaves nothing to choose."""
    assert best_breaks(breaks_of([(5, None), (30, None), (5, None)]), 20.0, JUSTIFIED, INFINITE) is None


def test_the_last_line_is_not_stretched() -> None:
    """A short last line costs nothing and keeps its natural spaces."""
    breaks = breaks_of([(9.0, None), (8.0, None)])

    assert best_breaks(breaks, 100.0, JUSTIFIED, 200.0) == [1]
    assert line_ratio(20.0, 1, 100.0, JUSTIFIED, True) == 0.0


def test_long_paragraphs_take_time_in_proportion() -> None:
    """A paragraph of 20,000 words is broken without trying each pair of breaks."""
    stream = random.Random(1)
    breaks = breaks_of([(float(stream.randint(3, 20)), None) for _ in range(20_000)])

    chosen = best_breaks(breaks, 120.0, JUSTIFIED, 900.0)

    assert chosen is not None and len(chosen) > 1000
