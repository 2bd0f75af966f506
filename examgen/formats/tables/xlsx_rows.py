"""The bytes of a workbook in, the rows of its sheets out, each cell as the sheet shows it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from warnings import catch_warnings, simplefilter

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.archive import Archive, huge_part, opened
from examgen.formats.bounds import SPLIT, OutOfBounds
from examgen.formats.tables.rows import Row
from examgen.formats.tables.xlsx_stream import filled_rows

MOST_ROWS = 60_000
MOST_SHEETS = 500
_BOOK = "xl/workbook.xml"
_PART = re.compile(rb"xl/(?:workbook|worksheets|theme|styles|sharedStrings|media|_rels)")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WHITE = ("00000000", "FFFFFFFF", "00FFFFFF", 64, 65)
_BLACK = ("FF000000", "00000000", 0, 1, 8, 64)
"""Of the figures, 0 and 1 are the theme's colours of words and paper, the others are of the old palette."""
_PLACES = re.compile(r"0\.(0+)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_FIGURES = re.compile(r"[#0?][#0?,.]*(?![^\[]*\])")
_LITERAL = re.compile(r'"(?P<said>[^"]*)"|\[\$(?P<sign>[^\]-]*)[^\]]*\]|(?P<plain>[$€£¥ ])')
"""Words in quotes, signs of currencies, and spaces."""

_DATE_PARTS = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its rows, whose lines are their numbers in it."""

    name: str
    rows: list[Row] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    """Rows with what stands there in place of the value of a formula."""

    hidden: list[int] = field(default_factory=list)
    """Rows that the sheet does not show."""

    is_hidden: bool = False


def is_workbook(data: bytes) -> bool:
    """Whether bytes begin as a ZIP archive does that holds a workbook; fewer letters stand in many a picture, too."""
    return data.startswith(b"PK\x03\x04") and _PART.search(data) is not None


def sheets_of(data: bytes, path: str) -> list[Sheet] | Diagnostic:
    """All sheets; an error where the workbook is damaged, too large, or holds what no workbook needs."""
    archive = opened(data, path)
    if isinstance(archive, Diagnostic):
        return archive
    if huge := huge_part(archive, path):
        return huge
    if (count := len(_SHEET.findall(archive.read(_BOOK) or b""))) > MOST_SHEETS:
        return _error(path, f"the workbook has {count} sheets, more than the {MOST_SHEETS} that examgen reads")
    if unsound := _unsound(archive):
        return _error(path, unsound)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with catch_warnings():
            simplefilter("ignore")  # openpyxl warns of what it could not write back
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return [_sheet(sheet) for sheet in book.worksheets]
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        SyntaxError,
    ) as error:
        return _error(path, f"the workbook cannot be read: {error}")


def pictures_in(data: bytes, path: str) -> int:
    """How many pictures lie in a workbook, beside its cells."""
    archive = opened(data, path)
    return 0 if isinstance(archive, Diagnostic) else sum(name.startswith("xl/media/") for name in archive.names)


def _unsound(archive: Archive) -> str | None:
    """What is wrong with the first part of a workbook that is damaged, or declares something, as only bombs do."""
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            data = archive.read(name)
            if data is None:
                return f'"{name}" in the workbook is damaged'
            if _DECLARATION.search(data[:4096]):
                return f'"{name}" in the workbook declares entities of its own'
    return None


def _error(path: str, message: str) -> Diagnostic:
    hint = "open it in a spreadsheet program and save it again, or save it as CSV"
    return Diagnostic(severity=Severity.ERROR, rule="bad-workbook", message=message, path=path, hint=hint)


def _sheet(sheet: Any) -> Sheet:
    """Rows up to the last cell that holds something; a row that nothing fills is left out."""
    found = Sheet(sheet.title, is_hidden=sheet.sheet_state != "visible")
    for line, cells, is_hidden in filled_rows(sheet):
        shown = [_shown(cell.value, cell.number_format or "") if cell is not None else "" for cell in cells]
        while shown and not shown[-1].strip():
            shown.pop()
        if not shown:
            continue
        if len(found.rows) == MOST_ROWS:
            message = f"holds more than {MOST_ROWS} rows in a sheet, the most that are read"
            raise OutOfBounds("huge-file", message, SPLIT)
        found.rows.append(Row(tuple(shown), line, tuple(map(_look, cells))))
        found.wrong.extend((line, str(cell.value)) for cell in cells if cell is not None and cell.data_type == "e")
        found.hidden.extend([line] if is_hidden else ())
    return found


def _look(cell: Any) -> str:
    """How a cell is set apart, in bold, or by a background or letters in a colour; "" for a plain one."""
    if cell is None or not cell.has_style:
        return ""
    font, fill = cell.font, cell.fill
    shade = _tint(fill.fgColor, _WHITE) if fill and fill.fill_type == "solid" else ""
    return ("bold" if font and font.b else "") + shade + (_tint(font.color, _BLACK) if font else "")


def _tint(colour: Any, plain: Sequence[object]) -> str:
    """A colour as its sheet names it; "" for one that is plain."""
    return "" if colour is None or colour.value in plain else f" {colour.type} {colour.value} {colour.tint}"


def _shown(value: Any, pattern: str) -> str:
    """A value as its sheet shows it: with the places, per cent signs and order of dates that its pattern asks for."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() | date() | time():
            return _date(value, pattern)
        case int() | float():
            return _number(value, pattern)
        case _:
            return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _number(value: int | float, pattern: str) -> str:
    bare = _QUOTED.sub("", pattern.split(";")[0])
    exact = Decimal(repr(value)) if abs(value) < 10**15 else Decimal(value)
    if "%" in bare:
        exact *= 100
    places = _PLACES.search(bare)
    if places or bare.strip("%#,") == "0":
        exact = exact.quantize(Decimal(1).scaleb(-len(places[1]) if places else 0), ROUND_HALF_UP)
    elif exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    else:
        exact = exact.normalize()
    number = f"{exact:{',' if '#,##0' in bare else ''}f}" + ("%" if "%" in bare else "")
    before, behind = _around(pattern.split(";")[0])
    return f"{before}{number}{behind}"


def _around(pattern: str) -> tuple[str, str]:
    """What a pattern puts before a number and behind it, such as the sign of a currency."""
    figures = [match.span() for match in _FIGURES.finditer(pattern)]
    if not figures:
        return "", ""
    said = [
        "".join(match["said"] or match["sign"] or match["plain"] for match in _LITERAL.finditer(part))
        for part in (pattern[: figures[0][0]], pattern[figures[-1][1] :])
    ]
    return said[0], said[1]


def _date(value: date | time, pattern: str) -> str:
    """A date in the order of its pattern; in the international one where that says nothing."""
    bare = _QUOTED.sub("", pattern.split(";")[0])
    parts = list(_DATE_PARTS.finditer(bare))
    if not parts:
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    shown, at = "", 0
    for place, part in enumerate(parts):
        before = parts[place - 1][0].lower() if place else ""
        behind = parts[place + 1][0].lower() if place + 1 < len(parts) else ""
        is_minute = part[0].lower() in ("m", "mm") and (before.startswith("h") or behind.startswith("s"))
        shown += bare[at : part.start()] + _date_part(value, "minute" if is_minute else part[0].lower())
        at = part.end()
    return shown + bare[at:]


_DATE_CODES = {
    "yyyy": "%Y", "yy": "%y", "mmmm": "%B", "mmm": "%b", "mm": "%m", "m": "%m", "dddd": "%A", "ddd": "%a", "dd": "%d",
    "d": "%d", "hh": "%H", "h": "%H", "ss": "%S", "s": "%S", "minute": "%M", "am/pm": "%p",
}  # fmt: skip


def _date_part(value: date | time, part: str) -> str:
    shown = value.strftime(_DATE_CODES[part])
    return shown.removeprefix("0") if len(part) == 1 else shown
