"""A number and the range of what is right around it in, what an answer line says of them out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from examgen.formats.numbers import written_number
from examgen.formats.reporting import Report


@dataclass(frozen=True, slots=True)
class Range:
    """From one number to another, both included or not."""

    low: Decimal
    high: Decimal
    is_closed: bool
    line: int

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


def around_value(value: Decimal, around: Range | None, report: Report) -> str:
    """A number with the range in which it lies, as an answer line states them."""
    if around is None or around.low == around.high:
        return written_number(value)
    if value != around.middle:
        message = (
            f"{written_number(value)} is not in the middle of what is right, {written_number(around.low)} to "
            f"{written_number(around.high)}: the key prints the middle, with what is right around it"
        )
        report.warning("not-carried", message, around.line, "check the number that the key prints")
    if not around.is_closed:
        message = f"the ends of {written_number(around.low)} to {written_number(around.high)} are not right themselves"
        report.advice("not-carried", message, around.line, "the key cannot say it: check that it does not matter")
    half = (around.high - around.low) / 2
    return f"{written_number(around.middle)} ± {written_number(half)}"
