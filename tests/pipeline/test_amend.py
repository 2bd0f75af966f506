"""A printed exam and its corrected bank in, the next issue of the same papers out."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from page import ValidationProfile, validate_pdf

from examgen.errors import BankError, ManifestError, RequestError
from examgen.model.blueprint import Settings
from examgen.pipeline.build import BuildReport, build
from examgen.pipeline.request import BankReading, BuildRequest, RunOptions

QUIZ = """---
language: en
---

# Capitals

### Question 1

What is the capitol of France?

- [x] Paris
- [ ] Lyon
- [ ] Nice
- [ ] Lille

Option [[b]] is a city in the south.

### Question 2

Which river runs through Vienna?

- [ ] The Rhine
- [x] The Danube
- [ ] The Elbe

### Question 3 {#own}

How many states has Austria?

- [ ] 8
- [x] 9
- [ ] 10
- [ ] 11

### Question 4

Name the highest mountain of Switzerland.

- [x] Dufourspitze
- [ ] Matterhorn
- [ ] Eiger
- [ ] Rigi
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bank that was built into ``out``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quiz.md").write_text(QUIZ, encoding="utf-8")
    build(BuildRequest(banks=("quiz.md",), settings=Settings(variants=3, seed="s"), run=RunOptions(out="out")))
    return tmp_path


def corrected(desk: Path, *changes: tuple[str, str]) -> None:
    """Correct the bank where it stands."""
    text = (desk / "quiz.md").read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    (desk / "quiz.md").write_text(text, encoding="utf-8")


def amend(*banks: str, key_changed: bool = False, out: str | None = None) -> BuildReport:
    return build(
        BuildRequest(
            banks=banks,
            from_manifest="out/manifest.json",
            amend=True,
            key_changed=key_changed,
            reading=BankReading(),
            run=RunOptions(out=out),
        )
    )


def manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "manifest.json").read_bytes()))


def letters(folder: Path) -> list[tuple[str, str, str]]:
    with (folder / "answers.csv").open(encoding="utf-8", newline="") as file:
        return [(row["variant"], row["number"], row["letters"]) for row in csv.DictReader(file)]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_order_and_letters_stay(desk: Path) -> None:
    """questions whose ids follow from their wording keep their places and letters when it is corrected."""
    before, orders = letters(desk / "out"), manifest(desk / "out")["variants"]
    corrected(desk, ("capitol", "capital"), ("- [ ] Nice", "- [ ] Nice (Alpes-Maritimes)"), ("Eiger", "Mönch"))

    report = amend()

    record = manifest(desk / "out")
    assert letters(desk / "out") == before
    assert [[order for _, order in variant["questions"]] for variant in record["variants"]] == [
        [order for _, order in variant["questions"]] for variant in orders
    ]
    assert [(each["fields"], each["was"] == each["id"]) for each in record["amendment"]["corrected"]] == [
        (["stem", "option"], False),
        (["option"], False),
    ]
    assert report.blueprint.issue == record["blueprint"]["issue"] == 2
    assert report.summary[1] == "issue 2: 2 corrected questions (question 1: stem, option; question 4: option)"


def test_options_may_stand_in_another_order(desk: Path) -> None:
    """options are told by what they say, so the bank may have them in another order now."""
    before = letters(desk / "out")
    corrected(desk, ("- [x] Paris\n- [ ] Lyon", "- [ ] Lyon\n- [x] Paris"), ("[[b]]", "[[a]]"), ("capitol", "capital"))

    amend()

    assert letters(desk / "out") == before
    assert manifest(desk / "out")["amendment"]["corrected"][0]["fields"] == ["stem"]


def test_bank_may_be_named_and_sorted_anew(desk: Path) -> None:
    """with a bank of another name and order, in which a question was added, the same papers come out."""
    before = letters(desk / "out")
    head, *questions = QUIZ.replace("capitol", "capital").split("### ")
    new = "Question 9\n\nWhat is new?\n\n- [x] This\n- [ ] That\n\n"
    text = "### ".join([head, new, *(f"{question.rstrip()}\n\n" for question in reversed(questions))])
    (desk / "better.md").write_text(text, encoding="utf-8")

    amend("better.md", out="second")

    assert letters(desk / "second") == before
    assert (desk / "out/sources/quiz.md").is_file()
    roles = {source["name"]: source["role"] for source in manifest(desk / "second")["sources"]}
    assert roles == {"better.md": "bank", "printed/quiz.md": "printed-bank"}


