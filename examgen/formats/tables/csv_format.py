"""CSV and its relatives in, a `Draft` out; the columns are told by their names, or by a shape that leaves no doubt."""

from __future__ import annotations

import re

from examgen.formats.bounds import admit_lines
from examgen.formats.draft import Draft
from examgen.formats.format import Format, Parsed, Pictures, Writer
from examgen.formats.records.drafting import drafted
from examgen.formats.records.json_format import damaged
from examgen.formats.source import Source
from examgen.formats.tables.brightspace import brightspace_questions, is_brightspace
from examgen.formats.tables.columns import columns_of
from examgen.formats.tables.delimited import Dialect, dialect_of, rows_of, whole_lines
from examgen.formats.tables.table import Table, no_columns
from examgen.formats.tables.table_dump import dump_csv

_BRIGHTSPACE = re.compile(r"^\"?NewQuestion\"?,\"?[A-Z]{1,2}\b", re.MULTILINE | re.IGNORECASE)
_SNIFFED = 16_384
_SURE = 0.97
"""That the first row names columns: surer than signs of other formats in the cells below it."""


def sniff(source: Source) -> float:
    """A head with the names of a question's columns, or a shape that leaves no doubt."""
    head = whole_lines(source.head[:_SNIFFED], source.tabbed)
    if _BRIGHTSPACE.search(head):
        return 0.95
    dialect = dialect_of(head)
    columns = columns_of(rows_of(head, dialect)[0]) if dialect else None
    if columns is None:
        return 0.0
    if not columns.has_head:
        return 0.6
    return 0.9 if columns.head else _SURE


def parse(source: Source) -> Parsed:
    """Cut a file into questions, one in each row."""
    admit_lines(source.tabbed)
    head = whole_lines(source.head, source.tabbed)
    dialect = Dialect(",") if _BRIGHTSPACE.search(head) else dialect_of(head) or Dialect(",")
    rows, damages = rows_of(source.tabbed, dialect)
    found = [damaged(damage, "bad-csv", source.path) for damage in damages]
    if is_brightspace(rows):
        draft, diagnostics = drafted(brightspace_questions(rows), source)
        return draft, (*found, *diagnostics)
    table = Table(source.path)
    table.read(rows)
    if table.columns is None:
        return Draft(questions=()), (*found, no_columns(source.path))
    names = table.columns.names if table.columns.has_head else ()
    draft, diagnostics = drafted(table.questions, source, names=names)
    return draft, (*found, *table.diagnostics, *diagnostics)


FORMAT = Format(name="csv", sniff=sniff, parse=parse)
WRITER = Writer(name="csv", title="CSV", endings=(".csv",), dump=dump_csv, pictures=Pictures.BESIDE)
