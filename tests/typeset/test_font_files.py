"""Fonts of a computer: what a file holds, which may be used, and how they are found."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from examgen.errors import TypesetError
from examgen.typeset.font_files import BOLD, installed, named, read_files
from examgen.typeset.fonts import FOLDER

SERIF = FOLDER / "GentiumBookPlus-BoldItalic.ttf"


def forbidding(path: Path, permission: int) -> Path:
    """A copy of a font whose licence says otherwise (OS/2, fsType)."""
    data = bytearray((FOLDER / "NotoSans-Regular.ttf").read_bytes())
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(count))
    place = next(offset for tag, _, offset, _ in records if tag == b"OS/2")
    struct.pack_into(">H", data, place + 8, permission)
    path.write_bytes(data)
    return path


def test_a_file_says_what_it_is() -> None:
    """Family, name, weight and slant are read from the font itself."""
    (file,) = read_files([SERIF])

    assert (file.family, file.name) == ("Gentium Book Plus", "GentiumBookPlus-BoldItalic")
    assert (file.weight, file.is_italic, file.may_embed) == (BOLD, True, True)


def test_what_is_no_font_says_nothing(tmp_path: Path) -> None:
    """Files that only look like fonts, or are not there, are passed over."""
    empty, text = tmp_path / "empty.ttf", tmp_path / "text.otf"
    empty.write_bytes(b"")
    text.write_text("no font at all, whatever its name says", encoding="ascii")

    assert list(read_files([empty, text, tmp_path / "missing.ttc"])) == []


@pytest.mark.parametrize(("permission", "allowed"), [(0x0000, True), (0x0008, True), (0x0002, False), (0x0100, False)])
def test_a_licence_may_forbid_embedding(tmp_path: Path, permission: int, allowed: bool) -> None:
    """Fonts that may not be embedded, or only whole, are known as such."""
    (file,) = read_files([forbidding(tmp_path / "own.ttf", permission)])

    assert file.may_embed is allowed


def test_naming_such_a_font_is_an_error(tmp_path: Path) -> None:
    """A font that must not be embedded is refused by name, and so is one that is not there."""
    restricted = forbidding(tmp_path / "own.ttf", 0x0002)

    with pytest.raises(TypesetError, match="the licence of the font “Noto Sans” forbids"):
        named(str(restricted))
    with pytest.raises(TypesetError, match="holds no font that can be read"):
        named(str(tmp_path / "missing.ttf"))
    with pytest.raises(TypesetError, match="is not the name of an installed family"):
        named("No Such Family")


def test_a_collection_holds_a_font_for_each_language(family: Callable[[str], None]) -> None:
    """Each font of a collection is found at its place."""
    family("Noto Serif CJK JP")
    (path,) = {file.path for file in installed() if file.name == "NotoSerifCJKjp-Regular"}

    assert {"Noto Serif CJK JP", "Noto Serif CJK SC"} <= {file.family for file in read_files([path])}
    assert [file.index for file in read_files([path])] == list(range(len(list(read_files([path])))))


def test_the_order_is_that_of_names() -> None:
    """What is installed is listed the same way on every run."""
    assert [file.rank for file in installed()] == sorted(file.rank for file in installed())
