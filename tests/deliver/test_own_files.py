"""Delivery replaces what it made, keeps the record of it, and touches nobody else's file."""

from __future__ import annotations

import pytest
from small_builds import (
    BANK,
    NEWER,
    OLDER,
    OWN,
    SETTINGS,
    build,
    build_newer,
    build_older,
    contents,
    fill,
    leftovers,
    older_and_newer,
)

from examgen.deliver import Original, SourceRole, read_manifest, read_sources, staging
from examgen.errors import OutputError


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
