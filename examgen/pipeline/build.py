"""A build request in, an output folder with papers, keys, bundles and their record out."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from examgen.assemble import Settled, identical
from examgen.deliver import Amendment, Manifest
from examgen.diagnostics import Diagnostic
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.seats import Seating
from examgen.model.variant import Variant
from examgen.pipeline.amend_lines import amend_lines
from examgen.pipeline.astray import astray_lines
from examgen.pipeline.binding import Bound
from examgen.pipeline.commission import Commission, take
from examgen.pipeline.drawing import drawn, drawn_before
from examgen.pipeline.history import record as record_build
from examgen.pipeline.key_lines import key_lines
from examgen.pipeline.production import Order, produce
from examgen.pipeline.request import AuditMode, BuildRequest, RunOptions
from examgen.pipeline.seats import seat_lines
from examgen.pipeline.summary import content_line, counted, each, print_line, replaced_line


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What was built, for people and for callers."""

    out: Path
    blueprint: Blueprint
    questions: tuple[Question, ...]
    variants: tuple[Variant, ...]
    pages: tuple[tuple[int, ...], ...]
    """Page counts of each variant: paper, then key, then large print if that was asked for."""

    identical: tuple[tuple[int, int], ...]
    """Numbers of variants that came out the same."""

    settled: Settled
    seating: Seating | None
    amendment: Amendment | None
    """What an amended exam says otherwise than the issue before."""

    bound: Bound
    diagnostics: tuple[Diagnostic, ...]
    """What `check` says of the bank as well."""

    left_out: tuple[str, ...]
    """What the questions are called that hold errors."""

    noticed: tuple[Diagnostic, ...]
    """What only setting the pages shows."""

    recorded: str
    """Says in which history of exams it is; empty if none is kept."""

    replaced: str
    """Where in the folder the record of an earlier build went; empty if there was none."""

    run: RunOptions

    @property
    def summary(self) -> tuple[str, ...]:
        """A few lines that say what to print and what to look at."""
        same = (f"warning: variants {first} and {second} are identical" for first, second in self.identical)
        seed = f"seed {self.blueprint.seed} · the same again: examgen build --from {self.out / 'manifest.json'}"
        content = content_line(self.questions, self.diagnostics, self.left_out)
        keys = key_lines(self.settled, self.blueprint)
        amended = amend_lines(self.blueprint.issue, self.amendment, self.questions) if self.amendment else ()
        return (
            content,
            *amended,
            _variants_line(self),
            *same,
            *astray_lines(self.variants),
            _print_line(self),
            *seat_lines(self.seating),
            *keys,
            *([self.recorded] if self.recorded else []),
            seed,
            *replaced_line(self.out, self.replaced),
        )


def build(request: BuildRequest, executor: Executor | None = None) -> BuildReport:
    """Print what is asked for; with an executor, its workers print the variants."""
    if request.from_manifest and request.amend:
        from examgen.pipeline.amend import amend

        return amend(request, executor)
    if request.from_manifest:
        from examgen.pipeline.reprint import reprint

        return reprint(Path(request.from_manifest), request.run, executor)
    commission = take(request.banks, request.settings, request.exam, request.reading, request.run.out, "build")
    return build_commission(commission, request.run, executor)


def build_commission(
    commission: Commission,
    run: RunOptions,
    executor: Executor | None = None,
    expected: Manifest | None = None,
    record: Manifest | None = None,
) -> BuildReport:
    """Draw, or take the draw from a ``record``, then produce; with ``expected`` the outcome must agree, too."""
    blueprint, record = commission.blueprint, record or expected
    drawing = drawn_before(commission, record) if record else drawn(commission)
    kept = {"history": commission.history_name} if commission.history_name else {}
    order = Order(command="build", drawing=drawing, options=commission.reading.recorded() | kept, expected=expected)
    product = produce(commission, order, run, executor)
    recorded = "" if expected else record_build(commission, drawing.questions)
    assert product.settled is not None
    return BuildReport(
        out=commission.out,
        blueprint=blueprint,
        questions=drawing.questions,
        variants=product.variants,
        pages=product.pages,
        identical=identical(product.variants),
        settled=product.settled,
        seating=product.seating,
        amendment=product.amendment,
        bound=product.bound,
        diagnostics=commission.diagnostics,
        left_out=commission.left_out,
        noticed=product.noticed,
        replaced=product.replaced,
        recorded=recorded,
        run=run,
    )


def _variants_line(report: BuildReport) -> str:
    papers, keys, *copies = zip(*report.pages, strict=True)
    large = [f"large print {each(counts)}" for counts in copies]
    proved = "not audited" if report.run.audit is AuditMode.OFF else "every letter checked on paper"
    return " · ".join((counted(len(report.variants), "variant"), each(papers), f"keys {each(keys)}", *large, proved))


def _print_line(report: BuildReport) -> str:
    bound = report.bound
    if not bound.papers:
        return f"in {report.out}"
    last = bound.grid_pages
    where = "page 1 has all grids" if last == 1 else f"pages 1 to {last} have all grids"
    return f"{print_line(report.out, bound.papers)} · answers: {bound.keys[0]}, {where}"
