"""``examgen check``: everything that can be said of bank files, without printing an exam."""

from __future__ import annotations

from typing import Annotated

import typer

from examgen.cli import options
from examgen.model.reading import Reading


def check(
    banks: options.Banks = None,
    exam: Annotated[
        str | None, typer.Option(metavar="FILE", help="An exam.yaml that names banks, or rules to ignore.")
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help="Do not say what this rule finds; give it again for another."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE", help="Of all rules on question writing, only this one; give it again for another."
        ),
    ] = None,
    encoding: options.Encoding = None,
    format: options.Format = None,
    key_base: options.KeyBase = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Language of banks that do not say it. [default: told from the file]"),
    ] = None,
    stress: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=10_000,
            help="Try parametrised questions under so many seeds, and say what went wrong under which.",
        ),
    ] = None,
) -> None:
    """List what is wrong or doubtful in banks, with places and hints, and count what they hold.

    Ends with exit code 1 if there are errors; warnings and advice leave it at 0.
    """
    from examgen.pipeline.advice import asked
    from examgen.pipeline.check import check as run

    if not banks and exam is None:
        raise typer.BadParameter("name one or more banks, or an exam.yaml that does", param_hint="BANK...")
    paths, wanted = asked(banks or (), exam, ignore or (), select or ())
    report = run(paths, Reading(encoding=encoding, format=format, language=language, key_base=key_base), stress, wanted)
    for diagnostic in report.diagnostics:
        typer.echo(str(diagnostic))
    for line in report.summary:
        typer.echo(line)
    raise typer.Exit(report.exit_code)
