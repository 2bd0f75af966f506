"""Questions and the letters of a language in; a `BlueprintError` where a question has more options than there are."""

from __future__ import annotations

from collections.abc import Sequence

from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import BlueprintError
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint


def check_letters(questions: Sequence[Question], letters: Sequence[str], blueprint: Blueprint) -> None:
    """Refuse questions that have more options than letters."""
    every = (each for question in questions for each in question.with_parts)
    found = [_mistake(question, letters, blueprint) for question in every if len(question.options) > len(letters)]
    if found:
        raise BlueprintError(
            f'there are {len(letters)} letters for options in the language "{blueprint.language}"',
            diagnostics=found,
            remedy="set letters: latin in exam.yaml, or leave out options",
        )


def _mistake(question: Question, letters: Sequence[str], blueprint: Blueprint) -> Diagnostic:
    count, last = len(question.options), letters[-1]
    return Diagnostic(
        severity=Severity.ERROR,
        rule="too-few-letters",
        message=f'the question has {count} options, and letters in the language "{blueprint.language}" end at {last}',
        path=question.path,
        line=question.line,
        question=question.number or question.id,
        hint="set letters: latin in exam.yaml, or leave out options",
    )
