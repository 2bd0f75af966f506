"""A question in, the name that messages give it out."""

from __future__ import annotations

from examgen.model.bank import Question


def named(question: Question) -> str:
    """E.g. "quiz.txt:12: question 4 (q-1f2e3d4c)"."""
    place = f"{question.path}:{question.line}: " if question.line else f"{question.path}: " if question.path else ""
    return f"{place}question {question.number} ({question.id})" if question.number else f"{place}question {question.id}"
