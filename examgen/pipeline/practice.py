"""A practice request in, a folder of practice sheets out, each drawn and shuffled anew."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from examgen.deliver import Manifest, manifest_in
from examgen.diagnostics import Diagnostic
from examgen.errors import ManifestError, RequestError
from examgen.model.bank import Question
from examgen.model.blueprint import AnswerPlace, Blueprint
from examgen.model.variant import Variant
from examgen.pipeline.astray import astray_lines
from examgen.pipeline.binding import Bound
from examgen.pipeline.commission import Commission, take
from examgen.pipeline.drawing import drawn_for_practice
from examgen.pipeline.production import Order, produce
from examgen.pipeline.request import AuditMode, PracticeRequest, RunOptions
from examgen.pipeline.summary import content_line, counted, each, print_line


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeReport:
    """What was printed, for people and for callers."""

    out: Path
    blueprint: Blueprint
    questions: tuple[Question, ...]
    """All that any sheet holds."""

    sheets: tuple[Variant, ...]
    pages: tuple[int, ...]
    answers: AnswerPlace
    shared: tuple[tuple[str, int], ...]
    """Builds in sight that hold some of these questions, with their number."""

    bound: Bound
    diagnostics: tuple[Diagnostic, ...]
    """What `check` says of the bank as well."""

    left_out: tuple[str, ...]
    """What the questions are called that hold errors."""

    noticed: tuple[Diagnostic, ...]
    """What only setting the pages shows."""

    run: RunOptions

    @property
    def summary(self) -> tuple[str, ...]:
        """A few lines that say what to print and what it shares with exams."""
        return (
            content_line(self.questions, self.diagnostics, self.left_out, "drawn in all: "),
            _sheets_line(self),
            *astray_lines(self.sheets),
            *_shared_lines(self),
            _end_line(self),
        )


def practice(request: PracticeRequest, executor: Executor | None = None) -> PracticeReport:
    """Print practice sheets; with an executor, its workers print them."""
    commission = take(request.banks, request.settings, request.exam, request.reading, request.run.out, "practice")
    commission = _without(commission, _used_in(request.not_in))
    drawing = drawn_for_practice(commission)
    order = Order(
        command="practice",
        drawing=drawing,
        options={**commission.reading.recorded(), "answers": request.answers.value},
        practice=request.answers,
    )
    product = produce(commission, order, request.run, executor)
    return PracticeReport(
        out=commission.out,
        blueprint=commission.blueprint,
        questions=drawing.questions,
        sheets=product.variants,
        pages=tuple(counts[0] for counts in product.pages),
        answers=request.answers,
        shared=() if request.not_in else _shared(drawing.questions, commission.out.parent),
        bound=product.bound,
        diagnostics=commission.diagnostics,
        left_out=commission.left_out,
        noticed=product.noticed,
        run=request.run,
    )


def _without(commission: Commission, ids: frozenset[str]) -> Commission:
    kept = tuple(question for question in commission.questions if question.id not in ids)
    used = len(commission.questions) - len(kept)
    if used and len(kept) < (commission.blueprint.questions or 1):
        asked = f", and {commission.blueprint.questions} were asked for" if commission.blueprint.questions else ""
        raise RequestError(
            f"the builds of --not-in hold {used} of the {len(commission.questions)} questions: "
            f"{len(kept)} are left{asked}",
            remedy="ask for fewer with --questions, add questions to the bank, or leave out --not-in",
        )
    return replace(commission, questions=kept)


def _used_in(folders: Sequence[str]) -> frozenset[str]:
    """Ids of the questions that builds in these folders printed."""
    used: set[str] = set()
    for folder in folders:
        manifest = manifest_in(Path(folder))
        if manifest is None:
            raise ManifestError(f"{folder} holds no build", remedy="name an output folder with a manifest.json in it")
        used |= _ids(manifest)
    return frozenset(used)


def _ids(manifest: Manifest) -> set[str]:
    return {identity for order in manifest.variants for identity, _ in order.questions}


def _shared(drawn: Sequence[Question], sight: Path) -> tuple[tuple[str, int], ...]:
    """Builds beside the practice folder that hold some of the questions drawn."""
    ids = {question.id for question in drawn}
    found = []
    for path in sorted(sight.glob("*/manifest.json")):
        try:
            manifest = manifest_in(path.parent)
        except ManifestError:
            continue  # somebody else's manifest.json says nothing about exams
        if manifest and manifest.command == "build" and (common := len(ids & _ids(manifest))):
            found.append((str(path.parent), common))
    return tuple(found)


def _sheets_line(report: PracticeReport) -> str:
    places = {
        AnswerPlace.END: "answers at the end",
        AnswerPlace.INLINE: "answers inline",
        AnswerPlace.NONE: "no answers",
    }
    proved = "not audited" if report.run.audit is AuditMode.OFF else "every letter checked on paper"
    sheets = f"{counted(len(report.sheets), 'sheet')} of {counted(len(report.sheets[0].questions), 'question')}"
    return " · ".join((sheets, each(report.pages), places[report.answers], proved))


def _shared_lines(report: PracticeReport) -> tuple[str, ...]:
    return tuple(
        f"{common} of these questions are also in the exam in {folder}: --not-in {folder} leaves them out"
        for folder, common in report.shared
    )


def _end_line(report: PracticeReport) -> str:
    papers = report.bound.papers
    where = print_line(report.out, papers) if papers else f"in {report.out}"
    return f"{where} · seed {report.blueprint.seed}"
