"""What a rule says of a question, before its level is known."""

from __future__ import annotations

from dataclasses import dataclass

from examgen.lint.item import Item
from examgen.model.bank import Question


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to think about."""

    rule: str
    item: Item
    message: str
    hint: str
    line: int | None = None
    """Where it stands, if that is known better than by its question."""

    field: str | None = None

    @property
    def question(self) -> Question:
        return self.item.question
