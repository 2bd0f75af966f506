"""LaTeX in, boxes out: a formula, cut where a line may break when it is long."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise, product

from examgen.typeset.formula.boxes import Box, Style, overlay
from examgen.typeset.formula.nodes import Node, Placed, Sign
from examgen.typeset.formula.parser import parse
from examgen.typeset.formula.scripts import Scripts
from examgen.typeset.formula.symbols import Kind
from examgen.typeset.formula.tokens import FormulaError
from examgen.typeset.shelf import Shelf

UNBROKEN, UNBROKEN_IN_BRACKETS = 12_000.0, 20_000.0
"""What is no longer than this is one piece."""

BREAKS_AFTER = (Kind.RELATION, Kind.BINARY, Kind.PUNCTUATION)
"""Signs behind which a formula may break: behind the later ones only where it is still too long."""

BRACKETS = {**dict.fromkeys("([{⟨⌊⌈⟦", 1), **dict.fromkeys(")]}⟩⌋⌉⟧", -1)}


def boxes_of(source: str, is_display: bool, shelf: Shelf) -> tuple[tuple[Box, float], ...]:
    """The pieces of a formula, which side by side are the whole, and how much space each has behind its last sign."""
    placed, width = parse(source).laid(Style(0 if is_display else 1, False, shelf))
    if not any(part.box.inks for part in placed):
        raise FormulaError("it prints nothing", "write a formula, or delete the signs around it")
    starts = [*(part.x for part in placed), width]
    edges = [0, *_cuts(placed, starts), len(placed)]
    return tuple(
        (
            overlay(
                starts[end] - starts[first], *((part.x - starts[first], 0, part.box) for part in placed[first:end])
            ),
            starts[end] - placed[end - 1].x - placed[end - 1].box.width,
        )
        for first, end in pairwise(edges)
    )


def _cuts(placed: Sequence[Placed], starts: Sequence[float]) -> list[int]:
    """The parts before which to cut."""
    depths = list(accumulate((_bracket(part.node) for part in placed), lambda depth, step: max(0, depth + step)))
    cuts: list[int] = []
    for longest, kind in product((UNBROKEN, UNBROKEN_IN_BRACKETS), BREAKS_AFTER):
        edges = [0, *cuts, len(placed)]
        cuts += [
            place
            for first, end in pairwise(edges)
            if starts[end] - starts[first] > longest
            for place in range(first + 1, end)
            if placed[place - 1].kind is kind is not placed[place].kind
            and (longest > UNBROKEN or not depths[place - 1])
        ]
        cuts.sort()
    return cuts


def _bracket(node: Node) -> int:
    """Whether a bracket opens or closes."""
    sign = node.base if isinstance(node, Scripts) else node
    return BRACKETS.get(sign.character, 0) if isinstance(sign, Sign) else 0
