"""Builds of parametrised questions: every variant its own values, proved, recorded, and printed again the same."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from examgen.audit import Readers, audit_exam
from examgen.compose import load_template
from examgen.deliver import read_manifest
from examgen.errors import AuditError, BankError, ExitCode
from examgen.model.blueprint import AnswerPlace, Letters, Settings, Values
from examgen.model.variant import Variant
from examgen.pipeline.advice import Wanted
from examgen.pipeline.build import BuildReport, build
from examgen.pipeline.check import check
from examgen.pipeline.practice import practice
from examgen.pipeline.proof import wording_of
from examgen.pipeline.request import AuditMode, BuildRequest, PracticeRequest, RunOptions

ONE = """\
# One

## Question 1 {#sum}

```variables
a = 2..99
b = 2..99
```

What is {{ a }} + {{ b }}?

- [x] {{ a + b }}
- [ ] {{ a + b + 1 }}
- [ ] {{ a + b - 10 }}

## Question 2 {#plain}

Which?

- [x] this
- [ ] that
"""


@pytest.fixture
def bank(repository: Path) -> str:
    return str(repository / "banks/kinds/parametrised.md")


def built(bank: str, out: Path, **settings: object) -> BuildReport:
    asked = Settings(**{"seed": "values", "variants": 6, **settings})  # type: ignore[arg-type]
    return build(BuildRequest(banks=(bank,), settings=asked, run=RunOptions(out=str(out), audit=AuditMode.FULL)))


def values_of(variant: Variant) -> dict[str, tuple[tuple[str, str], ...]]:
    return {placed.question.id: placed.question.values for placed in variant.questions}


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "bank.md"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_each_variant_has_its_own_values(bank: str, tmp_path: Path) -> None:
    """Variants differ in values, and the manifest records them."""
    report = built(bank, tmp_path / "out")
    found = [values_of(variant) for variant in report.variants]

    assert len({str(sorted(values.items())) for values in found}) == 6
    recorded = read_manifest(tmp_path / "out/manifest.json").variants
    assert [dict(order.values) for order in recorded] == found


def test_values_do_not_depend_on_the_rest(bank: str, tmp_path: Path) -> None:
    """Variant 2 has the same values among 2 as among 6, and with other questions in the exam."""
    many = built(bank, tmp_path / "many").variants[1]
    few = built(bank, tmp_path / "few", variants=2, questions=2).variants[1]

    assert values_of(few).items() <= values_of(many).items()


def test_all_variants_may_share_their_values(bank: str, tmp_path: Path) -> None:
    """With one set for all, variants differ in order alone."""
    report = built(bank, tmp_path / "out", values=Values.SAME)

    assert len({str(sorted(values_of(variant).items())) for variant in report.variants}) == 1


def test_one_question_may_share_its_values(tmp_path: Path) -> None:
    """``values=same`` in a heading holds for that question."""
    other = (
        ONE[ONE.index("## Question 1") : ONE.index("## Question 2")].replace("{#sum}", "{#own}").replace("1", "3", 1)
    )
    path = written(tmp_path, ONE.replace("{#sum}", "{#sum values=same}") + "\n" + other.replace("+ 1 }}", "+ 2 }}"))
    found = [values_of(variant) for variant in built(path, tmp_path / "out").variants]

    assert len({values["sum"] for values in found}) == 1
    assert len({values["own"] for values in found}) == 6


def test_reprint_gives_the_same_bytes(bank: str, tmp_path: Path) -> None:
    """A build printed again from its manifest is the same, byte for byte, in one process or two."""
    out = tmp_path / "out"
    built(bank, out, variants=12)
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    run = RunOptions(out=str(tmp_path / "again"), jobs=2)
    build(BuildRequest(from_manifest=str(out / "manifest.json"), run=run))

    assert {name: (tmp_path / "again" / name).read_bytes() for name in before} == before


def test_audit_proves_the_values_of_each_variant(tmp_path: Path) -> None:
    """A paper with another variant's values is refused."""
    report = built(written(tmp_path, ONE), tmp_path / "out", shuffle_questions=False, shuffle_options=False)
    first, second = report.variants[:2]
    assert values_of(first) != values_of(second)
    words = wording_of(load_template().labels("en", Letters.LANGUAGE))
    audit_exam(tmp_path / "out/exam-01.pdf", first, words, Readers.BOTH)
    swapped = replace(first, questions=second.questions)

    with pytest.raises(AuditError):
        audit_exam(tmp_path / "out/exam-01.pdf", swapped, words, Readers.BOTH)


