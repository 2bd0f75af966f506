"""A blueprint and what the bank holds in; a located `BlueprintError` for what can be told without drawing.

Names that nothing in the bank has, rules that contradict each other whatever is drawn, and points that do not add up.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import get_close_matches

from examgen.assemble.candidates import Index
from examgen.assemble.problem import Field
from examgen.assemble.rules import in_points, line_of, named, sections_of
from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import BlueprintError
from examgen.model.blueprint import Blueprint
from examgen.model.response import Open
from examgen.model.sections import Filter, Property, Section, Selecting, Term

SHOWN = 8


def check_names(blueprint: Blueprint, index: Index, path: str) -> None:
    """Refuse topics, tags, ids and so on that no question of the bank has."""
    terms = (term for filter in _filters(blueprint) for term in filter.terms)
    found = [_unknown(term, value, index, path) for term in terms for value in index.unknown(term)]
    found += [
        _unknown(Term(property=Property.ID, values=(fixed.id,), line=fixed.line), fixed.id, index, path)
        for section in blueprint.sections
        for fixed in section.fixed
        if not index.found(Filter((Term(property=Property.ID, values=(fixed.id,)),)))
    ]
    _refuse(found, path, "names what the bank does not hold")


def _filters(blueprint: Blueprint) -> Iterator[Filter]:
    for section in blueprint.sections:
        yield section.pool
        yield from (quota.filter for quota in section.quotas)
    yield from (quota.filter for quota in blueprint.quotas)
    yield from (filter for filter in (blueprint.must_use, blueprint.never_use) if filter)
    yield from (*blueprint.enemies, *blueprint.one_of)


def _unknown(term: Term, value: str, index: Index, path: str) -> Diagnostic:
    known = index.known(term.property)
    near = get_close_matches(value.casefold(), known, n=1)
    listed = ", ".join(known[:SHOWN]) + (", …" if len(known) > SHOWN else "")
    hint = f'did you mean "{near[0]}"?' if near else f"there are: {listed}" if known else "the bank states none"
    return _error(path, term.line, f'no question of the bank has the {term.property} "{value}"', hint)


def check_rules(field: Field, blueprint: Blueprint, path: str) -> None:
    """Refuse rules that contradict each other."""
    found = [*_used_and_not(blueprint, field, path), *_enemies_used(blueprint, field, path)]
    found += [*_sums(blueprint, path), *_parts_worth(field, path), *_places(blueprint, path)]
    if blueprint.selection is Selecting.DISJOINT and blueprint.must_use and blueprint.variants > 1:
        message = "must_use wants questions on every variant, and selection: disjoint allows each on one only"
        hint = "leave out one of the two settings"
        found.append(_error(path, line_of(blueprint.must_use), message, hint))
    _refuse(found, path, "contradicts itself")


def _used_and_not(blueprint: Blueprint, field: Field, path: str) -> Iterator[Diagnostic]:
    """Questions that must be used, and may not."""
    if not (blueprint.must_use and blueprint.never_use):
        return
    for question in (question for candidate in field.candidates for question in candidate.questions):
        if blueprint.must_use.matches(question) and blueprint.never_use.matches(question):
            message = f'"{question.id}" is named by must_use and by never_use'
            yield _error(path, line_of(blueprint.must_use), message, "leave it out of one of them")


def _enemies_used(blueprint: Blueprint, field: Field, path: str) -> Iterator[Diagnostic]:
    """Two questions that must be used, and are enemies or alternatives."""
    if not blueprint.must_use:
        return
    questions = [question for candidate in field.candidates for question in candidate.questions]
    for setting, groups in (("enemies", blueprint.enemies), ("one_of", blueprint.one_of)):
        for group in groups:
            both = [q.id for q in questions if group.matches(q) and blueprint.must_use.matches(q)]
            if len(both) > 1:
                message = f"{', '.join(both)} are all named by must_use, and {setting} allows one of them"
                yield _error(path, line_of(group), message, "leave out all but one, or the group")


def _sums(blueprint: Blueprint, path: str) -> Iterator[Diagnostic]:
    """Totals that are not the sum of what is said of their parts."""
    sections = sections_of(blueprint)
    for place, section in enumerate(sections):
        stated = _stated_points(section)
        if section.points is not None and stated is not None and stated != section.points:
            message = (
                f"{named(section, place)} is worth {in_points(section.points)}, and its questions {in_points(stated)}"
            )
            yield _error(path, section.line, message, "change points, points_each or questions")
    worths = [section.points or _stated_points(section) for section in sections]
    known = [worth for worth in worths if worth is not None]
    if blueprint.points and blueprint.sections and len(known) == len(sections) and sum(known) != blueprint.points:
        message = f"the sections are worth {in_points(sum(known, Decimal(0)))} together"
        hint = f"points: says {blueprint.points.normalize():f}"
        yield _error(path, blueprint.sections[0].line, message, hint)
    counts = [section.questions for section in blueprint.sections if section.questions]
    if blueprint.questions and len(counts) == len(blueprint.sections) > 0 and sum(counts) != blueprint.questions:
        message = f"the sections have {sum(counts)} questions together, and {blueprint.questions} are asked for"
        yield _error(path, blueprint.sections[0].line, message, "leave out the total, or change a section")


def _stated_points(section: Section) -> Decimal | None:
    if section.questions is None or section.points_each is None:
        return None
    return section.questions * section.points_each


def _parts_worth(field: Field, path: str) -> Iterator[Diagnostic]:
    """Questions whose points are those of their parts, or of their rubric, and cannot be set to another number."""
    for section, pool in zip(field.sections, field.pools, strict=True):
        if section.points_each is None:
            continue
        for question in (question for candidate in field.candidates for question in candidate.questions):
            is_split = question.parts or (isinstance(question.response, Open) and question.response.rubric)
            if question.id in pool and is_split and question.points != section.points_each:
                message = (
                    f'points_each: "{question.id}" has {in_points(question.points)}, which its parts or rubric share'
                )
                yield _error(
                    path, section.line, message, "leave it out of this section with from, or leave points_each out"
                )


def _places(blueprint: Blueprint, path: str) -> Iterator[Diagnostic]:
    """Places that a section does not have, or has once."""
    for section in blueprint.sections:
        met: dict[int, str] = {}
        for fixed in section.fixed:
            if section.questions is not None and fixed.place > section.questions:
                message = f'"{fixed.id}" cannot stand at place {fixed.place} of {section.questions}'
                yield _error(path, fixed.line, message, "write first, last, or a lower number")
            if fixed.place in met:
                message = f'"{met[fixed.place]}" and "{fixed.id}" are fixed to the same place'
                yield _error(path, fixed.line, message, "give one of them another place")
            met[fixed.place] = fixed.id


def _refuse(found: list[Diagnostic], path: str, what: str) -> None:
    if found:
        raise BlueprintError(f"{path or 'the blueprint'} {what}", diagnostics=found)


def _error(path: str, line: int | None, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR, rule="blueprint", message=message, path=path or "exam.yaml", line=line, hint=hint
    )
