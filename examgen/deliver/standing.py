"""A folder in, the files out that the build in it may claim: path and SHA-256, the manifest itself included."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from examgen.deliver.manifest import MANIFEST
from examgen.deliver.paths import is_occupied
from examgen.deliver.reading import parse_manifest
from examgen.errors import ManifestError, OutputError


def hashes_in(folder: Path) -> dict[str, str]:
    """Path → SHA-256 of all files that the manifest here lists; itself last, as it is on disk."""
    data = (folder / MANIFEST).read_bytes()
    return parse_manifest(data, str(folder / MANIFEST)).hashes | {MANIFEST: sha256(data).hexdigest()}


def standing_hashes(out: Path) -> dict[str, str]:
    """The same for an output folder; raise `OutputError` where its manifest.json is not one of examgen's."""
    if not is_occupied(out, MANIFEST):
        return {}
    try:
        return hashes_in(out)
    except (ManifestError, OSError) as error:
        reason = error.message if isinstance(error, ManifestError) else f"{MANIFEST} cannot be read: {error.strerror}"
        raise OutputError(
            f"{out} cannot take a build: {reason}",
            remedy=f"move {MANIFEST} elsewhere, or choose another folder with --out",
        ) from None
