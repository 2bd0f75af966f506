"""What tells whether variants are alike: measures of each, and of the answers that two of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Measures of one variant; docs/reports.md defines them."""

    number: int
    questions: int
    points: Decimal
    topics: Mapping[str, int]
    difficulties: Mapping[str, int]
    words: int
    """To be read: of stems, options and prompts."""

    displacement: float
    """Mean distance of a question from its place in the bank's order."""

    letters: Mapping[str, int]
    """How often each is the only right one."""

    longest_run: int
    one_letter: Decimal
    """Share of all points that always marking the best single letter earns, from 0 to 1."""

    overlap_mean: float
    """Equal answers at equal numbers, as a share of those that are letters, over all other variants."""

    overlap_most: float
    overlap_with: int
    """The variant with which it is most; 0 where there is no other."""
