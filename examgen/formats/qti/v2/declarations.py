"""The declarations of an item of QTI 2 in, what is right and what it earns out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from examgen.formats.qti.values import number
from examgen.formats.xml import Element, line_of

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Mapped:
    """What one value earns."""

    value: str
    earns: Decimal
    has_case: bool


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a response variable is compared with."""

    identifier: str
    cardinality: str
    base_type: str
    correct: tuple[str, ...]
    mapped: tuple[Mapped, ...]
    otherwise: Decimal
    """What values earn that are not mapped."""

    limit: Decimal | None
    """Beyond which nothing is earned."""

    line: int

    @property
    def is_number(self) -> bool:
        return self.base_type in ("integer", "float")

    @property
    def best(self) -> tuple[str, ...]:
        """The values that are right: those stated, else those mapped to most."""
        if self.correct:
            return self.correct
        top = max((each.earns for each in self.mapped), default=_NONE)
        if self.cardinality == "single":
            return tuple(each.value for each in self.mapped if each.earns == top and top > 0)
        return tuple(each.value for each in self.mapped if each.earns > 0)

    @property
    def total(self) -> Decimal | None:
        """What a right response earns by the mapping; ``None`` without one."""
        if not self.mapped:
            return None
        earned = {each.value: each.earns for each in self.mapped}
        values = self.best if self.cardinality != "single" else self.best[:1]
        total = sum((earned.get(value, self.otherwise) for value in values), _NONE)
        return min(total, self.limit) if self.limit is not None else total

    def earned(self, value: str) -> Decimal:
        """What a value earns by the mapping; one in other capitals counts where there is none in these."""
        same = [each for each in self.mapped if each.value.casefold() == value.casefold()]
        return next((each.earns for each in sorted(same, key=lambda each: each.value != value)), self.otherwise)


def declarations_of(item: Element) -> Mapping[str, Declaration]:
    """The response variables of an item by their identifiers."""
    found = (_declaration(element) for element in item.iter("responseDeclaration"))
    settled = {each.get("identifier"): tuple(_settled(each)) for each in item.iter("setCorrectResponse")}
    return {each.identifier: replace(each, correct=settled.get(each.identifier, each.correct)) for each in found}


def _settled(rule: Element) -> Iterator[str]:
    """The values that a rule makes the right ones."""
    for value in rule.iter("baseValue"):
        yield " ".join("".join(value.itertext()).split())


def _declaration(element: Element) -> Declaration:
    mapping = element.find("mapping")
    attributes: Mapping[str, str] = mapping.attrib if mapping is not None else {}
    return Declaration(
        identifier=element.get("identifier") or "",
        cardinality=(element.get("cardinality") or "single").lower(),
        base_type=(element.get("baseType") or "").lower(),
        correct=tuple(_values(element.find("correctResponse"))),
        mapped=tuple(_mapped(element)),
        otherwise=number(attributes.get("defaultValue")) or _NONE,
        limit=number(attributes.get("upperBound")),
        line=line_of(element),
    )


def _values(holder: Element | None) -> Iterator[str]:
    for value in holder.iter("value") if holder is not None else ():
        yield " ".join("".join(value.itertext()).split())


def _mapped(element: Element) -> Iterator[Mapped]:
    for entry in element.iter("mapEntry"):
        has_case = (entry.get("caseSensitive") or "true").lower() != "false"
        key = " ".join((entry.get("mapKey") or "").split())
        yield Mapped(key, number(entry.get("mappedValue")) or _NONE, has_case)


def outcome(item: Element, identifier: str) -> Element | None:
    """The declaration of an outcome variable."""
    declared = item.iter("outcomeDeclaration")
    return next((each for each in declared if (each.get("identifier") or "").upper() == identifier), None)


def default_of(element: Element | None) -> Decimal | None:
    """The number that a variable begins with."""
    if element is None:
        return None
    return next((number(value) for value in _values(element.find("defaultValue"))), None)
