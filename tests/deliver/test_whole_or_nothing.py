"""Delivery: wholly the old build or wholly the new one, whatever happens, and nobody else's file touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_builds import BANK, NEWER, OLDER, OWN, SETTINGS, build, build_newer, build_older, contents, fill

from examgen.deliver import Original, SourceRole, deliver, read_manifest, read_sources, recover, staging
from examgen.deliver.journal import Journal, Step, perform, undo, write_journal
from examgen.deliver.paths import sha256_of
from examgen.errors import OutputError

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are broken off after a fork")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "start/quiz"


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


def break_everywhere(way: str, action: str, start: Path, base: Path) -> list[Path]:
    """Every state that the action leaves when it is broken off at one of its file-system events, in order."""
    base.mkdir()
    program = Path(__file__).with_name("small_builds.py")
    assert python(program, way, action, start, base).returncode == 0
    return sorted((path for path in base.iterdir()), key=lambda path: int(path.name))[:-1]


def older_and_newer(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What a folder holds before and after an undisturbed build."""
    build_older(folder)
    older = contents(folder)
    build_newer(folder)
    return older, contents(folder)


def leftovers(out: Path) -> list[str]:
    return [path.name for path in out.parent.iterdir() if path != out]


def test_a_build_arrives_in_a_new_folder(out):
    """A first build makes the folder, parents included, and leaves nothing beside it."""
    build(out, OLDER)

    assert contents(out).keys() == {*OLDER, "manifest.json", "sources/quiz.txt"}
    assert leftovers(out) == []


def test_a_build_replaces_its_own_files_only(out):
    """A newer build replaces and removes what the manifest lists; a teacher's own files stay as they are."""
    _, newer = older_and_newer(out)

    assert {path: newer[path] for path in OWN} == OWN
    assert {path: newer[path] for path in NEWER} == NEWER
    assert "exam-03.pdf" not in newer
    assert leftovers(out) == []


def test_the_record_of_a_replaced_build_is_kept(out):
    """The manifest of a replaced build lies in `previous/` with the sources it names, byte for byte."""
    build(out, OLDER, BANK)
    record = contents(out)["manifest.json"]
    build_newer(out)

    (kept,) = (out / "previous").iterdir()
    assert (kept / "manifest.json").read_bytes() == record
    assert read_sources(kept, read_manifest(kept / "manifest.json")) == (BANK,)
    assert read_sources(out, read_manifest(out / "manifest.json")) == (BANK, SETTINGS)


def test_the_same_build_changes_nothing(out):
    """Building the same once more renames no file and keeps no second record."""
    older_and_newer(out)
    before = {path: path.lstat().st_mtime_ns for path in out.parent.rglob("*")}

    build_newer(out)

    assert {path: path.lstat().st_mtime_ns for path in out.parent.rglob("*")} == before


def test_records_do_not_pile_up(out):
    """Going back and forth between two builds keeps one record of each."""
    for _ in range(3):
        build(out, OLDER)
        build(out, NEWER)

    assert len(list((out / "previous").iterdir())) == 2


def test_the_same_build_restores_a_missing_file(out):
    """A listed file that was deleted comes back with the next build of the same."""
    build(out, OLDER)
    (out / "exam-02.pdf").unlink()

    build(out, OLDER)

    assert (out / "exam-02.pdf").read_bytes() == OLDER["exam-02.pdf"]


def test_emptied_folders_go(out):
    """A folder in which only listed files lay goes with the last of them; one with a teacher's file in it stays."""
    figures = Original(SourceRole.IMAGE, "figures/lens.png", b"png"), Original(SourceRole.IMAGE, "maps/a.png", b"png")
    build(out, OLDER, BANK, *figures)
    (out / "sources/maps/own.png").write_bytes(b"mine")

    build(out, NEWER, BANK)

    assert not (out / "sources/figures").exists()
    assert contents(out / "sources") == {"quiz.txt": BANK.data, "maps/own.png": b"mine"}


def test_a_changed_record_is_in_the_way(out):
    """A kept record that was changed is not overwritten by the record of the same build."""
    build(out, OLDER)
    build(out, NEWER)
    build(out, OLDER)
    for kept in (out / "previous").iterdir():
        (kept / "sources/quiz.txt").write_bytes(b"mine")

    with pytest.raises(OutputError, match=r"previous/[0-9a-f]{12}/sources/quiz\.txt"):
        build(out, NEWER)
    assert (out / "exam-01.pdf").read_bytes() == OLDER["exam-01.pdf"]


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


