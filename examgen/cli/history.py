"""``examgen history``: how often and when each question was used in past exams."""

from __future__ import annotations

from typing import Annotated

import typer

from examgen.cli import options
from examgen.pipeline.request import BankReading


def history(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file that exam.yaml names in its line history:.")],
    banks: options.Banks = None,
    encoding: options.Encoding = None,
    format: options.Format = None,
    key_base: options.KeyBase = None,
) -> None:
    """Show how often each question was used, and when last.

    With banks, their questions come in the banks' order with their first words, those never used too;
    then what exams used that is in none of these banks.
    """
    from examgen.pipeline.history import history as run

    for line in run(file, tuple(banks or ()), BankReading(encoding=encoding, format=format, key_base=key_base)).lines:
        typer.echo(line)
