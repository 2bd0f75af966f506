"""The response processing of an item of QTI 2 in, what it says of right answers beside the declarations out.

Most items use a template, or compare with what is declared correct. Others state the right value in a rule,
or how far from it a number may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from examgen.formats.qti.values import number
from examgen.formats.xml import Element, line_of, local_name

_COMPARISONS = ("match", "equal", "equalRounded", "stringMatch", "member", "contains", "substring", "patternMatch")
_BOUNDS = {"gte": 0, "gt": 0, "lte": 1, "lt": 1}


@dataclass(frozen=True, slots=True)
class Rule:
    """One comparison of a response that earns something."""

    response: str
    values: tuple[str, ...]
    """As the rule states them; none where it compares with what is declared correct."""

    tolerance: Decimal
    is_relative: bool
    figures: tuple[int, bool] | None
    """How many digits are compared, and whether they are those behind the decimal sign; ``None`` for all."""

    bounds: tuple[Decimal | None, Decimal | None]
    kind: str
    line: int


def uses_mapping(item: Element) -> bool:
    """Whether what a response earns is looked up in its mapping."""
    processing = item.find("responseProcessing")
    if processing is None:
        return False
    template = f"{processing.get('template') or ''} {processing.get('templateLocation') or ''}"
    return "map_response" in template or next(processing.iter("mapResponse"), None) is not None


def rules_of(item: Element) -> tuple[Rule, ...]:
    """The comparisons after which the score grows."""
    processing = item.find("responseProcessing")
    return tuple(_rules(processing)) if processing is not None else ()


def _rules(element: Element) -> Iterator[Rule]:
    for branch in element.iter("responseIf", "responseElseIf"):
        tests = [child for child in branch if local_name(child)]
        if tests and any(_earns(child) for child in tests[1:]):
            yield from _compared(tests[0])


def _earns(element: Element) -> bool:
    """Whether an action sets a score to more than nothing."""
    if local_name(element) != "setOutcomeValue" or "SCORE" not in (element.get("identifier") or "").upper():
        return False
    value = next(element.iter("baseValue"), None)
    if value is not None:
        return (number(value.text) or Decimal(0)) > 0
    return next(element.iter("variable", "mapResponse"), None) is not None


def _compared(test: Element) -> Iterator[Rule]:
    """The comparisons in a test, those that must not hold left out."""
    name = local_name(test)
    if name in ("not", "isNull"):
        return
    if name in _COMPARISONS or name in _BOUNDS:
        variable = next(test.iter("variable"), None)
        if variable is not None:
            yield _rule(test, name, variable.get("identifier") or "")
        return
    for child in test:
        yield from _compared(child)


def _rule(test: Element, name: str, response: str) -> Rule:
    values = tuple(" ".join((value.text or "").split()) for value in test.iter("baseValue"))
    mode = (test.get("toleranceMode") or "exact").lower()
    tolerances = [value for each in (test.get("tolerance") or "").split() if (value := number(each)) is not None]
    tolerance = max(tolerances, default=Decimal(0)) if mode != "exact" and name == "equal" else Decimal(0)
    bounds: list[Decimal | None] = [None, None]
    if name in _BOUNDS and values:
        bounds[_BOUNDS[name]] = number(values[0])
    return Rule(
        response=response,
        values=values,
        tolerance=tolerance / 100 if mode == "relative" else tolerance,
        is_relative=mode == "relative",
        figures=_figures(test) if name == "equalRounded" else None,
        bounds=(bounds[0], bounds[1]),
        kind=name,
        line=line_of(test),
    )


def _figures(test: Element) -> tuple[int, bool] | None:
    figures = test.get("figures") or ""
    is_places = (test.get("roundingMode") or "").lower() == "decimalplaces"
    return (int(figures), is_places) if figures.isdecimal() and len(figures) < 3 else None
