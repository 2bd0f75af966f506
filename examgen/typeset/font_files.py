"""The computer's fonts in, what each of them is out: family, cut, and whether it may be embedded.

Paths come from fontconfig, else from the folders where Linux, macOS and Windows keep fonts.
They are looked up once in a process, and only when a text needs them; their order is that of their names,
so that the same fonts installed give the same choice.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from examgen.errors import TypesetError

ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
FOLDERS = {
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": (r"%WINDIR%\Fonts", r"%LOCALAPPDATA%\Microsoft\Windows\Fonts"),
}
LINUX_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

REGULAR, BOLD = 400, 700
MOST_FACES = 64
"""No collection holds more fonts."""

RESTRICTED, NO_SUBSETS, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
"""What a font's licence may forbid (OpenType 1.9, OS/2, fsType)."""

ITALIC_CUT, BOLD_CUT, OBLIQUE_CUT = 0x0001, 0x0020, 0x0200
"""Bits of OS/2, fsSelection."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One cut of a family, as a file has it; a variable font gives one for each weight that is used."""

    family: str
    name: str
    """PostScript name."""

    path: Path
    index: int = 0
    """Place in a collection."""

    weight: int = REGULAR
    is_italic: bool = False
    is_variable: bool = False
    may_embed: bool = True

    @property
    def rank(self) -> tuple[str, str, int]:
        """Orders equal candidates the same way on every run."""
        return self.name, str(self.path), self.index


@cache
def installed() -> tuple[FontFile, ...]:
    """All fonts of this computer that can be read, by name."""
    return tuple(sorted(read_files(_paths()), key=lambda file: file.rank))


def named(name: str) -> tuple[FontFile, ...]:
    """The cuts of a family, or of the fonts in a file; raise `TypesetError` where there are none that may be used."""
    is_file = Path(name).suffix.lower() in ENDINGS
    found = tuple(read_files([Path(name)])) if is_file else tuple(file for file in installed() if file.family == name)
    if not found:
        what = "holds no font that can be read" if is_file else "is not the name of an installed family"
        raise TypesetError(f"“{name}” {what}", remedy="change it in the blueprint's fonts, or install the font")
    if not all(file.may_embed for file in found):
        raise TypesetError(
            f"the licence of the font “{found[0].family}” forbids to embed it in a document",
            remedy="name another font, e.g. one of fonts.google.com/noto",
        )
    return found


def read_files(paths: Iterable[Path]) -> Iterator[FontFile]:
    """What the fonts at these paths are; files that are no fonts say nothing."""
    for path in paths:
        try:
            blob = hb.Blob.from_file_path(str(path))
            for index in range(min(hb.Face(blob).count, MOST_FACES)):
                yield from _cuts(hb.Face(blob, index), path, index)
        except (hb.HarfBuzzError, OSError, struct.error):
            continue


def _paths() -> list[Path]:
    found = _from_fontconfig() or _from_folders()
    return sorted({path for path in found if path.suffix.lower() in ENDINGS})


def _from_fontconfig() -> list[Path]:
    program = shutil.which("fc-list")
    if program is None:
        return []
    listed = subprocess.run([program, "--format", "%{file}\n"], capture_output=True, check=False)
    return [Path(os.fsdecode(line)) for line in listed.stdout.splitlines() if line]


def _from_folders() -> Iterator[Path]:
    for folder in FOLDERS.get(sys.platform, LINUX_FOLDERS):
        for root, _, names in os.walk(Path(os.path.expandvars(folder)).expanduser()):
            yield from (Path(root, name) for name in names)


def _cuts(face: hb.Face, path: Path, index: int) -> Iterator[FontFile]:
    """One for each weight: a variable font has several."""
    names = hb.OTNameIdPredefined
    family = face.get_name(names.TYPOGRAPHIC_FAMILY) or face.get_name(names.FONT_FAMILY)
    name = face.get_name(names.POSTSCRIPT_NAME)
    if not family or not name or not {"glyf", "CFF ", "CFF2"} & set(face.table_tags):
        return
    name = re.sub(r"[^A-Za-z0-9_-]", "", name) or "Font"
    weight, permission, selection = _os2(face)
    is_italic = bool(selection & (ITALIC_CUT | OBLIQUE_CUT))
    may_embed = permission & 0x000F != RESTRICTED and not permission & (NO_SUBSETS | BITMAPS_ONLY)
    axis = next((axis for axis in face.axis_infos if axis.tag == "wght"), None) if face.has_var_data else None
    if axis is None:
        weight = BOLD if selection & BOLD_CUT else weight
        yield FontFile(family, name, path, index, weight, is_italic, bool(face.has_var_data), may_embed)
        return
    for weight in (REGULAR, BOLD):
        if axis.min_value <= weight <= axis.max_value:
            cut = f"{name.partition('-')[0]}-{'Bold' if weight == BOLD else 'Regular'}{'Italic' * is_italic}"
            yield FontFile(family, cut, path, index, weight, is_italic, True, may_embed)


def _os2(face: hb.Face) -> tuple[int, int, int]:
    """Weight, embedding permission, and selection bits (OpenType 1.9, OS/2)."""
    table = face.reference_table("OS/2").data
    if len(table) < 64:
        return REGULAR, 0, 0
    weight, permission, selection = (struct.unpack_from(">H", table, place)[0] for place in (4, 8, 62))
    return weight, permission, selection
