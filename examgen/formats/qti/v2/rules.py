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
BOUNDS = {"gte": 0, "gt": 0, "lte": 1, "lt": 1}
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rule:
    """One comparison of a response that earns something."""

    response: str
    values: tuple[str, ...]
    """As the rule states them; none where it compares with what is declared correct."""

    tolerances: tuple[Decimal, Decimal]
    """How far below and above a number may be; for relative ones, as shares of it."""

    is_relative: bool
    figures: tuple[int, bool] | None
    """How many digits are compared, and whether they are those behind the decimal sign; ``None`` for all."""

    bounds: tuple[Decimal | None, Decimal | None]
    earns: Decimal
    """Infinite where no number is stated."""

    kind: str
    pattern: str
    """That the response is held against, where it is one."""

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
        earned = max(map(_earned, tests[1:]), default=_NONE)
        if earned > 0:
            yield from _compared(tests[0], earned)


def _earned(element: Element) -> Decimal:
    """What an action adds to a score."""
    if local_name(element) != "setOutcomeValue" or "SCORE" not in (element.get("identifier") or "").upper():
        return _NONE
    if next(element.iter("subtract"), None) is not None:
        return _NONE
    value = next(element.iter("baseValue"), None)
    if value is not None:
        return number(value.text) or _NONE
    return _NONE if next(element.iter("variable", "mapResponse"), None) is None else Decimal("Infinity")


def _compared(test: Element, earned: Decimal) -> Iterator[Rule]:
    """The comparisons in a test, those that must not hold left out."""
    name = local_name(test)
    if name in ("not", "isNull"):
        return
    if name in _COMPARISONS or name in BOUNDS:
        variable = next(test.iter("variable"), None)
        if variable is not None:
            yield _rule(test, variable.get("identifier") or "", earned)
        return
    for child in test:
        yield from _compared(child, earned)


def _rule(test: Element, response: str, earned: Decimal) -> Rule:
    name = local_name(test)
    values = tuple(" ".join((value.text or "").split()) for value in test.iter("baseValue"))
    mode = (test.get("toleranceMode") or "exact").lower()
    bounds: list[Decimal | None] = [None, None]
    if name in BOUNDS and values:
        is_turned = next((local_name(child) for child in test if local_name(child)), "") == "baseValue"
        bounds[BOUNDS[name] ^ is_turned] = number(values[0])
    return Rule(
        response=response,
        values=values,
        tolerances=_tolerances(test, mode) if mode != "exact" and name == "equal" else (_NONE, _NONE),
        is_relative=mode == "relative",
        figures=_figures(test) if name == "equalRounded" else None,
        bounds=(bounds[0], bounds[1]),
        earns=earned,
        kind=name,
        pattern=test.get("pattern") or "" if name == "patternMatch" else "",
        line=line_of(test),
    )


def _tolerances(test: Element, mode: str) -> tuple[Decimal, Decimal]:
    """How far below and above; one number says both."""
    stated = [value for each in (test.get("tolerance") or "").split() if (value := number(each)) is not None]
    whole = 100 if mode == "relative" else 1
    return (stated[0] / whole, stated[-1] / whole) if stated else (_NONE, _NONE)


def _figures(test: Element) -> tuple[int, bool] | None:
    figures = test.get("figures") or ""
    is_places = (test.get("roundingMode") or "").lower() == "decimalplaces"
    return (int(figures), is_places) if figures.isdecimal() and len(figures) < 3 else None
