"""The history has the ids that the questions of an amended exam have now."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from amending import amend, files, printed

from examgen.deliver import read_history
from examgen.errors import BlueprintError
from examgen.model.blueprint import Settings
from examgen.pipeline.build import BuildReport, build
from examgen.pipeline.request import BuildRequest, RunOptions

QUESTION = "### Question {}\n\nWhich is number {}, exacly?\n\n- [x] The first\n- [ ] The second\n\n"
BANK = "# Many\n\n" + "".join(QUESTION.format(number, number) for number in range(1, 5))


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with an exam of two of four questions, which is recorded."""
    monkeypatch.chdir(tmp_path)
    printed(BANK, questions=2, variants=1, history="exams.jsonl", date="2026-06-12", title="Midterm")
    Path("quiz.md").write_text(BANK.replace("exacly", "exactly"), encoding="utf-8")


def later() -> BuildReport:
    """Another exam, that must not use what the last one did."""
    settings = Settings(questions=2, variants=1, history="exams.jsonl", not_in_last=1, date="2026-07-01", title="Final")
    return build(BuildRequest(banks=("quiz.md",), settings=settings, run=RunOptions(out="final")))


def test_corrected_questions_count_as_used() -> None:
    """questions whose ids follow from their words are known again in later exams."""
    (before,) = read_history(Path("exams.jsonl")).exams

    report = amend()

    (after,) = read_history(Path("exams.jsonl")).exams
    assert after.questions == tuple(question.id for question in report.questions) != before.questions
    assert after.manifest == sha256(Path("out/manifest.json").read_bytes()).hexdigest()
    assert "recorded in exams.jsonl as of 2026-06-12: 1 exam" in report.summary
    assert not {question.id for question in later().questions} & set(after.questions)


def test_history_elsewhere_is_named() -> None:
    """without the file, the summary says so; named, it is written."""
    Path("deep").mkdir()
    Path("exams.jsonl").rename("deep/exams.jsonl")
    request = BuildRequest(from_manifest="out/manifest.json", amend=True, run=RunOptions(out="second"))

    said = "not recorded: there is no exams.jsonl in this folder; --history says where it is"
    assert said in build(request).summary
    named = BuildRequest(
        from_manifest="out/manifest.json",
        amend=True,
        settings=Settings(history="deep/exams.jsonl"),
        run=RunOptions(out="third"),
    )
    report = build(named)

    (after,) = read_history(Path("deep/exams.jsonl")).exams
    assert after.questions == tuple(question.id for question in report.questions)


def test_broken_history_is_refused_first() -> None:
    """what cannot be recorded is refused before anything is delivered."""
    Path("exams.jsonl").write_text("nonsense\n", encoding="utf-8")
    made = files()

    with pytest.raises(BlueprintError, match="is no history of exams"):
        amend()

    assert files() == made


def test_printing_again_records_nothing() -> None:
    """the same issue again leaves the history as it is, and is the same, byte for byte."""
    amend()
    before = Path("exams.jsonl").read_bytes()

    report = build(BuildRequest(from_manifest="out/manifest.json", run=RunOptions(out="again")))

    assert Path("exams.jsonl").read_bytes() == before
    assert files("again") == files() and not report.recorded
