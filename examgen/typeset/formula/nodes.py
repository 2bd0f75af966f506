"""What a formula is made of, and how signs, words, spaces and rows of them are set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from examgen.typeset.formula.alphabets import Alphabet, is_slanted
from examgen.typeset.formula.boxes import EMPTY, Box, Style, overlay
from examgen.typeset.formula.glyphs import constant, glyph_of, italics, sign_box, taller, text_box
from examgen.typeset.formula.symbols import Kind

MU = 1000 / 18


class Limits(Enum):
    """When scripts stand above and below what they belong to."""

    NEVER = 0
    DISPLAYED = 1
    ALWAYS = 2


class Node:
    """A part of a formula."""

    kind: Kind | None = Kind.ORDINARY
    """``None`` for what its neighbours do not see."""

    limits = Limits.NEVER

    def set(self, style: Style) -> Box:
        raise NotImplementedError


@dataclass(frozen=True)
class Sign(Node):
    """One character as it is drawn, in its alphabet."""

    character: str
    kind: Kind | None = Kind.ORDINARY
    feature: str = ""
    """Of the font, for another form of the sign."""

    def set(self, style: Style) -> Box:
        box = sign_box(self.character, style.scale, self.feature)
        if not is_slanted(self.character):
            return box
        return replace(box, slant=italics(box.glyph) * style.scale)


@dataclass(frozen=True)
class LargeSign(Node):
    """A sum, an integral, …: larger where it is displayed, and centred on the axis."""

    character: str
    limits: Limits = Limits.DISPLAYED
    kind: Kind | None = Kind.OPERATOR

    def set(self, style: Style) -> Box:
        height = constant("DISPLAY_OPERATOR_MIN_HEIGHT") if style.is_display else 0
        return taller(self.character, height * style.scale, style.scale)

    def lean(self, style: Style) -> float:
        """How far the foot stands left of the head."""
        return italics(glyph_of(self.character)) * style.scale


@dataclass(frozen=True)
class Words(Node):
    """Upright words: a function's name, or text."""

    text: str
    kind: Kind | None = Kind.ORDINARY
    limits: Limits = Limits.NEVER
    alphabet: Alphabet = Alphabet.UPRIGHT

    def set(self, style: Style) -> Box:
        return text_box(self.text, self.alphabet, style)


@dataclass(frozen=True)
class Space(Node):
    mu: float
    """Eighteenths of an em."""

    kind: Kind | None = None

    def set(self, style: Style) -> Box:
        return Box(self.mu * MU * style.scale)


@dataclass(frozen=True)
class Switch(Node):
    """From here to the end of its row another level holds, e.g. ``\\displaystyle``."""

    level: int
    kind: Kind | None = None

    def set(self, style: Style) -> Box:
        return EMPTY


class Placed(NamedTuple):
    """A part of a row at its place."""

    x: float
    box: Box
    kind: Kind | None
    node: Node


@dataclass(frozen=True)
class Row(Node):
    """Parts side by side, with the spaces that their kinds ask for."""

    nodes: tuple[Node, ...] = ()

    def set(self, style: Style) -> Box:
        placed, width = self.laid(style)
        return overlay(width, *((part.x, 0, part.box) for part in placed))

    def laid(self, style: Style) -> tuple[tuple[Placed, ...], float]:
        """The parts at their places, and the width of all."""
        parts = list(_styled(self.nodes, style))
        kinds = _settled([node.kind for node, _ in parts])
        x, left, placed = 0.0, None, []
        for index, (node, at) in enumerate(parts):
            box, kind = node.set(at), kinds[index]
            if kind is not None:
                x += _gap(left, kind, at)
                left = kind
            placed.append(Placed(x, box, kind, node))
            x += box.width + (box.slant or 0.0)
            if box.slant and index + 1 < len(parts) and _leans(parts[index + 1][0]):
                x -= box.slant
        return tuple(placed), x


