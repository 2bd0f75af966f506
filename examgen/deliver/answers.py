"""Variants in, answers.csv out (RFC 4180, UTF-8): one line for each question of each variant, in printed order."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from examgen.model.variant import Variant

HEADER = ("variant", "number", "id", "letters", "points")


def write_answers(path: Path, variants: Iterable[Variant]) -> None:
    """Write the right letters of every question; points as a plain decimal number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow(HEADER)
        for variant in variants:
            rows.writerows(
                (variant.number, placed.number, placed.question.id, placed.key_letters, f"{placed.question.points:f}")
                for placed in variant.questions
            )
