"""Collects what a file holds and a bank does not: each kind of it is told once, with the first place and a count."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from examgen.diagnostics import Diagnostic, Severity


@dataclass(slots=True)
class Losses:
    """What was said of one file, in the order in which it was found."""

    path: str
    errors: list[Diagnostic] = field(default_factory=list)
    counted: dict[tuple[str, str], tuple[Diagnostic, int]] = field(default_factory=dict)
    """Rule and message → the first of its kind, and how many there are."""

    def add(self, message: str, line: int, question: str, hint: str, *, is_advice: bool = False) -> None:
        """Note what is not carried."""
        severity = Severity.ADVICE if is_advice else Severity.WARNING
        self.tell(
            Diagnostic(
                severity=severity,
                rule="not-carried",
                message=message,
                path=self.path,
                line=line,
                question=question or None,
                hint=hint,
            )
        )

    def tell(self, diagnostic: Diagnostic) -> None:
        """Note anything; errors are told one by one."""
        if diagnostic.severity is Severity.ERROR:
            self.errors.append(diagnostic)
            return
        key = (diagnostic.rule, diagnostic.message)
        first, count = self.counted.get(key, (diagnostic, 0))
        self.counted[key] = (first, count + 1)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return (*self.errors, *(_with_count(first, count) for first, count in self.counted.values()))


def _with_count(first: Diagnostic, count: int) -> Diagnostic:
    if count == 1:
        return first
    return replace(first, message=f"{first.message}; the same {count - 1} more time{'s' * (count > 2)} in this file")
