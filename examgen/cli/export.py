"""``examgen export``: an assembled exam in a bank format, or its keys for a marking tool."""

from __future__ import annotations

from typing import Annotated

import typer

from examgen.cli import options
from examgen.cli.report import print_report
from examgen.diagnostics import gathered
from examgen.pipeline.request import ExportRequest


def export(
    target: Annotated[
        str, typer.Argument(metavar="OUT", help="The file to write; its ending says the format.", show_default=False)
    ],
    from_manifest: Annotated[
        str, typer.Option("--from", metavar="MANIFEST", help="The manifest.json of a build.", show_default=False)
    ],
    to: options.To = None,
    variants: Annotated[
        list[int] | None,
        typer.Option("--variant", min=1, metavar="N", help="A variant to write; may be repeated. [default: all]"),
    ] = None,
    bank_order: Annotated[
        bool, typer.Option("--bank-order", help="Write what was drawn once, in the bank's order.")
    ] = False,
    keys: Annotated[
        str | None,
        typer.Option(metavar="TOOL", help="Write the keys alone: zipgrade, gradescope, akindi or csv."),
    ] = None,
    force: options.Force = False,
) -> None:
    """Write an exam that was built, as it was printed, for another system or a marking tool.

    Each variant goes into a file of its own: exam.json gives exam-01.json, exam-02.json and so on.
    Nothing is drawn or shuffled anew: the manifest says what was printed.
    """
    if keys and (to or bank_order):
        raise typer.BadParameter("--keys goes with neither --to nor --bank-order")
    if bank_order and variants:
        raise typer.BadParameter("--bank-order writes what all variants hold; leave --variant out")
    from examgen.pipeline.export import export as run

    request = ExportRequest(
        from_manifest=from_manifest,
        out=target,
        to=to,
        variants=tuple(variants or ()),
        bank_order=bank_order,
        keys=keys,
        force=force,
    )
    report = run(request)
    print_report(report.summary, gathered(report.diagnostics))
