"""What one answer of a cloze in R/exams states in, and which items of the answer lists belong to it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examgen.formats.sections import Line

Item = list[Line]


@dataclass(frozen=True, slots=True)
class Answer:
    """One of several answers, as the meta-information states it."""

    kind: str
    solution: str
    tolerance: str
    points: str = ""

    @property
    def is_chosen(self) -> bool:
        return self.kind in ("schoice", "mchoice")

    @property
    def room(self) -> int:
        """How many items it has in a whole answer list: one for each option, or one."""
        return len(self.solution.strip()) if self.is_chosen else 1


def answers_of(values: Sequence[str]) -> list[Answer] | None:
    """The answers of ``exclozetype``, ``exsolution``, ``extol`` and ``expoints``; ``None`` where they do not match."""
    kinds, solutions, tolerances, points = (value.split("|") for value in values)
    if len(kinds) != len(solutions):
        return None
    if len(tolerances) != len(kinds):
        tolerances = tolerances[:1] * len(kinds)
    if len(points) != len(kinds):
        points = [""] * len(kinds)
    return [
        Answer(kind.strip().lower(), *rest) for kind, *rest in zip(kinds, solutions, tolerances, points, strict=True)
    ]


def asked(answers: Sequence[Answer], items: Sequence[Item]) -> list[list[Item]] | None:
    """The items of the question for each answer: all have some, or only those with options, or none do."""
    options = [answer.room if answer.is_chosen else 0 for answer in answers]
    return _dealt(items, [answer.room for answer in answers]) or _dealt(items, options)


def explained(answers: Sequence[Answer], reasons: Sequence[Item]) -> list[list[Item]] | None:
    """The items of the solution for each answer: as many as items of the question, or one for each answer."""
    return asked(answers, reasons) or _dealt(reasons, [1] * len(answers))


def _dealt(items: Sequence[Item], counts: Sequence[int]) -> list[list[Item]] | None:
    if len(items) != sum(counts):
        return None
    ends = [sum(counts[: place + 1]) for place in range(len(counts))]
    return [list(items[end - count : end]) for count, end in zip(counts, ends, strict=True)]
