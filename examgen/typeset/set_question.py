"""A question that is set, and its options in one order: its strips by place, its elements as one branch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from examgen.model.pages import DOCUMENT, Branch, Element
from examgen.typeset.responses import SetResponse, SideBySide
from examgen.typeset.stack import Keep, Part, Pile, Strip

BETWEEN = Strip("space", None, 0.0, DOCUMENT, 0.0, 7.0, keep=Keep.WHOLE)
"""White space between prompts and options below them."""


@dataclass(frozen=True, eq=False)
class SetQuestion:
    """A question block as parts, options in the bank's order."""

    head: Part
    """Its element 0 holds the whole question, 1 is the number's."""

    prompts: SetResponse
    """Before the options."""

    options: tuple[Part, ...]
    """Element 0 is LI, 1 is Lbl, 2 is LBody."""

    response: SetResponse
    """Boxes or a line below the options."""

    space: tuple[Strip, ...]
    """Room to write below that."""

    row: Strip | None
    """What is repeated below it down to the end of the page."""

    tail: Part
    closing: Arrangement | None
    """What stands behind the parts of a question that has some."""

    letters: tuple[Callable[[int], Strip], ...]
    """``letters[option](place)`` is the first strip of an option with the letter of a place."""

    built: tuple[Part, ...]
    """For each option the first one that is built like it; mostly the same for all."""

    sides: SideBySide | None = None
    """Where prompts and options stand beside one another."""

    def body(self, order: tuple[int, ...], structure: Structure, edge: float) -> Iterator[tuple[Strip, int]]:
        """The strips of stem and options in an order, each with the index of its part's first element.

        ``edge`` is where options were set to begin.
        """
        for strip in self.head.strips:
            yield strip, 0
        prompts = [(strip, structure.prompts) for strip in self.prompts.strips(order)]
        options = self._offered(order, structure)
        if self.sides:
            yield self.sides.strip(prompts, [*options], edge), 0
        else:
            yield from prompts
            if prompts:
                yield BETWEEN, 0
            yield from options
        for strip in self.response.strips(order):
            yield strip, structure.response
        for strip in self.space:
            yield strip, 0

    def _offered(self, order: tuple[int, ...], structure: Structure) -> Iterator[tuple[Strip, int]]:
        for place, (option, base) in enumerate(zip(order, structure.options, strict=False)):
            yield self.letters[option](place), base
            for strip in self.options[option].strips[1:]:
                yield strip, base


class Skeleton(NamedTuple):
    """The parts of a question whose elements make up its branch, in this order."""

    head: Part
    prompts: Part
    options: tuple[Part, ...]
    response: Part
    tail: Part


class Structure(NamedTuple):
    """The branch of a question, and where the elements of its parts begin in it."""

    branch: Branch
    prompts: int
    options: tuple[int, ...]
    """By place."""

    response: int

    tail: Pile


class Arrangement(NamedTuple):
    """A question with its options in one order, but for its number."""

    branch: Branch
    body: Pile
    tail: Pile

    @property
    def rise(self) -> float:
        """From the top down to the first baseline; nothing where it begins with a part."""
        if not self.body.strips:
            return 0.0
        first, down = self.body.strips[0][0], 0.0
        if first.inside:
            down, first = first.inside[0].dy, first.inside[0].strip
        return down + (first.galley.drop if first.galley else 0.0)


def closing_of(tail: Part) -> Arrangement:
    """What explains a question with parts, as a section by itself."""
    elements = [Element("Sect", DOCUMENT)]
    base = _adopt(elements, tail, 0)
    return Arrangement(tuple(elements), Pile(tuple((strip, base) for strip in tail.strips)), Pile(()))


def structure_of(parts: Skeleton, level: int, listing: str) -> Structure:
    """Join the elements of a question's parts."""
    whole, number, *rest = parts.head.elements
    elements = [whole, number._replace(role=f"H{level}"), *rest]
    prompts = _adopt(elements, parts.prompts, 0)
    bases = []
    if parts.options:
        elements.append(Element(listing, 0))
        listed = len(elements) - 1
        bases = [_adopt(elements, part, listed) for part in parts.options]
    response = _adopt(elements, parts.response, 0)
    last = _adopt(elements, parts.tail, 0)
    tail = Pile(tuple((strip, last) for strip in parts.tail.strips))
    return Structure(tuple(elements), prompts, tuple(bases), response, tail)


def _adopt(elements: list[Element], part: Part, parent: int) -> int:
    base = len(elements)
    elements += [e._replace(parent=parent if e.parent == DOCUMENT else e.parent + base) for e in part.elements]
    return base