@pytest.mark.parametrize("path", ["key-01.pdf", "manifest.json", "sources"])
def test_a_foreign_file_is_in_the_way(out, path):
    """A file that no manifest lists, where a new one must go, stops the build; the message names it."""
    out.mkdir(parents=True)
    (out / path).write_bytes(b"mine")

    with pytest.raises(OutputError, match=path):
        build(out, NEWER)
    assert contents(out) == {path: b"mine"}


@pytest.mark.parametrize("path", ["exam-01.pdf", "sources/quiz.txt"])
def test_a_changed_file_is_in_the_way(out, path):
    """A listed file that was changed since is the teacher's: a build that needs its place stops and touches nothing."""
    build(out, OLDER)
    (out / path).write_bytes(b"annotated")
    before = contents(out)

    with pytest.raises(OutputError, match=path):
        build(out, NEWER, BANK)
    assert contents(out) == before


def test_a_changed_file_that_is_not_needed_stays(out):
    """A listed file that was changed since stays when the new build has no file of that name."""
    build(out, OLDER)
    (out / "exam-03.pdf").write_bytes(b"annotated")

    build(out, NEWER)

    assert (out / "exam-03.pdf").read_bytes() == b"annotated"


def test_a_bank_edited_in_sources_can_be_built(out):
    """A teacher who corrects the copy in `sources/` and builds from it gets her build: the copy is what it brings."""
    corrected = BANK.data.replace(b"this", b"the other")
    build(out, OLDER)
    (out / "sources/quiz.txt").write_bytes(corrected)

    build(out, NEWER, Original(BANK.role, BANK.name, corrected))

    assert (out / "sources/quiz.txt").read_bytes() == corrected


def test_links_are_not_followed(out, tmp_path):
    """A listed file or folder that became a link is left alone, and so is what it points to."""
    build(out, OLDER)
    elsewhere = tmp_path / "elsewhere"
    (out / "sources").rename(elsewhere)
    (out / "sources").symlink_to(elsewhere)
    (out / "exam-03.pdf").rename(tmp_path / "kept.pdf")
    (out / "exam-03.pdf").symlink_to(tmp_path / "kept.pdf")

    with pytest.raises(OutputError, match=r"sources/quiz\.txt"):
        build(out, NEWER)
    (out / "sources").unlink()
    build(out, NEWER)

    assert (out / "exam-03.pdf").is_symlink() and (tmp_path / "kept.pdf").read_bytes() == OLDER["exam-03.pdf"]
    assert contents(elsewhere) == {"quiz.txt": BANK.data}


def test_a_linked_output_folder_is_the_folder(out, tmp_path):
    """An output folder that is a link is written where it points to."""
    (tmp_path / "disk").mkdir()
    out.parent.mkdir()
    out.symlink_to(tmp_path / "disk")

    build(out, OLDER)

    assert "exam-01.pdf" in contents(tmp_path / "disk") and out.is_symlink()


def test_read_only_files_are_replaced(out):
    """A listed file that is read-only is replaced like any other, and its old copy goes away."""
    build(out, OLDER)
    (out / "exam-01.pdf").chmod(0o400)

    build(out, NEWER)

    assert (out / "exam-01.pdf").read_bytes() == NEWER["exam-01.pdf"]
    assert leftovers(out) == []


def test_a_failed_build_leaves_no_trace(out):
    """When a build fails before delivery, the folder stands as it was and nothing is left beside it."""
    build_older(out)
    before = contents(out)

    with pytest.raises(ZeroDivisionError), staging(out) as stage:
        fill(stage.folder, NEWER, BANK)
        _ = 1 / 0

    assert contents(out) == before
    assert leftovers(out) == []


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


def test_two_builds_at_once(out):
    """A second build into the same folder is refused at once, by another process or a thread, and the first goes on."""
    command = f"from pathlib import Path; from examgen.deliver import staging\nwith staging(Path({str(out)!r})): pass"
    raised: list[BaseException] = []

    def second() -> None:
        try:
            build(out, NEWER)
        except OutputError as error:
            raised.append(error)

    with staging(out) as stage:
        fill(stage.folder, OLDER, BANK)
        other = python("-c", command)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
        deliver(stage)

    assert "another build is writing to" in other.stderr
    assert "another build is writing to" in str(raised[0])
    assert (out / "exam-01.pdf").read_bytes() == OLDER["exam-01.pdf"]
    build(out, NEWER)


