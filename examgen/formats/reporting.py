"""Collects what is wrong with one question of a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """Diagnostics of one question, in the order in which they are found."""

    path: str
    question: str | None
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def error(self, rule: str, message: str, line: int, hint: str | None = None) -> None:
        self.add(Severity.ERROR, rule, message, line, hint)

    def warning(self, rule: str, message: str, line: int, hint: str | None = None) -> None:
        self.add(Severity.WARNING, rule, message, line, hint)

    def advice(self, rule: str, message: str, line: int, hint: str | None = None) -> None:
        self.add(Severity.ADVICE, rule, message, line, hint)

    def add(self, severity: Severity, rule: str, message: str, line: int, hint: str | None) -> None:
        self.diagnostics.append(
            Diagnostic(
                severity=severity,
                rule=rule,
                message=message,
                path=self.path,
                line=line,
                question=self.question,
                hint=hint,
            )
        )


def listed(words: Iterable[str], conjunction: str = "and") -> str:
    """Words as a sentence lists them: "A", "A and B", "A, B and C"."""
    found = list(words)
    return f" {conjunction} ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
