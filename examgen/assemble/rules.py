"""A blueprint and candidates in, what must hold of a draw out: each rule counts something, and bounds it.

A rule knows how it is said, so that a plan and a message quote it in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from examgen.assemble.candidates import Candidate, Index
from examgen.model.blueprint import Blueprint
from examgen.model.sections import Filter, Property, Quota, Section


class Measure(Enum):
    """What a rule counts."""

    QUESTIONS = "questions"
    POINTS = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """So many of some questions, in one section or in several."""

    words: str
    """E.g. "“Part A” has 12 questions"."""

    ids: frozenset[str]
    """What counts."""

    least: Decimal = Decimal(0)
    most: Decimal | None = None
    sections: tuple[int, ...]
    """By their places."""

    measure: Measure = Measure.QUESTIONS
    is_pick: bool = False
    """Whether it says how much a section draws; the other rules say what."""

    line: int | None = None

    def weight(self, candidate: Candidate, section: int, each: Decimal | None) -> Decimal:
        """What a candidate counts in a section, whose questions may be worth so many points ``each``."""
        if section not in self.sections:
            return Decimal(0)
        counted = [question for question in candidate.questions if question.id in self.ids]
        if self.measure is Measure.QUESTIONS:
            return Decimal(len(counted))
        return sum((question.points if each is None else each for question in counted), Decimal(0))


def sections_of(blueprint: Blueprint) -> tuple[Section, ...]:
    """The sections; an exam without any is one that shows nothing."""
    if blueprint.sections:
        return blueprint.sections
    return (Section(questions=blueprint.questions, points=None if blueprint.questions else blueprint.points),)


def rules_of(blueprint: Blueprint, index: Index, pools: Sequence[frozenset[str]]) -> tuple[Rule, ...]:
    """All rules; ``pools`` holds what each section may draw."""
    sections = sections_of(blueprint)
    exam = _Scope("the exam", frozenset[str]().union(*pools), tuple(range(len(sections))))
    rules = [*_totals(blueprint, exam)]
    for place, (section, pool) in enumerate(zip(sections, pools, strict=True)):
        name = named(section, place) if len(sections) > 1 or section.title else exam.name
        scope = _Scope(name, pool, (place,), section.line)
        rules += _picks(section, scope)
        rules += (_quota(quota, scope, index) for quota in section.quotas)
    rules += (_quota(quota, exam, index) for quota in blueprint.quotas)
    return (*rules, *_groups(blueprint, exam, index))


def named(section: Section, place: int) -> str:
    """A section as messages name it."""
    return f"“{section.title}”" if section.title else f"section {place + 1}"


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a rule is about: a section or the exam, what it may draw, and where it stands."""

    name: str
    pool: frozenset[str]
    sections: tuple[int, ...]
    line: int | None = None

    def rule(self, words: str, ids: frozenset[str], least: Decimal | int, most: Decimal | int | None = None) -> Rule:
        """So many of these questions."""
        high = None if most is None else Decimal(most)
        return Rule(
            words=words, ids=ids & self.pool, sections=self.sections, least=Decimal(least), most=high, line=self.line
        )

    def has(self, count: int) -> Rule:
        """So many questions."""
        return self.rule(f"{self.name} has {counted(count)}", self.pool, count, count)

    def is_worth(self, total: Decimal) -> Rule:
        """So many points."""
        rule = self.rule(f"{self.name} is worth {in_points(total)}", self.pool, total, total)
        return replace(rule, measure=Measure.POINTS)


def _totals(blueprint: Blueprint, exam: _Scope) -> Iterator[Rule]:
    if blueprint.questions and blueprint.sections:
        yield exam.has(blueprint.questions)
    if blueprint.points and (blueprint.sections or blueprint.questions):
        yield exam.is_worth(blueprint.points)


def _picks(section: Section, scope: _Scope) -> Iterator[Rule]:
    """How much a section draws."""
    if section.questions is not None:
        yield replace(scope.has(section.questions), is_pick=True)
    if section.points is not None:
        yield replace(scope.is_worth(section.points), is_pick=True)
    if section.questions is None and section.points is None:
        words = f"{scope.name} takes all questions" + (f" {said(section.pool)}" if section.pool.terms else "")
        yield replace(scope.rule(words, scope.pool, len(scope.pool)), is_pick=True)


def _quota(quota: Quota, scope: _Scope, index: Index) -> Rule:
    words = f"{scope.name} holds {_bounds(quota)} {said(quota.filter)}"
    return replace(scope.rule(words, index.found(quota.filter), quota.least, quota.most), line=quota.line)


def _groups(blueprint: Blueprint, exam: _Scope, index: Index) -> Iterator[Rule]:
    if blueprint.must_use:
        exam = replace(exam, line=line_of(blueprint.must_use))
        for name in sorted(index.found(blueprint.must_use)):
            yield exam.rule(f"{name} must be used", frozenset({name}), 1)
    for group in blueprint.enemies:
        exam = replace(exam, line=line_of(group))
        yield exam.rule(f"at most one question {said(group)} is drawn", index.found(group), 0, 1)
    for group in blueprint.one_of:
        exam = replace(exam, line=line_of(group))
        yield exam.rule(f"exactly one question {said(group)} is drawn", index.found(group), 1, 1)


def line_of(filter: Filter) -> int | None:
    """Where a filter stands."""
    return filter.terms[0].line if filter.terms else None


def said(filter: Filter) -> str:
    """A filter in words, e.g. "of topic Cells and difficulty easy or medium"."""
    parts = []
    for term in filter.terms:
        values = " or ".join(term.values)
        parts.append(f"among {', '.join(term.values)}" if term.property is Property.ID else f"{term.property} {values}")
    text = " and ".join(parts)
    return text if text.startswith("among ") else f"of {text}"


def _bounds(quota: Quota) -> str:
    if quota.most is None:
        return f"at least {counted(quota.least)}"
    if quota.least == quota.most:
        return f"exactly {counted(quota.most)}"
    return f"{quota.least} to {counted(quota.most)}" if quota.least else f"at most {counted(quota.most)}"


def counted(number: Decimal | int) -> str:
    """So many questions, in words."""
    return f"{number} question{'' if number == 1 else 's'}"


def in_points(number: Decimal) -> str:
    """So many points, in words."""
    return f"{number.normalize():f} point{'' if number == 1 else 's'}"
