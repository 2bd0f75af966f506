"""Variants in, answers.csv out (RFC 4180, UTF-8): one line for each question of each variant, in printed order.

A question with parts has a line for each of them instead, whose number is "4a", or for a gap "4.1".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from examgen.model.bank import Question
from examgen.model.response import Numeric, Open, Written
from examgen.model.text import wording
from examgen.model.variant import PlacedQuestion, Variant

HEADER = ("variant", "number", "id", "letters", "points", "kind", "answer")
BETWEEN = " | "
"""Stands between answers that are all right."""


def write_answers(path: Path, variants: Iterable[Variant]) -> None:
    """Write the right letters or words of every question; points as a plain decimal number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow(HEADER)
        for variant in variants:
            rows.writerows((variant.number, *row) for row in answer_rows(variant))


def answer_rows(variant: Variant) -> Iterator[tuple[str, ...]]:
    """Number, id, letters, points, kind and answer of what is answered by itself."""
    for placed in variant.questions:
        yield from ((name, *_row(each)) for name, each in placed.answered())


def answer_in_cell(placed: PlacedQuestion) -> str:
    """The right letters or words of a question in one cell, those of its parts one behind the other."""
    rows = (_row(part) for _, part in placed.answered())
    return BETWEEN.join(letters or words for _, letters, _, _, words in rows)


def _row(placed: PlacedQuestion) -> tuple[str, ...]:
    question, letters = placed.question, placed.key_letters if placed.question.options else ""
    return question.id, letters, f"{question.points:f}", question.kind.value, _in_words(question)


def _in_words(question: Question) -> str:
    """The answer of a question that is not answered with letters, on one line."""
    match question.response:
        case Numeric(forms=forms) as numeric:
            answers = [_quantity(numeric), *map(wording, forms)]
        case Written(accepted=accepted):
            answers = [*map(wording, accepted)]
        case Open(answer=answer):
            answers = [wording(answer)]
        case _:
            return ""
    return BETWEEN.join(" ".join(answer.split()) for answer in answers)


def _quantity(numeric: Numeric) -> str:
    """As a bank states it, e.g. "9.81 ± 0.02 m/s²" or "9.81 ± 2 % m/s²"."""
    tolerance = f"{(numeric.tolerance * 100).normalize():f} %" if numeric.is_relative else f"{numeric.tolerance:f}"
    parts = (_plain(numeric.value), f"± {tolerance}" if numeric.tolerance else "", numeric.unit)
    return " ".join(part for part in parts if part)


def _plain(value: Decimal) -> str:
    """Digits, or for very large and very small numbers a power of ten as programs read it."""
    return f"{value:f}" if -7 <= value.adjusted() <= 20 else f"{value:E}"
