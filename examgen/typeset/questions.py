"""Question blocks in, parts out: set once, then placed with each variant's number, order and letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from examgen.model.answer_space import AnswerSpace
from examgen.model.manuscript import AnswerLine, OptionSign, QuestionBlock, QuestionOption
from examgen.model.pages import DOCUMENT, Area, Branch, Element, Graphic
from examgen.model.style import PageStyle
from examgen.model.text import Align, paragraph
from examgen.typeset.answer_areas import AreaSetter
from examgen.typeset.blocks import BlockSetter, Place, holder, run_in
from examgen.typeset.oneline import FILLED, OneLineSetter
from examgen.typeset.option_rows import OptionRows, option_rows
from examgen.typeset.responses import (
    LINE_GAP,
    TICK,
    TICK_GAP,
    ResponseSetter,
    SetResponse,
    SideBySide,
    side_by_side,
)
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

BOX = 0.9
"""Half the side of the box round a letter, in radii of the ring: both look equally large."""

NOTHING = Part((), ())
BETWEEN = Strip("space", None, 0.0, DOCUMENT, 0.0, 7.0, keep=Keep.WHOLE)
"""White space between prompts and options below them."""

RING = 0.73
"""Radius of the ring round an option's letter, in ems of the letter: large enough to be marked with a pen."""


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

    letters: tuple[tuple[Strip, ...], ...]
    """``letters[option][place]`` is the first strip of an option with the letter of a place."""

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
            yield self.letters[option][place], base
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
        if not block.stem and block.remarks and not block.parts:
            block = replace(block, stem=block.remarks[0].text, remarks=block.remarks[1:])
        head, prompts = self._head(block), self._prompts(block)
        options = tuple(self._option(option, block.sign) for option in block.options)
        areas, tail = AreaSetter(self.style, self.style.number_width, self.measure), self._tail(block)
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
            closing=_closing(tail) if block.parts and tail.strips else None,
            letters=tuple(
                self._lettered(part, self._labels(option, block.sign)[:shown], rows)
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
        return lru_cache(maxsize=KEPT_STRUCTURES)(_structure_of)

    def _lettered(self, part: Part, labels: Sequence[Label], rows: OptionRows | None) -> tuple[Strip, ...]:
        """An option's first strip at each place that it may take."""
        first = part.strips[0]
        strips = [replace(first, lead_labels=(label, *first.lead_labels)) for label in labels]
        if rows is None or first.galley is None:
            return tuple(strips)
        return tuple(rows.cell(strip, first.galley, place) for place, strip in enumerate(strips))

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

    @property
    def _ring(self) -> float:
        return RING * self.style.tones["letter"].size

    @cached_property
    def _middle(self) -> float:
        """Of rings: letters stand on the line of the text beside them, and Arabic ones reach below it."""
        return self.lines.middle(self.letters, self.style.tones["letter"])

    def _labels(self, option: QuestionOption, sign: OptionSign) -> tuple[Label, ...]:
        """Its letter at each place, in the middle of a ring or where one would stand."""
        width, letters = 2 * self._ring, self._key_letters if option.is_key else self._letters
        if sign is OptionSign.NONE:
            width, letters = self._bare_width, self._bare_letters
        x = self.style.number_width + self._ring - width / 2
        return tuple(Label(x, letter, 1, 0.0, width) for letter in letters)

    @cached_property
    def _responses(self) -> ResponseSetter:
        letters, width = self._bare_letters, self._bare_width
        return ResponseSetter(self.style, self.blocks, self.lines, self.measure, letters, width, self._middle)

    @property
    def _bare_width(self) -> float:
        """Of a letter without a ring, which need not be made smaller to stand free within one."""
        return 2 * self._ring / FILLED

    @cached_property
    def _bare_letters(self) -> tuple[bytes, ...]:
        tone = replace(self.style.tones["letter"], bold=True)
        return tuple(self.lines.centred(letter, tone, self._bare_width) for letter in self.letters)

    @cached_property
    def _letters(self) -> tuple[bytes, ...]:
        tone = self.style.tones["letter"]
        return tuple(self.lines.centred(letter, tone, 2 * self._ring) for letter in self.letters)

    @cached_property
    def _key_letters(self) -> tuple[bytes, ...]:
        """A tick before the disc, then the letter in white: either survives a grey copier."""
        tone = self.style.tones["letter"]
        tick = self.lines.line(TICK, tone)
        forth = tick.width + TICK_GAP
        aside = 2 * self._ring + TICK_GAP if self.lines.is_rightward else -forth
        sign = b"%.2f 0 Td %b%.2f 0 Td 1 g " % (aside, tick.ink, -aside)
        return tuple(sign + self.lines.centred(letter, tone, 2 * self._ring) + b"0 g " for letter in self.letters)

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
        if drawn := _sign(sign, self._ring, option.is_key):
            around = Backdrop(self.style.number_width + self._ring, first.galley.drop - self._middle, drawn)
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

    def _tail(self, block: QuestionBlock) -> Part:
        builder = PartBuilder()
        x, tones = self.style.number_width, self.style.tones
        self._model(builder, block)
        for number, remark in enumerate(block.remarks):
            tone = tones["remark"]
            before = tone.space_before + (0.0 if number else self.style.option_gap)
            place = Place("remark", builder.element(holder(remark.text)), x, self.measure - x, before)
            self.blocks.text(builder, remark.text, tone, place)
        if block.explanation:
            builder.keep_whole()
            tone = tones["explanation"]
            text = run_in(block.explanation_head, block.explanation)
            place = Place("explanation", builder.element(holder(text)), x, self.measure - x, tone.space_before + 3.0)
            self.blocks.text(builder, text, tone, place)
        return builder.part()

    def _model(self, builder: PartBuilder, block: QuestionBlock) -> None:
        """A model answer and its rubric."""
        x, tone = self.style.number_width, self.style.tones["explanation"]
        if block.answer:
            text = run_in(block.answer_head, block.answer)
            place = Place("answer", builder.element(holder(text)), x, self.measure - x, tone.space_before + 3.0)
            self.blocks.text(builder, text, tone, place)
            builder.keep_whole()
        if block.rubric:
            if block.answer:
                builder.strips[-1] = replace(builder.strips[-1], keep=Keep.FIRM)
            place = Place("rubric", builder.element("Div"), x, self.measure - x, tone.space_before + 3.0)
            self.blocks.table(builder, block.rubric, tone, place)
            builder.keep_whole()


def _closing(tail: Part) -> Arrangement:
    """What explains a question with parts, as a section by itself."""
    elements = [Element("Sect", DOCUMENT)]
    base = _adopt(elements, tail, 0)
    return Arrangement(tuple(elements), Pile(tuple((strip, base) for strip in tail.strips)), Pile(()))


def _sign(sign: OptionSign, radius: float, is_key: bool) -> Graphic | None:
    """What stands around a letter."""
    match sign:
        case OptionSign.RING:
            return key_disc(radius) if is_key else letter_ring(radius)
        case OptionSign.BOX:
            return key_square(radius) if is_key else letter_box(radius)
    return None


def letter_box(radius: float) -> Graphic:
    """What a student marks where several may be marked."""
    half = BOX * radius
    return Graphic((Area(-half, -half, 2 * half, 2 * half, line=0.35, line_width=0.09 * radius),))


def key_square(radius: float) -> Graphic:
    """The same, marked."""
    half = BOX * radius
    return Graphic((Area(-half, -half, 2 * half, 2 * half, fill=0.0),))


def letter_ring(radius: float) -> Graphic:
    """What a student marks."""
    return Graphic(
        (Area(-radius, -radius, 2 * radius, 2 * radius, radius=radius, line=0.35, line_width=0.09 * radius),)
    )


def key_disc(radius: float) -> Graphic:
    """The same, marked."""
    return Graphic((Area(-radius, -radius, 2 * radius, 2 * radius, radius=radius, fill=0.0),))


def _structure_of(parts: Skeleton, level: int, listing: str) -> Structure:
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
