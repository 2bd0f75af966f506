"""The values of JSON or YAML in, a `Draft` out: examgen's own schema, or questions recognised by their shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.decode import shortened
from examgen.formats.draft import Draft
from examgen.formats.records.drafting import drafted
from examgen.formats.records.entries import entries_of
from examgen.formats.records.opentdb import decoded
from examgen.formats.records.own_reader import is_own, read_own
from examgen.formats.records.parallel import whole
from examgen.formats.records.platforms import as_entries
from examgen.formats.records.values import Entry, Value
from examgen.formats.source import Source


def read_shapes(values: Sequence[Value], source: Source) -> tuple[Draft, list[Diagnostic]]:
    """The questions of a file; of one in a shape of its own, with an advice that states how it was taken."""
    if is_own(values) and isinstance(values[0], Entry):
        return read_own(values[0], source)
    apart: list[Diagnostic] = []

    def report(why: str, line: int) -> None:
        apart.append(_unmatched(why, source.path, line))

    entries = entries_of([whole(as_entries(decoded(value)), report) for value in values])
    draft, found = drafted(entries.questions(), source, entries.title, sorted(entries.names))
    apart += (_nameless(names, source.path, line) for line, names in entries.nameless)
    return draft, [*apart, *found, *_beside(entries.unread, source.path)]


def _unmatched(why: str, path: str, line: int) -> Diagnostic:
    message = f"answers stand apart from their questions, and do not fit them: {why}"
    hint = "give one for each question, in their order or by their ids"
    return Diagnostic(
        severity=Severity.ERROR, rule="unmatched-answer", message=message, path=path, line=line, hint=hint
    )


def _nameless(names: Sequence[str], path: str, line: int) -> Diagnostic:
    said = ", ".join(f'"{shortened(name)}"' for name in names[:_MOST_NAMED])
    message = f"there is an answer, and no name among {said} is one for a question"
    hint = 'call the question "question" or "stem"'
    return Diagnostic(severity=Severity.ERROR, rule="empty-stem", message=message, path=path, line=line, hint=hint)


def _beside(names: Iterable[str], path: str) -> list[Diagnostic]:
    """Say once what stands outside the questions."""
    said = ", ".join(f'"{shortened(name)}"' for name in list(names)[:_MOST_NAMED])
    if not said:
        return []
    message = f"what stands outside the questions is not carried: {said}"
    return [Diagnostic(severity=Severity.ADVICE, rule="not-carried", message=message, path=path)]


_MOST_NAMED = 12
