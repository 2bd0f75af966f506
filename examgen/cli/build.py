"""``examgen build``: papers, keys and bundles from banks, or again from a manifest."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from examgen.cli import options
from examgen.cli.progress import progress
from examgen.cli.report import print_report
from examgen.model.blueprint import KeyStyle, Settings
from examgen.pipeline.request import AuditMode, BankReading, BuildRequest, RunOptions

NOTHING_TO_BUILD = "give a bank, e.g. examgen build quiz.txt, or --exam exam.yaml, or --from DIR/manifest.json"


# Typer makes each parameter a flag, so there are as many as flags.
def build(
    banks: options.Banks = None,
    exam: options.Exam = None,
    variants: Annotated[
        int | None,
        typer.Option(min=1, max=options.MOST_VARIANTS, metavar="N", help="How many variants. [default: 4]"),
    ] = None,
    questions: options.Questions = None,
    seed: options.Seed = None,
    seats: Annotated[
        str | None,
        typer.Option(metavar="ROWSxCOLS|FILE", help="Say which variant lies on which seat of a room, e.g. 6x8."),
    ] = None,
    history: Annotated[
        str | None, typer.Option(metavar="FILE", help="Record the exam in a file of past exams, by its --date.")
    ] = None,
    out: options.Out = None,
    no_shuffle_questions: options.NoShuffleQuestions = False,
    no_shuffle_options: options.NoShuffleOptions = False,
    title: options.Title = None,
    date: options.Date = None,
    paper: options.PaperSize = None,
    landscape: options.Landscape = False,
    columns: options.Columns = None,
    font: options.FontFamily = None,
    size: options.Size = None,
    access: options.AccessCopy = None,
    one_per_page: options.OnePerPage = False,
    language: options.Language = None,
    key: Annotated[
        KeyStyle | None,
        typer.Option(case_sensitive=False, help="Keys with explanations, or grids and short notes. [default: full]"),
    ] = None,
    template: options.Template = None,
    jobs: options.Jobs = None,
    from_manifest: Annotated[
        str | None, typer.Option("--from", metavar="MANIFEST", help="Print an earlier build again, byte for byte.")
    ] = None,
    amend: Annotated[
        bool, typer.Option("--amend", help="With --from: print it with the banks' corrections, in the same order.")
    ] = False,
    key_changed: Annotated[
        bool, typer.Option("--key-changed", help="With --amend: let corrections change the key.")
    ] = False,
    encoding: options.Encoding = None,
    format: options.Format = None,
    key_base: options.KeyBase = None,
    skip_unresolved: options.SkipUnresolved = False,
    skip_errors: options.SkipErrors = False,
    audit: Annotated[
        str | None, typer.Option(metavar="on|full", help="How finished pages are read back and proved. [default: on]")
    ] = None,
    no_audit: options.NoAudit = False,
    no_bundles: options.NoBundles = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be drawn from what; print and write nothing.")
    ] = False,
) -> None:
    """Print numbered variants of an exam, each with its answer key.

    The folder then holds exam-01.pdf, key-01.pdf and so on, a bundle of each for the print shop,
    answers.csv, and manifest.json with everything needed to print the same pages again.
    """
    settings = Settings(
        title=title,
        date=date,
        history=history,
        variants=variants,
        questions=questions,
        seed=seed,
        seats=seats,
        shuffle_questions=False if no_shuffle_questions else None,
        shuffle_options=False if no_shuffle_options else None,
        paper=paper,
        landscape=landscape or None,
        columns=columns,
        font=font,
        size=size,
        access=access,
        one_per_page=one_per_page or None,
        language=language,
        key=key,
        template=template,
    )
    request = BuildRequest(
        banks=tuple(banks or ()),
        settings=settings,
        exam=exam,
        from_manifest=from_manifest,
        amend=amend,
        key_changed=key_changed,
        reading=BankReading(
            encoding=encoding,
            format=format,
            key_base=key_base,
            skip_unresolved=skip_unresolved,
            skip_errors=skip_errors,
        ),
        run=RunOptions(out=out, jobs=jobs, audit=_audit_mode(audit, no_audit), bundles=not no_bundles),
    )
    _check_source(request)
    if dry_run:
        from examgen.pipeline.dry_run import plan_build

        print_report(plan_build(request).summary, ())
        return
    from examgen.pipeline.build import build as run

    with progress("variants") as line:
        report = run(replace(request, run=replace(request.run, progress=line)))
    print_report(report.summary, report.noticed)


def _audit_mode(audit: str | None, no_audit: bool) -> AuditMode:
    if no_audit and audit:
        raise typer.BadParameter("--no-audit and --audit say opposite things: leave out one")
    if audit not in (None, AuditMode.ON, AuditMode.FULL):
        raise typer.BadParameter(f'--audit takes "on" or "full", not "{audit}"')
    return AuditMode.OFF if no_audit else AuditMode(audit or AuditMode.ON)


def _check_source(request: BuildRequest) -> None:
    """Refuse a request that names no source, or a manifest and something else."""
    settings = (request.exam, request.settings != Settings(), request.reading != BankReading())
    kept = (request.exam, replace(request.settings, history=None) != Settings(), request.reading != BankReading())
    if request.from_manifest and request.amend and any(kept):
        raise typer.BadParameter(
            "--amend keeps the settings of the earlier build: leave out all but banks and --history"
        )
    if request.from_manifest and not request.amend and any((request.banks, *settings)):
        raise typer.BadParameter("--from prints an earlier build as it was: leave out banks and settings")
    if request.amend and not request.from_manifest:
        raise typer.BadParameter("--amend needs the earlier build: name its manifest with --from")
    if request.key_changed and not request.amend:
        raise typer.BadParameter("--key-changed goes with --amend")
    if not (request.from_manifest or request.banks or request.exam):
        raise typer.BadParameter(NOTHING_TO_BUILD)
