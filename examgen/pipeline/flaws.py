"""Flaws that setting questions showed in, diagnostics out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from examgen.diagnostics import Diagnostic, Severity
from examgen.model.bank import Question
from examgen.typeset import Flaw, FlawKind

QUOTED = 60


def warnings_of(questions: Sequence[Question], flaws: Iterable[tuple[str, Flaw]]) -> tuple[Diagnostic, ...]:
    """A warning for each word that had to be broken, and each picture reduced; flaws come with their questions' ids."""
    return tuple(found for found in of_flaws(questions, flaws) if found.severity is Severity.WARNING)


def of_flaws(questions: Sequence[Question], flaws: Iterable[tuple[str, Flaw]]) -> tuple[Diagnostic, ...]:
    """A message for each flaw, once."""
    by_id = {question.id: question for question in questions}
    return tuple(_diagnostic(by_id[identity], flaw) for identity, flaw in dict.fromkeys(flaws))


class _Telling(NamedTuple):
    """How a kind of flaw is told; the message holds a place for the words."""

    severity: Severity
    rule: str
    message: str
    hint: str


_TELLINGS = {
    FlawKind.OVERLONG_WORD: _Telling(
        Severity.WARNING,
        rule="overlong-word",
        message="“{}” is wider than its line and is broken between letters",
        hint="put spaces or hyphens where it may break",
    ),
    FlawKind.REDUCED_PICTURE: _Telling(
        Severity.WARNING,
        rule="image-size",
        message="the size asked for the picture “{}” has no room in its table: it is printed smaller",
        hint="ask for less, give the table fewer columns, or leave the size out",
    ),
    FlawKind.UNEVEN_LINE: _Telling(
        Severity.ADVICE,
        rule="uneven-line",
        message="the spaces in the line “{}” are more than twice as wide as usual, or much narrower",
        hint="say it in other words, or put a soft hyphen into the long word that did not fit",
    ),
}


def _diagnostic(question: Question, flaw: Flaw) -> Diagnostic:
    words = flaw.words if len(flaw.words) <= QUOTED else flaw.words[: QUOTED - 1] + "…"
    severity, rule, message, hint = _TELLINGS[flaw.kind]
    return Diagnostic(
        severity=severity,
        rule=rule,
        message=message.format(words),
        path=question.path,
        line=question.line,
        question=question.number or question.id,
        hint=hint,
    )
