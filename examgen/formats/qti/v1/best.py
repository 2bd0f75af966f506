"""A response of a QTI 1.2 item and its scoring in, what scores most out: one thing, several, an order, a partner."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from examgen.formats.qti.v1.presentation import Response
from examgen.formats.qti.v1.scoring import Scoring, looked_for, wanted
from examgen.formats.qti.values import number

_NONE = Decimal(0)
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
    return _order_of_indices(response, scoring) or _order_of_places(known, scoring)


def _order_of_indices(response: Response, scoring: Scoring) -> tuple[str, ...]:
    """The order where a condition of its own says the place of each thing."""
    tests = [
        (number(test.get("index")), wanted(test))
        for condition in scoring.conditions
        if condition.earns > 0
        for test in looked_for(condition.test, response.ident, "varequal")
    ]
    placed = {place: name for place, name in tests if place is not None}
    is_whole = sorted(placed.values()) == sorted(label.ident for label in response.labels)
    return tuple(placed[place] for place in sorted(placed)) if is_whole and len(tests) == len(placed) else ()


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
