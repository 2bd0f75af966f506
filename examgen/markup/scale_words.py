"""What one language's words and signs of order are: months, eras, words such as "low" and "high", decimal signs."""

from __future__ import annotations

from dataclasses import dataclass

Step = tuple[str, ...]
"""Words that stand for the same; lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleWords:
    """One language's words; steps stand in ascending order."""

    difficulty: tuple[Step, Step, Step]
    """Easy, of medium difficulty, hard."""

    others: tuple[tuple[Step, ...], ...]
    """Further scales of whole wordings: "low", "medium", "high"."""

    months: tuple[Step, ...] = ()
    """January to December in all forms, abbreviated ones without their stop; empty where months are numbers."""

    date: str = ""
    """A date whose months are numbers, as a regular expression with the groups ``y``, ``m`` and ``d``."""

    before_christ: tuple[str, ...]
    """What stands beside a year, without its spaces: "v.chr."."""

    after_christ: tuple[str, ...]
    has_decimal_comma: bool = False
    """Whether 1,500 is one and a half, and not fifteen hundred."""
