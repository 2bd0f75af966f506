"""The text of a bank in, which rules its author has turned off where out.

A comment stands inside a question, or on the lines directly above it; before the first question it is for the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from examgen.diagnostics import Diagnostic, Severity
from examgen.lint.rules import nearest_rule, rule_names
from examgen.markup.lint_comments import EVERY_RULE, rules_turned_off

WHOLE_FILE = -1


@dataclass(frozen=True, slots=True)
class Suppression:
    """What is turned off in one file."""

    path: str
    starts: tuple[int, ...]
    """Lines on which its questions begin, in ascending order."""

    off: frozenset[tuple[int, str]]
    """Places of questions, or `WHOLE_FILE`, with the rules."""

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether the author has turned off what a diagnostic says; errors cannot be."""
        if not self.off or diagnostic.path != self.path or not is_ignorable(diagnostic):
            return False
        place = bisect_right(self.starts, diagnostic.line or 0) - 1
        return any((at, rule) in self.off for at in (WHOLE_FILE, place) for rule in (diagnostic.rule, EVERY_RULE))


def is_ignorable(diagnostic: Diagnostic) -> bool:
    """Whether it is advice or a warning of a rule that can be named."""
    return diagnostic.severity is not Severity.ERROR and diagnostic.rule in rule_names()


def suppression_in(text: str, path: str, starts: Sequence[int]) -> tuple[Suppression, tuple[Diagnostic, ...]]:
    """All such comments of a file; a name that no rule has is an error."""
    ordered = tuple(sorted(set(starts)))
    off: set[tuple[int, str]] = set()
    unknown: list[Diagnostic] = []
    lines = text.split("\n") if "lint:" in text else []
    for number, line in enumerate(lines, start=1):
        names = rules_turned_off(line) or ()
        off |= {(_place(number, lines, ordered), name) for name in names}
        unknown += (_unknown(name, path, number) for name in names if name not in (*rule_names(), EVERY_RULE))
    return Suppression(path, ordered, frozenset(off)), tuple(unknown)


def _place(number: int, lines: Sequence[str], starts: Sequence[int]) -> int:
    """The question that a comment belongs to: the one that begins below it, or the one that it stands in."""
    below = number
    while below < len(lines) and rules_turned_off(lines[below]):
        below += 1
    place = bisect_right(starts, number) - 1
    return place + 1 if place > WHOLE_FILE and below + 1 in starts else place


def _unknown(name: str, path: str, line: int) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="unknown-rule",
        message=f'there is no rule "{name}"',
        path=path,
        line=line,
        hint=nearest_rule(name),
    )
