"""Delivery broken off at every point: wholly the old build or wholly the new one in the end."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from small_builds import (
    NEWER,
    build_newer,
    build_older,
    contents,
    leftovers,
    older_and_newer,
    python,
)

from examgen.deliver import recover
from examgen.deliver.journal import Journal, Step, perform, undo, write_journal
from examgen.deliver.paths import sha256_of
from examgen.errors import OutputError

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are broken off after a fork")


def break_everywhere(way: str, action: str, start: Path, base: Path) -> list[Path]:
    """Every state that the action leaves when it is broken off at one of its file-system events, in order."""
    base.mkdir()
    program = Path(__file__).with_name("small_builds.py")
    assert python(program, way, action, start, base).returncode == 0
    return sorted((path for path in base.iterdir()), key=lambda path: int(path.name))[:-1]


def test_a_file_that_appears_during_the_move(tmp_path):
    """A file that comes up in the way after planning is not overwritten, and the moves before it are undone."""
    out, new = tmp_path / "out", tmp_path / "build/new"
    out.mkdir()
    new.mkdir(parents=True)
    for name in ("a", "b"):
        (new / name).write_bytes(name.encode())
    (out / "b").write_bytes(b"mine")
    journal = Journal((), tuple(Step(f"new/{name}", f"out/{name}", sha256_of(new / name)) for name in ("a", "b")))
    write_journal(new.parent, journal)

    with pytest.raises(FileExistsError):
        perform(journal, new.parent, out)
    assert contents(out) == {"a": b"a", "b": b"mine"}
    undo(new.parent, out)

    assert contents(out) == {"b": b"mine"}
    assert contents(new.parent) == {"new/a": b"a", "new/b": b"b"}


def test_a_damaged_journal_is_named(tmp_path):
    """A journal that cannot be understood stops recovery with the folder in which to look."""
    (tmp_path / "journal.json").write_text('{"folders": []}')

    with pytest.raises(OutputError, match=r"journal\.json is damaged"):
        undo(tmp_path, tmp_path)


@needs_fork
@pytest.mark.parametrize("way", ["kill", "full", "interrupt"])
def test_a_broken_build_is_whole(way, out, tmp_path):
    """A build killed, short of disk or interrupted at any of its file operations leaves one whole build in the end."""
    older, newer = older_and_newer(tmp_path / "undisturbed")
    build_older(out)
    found = []
    for state in break_everywhere(way, "build", out.parent, tmp_path / way):
        if way == "kill":
            recover(state / "quiz")
        found.append(contents(state / "quiz"))

        assert found[-1] in (older, newer), state
        recover(state / "quiz")
        assert leftovers(state / "quiz") == [], state

    assert older in found and newer in found
    assert len(found) > 60


@needs_fork
def test_the_next_build_takes_over(out, tmp_path):
    """After a kill at any point, running the same command again gives the whole new build."""
    _, newer = older_and_newer(tmp_path / "undisturbed")
    build_older(out)
    for state in break_everywhere("kill", "build", out.parent, tmp_path / "kill"):
        build_newer(state / "quiz")

        assert contents(state / "quiz") == newer, state
        assert leftovers(state / "quiz") == [], state


@needs_fork
def test_a_killed_recovery_is_recovered(out, tmp_path):
    """A recovery that is killed itself, at any point, is completed by the next one."""
    older, newer = older_and_newer(tmp_path / "undisturbed")
    build_older(out)
    states = break_everywhere("kill", "build", out.parent, tmp_path / "kill")
    mixed = [state for state in states if contents(state / "quiz") not in (older, newer)]
    for state in mixed[::4]:
        for broken in break_everywhere("kill", "recover", state, tmp_path / f"again-{state.name}"):
            recover(broken / "quiz")

            assert contents(broken / "quiz") == older, broken
            assert leftovers(broken / "quiz") == [], broken


def half_delivered(out: Path, base: Path) -> Path:
    """The output folder of a build killed with its first new file in place."""
    build_older(out)
    states = break_everywhere("kill", "build", out.parent, base)
    return next(s / "quiz" for s in states if (s / "quiz/exam-01.pdf").exists() and not (s / "quiz/key-01.pdf").exists()
                and (s / "quiz/exam-01.pdf").read_bytes() == NEWER["exam-01.pdf"])  # fmt: skip


@needs_fork
def test_recovery_keeps_hands_off_files_put_there_since(out, tmp_path):
    """Where a teacher put a file of her own into a half delivered folder, recovery names it and waits."""
    half = half_delivered(out, tmp_path / "kill")
    older = contents(out)
    (half / "exam-03.pdf").write_bytes(b"mine")
    (half / "exam-01.pdf").write_bytes(b"annotated")

    for path in ("exam-01.pdf", "exam-03.pdf"):
        with pytest.raises(OutputError, match=path):
            recover(half)
        assert (half / path).read_bytes() in (b"mine", b"annotated")
        (half / path).rename(tmp_path / path)
    recover(half)

    assert contents(half) == older
    assert leftovers(half) == []


@needs_fork
def test_a_removed_folder_is_recovered(out, tmp_path):
    """When the half delivered folder itself was deleted, the next build still goes through."""
    half = half_delivered(out, tmp_path / "kill")
    shutil.rmtree(half)

    build_newer(half)

    assert contents(half).keys() >= {*NEWER, "manifest.json"}
    assert leftovers(half) == []