def test_issue_stands_in_every_foot(desk: Path, tool: Callable[[str], str]) -> None:
    """each page of papers and keys says which issue it is, and those of the first say nothing."""

    def said(name: str) -> str:
        command = [tool("pdftotext"), str(desk / "out" / name), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "Issue" not in said("exam-01.pdf") + said("key-01.pdf")
    corrected(desk, ("capitol", "capital"))

    amend()

    for name in ("exam-01.pdf", "key-01.pdf"):
        assert said(name).count("Issue 2") == said(name).count("\f")
    assert "capital" in said("exam-01.pdf")


def test_printed_again_with_the_same_bytes(desk: Path) -> None:
    """an amended build is printed again from its manifest, without the banks, as any other."""
    corrected(desk, ("capitol", "capital"))
    amend()
    made = {name: data for name, data in files(desk / "out").items() if not name.startswith("previous/")}
    (desk / "quiz.md").unlink()

    build(BuildRequest(from_manifest="out/manifest.json", run=RunOptions(out="again")))

    assert files(desk / "again") == made


NESTED = """# T

## Q1 {#leaf}

A leaf.

### (a) It takes in ____{[x] carbon dioxide [ ] neon} and gives off ____{oxygen}.

### (b) Name its green matter.

= chlorofyl
"""


def test_gaps_within_parts(desk: Path) -> None:
    """a build whose parts hold gaps is printed again, and amended."""
    (desk / "quiz.md").write_text(NESTED, encoding="utf-8")
    build(BuildRequest(banks=("quiz.md",), settings=Settings(variants=2, seed="s"), run=RunOptions(out="leaf")))
    made = files(desk / "leaf")
    corrected(desk, ("chlorofyl", "chlorophyll"))

    build(BuildRequest(from_manifest="leaf/manifest.json", run=RunOptions(out="again")))
    changed = BuildRequest(
        from_manifest="leaf/manifest.json", amend=True, key_changed=True, run=RunOptions(out="better")
    )

    assert files(desk / "again") == made
    assert build(changed).summary


def test_issues_follow_each_other(desk: Path) -> None:
    """a third issue corrects the second, records both before it, and can be printed again."""
    first = letters(desk / "out")
    corrected(desk, ("capitol", "capital"))
    amend()
    corrected(desk, ("Name the highest", "Which is the highest"))

    amend()

    record = manifest(desk / "out")
    assert record["blueprint"]["issue"] == 3
    assert len(record["amendment"]["parents"]) == 2
    assert [each["fields"] for each in record["amendment"]["corrected"]] == [["stem"]]
    assert letters(desk / "out") == first
    build(BuildRequest(from_manifest="out/manifest.json", run=RunOptions(out="again")))
    assert files(desk / "again")["exam-02.pdf"] == (desk / "out/exam-02.pdf").read_bytes()


def test_earlier_issue_can_be_printed_again(desk: Path) -> None:
    """the record of the first issue goes to previous/, from where it is printed again."""
    first = files(desk / "out")
    corrected(desk, ("capitol", "capital"))
    report = amend()

    build(BuildRequest(from_manifest=f"out/{report.replaced}/manifest.json", run=RunOptions(out="first")))

    assert files(desk / "first") == first


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([], "there is nothing to amend"),
        ([("- [ ] Rigi\n", "")], r"the option “Rigi” was taken out: it is [ABC] on variant \d, and others"),
        ([("- [ ] Eiger\n", "- [ ] Säntis\n- [ ] Eiger\n")], "the option “Säntis” was added before others"),
        ([("- [x] 9\n- [ ] 10", "- [ ] 9\n- [x] 10")], r"question 3 \(own\): the correction changes the key"),
        (
            [
                ("Name the highest mountain of Switzerland.", "Who?"),
                ("Dufour", "A"),
                ("Matterhorn", "B"),
                ("Rigi", "C"),
            ],
            r"question 4 \(q-[0-9a-f]{8}\) was printed, and nothing in the corrected bank is like it",
        ),
        ([("- [x] Paris", "- [x] Paris\n- [x] Reims"), ("- [ ] Lyon\n", "")], "the correction changes the key"),
    ],
)
def test_what_is_no_correction_is_refused(desk: Path, changes: list[tuple[str, str]], message: str) -> None:
    """what would move letters, change the key or leave a question out is refused by name, and nothing is touched."""
    before = files(desk / "out")
    corrected(desk, *changes)

    with pytest.raises(RequestError, match=message):
        amend()

    assert files(desk / "out") == before


