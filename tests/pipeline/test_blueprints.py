"""Builds by a blueprint with sections: what is printed, recorded, shown beforehand, and printed again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from examgen.errors import BlueprintError
from examgen.model.blueprint import Settings
from examgen.pipeline.build import BuildReport, build
from examgen.pipeline.dry_run import plan_build
from examgen.pipeline.request import BuildRequest, RunOptions

EXAM = """\
title: Sections
seed: s
variants: 3
selection: {selection}
sections:
  - title: First part
    instructions: Mark **one** letter.
    questions: 3
    points_each: 2
    from: {{topic: odd}}
  - title: Second part
    questions: 2
    from: {{topic: even}}
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "quiz.md"
    topics = {1: "odd", 0: "even"}
    questions = (
        f"## Which {n}? {{#q{n} topic={topics[n % 2]}}}\n\n- [x] yes {n}\n- [ ] no {n}\n- [ ] both {n}\n"
        for n in range(1, 21)
    )
    path.write_text("\n".join(questions), encoding="utf-8")
    return path


def request(bank: Path, selection: str, exam: str = EXAM) -> BuildRequest:
    path = bank.with_name("exam.yaml")
    path.write_text(exam.format(selection=selection), encoding="utf-8")
    return BuildRequest(banks=(str(bank),), exam=str(path), run=RunOptions(out=str(bank.parent / "out")))


def questions_of(report: BuildReport) -> list[set[str]]:
    return [{placed.question.id for placed in variant.questions} for variant in report.variants]


@pytest.mark.parametrize("selection", ["same", "each", "disjoint"])
def test_sections_are_printed_recorded_and_printed_again(bank: Path, selection: str) -> None:
    """Whatever variants share, papers and keys are proved, and the manifest prints the same files again."""
    report = build(request(bank, selection))
    made = {path.name: path.read_bytes() for path in report.out.glob("*.pdf")}
    manifest = json.loads((report.out / "manifest.json").read_bytes())
    again = build(
        BuildRequest(from_manifest=str(report.out / "manifest.json"), run=RunOptions(out=str(bank.parent / "b")))
    )

    assert [order["sections"] for order in manifest["variants"]] == [[3, 2]] * 3
    assert [variant.points for variant in report.variants] == [8, 8, 8]
    assert len(set(map(frozenset, questions_of(report)))) == (1 if selection == "same" else 3)
    assert {path.name: path.read_bytes() for path in again.out.glob("*.pdf")} == made


@pytest.mark.parametrize("selection", ["same", "disjoint"])
def test_dry_run_shows_what_a_build_draws(bank: Path, selection: str) -> None:
    """The plan names the questions that are then printed, and writes nothing."""
    asked = request(bank, selection)
    plan = plan_build(asked)
    exists = (bank.parent / "out").exists()

    assert not exists
    assert [set(q.id for q in each.questions) for each in plan.drawing.selections] == (
        questions_of(build(asked)) if selection == "disjoint" else questions_of(build(asked))[:1]
    )
    assert "First part: 3 questions · 6 points" in plan.summary


def test_mistakes_write_nothing(bank: Path) -> None:
    """A blueprint that names what the bank does not hold is refused with its line, before anything is written."""
    with pytest.raises(BlueprintError) as raised:
        build(request(bank, "same", EXAM.replace("topic: odd", "topic: ood")))

    (found,) = raised.value.diagnostics
    assert (found.line, found.hint) == (10, 'did you mean "odd"?')
    assert not (bank.parent / "out").exists()


def test_number_on_the_command_line_does_not_overrule_sections(bank: Path) -> None:
    """A total that the sections do not have is a contradiction."""
    asked = request(bank, "same")
    with pytest.raises(BlueprintError) as raised:
        plan_build(BuildRequest(banks=asked.banks, exam=asked.exam, settings=Settings(questions=9)))

    assert "the sections have 5 questions together, and 9 are asked for" in raised.value.diagnostics[0].message


OVERLAPPING = """\
title: Shared
seed: s
variants: 5
selection: {selection}
sections:
  - title: Short
    questions: 2
    points_each: 1
  - title: Long
    questions: 2
    points_each: 5
"""


@pytest.mark.parametrize("selection", ["same", "each", "disjoint"])
def test_a_question_is_worth_what_its_section_says(bank: Path, selection: str) -> None:
    """Sections that draw from the same questions give each its own points, on paper as in the key."""
    report = build(request(bank, selection, OVERLAPPING))
    worth: dict[str, set[int]] = {}
    for variant in report.variants:
        for placed in variant.questions:
            worth.setdefault(placed.question.id, set()).add(int(placed.question.points))

    assert [variant.points for variant in report.variants] == [12] * 5
    assert any(len(points) > 1 for points in worth.values()) == (selection == "each")


@pytest.mark.parametrize("selection", ["each", "disjoint"])
@pytest.mark.parametrize("derived", [(2, 4, 6), tuple(range(1, 21)), ()], ids=["some", "all", "none"])
def test_grids_of_derived_keys(bank: Path, selection: str, derived: tuple[int, ...]) -> None:
    """Whichever variants hold derived keys, the sheet of grids marks each of them, or says once that all are."""
    text = bank.read_text(encoding="utf-8")
    for number in derived:
        text = text.replace(f"{{#q{number} ", f"{{key=derived #q{number} ")
    bank.write_text(text, encoding="utf-8")
    exam = "title: Grids\nvariants: 4\nselection: {selection}\nquestions: 1\n"
    for seed in ("1", "2", "3"):
        asked = request(bank, selection, exam)
        report = build(replace(asked, settings=Settings(seed=seed)))

        assert (report.out / "bundle-keys.pdf").exists()
