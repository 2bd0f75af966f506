"""A selection: the questions of one paper, by section, before they are put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
