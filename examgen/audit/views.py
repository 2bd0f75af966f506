"""What one view of a question must say, unit by unit, as it is compared.

Variants share questions and orders of options, so what is compared is worked out once for each and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from examgen.audit.reading import squeezed_once
from examgen.model.bank import Question

KEPT_WANTED = 2_000
"""Some kilobytes each: two views of two dozen questions, in each order of four options."""


class Unit(NamedTuple):
    """One thing that a question's block must say."""

    name: str
    """E.g. "option B"."""

    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """What it prints."""
        return "".join(self.parts)

    @property
    def squeezed(self) -> str:
        """The same as it is compared."""
        return "".join(map(squeezed_once, self.parts))


Units: TypeAlias = tuple[Unit, ...]


class Wanted(NamedTuple):
    """What a view says behind its number, as it is compared."""

    whole: str
    stem: str

    @classmethod
    def of(cls, units: Units) -> Wanted:
        """All units as one text, and those of the stem."""
        return cls(
            "".join([squeezed_once(part) for unit in units for part in unit.parts]),
            "".join([unit.squeezed for unit in units if unit.name == "the stem"]),
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """All that one view of a question prints."""

    question: Question
    """Or a part of one."""

    number: int
    """Of the whole question."""

    label: str
    """What it is called where it begins, e.g. "3."; empty where nothing calls it."""

    wanted: Wanted
    said: Callable[[], Units]
    """What it prints behind its label, unit after unit; asked for only where something differs."""

    inner: tuple[str, ...] = ()
    """Further labels: the letters of its options, tick included, or what its parts are called."""

    has_points: bool = False
    """Whether the first of its units is the stem's first piece, and the second the points beside it."""

    @property
    def labels(self) -> tuple[str, ...]:
        """All that is tagged as a label."""
        return (self.label, *self.inner) if self.label else self.inner

    @property
    def stem(self) -> str:
        """Its stem as it is compared."""
        return self.wanted.stem

    @property
    def units(self) -> Units:
        """With its label."""
        return (*([Unit("the number", (self.label,))] if self.label else ()), *self.said())

    @property
    def squeezed(self) -> str:
        """All of it as it is compared."""
        return squeezed_once(self.label) + self.wanted.whole

    @property
    def opening(self) -> str:
        """What it begins with: its label, or else its first unit."""
        return self.label or self.said()[0].text


def passage_of(question: Question, number: int, label: str, units: Units) -> Passage:
    """A passage of units at hand."""
    labels = tuple([unit.text for unit in units if unit.name == "the number"])
    return Passage(question, number, label, Wanted.of(units), lambda: units, labels)


View: TypeAlias = tuple[Passage, ...]
"""What one view of a question prints: the question, then its parts, then what explains them all."""


class Heading(NamedTuple):
    """What is said above a section's first question, in this order."""

    first: int
    """That question's number."""

    texts: tuple[str, ...]

    @property
    def squeezed(self) -> str:
        """All of it as it is compared."""
        return "".join(map(squeezed_once, self.texts))


_kept: dict[Hashable, tuple[tuple[object, ...], Wanted]] = {}


def wanted_once(owners: tuple[object, ...], traits: Hashable, said: Callable[[], Units]) -> Wanted:
    """What is wanted of a view that some objects and traits settle; kept by the identity of the former."""
    key = (*map(id, owners), traits)
    known = _kept.get(key)
    if known is None:
        if len(_kept) >= KEPT_WANTED:
            _kept.clear()
        known = _kept[key] = owners, Wanted.of(said())
    return known[1]
