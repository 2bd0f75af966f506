"""A folder in, the files out that the build in it may claim: path and SHA-256, the manifest itself included."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from examgen.deliver.manifest import MANIFEST
from examgen.deliver.paths import is_occupied
from examgen.deliver.reading import manifest_bytes, manifest_in, parse_manifest
from examgen.errors import ManifestError, OutputError


def standing_hashes(out: Path) -> dict[str, str]:
    """Path → SHA-256 of all files that the manifest in an output folder lists; itself last, as it is on disk.

    Raise `OutputError` where it is not one of examgen's.
    """
    if not is_occupied(out, MANIFEST):
        return {}
    with _refused(out):
        data = manifest_bytes(out / MANIFEST)
        return parse_manifest(data, str(out / MANIFEST)).hashes | {MANIFEST: sha256(data).hexdigest()}


def standing_seed(out: Path, command: str) -> str | None:
    """The seed of what stands in an output folder; raise `OutputError` where another command made it."""
    with _refused(out):
        manifest = manifest_in(out)
    if manifest and manifest.command != command:
        raise OutputError(
            f"{out} holds what examgen {manifest.command} made, which examgen {command} would replace",
            remedy="choose another folder with --out",
        )
    return manifest.blueprint.seed if manifest else None


@contextmanager
def _refused(out: Path) -> Iterator[None]:
    """Say of a manifest.json that cannot be understood that the folder cannot take a build."""
    try:
        yield
    except ManifestError as error:
        raise OutputError(
            f"{out} cannot take a build: {error.message}",
            remedy=f"move {MANIFEST} elsewhere, or choose another folder with --out",
        ) from None
