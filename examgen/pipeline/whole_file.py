"""Bytes in, a file out that is whole or untouched: written beside its place and moved into it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from examgen.errors import OutputError


def write_whole(target: Path, data: bytes) -> None:
    """Write a file; raise `OutputError` where it cannot be written."""
    waiting: str | None = None
    try:
        handle, waiting = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(waiting, 0o666 & ~_umask())
        os.replace(waiting, target)
    except OSError as error:
        if waiting is not None:
            Path(waiting).unlink(missing_ok=True)
        remedy = "check the folder and the disk"
        raise OutputError(f"{target} cannot be written: {error.strerror}", remedy=remedy) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
