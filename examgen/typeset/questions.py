"""Question blocks in, parts out: set once, then placed with each variant's number, order and letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from examgen.model.answer_space import AnswerSpace
from examgen.model.manuscript import QuestionBlock, QuestionOption
from examgen.model.pages import DOCUMENT, Area, Branch, Element, Graphic, Stroke
from examgen.model.style import PageStyle
from examgen.model.text import Align
from examgen.typeset.blocks import BlockSetter, Place, holder, run_in
from examgen.typeset.oneline import OneLineSetter
from examgen.typeset.option_rows import OptionRows, option_rows
from examgen.typeset.stack import Backdrop, Keep, Label, Part, PartBuilder, Pile, Strip

TICK = "✔"
TICK_GAP = 4.0
POINTS_GAP = 14.0
NUMBER_GAP = 0.7
"""Between a number and its stem, in ems of the number."""

KEPT_STRUCTURES = 2048
"""Those of a large bank; the few orders in which options that are built differently stand must not pile up."""

KEPT_ARRANGEMENTS = 1024
"""All 24 orders of four options, of forty questions; those of many options must not pile up."""

ANSWER_RULE = (0.5, 0.45)
"""Width and grey of the lines to write on."""

BELOW_RULES = 0.3
"""White space below them, as a part of the distance between them: for letters that reach below the line."""

RING = 0.73
"""Radius of the ring round an option's letter, in ems of the letter: large enough to be marked with a pen."""


@dataclass(frozen=True, eq=False)
class SetQuestion:
    """A question block as parts, options in the bank's order."""

    head: Part
    """Its element 0 holds the whole question, 1 is the number's."""

    options: tuple[Part, ...]
    """Element 0 is LI, 1 is Lbl, 2 is LBody."""

    space: tuple[Strip, ...]
    """Room to write below the options."""

    tail: Part
    height: float
    """Of the whole question, the gap above it left out; the same in every order."""

    rise: float
    """From the top down to the first baseline."""

    letters: tuple[tuple[Strip, ...], ...]
    """``letters[option][place]`` is the first strip of an option with the letter of a place."""

    built: tuple[Part, ...]
    """For each option the first one that is built like it; mostly the same for all."""

    def body(self, order: tuple[int, ...], structure: Structure) -> Iterator[tuple[Strip, int]]:
        """The strips of stem and options in an order, each with the index of its part's first element."""
        for strip in self.head.strips:
            yield strip, 0
        for place, (option, base) in enumerate(zip(order, structure.options, strict=False)):
            yield self.letters[option][place], base
            for strip in self.options[option].strips[1:]:
                yield strip, base
        for strip in self.space:
            yield strip, 0


class Structure(NamedTuple):
    """The branch of a question, and where the elements of its parts begin in it."""

    branch: Branch
    options: tuple[int, ...]
    """By place."""

    tail: Pile


class Arrangement(NamedTuple):
    """A question with its options in one order, but for its number."""

    branch: Branch
    body: Pile
    tail: Pile


