"""The moves of one delivery, written down before the first is made, so that any interruption can be undone.

Every move is a renaming to a place where nothing stands; so a look at the disk tells which moves were made.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from examgen.deliver.paths import holds
from examgen.errors import OutputError

NEW = "new"
OLD = "old"
OUT = "out"

_NAME = "journal.json"


@dataclass(frozen=True, slots=True)
class Step:
    """One file to be renamed; places begin with ``new/``, ``old/`` (both in the build's folder) or ``out/``."""

    source: str
    target: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Journal:
    folders: tuple[str, ...]
    """Folders of the output that are made for this delivery, outermost first."""

    steps: tuple[Step, ...]


def write_journal(build: Path, journal: Journal) -> None:
    """Put the journal beside the files to be moved; from here on the delivery has begun."""
    draft = build / f"{_NAME}.part"
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"folders": journal.folders, "steps": [astuple(step) for step in journal.steps]}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(build / _NAME)


def perform(journal: Journal, build: Path, out: Path) -> None:
    """Make the moves; with the journal's removal, at the end, the delivery is done."""
    for folder in journal.folders:
        (out / folder).mkdir()
    for step in journal.steps:
        source, target = _place(step.source, build, out), _place(step.target, build, out)
        if step.target.startswith(f"{OLD}/"):
            target.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "something appeared where a file must go", str(target))
        source.rename(target)
    (build / _NAME).unlink()


def undo(build: Path, out: Path) -> None:
    """Put back what an interrupted delivery moved; raise `OutputError` where somebody's file is in the way.

    A folder that somebody removed since is not brought back.
    """
    journal = _read_journal(build)
    if journal is None or not out.exists():
        return
    older = {step.source: step.sha256 for step in journal.steps}
    blocked = [place for step in reversed(journal.steps) if (place := _undo_step(step, older, build, out))]
    if blocked:
        raise OutputError(
            f"an interrupted build cannot be undone, because {blocked[0]} was changed or put there since",
            remedy="move that file elsewhere and run the command again",
        )
    for folder in reversed(journal.folders):
        with suppress(OSError):
            (out / folder).rmdir()
    (build / _NAME).unlink()


def _undo_step(step: Step, older: Mapping[str, str], build: Path, out: Path) -> Path | None:
    """Rename back if the move was made; return the place of a file that is in the way.

    ``older`` tells the SHA-256 of what stood at a place before: a recovery that was interrupted has put it back.
    """
    source, target = _place(step.source, build, out), _place(step.target, build, out)
    if not os.path.lexists(target):
        return None
    is_moved = holds(target.parent, target.name, step.sha256)
    if os.path.lexists(source):
        return source if is_moved and step.source.startswith(f"{OUT}/") else None
    if not is_moved:
        return None if holds(target.parent, target.name, older.get(step.target, "")) else target
    source.parent.mkdir(parents=True, exist_ok=True)
    target.rename(source)
    return None


def _read_journal(build: Path) -> Journal | None:
    try:
        text = (build / _NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    try:
        entries = json.loads(text)
        return Journal(tuple(entries["folders"]), tuple(Step(*step) for step in entries["steps"]))
    except (ValueError, KeyError, TypeError):
        raise OutputError(
            f"an interrupted build cannot be undone: {build / _NAME} is damaged",
            remedy=f"look for your files in {build}, then remove that folder",
        ) from None


def _place(text: str, build: Path, out: Path) -> Path:
    root, _, path = text.partition("/")
    return out / path if root == OUT else build / root / path
