"""A parametrised question and the number of a variant in, the question with that variant's values out.

Each variable has a digest of its own, so that values stay when other variables, questions or variants are added;
equal sets of values are one question, which is set and proved once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from examgen.assemble.selection import SELECTION
from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import BankError
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint, Values
from examgen.parameters import Filled, Name, ProgramMistake, filled, filled_again
from examgen.seeds import digests

Make = Callable[[Question, Filled], Question]
"""Reads the source of a question with values in it."""


class Realiser:
    """Gives parametrised questions their values; all others stay as they are."""

    def __init__(self, blueprint: Blueprint, make: Make) -> None:
        self._seed, self._language = blueprint.seed, blueprint.language
        self._is_same = blueprint.values is Values.SAME
        self._make = make
        self._made: dict[tuple[str, tuple[tuple[str, str], ...]], Question] = {}
        self._ahead: dict[tuple[str, int, str], Question] = {}

    def expect(self, question: Question, number: int, prefix: str = "") -> None:
        """Know what `realised` will be asked for, as another process made it."""
        made = self._made.setdefault((question.id, question.values), question)
        self._ahead[question.id, number, prefix] = made

    def realised(self, question: Question, number: int, prefix: str = "") -> Question:
        """The question as a variant prints it; the prefix keeps practice sheets from rehearsing the exam."""
        if question.program is None:
            return question
        if known := self._ahead.get((question.id, number, prefix)):
            return known
        shared = self._is_same or question.program.is_same
        named = digests(self._seed, SELECTION if shared else number, question.id, f"{prefix}value")
        return self._read(question, self._filled(question, named))

    def recorded(self, question: Question, values: Mapping[str, str]) -> Question:
        """The question with the values that a paper shows; raise where it does not allow them any more."""
        assert question.program
        try:
            found = filled_again(question.program, values, self._language)
        except ProgramMistake as mistake:
            raise mistake_error(question, mistake, "a corrected question does not fit the values on paper") from None
        return self._read(question, found)

    def _read(self, question: Question, found: Filled) -> Question:
        """The question with these values, which is one object for equal ones."""
        key = (question.id, found.values)
        if key not in self._made:
            self._made[key] = self._make(question, found)
        return self._made[key]

    def _filled(self, question: Question, name: Name) -> Filled:
        assert question.program
        try:
            return filled(question.program, name, self._language)
        except ProgramMistake as mistake:
            raise mistake_error(question, mistake) from None


def mistake_error(
    question: Question, mistake: ProgramMistake, message: str = "a parametrised question has no values to print"
) -> BankError:
    """The refusal of a question whose values cannot be drawn or written."""
    diagnostic = Diagnostic(
        severity=Severity.ERROR,
        rule=mistake.rule,
        message=mistake.message,
        path=question.path,
        line=mistake.line or question.line,
        question=question.number or question.id,
        hint=mistake.hint,
    )
    return BankError(f"{question.path}: {message}", diagnostics=[diagnostic])