def test_practice_sheets_have_values_of_their_own(bank: str, tmp_path: Path) -> None:
    """A sheet never rehearses the values of the exam with the same seed and number."""
    exam = built(bank, tmp_path / "exam")
    run = RunOptions(out=str(tmp_path / "practice"))
    settings = Settings(seed="values", variants=6)
    sheets = practice(PracticeRequest(banks=(bank,), settings=settings, answers=AnswerPlace.INLINE, run=run)).sheets

    assert [values_of(sheet) for sheet in sheets] != [values_of(variant) for variant in exam.variants]
    assert all(all(values_of(sheet).values()) for sheet in sheets)


def test_answers_are_those_of_the_variant(bank: str, tmp_path: Path) -> None:
    """answers.csv has the number that this variant's values ask for."""
    report = built(bank, tmp_path / "out")
    rows = [line.split(",") for line in (tmp_path / "out/answers.csv").read_text(encoding="utf-8").splitlines()[1:]]
    said = {int(row[0]): Decimal(row[6].replace("−", "-")) for row in rows if row[2] == "roots"}

    assert said == {variant.number: Decimal(dict(values_of(variant)["roots"])["q"]) for variant in report.variants}


def test_nothing_is_built_without_values(tmp_path: Path) -> None:
    """A condition that nothing fulfils stops a build, located, and nothing is written."""
    path = written(tmp_path, ONE.replace("b = 2..99", "b = 2..99\nrequire a > 99"))

    with pytest.raises(BankError) as caught:
        built(path, tmp_path / "out")
    assert [(found.rule, found.line) for found in caught.value.diagnostics] == [("infinite-condition", 8)]
    assert not (tmp_path / "out").exists()


def test_values_that_fail_late_stop_a_build(tmp_path: Path) -> None:
    """Values that only some variants draw are refused before anything is delivered, with the values that failed."""
    path = written(tmp_path, ONE.replace("{{ a + b + 1 }}", "{{ 1 if a > 12 else 1 / 3 }}"))

    with pytest.raises(BankError) as caught:
        built(path, tmp_path / "out", variants=100)
    assert caught.value.diagnostics[0].rule == "unreadable-number"
    assert not (tmp_path / "out/manifest.json").exists()


def test_stress_reports_each_failure_with_its_seed(tmp_path: Path) -> None:
    """Failures are counted under the first seed that shows them, which a build then shows as well."""
    text = ONE.replace("{{ a + b + 1 }}", "{{ 1 if a > 40 else 1 / 3 }}")
    report = check([written(tmp_path, text)], seeds=40)
    (failure,) = [found for found in report.diagnostics if found.rule == "unreadable-number"]
    seed = failure.message.split("(seed ")[1].split(";")[0]

    assert report.exit_code is ExitCode.BANK
    assert "of 40 seeds" in failure.message
    assert failure.line == 13
    assert report.summary[0].startswith("question 1: ")
    with pytest.raises(BankError):
        built(str(tmp_path / "bank.md"), tmp_path / "out", variants=1, seed=seed)


def test_stress_advises_of_values_drawn_anew(tmp_path: Path) -> None:
    """Equal options that were avoided are advice."""
    text = ONE.replace("2..99", "2..4").replace("{{ a + b + 1 }}", "{{ a * b }}")
    report = check([written(tmp_path, text)], seeds=40, wanted=Wanted(ignored=("missing-explanation",)))

    assert {(found.rule, found.severity.value) for found in report.diagnostics} == {("redrawn-values", "advice")}