@dataclass(frozen=True)
class Classed(Node):
    """A part that is spaced as something else than it is, e.g. ``\\mathrel{…}``."""

    body: Node
    kind: Kind | None
    limits: Limits = Limits.NEVER

    def set(self, style: Style) -> Box:
        return self.body.set(style)


@dataclass(frozen=True)
class Restyled(Node):
    """A part at a level of its own, e.g. in ``\\tfrac``."""

    body: Node
    level: int

    def set(self, style: Style) -> Box:
        return self.body.set(style.at(self.level))


@dataclass(frozen=True)
class Phantom(Node):
    """The room of a part, without its ink, or its ink without its height."""

    body: Node
    is_inked: bool = False
    has_width: bool = True
    has_height: bool = True

    def set(self, style: Style) -> Box:
        box = self.body.set(style)
        height = (box.ascent, box.descent) if self.has_height else (0.0, 0.0)
        return Box(box.width if self.has_width else 0.0, *height, box.inks if self.is_inked else ())


@dataclass(frozen=True)
class Tag(Node):
    """The number of an equation, at its end."""

    body: Node

    def set(self, style: Style) -> Box:
        return self.body.set(style)


def bare(node: Node) -> Node:
    """What braces hold, if it is one ordinary part: scripts and accents stand at it as if there were none."""
    if isinstance(node, Row) and len(node.nodes) == 1 and node.nodes[0].kind is Kind.ORDINARY:
        return node.nodes[0]
    return node


def _styled(nodes: Sequence[Node], style: Style) -> Iterator[tuple[Node, Style]]:
    for node in nodes:
        if isinstance(node, Switch):
            style = style.at(node.level)
        else:
            yield node, style


def _leans(node: Node) -> bool:
    return isinstance(node, Sign) and is_slanted(node.character)


_UNARY_AFTER = {None, Kind.BINARY, Kind.OPERATOR, Kind.RELATION, Kind.OPENING, Kind.PUNCTUATION}
_UNARY_BEFORE = {None, Kind.RELATION, Kind.CLOSING, Kind.PUNCTUATION}

_OPENS_AFTER = _UNARY_AFTER - {Kind.OPERATOR}


def _settled(kinds: list[Kind | None]) -> list[Kind | None]:
    """The kinds as their neighbours make them.

    A binary operator without an operand on both sides is a sign like any other (The TeXbook, page 170).
    A bar opens where there is nothing that it could close, so that the minus of ``|-x|`` is a sign.
    """
    seen = [index for index, kind in enumerate(kinds) if kind is not None]
    settled, left = list(kinds), None
    for place, index in enumerate(seen):
        right = kinds[seen[place + 1]] if place + 1 < len(seen) else None
        if kinds[index] is Kind.BINARY and (left in _UNARY_AFTER or right in _UNARY_BEFORE):
            settled[index] = Kind.ORDINARY
        elif kinds[index] is Kind.BAR:
            settled[index] = Kind.OPENING if left in _OPENS_AFTER else Kind.ORDINARY
        left = settled[index]
    return settled


_GAPS = ("01230001", "11030001", "22002002", "33003003", "00000000", "01230001", "11011111", "11231011")
"""Left kind, then right kind → none, thin, medium or thick space (The TeXbook, page 170)."""

_THIN_IN_SCRIPTS = {
    (Kind.ORDINARY, Kind.OPERATOR), (Kind.OPERATOR, Kind.ORDINARY), (Kind.OPERATOR, Kind.OPERATOR),
    (Kind.CLOSING, Kind.OPERATOR), (Kind.INNER, Kind.OPERATOR),
}  # fmt: skip


def _gap(left: Kind | None, right: Kind, style: Style) -> float:
    if left is None or (style.level > 1 and (left, right) not in _THIN_IN_SCRIPTS):
        return 0.0
    return (0, 3, 4, 5)[int(_GAPS[left.value][right.value])] * MU * style.scale
