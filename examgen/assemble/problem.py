"""Candidates and rules in, the same as a problem in whole numbers out: how many of each sort may be drawn where.

Candidates that no rule tells apart are of one sort, so that a bank of thousands is a problem of some hundred numbers.
A cell is a sort in a section; what is asked of a draw is a number for each cell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, gcd, lcm
from typing import NamedTuple, TypeAlias

from examgen.assemble.candidates import Candidate
from examgen.assemble.rules import Measure, Rule
from examgen.model.sections import Section

Weights: TypeAlias = tuple[tuple[int, int], ...]
"""Place of a rule, and what a candidate counts in it, where that is not nothing."""


class Cell(NamedTuple):
    """One sort of candidates in one section."""

    sort: int
    section: int
    weights: Weights
    size: int
    """What one counts in how much its section draws."""


class Bound(NamedTuple):
    """What the cells must amount to in one rule."""

    least: int
    most: int | None


@dataclass(frozen=True)
class Problem:
    """How many candidates there are of each sort, where they may stand, and what must hold."""

    capacities: tuple[int, ...]
    cells: tuple[Cell, ...]
    bounds: tuple[Bound, ...]
    sorts: Mapping[str, int]
    """Of each candidate, by its id."""

    sections: int
    rules: int
    """How many there are for one variant."""

    def cells_of(self, candidate: str) -> tuple[int, ...]:
        """Where a candidate may stand, by its id, in the order of the sections."""
        return tuple(self._places[self.sorts[candidate]]) if candidate in self.sorts else ()

    def copies(self, variants: int) -> Problem:
        """The same for several variants that share no question: their sections and rules stand one after the other."""
        cells = tuple(
            cell._replace(
                section=cell.section + copy * self.sections,
                weights=tuple((rule + copy * len(self.bounds), weight) for rule, weight in cell.weights),
            )
            for copy in range(variants)
            for cell in self.cells
        )
        return replace(self, cells=cells, bounds=self.bounds * variants, sections=self.sections * variants)

    def times(self, variants: int) -> Problem:
        """The same with everything counted for several variants at once."""
        bounds = (Bound(b.least * variants, None if b.most is None else b.most * variants) for b in self.bounds)
        return replace(self, bounds=tuple(bounds))

    @cached_property
    def _places(self) -> Mapping[int, Sequence[int]]:
        places: dict[int, list[int]] = defaultdict(list)
        for place, cell in enumerate(self.cells):
            places[cell.sort].append(place)
        return places


@dataclass(frozen=True)
class Field:
    """What a draw chooses from: candidates, the sections with what each may draw, and the rules."""

    candidates: tuple[Candidate, ...]
    sections: tuple[Section, ...]
    pools: tuple[frozenset[str], ...]
    rules: tuple[Rule, ...]

    def homes(self, candidate: Candidate) -> tuple[int, ...]:
        """The sections that may draw it: all of a set's questions must be in the pool."""
        return tuple(
            place
            for place, pool in enumerate(self.pools)
            if all(question.id in pool for question in candidate.questions)
        )


def problem_of(field: Field) -> Problem:
    """The field in whole numbers."""
    scales = [_scale(field, rule) for rule in field.rules]
    owned = _rules_by_question(field.rules)
    sorts: dict[tuple[tuple[int, Weights], ...], int] = {}
    sort_of: dict[str, int] = {}
    for candidate in field.candidates:
        nature = tuple(
            (home, tuple(_weights(field, candidate, home, owned, scales))) for home in field.homes(candidate)
        )
        if nature:
            sort_of[candidate.id] = sorts.setdefault(nature, len(sorts))
    counts = Counter(sort_of.values())
    return Problem(
        capacities=tuple(counts[sort] for sort in range(len(sorts))),
        cells=tuple(
            Cell(sort, home, weights, _size(field.rules, home, weights))
            for nature, sort in sorts.items()
            for home, weights in nature
        ),
        bounds=tuple(_bound(rule, scale) for rule, scale in zip(field.rules, scales, strict=True)),
        sorts=sort_of,
        sections=len(field.sections),
        rules=len(field.rules),
    )


def _size(rules: Sequence[Rule], home: int, weights: Weights) -> int:
    """What one counts in the first rule that says how much its section draws."""
    return next((weight for rule, weight in weights if rules[rule].is_pick and home in rules[rule].sections), 1)


def _rules_by_question(rules: Sequence[Rule]) -> Mapping[str, list[int]]:
    owned: dict[str, list[int]] = defaultdict(list)
    for place, rule in enumerate(rules):
        for name in rule.ids:
            owned[name].append(place)
    return owned


def _weights(
    field: Field, candidate: Candidate, home: int, owned: Mapping[str, list[int]], scales: Sequence[Fraction]
) -> Iterator[tuple[int, int]]:
    concerned = sorted({place for question in candidate.questions for place in owned.get(question.id, ())})
    for place in concerned:
        weight = field.rules[place].weight(candidate, home, field.sections[home].points_each)
        if weight:
            yield place, int(Fraction(weight) / scales[place])


def _scale(field: Field, rule: Rule) -> Fraction:
    """What all that the rule counts is a multiple of, so that points are small whole numbers."""
    if rule.measure is Measure.QUESTIONS:
        return Fraction(1)
    weights = {
        Fraction(rule.weight(candidate, home, field.sections[home].points_each))
        for candidate in field.candidates
        if _concerns(rule, candidate)
        for home in field.homes(candidate)
    } - {Fraction(0)}
    if not weights:
        return Fraction(1)
    below = lcm(*(weight.denominator for weight in weights))
    return Fraction(gcd(*(int(weight * below) for weight in weights)), below)


def _bound(rule: Rule, scale: Fraction) -> Bound:
    least = ceil(Fraction(rule.least) / scale)
    return Bound(least, None if rule.most is None else floor(Fraction(rule.most) / scale))


def available(field: Field, rule: Rule) -> Decimal:
    """What the rule would count if everything were drawn."""
    return sum((_highest(field, rule, c) for c in field.candidates if _concerns(rule, c)), Decimal(0))


def _concerns(rule: Rule, candidate: Candidate) -> bool:
    return any(question.id in rule.ids for question in candidate.questions)


def _highest(field: Field, rule: Rule, candidate: Candidate) -> Decimal:
    """What a candidate counts at most."""
    homes = field.homes(candidate)
    return max((rule.weight(candidate, home, field.sections[home].points_each) for home in homes), default=Decimal(0))