def test_every_check_tries_a_few_seeds(tmp_path: Path) -> None:
    """Without being asked, a check finds what the sample values hide."""
    hidden = ONE.replace("{{ a + b + 1 }}", "{{ 1 / (a + 1) }}")

    assert "unreadable-number" in {found.rule for found in check([written(tmp_path, hidden)]).diagnostics}


def test_worked_example_of_the_manual_is_built(repository: Path, tmp_path: Path) -> None:
    """The bank that the manual shows is read, built and proved as it stands there."""
    manual = (repository / "docs/parametrised.md").read_text(encoding="utf-8")
    example = manual.split("````markdown\n")[1].split("````")[0]
    report = built(written(tmp_path, f"# Energy\n\n{example}"), tmp_path / "out")

    assert not report.diagnostics
    assert len({str(values_of(variant)) for variant in report.variants}) > 1


def drawings_of(path: Path) -> tuple[set[str], set[str]]:
    """Names of the drawings that a file's pages show, and of those that it holds."""
    shown: set[str] = set()
    held: set[str] = set()
    for page in PdfReader(path).pages:
        contents = page.get_contents()
        shown |= (
            set(re.findall(r"/(G\d+) Do\b", contents.get_data().decode("latin-1"))) if contents is not None else set()
        )
        held |= {name.removeprefix("/") for name in page.get("/Resources", {}).get("/XObject", {})}
    return shown, held


def test_a_paper_holds_no_formula_of_another_variant(bank: str, tmp_path: Path) -> None:
    """Papers and keys hold the drawings that they show and no others; bundles hold all that their pages show."""
    built(bank, tmp_path / "out")
    for path in sorted((tmp_path / "out").glob("*-0?.pdf")):
        shown, held = drawings_of(path)
        assert shown == held, path.name
    for name in ("bundle-exams.pdf", "bundle-keys.pdf"):
        shown, held = drawings_of(tmp_path / "out" / name)
        assert shown <= held, name
        assert len(shown) > len(drawings_of(tmp_path / "out/exam-01.pdf")[0])


def test_listed_values_that_no_seed_drew_are_tried(tmp_path: Path) -> None:
    """One word among many numbers makes the question another kind, and is told though it is hardly ever drawn."""
    numbers = " | ".join(map(str, range(1, 25)))
    text = f"# T\n\n## Q1\n\n```variables\nE = {numbers} | word\n```\n\nWhich?\n\n= {{{{ E }}}}\n"
    found = [each for each in check([written(tmp_path, text)], seeds=1).diagnostics if each.severity.value == "error"]

    assert [(each.rule, each.line) for each in found] == [("variables", 3)]
    assert "kind short-answer, with other values of kind numeric" in found[0].message
    assert "drawn under none of 1 seeds" in found[0].message


def test_listed_values_that_a_condition_leaves_out_are_no_failure(tmp_path: Path) -> None:
    """What can never be drawn is nothing to report."""
    text = '# T\n\n## Q1\n\n```variables\nE = a | b\nrequire E != "b"\n```\n\nWhich?\n\n= {{ E }}\n'

    assert not [each for each in check([written(tmp_path, text)]).diagnostics if each.severity.value == "error"]


def test_a_section_may_say_what_each_question_is_worth(tmp_path: Path) -> None:
    """Points of the exam stand over those of the question, on every variant, also where it is amended."""
    bank, exam, out = written(tmp_path, ONE), tmp_path / "exam.yaml", tmp_path / "out"
    exam.write_text("sections:\n  - questions: 2\n    points_each: 3\nvariants: 2\nseed: s\n", encoding="utf-8")
    run = RunOptions(out=str(out))

    report = build(BuildRequest(banks=(bank,), exam=str(exam), run=run))
    Path(bank).write_text(ONE.replace("What is", "How much is"), encoding="utf-8")
    amended = build(BuildRequest(banks=(bank,), from_manifest=str(out / "manifest.json"), amend=True))

    for variant in (*report.variants, *amended.variants):
        assert [placed.question.points for placed in variant.questions] == [3, 3]
    assert [each.fields for each in amended.amendment.corrected] == [("stem",)] if amended.amendment else False
