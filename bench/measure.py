"""Commands and finished folders → what they cost: processor time, wall time, peak memory, pages, bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import cast

from pypdf import PdfReader
from pypdf.generic import EncodedStreamObject

BENCH = Path(__file__).resolve().parent
BANKS = sorted(str(path) for path in (BENCH.parent / "banks").glob("*-quiz.*"))
SEED = "bench"
FLOOR_PASSES = 15

LEVELS = {0x01: 1, 0x5E: 4, 0x9C: 6, 0xDA: 9}
"""Second byte of a zlib stream → the compression level that it was made with, as near as the format tells."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process, its workers included, took."""

    cpu: float
    """Seconds, user and system."""

    wall: float
    """Seconds."""

    peak: float
    """Megabytes resident, of the largest process."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a build left in its folder, bundles apart."""

    pages: int
    size: int
    """Bytes of all PDFs, bundles included."""


Command = Callable[[int, Path], list[str]]
"""The command that builds so many variants into a folder."""


def platypus(variants: int, out: Path) -> list[str]:
    """The baseline as a command."""
    return [sys.executable, str(BENCH / "platypus.py"), *BANKS, "--variants", str(variants), "--out", str(out)]


def examgen(*flags: str, banks: Sequence[str] = BANKS) -> Command:
    """`examgen build` with flags, as a command."""

    def command(variants: int, out: Path) -> list[str]:
        asked = ["--variants", str(variants), "--seed", SEED, "--out", str(out)]
        return [sys.executable, "-m", "examgen", "build", *banks, *asked, *flags]

    return command


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end; a failure ends the benchmark with what the command said."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)}\nended with {process.returncode}:\n{said.read().decode()}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def output_of(folder: Path) -> Output:
    """Count the pages of papers and keys, and the bytes of everything printed."""
    singles = [path for path in folder.glob("*.pdf") if not path.name.startswith("bundle-")]
    pages = sum(len(PdfReader(path).pages) for path in singles)
    return Output(pages, sum(path.stat().st_size for path in folder.glob("*.pdf")))


def content(folder: Path) -> str:
    """One digest over the names and bytes of all files in a folder."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(folder)} {data}\n".encode())
    return total.hexdigest()


def floor(folder: Path) -> float:
    """Seconds of processor time to compress the page streams of a folder's PDFs again, and to write its files.

    One pass is a tenth of a second, too short to tell a shared machine's moods: the median of many.
    """
    files = sorted(path for path in folder.glob("*.pdf") if not path.name.startswith("bundle-"))
    work = [(path.name, path.read_bytes(), _streams(path)) for path in files]
    times = []
    for _ in range(FLOOR_PASSES):
        with tempfile.TemporaryDirectory() as scratch:
            start = time.process_time()
            for name, data, streams in work:
                for stream, level in streams:
                    zlib.compress(stream, level)
                Path(scratch, name).write_bytes(data)
            times.append(time.process_time() - start)
    return median(times)


def _streams(path: Path) -> list[tuple[bytes, int]]:
    """The plain page streams of a PDF, each with the level at which it was compressed."""
    found = []
    for page in PdfReader(path).pages:
        stream = cast(EncodedStreamObject, page["/Contents"].get_object())
        found.append((stream.get_data(), LEVELS[stream._data[1]]))
    return found
