"""Comments in a bank turn rules off: for a question, or for the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from examgen.errors import RequestError
from examgen.pipeline.advice import ALL, Wanted, asked
from examgen.pipeline.check import CheckReport, check

PLAIN = """\
1. Which of these is not a metal?
A. Neon *
B. Iron
C. None of the above

2. Which of these is not a metal here?
A. Argon *
B. Gold
C. Lead
"""
MARKDOWN = """\
## Question 1

Which of these is not a metal?

- [x] Neon
- [ ] Iron

## Question 2

Which of these is not a metal here?

- [x] Argon
- [ ] Gold
"""


def checked(folder: Path, text: str, wanted: Wanted = ALL) -> CheckReport:
    """What a check of this text says."""
    path = folder / "quiz"
    path.write_text(text, encoding="utf-8")
    return check([str(path)], wanted=wanted)


def told(report: CheckReport) -> list[str | None]:
    """The questions whose negative is told of."""
    return [found.question for found in report.diagnostics if found.rule == "unemphasised-negative"]


@pytest.mark.parametrize("text", [PLAIN, MARKDOWN])
def test_without_a_comment_all_is_said(tmp_path: Path, text: str) -> None:
    """Both questions are told of, and the summary counts nothing as ignored."""
    report = checked(tmp_path, text)

    assert told(report) == ["1", "2"]
    assert "ignored" not in report.summary[-1]


@pytest.mark.parametrize("text", [PLAIN, MARKDOWN])
@pytest.mark.parametrize("space", ["\n", "\n\n"])
def test_a_comment_before_the_first_question(tmp_path: Path, text: str, space: str) -> None:
    """Above the first question, with or without a line between, it is for the whole file."""
    report = checked(tmp_path, f"<!-- lint: off unemphasised-negative -->{space}{text}")

    assert told(report) == []
    assert report.summary[-1].endswith("2 ignored")
    assert len(report.bank.questions) == 2


@pytest.mark.parametrize(
    ("text", "line"), [(MARKDOWN, "- [ ] Iron\n\n{off}"), (PLAIN, "B. Iron\n{off}"), (PLAIN, "{off}\nB. Iron")]
)
def test_a_comment_inside_a_question(tmp_path: Path, text: str, line: str) -> None:
    """Inside a question it is for that one, and the bank is read as without it."""
    off = "<!-- lint: off unemphasised-negative, absolutes -->"
    report = checked(tmp_path, text.replace(line.split("\n")[line.startswith("{")], line.format(off=off)))

    assert told(report) == ["2"]
    stems = [[option.text for option in question.options] for question in report.bank.questions]
    assert stems == [[option.text for option in q.options] for q in checked(tmp_path, text).bank.questions]


def test_a_comment_above_a_question(tmp_path: Path) -> None:
    """Directly above the first line of a question it is for that one."""
    text = MARKDOWN.replace("## Question 2", "<!-- lint: off -->\n## Question 2")

    assert told(checked(tmp_path, text)) == ["1"]


def test_rules_that_there_are_not(tmp_path: Path) -> None:
    """A misspelt rule is an error with its line in a bank, and refused in a flag, with the nearest name."""
    report = checked(tmp_path, f"<!-- lint: off longest-keyz -->\n{MARKDOWN}")
    (error,) = [found for found in report.diagnostics if found.rule == "unknown-rule"]

    assert (error.line, error.hint) == (1, 'did you mean "longest-key"?')
    with pytest.raises(RequestError) as refused:
        Wanted(ignored=("absolute",))
    assert refused.value.remedy == 'did you mean "absolutes"?'


def test_flags(tmp_path: Path) -> None:
    """Ignored rules are silent and counted; selected ones speak alone; errors are always said."""
    ignored = checked(tmp_path, MARKDOWN, Wanted(ignored=("unemphasised-negative",)))
    selected = checked(tmp_path, PLAIN, Wanted(selected=("all-or-none-of-the-above",)))
    broken = checked(tmp_path, PLAIN.replace("Neon *", "Neon"), Wanted(selected=("absolutes",)))

    assert told(ignored) == []
    assert ignored.summary[-1].endswith("2 ignored")
    assert [found.rule for found in selected.diagnostics] == ["all-or-none-of-the-above"]
    assert [found.rule for found in broken.diagnostics] == ["unresolved-key"]


def test_without_a_trial(tmp_path: Path) -> None:
    """Without a trial, what does not fit is not found, rules speak all the same, and the summary says so."""
    path = tmp_path / "quiz.txt"
    path.write_text(PLAIN.replace("Gold", "Donaudampfschifffahrt" * 20), encoding="utf-8")
    tried, untried = check([str(path)]), check([str(path)], is_tried=False)

    assert {found.rule for found in tried.diagnostics} - {found.rule for found in untried.diagnostics}
    assert told(tried) == told(untried) == ["1", "2"]
    assert untried.summary[-1].endswith("not set on pages")
    assert "pages" not in tried.summary[-1]


def test_settings(tmp_path: Path) -> None:
    """An exam.yaml names the banks and the rules to ignore, and an unknown rule in it is refused."""
    exam = tmp_path / "exam.yaml"
    exam.write_text("banks: quiz.md\nignore_rules: [absolutes, hinging]\n", encoding="utf-8")

    paths, wanted = asked((), str(exam), ("longest-key",), ())

    assert paths == (str(tmp_path / "quiz.md"),)
    assert wanted.ignored == ("longest-key", "absolutes", "hinging")
    exam.write_text("ignore_rules: hinge\n", encoding="utf-8")
    with pytest.raises(RequestError, match='no rule "hinge"'):
        asked(("quiz.md",), str(exam), (), ())
