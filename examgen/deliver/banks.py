"""Bank files with their pictures in, the originals to keep of them out, and the pictures of a kept bank back.

A picture is kept beside the bank that names it, so that its name leads to it there, too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from examgen.deliver.manifest import SourceRole
from examgen.deliver.sources import Original


@dataclass(frozen=True, slots=True)
class BankFile:
    """A bank as a build read it."""

    path: str
    data: bytes
    pictures: Mapping[str, bytes]
    """Name of each picture, relative to the bank → its bytes."""


def bank_originals(banks: Sequence[BankFile]) -> tuple[Original, ...]:
    """The banks; where banks of several folders name pictures, each of these folders has one of its own here."""
    places = {bank.path: _place(bank, _folders(banks)) for bank in banks}
    return tuple(
        Original(SourceRole.BANK, f"{places[bank.path]}{Path(bank.path).name}", bank.data, _way(bank)) for bank in banks
    )


def picture_originals(banks: Sequence[BankFile]) -> tuple[Original, ...]:
    """The pictures of all banks, each once."""
    found: dict[str, bytes] = {}
    for bank in banks:
        place = _place(bank, _folders(banks))
        found |= {f"{place}{name}": data for name, data in bank.pictures.items()}
    return tuple(Original(SourceRole.IMAGE, name, data) for name, data in found.items())


def kept_pictures(bank: str, originals: Iterable[Original], role: SourceRole = SourceRole.IMAGE) -> dict[str, bytes]:
    """The pictures that a bank with this name may name."""
    folder = PurePosixPath(bank).parent
    names = ((PurePosixPath(original.name), original) for original in originals if original.role is role)
    return {str(name.relative_to(folder)): original.data for name, original in names if name.is_relative_to(folder)}


def _way(bank: BankFile) -> str:
    """The folder that leads to a bank; nothing of the computer's other folders goes into a manifest."""
    folder = Path(bank.path).parent
    is_here = folder == Path() or folder.anchor
    return "" if is_here else folder.as_posix().encode(errors="replace").decode()


def _folders(banks: Sequence[BankFile]) -> list[str]:
    """The folders of the banks that name pictures."""
    return list(dict.fromkeys(_folder(bank) for bank in banks if bank.pictures))


def _folder(bank: BankFile) -> str:
    return os.path.realpath(Path(bank.path).parent)


def _place(bank: BankFile, folders: Sequence[str]) -> str:
    if len(folders) < 2 or _folder(bank) not in folders:
        return ""
    return f"folder-{folders.index(_folder(bank)) + 1}/"
