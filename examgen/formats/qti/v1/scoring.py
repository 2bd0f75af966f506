"""The response processing of a QTI 1.2 item in, what a response scores and which response is right out.

Conditions are run on responses, not held against known forms: each system writes them in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from examgen.formats.qti.v1.presentation import Response
from examgen.formats.qti.values import number
from examgen.formats.xml import Element, local_name

Given: TypeAlias = Mapping[str, tuple[str, ...]]
"""The identifiers of what is chosen, by the response's."""

_NONE = Decimal(0)
_SCORE = "score"
_FULL = Decimal(100)


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

    start: tuple[tuple[str, Decimal], ...] = ()
    """Variables that do not begin with nothing."""

    def about(self, ident: str) -> Scoring:
        """Only those conditions that look at one response, or at none."""
        about = tuple(each for each in self.conditions if not each.responses or ident in each.responses)
        return Scoring(about, self.singles, self.start)

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
        return sum((-value if _is_penalty(name) else value for name, value in values.items()), _NONE)

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
                return not given.get(_respondent(test))
            case "varequal" | "varsubstring":
                return wanted(test) in given.get(_respondent(test), ())
            case "varsubset":
                names = {each.strip() for each in wanted(test).split(",")}
                return names == set(given.get(_respondent(test), ()))
            case _:
                return False

    def _all(self, tests: Sequence[Element], given: Given, is_met: bool) -> bool:
        """Whether all tests are fulfilled; several plain ones of a single response are alternatives."""
        alternatives: dict[str, bool] = {}
        for test in tests:
            is_held = self.holds(test, given, is_met)
            name = _respondent(test)
            if local_name(test) == "varequal" and name in self.singles:
                alternatives[name] = alternatives.get(name, False) or is_held
            elif not is_held:
                return False
        return all(alternatives.values()) and bool(tests)


def scoring_of(item: Element, responses: Sequence[Response]) -> Scoring:
    """The conditions of an item, in their order; where they name the label of a place to write, that place is meant."""
    _name_responses(item, responses)
    top = max(
        (maximum for decvar in item.iter("{*}decvar") if (maximum := number(decvar.get("maxvalue")))), default=None
    )
    conditions = tuple(_condition(element, top or _FULL) for element in item.iter("{*}respcondition"))
    singles = frozenset(each.ident for each in responses if each.cardinality == "single")
    changed = {action.name for condition in conditions for action in condition.actions}
    declared = (((each.get("varname") or _SCORE).lower(), each.get("defaultval")) for each in item.iter("{*}decvar"))
    start = tuple((name, value) for name, first in declared if name in changed and (value := number(first)))
    return Scoring(conditions, singles, start)


def _name_responses(item: Element, responses: Sequence[Response]) -> None:
    names = {response.ident for response in responses}
    labels: dict[str, set[str]] = {}
    for response in responses:
        for name in response.box.places:
            labels.setdefault(name, set()).add(response.ident)
    for test in item.iter("{*}varequal", "{*}varsubset", "{*}vargte", "{*}varlte", "{*}vargt", "{*}varlt"):
        meant = labels.get(_respondent(test), set())
        if len(meant) == 1 and _respondent(test) not in names:
            test.set("respident", next(iter(meant)))


def _condition(element: Element, top: Decimal) -> Condition:
    children = {local_name(child): child for child in reversed(element)}
    actions = tuple(_action(child, top) for child in element if local_name(child) == "setvar")
    links = [child.get("linkrefid") for child in element if local_name(child) == "displayfeedback"]
    if not actions and "correct" in links:  # how Blackboard says that an answer earns its part
        actions = (Action(_SCORE, "add", Decimal(1)),)
    return Condition(
        test=children.get("conditionvar"),
        actions=actions,
        feedback=tuple(link.strip() for link in links if link),
        is_last=(element.get("continue") or "").lower() == "no",
        responses=frozenset(map(_respondent, element.iter("{*}*"))) - {""},
    )


def _action(element: Element, top: Decimal) -> Action:
    name = (element.get("varname") or element.get("variablename") or _SCORE).lower()
    written = (element.text or "").strip()
    value = top if written.lower().endswith(".max") else number(written)
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


