"""Measured lines in, the ranges that they name out: "5–10 kg", "<5", "≥ 20", "65+"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from examgen.markup.numbers import Measured

_SIGNS = frozenset({"-", "–", "—", "~", "～", "〜", "…", "..."})
_LIMIT = re.compile(r"(?P<before>.*?)\s*(?P<sign><=|>=|[<>≤≥])")


@dataclass(frozen=True, slots=True)
class Range:
    """A range in some unit, perhaps with an open end."""

    low: Fraction | float
    high: Fraction | float
    around: tuple[str, str]
    """What stands before and behind it."""

    excludes: Fraction | None = None
    """The end that is named and does not belong to it: 5 in "<5"."""

    def __contains__(self, number: Fraction | float) -> bool:
        return self.low <= number <= self.high and number != self.excludes


def ranges_in(cut: Sequence[Measured]) -> tuple[Range, ...] | None:
    """Ranges and limits in one unit, or single numbers among them; ``None`` where one is something else."""
    found = tuple(each for line in cut if (each := _range(line)))
    return found if len(found) == len(cut) and len({each.around for each in found}) <= 1 else None


def _range(line: Measured) -> Range | None:
    before, *between, behind = line.literals
    limit = _LIMIT.fullmatch(before)
    if between:
        low, high = line.numbers[0], line.numbers[-1]
        sign = between[0].removeprefix(behind)
        is_range = len(between) == 1 and not limit and sign in _SIGNS and low <= high
        return Range(low, high, (before, behind)) if is_range else None
    number = line.numbers[0]
    if behind.startswith("+"):
        return None if limit else Range(number, inf, (before, behind[1:]))
    if limit:
        around = (limit["before"], behind)
        excluded = number if limit["sign"] in ("<", ">") else None
        is_least = limit["sign"] in (">", ">=", "≥")
        return Range(number, inf, around, excluded) if is_least else Range(-inf, number, around, excluded)
    return Range(number, number, (before, behind))
