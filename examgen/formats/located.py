"""Problems of markup in, diagnostics with file and question out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from examgen.diagnostics import Diagnostic, Severity
from examgen.markup.context import Problem


def located(problems: Iterable[Problem], path: str, question: str = "") -> Iterator[Diagnostic]:
    """Say in which file and question each problem is."""
    for problem in problems:
        yield Diagnostic(
            severity=Severity.ERROR if problem.is_error else Severity.WARNING,
            rule=problem.rule,
            message=problem.message,
            path=path,
            line=problem.line,
            question=question or None,
            hint=problem.hint,
        )
