"""Values of JSON or YAML that are not in examgen's own schema in, a `Draft` out."""

from __future__ import annotations

from collections.abc import Sequence

from examgen.diagnostics import Diagnostic
from examgen.formats.draft import Draft
from examgen.formats.records.drafting import drafted, read_as
from examgen.formats.records.entries import entries_of
from examgen.formats.records.opentdb import decoded
from examgen.formats.records.values import Value
from examgen.formats.source import Source


def read_shapes(values: Sequence[Value], source: Source) -> tuple[Draft, list[Diagnostic]]:
    """The questions of a file in whatever shape it has, with an advice that states how it was taken."""
    entries = entries_of([decoded(value) for value in values])
    draft, diagnostics = drafted(entries.questions, source, entries.title)
    if entries.questions:
        diagnostics.append(read_as(sorted(entries.names), source.path))
    return draft, diagnostics
