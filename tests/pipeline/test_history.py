"""Builds are recorded by the exam's date, and later exams are drawn by what earlier ones used."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.assemble import Draw, drawing_of
from examgen.deliver import read_history, record_exam
from examgen.deliver.history import dump_history, parse_history
from examgen.errors import BlueprintError, ExamgenError, RequestError
from examgen.formats import read_bank
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint, Settings
from examgen.model.history import History, PastExam, Use
from examgen.pipeline.build import BuildReport, build
from examgen.pipeline.dry_run import plan_build
from examgen.pipeline.history import history
from examgen.pipeline.preview import preview
from examgen.pipeline.request import AuditMode, BankReading, BuildRequest, PreviewRequest, RunOptions

DIGEST = "0" * 64


def exam(date: str, title: str, *questions: str) -> PastExam:
    """A past exam."""
    return PastExam(date=date, title=title, manifest=DIGEST, questions=questions)


EXAMS = st.builds(
    exam,
    st.dates().map(str),
    st.text(max_size=5),
    *[st.sampled_from("abc"), st.sampled_from("def")],
)


@given(st.lists(EXAMS, max_size=8))
def test_records_are_read_as_they_are_written(exams: list[PastExam]) -> None:
    """Whatever the titles hold; the same exam stands there once, as it was last built."""
    recorded = History()
    for each in exams:
        recorded = recorded.recording(each)

    assert parse_history(dump_history(recorded).encode(), "h") == recorded
    assert {(each.date, each.title): each for each in exams} == {(e.date, e.title): e for e in recorded.exams}


@given(st.lists(EXAMS, max_size=8, unique_by=lambda e: (e.date, e.title)), st.dates().map(str), st.integers(1, 4))
def test_uses_agree_with_the_exams(exams: list[PastExam], day: str, count: int) -> None:
    """Counts, last days, what was used since a day and in the last exams up to it, each against plain counting."""
    found = History(tuple(exams))

    for name in "abcdef":
        days = [each.date for each in exams if name in each.questions]
        assert found.uses().get(name, Use()) == Use(len(days), max(days, default=""))
        assert (name in found.used_since(day)) == any(each >= day for each in days)
    before = sorted((each for each in exams if each.date <= day), key=lambda each: each.date)[-count:]
    assert found.used_in_last(count, day) == {name for each in before for name in each.questions}


Desk = Callable[..., BuildRequest]


@pytest.fixture
def desk(tmp_path: Path, shipped_banks: tuple[Path, ...]) -> Desk:
    """A request for an exam of eight questions with a history; keywords are further lines of its exam.yaml."""

    def request(title: str, date: str, **lines: object) -> BuildRequest:
        path = tmp_path / f"{title}.yaml"
        said = {"title": title, "date": date, "history": "past.jsonl", "questions": 8, "variants": 1} | lines
        path.write_text("".join(f"{name}: {value}\n" for name, value in said.items()), encoding="utf-8")
        run = RunOptions(out=str(tmp_path / title), audit=AuditMode.OFF, bundles=False)
        return BuildRequest(banks=(str(shipped_banks[0]),), settings=Settings(seed="s"), exam=str(path), run=run)

    return request


def ids(report: BuildReport) -> set[str]:
    return {question.id for question in report.questions}


def test_a_build_is_recorded_once(desk: Desk, tmp_path: Path) -> None:
    """With date, title, manifest and questions; built again it replaces its record, and draws the same."""
    first = build(desk("Midterm", "2026-03-02", not_in_last=3, prefer="least-used"))
    again = build(desk("Midterm", "2026-03-02", not_in_last=3, prefer="least-used"))

    (line,) = (tmp_path / "past.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert (record["date"], record["title"]) == ("2026-03-02", "Midterm")
    assert set(record["questions"]) == ids(first) == ids(again)
    assert any("recorded in" in said and "1 exam" in said for said in again.summary)


@pytest.mark.parametrize("rule", [{"not_in_last": 1}, {"not_used_since": "2026-03-02"}])
def test_what_was_used_lately_is_not_drawn(desk: Desk, rule: dict[str, object]) -> None:
    """By number of exams or by day; the plan and the manifest say what that moved."""
    first = build(desk("Midterm", "2026-03-02"))
    second = build(desk("Final", "2026-06-12", **rule))

    assert not ids(first) & ids(second)
    record = json.loads((second.out / "manifest.json").read_text(encoding="utf-8"))
    assert record["blueprint"][next(iter(rule))] == next(iter(rule.values()))
    again = build(BuildRequest(from_manifest=str(second.out / "manifest.json"), run=desk("x", "y").run))
    assert ids(again) == ids(second)


def test_what_was_used_least_is_drawn_first(desk: Desk) -> None:
    """Of 17 questions, eight at a time: the second exam has none of the first, the third the one that is left."""
    drawn = [
        ids(build(desk(title, f"2026-0{month}-01", prefer="least-used")))
        for month, title in enumerate(("First", "Second", "Third"), start=1)
    ]

    assert not drawn[0] & drawn[1]
    assert len(drawn[2] - drawn[0] - drawn[1]) == 1
    assert len(drawn[2] & drawn[0]) == 7, "what was used longest ago comes first"


def test_least_used_gives_way_to_rules(shipped_banks: tuple[Path, ...]) -> None:
    """Under quotas, too, no draw with fewer uses keeps them."""
    questions: tuple[Question, ...] = read_bank(shipped_banks)[0].questions
    used = {question.id: Use(place % 3, "2026-01-01") for place, question in enumerate(questions) if place % 3}
    for seed in "abcdef":
        plain = Blueprint(title="t", seed=seed, questions=6)
        drawing = drawing_of(questions, Draw(plain, uses=used))

        counts = sorted(used.get(question.id, Use()).count for question in questions)
        assert sorted(used.get(q.id, Use()).count for q in drawing.questions) == counts[:6]


def test_too_few_left(desk: Desk) -> None:
    """The message says how many questions the history keeps out, and nothing is built or recorded."""
    build(desk("Midterm", "2026-03-02"))
    with pytest.raises(RequestError) as refused:
        build(desk("Final", "2026-06-12", not_in_last=1, questions=12))

    assert "8 questions of the bank cannot be drawn" in refused.value.message
    assert "lower not_in_last" in (refused.value.remedy or "")


def test_only_builds_are_recorded(desk: Desk, tmp_path: Path) -> None:
    """No dry run, no preview, no reprint."""
    request = desk("Midterm", "2026-03-02")
    plan_build(request)
    preview(PreviewRequest(banks=request.banks, settings=request.settings, exam=request.exam, out=str(tmp_path / "p")))

    assert not (tmp_path / "past.jsonl").exists()


@pytest.mark.parametrize("date", ["12 June", '""', "2026-6-12"])
def test_a_day_is_needed(desk: Desk, tmp_path: Path, date: str) -> None:
    """An exam without a day of the calendar is not recorded by the clock, but refused before it is built."""
    with pytest.raises(BlueprintError, match="by its day"):
        build(desk("Midterm", date))

    assert not (tmp_path / "Midterm").exists()


def test_rules_need_a_history(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """A rule about past exams, where none are kept, is a contradiction."""
    path = tmp_path / "exam.yaml"
    path.write_text("prefer: least-used\n", encoding="utf-8")

    with pytest.raises(BlueprintError, match="names no history"):
        build(BuildRequest(banks=(str(shipped_banks[0]),), exam=str(path), run=RunOptions(out=str(tmp_path / "o"))))


GOOD = dump_history(History((exam("2026-01-01", "A", "q"),)))
BAD = {
    "[1]": "is no record of an exam",
    "{": "is not valid JSON",
    '{"date":"2026-01-01"}': 'has no "title"',
    GOOD.replace("2026-01-01", "2026-02-30").strip(): '"date" must be a day',
    GOOD.replace(DIGEST, "x").strip(): '"manifest" must be',
    GOOD.replace('["q"]', '"q"').strip(): '"questions" must be',
    GOOD.replace('["q"]', '["q","q"]').strip(): 'names "q" twice',
    GOOD.replace('"title"', '"note":1,"title"').strip(): 'holds "note"',
    GOOD.strip(): "stands on an earlier line",
    "[" * 100_000: "",
    "\ufeff\x00": "is not valid JSON",
}


@pytest.mark.parametrize("line", BAD, ids=lambda line: line[:40])
def test_bad_lines_are_located_and_left_alone(desk: Desk, tmp_path: Path, line: str) -> None:
    """Each mistake has its line; nothing is built, and the file stays as it is."""
    path = tmp_path / "past.jsonl"
    path.write_text(GOOD + "\n" + line + "\n", encoding="utf-8")
    before = path.read_bytes()

    with pytest.raises(BlueprintError) as refused:
        build(desk("Midterm", "2026-03-02"))
    with pytest.raises(BlueprintError):
        record_exam(path, exam("2026-01-01", "B", "q"))
    (found,) = refused.value.diagnostics
    assert (found.line, found.rule) == (3, "history-record")
    assert BAD[line] in found.message
    assert path.read_bytes() == before
    assert not (tmp_path / "Midterm").exists()


def test_no_file_and_no_folder(desk: Desk, tmp_path: Path) -> None:
    """A folder in its place, bytes that are no text, and a folder that is not there are refused before anything."""
    for name, make in {
        "folder": lambda path: path.mkdir(),
        "latin": lambda path: path.write_bytes(b"\xff\xfe{}"),
        "no/where": lambda path: None,
    }.items():
        make(tmp_path / name)
        with pytest.raises(ExamgenError):
            build(desk("Midterm", "2026-03-02", history=name))


def test_builds_that_end_at_once_are_all_recorded(tmp_path: Path) -> None:
    """Each waits for the others."""
    path = tmp_path / "past.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: record_exam(path, exam(f"2026-01-{n:02}", "T", "q")), range(1, 25)))

    assert len(read_history(path).exams) == 24
    assert [each.name for each in tmp_path.iterdir()] == ["past.jsonl"]


def test_report_of_uses(desk: Desk, tmp_path: Path, shipped_banks: tuple[Path, ...]) -> None:
    """A line for each question of the bank in its order, then what is in no bank; alone, all that was used."""
    report = build(desk("Midterm", "2026-03-02"))
    record_exam(tmp_path / "past.jsonl", exam("2026-01-01", "Old", "gone"))
    lines = history(str(tmp_path / "past.jsonl"), (str(shipped_banks[0]),), BankReading()).lines

    known = [question.id for question in read_bank(shipped_banks[:1])[0].questions]
    assert [line.split()[2] for line in lines[:-1]] == [*known, "gone"]
    for line, name in zip(lines, known, strict=False):
        assert line.split()[:2] == (["1", "2026-03-02"] if name in ids(report) else ["0", "–"])
    assert lines[-1] == "2 exams · 8 of 17 questions used · 1 used are not in these banks"
    alone = history(str(tmp_path / "past.jsonl"), (), BankReading()).lines
    assert len(alone) == 8 + 1 + 1
    with pytest.raises(BlueprintError):
        history(str(tmp_path / "nothing.jsonl"), (), BankReading())
