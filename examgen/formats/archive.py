"""The bytes of a ZIP archive from anyone in, its files out, each in bounds; nothing is ever unpacked to a disk."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import MOST_ELEMENTS, elements_in

MOST_MEMBERS = 100_000
"""Files and folders."""

MOST_BYTES = 256 * 2**20
"""All files together, and so each of them, unpacked."""

MOST_IN_PART = 64 * 2**20
"""One XML part of a document or workbook."""

MOST_IN_PARTS = {
    "styles.xml": 200_000,
    "numbering.xml": 200_000,
    "[Content_Types].xml": 200_000,
    ".rels": 200_000,
    "sharedStrings.xml": 1_000_000,
}
"""Elements in parts, by how their names end, that are read whole and slowly; in others as many as in any XML."""

SIGN = b"PK\x03\x04"
_LISTED = b"PK\x01\x02"
"""Begins each entry of the table of contents (APPNOTE.TXT 6.3.10, 4.3.12)."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of an archive by their names, which lead nowhere out of it."""

    members: dict[str, ZipInfo]
    _zip: ZipFile

    @property
    def names(self) -> tuple[str, ...]:
        """In the order of the archive, without folders."""
        return tuple(self.members)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; ``None`` if there is none of this name, or it is damaged or locked."""
        if name not in self.members:
            return None
        try:
            with self._zip.open(self.members[name]) as file:
                data = file.read(self.members[name].file_size + 1)
        except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
            return None
        return data if len(data) == self.members[name].file_size else None

    def damaged(self) -> str | None:
        """The first file that is not what the archive says of it, e.g. larger, as in bombs."""
        return next((name for name in self.members if self.read(name) is None), None)

    def beginning(self, name: str, size: int) -> bytes:
        """The first bytes of a file, as far as they can be had."""
        try:
            with self._zip.open(self.members[name]) as file:
                return file.read(size)
        except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error):
            return b""


def opened(data: bytes, path: str) -> Archive | Diagnostic:
    """The archive, or an error where it is damaged, leads out of itself, or would not fit."""
    if (count := data.count(_LISTED)) > MOST_MEMBERS:  # to read the table of so many takes seconds
        message = f"holds {count} files and folders, more than the {MOST_MEMBERS} that examgen reads"
        return _error(path, message, _SPLIT)
    try:
        found = ZipFile(io.BytesIO(data))
        infos = [info for info in found.infolist() if not info.is_dir()]
    except (BadZipFile, LargeZipFile, OSError, ValueError, NotImplementedError) as error:
        return _error(path, f"is a damaged ZIP archive: {error}", "export it again")
    if (size := sum(info.file_size for info in infos)) > MOST_BYTES:
        message = f"unpacks to {size / 2**20:.0f} MB, more than the {MOST_BYTES >> 20} MB that examgen reads"
        return _error(path, message, _SPLIT)
    if outside := next((info.filename for info in infos if _leads_out(info.filename)), None):
        return _error(path, f'holds a file that leads out of it: "{outside}"', "export it again, or do not trust it")
    if locked := next((info.filename for info in infos if info.flag_bits & 1), None):
        return _error(path, f'is locked with a password: "{locked}"', "unlock it first")
    names = Counter(info.filename.replace("\\", "/") for info in infos)
    if twice := next((name for name, count in names.items() if count > 1), None):
        return _error(path, f'holds two files of one name: "{twice}"', "export it again, or leave one of them out")
    return Archive(dict(zip(names, infos, strict=True)), found)


def huge_part(archive: Archive, path: str) -> Diagnostic | None:
    """An error for the first part of a document or workbook that is larger than a whole file may be."""
    for name, info in archive.members.items():
        if name.endswith((".xml", ".rels")) and (found := _too_much(name, info.file_size, archive)):
            message = f"its part {name} holds {found} that examgen reads"
            return Diagnostic(severity=Severity.ERROR, rule="huge-file", message=message, path=path, hint=_SPLIT_FILE)
    return None


def _too_much(name: str, size: int, archive: Archive) -> str:
    """What a part holds too much of, with how much may be; counted before a tree is made of it."""
    if size > MOST_IN_PART:
        return f"{size / 2**20:.0f} MB, more than the {MOST_IN_PART >> 20} MB"
    most = next((most for end, most in MOST_IN_PARTS.items() if name.endswith(end)), MOST_ELEMENTS)
    count = elements_in(archive.read(name) or b"")
    return f"{count} elements, more than the {most}" if count > most else ""


_SPLIT_FILE = "split it into several files"
_SPLIT = "split it into several archives"


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else True


def _error(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, rule="bad-archive", message=message, path=path, hint=hint)
