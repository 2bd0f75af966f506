"""The questions of a bank in, their numbers out, as the texts of a written bank may name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from examgen.model.bank import Question


@dataclass(frozen=True, slots=True)
class WrittenNumbers:
    """The numbers of all questions and parts, found once for all that are written."""

    by_id: Mapping[str, str]
    ids: Mapping[str, str]
    """The other way round, for numbers that one question alone has."""

    @classmethod
    def of(cls, questions: Iterable[Question]) -> WrittenNumbers:
        by_id = {part.id: part.number for question in questions for part in question.with_parts}
        counts = Counter(by_id.values())
        ids = {number: identity for identity, number in by_id.items() if number and counts[number] == 1}
        return cls(by_id, ids)
