"""The files that a build read in, their copies under sources/ out, and back: byte for byte, under safe names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from examgen.deliver.manifest import SOURCES, Manifest, Source, SourceRole
from examgen.errors import ManifestError

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_LONGEST_BYTES = 120


@dataclass(frozen=True, slots=True)
class Original:
    """A file as the build read it."""

    role: SourceRole
    name: str
    """Its name, or its path relative to the bank or the template that names it; either kind of slash."""

    data: bytes
    folder: str = ""
    """Of a bank, the folder that led to it; see `Source`."""


def write_sources(folder: Path, originals: Iterable[Original]) -> tuple[Source, ...]:
    """Copy the originals under ``sources/`` in the folder, each under a path of its own, close to its name."""
    taken: set[str] = set()
    sources = []
    for original in originals:
        path = _free_path(original.name, taken)
        taken.add(_folded(path))
        target = folder / SOURCES / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(original.data)
        digest = sha256(original.data).hexdigest()
        name = original.name.encode(errors="replace").decode()
        sources.append(Source(f"{SOURCES}/{path}", digest, original.role, name, original.folder))
    return tuple(sources)


def read_sources(folder: Path, manifest: Manifest) -> tuple[Original, ...]:
    """Read back the originals of a manifest that lies in this folder; raise `ManifestError` where one has changed."""
    return tuple(
        Original(source.role, source.name, _verified(folder, source), source.folder) for source in manifest.sources
    )


def _verified(folder: Path, source: Source) -> bytes:
    path = folder / source.path
    remedy = "put the file back as it was, or build from the bank itself"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ManifestError(
            f"{path} is needed to reprint, and cannot be read: {error.strerror}", remedy=remedy
        ) from None
    if sha256(data).hexdigest() != source.sha256:
        raise ManifestError(f"{path} has changed since the build that its manifest records", remedy=remedy)
    return data


def _free_path(name: str, taken: set[str]) -> str:
    """A safe path that differs from all taken ones, also where upper and lower case are the same."""
    *folders, file = [_safe(part) for part in re.split(r"[/\\]", name) if part not in {"", ".", ".."}] or ["source"]
    folder = PurePosixPath()
    for part in folders:
        folder = _numbered(folder / part, lambda path: path in taken)
    return str(_numbered(folder / file, lambda path: any(f"{other}/".startswith(f"{path}/") for other in taken)))


def _numbered(path: PurePosixPath, is_taken: Callable[[str], bool]) -> PurePosixPath:
    """The path, with the first number behind its name that makes it free, if it needs one."""
    candidates = (path.with_name(f"{path.stem}-{count}{path.suffix}") for count in itertools.count(2))
    return next(free for free in itertools.chain([path], candidates) if not is_taken(_folded(str(free))))


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold()


def _safe(part: str) -> str:
    """A file name that Windows, macOS and Linux all accept; the suffix is kept when it must be cut."""
    name = _UNSAFE.sub("-", part.encode(errors="replace").decode()).rstrip(". ") or "source"
    name = f"_{name}" if _DEVICE.fullmatch(name) else name
    suffix = PurePosixPath(name).suffix
    while len(name.encode()) > _LONGEST_BYTES:
        name = name.removesuffix(suffix)[:-1] + suffix if len(suffix.encode()) < _LONGEST_BYTES else name[:-1]
    return name
