"""A finished build in its staging folder in, the output folder out: replaced as a whole, or not touched.

Only files that the standing manifest lists, and that are as it says, are replaced or removed.
The record of a replaced build (its manifest and sources) goes to ``previous/``, so that it can be printed again.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from examgen.deliver.journal import NEW, OLD, OUT, Journal, Step, perform, write_journal
from examgen.deliver.manifest import MANIFEST, SOURCES, Manifest
from examgen.deliver.paths import files_in, holds, is_occupied, missing_folders, sha256_of
from examgen.deliver.staging import Staging
from examgen.deliver.standing import standing_hashes
from examgen.errors import OutputError

PREVIOUS = "previous"

_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """What a delivery will do: path → SHA-256 of what leaves, what arrives, and what is in the way."""

    leaving: dict[str, str]
    arriving: dict[str, str]
    record: str
    """Where the replaced build's record goes, e.g. ``previous/3f2a…``; empty when the same build stands there."""

    blocked: tuple[str, ...]


def deliver(staging: Staging, manifest: Manifest) -> str:
    """Move the build that a manifest lists into its folder.

    Raise `OutputError`, with nothing touched, where a foreign file is in the way.
    Returns where in the folder the record of a replaced build lies; empty where none was replaced.
    """
    if not staging.lock.is_held:
        raise OutputError(f"{staging.lock.folder} was removed during the build", remedy="run the command again")
    wanted = manifest.hashes | {MANIFEST: sha256_of(staging.folder / MANIFEST)}
    staged = set(files_in(staging.folder))
    assert staged == wanted.keys(), f"staged and listed differ: {sorted(staged ^ wanted.keys())}"
    plan = _plan(staging.out, wanted)
    if plan.blocked:
        raise _refusal(staging.out, plan.blocked)
    journal = _journal(plan, staging.out)
    if journal.steps:
        write_journal(staging.build, journal)
        perform(journal, staging.build, staging.out)
        _remove_emptied(staging.out, plan.leaving)
    return plan.record


def _plan(out: Path, wanted: dict[str, str]) -> Plan:
    listed = standing_hashes(out)
    is_same = listed.get(MANIFEST) == wanted[MANIFEST]
    record = "" if is_same or not listed else f"{PREVIOUS}/{listed[MANIFEST][:12]}"

    ours = {path: digest for path, digest in listed.items() if holds(out, path, digest)}
    staying = {path for path in ours if wanted.get(path) == ours[path] and not (record and _is_record(path))}
    changed = listed.keys() - ours.keys()
    staying |= {path for path in changed & wanted.keys() if holds(out, path, wanted[path])}
    leaving = {path: digest for path, digest in ours.items() if path not in staying}
    arriving = {path: digest for path, digest in wanted.items() if path not in staying}
    freed = {path.casefold() for path in leaving}
    blocked = [path for path in arriving if path.casefold() not in freed and is_occupied(out, path)]
    if record:
        kept = {f"{record}/{path}": digest for path, digest in leaving.items() if _is_record(path)}
        blocked += [path for path, digest in kept.items() if is_occupied(out, path) and not holds(out, path, digest)]
    return Plan(leaving, arriving, record, tuple(blocked))


def _journal(plan: Plan, out: Path) -> Journal:
    leaving = [Step(f"{OUT}/{path}", _resting_place(path, plan, out), sha) for path, sha in plan.leaving.items()]
    arriving = [Step(f"{NEW}/{path}", f"{OUT}/{path}", sha) for path, sha in plan.arriving.items()]
    steps = (*leaving, *arriving)
    targets = (step.target.removeprefix(f"{OUT}/") for step in steps if step.target.startswith(f"{OUT}/"))
    folders = dict.fromkeys(folder for target in targets for folder in missing_folders(out, target))
    return Journal(tuple(folders), steps)


def _resting_place(path: str, plan: Plan, out: Path) -> str:
    """Where a replaced file goes: records are kept, once; the rest is removed with the staging folder."""
    kept = f"{plan.record}/{path}"
    return f"{OUT}/{kept}" if plan.record and _is_record(path) and not is_occupied(out, kept) else f"{OLD}/{path}"


def _is_record(path: str) -> bool:
    return path == MANIFEST or path.startswith(f"{SOURCES}/")


def _refusal(out: Path, blocked: tuple[str, ...]) -> OutputError:
    names = ", ".join(blocked[:_NAMED_AT_MOST])
    more = f" and {len(blocked) - _NAMED_AT_MOST} more" if len(blocked) > _NAMED_AT_MOST else ""
    return OutputError(
        f"{out} holds files that examgen did not make, or that were changed since: {names}{more}; nothing was touched",
        remedy="move them elsewhere, or choose another folder with --out",
    )


def _remove_emptied(out: Path, left: Iterable[str]) -> None:
    folders = {parent for path in left for parent in PurePosixPath(path).parents if str(parent) != "."}
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        with suppress(OSError):
            (out / folder).rmdir()
