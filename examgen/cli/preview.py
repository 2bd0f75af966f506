"""``examgen preview``: pictures of pages, or of one question with its key."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from examgen.cli import options
from examgen.model.blueprint import Settings
from examgen.pipeline.request import BankReading, PreviewRequest

PART = re.compile(r"([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?")
MOST_PAGES = 1000


def _pages(text: str) -> tuple[int, ...]:
    """Page numbers from "2", "1-3" or "1,4-6", each once, in order."""
    parts = [PART.fullmatch(part.strip()) for part in text.split(",")]
    ranges = [range(int(part[1]), int(part[2] or part[1]) + 1) for part in parts if part]
    if len(ranges) < len(parts) or not all(ranges) or sum(map(len, ranges)) > MOST_PAGES:
        raise typer.BadParameter(f'--pages: "{text}" names no pages; write for example 2, 1-3 or 1,4-6')
    return tuple(sorted({page for numbers in ranges for page in numbers}))


# Typer makes each parameter a flag, so there are as many as flags.
def preview(
    banks: options.Banks = None,
    exam: options.Exam = None,
    variant: Annotated[
        list[int] | None,
        typer.Option(min=1, max=options.MOST_VARIANTS, metavar="N", help="A variant; may be given several times."),
    ] = None,
    pages: Annotated[
        str | None, typer.Option(metavar="PAGES", help="For example 2, 1-3 or 1,4-6. [default: all]")
    ] = None,
    keys: Annotated[bool, typer.Option("--keys", help="Show the keys instead of the papers.")] = False,
    question: Annotated[
        str | None, typer.Option(metavar="ID", help="Show one question, as it prints, and its key.")
    ] = None,
    out: Annotated[
        str, typer.Option(metavar="FILE.png|DIR", help="A picture of all pages, or a folder for one of each.")
    ] = "preview.png",
    dpi: Annotated[int, typer.Option(min=20, max=600, metavar="N", help="Dots per inch.")] = 80,
    from_manifest: Annotated[
        str | None, typer.Option("--from", metavar="MANIFEST", help="Show what an earlier build printed.")
    ] = None,
    questions: options.Questions = None,
    seed: options.Seed = None,
    no_shuffle_questions: options.NoShuffleQuestions = False,
    no_shuffle_options: options.NoShuffleOptions = False,
    title: options.Title = None,
    paper: options.PaperSize = None,
    landscape: options.Landscape = False,
    columns: options.Columns = None,
    font: options.FontFamily = None,
    size: options.Size = None,
    access: options.AccessCopy = None,
    one_per_page: options.OnePerPage = False,
    language: options.Language = None,
    template: options.Template = None,
    encoding: options.Encoding = None,
    format: options.Format = None,
    key_base: options.KeyBase = None,
    skip_unresolved: options.SkipUnresolved = False,
    skip_errors: options.SkipErrors = False,
) -> None:
    """Draw pages of what a build would print, or printed, without printing it.

    Nothing but the pictures asked for is written, and nothing is proved: a preview is for looking.
    """
    settings = Settings(
        title=title,
        questions=questions,
        seed=seed,
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
        template=template,
    )
    request = PreviewRequest(
        banks=tuple(banks or ()),
        settings=settings,
        exam=exam,
        from_manifest=from_manifest,
        variants=tuple(dict.fromkeys(variant or (1,))),
        pages=_pages(pages) if pages is not None else (),
        keys=keys,
        question=question,
        out=out,
        dpi=dpi,
        reading=BankReading(
            encoding=encoding,
            format=format,
            key_base=key_base,
            skip_unresolved=skip_unresolved,
            skip_errors=skip_errors,
        ),
    )
    _check(request)
    from examgen.pipeline.preview import preview as run

    for line in run(request).summary:
        typer.echo(line)


def _check(request: PreviewRequest) -> None:
    """Refuse a request that names no source, a manifest and something else, or pages of a single question."""
    given = (request.banks, request.exam, request.settings != Settings(), request.reading != BankReading())
    if request.from_manifest and any(given):
        raise typer.BadParameter("--from shows an earlier build as it was: leave out banks and settings")
    if not (request.from_manifest or request.banks or request.exam):
        raise typer.BadParameter("give a bank, e.g. examgen preview quiz.txt, or --exam exam.yaml, or --from MANIFEST")
    if request.question and (request.pages or request.keys):
        raise typer.BadParameter("--question shows one question with its key: leave out --pages and --keys")
