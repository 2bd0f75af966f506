"""Question blocks in, parts out: set once, then placed with each variant's number, order and letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache, partial

from examgen.model.answer_space import AnswerSpace
from examgen.model.manuscript import AnswerLine, OptionSign, QuestionBlock, QuestionOption
from examgen.model.style import PageStyle
from examgen.model.text import Align, paragraph
from examgen.typeset.answer_areas import AreaSetter
from examgen.typeset.blocks import BlockSetter, Place, holder
from examgen.typeset.explanations import ExplanationSetter
from examgen.typeset.oneline import OneLineSetter
from examgen.typeset.option_letters import OptionLetters, drawn_sign
from examgen.typeset.option_rows import OptionRows, option_rows
from examgen.typeset.responses import LINE_GAP, ResponseSetter, SetResponse, side_by_side
from examgen.typeset.set_question import Arrangement, SetQuestion, Skeleton, Structure, closing_of, structure_of
from examgen.typeset.stack import Backdrop, Keep, Label, Part, PartBuilder, Pile, Strip

POINTS_GAP = 14.0
NUMBER_GAP = 0.7
"""Between a number and its stem, in ems of the number."""

KEPT_STRUCTURES = 2048
"""Those of a large bank; the few orders in which options that are built differently stand must not pile up."""

KEPT_ARRANGEMENTS = 1024
"""All 24 orders of four options, of forty questions; those of many options must not pile up."""

UNIT_DROP = 0.7
"""Of the height of boxes, down to the baseline of the unit behind them."""

PART_GAP = 0.7
"""Of the white space before a question, before a part of one."""

GAP_INDENT = 1.6
"""Widths of the column for letters, of the options of a gap."""

KEPT_NUMBERS = 1024

NOTHING = Part((), ())


@dataclass(frozen=True)
class QuestionSetter:
    """Sets question blocks for one document kind, and inks their numbers and letters."""

    style: PageStyle
    blocks: BlockSetter
    lines: OneLineSetter
    measure: float
    letters: Sequence[str]
    """Of options, in their order on paper."""

    room: float
    """Height of a page."""

    label_x: float | None = None
    """Where the labels of parts stand; ``None`` for questions that are none."""

    def of_part(self, part: QuestionBlock) -> QuestionSetter:
        """Sets a part of a question: its text stands below that of options; options of gaps leave room for a tick."""
        return self._of_parts if part.stem else self._of_gaps

    @cached_property
    def _of_parts(self) -> QuestionSetter:
        return self._indented(self.style.letter_width)

    @cached_property
    def _of_gaps(self) -> QuestionSetter:
        return self._indented(GAP_INDENT * self.style.letter_width)

    def _indented(self, indent: float) -> QuestionSetter:
        gap = PART_GAP * self.style.question_gap
        style = replace(self.style, number_width=self.style.number_width + indent, question_gap=gap)
        return replace(self, style=style, label_x=self.style.number_width)

    def question(self, block: QuestionBlock, shown: int) -> SetQuestion:
        """Set every piece of a question but its parts; of its options, each variant shows so many."""
        if not (block.stem or block.answer or block.rubric or block.parts) and block.remarks:
            block = replace(block, stem=block.remarks[0].text, remarks=block.remarks[1:])
        head, prompts = self._head(block), self._prompts(block)
        options = tuple(self._option(option, block.sign) for option in block.options)
        areas = AreaSetter(self.style, self.style.number_width, self.measure)
        tail = ExplanationSetter(self.style, self.blocks, self.measure).part(block)
        alike = {part.elements: part for part in reversed(options)}
        sides = side_by_side(prompts.part, options, self._responses, shown, self.room) if block.prompts else None
        rows = None if sides else option_rows(options, self.style, self.measure, shown)
        return SetQuestion(
            head=head,
            prompts=prompts,
            options=options,
            response=self._response(block),
            space=() if block.line and block.space.boxes else tuple(areas.strips(block.space)),
            row=areas.row(block.space),
            tail=NOTHING if block.parts else tail,
            closing=closing_of(tail) if block.parts and tail.strips else None,
            letters=tuple(
                cache(partial(self._lettered, part, self._labels(block.sign, option.is_key), rows))
                for part, option in zip(options, block.options, strict=True)
            ),
            built=tuple(alike[part.elements] for part in options),
            sides=sides,
        )

    @cached_property
    def arrangement(self) -> Callable[[SetQuestion, tuple[int, ...], int], Arrangement]:
        """A question with its options in an order and its number a heading of a level."""
        return lru_cache(maxsize=KEPT_ARRANGEMENTS)(self._arranged)

    def _arranged(self, question: SetQuestion, order: tuple[int, ...], level: int) -> Arrangement:
        built = tuple(question.built[n] for n in order)
        parts = Skeleton(question.head, question.prompts.part, built, question.response.part, question.tail)
        structure = self._structure(parts, level, self._listing)
        body = [*question.body(order, structure, self.style.number_width)]
        if body and not question.head.strips:
            body[0] = (replace(body[0][0], before=0.0), body[0][1])
        if body and self.label_x is not None and not question.tail.strips:
            body[-1] = (replace(body[-1][0], keep=Keep.LOOSE), body[-1][1])
        return Arrangement(structure.branch, Pile(tuple(body)), structure.tail)

    @cached_property
    def _listing(self) -> str:
        """The role of the list of options: what a reader hears of its labels."""
        return "L:Decimal" if self.letters[0].isdecimal() else "L:UpperAlpha"

    @cached_property
    def _structure(self) -> Callable[[Skeleton, int, str], Structure]:
        return lru_cache(maxsize=KEPT_STRUCTURES)(structure_of)

    def _lettered(self, part: Part, labels: Sequence[Label], rows: OptionRows | None, place: int) -> Strip:
        """An option's first strip at a place; not at each that it may take, for with values of its own it takes one."""
        first = part.strips[0]
        strip = replace(first, lead_labels=(labels[place], *first.lead_labels))
        return strip if rows is None or first.galley is None else rows.cell(strip, first.galley, place)

    @cached_property
    def number(self) -> Callable[[str, float], Strip]:
        """The number, flush right in its hanging column, before a stem whose first baseline lies so far down.

        The label of a part stands at the edge of the text above it.
        """
        return lru_cache(maxsize=KEPT_NUMBERS)(self._number)

    def _number(self, number: str, rise: float) -> Strip:
        tone = self.style.tones["number"]
        line = self.lines.line(number, tone)
        x = max(0.0, self.style.number_width - line.width - NUMBER_GAP * tone.size)
        label = Label(x if self.label_x is None else self.label_x, line.ink, 1, tone.grey, line.width, rise)
        return Strip("number", None, 0.0, 1, before=self.style.question_gap, labels=(label,), keep=Keep.FIRM)

    @cached_property
    def _labels(self) -> Callable[[OptionSign, bool], tuple[Label, ...]]:
        """The letter at each place, of a right or another option."""
        return cache(partial(self._marks.labels, self.style.number_width))

    @cached_property
    def _marks(self) -> OptionLetters:
        return OptionLetters(self.letters, self.style.tones["letter"], self.lines)

    @cached_property
    def _responses(self) -> ResponseSetter:
        letters, width = self._marks.bare, self._marks.bare_width
        return ResponseSetter(self.style, self.blocks, self.lines, self.measure, letters, width, self._marks.middle)

    def _head(self, block: QuestionBlock) -> Part:
        builder = PartBuilder()
        whole = builder.element("Sect")
        builder.element("H", whole)
        if not block.stem and not block.points and (block.options or block.parts):
            return builder.part()
        stem, tone = builder.element(holder(block.stem), whole), self.style.tones["stem"]
        if block.has_gaps:
            tone = replace(tone, leading=max(tone.leading, self.style.answer_line))
        points = self._points(builder, block.points, whole)
        taken = points[0].width + POINTS_GAP if points else 0.0
        place = Place("stem", stem, self.style.number_width, self.measure - self.style.number_width, taken=taken)
        self.blocks.text(builder, block.stem, tone, place)
        first = builder.strips[0]
        builder.strips[0] = replace(first, labels=points)
        builder.keep_whole()
        builder.bind_blank(0)
        if block.direction:
            builder.strips[-1] = replace(builder.strips[-1], keep=Keep.FIRM)
            self._direction(builder, block.direction, whole)
        builder.strips[-1] = replace(builder.strips[-1], keep=Keep.FIRM)
        return builder.part()

    def _direction(self, builder: PartBuilder, direction: str, whole: int) -> None:
        tone, x = self.style.tones["direction"], self.style.number_width
        place = Place("direction", builder.element("P", whole), x, self.measure - x, tone.space_before)
        self.blocks.text(builder, paragraph(direction), tone, place)

    def _prompts(self, block: QuestionBlock) -> SetResponse:
        return self._responses.prompts(block.prompts) if block.prompts else SetResponse(NOTHING)

    def _response(self, block: QuestionBlock) -> SetResponse:
        if block.boxes:
            return self._responses.boxes(block.boxes)
        if block.line and block.space.boxes:
            return SetResponse(self._characters(block.line, block.space))
        return self._responses.line(block.line) if block.line else SetResponse(NOTHING)

    def _characters(self, line: AnswerLine, space: AnswerSpace) -> Part:
        """Boxes for the characters of an answer in the place of a line, with the unit behind them."""
        builder, left = PartBuilder(), self.style.number_width
        tone = self.style.tones["option"]
        unit = self.lines.line(line.unit, tone)
        gap = LINE_GAP * tone.size
        areas = AreaSetter(self.style, left, self.measure - (unit.width + gap if line.unit else 0.0))
        builder.strips += areas.strips(space)
        if line.unit:
            last, edge = builder.strips[-1], left + areas.width_of_last(space.boxes)
            label = Label(edge + gap, unit.ink, builder.element("P"), tone.grey, unit.width, UNIT_DROP * last.height)
            builder.strips[-1] = replace(last, labels=(label,))
        builder.keep_whole()
        return builder.part()

    def _points(self, builder: PartBuilder, points: str, whole: int) -> tuple[Label, ...]:
        if not points:
            return ()
        tone = self.style.tones["points"]
        line = self.lines.line(points, tone)
        x = self.measure - line.width
        return (Label(x, line.ink, builder.element("P", whole), tone.grey, line.width),)

    def _option(self, option: QuestionOption, sign: OptionSign) -> Part:
        builder = PartBuilder()
        entry = builder.element("LI")
        builder.element("Lbl", entry)
        body, tone = builder.element("LBody", entry), self.style.tones["option"]
        x = self.style.number_width + self.style.letter_width
        element = builder.element(holder(option.text), body) if option.rationale else body
        place = Place("option", element, x, self.measure - x, before=self.style.option_gap, display=Align.START)
        self.blocks.text(builder, option.text, tone, place)
        first = builder.strips[0]
        assert first.galley is not None
        if drawn := drawn_sign(sign, self._marks.radius, option.is_key):
            middle = self.style.number_width + self._marks.radius
            around = Backdrop(middle, first.galley.drop - self._marks.middle, drawn)
            builder.strips[0] = replace(first, backdrops=(around,))
        if option.rationale:
            builder.strips[-1] = replace(builder.strips[-1], keep=Keep.FIRM)
            tone = self.style.tones["remark"]
            element = builder.element(holder(option.rationale), body)
            self.blocks.text(
                builder, option.rationale, tone, Place("rationale", element, x, self.measure - x, tone.space_before)
            )
        builder.keep_whole()
        builder.bind_blank(0)
        return builder.part()
