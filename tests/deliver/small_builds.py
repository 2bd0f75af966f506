"""Small finished builds for the tests of delivery, and a program that breaks such a build off at every point.

Run as ``small_builds.py WAY ACTION START BASE``: for k = 1, 2, … it copies the folder START to ``BASE/k``, and lets
a process of its own build into ``quiz`` in that copy, or recover it, broken off at its k-th file-system event.
It stops at the first k at which the action comes to its end unbroken.
WAY is ``kill`` (SIGKILL), ``full`` (disk full) or ``interrupt`` (Ctrl-C); ACTION is ``build`` or ``recover``.
"""

from __future__ import annotations

import errno
import itertools
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from examgen.deliver import (
    Manifest,
    Original,
    SourceRole,
    deliver,
    listed_files,
    recover,
    staging,
    write_manifest,
    write_sources,
)
from examgen.errors import OutputError
from examgen.model.blueprint import Blueprint

BANK = Original(SourceRole.BANK, "quiz.txt", b"1. Which?\nA. this\nB. that\n")
SETTINGS = Original(SourceRole.BLUEPRINT, "exam.yaml", b"variants: 2\n")
OWN = {"notes.txt": b"bring 30 copies", "exam-09.pdf": b"last year's", "sources/draft.txt": b"ideas"}
OLDER = {"exam-01.pdf": b"older 1", "exam-02.pdf": b"older 2", "exam-03.pdf": b"older 3", "answers.csv": b"same"}
NEWER = {"exam-01.pdf": b"newer 1", "exam-02.pdf": b"older 2", "key-01.pdf": b"newer key", "answers.csv": b"same"}


def fill(folder: Path, files: dict[str, bytes], *sources: Original, seed: str = "s") -> Manifest:
    """Write a finished build into a staging folder."""
    for path, data in files.items():
        (folder / path).write_bytes(data)
    manifest = Manifest(
        command="build",
        versions={"examgen": "0"},
        blueprint=Blueprint(title="Quiz", seed=seed),
        options={},
        sources=write_sources(folder, sources),
        variants=(),
        files=listed_files(folder),
    )
    write_manifest(folder, manifest)
    return manifest


def build(out: Path, files: dict[str, bytes], *sources: Original, seed: str = "s") -> None:
    """Deliver a build of these files."""
    with staging(out) as stage:
        deliver(stage, fill(stage.folder, files, *(sources or (BANK,)), seed=seed))


def build_older(out: Path) -> None:
    build(out, OLDER, BANK)
    for path, data in OWN.items():
        (out / path).write_bytes(data)


def build_newer(out: Path) -> None:
    build(out, NEWER, BANK, SETTINGS)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def leftovers(out: Path) -> list[str]:
    """What lies beside the output folder."""
    return [path.name for path in out.parent.iterdir() if path != out]


def older_and_newer(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What a folder holds before and after an undisturbed build."""
    build_older(folder)
    older = contents(folder)
    build_newer(folder)
    return older, contents(folder)


def python(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, with the package and this folder in its path."""
    here = Path(__file__).parent
    path = os.pathsep.join((str(here.parent.parent), str(here)))
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )


def break_off(way: str, folder: Path, at: int) -> list[str]:
    """From now on, break off this process at the at-th file-system event in the folder; the list tells at which."""
    left = itertools.count(at, -1)
    broken: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if not event.startswith(("os.", "open", "shutil.")) or not any(str(folder) in str(one) for one in arguments):
            return
        if next(left) == 1:
            broken.append(event)
            if way == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise KeyboardInterrupt if way == "interrupt" else OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(watch)
    return broken


def survives(way: str, folder: Path, at: int, action: Callable[[Path], None]) -> bool:
    """Whether a process of its own does this without being broken off."""
    child = os.fork()
    if child == 0:
        broken = break_off(way, folder, at)
        with suppress(OutputError, KeyboardInterrupt):
            action(folder / "quiz")
        os._exit(len(broken))
    _, status = os.waitpid(child, 0)
    return status == 0


def main(way: str, action: str, start: Path, base: Path) -> None:
    for k in itertools.count(1):
        shutil.copytree(start, base / str(k))
        if survives(way, base / str(k), k, {"build": build_newer, "recover": recover}[action]):
            break


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
