"""Question blocks in, parts out: set once, then placed with each variant's number, order and letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from examgen.model.manuscript import QuestionBlock, QuestionOption
from examgen.model.pages import DOCUMENT, Area, Element, Graphic
from examgen.model.style import PageStyle
from examgen.model.variant import LETTERS
from examgen.typeset.blocks import BlockSetter, Place, holder, run_in
from examgen.typeset.oneline import OneLineSetter
from examgen.typeset.stack import Backdrop, Inset, Keep, Label, Part, PartBuilder, Strip

TICK = "✔"
DEEPEST_HEADING = 6
TICK_GAP = 4.0
POINTS_GAP = 14.0
NUMBER_GAP = 0.7
"""Between a number and its stem, in ems of the number."""

RING = 6.6
"""Radius of the ring round an option's letter: large enough to be marked with a pen."""


@dataclass(frozen=True, eq=False)
class SetQuestion:
    """A question block as parts, options in the bank's order."""

    head: Part
    """Its element 0 holds the whole question, 1 is the number's."""

    options: tuple[Part, ...]
    """Element 0 is LI, 1 is Lbl, 2 is LBody."""

    tail: Part
    height: float
    """Of the whole question, the gap above it left out; the same in every order."""

    _lettered: dict[tuple[int, int], Strip] = field(default_factory=dict)

    def lettered(self, option: int, place: int, is_key: bool, setter: QuestionSetter) -> Strip:
        """The first strip of an option with the letter of a place; the same one in all orders that put it there."""
        if (option, place) not in self._lettered:
            first = self.options[option].strips[0]
            labels = (setter.letter(place, is_key), *first.lead_labels)
            self._lettered[option, place] = replace(first, lead_labels=labels)
        return self._lettered[option, place]


Placeable: TypeAlias = tuple[tuple[Strip, int], ...]
"""Strips, each with the index of its part's first element."""


class ArrangedQuestion(NamedTuple):
    """A set question with its options in one order, lettered; it lacks only its number."""

    elements: tuple[Element, ...]
    lead: Placeable
    """Stem and options, strip by strip."""

    joined_lead: Placeable
    """The same as one strip, for pages that need not part them."""

    tail: Placeable
    """Remarks and explanation, which may run on to the next page."""

    height: float
    joined_height: float
    """Of the lead with the least beginning of the tail; what a page must hold for the lead to stay in one piece."""

    rise: float
    """From the top down to the first baseline."""


