"""Tests of Markdown quizzes; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats import examgen_markdown, parse_bank, read_bank
from examgen.formats.draft import DraftQuestion, StatedAnswer
from examgen.formats.quiz_markdown import parse, sniff
from examgen.model.bank import Bank, Question
from examgen.model.text import CodeBlock, wording


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "quiz.md", format="quiz-markdown")


def one(source: str) -> DraftQuestion:
    """The only question of a source."""
    draft, _ = parse(source, "quiz.md")
    (question,) = draft.questions
    return question


def stated(question: DraftQuestion) -> list[tuple[str, str]]:
    return [(answer.label, answer.text) for answer in question.answers]


def options(question: DraftQuestion) -> list[tuple[str, str]]:
    return [(option.label, wording(option.text)) for option in question.options]


def test_shipped_bank(shipped_banks: tuple[Path, ...]) -> None:
    """the shipped quiz has four questions with the keys, points, notes and explanations that its author gave."""
    bank, diagnostics = read_bank([shipped_banks[1]])

    assert diagnostics == ()
    assert bank.title == "Module 23: Generative Models Quiz"
    assert [question.key for question in bank.questions] == [(2,), (0,), (0,), (2,)]
    assert [question.points for question in bank.questions] == [1, 1, 1, 1]
    assert [wording(question.note) for question in bank.questions] == [
        "Core challenge in GAN training dynamics",
        "Result of probabilistic encoding",
        "Due to iterative denoising process",
        "Necessary for learning complex distributions",
    ]
    assert all(wording(question.explanation.text).endswith(".") for question in bank.questions)


@pytest.mark.parametrize(
    ("heading", "number", "words", "points"),
    [
        ("## Question 7 (2 pts)", "7", "", "2"),
        ("### Q7. Why?", "7", "Why?", None),
        ("## 7. Why? (1.5 points)", "7", "Why?", "1.5"),
        ("## Question 7: Why?", "7", "Why?", None),
        ("## **Question 7**", "7", "", None),
        ("#### 7", "7", "", None),
        ("## Why?", "", "Why?", None),
    ],
)
def test_headings(heading: str, number: str, words: str, points: str | None) -> None:
    """a heading gives number, points, and the beginning of the stem."""
    question = one(f"{heading}\nStem\n\n- a\n- b\n\n**Answer:** a\n")

    assert question.number == number
    assert wording(question.stem) == f"{words}\nStem".strip()
    assert question.points == (Decimal(points) if points else None)


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        ("1. x\n2. y", ["1", "2"]),
        ("1) x\n2) y", ["1", "2"]),
        ("- x\n- y", ["", ""]),
        ("* x\n* y", ["", ""]),
        ("A. x\nB. y", ["A", "B"]),
        ("a) x\nb) y", ["a", "b"]),
        ("(a) x\n(b) y", ["a", "b"]),
        ("A) x  \nB) y", ["A", "B"]),
        ("- A. x\n- B. y", ["A", "B"]),
        ("- **A)** x\n- **B)** y", ["A", "B"]),
        ("**A.** x\n**B.** y", ["A", "B"]),
        ("**Options:**\n\nA) x\n\nB) y", ["A", "B"]),
        ("Options:\n* x\n* y", ["", ""]),
        ("- [ ] x\n- [ ] y", ["", ""]),
    ],
)
def test_options(lines: str, labels: list[str]) -> None:
    """options are lists of every kind, with or without letters."""
    question = one(f"## Question 1\nStem\n\n{lines}\n\n**Answer:** x\n")

    assert options(question) == list(zip(labels, ["x", "y"], strict=True))
    assert wording(question.stem) == "Stem"


@pytest.mark.parametrize(
    "lines",
    [
        "- [ ] x\n- [x] y",
        "- x\n- **y**",
        "A. x\n**B. y**",
        "A. x\nB. **y**",
        "- x\n- y ✓",
        "- ❌ x\n- ✅ y",
        "1. x\n2. y (correct)",
    ],
)
def test_marks(lines: str) -> None:
    """boxes, bold, ticks and "(correct)" mark the right option, and are not part of it."""
    question = one(f"## Question 1\nStem\n\n{lines}\n")

    assert [wording(option.text) for option in question.options] == ["x", "y"]
    assert [option.is_marked for option in question.options] == [False, True]


def test_bold_everywhere_marks_nothing() -> None:
    """bold on every option is how the options look, not a key."""
    question = one("## Question 1\nStem\n\n- **x**\n- **y**\n\nAnswer: x\n")

    assert [option.is_marked for option in question.options] == [False, False]


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("**Answer:** Option 2: it is y", "2", "it is y"),
        ("**Answer:** 2", "2", ""),
        ("**Answer**: (2)", "2", ""),
        ("**Answer: 2**", "2", ""),
        ("**Correct answer:** 2) it is y", "2", "it is y"),
        ("Answer: **2. it is y**", "2", "it is y"),
        ("> **Answer:** 2", "2", ""),
        ("✅ **Answer:** 2", "2", ""),
        ("- **Answer:** 2", "2", ""),
        ("Answer: it is y", "", "it is y"),
        ("### Answer\n\n2", "2", ""),
        ("### Answer: 2", "2", ""),
        ("<details><summary>Show answer</summary>\n\n2\n\n</details>", "2", ""),
        ("**Answer:** 2 – because nothing else can ever be it", "2", ""),
    ],
)
def test_answers(line: str, label: str, text: str) -> None:
    """answers are read in every usual form."""
    assert stated(one(f"## Question 1\nStem\n1. it is x\n2. it is y\n\n{line}\n")) == [(label, text)]


def test_reasons_behind_an_answer_explain() -> None:
    """words after the letter that repeat no option are the explanation."""
    question = one("## Question 1\nStem\n- A) x\n- B) y\n\n**Answer:** B. Because *nothing* else ever fits here.\n")

    assert wording(question.explanation) == "Because nothing else ever fits here."


@pytest.mark.parametrize(
    "lines",
    [
        "**Explanation:** It is y.",
        "**Explanation**: It is y.",
        "Rationale: It is y.",
        "### Explanation\nIt is y.",
        "**Answer:** B\n\nIt is y.",
        "**Answer:** B\n**Explanation:** It is y.",
        "<details>\n<summary>Explanation</summary>\nIt is y.\n</details>",
        "<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: B\n\nIt is y.\n\n</p>\n</details>",
        "<details><summary><b>Antwort</b></summary>\n<p>\n\n# Antwort: B\n\nIt is y.\n\n</p>\n</details>",
    ],
)
def test_explanations(lines: str) -> None:
    """an explanation follows its label, or the answer."""
    assert wording(one(f"## Question 1\nStem\n- A) x\n- B) y\n\n{lines}\n").explanation) == "It is y."


def test_note_in_brackets() -> None:
    """brackets behind a repeated wording are a note, unless they belong to the option."""
    source = "## Question 1\nStem\n1. x\n2. y (z)\n\n## Answer Key\n"

    assert wording(one(f"{source}1. Option 1: x (why)\n").answers[0].note) == "why"
    assert one(f"{source}1. Option 2: y (z)\n").answers[0] == StatedAnswer(label="2", text="y (z)", line=7)


@pytest.mark.parametrize(
    "answers",
    ["1. B\n2. A", "1) B\n2) A", "- 1: B\n- 2: A", "1. B 2. A", "1-B, 2-A", "**1.** B\n**2.** A", "Q1: B\nQ2: A",
     "| Question | Answer |\n|---|---|\n| 1 | B |\n| 2 | A |", "1. Option B: y\n2. Option A: x"],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["## Answer Key", "## Answers", "# Answer key:"])
def test_closing_key(heading: str, answers: str) -> None:
    """a closing answer list is read as list, line or table."""
    body = "\nS\n- A) x\n- B) y\n\n"

    draft, diagnostics = parse(f"## Question 1{body}## Question 2{body}{heading}\n\n{answers}\n", "quiz.md")

    assert [[label for label, _ in stated(question)] for question in draft.questions] == [["B"], ["A"]]
    assert diagnostics == ()


def test_closing_key_for_no_question() -> None:
    """an entry of the answer list for a question that is not there is an error."""
    _, diagnostics = parse("## Question 1\nS\n- A) x\n- B) y\n\n## Answers\n1. A\n2. B\n", "quiz.md")

    assert [(d.rule, d.line, d.severity) for d in diagnostics] == [("unmatched-answer", 8, Severity.ERROR)]


def test_contradicting_key_is_an_error() -> None:
    """an answer list that contradicts the answer above is an error, and neither wins silently."""
    _, diagnostics = read("## Question 1\nS\n- A) x\n- B) y\n\nAnswer: B\n\n## Answers\n1. A\n")

    assert Severity.ERROR in {diagnostic.severity for diagnostic in diagnostics}


def test_lists_in_stem_and_explanation() -> None:
    """numbered statements in a stem, and a list in an explanation, are not taken for options."""
    stem = "## Question 1\nConsider:\n\n1. i\n2. j\n\nWhich?\n\n"
    question = one(f"{stem}A. 1 only\nB. 2 only\n\n**Answer:** A\n\nSince\n- k\n- l\n")

    assert options(question) == [("A", "1 only"), ("B", "2 only")]
    assert wording(question.stem) == "Consider:\ni\nj\nWhich?"
    assert wording(question.explanation) == "Since\nk\nl"


def test_code_is_left_alone() -> None:
    """signs inside blocks of code are no headings, options or answers."""
    question = one("## Question 1\nWhat?\n\n```\n# Question 2\n- x\nAnswer: y\n```\n\n- a\n- b\n\nAnswer: a\n")

    assert question.stem[1] == CodeBlock("# Question 2\n- x\nAnswer: y")
    assert [words for _, words in options(question)] == ["a", "b"]


def test_long_options() -> None:
    """lines that go on, indented or not, and blocks below an option belong to it."""
    question = one("## Question 1\nS\n1. x\n   goes on\n2. y\nruns on\n3. z\n\n   ```\n   code\n   ```\n\nAnswer: 1\n")

    assert [words for _, words in options(question)] == ["x goes on", "y runs on", "z\ncode"]


def test_questions_without_headings() -> None:
    """bold lines and numbers open questions where there are no headings."""
    first = "**1. First?**\n\n- A) x\n- B) y\n\n**Answer:** A\n\n"
    second = "**Question 2:** Second?\na) x\nb) y\n\nAnswer: b\n"
    draft, diagnostics = parse(f"# Quiz\n\n{first}{second}", "quiz.md")

    assert diagnostics == ()
    assert [(question.number, wording(question.stem)) for question in draft.questions] == [
        ("1", "First?"),
        ("2", "Second?"),
    ]


def test_group_headings_are_topics() -> None:
    """a heading with only questions below it is their topic."""
    draft, _ = parse("# T\n## Cells\n### Question 1\nS\n- x\n- y\n## Plants\n### Question 2\nS\n- x\n- y\n", "quiz.md")

    assert [question.topic for question in draft.questions] == ["Cells", "Plants"]


@pytest.mark.parametrize(
    ("source", "line", "severity"),
    [
        ("# T\nRead this.\n## Question 1\nS\n- x\n- y\n", 2, Severity.WARNING),
        ("## Question 1\nS\n- x\n- y\n\n## Sources\nA book\n", 6, Severity.WARNING),
        ("Which?\n- x\n- y\n\n## Question 1\nS\n- x\n- y\n", 1, Severity.ERROR),
    ],
)
def test_stray_text(source: str, line: int, severity: Severity) -> None:
    """text outside questions is a warning, and an error where it looks like a question."""
    _, diagnostics = parse(source, "quiz.md")

    assert [(d.rule, d.line, d.severity) for d in diagnostics] == [("stray-text", line, severity)]


def test_missing_pictures_are_errors() -> None:
    """a picture that cannot be had is an error with line and question."""
    _, diagnostics = parse("## Question 3\nSee ![x](x.png)\n- x\n- y\n", "quiz.md")

    assert [(d.rule, d.line, d.question, d.severity) for d in diagnostics] == [("image", 2, "3", Severity.ERROR)]


@pytest.mark.parametrize(
    ("source", "is_quiz"),
    [
        ("## Question 1\nS\n1. x\n2. y\n", True),
        ("### Q1\nS\nA. x\nB. y\n", True),
        ("## First?\n- x\n- y\n\n## Second?\n- x\n- y\n", True),
        ("**1. What?**\n```\nx\n```\n- A) x\n- B) y\n", True),
        ("1. What?\n```\nx\n```\n- x\n- y\n**Answer:** x\n", True),
        ("1. What?\n~~~\nx\n~~~\n- x\n- y\n", True),
        ('1. What?\n```python title="x"\nx\n```\n- x\n- y\n', True),
        ("1. What?\n\n   - x\n   - y\n", True),
        ("1. What?\n```python numbered\n   - x\n```\nA) x  B) y\nAnswer: A\n", False),
        ("1. What?\n   ```\n   x\n   ```\nA) x\nB) y\n", False),
        ("1\nWhat?\nx\ny\nExplanation: **x** is right\n", False),
        ("1. What is # of students?\nA. x\nB. y\n", False),
    ],
)
def test_recognised(source: str, is_quiz: bool) -> None:
    """quizzes with headings are recognised, plain text is left to its own reader."""
    assert (sniff(source) > 0.1) is is_quiz


PIECES = st.sampled_from(
    ["## Question 1\n", "### ", "# T\n", "- a\n", "- [x] b\n", "1. c\n", "A. d\n", "**Answer:** ", "B\n", "\n", "```\n",
     "**e**\n", "Explanation: f\n", "---\n", "## Answers\n", "1. A (g)\n", "   h\n", "| 1 | 2 |\n", "<details>", "✓ ",
     "(2 pts)\n"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_is_read(source: str) -> None:
    """whatever comes in, the outcome is a bank with diagnostics."""
    bank, diagnostics = read(source)

    assert all(diagnostic.path == "quiz.md" for diagnostic in diagnostics)
    assert all(isinstance(question, Question) for question in bank.questions)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["## Q1\nS\n- x\n- y\n\n", "[", "*a **b ", "1. a\n", "#\n", "\\(", "<b>"])
@pytest.mark.parametrize("form", [parse, examgen_markdown.parse], ids=["quiz", "own"])
def test_ten_megabytes(piece: str, form: object) -> None:
    """ten megabytes of anything are read or refused within 15 seconds of computing."""
    source = "## Question 1\nS\n- [x] x\n- [ ] y\n\n" + piece * (10_000_000 // len(piece))
    start = time.process_time()

    form(source, "quiz.md")  # type: ignore[operator]

    assert time.process_time() - start < 15


def test_nested_numbers_are_options() -> None:
    """numbered options that stand indented below a numbered question are its own, and answers below a heading count."""
    source = "# Quiz\n\n1. **One?**\n   1. x\n   2. y\n\n2. **Two?**\n   1. x\n   2. y\n\n### Answers\n1. x\n2. y\n"
    bank, diagnostics = parse_bank(source, "quiz.md")

    assert [(question.number, question.key) for question in bank.questions] == [("1", (0,)), ("2", (1,))]
    assert diagnostics == ()


def test_answer_in_bold_with_reasons() -> None:
    """words behind an answer in bold are the explanation, without the signs of bold."""
    question = one("## Question 1\nStem\n- A) x\n- B) y\n\n**Answer:**\n\n**B. y** — it has no equal.\n")

    assert question.answers[0].text == "y"
    assert wording(question.explanation) == "it has no equal."


def test_title_in_front_matter() -> None:
    """the title of a quiz may stand in front matter; then headings above questions are topics."""
    source = "---\ntitle: Chemistry\n---\n\n## Basics\n\n### Question 1\nQ?\n- A) x\n- B) y\n\nAnswer: A\n"
    bank, _ = parse_bank(source, format="quiz-markdown")

    assert (bank.title, bank.questions[0].topic) == ("Chemistry", "Basics")
