"""Variants in, manuscripts out: which documents there are, what their templates may read, and what they must show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from examgen.compose.document import Document, DocumentComposer
from examgen.compose.errata import BOTH, CorrectionView, Errata, place
from examgen.compose.grading import grader
from examgen.compose.labels import Labels, filled
from examgen.compose.letters import check_letters
from examgen.compose.marks import plain, table_mark
from examgen.compose.overview import key_table, locator, most_together
from examgen.compose.placing import ANSWERS, NOTES, STEMS, STEMS_WITH_ANSWERS, Showing, gridder, no_grid, placer
from examgen.compose.questions import QuestionBlocks, placement
from examgen.compose.responses import is_shortened
from examgen.compose.room import room_plan
from examgen.compose.sets import stimulus_of
from examgen.compose.template import Template
from examgen.compose.views import (
    QuestionView,
    exam_view,
    key_question_views,
    question_views,
    section_views,
    variant_view,
)
from examgen.markup.words import speech_of
from examgen.model.bank import Question
from examgen.model.blueprint import AnswerPlace, Blueprint, KeyStyle
from examgen.model.correction import Correction
from examgen.model.manuscript import DocumentKind, Furniture, Manuscript, ManuscriptBlock, PageBreak, Placement, Rule
from examgen.model.response import Kind
from examgen.model.seats import Seating
from examgen.model.variant import PlacedQuestion, PlacedSet, Variant

MARK_ONE = frozenset({Kind.CHOICE, Kind.TRUE_FALSE})
"""All that is to do is what the usual instructions say."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the questions of a variant stand, by their ids, and what they share, by their numbers."""

    variant: Variant
    questions: Mapping[str, PlacedQuestion]
    numbers: Mapping[str, int]
    sets: Mapping[int, Sequence[PlacedSet]]


def _places_in(variant: Variant) -> _Places:
    sets: dict[int, list[PlacedSet]] = {}
    for each in variant.sets:
        for number in range(each.first, each.first + each.count):
            sets.setdefault(number, []).append(each)
    questions = {placed.question.id: placed for placed in variant.questions}
    return _Places(variant, questions, {name: placed.number for name, placed in questions.items()}, sets)


