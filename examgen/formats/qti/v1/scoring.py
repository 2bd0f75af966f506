"""The response processing of a QTI 1.2 item in, what a response scores and which response is right out.

Conditions are run on responses, not held against known forms: each system writes them in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from examgen.formats.qti.feedback_names import RIGHT
from examgen.formats.qti.v1.naming import MOST, plain_conditions, respondent
from examgen.formats.qti.v1.presentation import Response
from examgen.formats.qti.values import number
from examgen.formats.xml import Element, local_name

_MOST_TRIED = 100_000
"""Conditions, for all things that can be chosen; more are not tried, and no question of any use has as many."""

Given: TypeAlias = Mapping[str, tuple[str, ...]]
"""The identifiers of what is chosen, by the response's."""

_NONE = Decimal(0)
_SCORE = "score"
_FULL = Decimal(100)
_POINTS = re.compile("scor|correct|right|wrong|point|mark|grade|punkt|note|nota|result|maxim")
"""In names of variables that count points; others count tries and their like."""


@dataclass(frozen=True, slots=True)
class Action:
    """One change of a variable."""

    name: str
    how: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Condition:
    """What is looked for in a response, and what follows."""

    test: Element | None
    actions: tuple[Action, ...]
    feedback: tuple[str, ...]
    """Identifiers of what is then shown."""

    is_last: bool
    """Whether no other condition is tried once it is fulfilled."""

    responses: frozenset[str]
    """Those that it looks at."""

    @property
    def earns(self) -> Decimal:
        """What it adds to the score at most; nothing if it takes away."""
        earned = [each.value for each in self.actions if each.how in ("set", "add") and not _is_penalty(each.name)]
        return max(earned, default=_NONE)


@dataclass(frozen=True, slots=True)
class Scoring:
    """All conditions of an item, in order."""

    conditions: tuple[Condition, ...]
    singles: frozenset[str]
    """Responses with one thing chosen at most: several tests of one are alternatives."""

    counted: frozenset[str]
    """Variables that are added up where there is no score."""

    start: tuple[tuple[str, Decimal], ...] = ()
    """Variables that do not begin with nothing."""

    def about(self, ident: str) -> Scoring:
        """Only those conditions that look at one response, or at none."""
        about = tuple(each for each in self.conditions if not each.responses or ident in each.responses)
        return replace(self, conditions=about)

    def is_tried(self, response: Response) -> bool:
        """Whether each thing can be tried with each condition in good time."""
        return len(response.labels) * len(self.conditions) <= _MOST_TRIED

    def score(self, given: Given) -> Decimal:
        """What a response scores."""
        values = dict(self.start)
        is_met = False
        for condition in self.conditions:
            if not self.holds(condition.test, given, is_met):
                continue
            for action in condition.actions:
                _apply(action, values)
            is_met = is_met or bool(condition.actions)
            if condition.is_last and condition.actions:
                break
        if _SCORE in values:
            return values[_SCORE]
        counted = [(name, value) for name, value in values.items() if name in self.counted]
        return sum((-value if _is_penalty(name) else value for name, value in counted), _NONE)

    def holds(self, test: Element | None, given: Given, is_met: bool = False) -> bool:
        """Whether a response fulfils a test; ``other`` is for those that fulfilled none before."""
        if test is None:
            return False
        inner = [child for child in test if local_name(child)]
        match local_name(test):
            case "conditionvar" | "and":
                return self._all(inner, given, is_met)
            case "or":
                return any(self.holds(each, given, is_met) for each in inner)
            case "not":
                return not any(self.holds(each, given, is_met) for each in inner)
            case "other":
                return not is_met
            case "unanswered":
                return not given.get(respondent(test))
            case "varequal" | "varsubstring":
                return wanted(test) in given.get(respondent(test), ())
            case "varsubset":
                names = {each.strip() for each in wanted(test).split(",")}
                return names == set(given.get(respondent(test), ()))
            case _:
                return False

    def _all(self, tests: Sequence[Element], given: Given, is_met: bool) -> bool:
        """Whether all tests are fulfilled; several plain ones of a single response are alternatives."""
        alternatives: dict[str, bool] = {}
        for test in tests:
            is_held = self.holds(test, given, is_met)
            name = respondent(test)
            if local_name(test) == "varequal" and name in self.singles:
                alternatives[name] = alternatives.get(name, False) or is_held
            elif not is_held:
                return False
        return all(alternatives.values()) and bool(tests)


