"""Paths inside an output folder, as its manifest writes them, and what stands on disk at such a place.

A link is never followed: a place that can be reached only through one is not examgen's.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path, PurePosixPath


def is_plain(path: str) -> bool:
    """Whether it stays inside the folder on every system: relative, with slashes, without ``..``, drive or control."""
    if not path or path.startswith("/") or any(character in '\\:"*?<>|' or character < " " for character in path):
        return False
    return all(part not in {"", ".", ".."} for part in path.split("/"))


def files_in(folder: Path) -> Iterator[str]:
    """Everything in a folder and its folders but the folders themselves, in no order."""
    for way, _, names in os.walk(folder):
        inside = Path(way).relative_to(folder)
        yield from ((inside / name).as_posix() for name in names) if inside.parts else names


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def holds(folder: Path, path: str, sha256: str) -> bool:
    """Whether a plain file with these bytes stands at this place."""
    mode = _mode(folder / path) if _is_reached(folder, path) else None
    return mode is not None and stat.S_ISREG(mode) and sha256_of(folder / path) == sha256


def is_occupied(folder: Path, path: str) -> bool:
    """Whether something stands at this place, or something other than a folder on the way to it."""
    return not _is_reached(folder, path) or _mode(folder / path) is not None


def missing_folders(folder: Path, path: str) -> list[str]:
    """The folders on the way to this place that do not exist, outermost first, relative to the folder."""
    ways = [str(way) for way in reversed(PurePosixPath(path).parents)]
    return [way for way in ways if _mode(folder / way) is None]


def _is_reached(folder: Path, path: str) -> bool:
    modes = (_mode(folder / way) for way in PurePosixPath(path).parents if str(way) != ".")
    return all(mode is None or stat.S_ISDIR(mode) for mode in modes)


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
