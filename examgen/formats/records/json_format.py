"""JSON and JSON Lines in, a `Draft` out: examgen's own schema, and public question sets recognised by their shape."""

from __future__ import annotations

import re

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import admit_lines
from examgen.formats.draft import Draft
from examgen.formats.format import Format, Parsed, Pictures, Writer
from examgen.formats.records.json_values import json_values
from examgen.formats.records.own_dump import dump_json
from examgen.formats.records.shapes import read_shapes
from examgen.formats.records.values import MOST_LINES, Damage
from examgen.formats.source import Source

_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")

_SURE = re.compile(r"\s*(?:\[\s*\[\s*\"|\[?\s*\{\s*\"[^\"\\\n]{1,60}\"\s*:)")
"""Lists in lists as rows of nothing else are, or a name with a colon: surer than names of columns among them."""


def sniff(source: Source) -> float:
    """Text that begins as JSON does."""
    if not _START.match(source.head):
        return 0.0
    return 0.98 if _SURE.match(source.head) else 0.95


def parse(source: Source) -> Parsed:
    """Cut a file into questions."""
    admit_lines(source.tabbed, MOST_LINES)
    values, damages = json_values(source.tabbed)
    found = [damaged(damage, "bad-json", source.path) for damage in damages]
    if not values:
        return Draft(questions=()), tuple(found)
    draft, diagnostics = read_shapes(values, source)
    return draft, (*found, *diagnostics)


def damaged(damage: Damage, rule: str, path: str) -> Diagnostic:
    """Where a file is not what it claims to be."""
    return Diagnostic(
        severity=Severity.ERROR,
        rule=rule,
        message=str(damage),
        path=path,
        line=damage.line,
        hint="correct the file at this place, or export it again",
    )


FORMAT = Format(name="json", sniff=sniff, parse=parse)
WRITER = Writer(name="json", title="JSON", endings=(".json",), dump=dump_json, pictures=Pictures.BESIDE)