def scoring_of(item: Element, responses: Sequence[Response]) -> Scoring:
    """The conditions of an item, in their order."""
    plain_conditions(item, responses)
    found = tuple(_condition(element) for element in item.iter("{*}respcondition"))
    conditions = found if any(each.earns > 0 for each in found) else tuple(_earning(found))
    singles = frozenset(each.ident for each in responses if each.cardinality == "single")
    changed = {action.name for condition in conditions for action in condition.actions}
    declared = (((each.get("varname") or _SCORE).lower(), each.get("defaultval")) for each in item.iter("{*}decvar"))
    start = tuple((name, value) for name, first in declared if name in changed and (value := number(first)))
    counted = frozenset(name for name in changed if _POINTS.search(name)) or frozenset(changed)
    return Scoring(conditions, singles, counted, start)


def _earning(conditions: Sequence[Condition]) -> Iterator[Condition]:
    """The conditions where no number says what earns points: those do that show what is shown after right answers.

    Where none shows it, those do that neither show nor change anything: what else should they be for?
    """
    shown = [each for each in conditions if any(map(RIGHT.fullmatch, each.feedback))]
    silent = [each for each in conditions if not (each.actions or each.feedback) and each.responses]
    for condition in conditions:
        earns = condition in (shown or silent)
        yield replace(condition, actions=(Action(_SCORE, "add", Decimal(1)),)) if earns else condition


def _condition(element: Element) -> Condition:
    children = {local_name(child): child for child in reversed(element)}
    actions = tuple(_action(child) for child in element if local_name(child) == "setvar")
    links = [child.get("linkrefid") for child in element if local_name(child) == "displayfeedback"]
    if not actions and "correct" in links:  # how Blackboard says that an answer earns its part
        actions = (Action(_SCORE, "add", Decimal(1)),)
    return Condition(
        test=children.get("conditionvar"),
        actions=actions,
        feedback=tuple(link.strip() for link in links if link),
        is_last=(element.get("continue") or "").lower() == "no",
        responses=frozenset(map(respondent, element.iter("{*}*"))) - {""},
    )


def _action(element: Element) -> Action:
    name = (element.get("varname") or element.get("variablename") or _SCORE).lower()
    written = (element.text or "").strip()
    value = _FULL if written.lower().endswith(MOST) else number(written)
    return Action(name, (element.get("action") or "set").lower(), _NONE if value is None else value)


def _is_penalty(name: str) -> bool:
    return "incorrect" in name or "wrong" in name


def _apply(action: Action, values: dict[str, Decimal]) -> None:
    before = values.get(action.name, _NONE)
    match action.how:
        case "add":
            values[action.name] = before + action.value
        case "subtract":
            values[action.name] = before - action.value
        case "multiply":
            values[action.name] = before * action.value
        case "divide":
            values[action.name] = before / action.value if action.value else before
        case _:
            values[action.name] = action.value


def wanted(test: Element) -> str:
    """What a test looks for."""
    return "".join(test.itertext()).strip()


def looked_for(test: Element | None, response: str, *names: str) -> Iterator[Element]:
    """The tests of one response that are to be fulfilled, in order; not those that must not be."""
    for child in test if test is not None else ():
        name = local_name(child)
        if name == "not":
            continue
        if name in names and respondent(child) == response:
            yield child
        else:
            yield from looked_for(child, response, *names)