def _respondent(test: Element) -> str:
    return (test.get("respident") or "").strip()


def looked_for(test: Element | None, response: str, *names: str) -> Iterator[Element]:
    """The tests of one response that are to be fulfilled, in order; not those that must not be."""
    for child in test if test is not None else ():
        name = local_name(child)
        if name == "not":
            continue
        if name in names and _respondent(child) == response:
            yield child
        else:
            yield from looked_for(child, response, *names)


_MOST_TRIED = 100_000
"""Conditions, for all things that can be chosen; more are not tried, and no question of any use has as many."""

_MOST_SETS = 100


def key_of_single(response: Response, scoring: Scoring) -> dict[str, Decimal]:
    """What each thing scores if it alone is chosen."""
    scoring = scoring.about(response.ident)
    if not scoring.is_tried(response):
        return {label.ident: _NONE for label in response.labels}
    return {label.ident: scoring.score({response.ident: (label.ident,)}) for label in response.labels}


def key_of_several(response: Response, scoring: Scoring) -> frozenset[str]:
    """The things whose choice together scores most; empty where nothing scores."""
    known = {label.ident for label in response.labels}
    scoring = scoring.about(response.ident)
    if not scoring.is_tried(response):
        return frozenset()
    candidates = [frozenset(name for name, score in key_of_single(response, scoring).items() if score > 0)]
    for condition in scoring.conditions:
        if condition.earns > 0:
            found = {wanted(test) for test in looked_for(condition.test, response.ident, "varequal")}
            subsets = looked_for(condition.test, response.ident, "varsubset")
            found |= {name.strip() for test in subsets for name in wanted(test).split(",")}
            candidates.append(frozenset(found & known))
    order = {label.ident: place for place, label in enumerate(response.labels)}

    def scored(chosen: frozenset[str]) -> Decimal:
        return scoring.score({response.ident: tuple(sorted(chosen, key=order.__getitem__))})

    best = max([*dict.fromkeys(candidates)][:_MOST_SETS], key=scored)
    return best if scored(best) > 0 else frozenset()


def right_order(response: Response, scoring: Scoring) -> tuple[str, ...]:
    """All things in the order that scores; empty where none is stated whole."""
    known = [label.ident for label in response.labels]
    for condition in scoring.conditions:
        tests = list(looked_for(condition.test, response.ident, "varequal"))
        if condition.earns > 0 and sorted(map(wanted, tests)) == sorted(known):
            indexed = [(number(test.get("index")) or _NONE, wanted(test)) for test in tests]
            return tuple(name for _, name in sorted(indexed, key=lambda pair: pair[0]))
    return _order_of_places(known, scoring)


def _order_of_places(known: Sequence[str], scoring: Scoring) -> tuple[str, ...]:
    """The order where D2L tests for each thing the place that it has; empty unless each has one of its own."""
    tests = (
        (number(wanted(test)), name)
        for condition in scoring.conditions
        if condition.earns > 0
        for name in condition.responses & {*known}
        for test in looked_for(condition.test, name, "varequal")
    )
    placed = {place: name for place, name in tests if place is not None}
    return tuple(placed[place] for place in sorted(placed)) if sorted(placed.values()) == sorted(known) else ()


def partner(response: Response, scoring: Scoring) -> str | None:
    """The one thing that belongs to a prompt; ``None`` where that cannot be told."""
    scores = key_of_single(response, scoring)
    best = [name for name, score in scores.items() if score > 0 and score == max(scores.values())]
    if len(best) == 1:
        return best[0]
    named = partners(response, scoring)
    return next(iter(named)) if len(named) == 1 else None


def partners(response: Response, scoring: Scoring) -> frozenset[str]:
    """All things that conditions which earn something name for a prompt."""
    known = frozenset(label.ident for label in response.labels)
    return known & frozenset(
        wanted(test)
        for condition in scoring.about(response.ident).conditions
        if condition.earns > 0
        for test in looked_for(condition.test, response.ident, "varequal", "varsubset")
    )
