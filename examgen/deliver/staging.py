"""The output folder that is wanted in, a folder beside it out, where a build may write, fail and be killed at will.

Whatever ends a build, the next one in the same folder first undoes an interrupted delivery and clears the rest away.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from examgen.deliver.journal import NEW, undo
from examgen.deliver.lock import CLAIM, Busy, Foreign, Lock, locked
from examgen.deliver.standing import standing_hashes
from examgen.errors import OutputError

_BUILD = "build-"
_LONGEST_NAME_BYTES = 200
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_ADVICE = dict.fromkeys((errno.EACCES, errno.EBUSY), "see that you may write there and no program has it open, or ")
_ELSEWHERE = "choose another folder with --out"


@dataclass(frozen=True, slots=True)
class Staging:
    """A build in the making."""

    out: Path
    """The output folder, links resolved; it may not exist yet."""

    folder: Path
    """Where to write the files, laid out as they will lie in the output folder."""

    build: Path
    lock: Lock


@contextmanager
def staging(out: Path) -> Iterator[Staging]:
    """Open a staging folder for one build into ``out``; raise `OutputError` at once where no build can be delivered.

    Everything in it goes away at the end; what was delivered stays.
    """
    with _refusals(out), _work_folder(out) as (target, lock):
        _settle(lock, target)
        standing_hashes(target)
        build = lock.folder / f"{_BUILD}{os.urandom(4).hex()}"
        (build / NEW).mkdir(parents=True)
        try:
            yield Staging(target, build / NEW, build, lock)
        finally:
            _settle(lock, target)


def recover(out: Path) -> None:
    """Undo what an interrupted build left in and beside ``out``; `staging` does so too, before it begins."""
    with _refusals(out):
        if not _work_path(_real(out)).is_dir():
            return
    with _refusals(out), _work_folder(out) as (target, lock):
        _settle(lock, target)


@contextmanager
def _work_folder(out: Path) -> Iterator[tuple[Path, Lock]]:
    """Check the output folder and hold its work folder."""
    target = _real(out)
    _check_target(target, out)
    ways = [way for way in target.parents if not way.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    work = _work_path(target)
    try:
        with locked(work) as lock:
            yield target, lock
    except Busy:
        raise OutputError(f"another build is writing to {out}", remedy=f"wait for it, or {_ELSEWHERE}") from None
    except Foreign:
        raise OutputError(
            f"{work} is in the way: builds into {out} need that name for a while",
            remedy=f"move it elsewhere, or {_ELSEWHERE}",
        ) from None
    finally:
        for way in ways:
            with suppress(OSError):
                way.rmdir()  # as far as nothing was delivered below it


def _real(out: Path) -> Path:
    """The folder meant, links resolved: a link to an output folder is as good as the folder."""
    if "\0" in str(out):
        raise OutputError(f"{str(out)!r} is not a path", remedy=_ELSEWHERE)
    return Path(os.path.realpath(out))


def _check_target(target: Path, out: Path) -> None:
    with suppress(FileNotFoundError):
        target.stat()
        if not target.is_dir():
            raise OutputError(f"{out} is a file, not a folder", remedy=_ELSEWHERE)
        if not os.access(target, os.W_OK | os.X_OK):
            raise OutputError(f"{out} is not writable", remedy=_ELSEWHERE)


def _work_path(target: Path) -> Path:
    """Beside the output folder, or inside it where it fills a drive or nothing may be written beside it."""
    if os.path.exists(target) and (os.path.ismount(target) or not os.access(target.parent, os.W_OK | os.X_OK)):
        return target / ".examgen"
    name = (
        target.name
        if len(os.fsencode(target.name)) <= _LONGEST_NAME_BYTES
        else sha256(os.fsencode(target.name)).hexdigest()
    )
    return target.with_name(f".{name}.examgen")


def _settle(lock: Lock, target: Path) -> None:
    """Undo what is half delivered, then remove what builds left in the work folder."""
    for build in sorted(lock.folder.glob(f"{_BUILD}*")):
        undo(build, target)
        _remove(build)
    for claim in lock.folder.glob(f"{CLAIM}*"):
        if claim != lock.claim:
            claim.unlink(missing_ok=True)


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and not os.access(path, os.W_OK):
            path.chmod(0o600)  # Windows removes no read-only file
    # An orphaned worker of a killed build may still be writing here; what it leaves, the next build removes.
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _refusals(out: Path) -> Iterator[None]:
    """Turn the system's refusals to write here into `OutputError`; errors about other files are not this stage's."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL and not _concerns(error, out):
            raise
        advice = "make room, or " if error.errno in _FULL else _ADVICE.get(error.errno or 0, "")
        raise OutputError(f"{out} cannot be written: {error.strerror}", remedy=advice + _ELSEWHERE) from error


def _concerns(error: OSError, out: Path) -> bool:
    """Whether it names the output folder, its work folder, something in them, or a folder on the way to them."""
    target = _real(out)
    named = [Path(os.fsdecode(name)) for name in (error.filename, error.filename2) if isinstance(name, str | bytes)]
    rooms = (target, _work_path(target))
    return any(name.is_relative_to(room) or room.is_relative_to(name) for name in named for room in rooms)
