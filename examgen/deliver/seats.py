"""A seating in, seats.csv out (RFC 4180, UTF-8): one line for each seat, in hand-out order."""

from __future__ import annotations

import csv
from pathlib import Path

from examgen.model.seats import Seating

HEADER = ("row", "column", "candidate", "variant")


def write_seats(path: Path, seating: Seating) -> None:
    """Write which variant lies on which seat."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow(HEADER)
        for seat, variant in zip(seating.seats, seating.variants, strict=True):
            rows.writerow((seat.row, seat.column, seat.candidate, variant))
