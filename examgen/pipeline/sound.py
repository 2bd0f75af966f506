"""A bank with what was said of it in, the questions that can be used out, and the errors that refuse it.

An error refuses the whole bank, but where its question is to be left out: then it must be sure which that is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from examgen.assemble import printable
from examgen.diagnostics import Diagnostic, errors_in
from examgen.model.bank import Bank, Question
from examgen.pipeline.request import BankReading

UNRESOLVED = "unresolved-key"
"""The one error that says nothing against a question but that its key is not known."""

LEFT_OUT = frozenset({"gift-braces", "not-carried", "row-width", "unread-question"})
"""Of a question that these name, nothing is in the bank."""


@dataclass(frozen=True, slots=True)
class Soundness:
    """What errors leave of a bank."""

    broken: frozenset[str]
    """Ids of the questions that hold errors."""

    refused: tuple[Diagnostic, ...]
    """Errors that cannot be told to be those of one question."""

    left_out: tuple[str, ...]
    """What the questions that hold errors are called, also those of which nothing is in the bank."""


def usable(bank: Bank, diagnostics: Sequence[Diagnostic], reading: BankReading) -> tuple[Question, ...]:
    """The questions that papers may hold; raise `BankError` where one without a known key is not to be left out."""
    broken = soundness(bank, diagnostics).broken if reading.skip_errors else frozenset()
    questions = [question for question in bank.questions if question.id not in broken]
    return printable(questions, reading.skip_errors or reading.skip_unresolved)


def refusals(bank: Bank, diagnostics: Sequence[Diagnostic], reading: BankReading) -> tuple[Diagnostic, ...]:
    """The errors that stop a run that reads so."""
    if reading.skip_errors:
        return soundness(bank, diagnostics).refused
    is_skipped = reading.skip_unresolved
    return tuple(error for error in errors_in(diagnostics) if not (is_skipped and error.rule == UNRESOLVED))


def soundness(bank: Bank, diagnostics: Sequence[Diagnostic]) -> Soundness:
    """Which questions the errors belong to, by their names, else by the line that they begin on."""
    named: defaultdict[tuple[str, str | None], list[Question]] = defaultdict(list)
    begun: defaultdict[tuple[str, int | None], list[Question]] = defaultdict(list)
    for question in bank.questions:
        begun[question.path, question.line].append(question)
        for name in {part.number or part.id for part in question.with_parts}:
            named[question.path, name].append(question)
    broken: set[str] = set()
    names: dict[tuple[str, str], str] = {}
    refused: list[Diagnostic] = []
    for error in errors_in(diagnostics):
        found = _nearest(named[error.path, error.question], error.line) or begun[error.path, error.line]
        broken |= {question.id for question in found}
        names |= {(question.path, question.id): question.number or question.id for question in found}
        if not error.question or not (found or error.rule in LEFT_OUT):
            refused.append(error)
        elif not found:
            names[error.path, error.question] = error.question
    return Soundness(frozenset(broken), tuple(refused), tuple(names.values()))


def _nearest(namesakes: Sequence[Question], line: int | None) -> Sequence[Question]:
    """Of questions with one name, the last that begins before a line; all where no line tells them apart."""
    before = [question for question in namesakes if line and question.line and question.line <= line]
    return before[-1:] or namesakes