def test_key_changes_when_told_so(desk: Path) -> None:
    """with the word that the key may change, the new one is in the keys, at the same letters on paper."""
    before = {(variant, number): found for variant, number, found in letters(desk / "out")}
    corrected(desk, ("- [x] 9\n- [ ] 10", "- [ ] 9\n- [x] 10"))

    amend(key_changed=True)

    after = {(variant, number): found for variant, number, found in letters(desk / "out")}
    assert sum(before[place] != after[place] for place in before) == 3
    assert manifest(desk / "out")["amendment"]["corrected"] == [{"id": "own", "was": "own", "fields": ["key"]}]


def test_twins_are_told_by_their_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """of questions that are like each other, each is its own correction by its number in the bank."""
    monkeypatch.chdir(tmp_path)
    one = "### Question {}\n\nHow many legs have {} spiders?\n\n- [x] {}\n- [ ] 1\n- [ ] 2\n\n"
    text = "# Legs\n\n" + one.format(1, "two", 16) + one.format(2, "ten", 80)
    Path("quiz.md").write_text(text, encoding="utf-8")
    build(BuildRequest(banks=("quiz.md",), settings=Settings(variants=2, seed="s"), run=RunOptions(out="out")))
    before = letters(tmp_path / "out")
    Path("quiz.md").write_text(text.replace("How many legs", "How many eyes"), encoding="utf-8")

    amend()

    assert letters(tmp_path / "out") == before


def test_missing_bank_is_named(desk: Path) -> None:
    """where the recorded name leads to no file, the message names it."""
    (desk / "quiz.md").unlink()

    with pytest.raises(BankError, match=r"quiz\.md"):
        amend()


def test_damaged_order_is_refused(desk: Path) -> None:
    """a manifest whose orders do not fit its bank is refused."""
    path = desk / "out/manifest.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('["own",[', '["own",[7,', 1), encoding="utf-8")
    corrected(desk, ("capitol", "capital"))

    with pytest.raises(ManifestError, match=r"variant 1 has an order of .own. that the kept bank does not allow"):
        amend()


