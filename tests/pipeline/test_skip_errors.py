"""Questions that hold errors, left out on demand; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examgen.diagnostics import errors_in
from examgen.errors import BankError, RequestError
from examgen.formats import read_bank
from examgen.model.blueprint import Settings
from examgen.pipeline.build import BuildReport, build
from examgen.pipeline.convert import convert
from examgen.pipeline.request import BankReading, BuildRequest, RunOptions
from examgen.pipeline.sound import refusals, soundness

GOOD = "{}. Which is {}?\nA. this\nB. that {}\nAnswer: A\n"
LONELY = "{}. One option?\nA. x\nAnswer: A\n"
WRONG = "{}. Wrong key?\nA. x\nB. y\nAnswer: E\n"
SKIPPING = BankReading(skip_errors=True)


def bank_of(folder: Path, *questions: str, name: str = "quiz.txt") -> Path:
    """A bank of questions, numbered in their order."""
    path = folder / name
    path.write_text("\n".join(q.format(k, k, k) for k, q in enumerate(questions, 1)), encoding="utf-8")
    return path


def built(*banks: Path, reading: BankReading = SKIPPING) -> BuildReport:
    out = banks[0].parent / "out"
    settings = Settings(seed="skip", variants=1)
    run = RunOptions(out=str(out), jobs=1)
    return build(BuildRequest(banks=tuple(map(str, banks)), settings=settings, reading=reading, run=run))


def test_questions_with_errors_are_left_out_and_named(tmp_path: Path) -> None:
    """the good questions of a bank are printed where the user says so, and the build says which are not."""
    bank = bank_of(tmp_path, GOOD, WRONG, GOOD, LONELY)

    with pytest.raises(BankError) as refused:
        built(bank, reading=BankReading())
    assert "--skip-errors" in (refused.value.remedy or "")
    assert not (tmp_path / "out").exists()

    report = built(bank)

    assert "2 questions · 2 questions left out (question 2, question 4: examgen check says why)" in report.summary[0]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["variants"][0]["questions"]) == 2
    assert manifest["options"]["skip_errors"] is True


def test_the_same_again(tmp_path: Path) -> None:
    """a build that left questions out is printed again from its manifest."""
    built(bank_of(tmp_path, GOOD, WRONG, GOOD))
    again = BuildRequest(
        banks=(), from_manifest=str(tmp_path / "out" / "manifest.json"), run=RunOptions(out=str(tmp_path / "again"))
    )

    build(again)

    for name in ("exam-01.pdf", "key-01.pdf"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_of_two_questions_with_one_number_only_the_wrong_one_is_left_out(tmp_path: Path) -> None:
    """an error is that of the question in whose lines it stands, whatever the numbers."""
    path = tmp_path / "quiz.txt"
    path.write_text("\n".join(["Part 1", GOOD.format(1, 1, 1), "Part 2", WRONG.format(1), GOOD.format(2, 2, 2)]))
    bank, diagnostics = read_bank([path])

    found = soundness(bank, diagnostics)

    assert found.broken == {bank.questions[1].id}
    assert not found.refused


def test_errors_of_the_whole_file_still_refuse(tmp_path: Path) -> None:
    """what cannot be told to be the error of one question is never skipped."""
    good, cut = bank_of(tmp_path, GOOD), tmp_path / "cut.xml"
    cut.write_text('<?xml version="1.0"?><quiz><question type="multichoice">', encoding="utf-8")

    with pytest.raises(BankError, match="1 error") as refused:
        built(good, cut)

    assert f"not left out: {cut}" in (refused.value.remedy or "")


def test_a_bank_of_nothing_but_errors_is_refused(tmp_path: Path) -> None:
    """an exam without questions is never printed, and the remedy does not promise one."""
    bank = bank_of(tmp_path, WRONG)

    with pytest.raises(BankError) as refused:
        built(bank, reading=BankReading())

    assert "--skip-errors" not in (refused.value.remedy or "")


def test_unresolved_questions_are_left_out_with_them(tmp_path: Path) -> None:
    """a question without a known key is one that holds an error."""
    bank, diagnostics = read_bank([bank_of(tmp_path, GOOD, "{}. Which?\nA. x\nB. y\n")])

    assert refusals(bank, diagnostics, BankReading())
    assert not refusals(bank, diagnostics, SKIPPING)


def test_a_text_that_no_font_sets_is_left_out(tmp_path: Path) -> None:
    """what is found when texts are set counts as what is found when they are read."""
    report = built(bank_of(tmp_path, GOOD, "{}. What is \ue123?\nA. a man\nB. a bird\nAnswer: A\n"))

    assert "1 question · 1 question left out (question 2" in report.summary[0]


def test_convert_writes_the_rest(tmp_path: Path) -> None:
    """a converted bank lacks the questions that hold errors, and keeps those whose key is not known."""
    bank = bank_of(tmp_path, GOOD, WRONG, "{}. Which?\nA. x\nB. y\n")

    with pytest.raises(BankError):
        convert(bank, tmp_path / "quiz.md")
    report = convert(bank, tmp_path / "quiz.md", SKIPPING)

    assert (report.questions, report.left_out) == (2, 1)
    assert "1 question left out" in report.summary[0]
    assert [q.number for q in read_bank([tmp_path / "quiz.md"])[0].questions] == ["1", "3"]


SPEAKING = "{}. After question 2, which is {}?\nA. here\nB. there {}\nAnswer: A\n"


def test_each_question_left_out_counts_once(tmp_path: Path) -> None:
    """errors that call one question by its number and by its id are those of one question."""
    bank = tmp_path / "quiz.md"
    right, wrong = "## Question 1\n\nWhich?\n\n- [x] a\n- [ ] b\n\n", "## Question 2 {#z points=x}\n\nHow?\n\n- [x] a\n"
    bank.write_text(right + wrong, encoding="utf-8")

    assert "1 question left out (question 2: examgen check says why)" in built(bank).summary[0]


def test_a_paper_that_names_a_question_left_out_is_told(tmp_path: Path) -> None:
    """numbers of questions that a paper does not hold are never printed without a word."""
    report = built(bank_of(tmp_path, GOOD, WRONG, SPEAKING))

    assert "warning: question 3 speaks of question 2, which its paper does not hold" in report.summary


def test_what_is_left_out_is_named_where_too_little_is_left(tmp_path: Path) -> None:
    """who asks for more questions than are left learns that some hold errors."""
    bank = bank_of(tmp_path, GOOD, WRONG, GOOD)
    request = BuildRequest(banks=(str(bank),), settings=Settings(questions=3), reading=SKIPPING)

    with pytest.raises(RequestError, match=r"only 2; 1 question of the bank cannot be drawn, for errors in it"):
        build(request)


def test_convert_refers_to_nothing_that_it_leaves_out(tmp_path: Path) -> None:
    """what is written is read again without an error, and the broken reference is told."""
    bank = bank_of(tmp_path, GOOD, WRONG, SPEAKING)

    for name in ("quiz.md", "quiz.gift", "quiz.xml"):
        report = convert(bank, tmp_path / name, SKIPPING, to="moodle-xml" if name == "quiz.xml" else None)

        assert [lost.message for lost in report.lost] == ["the question speaks of question 2, which is left out"]
        assert not errors_in(read_bank([tmp_path / name])[1])


def test_a_correction_that_breaks_a_printed_question_is_told(tmp_path: Path) -> None:
    """who amends a build that left questions out learns which error takes a printed question out."""
    bank = bank_of(tmp_path, GOOD, WRONG, GOOD)
    built(bank)
    bank.write_text(bank.read_text(encoding="utf-8").replace("Answer: A", "Answer: K", 1), encoding="utf-8")
    request = BuildRequest(banks=(), from_manifest=str(tmp_path / "out" / "manifest.json"), amend=True)

    with pytest.raises(RequestError, match="2 questions of the bank cannot be drawn, for errors in them") as refused:
        build(request)

    assert [found.question for found in refused.value.diagnostics] == ["1", "2"]


def test_questions_held_twice_are_named_where_too_little_is_left(tmp_path: Path) -> None:
    """who asks for as many questions as the file holds learns that one stands in it twice."""
    same = "{}. Which?\nA. this\nB. that\nAnswer: A\n"
    request = BuildRequest(banks=(str(bank_of(tmp_path, GOOD, same, same)),), settings=Settings(questions=3))

    with pytest.raises(RequestError, match="only 2; 1 question of the bank cannot be drawn, for another is the same"):
        build(request)


def test_rows_of_another_width_are_left_out_and_named(tmp_path: Path) -> None:
    """a row with a comma too many, or a question that cannot be read, does not refuse the rest of its table."""
    bank = tmp_path / "quiz.csv"
    rows = ["question,A,B,answer", "Sky?,red,blue,B", "Sea, too?,red,blue,B", "Sun?,red,gold,B", ",red,gold,B"]
    bank.write_text("\n".join(rows) + "\n", encoding="utf-8")

    report = built(bank)

    assert "2 questions · 2 questions left out" in report.summary[0] and "row 3" in report.summary[0]
