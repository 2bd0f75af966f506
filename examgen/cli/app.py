"""The commands of ``examgen``; what a run refuses is caught here, once, and becomes words and an exit code.

Only the standard library, Typer and frozen data are imported here, so that help is quick.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from signal import SIGTERM, default_int_handler, signal
from typing import NoReturn, ParamSpec

import typer

from examgen import __version__
from examgen.cli.build import build
from examgen.cli.check import check
from examgen.cli.convert import convert
from examgen.cli.export import export
from examgen.cli.history import history
from examgen.cli.new import new
from examgen.cli.practice import practice
from examgen.cli.preview import preview
from examgen.cli.report import print_noticed
from examgen.errors import ExamgenError, ExitCode

P = ParamSpec("P")

app = typer.Typer(
    name="examgen",
    help="Printable exams: one bank of questions in, numbered papers with proved answer keys out.",
    epilog="\b\nExample:\n  examgen build quiz.txt --variants 6\n\nEach command has its own help: examgen build --help",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def main() -> None:
    """Run the command line."""
    gc.set_threshold(500_000)  # values live to the end of a run, hardly one in a cycle: the searches cost time
    atexit.register(gc.freeze)  # nor does an ending process search
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that lacks a character must not stop a build
            stream.reconfigure(errors="replace")
    signal(SIGTERM, default_int_handler)  # told to end, a build clears up as it does after Ctrl-C
    try:
        os.getcwd()
    except OSError:
        _give_up("the current folder is gone: change to another")
    try:
        app(prog_name="examgen")
    except OSError as error:
        if error.filename is not None:
            raise
        _give_up(f"what this command prints cannot be written: {error.strerror}")


def _give_up(message: str) -> NoReturn:
    """End at once: an ordinary end would try to write once more what standard output did not take."""
    with suppress(OSError):
        print(f"error: {message}", file=sys.stderr, flush=True)
    os._exit(ExitCode.OUTPUT)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what a run refuses into messages and an exit code."""

    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> None:
        try:
            command(*arguments, **options)
        except ExamgenError as error:
            _print_error(error)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt:
            typer.echo("interrupted: nothing is left half done", err=True)
            raise typer.Exit(ExitCode.INTERRUPTED) from None

    return run


def _print_error(error: ExamgenError) -> None:
    print_noticed(error.diagnostics)
    typer.echo(f"error: {error.message}", err=True)
    if error.remedy:
        typer.echo(f"remedy: {error.remedy}", err=True)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"examgen {__version__}")
        raise typer.Exit()


@app.callback()
def examgen(
    version: bool = typer.Option(
        False, "--version", help="Print the version and stop.", is_eager=True, callback=_print_version
    ),
) -> None:
    """Printable exams: one bank of questions in, numbered papers with proved answer keys out."""


for command, summary, example in (
    (
        build,
        "Print numbered exams with their answer keys.",
        "examgen build quiz.txt --variants 6 --questions 20 --out output/midterm",
    ),
    (practice, "Print practice sheets.", "examgen practice quiz.txt --sheets 3 --questions 10 --not-in output/midterm"),
    (
        preview,
        "Draw pages, or one question, as pictures.",
        "examgen preview quiz.txt --variant 2 --pages 1-3",
    ),
    (check, "List what is wrong or doubtful in banks.", "examgen check quiz.txt"),
    (history, "Show how often questions were used in past exams.", "examgen history exams.jsonl quiz.txt"),
    (
        export,
        "Write a built exam in another format, or its keys.",
        "examgen export exam.md --from output/midterm/manifest.json",
    ),
    (convert, "Write a bank in another format.", "examgen convert quiz.txt quiz.md"),
    (new, "Write a starter file, or a template to change.", "examgen new quiz.md"),
):
    app.command(short_help=summary, epilog=f"\b\nExample:\n  {example}")(guarded(command))
