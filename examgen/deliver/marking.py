"""Variants in, the answer keys out that marking tools take: letters by number of question, for each version.

ZipGrade: "CSV Answer Key Import File Requirements and Options", support.zipgrade.com, article 37271000797453.
Gradescope and Akindi take keys on their own pages alone; their tables stand as these pages ask for them,
one version after the other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from examgen.deliver.answers import HEADER, answer_rows
from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import RequestError
from examgen.model.response import CHOOSING
from examgen.model.variant import LETTERS, PlacedQuestion, Variant

Row: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the answer sheet of a tool has room for."""

    title: str
    questions: int
    options: int
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFormat:
    """One way to write keys."""

    name: str
    """What ``--keys`` takes."""

    header: Row
    rows: Callable[[Variant], Iterator[Row]]
    sheet: Sheet | None = None
    """``None`` where all questions can be written."""


def _answers(variant: Variant) -> Iterator[Row]:
    yield from ((variant.number, *row) for row in answer_rows(variant))


def _zipgrade(variant: Variant) -> Iterator[Row]:
    for placed in _marked(variant):
        yield LETTERS[variant.number - 1], placed.number, placed.key_letters, f"{placed.question.points:f}"


def _versions(variant: Variant) -> Iterator[Row]:
    for placed in _marked(variant):
        letters = ", ".join(placed.key_letters)
        yield LETTERS[variant.number - 1], placed.number, letters, f"{placed.question.points:f}"


_VERSIONS = ("version", "question", "answers", "points")

KEY_FORMATS = (
    KeyFormat(
        name="zipgrade",
        header=("Key", "Question", "Response", "Points"),
        rows=_zipgrade,
        sheet=Sheet(title="ZipGrade's standard form", questions=100, options=5, versions=5),
    ),
    KeyFormat(
        name="gradescope",
        header=_VERSIONS,
        rows=_versions,
        sheet=Sheet(title="Gradescope's bubble sheet", questions=200, options=5, versions=5),
    ),
    KeyFormat(
        name="akindi",
        header=_VERSIONS,
        rows=_versions,
        sheet=Sheet(title="Akindi's bubble sheet", questions=200, options=5, versions=10),
    ),
    KeyFormat(name="csv", header=HEADER, rows=_answers),
)


def key_format(name: str) -> KeyFormat:
    """The format with this name; raise `RequestError` if there is none."""
    found = next((each for each in KEY_FORMATS if each.name == name.lower()), None)
    if found is None:
        names = ", ".join(each.name for each in KEY_FORMATS)
        raise RequestError(f'no marking tool "{name}" is known', remedy=f"use one of {names}")
    return found


def keys_of(variants: Sequence[Variant], form: KeyFormat) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """All keys in one table (RFC 4180, UTF-8), and a warning for each question that the tool cannot mark.

    Raise `RequestError` where its sheet lacks room, or none of the questions can be marked by it.
    """
    if form.sheet:
        _check(variants, form.sheet)
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(form.header)
    for variant in variants:
        rows.writerows(form.rows(variant))
    return text.getvalue().encode(), tuple(_left_out(variants, form.sheet)) if form.sheet else ()


def _marked(variant: Variant) -> Iterator[PlacedQuestion]:
    """The questions that are answered by marking options."""
    return (placed for placed in variant.questions if placed.question.kind in CHOOSING)


def _check(variants: Sequence[Variant], sheet: Sheet) -> None:
    last = max(variant.number for variant in variants)
    if last > sheet.versions:
        raise RequestError(
            f"{sheet.title} tells {sheet.versions} versions apart, and variant {last} is asked for",
            remedy=f"ask for variants up to {sheet.versions} with --variant, or write --keys csv",
        )
    marked = [(variant.number, placed) for variant in variants for placed in _marked(variant)]
    if not marked:
        raise RequestError(f"{sheet.title} can mark none of these questions", remedy="write --keys csv")
    for number, placed in marked:
        where = f"question {placed.number} of variant {number} ({placed.question.id})"
        if placed.number > sheet.questions:
            raise _no_room(f"{sheet.title} has room for {sheet.questions} questions, not for {where}")
        if len(placed.order) > sheet.options:
            raise _no_room(f"{sheet.title} has room for {sheet.options} options, and {where} has {len(placed.order)}")


def _no_room(message: str) -> RequestError:
    return RequestError(message, remedy="mark it by hand with --keys csv, or build an exam without such questions")


def _left_out(variants: Sequence[Variant], sheet: Sheet) -> Iterator[Diagnostic]:
    placed = (placed for variant in variants for placed in variant.questions)
    others = {each.question.id: each.question for each in placed if each.question.kind not in CHOOSING}
    for question in others.values():
        yield Diagnostic(
            severity=Severity.WARNING,
            rule="not-carried",
            message=f"{sheet.title} cannot mark this question, whose kind is {question.kind}",
            path=question.path,
            line=question.line,
            question=question.number or question.id,
            hint="mark it by hand",
        )
