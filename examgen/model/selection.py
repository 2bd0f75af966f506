"""A selection: the questions of one paper, by section, before they are put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from examgen.model.bank import Question
from examgen.model.sections import Section


@dataclass(frozen=True, slots=True)
class SelectedSection:
    """A section with what was drawn for it, in the bank's order."""

    section: Section
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What one paper holds."""

    sections: tuple[SelectedSection, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All of them, section after section."""
        return tuple(question for section in self.sections for question in section.questions)


def unsectioned(questions: Sequence[Question]) -> Selection:
    """A paper whose questions stand in no section that shows."""
    return Selection((SelectedSection(Section(), tuple(questions)),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What rules changed in a draw: without them, those that left would have been drawn, and not those that came."""

    variant: int
    """0 where all variants share the draw."""

    came: tuple[str, ...]
    """Ids, in the bank's order."""

    left: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a rule came out."""

    words: str
    """The rule, e.g. "“Part A” has 12 questions"."""

    drawn: Decimal
    """What it counts in the draw."""

    available: Decimal
    """What it would count if everything that may be drawn were."""

    is_points: bool = False
    """Whether it counts points, not questions."""

    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything that was decided about what is on the papers."""

    selections: tuple[Selection, ...]
    """One for all variants, or one for each."""

    moves: tuple[Move, ...] = ()
    tallies: tuple[tuple[Tally, ...], ...] = ()
    """Of each selection."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """All that any variant holds, each once."""
        found = {question.id: question for selection in self.selections for question in selection.questions}
        return tuple(found.values())
