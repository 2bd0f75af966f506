"""Workbooks of spreadsheets in, a `Draft` out: each sheet is a table; and the same way back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib.util import find_spec
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats import plain_text
from examgen.formats.draft import Draft, path_within
from examgen.formats.extras import OFFICE, missing_extra
from examgen.formats.format import Dumped, Format, Parsed, Pictures, Writer
from examgen.formats.records.drafting import drafted
from examgen.formats.records.vocabulary import role_of
from examgen.formats.source import Source
from examgen.formats.tables.table import Table, no_columns
from examgen.formats.tables.table_dump import lost_in, rows_of
from examgen.formats.tables.xlsx_rows import Sheet, is_workbook, pictures_in, sheets_of
from examgen.model.bank import Bank

_MOST_IN_CELL = 32_767
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_TIME = "2000-01-01T00:00:00Z"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def sniff(source: Source) -> float:
    """A ZIP archive that holds a workbook."""
    return 1.0 if is_workbook(source.data) else 0.0


def parse(source: Source) -> Parsed:
    """Cut a workbook into questions, one in each row of its sheets."""
    if find_spec("openpyxl") is None:
        return Draft(questions=()), (_missing(source.path),)
    sheets = sheets_of(source.data, source.path)
    if isinstance(sheets, Diagnostic):
        return Draft(questions=()), (sheets,)
    filled = [sheet for sheet in sheets if sheet.rows]
    tables = [_table(sheet, source, is_alone=len(filled) == 1) for sheet in filled]
    found = [diagnostic for table in tables for diagnostic in table.diagnostics]
    read = [table for table in tables if table.columns]
    if not read:
        return _as_lines(filled, source) or (Draft(questions=()), (*found, no_columns(source.path)))
    found += _beside(source, filled, tables)
    for sheet, table in zip(filled, tables, strict=True):
        found += _seen(sheet, table) if table.columns else ()
    names = list(dict.fromkeys(name for table in read if table.columns for name in table.columns.names if name))
    draft, diagnostics = drafted([question for table in read for question in table.questions], source, names=names)
    return draft, (*found, *diagnostics)


def _table(sheet: Sheet, source: Source, *, is_alone: bool) -> Table:
    table = Table(source.path, member="" if is_alone else sheet.name, is_padded=True)
    width = max(len(row.cells) for row in sheet.rows)
    table.read([row._replace(cells=(*row.cells, *[""] * (width - len(row.cells)))) for row in sheet.rows])
    return table


def _as_lines(sheets: list[Sheet], source: Source) -> Parsed | None:
    """Questions that stand in a sheet as in a text, a line in each row; ``None`` if there are none."""
    if len(sheets) != 1:
        return None
    lines = [""] * sheets[0].rows[-1].line
    for row in sheets[0].rows:
        lines[row.line - 1] = _line([" ".join(cell.split()) for cell in row.cells if cell.strip()])
    text = "\n".join(lines)
    draft, diagnostics = plain_text.parse(text, source.path, source.load)
    return (draft, diagnostics) if draft.questions else None


def _line(cells: list[str]) -> str:
    """The cells of one row as a line: a letter or number before the others is a label, a known word a name."""
    first, *others = cells
    named = role_of(first) if others else None
    if named is None:
        return " ".join(cells)
    sign = f"{named.slot}." if named.slot else first if first.endswith((":", ".")) else f"{first}:"
    return " ".join((sign, *others))


def _seen(sheet: Sheet, table: Table) -> Iterator[Diagnostic]:
    """What a sheet shows otherwise than it is read: formulas without a value, and what is hidden."""
    path = path_within(table.path, table.member)
    for line, words in sheet.wrong:
        message = f'a cell holds "{words}", and not the value of a formula'
        hint = "open the workbook in a spreadsheet program, correct the formula, and save it"
        yield Diagnostic(
            severity=Severity.ERROR,
            rule="bad-workbook",
            message=message,
            path=path,
            line=line,
            question=f"row {line}",
            hint=hint,
        )
    if sheet.is_hidden or sheet.hidden:
        count = len(sheet.hidden)
        what = "the sheet is" if sheet.is_hidden else f"{count} {'row is' if count == 1 else 'rows are'}"
        message = f"{what} hidden, and read like any other"
        first = None if sheet.is_hidden else sheet.hidden[0]
        yield Diagnostic(severity=Severity.ADVICE, rule="read-as", message=message, path=path, line=first)


def _beside(source: Source, sheets: list[Sheet], tables: list[Table]) -> list[Diagnostic]:
    """What a workbook holds beside questions."""
    lost = [
        f'the sheet "{s.name}" holds no table of questions'
        for s, t in zip(sheets, tables, strict=True)
        if not t.columns
    ]
    if count := pictures_in(source.data, source.path):
        lost.append(f"{count} {'picture lies' if count == 1 else 'pictures lie'} on the cells of the workbook")
    hint = "save pictures beside the workbook, and name them in a column called picture"
    return [
        Diagnostic(
            severity=Severity.WARNING,
            rule="not-carried",
            message=f"{what}, and {'are' if 'pictures' in what else 'is'} not carried",
            path=source.path,
            hint=hint if "picture" in what else "nothing to do if it only explains",
        )
        for what in lost
    ]


def _missing(path: str) -> Diagnostic:
    message = "is a workbook, for which openpyxl is needed, and it is not installed"
    return missing_extra(path, message, OFFICE, "save the sheet as CSV")


def dump(bank: Bank) -> Dumped:
    """The bank as a workbook with one sheet; the same bank gives the same bytes."""
    if find_spec("openpyxl") is None:
        return Dumped(b"", (_missing(bank.paths[0] if bank.paths else ""),))
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Font

    rows = [[_UNWRITABLE.sub("", cell)[:_MOST_IN_CELL] for cell in row] for row in rows_of(bank)]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line, row in enumerate(rows, start=1):
        for column, words in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            if words and isinstance(cell, Cell):
                cell.value, cell.data_type = words, "s"  # so that "=2" is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=line == 1)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return Dumped(_timeless(out.getvalue()), lost_in(bank, rows, "a workbook"))


def _timeless(data: bytes) -> bytes:
    """The archive without the time at which it was made."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as made, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            content = _STAMP.sub(rb"\g<1>" + _NO_TIME.encode(), made.read(name))
            kept.writestr(ZipInfo(name, _FIRST_DAY), content, ZIP_DEFLATED)
    return out.getvalue()


FORMAT = Format(name="xlsx", sniff=sniff, parse=parse, reads_bytes=True)
WRITER = Writer(name="xlsx", title="a workbook", endings=(".xlsx",), dump=dump, pictures=Pictures.BESIDE, extra=OFFICE)
