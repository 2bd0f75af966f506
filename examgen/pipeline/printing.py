"""A plan in, finished files out: each variant is composed, set, pressed, written and audited, in any process.

A `PrintPlan` says everything and is small enough to send to any worker; a `PrintShop` is a worker's equipment,
opened once for a plan and kept.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from examgen.assemble.variants import Shuffle
from examgen.audit import Signs, signs_of
from examgen.compose import Composer, Template, laid_out, laid_out_large
from examgen.diagnostics import Diagnostic, Severity
from examgen.model.bank import Question
from examgen.model.blueprint import AnswerPlace, Blueprint
from examgen.model.manuscript import DocumentKind, Manuscript, Placement, QuestionBlock
from examgen.model.pressed import PressedDocument
from examgen.model.variant import Variant
from examgen.pipeline.proof import Proof, wording_of
from examgen.pipeline.request import AuditMode
from examgen.press import Press, PressedFile
from examgen.typeset import Shelf, Typesetter

QUOTED = 60
GRIDS_TOGETHER = 100
FILE_NAMES = {
    DocumentKind.EXAM: "exam-{}.pdf",
    DocumentKind.KEY: "key-{}.pdf",
    DocumentKind.LARGE: "exam-{}-large.pdf",
    DocumentKind.PRACTICE: "sheet-{}.pdf",
}


@dataclass(frozen=True)
class PrintPlan:
    """Everything that decides the files of one build."""

    blueprint: Blueprint
    template: Template
    questions: tuple[Question, ...]
    """The selection; for practice sheets all that may be drawn."""

    folder: Path
    audit: AuditMode = AuditMode.ON
    practice: AnswerPlace | None = None
    """Where practice sheets are answered; ``None`` for exams with keys."""

    @property
    def kinds(self) -> tuple[DocumentKind, ...]:
        """What is printed of each variant."""
        if self.practice is not None:
            return (DocumentKind.PRACTICE,)
        large = (DocumentKind.LARGE,) if self.blueprint.access else ()
        return (DocumentKind.EXAM, DocumentKind.KEY, *large)

    def variant(self, number: int) -> Variant:
        """A variant of this plan; depends on its number and the seed only."""
        if number not in self._made:
            made = (
                self._shuffle.sheet(number, self.blueprint.questions)
                if self.practice
                else self._shuffle.variant(number)
            )
            self._made[number] = made
        return self._made[number]

    def __getstate__(self) -> dict[str, Any]:
        """What is sent to workers: they make their variants themselves."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def _made(self) -> dict[int, Variant]:
        return {}

    @cached_property
    def _shuffle(self) -> Shuffle:
        asked = self.blueprint
        return Shuffle(self.questions, asked.seed, asked.shuffle_questions, asked.shuffle_options)

    def path(self, kind: DocumentKind, number: int) -> Path:
        """Where a document goes; numbers are as wide as the last one, at least two digits."""
        width = max(2, len(str(self.blueprint.variants)))
        return self.folder / FILE_NAMES[kind].format(f"{number:0{width}d}")


@dataclass(frozen=True, slots=True)
class Printed:
    """What is left in memory of a printed variant."""

    number: int
    documents: tuple[PressedDocument, ...]
    """One for each kind of the plan, in its order."""


