"""What students fill in beside options in, strips out: prompts with a line for a letter, boxes for letters, lines.

On a key the letters stand there: which ones depends on the order of the options, so they are put in with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from examgen.model.manuscript import AnswerLine, LetterBoxes, QuestionPrompt
from examgen.model.pages import DOCUMENT, Area, Graphic, Stroke
from examgen.model.style import PageStyle
from examgen.model.text import Align
from examgen.typeset.blocks import BlockSetter, Place, holder
from examgen.typeset.oneline import OneLineSetter
from examgen.typeset.stack import Backdrop, Inset, Keep, Label, Part, PartBuilder, Strip

TICK = "✔"
TICK_GAP = 4.0
RULE = (0.5, 0.45)
"""Width and grey of lines to write on."""

BELOW_RULE = 0.3
"""White space below a line, as a part of the distance between lines: for letters that reach below it."""

LETTER_RULE = 2.5
"""Width of the line for a letter, in ems of the text beside it."""

RULE_DROP = 0.2
"""How far it lies below the text's baseline, in ems, likewise."""

LINE_GAP = 0.6
"""Beside lines, in ems, likewise."""

NUMBER_SHARE, WORDS_SHARE = 0.35, 0.75
"""Of the measure, for the lines that numbers and words are written on, however long the answer is."""

LEAST_LINE = 100.0
BOX_SHARE = 0.95
"""Side of a box for a letter, as a part of the distance between lines."""

BOX_GAP = 4.0
GUTTER = 24.0
"""Between prompts and options that stand beside one another."""

MOST_ROOM = 0.5
"""Of a page's height, for prompts and options that stand beside one another: they are not parted by a page's end."""


class Blank(NamedTuple):
    """A place for the letter of an option, by its place in the bank."""

    strip: int
    """Index of the strip that holds it."""

    before: int
    """How many labels of the strip are read before it."""

    label: Label
    """Without ink."""

    target: int


@dataclass(frozen=True, eq=False)
class SetResponse:
    """A part of a question that holds letters, if it does, by the order of the options."""

    part: Part
    blanks: tuple[Blank, ...] = ()
    inks: tuple[bytes, ...] = ()
    """Of the letters, in their order."""

    def strips(self, order: Sequence[int]) -> tuple[Strip, ...]:
        """The strips with the letters that options in an order have."""
        strips = list(self.part.strips)
        for index, before, label, target in self.blanks:
            filled, labels = label._replace(ink=self.inks[order.index(target)]), strips[index].lead_labels
            strips[index] = replace(strips[index], lead_labels=(*labels[:before], filled, *labels[before:]))
        return tuple(strips)


