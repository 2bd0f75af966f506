"""``examgen check``: everything that can be said of bank files, without printing an exam."""

from __future__ import annotations

from typing import Annotated

import typer

from examgen.cli import options
from examgen.model.reading import Reading


def check(
    banks: Annotated[list[str], typer.Argument(metavar="BANK...", help="Files of questions.", show_default=False)],
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
    from examgen.pipeline.check import check as run

    report = run(banks, Reading(encoding=encoding, format=format, language=language, key_base=key_base), stress)
    for diagnostic in report.diagnostics:
        typer.echo(str(diagnostic))
    for line in report.summary:
        typer.echo(line)
    raise typer.Exit(report.exit_code)
