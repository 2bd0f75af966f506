"""A sheet of a workbook in, the rows out in which something stands, however many empty ones there are between them.

openpyxl fills what is left out of a sheet with empty rows, a million of them before a cell at the bottom;
so its sheets are read here, element by element, and the values of their cells alone are left to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

MOST_COLUMNS = 200

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL, _ROW = f"{_MAIN}c", f"{_MAIN}row"
_WORDS = etree.XPath("m:is/m:t/text() | m:is/m:r/m:t/text()", namespaces={"m": _MAIN.strip("{}")})
"""The words of a cell that holds them itself; what says how they are pronounced is none of them."""


def filled_rows(sheet: Any) -> Iterator[tuple[int, list[Any], bool]]:
    """The number of each row, its cells from the first column on, ``None`` for empty ones, and whether it is hidden."""
    from openpyxl.cell.read_only import ReadOnlyCell

    parser = _parser(sheet)
    with sheet._get_source() as source:
        for element in _rows(source):
            line, found = parser.parse_row(element)
            parser.row_dimensions.clear()
            cells = [ReadOnlyCell(sheet, **cell) for cell in found if cell["value"] is not None]
            if cells:
                yield line, _in_columns(cells), element.get("hidden") in ("1", "true")


def _parser(sheet: Any) -> Any:
    """What openpyxl reads the rows of a sheet with."""
    from openpyxl.worksheet import _reader

    book, reader = sheet.parent, vars(_reader)["WorkSheetParser"]
    return reader(
        None,
        sheet._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _rows(source: Any) -> Iterator[Any]:
    """The rows of a sheet that hold something, or without which others would not know their number."""
    count = 0
    for _, element in etree.iterparse(source, tag=(_ROW, _CELL), resolve_entities=False, no_network=True):
        if element.tag == _CELL:
            count += 1
            _shorten(element, is_read=count <= MOST_COLUMNS)
            continue
        is_filled = any(len(cell) for cell in element)
        del element[MOST_COLUMNS if is_filled else 0 :]
        if is_filled or not element.get("r"):
            yield element
        count = 0
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _shorten(cell: Any, *, is_read: bool) -> None:
    """Drop a cell that is not read; write words in a cell as its value, which openpyxl reads ten times as fast."""
    if not is_read:
        cell.clear()
    elif cell.get("t") == "inlineStr":
        words = "".join(_WORDS(cell))
        del cell[:]
        cell.set("t", "str")
        etree.SubElement(cell, f"{_MAIN}v").text = words
    elif (formula := cell.findtext(f"{_MAIN}f")) and not cell.findtext(f"{_MAIN}v") and cell.get("t") != "str":
        del cell[:]
        cell.set("t", "e")  # the value was never saved; as an empty cell it would be lost without a word
        etree.SubElement(cell, f"{_MAIN}v").text = f"={formula}"


def _in_columns(cells: Sequence[Any]) -> list[Any]:
    """Cells in their places."""
    placed: list[Any] = [None] * min(max(cell.column for cell in cells), MOST_COLUMNS)
    for cell in cells:
        if cell.column <= MOST_COLUMNS:
            placed[cell.column - 1] = cell
    return placed
