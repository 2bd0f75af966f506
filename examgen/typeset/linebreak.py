"""Places where a paragraph may break in, the places where it does break out: the best set for the whole paragraph.

The method is Knuth and Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience 11, 1981).
Lengths share one unit; lines are all as wide as the measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

INFINITE = 1e9
TIGHTEST = -1.0
LINE_PENALTY = 10.0
FITNESS_DEMERITS = 3000.0
HYPHENS_DEMERITS = 10000.0
RUNT_DEMERITS, FRAGMENT_DEMERITS = 15000.0, 40000.0
"""A last line of one word, and one that begins with the rest of a word."""


class Break(NamedTuple):
    """One place where a line may end."""

    end: float
    """Width of the paragraph up to here, set on one line, with the hyphen that a break here adds."""

    start: float
    """Width up to where the next line begins: past the space that a break here swallows."""

    spaces_end: int
    """Spaces before this place."""

    spaces_start: int
    """Spaces before the beginning of the next line."""

    penalty: float = 0.0
    hyphen: bool = False


class Glue(NamedTuple):
    """How far white space may give."""

    stretch: float
    """Of one space; what a line of ratio 1 uses."""

    shrink: float
    """Of one space."""

    rag: float = 0.0
    """Stretch at the right edge; zero for justified text."""


class _Node(NamedTuple):
    place: int
    """Index of the break; -1 for the beginning."""

    fitness: int
    demerits: float
    before: _Node | None


def best_breaks(breaks: Sequence[Break], measure: float, glue: Glue, tolerance: float) -> list[int] | None:
    """Indices of the breaks that make the lines; the last break is the paragraph's end.

    Returns ``None`` when no line set stays within the tolerance (the largest badness, 100 × ratio³, of a line).
    """
    widest = (tolerance / 100.0) ** (1 / 3)
    active = [_Node(-1, 1, 0.0, None)]
    last = len(breaks) - 1
    for place, at in enumerate(breaks):
        found: dict[int, _Node] = {}
        overfull = 0
        for node in active:
            start, spaces = (breaks[node.place].start, breaks[node.place].spaces_start) if node.before else (0.0, 0)
            ratio = _ratio(measure - at.end + start, at.spaces_end - spaces, glue, place == last)
            if ratio < TIGHTEST:
                overfull += 1
                continue
            if ratio > widest:
                break  # nodes stand in reading order, so the lines from all later ones are shorter still
            candidate = _extended(node, place, ratio, breaks)
            if place == last and spaces == at.spaces_end and node.before:
                candidate = candidate._replace(demerits=candidate.demerits + RUNT_DEMERITS)
            if place == last and node.before and breaks[node.place].hyphen:
                candidate = candidate._replace(demerits=candidate.demerits + FRAGMENT_DEMERITS)
            rival = found.get(candidate.fitness)
            if rival is None or candidate.demerits < rival.demerits:
                found[candidate.fitness] = candidate
        active = active[overfull:]
        active.extend(found.values())
        if not active:
            return None
    ends = [node for node in active if node.place == last]
    return _path(min(ends, key=lambda node: node.demerits)) if ends else None


def _ratio(slack: float, spaces: int, glue: Glue, final: bool) -> float:
    """How far the white space must give for the line to fill: below -1 it cannot."""
    if slack >= 0:
        if final or slack == 0:
            return 0.0
        room = spaces * glue.stretch + glue.rag
        return slack / room if room else INFINITE
    room = spaces * glue.shrink
    return slack / room if room else (0.0 if slack > -1e-6 else -INFINITE)


def _extended(node: _Node, place: int, ratio: float, breaks: Sequence[Break]) -> _Node:
    at = breaks[place]
    badness = 100.0 * abs(ratio) ** 3
    fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
    demerits = (LINE_PENALTY + badness) ** 2 + at.penalty * abs(at.penalty)
    if abs(fitness - node.fitness) > 1:
        demerits += FITNESS_DEMERITS
    if at.hyphen and node.place >= 0 and breaks[node.place].hyphen:
        demerits += HYPHENS_DEMERITS
    return _Node(place, fitness, node.demerits + demerits, node)


def _path(node: _Node) -> list[int]:
    places = []
    step: _Node | None = node
    while step is not None and step.place >= 0:
        places.append(step.place)
        step = step.before
    return places[::-1]


def line_ratio(natural: float, spaces: int, measure: float, glue: Glue, final: bool) -> float:
    """The ratio by which the spaces of a chosen line give."""
    return max(TIGHTEST, _ratio(measure - natural, spaces, glue, final))
