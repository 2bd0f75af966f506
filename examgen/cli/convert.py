"""``examgen convert``: a bank written in another format."""

from __future__ import annotations

from typing import Annotated

import typer

from examgen.cli import options
from examgen.cli.report import print_report
from examgen.diagnostics import Severity, gathered
from examgen.pipeline.request import BankReading


def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="The bank to read.", show_default=False)],
    target: Annotated[
        str, typer.Argument(metavar="OUT", help="The file to write; its ending says the format.", show_default=False)
    ],
    encoding: options.Encoding = None,
    format: options.Format = None,
    key_base: options.KeyBase = None,
    to: options.To = None,
    skip_errors: options.SkipErrors = False,
    force: options.Force = False,
) -> None:
    """Write a bank in another format, and say what that format cannot carry.

    Questions keep the identity that they have now, so later edits disturb no other question.
    """
    from examgen.pipeline.convert import convert as run

    how = BankReading(encoding=encoding, format=format, key_base=key_base, skip_errors=skip_errors)
    report = run(source, target, how, to=to, force=force)
    print_report(
        report.summary, gathered(found for found in report.diagnostics if found.severity is not Severity.ADVICE)
    )
