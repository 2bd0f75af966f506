"""A question with parts or gaps in, what these are called and what gaps and rubrics must say out.

All rules are written here again, from the bank alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from examgen.audit.answers import Answers
from examgen.model.response import Kind, Open
from examgen.model.variant import PlacedQuestion

WRITTEN_ON = "__________________"
"""The blank of a gap, whatever belongs into it."""

DOT = "·"


class Place(NamedTuple):
    """What a question or a part of one is called, and how much of it is printed."""

    number: int
    """Of the whole question."""

    label: str
    """E.g. "3.", "(a)"."""

    is_gap: bool = False
    """Whether it is nothing but options: its stem and points are the question's."""


def parts_of(placed: PlacedQuestion, number: int) -> Iterator[tuple[Place, PlacedQuestion]]:
    """What is asked below the stem: all parts, but of gaps only those with options."""
    for rank, part in enumerate(placed.parts):
        if placed.question.kind is not Kind.FILL_IN:
            yield Place(number, f"({chr(ord('a') + rank)})"), part
        elif part.question.options:
            yield Place(number, f"({rank + 1})", is_gap=True), part


def named_parts(placed: PlacedQuestion, name: str) -> Iterator[tuple[str, PlacedQuestion]]:
    """What has an entry of its own in the key grid: "3", "3a", "3.1"."""
    if not placed.parts:
        yield name, placed
    for rank, part in enumerate(placed.parts):
        is_gap = placed.question.kind is Kind.FILL_IN
        yield from named_parts(part, f"{name}.{rank + 1}" if is_gap else f"{name}{chr(ord('a') + rank)}")


def blank(rank: int, gap: Answers) -> str:
    """A gap on the paper."""
    unit = f" {gap.unit}" if gap.unit else ""
    return f"({rank + 1}) {WRITTEN_ON}{unit}"


def filled_in(rank: int, gap: Answers) -> str:
    """A gap in the key."""
    right = [option.text for option in gap.question.options if option.is_key]
    said = [f" {DOT} ".join("".join(gap.said(text)) for text in right)] if right else gap.written()
    return f"({rank + 1}) {''.join(said)}"


def rubric(answers: Answers) -> tuple[str, ...]:
    """The table of criteria, row after row."""
    response = answers.question.response
    if not isinstance(response, Open) or not response.rubric:
        return ()
    said = answers.wording
    rows = [(*answers.said(each.text), "\n", answers.number(each.points), "\n") for each in response.rubric]
    total = answers.number(sum((each.points for each in response.rubric), Decimal(0)))
    return (f"{said.criterion}\n{said.worth}\n", *(part for row in rows for part in row), f"{said.total}\n{total}")
