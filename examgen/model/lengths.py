"""A length as people write it in, PDF points out."""

from __future__ import annotations

import re

POINTS_PER_UNIT = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,5})?)\s*(pt|mm|cm|in)")


def parse_length(text: str) -> float | None:
    """PDF points of "22mm", "2.2 cm", "0.9in" or "10.5pt"; ``None`` for anything else."""
    found = LENGTH.fullmatch(text.strip())
    return float(found[1]) * POINTS_PER_UNIT[found[2]] if found else None
