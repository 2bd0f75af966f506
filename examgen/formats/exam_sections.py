"""The sections, quotas and groups of an exam.yaml in, what the model has of them out; each knows its line."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, TypeVar

import yaml

from examgen.formats.exam_values import (
    Mistake,
    Mistaken,
    Readers,
    Wrong,
    as_count,
    as_points,
    as_text,
    as_word,
    line_of,
    settings_in,
    shown,
    tag,
)
from examgen.model.response import Kind
from examgen.model.sections import Filter, FixedPlace, Property, QuestionOrder, Quota, Section, Term

MOST_QUESTIONS = 100_000
PLACES = {"first": 1, "last": -1}
FILTER_HINT = "write for example [cell-1, cell-2], or {topic: Cells, difficulty: [easy, medium]}"
GROUPS_HINT = "write for example [[cell-1, cell-2], [cell-3, cell-4]]"
T = TypeVar("T")


def as_filter(node: yaml.Node) -> Filter:
    """Some questions: a list of ids, or properties."""
    if isinstance(node, yaml.SequenceNode):
        return Filter((Term(property=Property.ID, values=_values(node), line=line_of(node)),))
    if not isinstance(node, yaml.MappingNode):
        raise Wrong("a list of ids, or a group such as {topic: Cells}", FILTER_HINT)
    found = _checked(node, FILTER)
    if not found:
        raise Wrong("a list of ids, or a group such as {topic: Cells}", FILTER_HINT)
    return Filter(tuple(found.values()))


def as_groups(node: yaml.Node) -> tuple[Filter, ...]:
    """Groups of questions, each a list of ids or properties."""
    return _each(node, as_filter, "a list of groups", GROUPS_HINT)


def as_quotas(node: yaml.Node) -> tuple[Quota, ...]:
    """How many of some sorts are drawn."""
    return _each(node, _as_quota, "a list of quotas", "write for example - {topic: Cells, exactly: 4} on each line")


def as_sections(node: yaml.Node) -> tuple[Section, ...]:
    """The parts of an exam."""
    return _each(
        node, _as_section, "a list of sections", "write for example - title: Part A, and below it questions: 5"
    )


def _each(node: yaml.Node, read: Callable[[yaml.Node], T], wanted: str, hint: str) -> tuple[T, ...]:
    """Every entry of a list; all their mistakes are told."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise Wrong(wanted, hint)
    found: list[T] = []
    mistakes: list[Mistake] = []
    for entry in node.value:
        try:
            found.append(read(entry))
        except Mistaken as mistaken:
            mistakes += mistaken.mistakes
        except Wrong as wrong:
            mistakes.append(Mistake(entry, None, f"each entry must be {wrong.wanted}, not {shown(entry)}", wrong.hint))
    if mistakes:
        raise Mistaken(mistakes)
    return tuple(found)


def _checked(node: yaml.MappingNode, readers: Readers) -> dict[str, Any]:
    found, mistakes = settings_in(node, readers)
    if mistakes:
        raise Mistaken(mistakes)
    return found


def _values(node: yaml.Node) -> tuple[str, ...]:
    """A list of texts, or one alone."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not nodes or not all(isinstance(each, yaml.ScalarNode) and tag(each) != "null" for each in nodes):
        raise Wrong("one value or a list of values", FILTER_HINT)
    return tuple(as_text(each) for each in nodes)


def _term(property: Property) -> Callable[[yaml.Node], Term]:
    def term(node: yaml.Node) -> Term:
        return Term(property=property, values=_values(node), line=line_of(node))

    return term


def _kinds(node: yaml.Node) -> Term:
    term = _term(Property.KIND)(node)
    known = [kind.value for kind in Kind]
    for value in term.values:
        if value not in known:
            near = get_close_matches(value.lower(), known, n=1)
            hint = f'did you mean "{near[0]}"?' if near else None
            raise Mistaken([Mistake(node, "kind", f'there is no kind of question "{value}"', hint or _listed(known))])
    return term


def _listed(known: list[str]) -> str:
    return f"there are: {', '.join(known)}"


FILTER: Readers = {**{property.value: _term(property) for property in Property}, Property.KIND.value: _kinds}
NUMBERS: Readers = {name: as_count(MOST_QUESTIONS, 0) for name in ("exactly", "at_least", "at_most")}


def _as_quota(node: yaml.Node) -> Quota:
    if not isinstance(node, yaml.MappingNode):
        raise Wrong("a group of settings", "write for example {topic: Cells, exactly: 4}")
    found = _checked(node, {**FILTER, **NUMBERS})
    terms = tuple(found[name] for name in FILTER if name in found)
    exactly, least, most = (found.get(name) for name in NUMBERS)
    if not terms:
        raise Mistaken([Mistake(node, None, "a quota says what it counts", f"add one of {', '.join(FILTER)}")])
    if exactly is None and least is None and most is None:
        raise Mistaken([Mistake(node, None, "a quota says how many", f"add one of {', '.join(NUMBERS)}")])
    if exactly is not None and (least is not None or most is not None):
        raise Mistaken([Mistake(node, "exactly", "exactly leaves nothing to at_least and at_most", "leave one out")])
    if exactly is not None:
        least = most = exactly
    if least is not None and most is not None and least > most:
        raise Mistaken([Mistake(node, "at_least", f"at least {least} and at most {most} cannot both be")])
    return Quota(filter=Filter(terms), least=least or 0, most=most, line=line_of(node))


def _as_fixed(node: yaml.Node) -> tuple[FixedPlace, ...]:
    """Id → place in its section."""
    if not isinstance(node, yaml.MappingNode):
        raise Wrong("a group of ids with their places", "write for example {warm-up: first, essay: last}")
    return tuple(_fixed_place(key, place) for key, place in node.value)


def _fixed_place(key: yaml.Node, node: yaml.Node) -> FixedPlace:
    place = PLACES.get(str(node.value).lower()) if isinstance(node, yaml.ScalarNode) else None
    if place is None:
        try:
            place = as_count(MOST_QUESTIONS)(node)
        except Wrong:
            raise Wrong("ids with first, last or a number", "write for example {warm-up: first}", node) from None
    return FixedPlace(id=as_text(key), place=place, line=line_of(key))


SECTION: Readers = {
    "title": as_text,
    "instructions": as_text,
    "questions": as_count(MOST_QUESTIONS),
    "points": as_points,
    "points_each": as_points,
    "from": as_filter,
    "quotas": as_quotas,
    "order": as_word(QuestionOrder),
    "fixed": _as_fixed,
}
"""What a section may say; exam.schema.json says the same to editors."""


def _as_section(node: yaml.Node) -> Section:
    if not isinstance(node, yaml.MappingNode):
        raise Wrong("a group of settings", "write for example - title: Part A, and below it questions: 5")
    found = _checked(node, SECTION)
    pool = found.pop("from", Filter())
    if "quotas" in found and not ("questions" in found or "points" in found):
        least = sum(quota.least for quota in found["quotas"])
        hint = f"add for example questions: {least}" if least else "add questions or points"
        raise Mistaken([Mistake(node, "quotas", "a section with quotas says how many it draws", hint)])
    return Section(pool=pool, line=line_of(node), **found)
