"""The address of a picture in a bank in, its bytes out; only files in the bank's own folder are read.

A bank may come from anyone, so no address leads out of that folder or into a network.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from urllib.parse import unquote

from examgen.markup.context import LoadImage, Refusal
from examgen.model.bank import Bank
from examgen.model.text import Image, ImageFile, spans_of

MOST_BYTES = 20 * 2**20
"""A larger file is refused before it is read."""

Images: TypeAlias = Callable[[Path], LoadImage]
"""How the pictures of the bank at a path are loaded."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:[/\\]")
_COPY_IT = "put the file in the folder of the bank, and write its name"


@dataclass(frozen=True, slots=True)
class ImageFolder:
    """The pictures below one folder, each read once."""

    folder: Path
    known: dict[str, ImageFile | Refusal] = field(default_factory=dict)

    def load(self, address: str) -> ImageFile | Refusal:
        """The picture with this address, which may be percent-encoded, as in a link."""
        if address not in self.known:
            self.known[address] = loaded(address, self._read)
        return self.known[address]

    def _read(self, name: str) -> ImageFile | Refusal | None:
        try:
            path = Path(os.path.realpath(self.folder / name))
            if not path.is_relative_to(os.path.realpath(self.folder)):
                return _outside(name)
            if not path.exists():
                return None
            if not path.is_file():
                return Refusal(f'the picture "{name}" is no file', "write the name of a PNG, JPEG or SVG file")
            if (size := path.stat().st_size) > MOST_BYTES:
                message = f'the picture "{name}" holds {size / 2**20:.0f} MB, more than {MOST_BYTES >> 20} MB'
                return Refusal(message, "save it with fewer pixels")
            return image_file(name, path.read_bytes())
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            return Refusal(f'the picture "{name}" cannot be read: {reason}', "check its name and its permissions")


def image_folder(bank: Path) -> LoadImage:
    """Load pictures from the folder of a bank."""
    return ImageFolder(bank.parent).load


def kept_images(pictures: Mapping[str, bytes]) -> LoadImage:
    """Load pictures from their copies: name in the bank → bytes."""
    files = {name: image_file(name, data) for name, data in pictures.items()}
    return lambda address: loaded(address, files.get)


def images_of(bank: Bank) -> dict[str, tuple[ImageFile, ...]]:
    """The files that its questions and sets show, by the path of the bank, each name once; none that it embeds."""
    found: dict[str, dict[str, ImageFile]] = {}
    texts = ((question.path, each.text) for question in bank.questions for each in question.texts)
    for path, text in (*texts, *((shared.path, shared.stimulus) for shared in bank.sets)):
        images = (span.file for span in spans_of(text) if isinstance(span, Image) and not span.file.is_embedded)
        found.setdefault(path, {}).update({file.name: file for file in images})
    return {path: tuple(files.values()) for path, files in found.items()}


def image_file(name: str, data: bytes, *, is_embedded: bool = False) -> ImageFile:
    """The bytes of a picture with the name that they have in a bank."""
    return ImageFile(sha256(data).hexdigest(), name, data, is_embedded)


def embedded_images(read: Callable[[str], bytes | None]) -> LoadImage:
    """Load pictures that stand in the bank's own file, each read once: name → bytes, ``None`` if there is none."""
    known: dict[str, ImageFile | None] = {}

    def find(name: str) -> ImageFile | None:
        if name not in known:
            data = read(name)
            known[name] = None if data is None else image_file(name, data, is_embedded=True)
        return known[name]

    return lambda address: loaded(address, find)


def loaded(address: str, read: Callable[[str], ImageFile | Refusal | None]) -> ImageFile | Refusal:
    """What `read` finds under a name that an address may mean; it gives names below the folder only."""
    if _URL.match(address):
        return Refusal(f'the picture "{address}" is not in a file', f"save it; {_COPY_IT}")
    if _ABSOLUTE.match(address):
        return _outside(address)
    for name in _names(address):
        if name is None:
            return _outside(address)
        if (found := read(name)) is not None:
            return found
    return Refusal(f'there is no picture "{address}" with the bank', "check the name, letter by letter")


def _outside(name: str) -> Refusal:
    return Refusal(f'the picture "{name}" lies outside the folder of the bank', _COPY_IT)


def _names(address: str) -> Iterator[str | None]:
    """The names below a folder that an address may mean; ``None`` for one that leads out of it."""
    for written in dict.fromkeys((address, unquote(address))):
        parts: list[str] = []
        for part in PurePosixPath(written.replace("\\", "/")).parts:
            if part == ".." and not parts:
                yield None
            elif part == "..":
                parts.pop()
            else:
                parts.append(part)
        yield "/".join(parts) or None
