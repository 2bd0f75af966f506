"""A closing answer list in, its statements added to the questions they name; what finds no question is reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.decode import shortened
from examgen.formats.draft import DraftQuestion, StatedAnswer
from examgen.formats.plain_text.answers import answer_among, known_wordings
from examgen.formats.plain_text.entries import entries_of
from examgen.formats.plain_text.signs import Field, Line, field_sign
from examgen.markup.plain import parse


def with_answer_list(
    questions: Sequence[DraftQuestion], lines: Sequence[Line], path: str
) -> tuple[tuple[DraftQuestion, ...], list[Diagnostic]]:
    """The questions with what the list says of them."""
    diagnostics: list[Diagnostic] = []
    found = [_Found(question) for question in questions]
    by_number: dict[str, list[_Found]] = {}
    for one in found:
        by_number.setdefault(one.question.number, []).append(one)
    last: _Found | None = None
    for line in (line for line in lines if line.text):
        entries = entries_of(line.text)
        for number, value in entries:
            meant = by_number.get(number, [])
            last = meant[0] if len(meant) == 1 else None
            if last is None:
                diagnostics.append(_unmatched(number, len(meant), line, path))
            else:
                named = field_sign(value)
                value = named.value if named and named.field is Field.ANSWER else value
                last.answers.append(answer_among(value, line.number, last.known))
        sign = field_sign(line.text)
        if not entries and last is not None and sign is not None and sign.field is Field.EXPLANATION:
            last.explanations.append((line.number, sign.value))
        elif not entries:
            diagnostics.append(_lost(line, path))
    return tuple(one.answered() for one in found), diagnostics


class _Found:
    """A question with what the list adds to it."""

    def __init__(self, question: DraftQuestion) -> None:
        self.question = question
        self.answers: list[StatedAnswer] = []
        self.explanations: list[tuple[int, str]] = []

    @cached_property
    def known(self) -> frozenset[str]:
        return known_wordings(self.question.options)

    def answered(self) -> DraftQuestion:
        if not (self.answers or self.explanations):
            return self.question
        return replace(
            self.question,
            answers=(*self.question.answers, *self.answers),
            explanation=self.question.explanation + parse("\n\n".join(text for _, text in self.explanations)),
            explanation_line=self.question.explanation_line or next((line for line, _ in self.explanations), None),
        )


def _unmatched(number: str, count: int, line: Line, path: str) -> Diagnostic:
    if count:
        message = f"the answer list names question {number}, but {count} questions have that number"
        hint = "number the questions through, or state each answer beside its question"
    else:
        message, hint = f"the answer list names question {number}, which the file does not hold", "check the numbers"
    return Diagnostic(
        severity=Severity.ERROR, rule="unmatched-answer", message=message, path=path, line=line.number, hint=hint
    )


def _lost(line: Line, path: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="lost-text",
        message=f'"{shortened(line.text)}" in the answer list is not an answer',
        path=path,
        line=line.number,
        hint='write each answer as "3. B"',
    )
