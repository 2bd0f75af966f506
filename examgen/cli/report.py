"""What a run reports in, its summary on standard output, and what it noticed on standard error, out."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from examgen.diagnostics import Diagnostic, spoken


def print_report(summary: Iterable[str], noticed: Iterable[Diagnostic]) -> None:
    """Print messages first, so that the summary is what is left on the screen."""
    print_noticed(noticed)
    for line in summary:
        typer.echo(line)


def print_noticed(noticed: Iterable[Diagnostic]) -> None:
    """Print messages on standard error, of very many alike the first."""
    for diagnostic in spoken(noticed):
        typer.echo(str(diagnostic), err=True)
