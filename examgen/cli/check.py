"""``examgen check``: everything that can be said of bank files, without printing an exam."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from examgen.cli import options
from examgen.model.reading import Reading


class Output(StrEnum):
    """How a report is written to standard output."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


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
    output: Annotated[
        Output, typer.Option(case_sensitive=False, help="text for people, json for programs, sarif for editors and CI.")
    ] = Output.TEXT,
    diff: Annotated[bool, typer.Option("--diff", help="Show what rules can mend, and change nothing.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Show what rules can mend, write it into the banks, and check them again.")
    ] = False,
    no_trial: Annotated[
        bool, typer.Option("--no-trial", help="Do not set questions on pages, which takes most of the time of a check.")
    ] = False,
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
    from examgen.pipeline.check_output import as_json, as_sarif
    from examgen.pipeline.mend import left_alone, mend, write

    if not banks and exam is None:
        raise typer.BadParameter("name one or more banks, or an exam.yaml that does", param_hint="BANK...")
    paths, wanted = asked(banks or (), exam, ignore or (), select or ())
    if output is not Output.TEXT and (diff or fix):
        raise typer.BadParameter("--diff and --fix are for people: leave out --output")
    how = Reading(encoding=encoding, format=format, language=language, key_base=key_base)
    report = run(paths, how, stress, wanted, not no_trial)
    if diff or fix:
        mendings = mend(report, how)
        for mending in mendings:
            typer.echo(mending.diff)
        unedited = left_alone(report, how)
        for line in unedited:
            typer.echo(line)
        if not mendings and not unedited:
            typer.echo("nothing here can be mended mechanically")
        if fix:
            write(mendings)
            report = run(paths, how, stress, wanted, not no_trial)
    match output:
        case Output.JSON:
            typer.echo(as_json(report))
        case Output.SARIF:
            typer.echo(as_sarif(report))
        case Output.TEXT:
            for line in (*map(str, report.said), *report.summary):
                typer.echo(line)
    raise typer.Exit(report.exit_code)
