"""How many questions one file may hold, whatever its format: more are refused before they cost time and memory."""

from __future__ import annotations

from examgen.diagnostics import Diagnostic, Severity

MOST_QUESTIONS = 50_000
"""To read so many takes half a minute; no teacher's file holds them."""


class TooManyQuestions(Exception):
    """A file holds more questions than one may; `_cut` in reading.py makes it a diagnostic."""


def admit(count: int) -> None:
    """Say how many questions a file holds, as soon as they can be counted; raise where they are too many."""
    if count > MOST_QUESTIONS:
        raise TooManyQuestions


def too_many(path: str) -> Diagnostic:
    """What to say of such a file."""
    return Diagnostic(
        severity=Severity.ERROR,
        rule="huge-file",
        message=f"holds more than {MOST_QUESTIONS} questions, the most that one file may hold",
        path=path,
        hint="split it into several files; a build takes any number of them",
    )
