"""``examgen practice``: sheets to practise with, each drawn and shuffled anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from examgen.cli import options
from examgen.cli.progress import progress
from examgen.cli.report import print_report
from examgen.model.blueprint import AnswerPlace, Settings
from examgen.pipeline.request import AuditMode, BankReading, PracticeRequest, RunOptions


# Typer makes each parameter a flag, so there are as many as flags.
def practice(
    banks: options.Banks = None,
    exam: options.Exam = None,
    sheets: Annotated[
        int | None, typer.Option(min=1, max=options.MOST_VARIANTS, metavar="N", help="How many sheets. [default: 4]")
    ] = None,
    questions: options.Questions = None,
    answers: Annotated[
        AnswerPlace, typer.Option(case_sensitive=False, help="Where right answers and explanations stand.")
    ] = AnswerPlace.END,
    not_in: Annotated[
        list[str] | None,
        typer.Option(metavar="DIR", help="Leave out the questions of a build; may be given several times."),
    ] = None,
    seed: options.Seed = None,
    out: options.Out = None,
    no_shuffle_questions: options.NoShuffleQuestions = False,
    no_shuffle_options: options.NoShuffleOptions = False,
    title: options.Title = None,
    paper: options.PaperSize = None,
    landscape: options.Landscape = False,
    columns: options.Columns = None,
    font: options.FontFamily = None,
    size: options.Size = None,
    language: options.Language = None,
    template: options.Template = None,
    jobs: options.Jobs = None,
    encoding: options.Encoding = None,
    format: options.Format = None,
    key_base: options.KeyBase = None,
    skip_unresolved: options.SkipUnresolved = False,
    skip_errors: options.SkipErrors = False,
    no_audit: options.NoAudit = False,
    no_bundles: options.NoBundles = False,
) -> None:
    """Print practice sheets; they draw apart from exams, so that they do not rehearse one.

    The folder then holds sheet-01.pdf and so on, and a bundle of them for the print shop.
    """

    if not (banks or exam):
        raise typer.BadParameter("give a bank, e.g. examgen practice quiz.txt, or --exam exam.yaml")
    request = PracticeRequest(
        banks=tuple(banks or ()),
        settings=Settings(
            title=title,
            variants=sheets,
            questions=questions,
            seed=seed,
            shuffle_questions=False if no_shuffle_questions else None,
            shuffle_options=False if no_shuffle_options else None,
            paper=paper,
            landscape=landscape or None,
            columns=columns,
            font=font,
            size=size,
            language=language,
            template=template,
        ),
        exam=exam,
        answers=answers,
        not_in=tuple(not_in or ()),
        reading=BankReading(
            encoding=encoding,
            format=format,
            key_base=key_base,
            skip_unresolved=skip_unresolved,
            skip_errors=skip_errors,
        ),
        run=RunOptions(out=out, jobs=jobs, audit=AuditMode.OFF if no_audit else AuditMode.ON, bundles=not no_bundles),
    )
    from examgen.pipeline.practice import practice as run

    with progress("sheets") as line:
        report = run(replace(request, run=replace(request.run, progress=line)))
    print_report(report.summary, report.noticed)
