"""A located message about an author's file, and how it is printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

LOSS = "not-carried"
"""The rule of what a format cannot hold, which is often the same for all questions of a bank."""

MOST_ALIKE = 1_000
"""Messages of one rule and severity that a run says one by one."""

MOST_QUOTED = 20
"""Losses that differ in nothing but what they quote that are said one by one."""

MOST_RUNS = 100
"""Names of questions, or runs of numbers, that one message lists."""

_NUMBER = re.compile("[0-9]{1,9}")
_QUOTED = re.compile('".*"', re.DOTALL)


class Severity(StrEnum):
    """How much a diagnostic matters: an error stops a build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One message about one place in an author's file."""

    severity: Severity
    rule: str
    """A stable name in kebab case, e.g. ``no-key``; the manual has an entry for each."""

    message: str
    """Lower case, no full stop; quotes the author's text, gives wanted and found."""

    path: str
    """The file as the user named it."""

    line: int | None = None
    """Counted from 1; ``None`` where the whole file is meant."""

    question: str | None = None
    """How the author finds the question: its number in the file, else its id."""

    field: str | None = None
    hint: str | None = None
    """What to do about it."""

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        lines = [f"{place}: {self.severity}: {self.message} [{self.rule}]"]
        where = [f"question {self.question}"] if self.question else []
        where += [f"field {self.field}"] if self.field else []
        if where:
            lines.append("    " + ", ".join(where))
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        return "\n".join(lines)


def errors_in(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics that stop a build."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by file (as first met) and line; a whole file's own come first."""
    unique = tuple(dict.fromkeys(diagnostics))
    files = {path: rank for rank, path in enumerate(dict.fromkeys(d.path for d in unique))}
    return tuple(sorted(unique, key=lambda d: (files[d.path], d.line or 0)))


def gathered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Losses of one file in the same words as one, at the place of the first, with the questions that they are of.

    Where losses quote very many different texts, what they quote does not tell them apart.
    """
    found = tuple(diagnostics)
    shapes = Counter((each.path, _shape(each.message)) for each in set(map(_placeless, found)))
    alike: dict[Diagnostic, list[Diagnostic]] = {}
    for each in found:
        loss = _placeless(each)
        if shapes[each.path, shape := _shape(loss.message)] > MOST_QUOTED and _is_loss(each):
            loss = replace(loss, message=shape)
        alike.setdefault(loss, []).append(each)
    return tuple(
        replace(losses[0], message=loss.message, question=_names(each.question for each in losses if each.question))
        for loss, losses in alike.items()
    )


def _is_loss(found: Diagnostic) -> bool:
    return found.rule == LOSS and found.question is not None


def _placeless(found: Diagnostic) -> Diagnostic:
    return replace(found, line=None, question=None) if _is_loss(found) else found


def _shape(message: str) -> str:
    return _QUOTED.sub('"…"', message)


def _names(questions: Iterable[str]) -> str | None:
    """Each question once, numbers that follow one another from the first to the last, and how many more there are."""
    runs: list[list[str]] = []
    for name in dict.fromkeys(questions):
        if runs and _follows(name, runs[-1][-1]):
            runs[-1].append(name)
        else:
            runs.append([name])
    said = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs[:MOST_RUNS]]
    more = sum(map(len, runs[MOST_RUNS:]))
    return ", ".join(said) + (f" and {more} more" if more else "") or None


def _follows(name: str, before: str) -> bool:
    return _NUMBER.fullmatch(before) is not None and name == str(int(before) + 1)


def spoken(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What a run says of its diagnostics: of those alike so many, and how many more there are behind the last."""
    found = tuple(diagnostics)
    alike = Counter((each.rule, each.severity) for each in found)
    said: Counter[tuple[str, Severity]] = Counter()
    for each in found:
        kind = each.rule, each.severity
        said[kind] += 1
        if said[kind] <= MOST_ALIKE:
            yield each
        elif said[kind] == MOST_ALIKE + 1:
            hint = each.hint if each.rule == LOSS else "mend these first, and run it again"
            message = f"and {alike[kind] - MOST_ALIKE} more like this, from here on"
            yield replace(each, message=message, question=None, field=None, hint=hint)
