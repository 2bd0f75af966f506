"""A question and what the exam holds besides in, the block that one view prints of it out.

Blocks hold the bank's order and are the same for all variants.
The view ``question``, the only one for students, never reads keys, explanations or notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from examgen.compose.joining import led_by
from examgen.compose.labels import Labels, filled, filled_text
from examgen.compose.parts import gap_answers, labelled_parts, others_in_gaps, stem_of
from examgen.compose.responses import (
    BOLD,
    answer_of,
    boxes_of,
    cell_of,
    direction_of,
    is_shortened,
    line_of,
    other_answers,
    prompts_of,
    room_of,
    sign_of,
    weight_of,
)
from examgen.compose.rubrics import model_answer, rubric_of
from examgen.markup.points import listed
from examgen.markup.words import Speech
from examgen.model.answer_space import NO_SPACE, AnswerSpace
from examgen.model.bank import KeyOrigin, Option, Question, QuestionMention
from examgen.model.manuscript import Grid, GridEntry, OptionSign, Placement, QuestionBlock, QuestionOption, Remark
from examgen.model.response import Kind
from examgen.model.text import OptionReference, QuestionReference, Text, Words, paragraph, spans_of
from examgen.model.variant import PlacedQuestion, Variant

OPEN_SPACE = AnswerSpace(lines=6)
"""Below open questions for which neither they nor the exam ask for any."""

ASKED = ("question", "answer")
"""Views that show what students answer."""


class QuestionBlocks:
    """Builds each view of each question once, and the grids of the key.

    ``space`` is left after each question that asks for none of its own.
    ``listing`` are the words by which explanations are seen to number points; ``None`` if these are set as they stand.
    """

    def __init__(
        self, questions: Sequence[Question], labels: Labels, listing: Speech | None, space: AnswerSpace | None
    ) -> None:
        self.labels, self._listing = labels, listing
        self._space = space or NO_SPACE
        every = tuple(each for question in questions for each in question.with_parts)
        self._mentioned = {question.id: _mentioned(question) for question in every}
        self._blocks: dict[tuple[object, ...], QuestionBlock] = {}
        self.derived = frozenset(q.id for q in every if q.key_origin is KeyOrigin.DERIVED)
        """Ids of the questions whose keys were taken from their explanations."""

    def block(self, question: Question, view: str, present: Mapping[str, int], marks_derived: bool) -> QuestionBlock:
        """What a view prints of a question, in a document that holds the `present` ones."""
        spoken_of = self._mentioned[question.id].intersection(present)
        known = (question.id, question.values, question.points, view, spoken_of, marks_derived)
        if known not in self._blocks:
            views = _Views(question, self.labels, spoken_of, self._listing, marks_derived, self._space_of(question))
            asked = (
                _labelled(self.block(part, view, present, marks_derived), label, question.kind is Kind.FILL_IN)
                for label, part in labelled_parts(question, is_asked=view in ASKED)
            )
            parts = tuple(part for part in asked if view != "note" or part.remarks or part.parts)
            self._blocks[known] = replace(views.view(view), parts=parts)
        return self._blocks[known]

    def _space_of(self, question: Question) -> AnswerSpace:
        """The question's own, or the exam's; who writes freely always has some."""
        if question.answer_space is not None:
            return question.answer_space
        if question.parts:
            return NO_SPACE
        return OPEN_SPACE if question.kind is Kind.OPEN and self._space.is_empty else self._space

    def grid(self, variant: Variant, caption: str, marks_derived: bool) -> Grid:
        """Number → letters; derived keys bear their mark."""
        labels, marked = self.labels, self.derived if marks_derived else frozenset()
        entries = [
            GridEntry(
                name,
                cell_of(placed, labels),
                labels.derived_mark if placed.question.id in marked else "",
                room_of(placed, labels),
            )
            for question in variant.questions
            for name, placed in question.answered()
        ]
        return Grid(tuple(entries), caption)


@dataclass(frozen=True, slots=True)
class _Views:
    """The views of one question; `present` are those of the questions it mentions that the document holds."""

    question: Question
    labels: Labels
    present: frozenset[str]
    listing: Speech | None
    marks_derived: bool
    space: AnswerSpace

    @property
    def explanation(self) -> Text:
        text = self.question.explanation.text
        return listed(text, self.listing) if self.listing else text

    def view(self, name: str) -> QuestionBlock:
        """The block for a view by its name in templates."""
        match name:
            case "question":
                return self._for_students()
            case "answer":
                return self._with_answer()
            case "solution":
                return self._solution()
            case "note":
                return QuestionBlock(self.question.id, remarks=(*self._answer_remarks(), *self._note_remarks()))
        raise ValueError(name)

    def _for_students(self) -> QuestionBlock:
        return QuestionBlock(
            id=self.question.id,
            stem=stem_of(self.question, self.labels, is_answered=False),
            has_gaps=self.question.kind is Kind.FILL_IN,
            points=self.labels.points(self.question.points),
            direction=direction_of(self.question, self.labels),
            prompts=prompts_of(self.question, is_answered=False),
            options=tuple(QuestionOption(option.text, False) for option in self.question.options),
            sign=sign_of(self.question),
            boxes=boxes_of(self.question, is_answered=False),
            line=line_of(self.question, self.labels, is_answered=False),
            space=self.space,
        )

    def _with_answer(self) -> QuestionBlock:
        sign = sign_of(self.question)
        return QuestionBlock(
            id=self.question.id,
            stem=stem_of(self.question, self.labels, is_answered=True),
            points=self.labels.points(self.question.points),
            direction=direction_of(self.question, self.labels),
            prompts=prompts_of(self.question, is_answered=True),
            options=tuple(
                QuestionOption(option.text, option.is_key and sign is not OptionSign.NONE, self._rationale(option))
                for option in self.question.options
            ),
            sign=sign,
            boxes=boxes_of(self.question, is_answered=True),
            line=line_of(self.question, self.labels, is_answered=True),
            answer=model_answer(self.question),
            answer_head=self._answer_head(),
            rubric=rubric_of(self.question, self.labels),
            remarks=tuple(self._remarks()),
            explanation=self.explanation,
            explanation_head=self._explanation_head(),
        )

    def _solution(self) -> QuestionBlock:
        """Only the right options, each behind the letter that it has on this sheet, or the right answer."""
        right = (self._right_option(place) for place in self.question.key)
        answer = answer_of(self.question, self.labels) or gap_answers(self.question, self.labels)
        return QuestionBlock(
            id=self.question.id,
            stem=answer or tuple(block for option in right for block in option),
            answer=model_answer(self.question),
            answer_head=self._answer_head(),
            rubric=rubric_of(self.question, self.labels),
            remarks=tuple(self._remarks()),
            explanation=self.explanation,
            explanation_head=self._explanation_head(),
        )

    def _answer_head(self) -> str:
        return self.labels.model_answer if model_answer(self.question) else ""

    def _right_option(self, place: int) -> Text:
        option = self.question.options[place]
        letter = OptionReference((place,), 0, option.label, BOLD)
        return led_by((letter, Words(" ")), option.text)

    def _rationale(self, option: Option) -> Text:
        weight = weight_of(option.weight, self.labels)
        return led_by((Words(f"{weight} ", BOLD),), option.rationale) if weight else option.rationale

    def _explanation_head(self) -> str:
        return self.labels.explanation if self.question.explanation.text else ""

    def _remarks(self) -> Iterator[Remark]:
        explanation = self.question.explanation
        yield from map(Remark, other_answers(self.question, self.labels))
        yield from map(Remark, others_in_gaps(self.question, self.labels))
        if self.marks_derived and self.question.key_origin is KeyOrigin.DERIVED:
            yield Remark(paragraph(self.labels.derived))
        yield from self._note_remarks()
        if explanation.suspect:
            yield Remark(paragraph(self.labels.suspect))
        if explanation.unclear:
            words = self.labels.list_of(explanation.unclear)
            yield Remark(paragraph(filled(self.labels.unclear, words=words)))
        for mention in explanation.mentions:
            yield self._mention_remark(mention)
        yield from self._absent_numbers()

    def _answer_remarks(self) -> Iterator[Remark]:
        """The whole answer, where the grid does not hold it."""
        question, labels = self.question, self.labels
        answer = answer_of(question, labels) or gap_answers(question, labels) or model_answer(question)
        if answer and any(is_shortened(each, labels) for each in question.parts or (question,)):
            yield Remark(led_by((Words(f"{labels.answer} "),), answer))
            yield from map(Remark, other_answers(question, labels))
            yield from map(Remark, others_in_gaps(question, labels))
        if rubric := rubric_of(question, labels):
            yield Remark((rubric,))

    def _note_remarks(self) -> Iterator[Remark]:
        if self.question.note:
            yield Remark(led_by((Words(f"{self.labels.note} "),), self.question.note))

    def _mention_remark(self, mention: QuestionMention) -> Remark:
        words = Words(mention.source)
        if mention.target is None:
            return Remark(filled_text(self.labels.mention_unknown, {"words": words}))
        if mention.target not in self.present:
            return Remark(filled_text(self.labels.mention_absent, {"words": words}))
        number = QuestionReference(mention.target, "")  # the exam holds it, so only its number is ever printed
        return Remark(filled_text(self.labels.mention, {"words": words, "number": number}))

    def _absent_numbers(self) -> Iterator[Remark]:
        """Numbers that print as in the source, because the question meant is not here."""
        numbers = _number_references(self.question)
        absent = {reference.source: None for reference in numbers if reference.target not in self.present}
        for source in absent:
            yield Remark(filled_text(self.labels.number_absent, {"words": Words(source)}))


def placement(block: QuestionBlock, placed: PlacedQuestion) -> Placement:
    """A question at its place, with those of its parts that the block shows."""
    return _placement(block, placed, placed.number)


def _placement(block: QuestionBlock, placed: PlacedQuestion, number: int) -> Placement:
    if not block.parts:
        return Placement(block, number, placed.order)
    parts = {part.question.id: part for part in placed.parts}
    return Placement(
        block, number, placed.order, tuple(_placement(part, parts[part.id], number) for part in block.parts)
    )


def _mentioned(question: Question) -> frozenset[str]:
    """Ids of the other questions that this one speaks of."""
    by_words = {mention.target for mention in question.explanation.mentions if mention.target is not None}
    own = frozenset(by_words | {reference.target for reference in _number_references(question)})
    return own.union(*map(_mentioned, question.parts))


def _number_references(question: Question) -> Iterator[QuestionReference]:
    for field, text, _line in question.own_texts:
        if field != "note":
            yield from (span for span in spans_of(text) if isinstance(span, QuestionReference))


def _labelled(part: QuestionBlock, label: str, is_gap: bool) -> QuestionBlock:
    """A part or a gap with its label; a gap's points and the room to write are its question's."""
    return replace(part, label=label, points="", space=NO_SPACE) if is_gap else replace(part, label=label)
