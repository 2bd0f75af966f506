"""The table of all variants: a line for each question, its number and its key on each."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from examgen.assemble import make_variant
from examgen.deliver import write_overview
from examgen.formats import read_bank


def test_each_question_has_its_number_and_key_on_each_variant(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """Cells agree with the variants, and are empty where one lacks the question."""
    questions = read_bank(shipped_banks)[0].questions
    first, second = (make_variant(questions, number, "s", True, True) for number in (1, 2))
    second = replace(second, questions=second.questions[:5])

    write_overview(tmp_path / "overview.csv", questions, (first, second))
    with (tmp_path / "overview.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert [row["id"] for row in rows] == [question.id for question in questions]
    assert all(len(row["stem"]) <= 80 for row in rows)
    for variant in (first, second):
        held = {placed.question.id: placed for placed in variant.questions}
        for row in rows:
            placed = held.get(row["id"])
            assert row[f"number {variant.number}"] == (str(placed.number) if placed else "")
            assert row[f"key {variant.number}"] == (placed.key_letters if placed else "")
