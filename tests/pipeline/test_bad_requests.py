"""Builds that go wrong from the command's point of view: each ends in words, and leaves everything as it was."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from examgen.errors import BlueprintError, ExamgenError, ManifestError, OutputError, RequestError, TypesetError
from examgen.model.blueprint import Paper, Settings
from examgen.pipeline.build import BuildReport, build
from examgen.pipeline.practice import practice
from examgen.pipeline.request import BuildRequest, PracticeRequest, RunOptions

QUESTIONS = 3


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "quiz.txt"
    questions = (f"{n}. Which {n}?\nA. yes {n}\nB. no {n}\nC. both {n}\nAnswer: B\n" for n in range(1, QUESTIONS + 1))
    path.write_text("\n".join(questions), encoding="utf-8")
    return path


def built(bank: Path, out: Path, variants: int = 2, **run: object) -> BuildReport:
    settings = Settings(variants=variants, seed="s")
    return build(BuildRequest(banks=(str(bank),), settings=settings, run=RunOptions(out=str(out), **run)))  # type: ignore[arg-type]


def edited(manifest: Path, **changes: object) -> Path:
    """A copy of a manifest, beside it, with other entries."""
    document = json.loads(manifest.read_bytes())
    document["blueprint"] |= changes.pop("blueprint", {})
    copy = manifest.with_name("edited.json")
    copy.write_text(json.dumps(document | changes), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"blueprint": {"variants": 10**9}}, ManifestError),
        ({"blueprint": {"variants": 0}}, ManifestError),
        ({"blueprint": {"title": "Quiz \u0378"}}, TypesetError),
        ({"seed": "other"}, ManifestError),
        ({"seed": "\ud800"}, ManifestError),
        ({"sources": []}, RequestError),
    ],
)
def test_edited_manifests(bank: Path, tmp_path: Path, changes: dict[str, object], error: type[ExamgenError]) -> None:
    """A manifest that somebody edited prints nothing, and ends in words."""
    built(bank, tmp_path / "out", bundles=False)
    manifest = edited(tmp_path / "out/manifest.json", **changes)

    with pytest.raises(error):
        build(BuildRequest(from_manifest=str(manifest), run=RunOptions(out=str(tmp_path / "again"))))
    assert not (tmp_path / "again").exists()


def test_practice_does_not_replace_an_exam(bank: Path, tmp_path: Path) -> None:
    """Practice sheets do not go where an exam lies; the exam stays whole."""
    built(bank, tmp_path / "out", bundles=False)
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}

    with pytest.raises(OutputError, match="holds what examgen build made"):
        practice(PracticeRequest(banks=(str(bank),), run=RunOptions(out=str(tmp_path / "out"))))
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_nothing_left_to_practise(bank: Path, tmp_path: Path) -> None:
    """Where an exam used every question, the refusal says so with both numbers."""
    built(bank, tmp_path / "out", bundles=False)
    request = PracticeRequest(
        banks=(str(bank),), not_in=(str(tmp_path / "out"),), run=RunOptions(out=str(tmp_path / "sheets"))
    )

    with pytest.raises(RequestError, match="hold 3 of the 3 questions: 0 are left"):
        practice(request)


def test_failed_build_leaves_no_folders(bank: Path, tmp_path: Path) -> None:
    """The folders on the way to an output that never came go away again."""
    settings = Settings(variants=1, paper=Paper.A5, columns=2, size=36.0)
    request = BuildRequest(banks=(str(bank),), settings=settings, run=RunOptions(out=str(tmp_path / "a/b/c")))

    with pytest.raises(BlueprintError):
        build(request)
    assert [path.name for path in tmp_path.iterdir()] == [bank.name]


def test_summary_tells_where_all_grids_are(bank: Path, tmp_path: Path) -> None:
    """With many variants the grids take several pages, and the summary says how many; own files are not named."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out/bundle-exams-0.pdf").write_text("mine")
    report = built(bank, tmp_path / "out", variants=40)

    (line,) = (line for line in report.summary if line.startswith("print "))
    assert "pages 1 to 3 have all grids" in line
    assert f"print {tmp_path / 'out/bundle-exams.pdf'} on both sides" in line


def test_words_too_wide_are_noticed(bank: Path, tmp_path: Path) -> None:
    """A warning that only setting can give is handed out by itself: `check` does not know it."""
    bank.write_text(bank.read_text(encoding="utf-8").replace("Which 1", "x" * 200), encoding="utf-8")
    report = built(bank, tmp_path / "out", bundles=False)

    assert [found.rule for found in report.noticed] == ["overlong-word"]
    assert "warning" not in report.summary[0]


def test_progress_is_told(bank: Path, tmp_path: Path) -> None:
    """After each variant the caller hears how many are printed."""
    heard: list[tuple[int, int]] = []
    built(bank, tmp_path / "out", variants=3, bundles=False, progress=lambda done, total: heard.append((done, total)))

    assert heard == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the workers are forks")
def test_killed_worker(bank: Path, tmp_path: Path) -> None:
    """A worker that is killed, say by a system short of memory, ends the build in words; nothing is left."""
    import multiprocessing

    def kill_one(_done: int, _total: int) -> None:
        for worker in multiprocessing.active_children()[:1]:
            worker.kill()

    with pytest.raises(OutputError, match="ended from outside"):
        built(bank, tmp_path / "out", variants=200, jobs=2, progress=kill_one)
    assert [path.name for path in tmp_path.iterdir()] == [bank.name]
