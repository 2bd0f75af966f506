"""Where a build may go: one build at a time, and a refusal before any work where it cannot be delivered."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_builds import (
    BANK,
    NEWER,
    OLDER,
    build,
    build_older,
    contents,
    fill,
    leftovers,
    python,
)

from examgen.deliver import deliver, staging, standing_seed
from examgen.errors import OutputError

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes are forks")


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
        manifest = fill(stage.folder, OLDER, BANK)
        other = python("-c", command)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
        deliver(stage, manifest)

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
        manifest = fill(stage.folder, OLDER, BANK)
        shutil.rmtree(stage.lock.folder)
        deliver(stage, manifest)

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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files")
def test_a_manifest_that_is_a_pipe(out):
    """A pipe called manifest.json is refused; nobody waits for it to be written to."""
    out.mkdir(parents=True)
    os.mkfifo(out / "manifest.json")

    with pytest.raises(OutputError, match="it is not a file"):
        build(out, NEWER)


def test_the_seed_of_another_command(out):
    """A folder tells its seed to the command that filled it, and is refused to others."""
    assert standing_seed(out, "build") is None

    build_older(out)

    assert standing_seed(out, "build") == "s"
    with pytest.raises(OutputError, match="which examgen practice would replace"):
        standing_seed(out, "practice")


def test_folders_of_a_failed_build(tmp_path):
    """Folders made on the way to the output go away with a build that fails."""
    with pytest.raises(ZeroDivisionError), staging(tmp_path / "a/b/quiz"):
        raise ZeroDivisionError

    assert list(tmp_path.iterdir()) == []
