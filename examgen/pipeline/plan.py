"""Everything that decides the files of one build, small enough to send to any worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from examgen.assemble import PRACTICE, Make, Realiser, Record, Settled, Shuffle, Shuffling, settle
from examgen.compose import Template
from examgen.deliver import VariantOrder
from examgen.formats.realise import realised
from examgen.model.bank import Question, QuestionSet
from examgen.model.blueprint import AnswerPlace, Blueprint, Values
from examgen.model.manuscript import DocumentKind
from examgen.model.selection import Selection
from examgen.model.variant import Redraw, Redrawn, Variant
from examgen.pipeline.request import AuditMode
from examgen.typeset import FontFile

LOT = 32
"""Variants with values of their own that are set together: enough to hide the cost of making fonts for them."""

FILE_NAMES = {
    DocumentKind.EXAM: "exam-{}.pdf",
    DocumentKind.KEY: "key-{}.pdf",
    DocumentKind.LARGE: "exam-{}-large.pdf",
    DocumentKind.PRACTICE: "sheet-{}.pdf",
    DocumentKind.ERRATA: "errata-{}.pdf",
    DocumentKind.LARGE_ERRATA: "errata-{}-large.pdf",
    DocumentKind.KEY_ERRATA: "key-errata-{}.pdf",
}


@dataclass(frozen=True)
class PrintPlan:
    """Everything that decides the files of one build."""

    blueprint: Blueprint
    template: Template
    questions: tuple[Question, ...]
    """All that any variant holds, in the bank's order."""

    folder: Path
    audit: AuditMode = AuditMode.ON
    practice: AnswerPlace | None = None
    """Where practice sheets are answered; ``None`` for exams with keys."""

    fonts: tuple[FontFile, ...] = ()
    """Named for the scripts that the shipped ones lack."""

    selections: tuple[Selection, ...] = ()
    """What is on the papers: one selection for all variants, or one for each; none where all questions are."""

    sets: tuple[QuestionSet, ...] = ()
    redrawn: Mapping[int, tuple[Redraw, ...]] = field(default_factory=dict)
    """What rules had drawn again, by number of variant."""

    kept: tuple[VariantOrder, ...] = ()
    """Recorded orders of an amended exam, which is not drawn again."""

    make: Make = realised
    """Reads the source of a parametrised question with values in it."""

    @property
    def kinds(self) -> tuple[DocumentKind, ...]:
        """What is printed of each variant."""
        if self.practice is not None:
            return (DocumentKind.PRACTICE,)
        large = (DocumentKind.LARGE,) if self.blueprint.access else ()
        return (DocumentKind.EXAM, DocumentKind.KEY, *large)

    def variant(self, number: int) -> Variant:
        """A variant of this plan; made in any process from its number, the seed and what was drawn again."""
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]

    def _make(self, number: int) -> Variant:
        selection = self._selection(number)
        if self.practice:
            return self._shuffle.sheet(number, selection)
        if self.kept and selection:
            return self._shuffle.recorded(number, selection, _record(self.kept[number - 1]))
        return self._shuffle.variant(number, selection, self.redrawn.get(number, ()))

    @property
    def samples(self) -> range:
        """The variants that hold every question among them, and every set of values."""
        return range(1, (self.blueprint.variants if self._has_values else max(len(self.selections), 1)) + 1)

    @property
    def lots(self) -> tuple[range, ...]:
        """The variants that are set together, with the same fonts: all, but few where each has values of its own.

        So the number of variants costs no memory, each set of values is set once, and workers share all of it.
        """
        last = self.blueprint.variants
        size = LOT if self._has_values else last
        return tuple(range(first, min(first + size, last + 1)) for first in range(1, last + 1, size))

    def samples_of(self, lot: range) -> range:
        """The variants that hold among them every question that the variants of a lot hold."""
        return lot if self._has_values else self.samples

    @property
    def _has_values(self) -> bool:
        """Whether variants differ in the values of their questions."""
        programs = (question.program for question in self.questions)
        return self.blueprint.values is not Values.SAME and any(p and not p.is_same for p in programs)

    def _selection(self, number: int) -> Selection | None:
        each = self.selections
        return each[number - 1] if len(each) > 1 else each[0] if each else None

    def __getstate__(self) -> dict[str, Any]:
        """What is sent to workers: they make their variants themselves."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def _made(self) -> dict[int, Variant]:
        return {}

    def realised(self, number: int) -> tuple[Question, ...]:
        """The parametrised questions of a variant with its values."""
        selection = self._selection(number)
        questions = selection.questions if selection else self.questions
        return tuple(self._realiser.realised(each, number, self._prefix) for each in questions if each.program)

    def expect(self, number: int, questions: Sequence[Question]) -> None:
        """Know what `realised` gave in another process."""
        for question in questions:
            self._realiser.expect(question, number, self._prefix)

    @property
    def _prefix(self) -> str:
        return PRACTICE if self.practice else ""

    @cached_property
    def _realiser(self) -> Realiser:
        return Realiser(self.blueprint, self.make)

    @cached_property
    def _shuffle(self) -> Shuffle:
        return Shuffle(self.questions, self.blueprint.seed, Shuffling.of(self.blueprint), self.sets, self._realiser)

    def settled(self, last: int) -> tuple[PrintPlan, Settled]:
        """The plan with what its rules have drawn again up to this variant, and those variants."""
        if self.kept:
            return self, Settled(tuple(self.variant(number) for number in range(1, last + 1)))
        found = settle(self._shuffle, self.blueprint, self.selections, last)
        redrawn = {variant.number: variant.redrawn for variant in found.variants if variant.redrawn}
        plan = replace(self, redrawn=redrawn)
        plan._made.update((variant.number, variant) for variant in found.variants)
        return plan, found

    def path(self, kind: DocumentKind, number: int) -> Path:
        """Where a document goes; numbers are as wide as the last one, at least two digits."""
        width = max(2, len(str(self.blueprint.variants)))
        return self.folder / FILE_NAMES[kind].format(f"{number:0{width}d}")


def _record(order: VariantOrder) -> Record:
    """What is known of a variant that was printed before."""
    redrawn = tuple(Redraw(name, Redrawn(what), times) for name, what, times in order.moved)
    return Record(dict(order.questions), {name: dict(values) for name, values in order.values}, redrawn)