@dataclass(frozen=True)
class QuestionSetter:
    """Sets question blocks for one document kind, and inks their numbers and letters."""

    style: PageStyle
    blocks: BlockSetter
    lines: OneLineSetter
    measure: float
    letters: Sequence[str]
    """Of options, in their order on paper."""

    def question(self, block: QuestionBlock) -> SetQuestion:
        """Set every part of a question."""
        if not block.stem and block.remarks:
            block = replace(block, stem=block.remarks[0].text, remarks=block.remarks[1:])
        head, options = self._head(block), tuple(self._option(option) for option in block.options)
        space, tail = tuple(self._space(block.space)), self._tail(block)
        first = head.strips[0].galley
        assert first is not None
        alike = {part.elements: part for part in reversed(options)}
        rows = option_rows(options, self.style, self.measure)
        offered = rows.height if rows else sum(part.height for part in options)
        return SetQuestion(
            head=head,
            options=options,
            space=space,
            tail=tail,
            height=head.height + offered + sum(strip.before + strip.height for strip in space) + tail.height,
            rise=first.drop,
            letters=tuple(
                self._lettered(part, option.is_key, len(options), rows)
                for part, option in zip(options, block.options, strict=True)
            ),
            built=tuple(alike[part.elements] for part in options),
        )

    @cached_property
    def arrangement(self) -> Callable[[SetQuestion, tuple[int, ...], int], Arrangement]:
        """A question with its options in an order and its number a heading of a level."""
        return lru_cache(maxsize=KEPT_ARRANGEMENTS)(self._arranged)

    def _arranged(self, question: SetQuestion, order: tuple[int, ...], level: int) -> Arrangement:
        built = tuple(question.built[n] for n in order)
        structure = self._structure(question.head, built, question.tail, level, self._listing)
        return Arrangement(structure.branch, Pile(tuple(question.body(order, structure))), structure.tail)

    @cached_property
    def _listing(self) -> str:
        """The role of the list of options: what a reader hears of its labels."""
        return "L:Decimal" if self.letters[0].isdecimal() else "L:UpperAlpha"

    @cached_property
    def _structure(self) -> Callable[[Part, tuple[Part, ...], Part, int, str], Structure]:
        return lru_cache(maxsize=KEPT_STRUCTURES)(_structure_of)

    def _lettered(self, part: Part, is_key: bool, count: int, rows: OptionRows | None) -> tuple[Strip, ...]:
        """An option's first strip at each place that it may take."""
        first = part.strips[0]
        letters = self._key_letters if is_key else self._letters
        labels = (Label(self.style.number_width, letter, 1, 0.0, 2 * self._ring) for letter in letters[:count])
        strips = [replace(first, lead_labels=(label, *first.lead_labels)) for label in labels]
        if rows is None or first.galley is None:
            return tuple(strips)
        return tuple(rows.cell(strip, first.galley, place) for place, strip in enumerate(strips))

    def number(self, number: int, rise: float) -> Strip:
        """The number, flush right in its hanging column, before a stem whose first baseline lies so far down."""
        tone = self.style.tones["number"]
        line = self.lines.line(f"{number}.", tone)
        x = max(0.0, self.style.number_width - line.width - NUMBER_GAP * tone.size)
        label = Label(x, line.ink, 1, tone.grey, line.width, rise)
        return Strip("number", None, 0.0, 1, before=self.style.question_gap, labels=(label,), keep=Keep.FIRM)

    @property
    def _ring(self) -> float:
        return RING * self.style.tones["letter"].size

    @cached_property
    def _middle(self) -> float:
        """Of rings: letters stand on the line of the text beside them, and Arabic ones reach below it."""
        return self.lines.middle(self.letters, self.style.tones["letter"])

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
        stem, tone = builder.element(holder(block.stem), whole), self.style.tones["stem"]
        points = self._points(builder, block.points, whole)
        taken = points[0].width + POINTS_GAP if points else 0.0
        place = Place("stem", stem, self.style.number_width, self.measure - self.style.number_width, taken=taken)
        self.blocks.text(builder, block.stem, tone, place)
        first = builder.strips[0]
        builder.strips[0] = replace(first, labels=points)
        builder.keep_whole()
        builder.bind_blank(0)
        builder.strips[-1] = replace(builder.strips[-1], keep=Keep.FIRM)
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
        place = Place("option", body, x, self.measure - x, before=self.style.option_gap, display=Align.START)
        self.blocks.text(builder, option.text, tone, place)
        first = builder.strips[0]
        assert first.galley is not None
        middle = first.galley.drop - self._middle
        drawn = key_disc(self._ring) if option.is_key else letter_ring(self._ring)
        ring = Backdrop(self.style.number_width + self._ring, middle, drawn)
        builder.strips[0] = replace(first, backdrops=(ring,))
        builder.keep_whole()
        builder.bind_blank(0)
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
            builder.keep_whole()
            tone = tones["explanation"]
            text = run_in(block.explanation_head, block.explanation)
            place = Place("explanation", builder.element(holder(text)), x, self.measure - x, tone.space_before + 3.0)
            self.blocks.text(builder, text, tone, place)
        return builder.part()

    def _space(self, space: AnswerSpace) -> Iterator[Strip]:
        """Room to write, if any: blank, or ruled below the options."""
        if space.is_empty:
            return
        ruled = (space.lines + BELOW_RULES) * self.style.answer_line if space.lines else 0.0
        height = ruled + space.height * self.style.answer_scale
        width = self.measure - self.style.number_width
        downs = (-self.style.answer_line * (n + 1) for n in range(space.lines))
        rules = Graphic(tuple(Stroke(0.0, down, width, down, *ANSWER_RULE) for down in downs))
        drawn = (Backdrop(self.style.number_width, 0.0, rules),) if space.lines else ()
        yield Strip("answer space", None, 0.0, DOCUMENT, self.style.option_gap, height, backdrops=drawn, is_solid=True)


def letter_ring(radius: float) -> Graphic:
    """What a student marks."""
    return Graphic(
        (Area(-radius, -radius, 2 * radius, 2 * radius, radius=radius, line=0.35, line_width=0.09 * radius),)
    )


def key_disc(radius: float) -> Graphic:
    """The same, marked."""
    return Graphic((Area(-radius, -radius, 2 * radius, 2 * radius, radius=radius, fill=0.0),))


def _structure_of(head: Part, options: tuple[Part, ...], tail: Part, level: int, listing: str) -> Structure:
    """Join the elements of a question's parts."""
    whole, number, *rest = head.elements
    elements = [whole, number._replace(role=f"H{level}"), *rest]
    bases = []
    if options:
        elements.append(Element(listing, 0))
        listed = len(elements) - 1
        bases = [_adopt(elements, part, listed) for part in options]
    last = _adopt(elements, tail, 0)
    return Structure(tuple(elements), tuple(bases), Pile(tuple((strip, last) for strip in tail.strips)))


def _adopt(elements: list[Element], part: Part, parent: int) -> int:
    base = len(elements)
    elements += [e._replace(parent=parent if e.parent == DOCUMENT else e.parent + base) for e in part.elements]
    return base
