"""Rooms: drawn, listed or by their size; what cannot be meant is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from examgen.formats.rooms import parse_room, read_room


def test_size() -> None:
    """Rows and seats in each."""
    assert read_room("2x3") == ((("x", "x", "x"),) * 2, ())


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_drawing(sign: str) -> None:
    """Names and x are seats, empty cells are not; empty rows behind the last one do not count."""
    text = f"Ada{sign}{sign}x\n{sign}Bo  Li{sign}\n{sign}{sign}\n"

    assert parse_room(text, "r.csv") == ((("Ada", "", "x"), ("", "Bo Li", "")), ())


def test_list() -> None:
    """Lines under heads, in any order of columns and lines."""
    text = "name,Seat,Row\n,2,2\nAda,1,1\n"

    assert parse_room(text, "r.csv") == ((("Ada", ""), ("", "x")), ())


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", None, "holds no seats"),
        (",,\n,,\n", None, "holds no seats"),
        ("row,column\n", None, "holds no seats"),
        ("row,column\n1,1\n1,1\n", 3, "row 1, column 1 is taken twice"),
        ("row,column\n1,0\n", 2, "numbers from 1 to 100"),
        ("row,column\n1\n", 2, "numbers from 1 to 100"),
        ("row,column\nA,1\n", 2, "numbers from 1 to 100"),
        ("row,candidate\n1,Ada\n", 1, "needs the heads row and column"),
        ("Seat;Name\n1;Ada\n", 1, "needs the heads row and column"),
        (",".join("x" * 101), 1, "at most 100 seats"),
        (f"Ada,x\nx,{'B' * 61}\n", 2, "has 61 characters"),
        (f"row,column,name,remark\n1,1,Ada,{'r' * 99}\n1,2,{'C' * 200},\n", 3, "room for 60"),
    ],
)
def test_mistakes(text: str, line: int | None, message: str) -> None:
    """Each mistake is told where it stands, and no seat is taken."""
    cells, (found, *_) = parse_room(text, "r.csv")

    assert cells == ()
    assert (found.path, found.line, found.rule) == ("r.csv", line, "seats")
    assert message in found.message


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder, other encodings and sizes out of bounds are told."""
    (tmp_path / "latin.csv").write_bytes(b"x,x\nJ\xf6rg,x\n")

    assert "cannot be read" in read_room(str(tmp_path / "none.csv"))[1][0].message
    assert "no ordinary file" in read_room(str(tmp_path))[1][0].message
    assert read_room(str(tmp_path / "latin.csv"))[1][0].line == 2
    for size in ("0x5", "6 x 101", "99999x99999", "-1x3"):
        assert "1 to 100 rows" in read_room(size)[1][0].message
    assert "cannot be read" in read_room("5x\0")[1][0].message
