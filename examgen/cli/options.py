"""The flags that several commands share, each with its help."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, TypeAlias

import typer

from examgen.model.blueprint import MOST_COLUMNS, SIZES, Access, Font, Paper
from examgen.model.lengths import parse_length

MOST_VARIANTS = 100_000
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

Banks: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(metavar="BANK...", help="Files of questions, in any format that examgen reads.", show_default=False),
]
Exam: TypeAlias = Annotated[
    str | None, typer.Option(metavar="FILE", help="An exam.yaml with settings; flags win over it.")
]
Questions: TypeAlias = Annotated[
    int | None, typer.Option(min=1, metavar="M", help="How many questions are drawn. [default: all]")
]
Seed: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT", help="Decides what is drawn and shuffled. [default: the folder's last seed, else a new one]"
    ),
]
Out: TypeAlias = Annotated[
    str | None, typer.Option(metavar="DIR", help="The folder to write. [default: output/ and the title]")
]
NoShuffleQuestions: TypeAlias = Annotated[
    bool, typer.Option("--no-shuffle-questions", help="Keep the bank's order of questions.")
]
NoShuffleOptions: TypeAlias = Annotated[
    bool, typer.Option("--no-shuffle-options", help="Keep the bank's order of options.")
]
Title: TypeAlias = Annotated[str | None, typer.Option(metavar="TEXT", help="The title. [default: the bank's]")]
PaperSize: TypeAlias = Annotated[
    Paper | None, typer.Option("--paper", case_sensitive=False, help="The size of the sheets. [default: a4]")
]


def _size(text: str) -> float:
    """PDF points; a bare number is points."""
    length = parse_length(text) or parse_length(f"{text}pt")
    if length is None or not SIZES[0] <= length <= SIZES[1]:
        raise typer.BadParameter(f'"{text}" is no size of type from {SIZES[0]:g}pt to {SIZES[1]:g}pt')
    return length


def _date(text: str) -> str:
    """Words, or a day of the calendar as year-month-day."""
    if DAY.fullmatch(text):
        try:
            date.fromisoformat(text)
        except ValueError:
            raise typer.BadParameter(f'"{text}" is no day of the calendar') from None
    return text


Date: TypeAlias = Annotated[
    str | None,
    typer.Option("--date", parser=_date, metavar="DATE", help="The exam's day, e.g. 2026-06-12. [default: none]"),
]
Landscape: TypeAlias = Annotated[bool, typer.Option("--landscape", help="Lay the sheets on their long side.")]
Columns: TypeAlias = Annotated[
    int | None,
    typer.Option(min=1, max=MOST_COLUMNS, metavar="N", help="Columns of questions. [default: as lines stay readable]"),
]
FontFamily: TypeAlias = Annotated[
    Font | None, typer.Option("--font", case_sensitive=False, help="The family of all that is read at length.")
]
Size: TypeAlias = Annotated[
    float | None, typer.Option(parser=_size, metavar="LENGTH", help="Size of question text, e.g. 12pt.")
]
AccessCopy: TypeAlias = Annotated[
    Access | None,
    typer.Option("--access", case_sensitive=False, help="Set each paper once more as an access copy."),
]
OnePerPage: TypeAlias = Annotated[
    bool, typer.Option("--one-per-page", help="Give each question of an access copy a page of its own.")
]
Language: TypeAlias = Annotated[
    str | None, typer.Option(metavar="TAG", help="Language of the printed words, e.g. en. [default: the bank's]")
]
Jobs: TypeAlias = Annotated[int | None, typer.Option(min=1, metavar="N", help="Processes at work. [default: by size]")]
Template: TypeAlias = Annotated[
    str | None, typer.Option(metavar="DIR", help="A template folder of your own; see examgen new template.")
]
Encoding: TypeAlias = Annotated[
    str | None, typer.Option(metavar="NAME", help="Encoding of the banks, e.g. cp1252. [default: told from the file]")
]
Format: TypeAlias = Annotated[
    str | None, typer.Option(metavar="NAME", help="Format of the banks. [default: told from the file]")
]
KeyBase: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--key-base",
        min=0,
        max=1,
        metavar="0|1",
        help="Where keys given as numbers begin to count. [default: told from each file]",
    ),
]
To: TypeAlias = Annotated[
    str | None, typer.Option("--to", metavar="NAME", help="Format of OUT. [default: told from its ending]")
]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="Replace OUT if it is there.")]
SkipUnresolved: TypeAlias = Annotated[
    bool, typer.Option("--skip-unresolved", help="Leave out questions whose right answer is not known.")
]
SkipErrors: TypeAlias = Annotated[bool, typer.Option("--skip-errors", help="Leave out questions that hold errors.")]
NoAudit: TypeAlias = Annotated[
    bool, typer.Option("--no-audit", help="Do not read the finished pages back; for measuring only.")
]
NoBundles: TypeAlias = Annotated[
    bool, typer.Option("--no-bundles", help="Do not write the bundles for the print shop.")
]
