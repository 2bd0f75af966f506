"""Manuscripts in, pages out: each block is set once and placed as often as it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from examgen.errors import TypesetError
from examgen.model.manuscript import (
    Grid,
    GridEntry,
    Heading,
    Manuscript,
    ManuscriptBlock,
    PageBreak,
    Placement,
    Prose,
    QuestionBlock,
)
from examgen.model.pages import Branch, Drawing, Page, Pages, Subset
from examgen.model.style import PageStyle
from examgen.model.text import Formula, Image, OptionReference, QuestionReference, wording
from examgen.model.variant import LETTERS, referred_place
from examgen.typeset.blocks import BlockSetter
from examgen.typeset.both_ways import guided_forms
from examgen.typeset.flaws import Flaw
from examgen.typeset.fonts import Look
from examgen.typeset.frame import frame_of
from examgen.typeset.furniture import FurnitureSetter
from examgen.typeset.galley import Filling, Slot, padded_ink
from examgen.typeset.inlays import InlaySetter
from examgen.typeset.matter import CAPTION, MatterSetter
from examgen.typeset.oneline import OneLineSetter
from examgen.typeset.paginate import Owner, Paginator, Run
from examgen.typeset.paragraph import ParagraphSetter
from examgen.typeset.questions import QuestionSetter
from examgen.typeset.scripts import runs_rightward
from examgen.typeset.set_question import SetQuestion
from examgen.typeset.shape import FontSet
from examgen.typeset.shelf import Shelf
from examgen.typeset.stamp import Graphics
from examgen.typeset.stimuli import StimulusSetter
from examgen.typeset.tokens import Tokenizer

DIGITS = "0123456789"
DEEPEST_HEADING = 6
MOST_LED = 4
"""So small a share of the page is kept together with the question below it."""

KEPT_QUESTIONS = 1000
"""So many stay set, more than any plain exam has; where each variant has values of its own, the oldest make room."""

Placed: TypeAlias = tuple[tuple[Page, ...], tuple[Branch, ...]]

QUOTED = 60
"""Characters of a stem that an error quotes."""


class Typesetter:
    """Sets all documents of one kind, with one set of fonts; ``letters`` name the options in their order on paper."""

    def __init__(
        self, style: PageStyle, paper: tuple[float, float], shelf: Shelf, letters: Sequence[str] = LETTERS
    ) -> None:
        self.style, self.paper, self.letters = style, paper, letters
        self.is_rightward = runs_rightward(shelf.language)
        self.frame = frame_of(style, paper, self.is_rightward)
        self.fonts = FontSet(shelf)
        self._graphics = Graphics()
        self._inlays = InlaySetter(self.frame.height, style.image_scale)
        paragraphs = ParagraphSetter(Tokenizer(self.fonts, self._inlays, self._slot_width, letters[0]), shelf.language)
        self._flaws = paragraphs.flaws
        self._lines = OneLineSetter(self.fonts)
        blocks = BlockSetter(paragraphs)
        self._setter = QuestionSetter(style, blocks, self._lines, self.frame.column, letters, self.frame.height)
        self._furniture = FurnitureSetter(style.tones["furniture"], self._lines, self.frame, paper[1])
        self._matter = MatterSetter(style, blocks, self._lines)
        self._stimuli = StimulusSetter(style, blocks, self.frame.column)
        self._questions: dict[int, tuple[QuestionBlock, SetQuestion]] = {}
        self._kept: dict[int, tuple[Manuscript, Placed]] = {}
        self._room = KEPT_QUESTIONS
        self._slot_inks: dict[tuple[str, Look, float, float, float], bytes] = {}
        self._options, self._most_questions = 1, 1

    def prepare(
        self, blocks: Sequence[QuestionBlock], samples: Sequence[Manuscript], *, keeps: bool = False
    ) -> list[tuple[str, Flaw]]:
        """Set every question, and all that some sample manuscripts say besides, then close the fonts.

        Returns the flaws that this showed, each with its question's id; ``keeps`` the pages of the samples for `set`.
        """
        flaws: list[tuple[str, Flaw]] = []
        self._most_questions = max(1, len({block.id for block in blocks}))
        self._room = max(KEPT_QUESTIONS, *(2 * len(sample.blocks) for sample in samples))
        waiting = {id(block): rank for rank, block in enumerate(blocks)}
        for place, sample in enumerate(samples):  # one by one, so that what is set is placed before it is forgotten
            placed = {id(block.block): block for block in sample.blocks if isinstance(block, Placement)}
            for known in sorted(placed.keys() & waiting.keys(), key=waiting.__getitem__):
                del waiting[known]
                self._flaws.clear()
                self._set_whole(placed[known], self._setter)
                flaws += [(placed[known].block.id, flaw) for flaw in self._flaws]
            if not place:
                self._set_digits()
            if not place and any(isinstance(block, Grid) for each in samples for block in each.blocks):
                self._set_letters()
            placed_pages = self._placed(sample, mapped=False)
            if keeps:
                self._kept[id(sample)] = (sample, placed_pages)
        return flaws

    @property
    def subsets(self) -> Mapping[str, Subset]:
        """The fonts with what has been set; nothing new can be set afterwards."""
        return self.fonts.close()

    @property
    def graphics(self) -> Mapping[str, Drawing]:
        """The drawings, likewise."""
        return self._graphics.close()

    @property
    def drawn(self) -> Mapping[Formula | Image, tuple[Drawing, ...]]:
        """What was drawn for each formula and image."""
        return self._inlays.drawn

    def set(self, manuscript: Manuscript, *, mapped: bool = False) -> Pages:
        """Place a manuscript's blocks on pages; with a page map on request."""
        _, kept = self._kept.pop(id(manuscript), (manuscript, None))
        pages, branches = kept if kept and not mapped else self._placed(manuscript, mapped)
        return Pages(
            width=self.paper[0],
            height=self.paper[1],
            title=manuscript.title,
            language=manuscript.language,
            pages=pages,
            branches=branches,
            fonts=self.subsets,
            graphics=self.graphics,
        )

    def _placed(self, manuscript: Manuscript, mapped: bool) -> Placed:
        paginator = Paginator(self.frame, self._graphics, mapped)
        level = 0
        is_led = False
        for block in manuscript.blocks:
            if isinstance(block, Heading):
                level = min(block.level, level + 1)  # PDF/UA-1 (ISO 14289-1, 7.4.2): no level may be skipped
            is_led = is_led and isinstance(block, Prose)
            if not (is_led and self._hold_prose(paginator, block)):
                self._place(paginator, block, level, manuscript.numbers)
            is_led |= isinstance(block, Heading) and level > 1
        return self._furniture.furnished(paginator.pages(), manuscript), tuple(paginator.branches)

    def _hold_prose(self, paginator: Paginator, block: ManuscriptBlock) -> bool:
        """Keep a few lines below a section's heading with the first question; whether there are no more."""
        part = self._matter.part(block, paginator.measure)
        is_short = sum(strip.before + strip.height for strip in part.strips) <= self.frame.height / MOST_LED
        if is_short:
            paginator.hold(part.strips, paginator.adopt(part.elements))
        return is_short

    def _place(self, paginator: Paginator, block: ManuscriptBlock, level: int, numbers: Mapping[str, int]) -> None:
        match block:
            case Placement():
                self._place_question(paginator, block, level, numbers)
            case PageBreak():
                paginator.turn_page()
            case _:
                part = self._matter.part(block, paginator.measure)
                if isinstance(block, Heading):
                    first, *rest = part.elements
                    paginator.hold(part.strips, paginator.adopt((first._replace(role=f"H{level}"), *rest)))
                else:
                    fill = self._filling((), numbers, block if isinstance(block, Grid) else None)
                    owner = Owner(paginator.adopt(part.elements), None, fill)
                    paginator.flow([(strip, 0) for strip in part.strips], owner)

    def _place_question(
        self, paginator: Paginator, placement: Placement, level: int, numbers: Mapping[str, int]
    ) -> None:
        shared = self._shared(paginator, placement, numbers) if placement.stimulus else ()
        try:
            number, *rest = self._runs(paginator, placement, level + 1, numbers, self._setter)
            if len(rest) == 1 and rest[0].pile and not rest[0].repeated and not shared:
                paginator.place_whole(number.strips, rest[0].pile, number.owner)
            else:
                paginator.flow_runs((*shared, number, *rest))
        except TypesetError as error:
            raise _naming(placement.block, error) from None

    def _shared(self, paginator: Paginator, placement: Placement, numbers: Mapping[str, int]) -> Sequence[Run]:
        """The stimulus before the first question of a set."""
        assert placement.stimulus is not None
        try:
            parts = self._stimuli.parts(placement.stimulus)
        except TypesetError as error:
            message = f"the question set “{placement.stimulus.id}”: {error.message}"
            raise TypesetError(message, remedy=error.remedy) from None
        fill = self._filling((), numbers)
        owners = (Owner(paginator.adopt(part.elements), placement.number, fill) for part in parts)
        return [Run([(strip, 0) for strip in part.strips], owner) for part, owner in zip(parts, owners, strict=True)]

    def _runs(
        self,
        paginator: Paginator,
        placement: Placement,
        level: int,
        numbers: Mapping[str, int],
        setter: QuestionSetter,
    ) -> Iterator[Run]:
        """A question's number, itself, and its parts in the same way, each a branch of its own."""
        block, question = placement.block, self._question(placement, setter)
        order = placement.order if block.options else ()
        arrangement = setter.arrangement(question, order, min(level, DEEPEST_HEADING))
        branch, body, tail = arrangement
        owner = Owner(paginator.adopt(branch), placement.number, self._filling(placement.order, numbers))
        rise = arrangement.rise if body.strips else self._rise(placement.parts[0], setter)
        yield Run([(setter.number(block.label or f"{placement.number}.", rise), 0)], owner)
        if body.strips:
            yield Run(body.strips, owner, body, question.row)
        if tail.strips:
            yield Run(tail.strips, owner, tail)
        for place, part in enumerate(placement.parts):
            label, *runs = self._runs(paginator, part, level + 1, numbers, setter.of_part(part.block))
            yield label if body.strips or place else _beside(label)
            yield from runs
        if question.closing:
            branch, body, _ = question.closing
            yield Run(body.strips, owner._replace(branch=paginator.adopt(branch)), body)

    def _rise(self, part: Placement, setter: QuestionSetter) -> float:
        """Down to the first baseline of a part, beside whose label stands the number of a question without a stem."""
        own = setter.of_part(part.block)
        return own.arrangement(self._question(part, own), part.order if part.block.options else (), 1).rise

    def _set_whole(self, placement: Placement, setter: QuestionSetter) -> None:
        """Set a question and all its parts."""
        self._name_drawings(self._question(placement, setter), len(placement.order))
        for part in placement.parts:
            self._set_whole(part, setter.of_part(part.block))

    def _question(self, placement: Placement, setter: QuestionSetter) -> SetQuestion:
        block = placement.block
        kept = self._questions.get(id(block))
        if kept is not None:
            return kept[1]
        self._options = len(placement.order)
        try:
            found = setter.question(block, len(placement.order))
        except TypesetError as error:
            raise _naming(block, error) from None
        if len(self._questions) >= self._room:
            del self._questions[next(iter(self._questions))]  # set again, the same, if it is ever asked for
        self._questions[id(block)] = (block, found)  # with its block, whose identity no other may be given
        return found

    def _name_drawings(self, question: SetQuestion, shown: int) -> None:
        """Know the drawings of all options where variants show some of them: no sample may hold each."""
        if shown < len(question.options):
            strips = (strip for option in question.options for strip in option.strips)
            for inlay in (inlay for strip in strips if strip.galley for inlay in strip.galley.inlays):
                self._graphics.name(inlay.drawing)

    def _set_digits(self) -> None:
        """Every digit in every tone that numbers are set in, so that no variant needs another glyph."""
        for name in ("number", "direction", "furniture", "lead", "body", "title", "heading", "grid", "small"):
            tone = self.style.tones[name]
            for bold in (tone.bold, True):
                for digit in DIGITS:
                    for form in guided_forms(digit) if self.is_rightward else (digit,):
                        self.fonts.word(form, Look(tone.family, bold, tone.italic))

    def _set_letters(self) -> None:
        """Every letter that a variant's grid may need."""
        grid = self.style.tones["grid"]
        for letter in self.letters:
            self.fonts.label(letter, Look(grid.family, True, grid.italic))

    def _slot_width(self, reference: OptionReference | QuestionReference, look: Look, size: float) -> float:
        """As wide as the widest letter of the question being set, or the widest number."""
        if isinstance(reference, OptionReference):
            fillings = list(self.letters[: self._options])
        else:
            fillings = [*(digit * len(str(self._most_questions)) for digit in DIGITS), reference.source]
        return max(self.fonts.label(filling, look).width for filling in fillings) * size / 1000

    def _filling(self, order: tuple[int, ...], numbers: Mapping[str, int], grid: Grid | None = None) -> Filling:
        """What fills the slots of a question whose options stand in this order, or of a grid."""
        answers = {entry.name: entry for entry in (*grid.entries, GridEntry(CAPTION, grid.caption))} if grid else {}

        def fill(slot: Slot) -> bytes:
            match slot.reference:
                case OptionReference():
                    return self._slot_ink(self.letters[referred_place(slot.reference, order)], slot)
                case QuestionReference(target, source):
                    number = numbers.get(target)
                    return self._slot_ink(source if number is None else str(number), slot)
                case GridEntry(name):
                    return self._matter.answer(answers.get(name, slot.reference), slot)

        return fill

    def _slot_ink(self, text: str, slot: Slot) -> bytes:
        key = (text, slot.look, slot.size, slot.width, slot.lean)
        if key not in self._slot_inks:
            self._slot_inks[key] = padded_ink(self.fonts.label(text, slot.look), *key[2:])
        return self._slot_inks[key]


def _beside(label: Run) -> Run:
    """The label of a part on the line of its question's number."""
    return label._replace(strips=[(replace(strip, before=0.0), base) for strip, base in label.strips])


def _naming(block: QuestionBlock, error: TypesetError) -> TypesetError:
    """An error on what cannot be set, which says in which question it stands."""
    words = " ".join(wording(block.stem).split())
    stem = words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"
    located = TypesetError(f"the question “{stem}”: {error.message}", remedy=error.remedy)
    located.question = block.id
    return located
