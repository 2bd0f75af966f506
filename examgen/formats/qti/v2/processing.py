"""The response processing of an item of QTI 2 in, what a response scores out.

As with QTI 1.2, rules are run on responses, not held against known forms. What a rule says in terms that are not known
here is not guessed: no score comes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, DecimalException
from typing import TypeAlias

from examgen.formats.qti.v2.declarations import Declaration, default_of, outcome
from examgen.formats.qti.values import number
from examgen.formats.xml import Element, local_name

Given: TypeAlias = Mapping[str, tuple[str, ...]]
"""What is chosen or written, by the identifiers of responses."""

_Value: TypeAlias = Decimal | bool | tuple[str, ...]
_NONE = Decimal(0)
_MOST_STEPS = 20_000
_ORDERINGS = ("gt", "gte", "lt", "lte")


class _NotKnown(Exception):
    """A rule says what is not known here."""


def score(processing: Element | None, declarations: Mapping[str, Declaration], given: Given) -> Decimal | None:
    """What a response scores; ``None`` where that cannot be told."""
    if processing is None:
        return None
    rules = [rule for rule in processing if local_name(rule)]
    run = _Run(processing.getparent(), declarations, given)
    try:
        run.rules(rules)
        return run.score if rules else None
    except (_NotKnown, RecursionError, DecimalException):
        return None


@dataclass(slots=True)
class _Run:
    """The variables while the rules are run on one response."""

    item: Element
    declarations: Mapping[str, Declaration]
    given: Given
    outcomes: dict[str, _Value] = field(default_factory=dict)
    steps: int = 0

    @property
    def score(self) -> Decimal:
        """The score, or the sum of the scores of parts."""
        scores = [value for name, value in self.outcomes.items() if "SCORE" in name and name[:3] not in ("MAX", "MIN")]
        return _number(self.outcomes["SCORE"]) if "SCORE" in self.outcomes else sum(map(_number, scores), _NONE)

    def rules(self, rules: Sequence[Element]) -> None:
        """Run some rules, in their order."""
        for rule in rules:
            match local_name(rule):
                case "" | "setCorrectResponse":  # which the declarations know
                    continue
                case "responseCondition":
                    self.condition(rule)
                case "setOutcomeValue":
                    self.outcomes[(rule.get("identifier") or "").upper()] = self.only(rule)
                case "responseProcessingFragment":
                    self.rules(list(rule))
                case _:
                    raise _NotKnown

    def condition(self, condition: Element) -> None:
        """Run the first branch whose test is fulfilled."""
        for branch in condition:
            inside = [child for child in branch if local_name(child)]
            if local_name(branch) == "responseElse":
                return self.rules(inside)
            if inside and self.value(inside[0]) is True:
                return self.rules(inside[1:])
        return None

    def only(self, holder: Element) -> _Value:
        inside = self.values(holder)
        if len(inside) != 1:
            raise _NotKnown
        return inside[0]

    def values(self, holder: Element) -> list[_Value]:
        return [self.value(child) for child in holder if local_name(child)]

    def value(self, element: Element) -> _Value:
        """What an expression comes to."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise _NotKnown
        name, ident = local_name(element), element.get("identifier") or ""
        match name:
            case "baseValue":
                return (" ".join("".join(element.itertext()).split()),)
            case "variable":
                return self.variable(ident)
            case "correct":
                return self.declared(ident).correct
            case "mapResponse":
                return self.mapped(self.declared(ident))
            case "null":
                return ()
            case "match" | "member" | "contains":
                return self.compared(name, element)
            case _:
                return _combined(element, name, self.values(element))

    def declared(self, ident: str) -> Declaration:
        if ident not in self.declarations:
            raise _NotKnown
        return self.declarations[ident]

    def variable(self, ident: str) -> _Value:
        if ident in self.declarations:
            return self.given.get(ident, ())
        declared = outcome(self.item, ident.upper())
        if declared is None and ident.upper() != "SCORE":
            raise _NotKnown
        return self.outcomes.get(ident.upper(), default_of(declared) or _NONE)

    def mapped(self, declaration: Declaration) -> Decimal:
        chosen = dict.fromkeys(self.given.get(declaration.identifier, ()))
        earned = sum((declaration.earned(value) for value in chosen), _NONE)
        return earned if declaration.limit is None else min(earned, declaration.limit)

    def compared(self, name: str, element: Element) -> bool:
        """Whether two values are the same, or one holds the other; in any order where order does not count."""
        values = self.values(element)
        if len(values) != 2:
            raise _NotKnown
        one, other = ([str(part) for part in value] if isinstance(value, tuple) else [value] for value in values)
        if not one or not other:
            return False
        if name == "match":
            named = {each.get("identifier") for each in element}
            is_ordered = any(self.declarations[each].cardinality == "ordered" for each in named & {*self.declarations})
            return one == other if is_ordered else sorted(map(str, one)) == sorted(map(str, other))
        return set(one) <= set(other) if name == "member" else set(other) <= set(one)


def _combined(element: Element, name: str, values: Sequence[_Value]) -> _Value:
    match name:
        case "multiple" | "ordered":
            return tuple(part for value in values if isinstance(value, tuple) for part in value)
        case "and":
            return all(value is True for value in values)
        case "or":
            return any(value is True for value in values)
        case "not":
            return values[:1] != [True]
        case "isNull":
            return values[:1] == [()]
        case "stringMatch":
            is_exact = (element.get("caseSensitive") or "true").lower() != "false"
            words = {str(value) if is_exact else str(value).casefold() for value in values}
            return len(words) == 1 and () not in values
        case _:
            return _reckoned(element, name, values)


def _reckoned(element: Element, name: str, values: Sequence[_Value]) -> _Value:
    """What a sum, or a comparison of numbers, comes to."""
    if name == "containerSize" and len(values) == 1 and isinstance(values[0], tuple):
        return Decimal(len(values[0]))
    if () in values and name in (*_ORDERINGS, "equal"):
        return False
    numbers = [_number(value) for value in values]
    match name, numbers:
        case "sum", _:
            return sum(numbers, _NONE)
        case "product", [one, other]:
            return one * other
        case "divide", [one, other]:
            return one / other
        case "subtract", [one, other]:
            return one - other
        case "max" | "min", [_, *_]:
            return max(numbers) if name == "max" else min(numbers)
        case (("gt" | "gte" | "lt" | "lte"), [one, other]):
            return {"gt": one > other, "gte": one >= other, "lt": one < other, "lte": one <= other}[name]
        case "equal", [one, other] if (element.get("toleranceMode") or "exact") == "exact":
            return one == other
        case _:
            raise _NotKnown


def _number(value: _Value) -> Decimal:
    if isinstance(value, Decimal):
        return value
    found = number(value[0]) if isinstance(value, tuple) and len(value) == 1 else None
    if found is None:
        raise _NotKnown
    return found
