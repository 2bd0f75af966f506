"""LaTeX in, boxes out: a formula, cut where a line may break when it is long."""

from __future__ import annotations

from itertools import pairwise

from examgen.typeset.formula.boxes import Box, Style, overlay
from examgen.typeset.formula.nodes import Placed
from examgen.typeset.formula.parser import parse
from examgen.typeset.formula.symbols import Kind
from examgen.typeset.formula.tokens import FormulaError

UNBROKEN = 12_000.0
"""What is no longer than this is one piece; 12 em."""

BREAKS_AFTER = (Kind.RELATION, Kind.BINARY, Kind.PUNCTUATION)
"""Signs behind which a formula may break: behind the later ones only where it is still too long."""


def boxes_of(source: str, is_display: bool) -> tuple[Box, ...]:
    """The pieces of a formula: side by side they are the whole, with the space behind the sign at each end."""
    placed, width = parse(source).laid(Style(0 if is_display else 1))
    if not any(part.box.inks for part in placed):
        raise FormulaError("it prints nothing", "write a formula, or delete the signs around it")
    starts = [*(part.x for part in placed), width]
    edges = [0, *_cuts(placed, starts, 0, len(placed)), len(placed)]
    return tuple(
        overlay(starts[end] - starts[first], *((x - starts[first], 0, box) for x, box, _ in placed[first:end]))
        for first, end in pairwise(edges)
    )


def _cuts(placed: tuple[Placed, ...], starts: list[float], first: int, end: int) -> list[int]:
    """Where to cut what stands from first to end."""
    for kind in BREAKS_AFTER:
        if starts[end] - starts[first] <= UNBROKEN:
            break
        cuts = [i for i in range(first + 1, end) if placed[i - 1].kind is kind and placed[i].kind is not kind]
        if cuts:
            finer = [cut for one, two in pairwise([first, *cuts, end]) for cut in _cuts(placed, starts, one, two)]
            return sorted([*cuts, *finer])
    return []