@dataclass(frozen=True)
class QuestionSetter:
    """Sets question blocks for one document kind, and inks their numbers and letters."""

    style: PageStyle
    blocks: BlockSetter
    lines: OneLineSetter
    measure: float

    def question(self, block: QuestionBlock) -> SetQuestion:
        """Set every part of a question."""
        if not block.stem and block.remarks:
            block = replace(block, stem=block.remarks[0].text, remarks=block.remarks[1:])
        head, options = self._head(block), tuple(self._option(option) for option in block.options)
        tail = self._tail(block)
        height = head.height + sum(part.height for part in options) + tail.height
        return SetQuestion(head, options, tail, height)

    def number(self, number: int, rise: float) -> Strip:
        """The number, flush right in its hanging column, before a stem whose first baseline lies so far down."""
        tone = self.style.tones["number"]
        line = self.lines.line(f"{number}.", tone)
        x = max(0.0, self.style.number_width - line.width - NUMBER_GAP * tone.size)
        label = Label(x, line.ink, 1, tone.grey, line.width, rise)
        return Strip("number", None, 0.0, 1, before=self.style.question_gap, labels=(label,), keep=Keep.FIRM)

    def letter(self, place: int, is_key: bool) -> Label:
        """The k-th letter, centred in its ring; white in a black disc where it is the key's."""
        ink = self._key_letters[place] if is_key else self._letters[place]
        return Label(self.style.number_width, ink, 1, 0.0, 2 * RING)

    @cached_property
    def _letters(self) -> tuple[bytes, ...]:
        tone = self.style.tones["letter"]
        return tuple(self.lines.centred(letter, tone, 2 * RING) for letter in LETTERS)

    @cached_property
    def _key_letters(self) -> tuple[bytes, ...]:
        """A tick before the disc, then the letter in white: either survives a grey copier."""
        tone = self.style.tones["letter"]
        tick = self.lines.line(TICK, tone)
        forth = tick.width + TICK_GAP
        sign = b"%.2f 0 Td %b%.2f 0 Td 1 g " % (-forth, tick.ink, forth)
        return tuple(sign + self.lines.centred(letter, tone, 2 * RING) + b"0 g " for letter in LETTERS)

    def _head(self, block: QuestionBlock) -> Part:
        builder = PartBuilder()
        whole = builder.element("Sect")
        builder.element("H", whole)
        stem, tone = builder.element(holder(block.stem), whole), self.style.tones["stem"]
        points = self._points(builder, block.points, whole)
        reserved = points[0].width + POINTS_GAP if points else 0.0
        place = Place("stem", stem, self.style.number_width, self.measure - self.style.number_width - reserved)
        self.blocks.text(builder, block.stem, tone, place)
        first = builder.strips[0]
        builder.strips[0] = replace(first, labels=points)
        builder.strips[:] = [replace(strip, keep=Keep.FIRM) for strip in builder.strips]
        return builder.part()

    def _points(self, builder: PartBuilder, points: str, whole: int) -> tuple[Label, ...]:
        if not points:
            return ()
        tone = self.style.tones["points"]
        line = self.lines.line(points, tone)
        x = self.measure - line.width
        return (Label(x, line.ink, builder.element("P", whole), tone.grey, line.width),)

    def _option(self, option: QuestionOption) -> Part:
        builder = PartBuilder()
        entry = builder.element("LI")
        builder.element("Lbl", entry)
        body, tone = builder.element("LBody", entry), self.style.tones["option"]
        x = self.style.number_width + self.style.letter_width
        place = Place("option", body, x, self.measure - x, before=self.style.option_gap)
        self.blocks.text(builder, option.text, tone, place)
        first = builder.strips[0]
        assert first.galley is not None
        middle = first.galley.rise - 0.36 * self.style.tones["letter"].size
        ring = Backdrop(self.style.number_width + RING, middle, KEY_DISC if option.is_key else LETTER_RING)
        builder.strips[0] = replace(first, backdrops=(ring,))
        builder.strips[:] = [replace(strip, keep=max(strip.keep, Keep.WHOLE)) for strip in builder.strips]
        return builder.part()

    def _tail(self, block: QuestionBlock) -> Part:
        builder = PartBuilder()
        x, tones = self.style.number_width, self.style.tones
        for number, remark in enumerate(block.remarks):
            tone = tones["remark"]
            before = tone.space_before + (0.0 if number else self.style.option_gap)
            place = Place("remark", builder.element(holder(remark.text)), x, self.measure - x, before)
            self.blocks.text(builder, remark.text, tone, place)
        if block.explanation:
            tone = tones["explanation"]
            text = run_in(block.explanation_head, block.explanation)
            place = Place("explanation", builder.element(holder(text)), x, self.measure - x, tone.space_before + 3.0)
            self.blocks.text(builder, text, tone, place)
        return builder.part()


LETTER_RING = Graphic((Area(-RING, -RING, 2 * RING, 2 * RING, radius=RING, line=0.35, line_width=0.6),))
KEY_DISC = Graphic((Area(-RING, -RING, 2 * RING, 2 * RING, radius=RING, fill=0.0),))


def arrange(
    question: SetQuestion, block: QuestionBlock, order: tuple[int, ...], level: int, setter: QuestionSetter
) -> ArrangedQuestion:
    """Put the options of a set question in an order; its number becomes a heading below ``level``."""
    elements = list(question.head.elements)
    elements[1] = Element(f"H{min(level + 1, DEEPEST_HEADING)}", 0)
    lead = [(strip, 0) for strip in question.head.strips]
    if block.options:
        elements.append(Element("L:UpperAlpha", 0))
        listed = len(elements) - 1
        for place, option in enumerate(order):
            part, base = question.options[option], _adopt(elements, question.options[option], listed)
            lead.append((question.lettered(option, place, block.options[option].is_key, setter), base))
            lead += [(strip, base) for strip in part.strips[1:]]
    base = _adopt(elements, question.tail, 0)
    first, joined = question.head.strips[0].galley, _joined(lead)
    assert first is not None
    return ArrangedQuestion(
        elements=tuple(elements),
        lead=tuple(lead),
        joined_lead=((joined, 0),),
        tail=tuple((strip, base) for strip in question.tail.strips),
        height=question.height,
        joined_height=joined.fixed + sum(strip.before + strip.least for strip in question.tail.strips[:1]),
        rise=first.rise,
    )


def _joined(lead: Sequence[tuple[Strip, int]]) -> Strip:
    """One strip that holds others above one another."""
    insets: list[Inset] = []
    height = 0.0
    for strip, base in lead:
        height += strip.before
        insets.append(Inset(0.0, height, strip, base))
        height += strip.height
    return Strip("question", None, 0.0, 0, fixed=height, inside=tuple(insets), keep=lead[-1][0].keep)


def _adopt(elements: list[Element], part: Part, parent: int) -> int:
    base = len(elements)
    elements += [Element(role, parent if holder == DOCUMENT else holder + base) for role, holder in part.elements]
    return base
