"""LaTeX in, boxes out: a formula, cut where a line may break when it is long."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise, product
from typing import NamedTuple

from examgen.typeset.formula.boxes import Box, Style, overlay
from examgen.typeset.formula.grids import Grid
from examgen.typeset.formula.nodes import Node, Placed, Sign, Tag
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


class Piece(NamedTuple):
    """A part of a formula."""

    box: Box
    space: float
    """Of its width, what is empty behind its last sign."""

    is_tag: bool = False
    """Whether it is the number of an equation, or those of several."""


def pieces_of(source: str, is_display: bool, shelf: Shelf) -> tuple[Piece, ...]:
    """The pieces of a formula, which side by side are the whole; of a displayed one, its numbers stand apart."""
    row, style = parse(source), Style(0 if is_display else 1, False, shelf)
    if is_display and len(row.nodes) == 1 and isinstance(grid := row.nodes[0], Grid) and grid.layout.is_tagged:
        body, tags = grid.parted(style)
        return Piece(body, grid.layout.gaps[-1] * style.scale), Piece(tags, 0.0, True)
    placed, width = row.laid(style)
    if not any(part.box.inks for part in placed):
        raise FormulaError("it prints nothing", "write a formula, or delete the signs around it")
    starts = [*(part.x for part in placed), width]
    has_tag = is_display and len(placed) > 1 and isinstance(placed[-1].node, Tag)
    edges = sorted({0, *_cuts(placed, starts), len(placed) - has_tag, len(placed)})
    return tuple(
        Piece(
            overlay(
                starts[end] - starts[first], *((part.x - starts[first], 0, part.box) for part in placed[first:end])
            ),
            _empty(placed[first:end], starts[end]),
            has_tag and end == len(placed),
        )
        for first, end in pairwise(edges)
    )


def _empty(placed: Sequence[Placed], end: float) -> float:
    """What is empty behind the last sign of some parts."""
    last = next((part for part in reversed(placed) if part.box.inks), placed[-1])
    return end - last.x - last.box.width


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