@needs_fork
def test_a_worker_that_outlives_its_build_holds_nothing(out):
    """A worker process orphaned by a kill neither keeps the folder locked nor writes into the next build."""
    out.parent.mkdir()
    ready, wait = os.pipe()
    builder = os.fork()
    if builder == 0:
        with staging(out) as stage:
            if worker := os.fork():
                os.write(wait, f"{worker} {stage.folder}".encode())
            threading.Event().wait()
    worker, folder = os.read(ready, 4096).decode().split(" ", 1)
    os.kill(builder, 9)
    os.waitpid(builder, 0)

    try:
        build(out, NEWER)
    finally:
        os.kill(int(worker), 9)

    assert not Path(folder).exists()
    assert contents(out).keys() == {*NEWER, "manifest.json", "sources/quiz.txt"}


def test_a_removed_work_folder_is_noticed(out):
    """When somebody removes the staging folder during a build, nothing is delivered."""
    with pytest.raises(OutputError, match="removed during the build"), staging(out) as stage:
        shutil.rmtree(stage.lock.folder)
        deliver(stage)

    assert not out.exists()


def test_a_foreign_work_folder_is_left_alone(out):
    """A folder that happens to have the work folder's name is not examgen's: the build stops and names it."""
    foreign = out.with_name(".quiz.examgen")
    foreign.mkdir(parents=True)
    (foreign / "build-1").write_bytes(b"mine")

    with pytest.raises(OutputError, match=r"\.quiz\.examgen is in the way"):
        build(out, OLDER)
    assert contents(foreign) == {"build-1": b"mine"}


def test_the_output_folder_is_a_file(out):
    """An output folder that is a file is refused before anything is built."""
    out.parent.mkdir()
    out.write_bytes(b"mine")

    with pytest.raises(OutputError, match="is a file, not a folder"), staging(out):
        pytest.fail("no build may begin")
    assert out.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["file/quiz", "x" * 300, "nul\0"])
def test_impossible_places(tmp_path, name):
    """A place below a file, a name that no file system takes and a path with a null are refused, not tracebacks."""
    (tmp_path / "file").write_bytes(b"mine")

    with pytest.raises(OutputError), staging(tmp_path / name):
        pytest.fail("no build may begin")
    assert contents(tmp_path) == {"file": b"mine"}


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine can reach and write."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def refusal_of(action: Callable[[], None]) -> str:
    """What a user without special rights is told when she does this; empty when it goes through."""
    ready, wait = os.pipe()
    child = os.fork()
    if child == 0:
        if os.getuid() == 0:
            os.setuid(65534)
        try:
            action()
        except OutputError as error:
            os.write(wait, str(error).encode())
        os._exit(0)
    os.close(wait)
    _, status = os.waitpid(child, 0)
    assert status == 0
    return os.read(ready, 4096).decode()


@needs_fork
def test_a_folder_without_write_permission(open_folder):
    """An output folder that may not be written is refused, and so is a new one where none may be made."""
    out = open_folder / "quiz"
    out.mkdir()
    out.chmod(0o555)

    assert refusal_of(lambda: build(out, OLDER)) == f"{out} is not writable"
    assert refusal_of(lambda: build(out / "new", OLDER)) == f"{out / 'new'} cannot be written: Permission denied"
    assert list(out.iterdir()) == []


@needs_fork
def test_a_folder_in_a_folder_without_write_permission(open_folder):
    """Where nothing may be written beside the output folder, the build is staged inside it."""
    out = open_folder / "quiz"
    out.mkdir()
    out.chmod(0o777)
    open_folder.chmod(0o555)

    assert refusal_of(lambda: build(out, OLDER)) == ""
    assert contents(out).keys() == {*OLDER, "manifest.json", "sources/quiz.txt"}
    assert sorted(path.name for path in out.iterdir() if path.is_dir()) == ["sources"]


def test_the_longest_name(tmp_path):
    """An output folder with the longest name that the file system takes can be built."""
    build(tmp_path / ("x" * 255), OLDER)

    assert len(contents(tmp_path)) == len(OLDER) + 2


def test_a_full_disk(out):
    """A file that no longer fits on the disk fails the build; the folder stands as it was, with nothing beside it."""
    build_older(out)
    before = contents(out)
    command = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from small_builds import build\n"
        "from examgen.errors import OutputError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: build(Path(sys.argv[1]), {'exam-01.pdf': bytes(100_000)})\n"
        "except OutputError as error: print(error)\n"
    )

    ran = python("-c", command, out)

    assert "cannot be written: File too large" in ran.stdout, ran.stderr
    assert contents(out) == before
    assert leftovers(out) == []


def test_errors_about_other_files_pass(out, tmp_path):
    """An error about a file that is none of the output's goes through as it is."""
    with pytest.raises(FileNotFoundError), staging(out):
        (tmp_path / "bank.txt").read_bytes()
