"""A blueprint: what the teacher asks for, resolved from defaults, exam.yaml and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


class KeyStyle(StrEnum):
    FULL = "full"
    BRIEF = "brief"
    """The grid and short notes only: no stems, no explanations."""


class AnswerPlace(StrEnum):
    """Where a practice sheet answers its questions."""

    END = "end"
    INLINE = "inline"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """Everything that decides what is printed, the questions apart."""

    title: str
    seed: str
    variants: int = 4
    questions: int | None = None
    """How many are drawn; ``None`` for all."""

    shuffle_questions: bool = True
    shuffle_options: bool = True
    paper: Paper = Paper.A4
    language: str = "en"
    key: KeyStyle = KeyStyle.FULL
    course: str = ""
    date: str = ""
    instructor: str = ""
    instructions: str = ""
    """Markdown; the template places it."""
