"""An interaction of QTI 2 with choices in, those that are right out: as declared, or as the rules score them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from examgen.formats.qti.v2.declarations import Declaration
from examgen.formats.qti.v2.item import Item
from examgen.formats.qti.v2.processing import score
from examgen.formats.xml import Element

_MOST_TRIED = 100
"""Choices; no question of any use has as many."""


def right_choices(item: Item, element: Element, names: Sequence[str]) -> frozenset[str]:
    """The identifiers that are right: those declared, else those whose choice scores most."""
    declaration = item.declared(element)
    named = frozenset(value for rule in item.rules_for(element) for value in rule.values)
    if declaration is None or len(names) > _MOST_TRIED:
        return frozenset(declaration.best) if declaration and declaration.best else named
    scored = _scored(item, declaration, names, named)
    if not declaration.best:
        return named if scored is None else scored
    right = frozenset(declaration.best)
    if not is_told_by_mapping(item, declaration) and scored is not None:
        _check_rules(item, declaration, right, scored)
    return right


def _scored(item: Item, declaration: Declaration, names: Sequence[str], named: frozenset[str]) -> frozenset[str] | None:
    """The choices that together score most; ``None`` where nothing scores, or that cannot be told."""
    alone = {name: _score(item, declaration, (name,)) for name in names}
    if any(earned is None for earned in alone.values()):
        return None
    known = {name: earned for name, earned in alone.items() if earned is not None}
    if declaration.cardinality == "single":
        top = max(known.values(), default=Decimal(0))
        return frozenset(name for name, earned in known.items() if earned == top) if top > 0 else None
    before = _score(item, declaration, ()) or Decimal(0)
    candidates = (frozenset(name for name, earned in known.items() if earned > before), named & {*names})
    tried = [(earned, each) for each in candidates if (earned := _score(item, declaration, sorted(each))) is not None]
    top, best = max(tried, key=lambda pair: pair[0], default=(Decimal(0), None))
    return best if top > 0 else None


def earned_alone(item: Item, declaration: Declaration, names: Sequence[str]) -> dict[str, Decimal]:
    """What each choice adds to the score, by the mapping or by the rules; nothing where that cannot be told."""
    if item.is_mapped:
        return {name: declaration.earned(name) for name in names} if declaration.mapped else {}
    if len(names) > _MOST_TRIED or len(item.declarations) > 1:  # of which others may earn or cost something, too
        return {}
    nothing = Decimal(0)
    if declaration.cardinality != "single":
        nothing = _score(item, declaration, ()) or nothing
    scores = {name: _score(item, declaration, (name,)) for name in names}
    known = {name: earned - nothing for name, earned in scores.items() if earned is not None}
    return known if len(known) == len(names) else {}


def _score(item: Item, declaration: Declaration, chosen: Sequence[str]) -> Decimal | None:
    processing = item.element.find("responseProcessing")
    return score(processing, item.declarations, {declaration.identifier: tuple(chosen)})


def is_told_by_mapping(item: Item, declaration: Declaration) -> bool:
    """Report a right response that earns less than another by the mapping that is used."""
    if not (item.is_mapped and declaration.correct and declaration.mapped):
        return False
    top = max(declaration.mapped, key=lambda each: each.earns)
    right = [declaration.earned(value) for value in declaration.correct]
    left = [each for each in declaration.mapped if each.value not in declaration.correct and each.earns == top.earns]
    is_several = declaration.cardinality == "multiple" and bool(left) and top.earns > 0
    if top.earns > max(right) or is_several:
        other = left[0] if left else top
        _tell_conflict(item, declaration, f'"{other.value}" earns {"as much" if is_several else "more"}')
        return True
    return False


def _check_rules(item: Item, declaration: Declaration, right: frozenset[str], scored: frozenset[str]) -> None:
    """Report a right response that earns less than another by the rules."""
    earned = _score(item, declaration, sorted(right))
    most = _score(item, declaration, sorted(scored) if declaration.cardinality == "multiple" else sorted(scored)[:1])
    if earned is not None and most is not None and earned < most and (earned <= 0 or len(right) == 1):
        names = ", ".join(f'"{name}"' for name in sorted(scored))
        _tell_conflict(item, declaration, f"by the rules {names} earns more")


def _tell_conflict(item: Item, declaration: Declaration, said: str) -> None:
    names = ", ".join(f'"{name}"' for name in declaration.correct)
    item.report.error("key-conflict", f"{names} is declared right, but {said}", declaration.line, "make the two agree")
