"""Questions and variants in, overview.csv out (RFC 4180, UTF-8): where each question stands, and its key there."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from examgen.deliver.answers import answer_in_cell
from examgen.model.bank import Question
from examgen.model.text import wording
from examgen.model.variant import Variant

MOST_CHARACTERS = 80
"""Of a stem: enough to know the question by."""


def write_overview(path: Path, questions: Sequence[Question], variants: Sequence[Variant]) -> None:
    """Write a line for each question in the bank's order: its number on each variant, then its key on each.

    Cells of variants that do not hold the question are empty.
    """
    held = [{placed.question.id: placed for placed in variant.questions} for variant in variants]
    heads = [f"{what} {variant.number}" for what in ("number", "key") for variant in variants]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow(("id", "source", "stem", *heads))
        for question in {question.id: question for question in questions}.values():
            found = [on.get(question.id) for on in held]
            numbers = [placed.number if placed else "" for placed in found]
            keys = [answer_in_cell(placed) if placed else "" for placed in found]
            rows.writerow((question.id, question.number, _stem(question), *numbers, *keys))


def _stem(question: Question) -> str:
    words = " ".join(wording(question.stem).split())
    return words if len(words) <= MOST_CHARACTERS else f"{words[: MOST_CHARACTERS - 1]}…"