class Composer:
    """Composes the documents of one build; each question is built, and each page parsed, once for all variants.

    `questions` are all that any document may hold: the selection, or the whole bank for practice sheets.
    """

    def __init__(self, blueprint: Blueprint, template: Template, labels: Labels, questions: Sequence[Question]) -> None:
        check_letters(questions, labels.letters, blueprint)
        speech = speech_of(blueprint.language)
        self._blueprint = blueprint
        self._labels = labels
        self._blocks = QuestionBlocks(
            questions, labels, speech if template.style.lists_points else None, blueprint.answer_space
        )
        self._documents = DocumentComposer(template, labels, self._blocks)
        is_mixed = any(question.kind not in MARK_ONE for question in questions)
        said = replace(labels, instructions=labels.instructions_mixed) if is_mixed else labels
        self._questions = tuple(questions)
        self._constant = {"exam": exam_view(blueprint, labels), "labels": said}
        self._places: _Places | None = None

    def exam(self, variant: Variant) -> Manuscript:
        """The paper; nothing in it depends on keys, notes or explanations."""
        context = _questions_context(variant)
        return self._of_variant(DocumentKind.EXAM, variant, context, (STEMS,))

    def large(self, variant: Variant) -> Manuscript:
        """The paper once more, for large print; each question on a page of its own if the blueprint asks for it."""
        context = _questions_context(variant)
        copy = self._of_variant(DocumentKind.LARGE, variant, context, (STEMS,))
        return replace(copy, blocks=tuple(_one_a_page(copy.blocks))) if self._blueprint.one_per_page else copy

    def key(self, variant: Variant) -> Manuscript:
        """The key: a grid, and for each question what the blueprint's key style asks for."""
        style = self._blueprint.key
        context = {
            **_questions_context(variant, key_question_views(variant, self._labels)),
            "key": style.value,
            **self._grid_context(variant),
        }
        return self._of_variant(DocumentKind.KEY, variant, context, (ANSWERS if style is KeyStyle.FULL else NOTES,))

    def specimen(self, variant: Variant, identity: str) -> Manuscript:
        """One of the variant's questions, as the paper and as the key print it; by itself, a derived key is marked.

        What it shares with others stands before it.
        """
        places = self._places_in(variant)
        placed, numbers = places.questions[identity], places.numbers
        paper, key = (
            placement(self._blocks.block(placed.question, view, numbers, True), placed)
            for view in ("question", "answer")
        )
        for own in places.sets.get(placed.number, ()):
            paper = paper._replace(stimulus=stimulus_of(replace(own, first=placed.number, count=1), self._labels))
        return Manuscript(
            kind=DocumentKind.KEY,
            title=plain(self._blueprint.title),
            language=self._blueprint.language,
            head=Furniture(),
            foot=Furniture(),
            blocks=(paper, Rule(), key),
            numbers=numbers,
            letters=self._labels.letters,
        )

    def _places_in(self, variant: Variant) -> _Places:
        """Where everything stands in a variant, worked out once for all its specimens: a trial asks for thousands."""
        if self._places is None or self._places.variant is not variant:
            self._places = _places_in(variant)
        return self._places

    def practice(self, variant: Variant, answers: AnswerPlace) -> Manuscript:
        """A practice sheet; without answers it is as free of keys as an exam."""
        context = _questions_context(variant) | {"answers": answers.value}
        if answers is AnswerPlace.NONE:
            context |= {"grid": no_grid, "derived_keys": 0, "all_derived": "", "shortened_answers": 0}
            return self._of_variant(DocumentKind.PRACTICE, variant, context, (STEMS,))
        context |= self._grid_context(variant)
        return self._of_variant(DocumentKind.PRACTICE, variant, context, STEMS_WITH_ANSWERS)

    def grids(self, variants: Sequence[Variant]) -> Manuscript:
        """The key grids of all variants, to mark by."""
        views = tuple(variant_view(variant) for variant in variants)
        return self._documents.compose(
            Document(
                kind=DocumentKind.GRIDS,
                title=filled(self._labels.grids_document, title=plain(self._blueprint.title)),
                language=self._blueprint.language,
                context={**self._constant, **self._grid_context(*variants, has_own=False), "variants": views},
                variants={variant.number: variant for variant in variants},
                captions={variant.number: f"{self._labels.variant} {variant.number}" for variant in variants},
            )
        )

    def seats(self, seating: Seating) -> Manuscript:
        """The plan of the room."""
        return self._documents.compose(
            Document(
                kind=DocumentKind.SEATS,
                title=filled(self._labels.seats_document, title=plain(self._blueprint.title)),
                language=self._blueprint.language,
                context={**self._constant, "room": table_mark("room")},
                variants={},
                tables={"room": room_plan(seating, self._labels)},
            )
        )

    def overview(self, variants: Sequence[Variant]) -> Manuscript:
        """All variants side by side, as many as a few pages show: their keys, and where each question stands."""
        shown = variants[: most_together(variants)]
        placed = (each for variant in shown for question in variant.questions for _, each in question.answered())
        answered = {each.question.id: each.question for each in placed}
        derived = sum(identity in self._blocks.derived for identity in answered)
        is_all = derived == len(answered)
        grids = [(variant.number, self._blocks.grid(variant, "", not is_all)) for variant in shown]
        last = str(shown[-1].number)
        context = {
            "key_table": table_mark("key_table"),
            "locator": table_mark("locator"),
            "left_out": filled(self._labels.left_out, number=last) if len(shown) < len(variants) else "",
            "derived_keys": 0 if is_all else derived,
            "all_derived": self._labels.all_derived if is_all else "",
            "shortened_answers": sum(is_shortened(question, self._labels) for question in answered.values()),
        }
        return self._documents.compose(
            Document(
                kind=DocumentKind.OVERVIEW,
                title=filled(self._labels.overview_document, title=plain(self._blueprint.title)),
                language=self._blueprint.language,
                context={**self._constant, **context},
                variants={},
                tables={
                    "key_table": key_table(grids, self._labels),
                    "locator": locator(shown, self._questions, self._labels),
                },
            )
        )

    def errata(
        self, issues: tuple[Variant, Variant], corrections: Sequence[Correction], kind: DocumentKind
    ) -> Manuscript | None:
        """What to correct on a paper, or in its key, of a variant before and after; ``None`` for nothing."""
        before, after = issues
        is_key = kind is DocumentKind.KEY_ERRATA
        entries = Errata(corrections, self._labels).of(before, after, is_key)
        if not entries:
            return None
        title = f"{self._labels.answer_key} · {self._labels.corrections}" if is_key else self._labels.corrections
        document = self._labels.key_document if is_key else self._labels.exam_document
        views = tuple(CorrectionView(number, each.heading) for number, each in enumerate(entries, start=1))
        own = {"variant": variant_view(after), "title": title, "is_key": is_key, "corrections": views, "place": place}
        named = filled(document, title=plain(self._blueprint.title), number=str(after.number))
        return self._documents.compose(
            Document(
                kind=kind,
                title=f"{named} – {self._labels.corrections}",
                language=self._blueprint.language,
                context={**self._constant, **own},
                variants={after.number: after},
                showings=BOTH,
                texts=tuple(each.shown(self._labels) for each in entries),
            )
        )

    def _of_variant(
        self, kind: DocumentKind, variant: Variant, context: Mapping[str, object], showings: tuple[Showing, ...]
    ) -> Manuscript:
        is_graded = self._blueprint.grading_table and kind.page == DocumentKind.EXAM
        own = {"variant": variant_view(variant), "place": placer(showings)}
        if kind.page == DocumentKind.EXAM:
            own["grading_table"] = grader(is_graded)
        return self._documents.compose(
            Document(
                kind=kind,
                title=filled(self._title_of(kind), title=plain(self._blueprint.title), number=str(variant.number)),
                language=self._blueprint.language,
                context={**self._constant, **own, **context},
                variants={variant.number: variant},
                showings=showings,
                numbers={placed.question.id: placed.number for placed in variant.questions},
                headings=tuple(self._headings(variant)) if showings[0].is_required else (),
                is_graded=is_graded,
            )
        )

    def _headings(self, variant: Variant) -> Iterator[str]:
        """What stands above the sections that have a title."""
        for section in variant.sections:
            if section.title:
                yield plain(section.title)
                yield self._labels.points(section.points)

    def _title_of(self, kind: DocumentKind) -> str:
        titles = {
            DocumentKind.EXAM: self._labels.exam_document,
            DocumentKind.LARGE: self._labels.exam_document,
            DocumentKind.KEY: self._labels.key_document,
            DocumentKind.PRACTICE: self._labels.practice_document,
        }
        return titles[kind]

    def _grid_context(self, *variants: Variant, has_own: bool = True) -> dict[str, object]:
        """What pages with keys may read; where all are derived, it is said once instead of marked at each."""
        placed = (placed for variant in variants for placed in variant.questions)
        answered = [each.question for question in placed for _, each in question.answered()]
        derived = sum(question.id in self._blocks.derived for question in answered)
        is_all = derived == len(answered)
        said = self._labels.all_derived if is_all else ""
        return {
            "grid": gridder(has_own),
            "derived_keys": 0 if is_all else derived,
            "all_derived": said,
            "shortened_answers": sum(is_shortened(question, self._labels) for question in answered),
        }


def _questions_context(variant: Variant, views: Sequence[QuestionView] = ()) -> dict[str, object]:
    """The questions in one list and by section."""
    questions = tuple(views) or question_views(variant)
    return {"questions": questions, "sections": section_views(variant, questions)}


def _one_a_page(blocks: Sequence[ManuscriptBlock]) -> Iterator[ManuscriptBlock]:
    """The blocks with a page break before each question that has none."""
    for before, block in pairwise((PageBreak(), *blocks)):
        if isinstance(block, Placement) and not isinstance(before, PageBreak):
            yield PageBreak()
        yield block