def pages_of(path: Path, tool: Callable[[str], str]) -> list[str]:
    """What each page says, spaces apart."""
    command = [tool("pdftotext"), str(path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def place_of(folder: Path, variant: int, identity: str) -> tuple[int, list[int]]:
    """The number of a question on a variant, and the order of its options."""
    questions = manifest(folder)["variants"][variant - 1]["questions"]
    number = [name for name, _ in questions].index(identity)
    return number + 1, questions[number][1]


def test_sheet_says_what_to_correct(desk: Path, tool: Callable[[str], str]) -> None:
    """each variant's sheet has both wordings of what changed on paper, under the numbers and letters of that paper."""
    corrected(desk, ("How many states has Austria?", "How many states does Austria have?"), ("- [ ] 11", "- [ ] 12"))

    amend()

    for variant in (1, 2, 3):
        number, order = place_of(desk / "out", variant, "own")
        (said,) = pages_of(desk / f"out/errata-0{variant}.pdf", tool)
        letter = "ABCD"[order.index(3)]
        stem = f"Question {number} Printed: How many states has Austria? Correct: How many states does Austria have?"
        assert f"{stem} Question {number}, option {letter} Printed: 11 Correct: 12" in said
    assert not list((desk / "out").glob("*key-errata*"))


def test_student_sheet_holds_nothing_of_the_key(desk: Path, tool: Callable[[str], str]) -> None:
    """what is corrected in keys alone stands on the sheet for keys alone."""
    corrected(desk, ("in the south", "in the east"), ("capitol", "capital"), ("- [x] 9\n- [ ] 10", "- [ ] 9\n- [x] 10"))

    amend(key_changed=True)

    number, order = place_of(desk / "out", 1, "own")
    (student,), (key,) = (pages_of(desk / f"out/{name}-01.pdf", tool) for name in ("errata", "key-errata"))
    assert "capital" in student
    assert "in the east" not in student and f"Question {number}" not in student
    letters = ["ABCD"[order.index(place)] for place in (1, 2)]
    assert f"Question {number} · Answer key Printed: {letters[0]} Correct: {letters[1]}" in key
    assert "in the south. Correct:" in key and "capital" not in key


def test_only_changed_sheets_are_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: Any) -> None:
    """the pages that changed are recorded and listed, and the sheets of paper that hold them are in one bundle."""
    monkeypatch.chdir(tmp_path)
    question = "### Question {} {{#q{}}}\n\nWhich is number {}?\n\n- [x] The first\n- [ ] The second\n\n"
    text = "# Many\n\n" + "".join(question.format(number, number, number) for number in range(1, 51))
    Path("quiz.md").write_text(text, encoding="utf-8")
    build(BuildRequest(banks=("quiz.md",), settings=Settings(variants=2, seed="s"), run=RunOptions(out="out")))
    Path("quiz.md").write_text(text.replace("number 17?", "17 here?"), encoding="utf-8")

    report = amend()

    assert report.amendment
    bound = iter(pages_of(tmp_path / "out/bundle-changed.pdf", tool))
    lines = []
    for changed in report.amendment.pages:
        paper = pages_of(tmp_path / f"out/exam-0{changed.variant}.pdf", tool)
        (page,) = (number for number, said in enumerate(paper, start=1) if "17 here?" in said)
        first = page - 1 - (page - 1) % 2
        assert changed.pages == (page,)
        assert len(paper) > 2
        assert paper[first : first + 2] == list(islice(bound, 2))
        lines.append(f"variant {changed.variant}: {page}")
    assert report.summary[2] == "changed pages · " + " · ".join(lines)


@pytest.mark.parametrize("name", ["errata", "key-errata"])
def test_sheets_of_corrections_are_accessible(desk: Path, name: str) -> None:
    """both kinds of sheet keep to PDF/UA-1."""
    corrected(desk, ("capitol", "capital"), ("in the south", "in the east"))

    amend()

    result = validate_pdf(str(desk / f"out/{name}-01.pdf"), profile=ValidationProfile.PDF_UA_1)
    assert result.is_compliant, list(result.failures)


def test_no_bundles_when_none_are_asked_for(desk: Path) -> None:
    """without bundles, the sheets of corrections stand alone."""
    corrected(desk, ("capitol", "capital"))

    build(
        BuildRequest(from_manifest="out/manifest.json", amend=True, run=RunOptions(out="out", bundles=False)),
    )

    assert not list((desk / "out").glob("bundle*"))
    assert len(list((desk / "out").glob("errata-*.pdf"))) == 3


def test_every_kind_is_corrected(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """corrections to every text of every kind of question pass the audit, and come out the same again."""
    monkeypatch.chdir(tmp_path)
    for source in (repository / "banks/kinds").iterdir():
        (tmp_path / source.name).write_bytes(source.read_bytes())
    build(BuildRequest(banks=("kinds.md",), settings=Settings(variants=3, seed="s"), run=RunOptions(out="out")))
    text = Path("kinds.md").read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^(?!#|---|language|:::|```|\|)(.*[a-z]{3}) ([a-z]{3,}[^#{}\[\]]*)$", r"\1 rather \2", text)
    Path("kinds.md").write_text(changed.replace("- Iron =>", "- Iron, a metal =>"), encoding="utf-8")

    report = amend(key_changed=True)

    assert report.amendment
    fields = {field for each in report.amendment.corrected for field in each.fields}
    assert fields >= {"stem", "option", "prompt", "rationale", "explanation", "answer", "stimulus"}
    build(BuildRequest(from_manifest="out/manifest.json", run=RunOptions(out="again")))
    assert files(tmp_path / "again")["bundle-errata.pdf"] == (tmp_path / "out/bundle-errata.pdf").read_bytes()