class PrintShop:
    """A worker's equipment for one plan: fonts closed, every question set, ready to print any variant."""

    def __init__(self, plan: PrintPlan) -> None:
        self.plan = plan
        labels = plan.template.labels(plan.blueprint.language, plan.blueprint.letters)
        self._composer = Composer(plan.blueprint, plan.template, labels, plan.questions)
        self._proof = Proof(plan.audit, wording_of(labels), plan.blueprint, plan.practice)
        self.overlong: list[tuple[str, str]] = []
        """Words wider than their line, with the ids of their questions."""

        self._typesetters: dict[DocumentKind, Typesetter] = {}
        self._presses: dict[DocumentKind, Press] = {}
        self.signs: dict[DocumentKind, Signs] = {}
        """What the audit must read for each formula and picture."""

        for kind in plan.kinds:
            self._equip(kind, [self._compose(kind, plan.variant(number)) for number in self._samples()])

    def print(self, number: int) -> Printed:
        """Print all documents of one variant into the plan's folder, and prove them."""
        variant = self.plan.variant(number)
        documents = []
        for kind in self.plan.kinds:
            pressed = self._press(kind, self._compose(kind, variant))
            path = self.plan.path(kind, number)
            path.write_bytes(pressed.file)
            self._proof.prove(kind, path, variant, self.signs[kind])
            documents.append(pressed.document)
        return Printed(number, tuple(documents))

    def print_grids(self, variants: Sequence[Variant], path: Path) -> list[PressedFile]:
        """The key grids of all variants, which go first into the bundle of keys; each proved at ``path``, then removed.

        They come as a document for every few hundred variants, so that their number costs no memory.
        """
        self._equip(DocumentKind.GRIDS, [self._composer.grids(variants[:1])])
        parts = [variants[first : first + GRIDS_TOGETHER] for first in range(0, len(variants), GRIDS_TOGETHER)]
        return [self._print_grids(part, path) for part in parts]

    def _print_grids(self, variants: Sequence[Variant], path: Path) -> PressedFile:
        pressed = self._press(DocumentKind.GRIDS, self._composer.grids(variants))
        path.write_bytes(pressed.file)
        self._proof.prove_grids(path, variants)
        path.unlink()
        return pressed

    def prove_layout(self, number: int) -> None:
        """Check fonts and page map of one variant; what holds for it holds for all."""
        variant = self.plan.variant(number)
        for kind in self.plan.kinds:
            typesetter = self._typesetters[kind]
            pages = typesetter.set(self._compose(kind, variant), mapped=True)
            self._proof.prove_layout(self.plan.path(kind, number), pages, typesetter.frame)

    def _samples(self) -> range:
        """The variants whose manuscripts hold every question that may be printed."""
        return range(1, 2) if self.plan.practice is None else range(1, self.plan.blueprint.variants + 1)

    def _compose(self, kind: DocumentKind, variant: Variant) -> Manuscript:
        match kind:
            case DocumentKind.EXAM:
                return self._composer.exam(variant)
            case DocumentKind.KEY:
                return self._composer.key(variant)
            case DocumentKind.LARGE:
                return self._composer.large(variant)
            case _:
                assert self.plan.practice is not None
                return self._composer.practice(variant, self.plan.practice)

    def _equip(self, kind: DocumentKind, samples: Sequence[Manuscript]) -> None:
        blueprint, template = self.plan.blueprint, self.plan.template
        is_large = kind is DocumentKind.LARGE
        style = laid_out_large(template.large_style, blueprint) if is_large else laid_out(template.style, blueprint)
        typesetter = Typesetter(style, blueprint.sheet, Shelf(blueprint.language), samples[0].letters)
        self.overlong += typesetter.prepare(self._blocks(samples), samples)
        self._typesetters[kind], self._presses[kind] = typesetter, Press(kind, typesetter.subsets, typesetter.graphics)
        self.signs[kind] = signs_of(typesetter.drawn)

    def _blocks(self, samples: Sequence[Manuscript]) -> list[QuestionBlock]:
        """The question blocks of some manuscripts, each once, in the bank's order."""
        placed = (block.block for sample in samples for block in sample.blocks if isinstance(block, Placement))
        rank = {question.id: place for place, question in enumerate(self.plan.questions)}
        return sorted({id(block): block for block in placed}.values(), key=lambda block: rank[block.id])

    def _press(self, kind: DocumentKind, manuscript: Manuscript) -> PressedFile:
        return self._presses[kind].press(self._typesetters[kind].set(manuscript))


_open_shops: dict[str, PrintShop] = {}
"""At most one: equipment that a worker keeps between its tasks, and that a forked worker inherits."""


def open_shop(key: str, plan: PrintPlan) -> PrintShop:
    """The shop for a plan, opened once in each process; ``key`` names the plan."""
    if key not in _open_shops:
        _open_shops.clear()
        _open_shops[key] = PrintShop(plan)
    return _open_shops[key]


def print_variants(key: str, sealed: bytes, numbers: Sequence[int]) -> list[Printed]:
    """Print some variants; what a worker is asked to do. The plan comes pickled, and is opened only if it is new."""
    shop = _open_shops.get(key) or open_shop(key, pickle.loads(sealed))
    with _collector_paused():
        return [shop.print(number) for number in numbers]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pages hold no reference cycles: looking for some after every few hundred marks costs a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def shortened(word: str) -> str:
    """A word short enough to quote."""
    return word if len(word) <= QUOTED else word[: QUOTED - 1] + "…"


def overlong_warnings(plan: PrintPlan, overlong: Sequence[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """A warning for each word that had to be broken anywhere."""
    by_id = {question.id: question for question in plan.questions}
    return tuple(
        Diagnostic(
            severity=Severity.WARNING,
            rule="overlong-word",
            message=f"“{shortened(word)}” is wider than its line and is broken between letters",
            path=by_id[identity].path,
            line=by_id[identity].line,
            question=by_id[identity].number or identity,
            hint="put spaces or hyphens where it may break",
        )
        for identity, word in dict.fromkeys(overlong)
    )
