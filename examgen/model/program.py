"""What a parametrised question says of its variables, and its text before they have values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Value: TypeAlias = Fraction | str | bool
"""Numbers are exact, so that 0.1 + 0.2 is 0.3; only conditions are true or false."""


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers at equal steps."""

    first: Fraction
    step: Fraction
    count: int


@dataclass(frozen=True, slots=True)
class Draw:
    """Variables that are drawn together."""

    names: tuple[str, ...]
    choices: Range | tuple[tuple[Value, ...], ...]
    """A range for one variable, or rows with a value for each."""

    @property
    def count(self) -> int:
        """How many choices there are."""
        return self.choices.count if isinstance(self.choices, Range) else len(self.choices)


@dataclass(frozen=True, slots=True)
class Computed:
    """A variable that follows from those above it."""

    name: str
    expression: str
    line: int


@dataclass(frozen=True, slots=True)
class Condition:
    """What values must fulfil to be used."""

    expression: str
    line: int


@dataclass(frozen=True, slots=True)
class Show:
    """How a variable is written wherever the text says nothing else."""

    digits: int | None = None
    """Significant digits."""

    places: int | None = None
    """Digits behind the decimal sign."""

    unit: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """Variables, and the source of the question that they go into."""

    draws: tuple[Draw, ...]
    steps: tuple[Computed | Condition, ...]
    """In the author's order."""

    shows: tuple[tuple[str, Show], ...]
    declared: str
    """The block as its author wrote it, with its fences."""

    source: str
    """The question's own lines, with ``{{ … }}`` where values go."""

    line: int
    """Where the source begins in its file."""

    language: str | None = None
    """Of the file, where it states one."""

    is_same: bool = False
    """Whether all variants share one set of values."""

    others: tuple[tuple[str, str], ...] = ()
    """Ids and numbers of the file's other questions that the source may speak of."""

    worth: Decimal | None = None
    """Points that the exam gives the question, whatever its source says; ``None`` for its own."""

    @property
    def names(self) -> tuple[str, ...]:
        """All variables, in the order in which they are known."""
        drawn = [name for draw in self.draws for name in draw.names]
        return (*drawn, *(step.name for step in self.steps if isinstance(step, Computed)))

    @property
    def count(self) -> int:
        """How many sets of values there are at most; conditions may allow fewer."""
        product = 1
        for draw in self.draws:
            product *= draw.count
        return product
