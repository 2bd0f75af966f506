"""Interactions of QTI 2 that join things in, matching questions out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from examgen.formats.draft import DraftOption, DraftPrompt, DraftQuestion
from examgen.formats.qti.v2.item import Item
from examgen.formats.xml import Element, line_of
from examgen.model.response import Kind

_CHOICE = "simpleAssociableChoice"


def matched(item: Item, element: Element, draft: DraftQuestion) -> DraftQuestion:
    """Things of one set that belong to things of another; the side of which each belongs to one is the left."""
    sets = [list(each.iter(_CHOICE)) for each in element.iter("simpleMatchSet")][:2]
    if len(sets) < 2:
        item.report.error("matching-pairs", "the question has no two sets to match", draft.line, "write them")
        return replace(draft, kind=Kind.MATCHING)
    pairs = _pairs(item, element)
    left, right = sets
    if not _are_prompts(left, pairs) and _are_prompts(right, [(b, a) for a, b in pairs]):
        left, right, pairs = right, left, [(b, a) for a, b in pairs]
    if not _are_prompts(left, pairs):
        item.unresolved("each thing on one side must belong to exactly one on the other", line_of(element))
    return _matching(item, draft, left, right, pairs)


def associated(item: Item, element: Element, draft: DraftQuestion) -> DraftQuestion:
    """Things that belong together in twos: the first of each two stands on the left."""
    things = list(element.iter(_CHOICE))
    pairs = _pairs(item, element)
    firsts, seconds = ({pair[side] for pair in pairs} for side in (0, 1))
    if not pairs or firsts & seconds or len(firsts) != len(pairs):
        item.unresolved("the pairs are not stated, or a thing belongs to several pairs", line_of(element))
    message = "things to be joined in pairs are printed as two columns to match"
    item.report.warning("not-carried", message, line_of(element), "check that it does not make the question too easy")
    left = [thing for thing in things if thing.get("identifier") in firsts]
    right = [thing for thing in things if thing.get("identifier") not in firsts]
    return _matching(item, draft, left, right, pairs)


def _pairs(item: Item, element: Element) -> list[tuple[str, str]]:
    """The pairs that are declared right; where only a mapping says it, those that earn most for a thing on the left."""
    declaration = item.declared(element)
    if declaration is None:
        return []
    parts = (value.split() for value in declaration.best)
    pairs = [(part[0], part[1]) for part in parts if len(part) == 2]
    if declaration.correct:
        return pairs
    earned = {pair: declaration.earned(" ".join(pair)) for pair in pairs}
    most = {first: max(earned[pair] for pair in pairs if pair[0] == first) for first, _ in pairs}
    for first, second in pairs:
        if earned[first, second] < most[first]:
            message = f'the pair "{first} {second}" earns a part of the points, which a paper cannot say'
            item.report.warning("not-carried", message, declaration.line, "say it in the explanation")
    return [pair for pair in pairs if earned[pair] == most[pair[0]]]


def _are_prompts(left: Sequence[Element], pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether each thing belongs to exactly one."""
    return sorted(first for first, _ in pairs) == sorted(each.get("identifier") or "" for each in left)


def _matching(
    item: Item,
    draft: DraftQuestion,
    left: Sequence[Element],
    right: Sequence[Element],
    pairs: Sequence[tuple[str, str]],
) -> DraftQuestion:
    places = {each.get("identifier"): place for place, each in enumerate(right)}
    targets = {first: places[second] for first, second in pairs if second in places}
    prompts = tuple(
        DraftPrompt(text=item.text(each), target=targets[name], line=line_of(each))
        for each in left
        if (name := each.get("identifier") or "") in targets
    )
    options = tuple(DraftOption(text=item.text(each), line=line_of(each)) for each in right)
    return replace(draft, kind=Kind.MATCHING, prompts=prompts, options=options)
