"""A check's report for programs: JSON with all fields, and SARIF as the standard has it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from examgen import diagnostics
from examgen.cli.app import app
from examgen.diagnostics import Diagnostic, Severity, gathered
from examgen.lint import RULES

BANK = "1. Which of these is not a metal?\nA. Neon *\nB. Iron\n\n2. Which?\nA. One\nB. Two\nC. Two\n"


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A bank with advice and errors, in a folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    path = Path("my quiz.txt")
    path.write_text(BANK, encoding="utf-8")
    return str(path)


def written(*arguments: str) -> tuple[Any, int]:
    """What a check prints, as JSON, and its exit code."""
    done = CliRunner().invoke(app, ["check", *arguments])
    return json.loads(done.stdout), done.exit_code


def test_json_has_all_fields(bank: str) -> None:
    """Each diagnostic is an object with its fields; the exit code is that of the text."""
    report, code = written(bank, "--output", "json", "--ignore", "missing-explanation")
    told = {found["rule"]: found for found in report["diagnostics"]}

    assert code == 1
    assert told["unemphasised-negative"] == {
        "severity": "advice",
        "rule": "unemphasised-negative",
        "message": 'the stem asks for the exception with a plain "not"',
        "path": "my quiz.txt",
        "line": 1,
        "question": "1",
        "field": "stem",
        "hint": 'ask for what is right, or write "**not**": --fix does so in Markdown and plain text',
    }
    assert told["duplicate-options"]["severity"] == "error"
    assert report["ignored"] == 1
    assert report["summary"][-1].endswith("1 ignored")


def test_sarif_is_as_the_standard_has_it(bank: str) -> None:
    """One run; each result names its rule by id and place, its level, and where it is in which file."""
    report, code = written(bank, "--output", "sarif")
    (run,) = report["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert (code, report["version"], report["$schema"].rsplit("/", 1)[1]) == (1, "2.1.0", "sarif-schema-2.1.0.json")
    assert {rule.name for rule in RULES} <= {rule["id"] for rule in rules}
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert {result["level"] for result in run["results"]} == {"note", "error"}
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"my%20quiz.txt"}
    assert all(place["region"]["startLine"] >= 1 for place in places)
    assert all(result["message"]["text"] for result in run["results"])


def test_sarif_without_lines(bank: str, tmp_path: Path) -> None:
    """A file that is not there has no line, and an absolute path has its scheme."""
    report, _ = written(bank, str(tmp_path / "none.txt"), "--output", "sarif")
    places = [result["locations"][0]["physicalLocation"] for result in report["runs"][0]["results"]]

    (missing,) = [place for place in places if place["artifactLocation"]["uri"].startswith("file:///")]
    assert "region" not in missing


def test_of_very_many_alike_the_first_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each rule so many messages, then how many more there are; counts and the exit code are those of all."""
    path = tmp_path / "quiz.csv"
    path.write_text("question,option A,option B,answer\nWhich?,a,b,A\n" + "x,y\n" * 9, encoding="utf-8")
    monkeypatch.setattr(diagnostics, "MOST_ALIKE", 4)

    report, code = written(str(path), "--output", "json")
    found = [each for each in report["diagnostics"] if each["rule"] == "row-width"]
    assert code == 1
    assert [each["line"] for each in found] == [3, 4, 5, 6, 7]
    assert found[-1]["message"] == "and 5 more like this, from here on"
    assert found[-1]["severity"] == "error"
    assert report["summary"][-1].startswith("9 errors")
    told = CliRunner().invoke(app, ["build", str(path), "--out", str(tmp_path / "out")]).stderr
    assert told.count("[row-width]") == 5


def test_losses_of_many_questions_are_said_once() -> None:
    """what a format loses with every question is one message that names them all; other messages stay apart."""
    loss, other = (
        Diagnostic(severity=Severity.WARNING, rule=rule, message="so", path="quiz.txt", line=1, question="1")
        for rule in ("not-carried", "html")
    )
    found = [
        loss,
        other,
        replace(loss, line=5, question="2"),
        replace(other, line=5, question="2"),
        replace(loss, line=9),
    ]

    assert gathered(found) == (replace(loss, question="1, 2"), other, replace(other, line=5, question="2"))


def test_losses_of_very_many_questions_are_read_at_a_glance() -> None:
    """what a format loses with very many questions is one message, whatever they quote, with runs of numbers."""
    found = [
        Diagnostic(
            severity=Severity.WARNING, rule="not-carried", message=f'no id "{n}"', path="quiz.txt", question=name
        )
        for n, name in enumerate(["1", "2", *map(str, range(7, 600)), *(f"q{n}x" for n in range(120))])
    ]

    (loss,) = gathered(found)
    assert loss.message == 'no id "…"'
    assert loss.question
    assert loss.question.startswith("1, 2, 7–599, q0x, q1x, ")
    assert loss.question.endswith(", q97x and 22 more")
    assert [each.message for each in gathered(found[:3])] == ['no id "0"', 'no id "1"', 'no id "2"']
