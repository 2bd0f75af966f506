"""A file of past exams, to and from `History`: JSON Lines, one exam a line, replaced whole and under a lock."""

from __future__ import annotations

import json
import os
import re
import stat
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from examgen.deliver.lock import Busy, Foreign, locked
from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import BlueprintError, OutputError
from examgen.model.history import History, PastExam

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SHA256 = re.compile(r"[0-9a-f]{64}")
FIELDS = ("date", "title", "manifest", "questions")
MOST_BYTES = 64_000_000
PATIENCE = 20.0
"""Seconds to wait for another build that is writing; it needs a few hundredths of one."""


def is_day(text: str) -> bool:
    """Whether a text names a day of the calendar, as year-month-day."""
    try:
        return bool(DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def read_history(path: Path) -> History:
    """Read a file; one that is not there yet holds no exams. Raise `BlueprintError` for what is no history."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _unreadable(path, "it is no ordinary file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return History()
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    if len(data) > MOST_BYTES:
        raise _unreadable(path, f"larger than {MOST_BYTES:,} bytes")
    return parse_history(data, str(path))


def parse_history(data: bytes, path: str) -> History:
    """Read the lines; all mistakes are told at once, with their lines."""
    mistakes: list[Diagnostic] = []
    exams: dict[tuple[str, str], PastExam] = {}
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            exam = _exam(line)
            if (exam.date, exam.title) in exams:
                raise ValueError(f'"{exam.title}" of {exam.date} stands on an earlier line already')
            exams[exam.date, exam.title] = exam
        except (ValueError, RecursionError) as error:
            mistakes.append(_mistake(path, number, str(error) if isinstance(error, ValueError) else "nested too deep"))
    if mistakes:
        raise BlueprintError(
            f"{path} is no history of exams, and is left as it is",
            remedy="correct or delete the lines, or name another file in history:",
            diagnostics=mistakes,
        )
    return History(tuple(exams.values()))


def dump_history(history: History) -> str:
    """A line for each exam."""
    return "".join(f"{_line(exam)}\n" for exam in history.exams)


def record_exam(path: Path, exam: PastExam) -> History:
    """Write an exam into a file, in the place of its last build if it has one; returns what the file holds then."""
    target = Path(os.path.realpath(path))
    try:
        with _alone(target):
            history = read_history(target).recording(exam)
            _replace(target, dump_history(history).encode())
    except OSError as error:
        raise OutputError(
            f"the exam is built, but {path} cannot be written: {error.strerror}",
            remedy="see that the folder can be written, and build again: that records it",
        ) from error
    return history


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold the file's lock; other builds are waited for."""
    end = monotonic() + PATIENCE
    while True:
        try:
            with locked(target.with_name(f".{target.name}.examgen")):
                yield
                return
        except Foreign:
            raise OSError(0, f"the name .{target.name}.examgen beside it is taken") from None
        except Busy:
            if monotonic() > end:
                raise OSError(0, "another build holds it") from None
            sleep(0.02)


def _replace(target: Path, data: bytes) -> None:
    """Whole or not at all: written beside the file, then moved over it, with its permissions."""
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    handle, waiting = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(waiting, 0o644 if mode is None else mode)
        os.replace(waiting, target)
    except BaseException:
        Path(waiting).unlink(missing_ok=True)
        raise


def _exam(line: bytes) -> PastExam:
    """One line; a `ValueError` says what is wrong with it."""
    try:
        found: Any = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"is not valid JSON: {error.msg}") from None
    if not isinstance(found, dict):
        raise ValueError('is no record of an exam, such as {"date": …, "title": …, "manifest": …, "questions": […]}')
    if missing := [name for name in FIELDS if name not in found]:
        raise ValueError(f'has no "{missing[0]}"')
    if foreign := [name for name in found if name not in FIELDS]:
        raise ValueError(f'holds "{foreign[0]}", and only {", ".join(FIELDS)} are known')
    if not (isinstance(found["date"], str) and is_day(found["date"])):
        raise ValueError('"date" must be a day of the calendar, such as "2026-06-12"')
    if not isinstance(found["title"], str):
        raise ValueError('"title" must be a text')
    if not (isinstance(found["manifest"], str) and SHA256.fullmatch(found["manifest"])):
        raise ValueError('"manifest" must be a SHA-256 of 64 digits')
    ids = found["questions"]
    if not isinstance(ids, list) or not all(isinstance(identity, str) and identity for identity in ids):
        raise ValueError('"questions" must be a list of ids')
    if twice := [identity for identity, count in Counter(ids).items() if count > 1]:
        raise ValueError(f'"questions" names "{twice[0]}" twice')
    return PastExam(date=found["date"], title=found["title"], manifest=found["manifest"], questions=tuple(ids))


def _line(exam: PastExam) -> str:
    said = {"date": exam.date, "title": exam.title, "manifest": exam.manifest, "questions": exam.questions}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _mistake(path: str, line: int | None, message: str) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, rule="history-record", message=message, path=path, line=line)


def _unreadable(path: Path, why: str) -> BlueprintError:
    return BlueprintError(
        f"the history {path} cannot be read", diagnostics=[_mistake(str(path), None, f"cannot be read: {why}")]
    )
