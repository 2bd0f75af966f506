"""Flaws that setting questions showed in, diagnostics out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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


def _diagnostic(question: Question, flaw: Flaw) -> Diagnostic:
    words = flaw.words if len(flaw.words) <= QUOTED else flaw.words[: QUOTED - 1] + "…"
    if flaw.kind is FlawKind.OVERLONG_WORD:
        return Diagnostic(
            severity=Severity.WARNING,
            rule="overlong-word",
            message=f"“{words}” is wider than its line and is broken between letters",
            path=question.path,
            line=question.line,
            question=question.number or question.id,
            hint="put spaces or hyphens where it may break",
        )
    if flaw.kind is FlawKind.REDUCED_PICTURE:
        return Diagnostic(
            severity=Severity.WARNING,
            rule="image-size",
            message=f"the size asked for the picture “{words}” has no room in its table: it is printed smaller",
            path=question.path,
            line=question.line,
            question=question.number or question.id,
            hint="ask for less, give the table fewer columns, or leave the size out",
        )
    return Diagnostic(
        severity=Severity.ADVICE,
        rule="uneven-line",
        message=f"the spaces in the line “{words}” are more than twice as wide as usual, or much narrower",
        path=question.path,
        line=question.line,
        question=question.number or question.id,
        hint="say it in other words, or put a soft hyphen into the long word that did not fit",
    )