@dataclass(frozen=True)
class ResponseSetter:
    """Sets what is filled in; ``inks`` are the letters, each in the middle of ``width``.

    ``middle`` is half their height above the baseline.
    """

    style: PageStyle
    blocks: BlockSetter
    lines: OneLineSetter
    measure: float
    inks: tuple[bytes, ...]
    width: float
    middle: float

    def prompts(self, prompts: Sequence[QuestionPrompt]) -> SetResponse:
        """Numbered prompts, each behind a line for a letter."""
        builder, blanks = PartBuilder(), []
        tone = self.style.tones["option"]
        numbers = [self.lines.line(f"{number}.", tone) for number in range(1, len(prompts) + 1)]
        gap, room = LINE_GAP * tone.size, max(number.width for number in numbers)
        start = self.style.number_width + room + gap
        end = start + max(LETTER_RULE * tone.size, self.width)
        listed = builder.element("L:Decimal")
        for number, prompt in zip(numbers, prompts, strict=True):
            entry = builder.element("LI", listed)
            beside = builder.element("Lbl", entry)
            body, first = builder.element("LBody", entry), len(builder.strips)
            if prompt.target is not None:
                x = start + (end - start - self.width) / 2
                blanks.append(
                    Blank(first, 1, Label(x, b"", builder.element("P", body), 0.0, self.width), prompt.target)
                )
                body = builder.element(holder(prompt.text), body)
            x, before = end + gap, self.row_gap(tone.leading)
            place = Place("prompt", body, x, self.measure - x, before, display=Align.START)
            self.blocks.text(builder, prompt.text, tone, place)
            strip = builder.strips[first]
            assert strip.galley is not None
            x = self.style.number_width + room - number.width
            down = strip.galley.drop + RULE_DROP * tone.size
            builder.strips[first] = replace(
                strip,
                lead_labels=(Label(x, number.ink, beside, tone.grey, number.width), *strip.lead_labels),
                backdrops=(Backdrop(start, down, Graphic((Stroke(0.0, 0.0, end - start, 0.0, *RULE),))),),
            )
            builder.bind_blank(first)
        builder.keep_whole()
        return SetResponse(builder.part(), tuple(blanks), self.inks)

    def row_gap(self, height: float) -> float:
        """White space above a row of so much height, for a letter that is written by hand."""
        return max(self.style.option_gap, self.style.answer_line - height)

    def boxes(self, boxes: LetterBoxes) -> SetResponse:
        """Rows of boxes, in each of which goes one letter."""
        builder, blanks = PartBuilder(), []
        side = max(BOX_SHARE * self.style.answer_line, self.width)
        pitch, x = side + BOX_GAP, self.style.number_width
        in_row = max(1, int((self.measure - x + BOX_GAP) / pitch))
        element = builder.element("P") if boxes.is_filled else DOCUMENT
        baseline = side / 2 + self.middle
        for start in range(0, boxes.count, in_row):
            places = range(start, min(boxes.count, start + in_row))
            frames = (Area(n * pitch, -side, side, side, line=RULE[1], line_width=RULE[0]) for n in range(len(places)))
            drawn = Backdrop(x, 0.0, Graphic(tuple(frames)))
            before = BOX_GAP if start else 2 * self.style.option_gap + BOX_GAP
            for n, place in enumerate(places if boxes.is_filled else ()):
                left = x + n * pitch + (side - self.width) / 2
                blanks.append(
                    Blank(len(builder.strips), n, Label(left, b"", element, 0.0, self.width, baseline), place)
                )
            builder.strips.append(
                Strip("boxes", None, 0.0, element, before, side, backdrops=(drawn,), keep=Keep.WHOLE, is_solid=True)
            )
        return SetResponse(builder.part(), tuple(blanks), self.inks)

    def line(self, line: AnswerLine) -> SetResponse:
        """A line to write on with the unit behind it, or the answer."""
        builder = PartBuilder()
        x, tone = self.style.number_width, self.style.tones["option"]
        if line.answer:
            element = builder.element(holder(line.answer))
            place = Place("answer", element, x, self.measure - x, self.style.option_gap)
            self.blocks.text(builder, line.answer, tone, place)
            tick = self.lines.line(TICK, self.style.tones["letter"])
            beside = element if builder.elements[element].role == "P" else builder.element("P", element)
            label = Label(x - TICK_GAP - tick.width, tick.ink, beside, 0.0, tick.width)
            builder.strips[0] = replace(builder.strips[0], lead_labels=(label, *builder.strips[0].lead_labels))
        else:
            builder.strips.append(self._rule(builder, line))
        builder.keep_whole()
        return SetResponse(builder.part())

    def _rule(self, builder: PartBuilder, line: AnswerLine) -> Strip:
        x, tone, down = self.style.number_width, self.style.tones["option"], self.style.answer_line
        gap, labels = LINE_GAP * tone.size, []
        share = NUMBER_SHARE if line.is_number else WORDS_SHARE
        length = min(self.measure - x, max(LEAST_LINE, share * (self.measure - x)))
        if line.unit:
            unit = self.lines.line(line.unit, tone)
            length = max(self.style.letter_width, min(length, self.measure - x - gap - unit.width))
            start = x + length + gap
            raised = down - RULE_DROP * tone.size
            labels.append(Label(start, unit.ink, builder.element("P"), tone.grey, unit.width, raised))
        drawn = Backdrop(x, down, Graphic((Stroke(0.0, 0.0, length, 0.0, *RULE),)))
        height = (1 + BELOW_RULE) * down
        return Strip(
            "answer line", None, 0.0, DOCUMENT, 0.0, height, labels=tuple(labels), backdrops=(drawn,), is_solid=True
        )


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Prompts to the left of options, each on one line, in rows of equal height."""

    start: float
    """Where the options' letters stand."""

    drop: float
    """From the top of a row down to its baseline."""

    row_height: float
    gap: float

    def strip(self, left: Sequence[tuple[Strip, int]], right: Sequence[tuple[Strip, int]], edge: float) -> Strip:
        """All in one strip, whose elements count from the branch's first; options were set to begin at an edge."""
        columns = ((left, 0.0), (right, self.start - edge))
        pitch = self.row_height + self.gap
        inside = tuple(
            Inset(x, row * pitch + self.drop - strip.galley.drop, _based(strip, base))
            for column, x in columns
            for row, (strip, base) in enumerate(column)
            if strip.galley is not None
        )
        height = max(len(left), len(right)) * pitch - self.gap
        return Strip("matching", None, 0.0, 0, self.gap, height, keep=Keep.WHOLE, inside=inside)


def side_by_side(
    prompts: Part, options: Sequence[Part], setter: ResponseSetter, shown: int, room: float
) -> SideBySide | None:
    """How prompts and options stand beside one another, if none needs more than a line, and all no more than a room."""
    strips = [*prompts.strips, *(strip for part in options for strip in part.strips)]
    galleys = [strip.galley for strip in strips if strip.galley is not None and len(strip.galley.lines) == 1]
    count = sum(element.role == "LI" for element in prompts.elements)
    if len(prompts.strips) != count or len(strips) != count + len(options) or len(galleys) != len(strips):
        return None
    drop = max(galley.drop for galley in galleys)
    height = drop + max(galley.height - galley.drop for galley in galleys)
    gap = setter.row_gap(height)
    edge = setter.style.number_width
    left, right = (
        max(strip.x + strip.galley.width for strip in some if strip.galley) - edge
        for some in (strips[:count], strips[count:])
    )
    middle, most = edge + (setter.measure - edge + GUTTER) / 2, setter.measure - right
    start = max(edge + left + GUTTER, min(middle, most))
    if start > most or max(count, shown) * (height + gap) > MOST_ROOM * room:
        return None
    return SideBySide(start, drop, height, gap)


def _based(strip: Strip, base: int) -> Strip:
    """A strip whose elements count from the beginning of the branch instead of that of its part."""
    return replace(
        strip,
        element=strip.element + base,
        lead_labels=tuple(label._replace(element=label.element + base) for label in strip.lead_labels),
        labels=tuple(label._replace(element=label.element + base) for label in strip.labels),
        inlays=tuple(element + base for element in strip.inlays),
    )
