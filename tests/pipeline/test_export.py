"""A built exam in other forms: banks as printed, and keys for marking tools."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from examgen.deliver import read_manifest
from examgen.errors import OutputError, RequestError
from examgen.formats import read_bank
from examgen.model.blueprint import Settings
from examgen.model.response import CHOOSING, Kind, Matching
from examgen.model.text import wording
from examgen.pipeline.build import build
from examgen.pipeline.export import export
from examgen.pipeline.request import AuditMode, BuildRequest, ExportRequest, RunOptions

KINDS = Path(__file__).parents[2] / "banks" / "kinds" / "kinds.md"
CHOICES = "".join(
    f"{n}. Which is {n}?\nA. one of {n}\nB. two of {n}\nC. both of {n}\nAnswer: B\n\n" for n in range(1, 7)
)


def built(folder: Path, bank: Path, variants: int = 2) -> Path:
    """The manifest of a build of a bank."""
    settings = Settings(variants=variants, seed="export")
    run = RunOptions(out=str(folder / "out"), audit=AuditMode.OFF, bundles=False)
    build(BuildRequest(banks=(str(bank),), settings=settings, run=run))
    return folder / "out" / "manifest.json"


def answers(manifest: Path, variant: int) -> dict[str, str]:
    """Number → letters, as answers.csv of the build has them."""
    rows = csv.DictReader((manifest.parent / "answers.csv").read_text(encoding="utf-8").splitlines())
    return {row["number"]: row["letters"] for row in rows if row["variant"] == str(variant) and row["letters"]}


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manifest of an exam with every kind of question."""
    return built(tmp_path_factory.mktemp("kinds"), KINDS)


@pytest.fixture(scope="module")
def choices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manifest of an exam of choices."""
    folder = tmp_path_factory.mktemp("choices")
    (folder / "bank.txt").write_text(CHOICES)
    return built(folder, folder / "bank.txt", variants=6)


def test_variants_are_banks_as_printed(kinds: Path, tmp_path: Path) -> None:
    """each variant is a bank in its printed order, whose keys are those of answers.csv, and which reads cleanly."""
    report = export(ExportRequest(from_manifest=str(kinds), out=str(tmp_path / "exam.md")))

    assert [file.name for file in report.files] == ["exam-01.md", "exam-02.md"]
    for number, (file, order) in enumerate(zip(report.files, read_manifest(kinds).variants, strict=True), start=1):
        bank, diagnostics = read_bank([file])
        assert diagnostics == ()
        parts = [each for question in bank.questions for each in question.with_parts]
        assert [question.id for question in parts] == [name for name, _ in order.questions]
        assert [question.number for question in bank.questions] == [str(n + 1) for n in range(len(bank.questions))]
        printed = answers(kinds, number)
        for question in bank.questions:
            letters = "".join("ABCDEFGHIJ"[place] for place in question.key)
            if question.kind in CHOOSING:
                assert letters == printed[question.number]
            if isinstance(question.response, Matching):
                prompts = question.response.prompts
                assert "".join("ABCDEFGHIJ"[prompt.target] for prompt in prompts) == printed[question.number]


def test_steps_stay_in_their_right_order(kinds: Path, tmp_path: Path) -> None:
    """the key of an ordering question is the order of its options, so they are not as printed."""
    (file,) = export(ExportRequest(from_manifest=str(kinds), out=str(tmp_path / "exam.md"), variants=(2,))).files

    steps = {q.id: [wording(o.text) for o in q.options] for q in read_bank([KINDS])[0].questions}
    assert file.name == "exam.md"
    for question in read_bank([file])[0].questions:
        if question.kind is Kind.ORDERING:
            assert [wording(option.text) for option in question.options] == steps[question.id]


def test_bank_order(kinds: Path, tmp_path: Path) -> None:
    """what was drawn can be had once, as the bank has it."""
    export(ExportRequest(from_manifest=str(kinds), out=str(tmp_path / "bank.md"), bank_order=True))

    source, again = read_bank([KINDS])[0], read_bank([tmp_path / "bank.md"])[0]
    assert [question.id for question in again.questions] == [question.id for question in source.questions]
    assert [question.key for question in again.questions] == [question.key for question in source.questions]


@pytest.mark.parametrize("tool", ["zipgrade", "gradescope", "akindi"])
def test_keys_for_tools(choices: Path, tmp_path: Path, tool: str) -> None:
    """keys of the versions that a tool tells apart are those of answers.csv."""
    target = tmp_path / "key.csv"
    export(ExportRequest(from_manifest=str(choices), out=str(target), keys=tool, variants=(1, 5)))

    header, *rows = csv.reader(target.read_text().splitlines())
    assert header[0] in ("Key", "version")
    for version, variant in (("A", 1), ("E", 5)):
        assert {number: key for letter, number, key, _ in rows if letter == version} == answers(choices, variant)


def test_plain_keys_are_answers_csv(kinds: Path, tmp_path: Path) -> None:
    """the plain table is that of the build, byte for byte."""
    export(ExportRequest(from_manifest=str(kinds), out=str(tmp_path / "key.csv"), keys="csv"))

    assert (tmp_path / "key.csv").read_bytes() == (kinds.parent / "answers.csv").read_bytes()


def test_what_a_tool_cannot_mark_is_named(kinds: Path, tmp_path: Path) -> None:
    """questions that are not answered by marking options are left out of a tool's key, and named."""
    report = export(ExportRequest(from_manifest=str(kinds), out=str(tmp_path / "key.csv"), keys="zipgrade"))

    others = {(q.line, q.number or q.id) for q in read_bank([KINDS])[0].questions if q.kind not in CHOOSING}
    assert {(found.line, found.question) for found in report.diagnostics} == others
    numbers = {row[1] for row in csv.reader((tmp_path / "key.csv").read_text().splitlines())} - {"Question"}
    assert numbers < set(answers(kinds, 1)) | set(answers(kinds, 2))


def test_refusals(choices: Path, tmp_path: Path) -> None:
    """too many versions, unknown tools and variants, and files in the way are refused; nothing is written."""
    (tmp_path / "mine-03.md").write_text("mine")
    asked = ExportRequest(from_manifest=str(choices), out=str(tmp_path / "key.csv"), keys="zipgrade")
    with pytest.raises(RequestError, match="5 versions"):
        export(asked)
    with pytest.raises(RequestError, match="no marking tool"):
        export(ExportRequest(from_manifest=str(choices), out=str(tmp_path / "key.csv"), keys="scantron"))
    with pytest.raises(RequestError, match="variant 7"):
        export(ExportRequest(from_manifest=str(choices), out=str(tmp_path / "a.md"), variants=(7,)))
    with pytest.raises(OutputError, match="is there already"):
        export(ExportRequest(from_manifest=str(choices), out=str(tmp_path / "mine.md")))
    assert [path.name for path in tmp_path.iterdir()] == ["mine-03.md"]
