"""An interaction of QTI 2 that asks for a number in, the range of numbers that score most out, whatever the rules say.

The rules are run on each number that they name, and on one between and beyond any two of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, pairwise

from examgen.formats.qti.ranges import Range
from examgen.formats.qti.v2.declarations import Declaration
from examgen.formats.qti.v2.item import Item
from examgen.formats.qti.v2.processing import score
from examgen.formats.qti.values import number

_MOST = 20
"""Numbers that rules name; more make no range that a key could say."""


def scoring_range(item: Item, declaration: Declaration) -> Range | None:
    """The only range of numbers that score most; ``None`` where there is none, it has no end, or cannot be told."""
    processing = item.element.find("responseProcessing")
    stated = {number(value.text) for value in processing.iter("baseValue")} if processing is not None else set()
    tried = list(_tried(sorted(value for value in stated if value is not None)[: _MOST + 1]))
    if not tried or len(stated) > _MOST:
        return None
    scores = [score(processing, item.declarations, {declaration.identifier: (f"{each:f}",)}) for each in tried]
    known = [each for each in scores if each is not None]
    if len(known) < len(scores) or (top := max(known)) <= 0:
        return None
    runs = [[value for value, _ in run] for is_top, run in _runs(tried, known, top) if is_top]
    if len(runs) != 1 or tried[0] in runs[0] or tried[-1] in runs[0]:
        return None
    return _range(tried, runs[0], stated, declaration.line)


def _tried(stated: list[Decimal]) -> Iterator[Decimal]:
    if stated:
        yield stated[0] - 1
        for one, other in pairwise(stated):
            yield from (one, (one + other) / 2)
        yield from (stated[-1], stated[-1] + 1)


def _runs(
    tried: list[Decimal], scores: list[Decimal], top: Decimal
) -> Iterator[tuple[bool, list[tuple[Decimal, Decimal]]]]:
    for is_top, run in groupby(zip(tried, scores, strict=True), key=lambda pair: pair[1] == top):
        yield is_top, list(run)


def _range(tried: list[Decimal], run: list[Decimal], stated: set[Decimal | None], line: int) -> Range:
    """The range that a run of numbers lies in; the numbers beside it are its ends where it does not hold them."""
    is_closed = run[0] in stated and run[-1] in stated
    low = run[0] if run[0] in stated else tried[tried.index(run[0]) - 1]
    high = run[-1] if run[-1] in stated else tried[tried.index(run[-1]) + 1]
    return Range(low, high, is_closed, line)
