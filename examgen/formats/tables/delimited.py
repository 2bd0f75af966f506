"""Text with cells apart by commas, semicolons, tabs or bars in, its rows out; which sign it is, its rows tell."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from io import StringIO

from examgen.formats.bounds import SPLIT, OutOfBounds
from examgen.formats.decode import MOST_BYTES
from examgen.formats.records.values import Damage
from examgen.formats.tables.columns import LEAST_COLUMNS, has_question_columns
from examgen.formats.tables.respondus_rows import are_for_respondus
from examgen.formats.tables.rows import Row

DELIMITERS = (",", ";", "\t", "|")
_MOST_SAMPLED = 40
_MOST_CELLS = 2000
"""Of a row: no table has more columns."""

_MOST_IN_FILE = 5_000_000
"""Signs that part cells, those within texts too: 50,000 questions have no more."""

_STATED = re.compile(r'\A"?sep=(?P<sign>[^"\n])"?[^\S\n]*\n', re.IGNORECASE)
"""How some spreadsheets say which sign parts cells."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a file stand apart."""

    delimiter: str
    is_quoted: bool = True
    is_spaced: bool = False
    """Whether a space may stand before the quote that opens a cell."""


def rows_of(text: str, dialect: Dialect) -> tuple[list[Row], list[Damage]]:
    """All rows; one with quotes that nobody can understand is damage, and the others are still read."""
    if (count := text.count(dialect.delimiter)) > _MOST_IN_FILE:
        message = f"holds {count} cells, more than the {_MOST_IN_FILE} that one file may hold"
        raise OutOfBounds("huge-file", message, SPLIT)
    csv.field_size_limit(MOST_BYTES)  # a picture may stand in a cell; what is too long for a question is refused later
    reader = csv.reader(
        StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.is_quoted else csv.QUOTE_NONE,
        skipinitialspace=dialect.is_spaced,
        strict=dialect.is_quoted,
    )
    rows: list[Row] = []
    damages: list[Damage] = []
    line = 1
    if _STATED.match(text):
        next(reader)
        line = 2
    while True:
        try:
            row = Row(tuple(next(reader)), line)
            if len(row.cells) > _MOST_CELLS:
                damages.append(
                    Damage(f"the row has {len(row.cells)} cells, more than the {_MOST_CELLS} of any table", line)
                )
            elif dialect.delimiter != "|" or not _is_rule(row):
                rows.append(row)
        except StopIteration:
            return rows, damages
        except csv.Error as error:
            damages.append(Damage(_reason(error), line))
        line = reader.line_num + 1


_RULE = re.compile(r"\s*(?::?-+:?)?\s*")


def _is_rule(row: Row) -> bool:
    """Whether a row only parts head and body of a table in Markdown."""
    return any(cell.strip() for cell in row.cells) and all(map(_RULE.fullmatch, row.cells))


def _reason(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end" in said:
        return "a cell that begins with a quote is not closed until the end of the file"
    if "expected after" in said:
        return 'a quote inside a quoted cell is not doubled (write "")'
    return f"the row cannot be read: {said}"


def dialect_of(head: str) -> Dialect | None:
    """The way in which a text is a table; ``None`` if it is none."""
    if stated := _STATED.match(head):
        return Dialect(stated["sign"])
    best = max(_tried(head), key=lambda pair: pair[0], default=((0, 0, 0), None))
    return best[1] if best[0] > (0, 0, 0) else None


def _tried(head: str) -> list[tuple[tuple[int, int, int], Dialect]]:
    """Each way with what speaks for it: columns with known names, rows of one width, their number."""
    found = []
    for delimiter in DELIMITERS:
        if delimiter not in head:
            continue
        dialects = [Dialect(delimiter), Dialect(delimiter, is_spaced=True)]
        dialects += [Dialect(delimiter, is_quoted=False)] if delimiter == "\t" else []
        found += [(_score(head, dialect), dialect) for dialect in dialects]
    return found


def _score(head: str, dialect: Dialect) -> tuple[int, int, int]:
    rows, damages = rows_of(head, dialect)
    sampled = [row for row in rows if not row.is_blank][:_MOST_SAMPLED]
    named = max((has_question_columns(row.cells) for row in sampled), default=0)
    widths = Counter(len(row.cells) for row in sampled)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    if not named and are_for_respondus(sampled):
        return (1, count, width)
    if not named and (width < LEAST_COLUMNS or count < len(sampled)):
        return (0, 0, 0)
    return (named, count - min(len(damages), _MOST_SAMPLED), width)


def whole_lines(head: str, text: str) -> str:
    """The head without its last line, where the text goes on behind it."""
    return head if len(head) == len(text) else head.rpartition("\n")[0]
