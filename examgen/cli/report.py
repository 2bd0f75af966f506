"""What a run reports in, its summary on standard output, and what it noticed on standard error, out."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from examgen.diagnostics import Diagnostic


def print_report(summary: Iterable[str], noticed: Iterable[Diagnostic]) -> None:
    """Print messages first, so that the summary is what is left on the screen."""
    for diagnostic in noticed:
        typer.echo(str(diagnostic), err=True)
    for line in summary:
        typer.echo(line)
