"""A build request in, an output folder with papers, keys, bundles and their record out, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import examgen
from examgen.assemble import check_distinct, identical, select
from examgen.deliver import (
    Manifest,
    deliver,
    installed_versions,
    listed_files,
    order_of,
    staging,
    write_answers,
    write_manifest,
    write_sources,
)
from examgen.diagnostics import Diagnostic, Severity
from examgen.model.bank import KeyOrigin, Question
from examgen.model.blueprint import Blueprint
from examgen.model.variant import Variant
from examgen.pipeline.binding import Binder
from examgen.pipeline.commission import Commission, take
from examgen.pipeline.printing import PrintPlan, open_shop, overlong_warnings
from examgen.pipeline.request import AuditMode, BankReading, BuildRequest, RunOptions
from examgen.pipeline.workers import print_all

VERSIONED = ("reportlab", "jinja2", "pypdf", "uharfbuzz", "pyphen", "markdown-it-py", "pypdfium2")
"""Distributions that decide bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What was built, for people and for callers."""

    out: Path
    blueprint: Blueprint
    questions: tuple[Question, ...]
    variants: tuple[Variant, ...]
    pages: tuple[tuple[int, ...], ...]
    """Page counts of each variant: paper, then key."""

    identical: tuple[tuple[int, int], ...]
    """Numbers of variants that came out the same."""

    diagnostics: tuple[Diagnostic, ...]
    run: RunOptions

    @property
    def summary(self) -> tuple[str, ...]:
        """A few lines that say what to print and what to look at."""
        return (*_content_lines(self), *_paper_lines(self), *_next_lines(self))


def build(request: BuildRequest, executor: Executor | None = None) -> BuildReport:
    """Print what is asked for; with an executor, its workers print the variants."""
    if request.from_manifest:
        from examgen.pipeline.reprint import reprint

        return reprint(Path(request.from_manifest), request.run, executor)
    commission = take(request.banks, request.settings, request.exam, request.reading, request.run.out)
    return build_commission(commission, request.reading, request.run, executor)


def build_commission(
    commission: Commission, reading: BankReading, run: RunOptions, executor: Executor | None = None
) -> BuildReport:
    """Draw, print, bind, record and deliver."""
    blueprint = commission.blueprint
    selection = select(commission.questions, blueprint.questions, blueprint.seed)
    check_distinct(selection, blueprint.variants, blueprint.shuffle_questions, blueprint.shuffle_options)
    with staging(commission.out) as stage:
        plan = PrintPlan(blueprint, commission.template, selection, stage.folder, run.audit)
        variants = tuple(plan.variant(number) for number in range(1, blueprint.variants + 1))
        pages, overlong = _print(plan, variants, run, executor)
        write_answers(stage.folder / "answers.csv", variants)
        _record(stage.folder, commission, reading, variants)
        deliver(stage)
    return BuildReport(
        out=commission.out,
        blueprint=blueprint,
        questions=selection,
        variants=variants,
        pages=pages,
        identical=identical(variants),
        diagnostics=(*commission.diagnostics, *overlong),
        run=run,
    )


def _print(
    plan: PrintPlan, variants: Sequence[Variant], run: RunOptions, executor: Executor | None
) -> tuple[tuple[tuple[int, ...], ...], tuple[Diagnostic, ...]]:
    """All documents and bundles into the plan's folder; returns page counts and what was noticed in setting."""
    key = os.urandom(8).hex()
    shop = open_shop(key, plan)
    pages: list[tuple[int, ...]] = []
    binder = Binder(plan, shop, variants) if run.bundles else None
    for printed in print_all(key, plan, run.jobs, executor):
        pages.append(tuple(len(document.pages) for document in printed.documents))
        if printed.number == 1:
            shop.prove_layout(1)
        if binder:
            binder.add(printed)
    if binder:
        binder.close()
    return tuple(pages), overlong_warnings(plan, shop.overlong)


def _record(folder: Path, commission: Commission, reading: BankReading, variants: Sequence[Variant]) -> None:
    sources = write_sources(folder, commission.originals)
    manifest = Manifest(
        command="build",
        versions=installed_versions(examgen.__version__, VERSIONED),
        blueprint=commission.blueprint,
        options={
            "encoding": reading.encoding,
            "format": reading.format,
            "skip_unresolved": reading.skip_unresolved,
        },
        sources=sources,
        variants=tuple(order_of(variant) for variant in variants),
        files=listed_files(folder),
    )
    write_manifest(folder, manifest)


def _content_lines(report: BuildReport) -> tuple[str, ...]:
    derived = sum(question.key_origin is KeyOrigin.DERIVED for question in report.questions)
    parts = [counted(len(report.questions), "question")]
    parts += [f"{counted(derived, 'key')} taken from the explanations"] if derived else []
    warnings = [found for found in report.diagnostics if found.severity is Severity.WARNING]
    if warnings:
        places = ", ".join(dict.fromkeys(f"question {w.question}" if w.question else w.path for w in warnings))
        parts.append(f"{counted(len(warnings), 'warning')} ({places}: examgen check shows {_pronoun(len(warnings))})")
    return (" · ".join(parts),)


def _paper_lines(report: BuildReport) -> tuple[str, ...]:
    papers, keys = ([counts[place] for counts in report.pages] for place in (0, 1))
    parts = [counted(len(report.variants), "variant"), _each(papers), f"keys {_each(keys)}"]
    parts.append("not audited" if report.run.audit is AuditMode.OFF else "every letter checked on paper")
    same = tuple(f"variants {first} and {second} are identical" for first, second in report.identical)
    return (" · ".join(parts), *(f"warning: {line}" for line in same))


def _next_lines(report: BuildReport) -> tuple[str, ...]:
    seed = f"seed {report.blueprint.seed} · same pages again: examgen build --from {report.out / 'manifest.json'}"
    if not report.run.bundles:
        return (f"in {report.out}", seed)
    exams = sorted(path.name for path in report.out.glob("bundle-exams*.pdf"))
    keys = sorted(path.name for path in report.out.glob("bundle-keys*.pdf"))
    return (
        f"print {report.out / exams[0]}{' and the volumes after it' if len(exams) > 1 else ''} on both sides"
        f" · answers: {keys[0]}, page 1 has all grids",
        seed,
    )


def counted(number: int, word: str) -> str:
    """A number with its word: "1 key", "2 keys"."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _pronoun(number: int) -> str:
    return "it" if number == 1 else "them"


def _each(counts: Sequence[int]) -> str:
    low, high = min(counts), max(counts)
    return f"{counted(low, 'page')} each" if low == high else f"{low}–{high} pages each"

