"""A work folder in, the right to build there out: one build at a time, and the right ends with its process.

The operating system keeps the lock, so nothing stale is left by a killed build.
It is a record lock where there is a choice: worker processes do not inherit it, and cannot keep it alive.
Record locks do not hold off the threads of their own process; a claim file, named after the process, does.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

MARK = b"examgen works here; this folder goes away when the build ends.\n"
LOCK = "examgen.lock"
CLAIM = "process-"

_PROCESS = os.urandom(8).hex()
_ATTEMPTS = 100

if sys.platform == "win32":
    import msvcrt

    _FAR_BEYOND_THE_TEXT = 1 << 30

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR_BEYOND_THE_TEXT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True


class Busy(Exception):
    """Another build holds the folder."""


class Foreign(Exception):
    """The folder has the name of a work folder, and examgen did not make it."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The right to build, while it lasts."""

    folder: Path
    descriptor: int
    claim: Path

    @property
    def is_held(self) -> bool:
        """Whether the folder is still the one that was locked: somebody may have removed it."""
        try:
            return os.path.samestat(os.fstat(self.descriptor), (self.folder / LOCK).stat())
        except FileNotFoundError:
            return False


@contextmanager
def locked(folder: Path) -> Iterator[Lock]:
    """Hold the folder, made where it is missing, and remove it at the end; raise `Busy` or `Foreign` at once."""
    for _ in range(_ATTEMPTS):
        lock = _take(folder)
        if lock is not None:
            break
    else:
        raise Busy
    try:
        yield lock
    finally:
        _release(lock)


def _take(folder: Path) -> Lock | None:
    """One attempt; ``None`` where the build before was just clearing the folder away."""
    claim = folder / f"{CLAIM}{os.getpid()}-{_PROCESS}"
    descriptor = -1
    with suppress(FileExistsError):
        folder.mkdir()
    try:
        _check_folder(folder)
        os.close(os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileNotFoundError:
        return None
    except FileExistsError:
        raise Busy from None
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        if not _try_lock(descriptor):
            raise Busy
        lock = Lock(folder, descriptor, claim)
        if lock.is_held:
            _sign(lock)
            return lock
    except FileNotFoundError:
        pass
    except BaseException:
        _drop(descriptor, claim)
        raise
    _drop(descriptor, claim)
    return None


def _check_folder(folder: Path) -> None:
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise Foreign


def _sign(lock: Lock) -> None:
    """Sign the folder as examgen's, unless it holds something that examgen has not signed for."""
    os.lseek(lock.descriptor, 0, os.SEEK_SET)
    text = os.read(lock.descriptor, len(MARK) + 1)
    if text == MARK:
        return
    if not text and _contents(lock.folder):
        (lock.folder / LOCK).unlink()  # made a moment ago, by the opening
    if text or _contents(lock.folder):
        raise Foreign
    os.write(lock.descriptor, MARK)


def _drop(descriptor: int, claim: Path) -> None:
    with suppress(OSError):
        claim.unlink()
    if descriptor >= 0:
        os.close(descriptor)
    with suppress(OSError):
        claim.parent.rmdir()


def _release(lock: Lock) -> None:
    """Remove the lock file while it is held: whoever opened it meanwhile sees that it is gone and starts afresh.

    Windows removes no open file; there it goes once it is closed, unless the next build has opened it.
    It stays, as examgen's signature, in a folder where something is left for the next build to clear.
    """
    is_over = lock.is_held and not _contents(lock.folder)
    if is_over and sys.platform != "win32":
        with suppress(OSError):
            (lock.folder / LOCK).unlink()
    _drop(lock.descriptor, lock.claim)
    if is_over and sys.platform == "win32":
        with suppress(OSError):
            (lock.folder / LOCK).unlink()
            lock.folder.rmdir()


def _contents(folder: Path) -> list[str]:
    """What lies in the folder beside the lock and the claims."""
    return [name for name in os.listdir(folder) if name != LOCK and not name.startswith(CLAIM)]
