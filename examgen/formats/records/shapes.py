"""The values of JSON or YAML in, a `Draft` out: examgen's own schema, or questions recognised by their shape."""

from __future__ import annotations

from collections.abc import Sequence

from examgen.diagnostics import Diagnostic
from examgen.formats.draft import Draft
from examgen.formats.records.drafting import drafted
from examgen.formats.records.entries import entries_of
from examgen.formats.records.opentdb import decoded
from examgen.formats.records.own_reader import is_own, read_own
from examgen.formats.records.values import Entry, Value
from examgen.formats.source import Source


def read_shapes(values: Sequence[Value], source: Source) -> tuple[Draft, list[Diagnostic]]:
    """The questions of a file; of one in a shape of its own, with an advice that states how it was taken."""
    if is_own(values) and isinstance(values[0], Entry):
        return read_own(values[0], source)
    entries = entries_of([decoded(value) for value in values])
    return drafted(entries.questions, source, entries.title, sorted(entries.names))
