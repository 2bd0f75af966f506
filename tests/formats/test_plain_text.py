"""Plain text as teachers write it, read into banks."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from examgen.formats import parse_bank, read_bank
from examgen.model.bank import KeyOrigin, Question
from examgen.model.text import CodeBlock, wording

CASES = Path(__file__).resolve().parent.parent / "cases" / "plain_text"
_EXPECTED = re.compile(r"\s*## (?P<severity>\w+): (?P<message>.*?) \[(?P<rule>[\w-]+)\]$")


def _letters(question: Question) -> str:
    return "".join("ABCDEFGHIJ"[place] for place in question.key) or "?"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_case_file(path):
    """Each case file yields its keys, and the diagnostics that stand beside its lines, no others."""
    lines = path.read_text(encoding="utf-8").split("\n")
    head = {line.split(":")[0][3:]: line.partition(":")[2].strip() for line in lines if line.startswith("%% ")}
    text = "\n".join("" if line.startswith("%%") else _EXPECTED.sub("", line) for line in lines)
    expected = [
        (number, found["severity"], found["rule"], found["message"])
        for number, line in enumerate(lines, start=1)
        if (found := _EXPECTED.search(line))
    ]

    bank, diagnostics = parse_bank(text)

    assert " ".join(f"{q.number}={_letters(q)}" for q in bank.questions) == head["keys"]
    assert bank.title == head.get("title", "Bank")
    assert [(d.line, str(d.severity), d.rule) for d in diagnostics] == [(n, s, r) for n, s, r, _ in expected], (
        "\n".join(map(str, diagnostics))
    )
    for diagnostic, (_, _, _, message) in zip(diagnostics, expected, strict=True):
        assert diagnostic.message.startswith(message)


@pytest.mark.parametrize(
    "opening",
    [
        "1.",
        "1)",
        "(1)",
        "1:",
        "1 -",
        "Q1:",
        "Q1.",
        "Q1)",
        "Q1",
        "Question 1:",
        "Question 1.",
        "Question 1 -",
        "#1",
        "QUESTION 1:",
        "**1.**",
        "**Question 1:**",
        "Question No. 1:",
        "  1.",
        "\ufeff1.",
    ],
)
def test_numbers_before_a_stem(opening):
    """All usual ways to write a question's number before its stem are understood."""
    bank, diagnostics = parse_bank(f"{opening} Which is red?\nA. blood\nB. sky\nAnswer: A\n")

    assert [(q.number, wording(q.stem), _letters(q)) for q in bank.questions] == [("1", "Which is red?", "A")]
    assert not diagnostics


@pytest.mark.parametrize("opening", ["1", "1.", "Question 1", "Question 1:", "#1", "Q1", "1 (2 pts)", "**Question 1**"])
def test_numbers_alone_on_a_line(opening):
    """A number may stand alone on the line before its stem."""
    bank, diagnostics = parse_bank(f"{opening}\n\nWhich is red?\nA. blood\nB. sky\nAnswer: A\n")

    assert [(q.number, wording(q.stem), _letters(q)) for q in bank.questions] == [("1", "Which is red?", "A")]
    assert not diagnostics


@pytest.mark.parametrize(
    "options",
    [
        "A. red\nB. blue\nC. green",
        "A) red\nB) blue\nC) green",
        "a) red\nb) blue\nc) green",
        "a. red\nb. blue\nc. green",
        "(a) red\n(b) blue\n(c) green",
        "(A) red\n(B) blue\n(C) green",
        "A: red\nB: blue\nC: green",
        "[A] red\n[B] blue\n[C] green",
        "A - red\nB - blue\nC - green",
        "1) red\n2) blue\n3) green",
        "(1) red\n(2) blue\n(3) green",
        "- red\n- blue\n- green",
        "* red\n* blue\n* green",
        "• red\n• blue\n• green",
        "red\nblue\ngreen",
        "  A.  red\n  B.  blue\n  C.  green",
        "\tA.\tred\n\tB.\tblue\n\tC.\tgreen",
        "A) red  B) blue  C) green",
        "A. red    B. blue    C. green",
        "(a) red (b) blue (c) green",
        "A) red\tB) blue\nC) green",
        "A. red\n\nB. blue\n\nC. green",
        "**A.** red\n**B.** blue\n**C.** green",
        "- A. red\n- B. blue\n- C. green",
        "a)red\nb)blue\nc)green",
        "A.red\nB.blue\nC.green",
    ],
)
def test_option_signs(options):
    """All usual ways to write options are understood, and leave the options' words alone."""
    bank, diagnostics = parse_bank(f"1. Which colour?\n{options}\nAnswer: blue\n")

    assert [wording(o.text) for q in bank.questions for o in q.options] == ["red", "blue", "green"]
    assert bank.questions[0].key == (1,)
    assert not diagnostics


@pytest.mark.parametrize(
    "options",
    [
        "A. red\n*B. blue\nC. green",
        "A. red\n* B. blue\nC. green",
        "A. red\nB. *blue\nC. green",
        "A. red\nB. blue *\nC. green",
        "A. red\nB. blue*\nC. green",
        "A. red\nB. **blue**\nC. green",
        "A. red\n**B. blue**\nC. green",
        "A. red\nB. blue ✓\nC. green",
        "A. red\n✓ B. blue\nC. green",
        "A. red\nB. ✔ blue\nC. green",
        "A. red\nB. blue ✅\nC. green",
        "A. red\nB. blue (correct)\nC. green",
        "A. red\nB. blue (Correct Answer)\nC. green",
        "A. red\nB. blue [correct]\nC. green",
        "A. red\nB. blue <-- correct\nC. green",
        "[ ] red\n[x] blue\n[ ] green",
        "[] red\n[X] blue\n[] green",
        "- [ ] red\n- [x] blue\n- [ ] green",
        "☐ red\n☑ blue\n☐ green",
        "☐ red\n☒ blue\n☐ green",
        "- red\n* blue\n- green",
        "red\n*blue\ngreen",
        "red\n**blue**\ngreen",
        "red\nblue ✓\ngreen",
        "- red\n- **blue**\n- green",
        "A) red  *B) blue  C) green",
        "[ ] A. red\n[x] B. blue\n[ ] C. green",
        "• red\n✓ blue\n• green",
        "○ red\n● blue\n○ green",
    ],
)
def test_marked_options(options):
    """All usual signs at the right option mark it, and are not printed."""
    bank, diagnostics = parse_bank(f"1. Which colour?\n{options}\n")

    assert [wording(o.text) for q in bank.questions for o in q.options] == ["red", "blue", "green"]
    assert bank.questions[0].key == (1,)
    assert bank.questions[0].key_origin is KeyOrigin.STATED
    assert not diagnostics


@pytest.mark.parametrize(
    "statement",
    [
        "Answer: B",
        "answer: b",
        "ANSWER: B",
        "Ans: (b)",
        "Ans. B",
        "Answer B",
        "Answer - B",
        "Answer = B",
        "Correct answer: B",
        "Correct Answer: B. blue",
        "Correct answer: B) Blue.",
        "Key: B",
        "Correct: B",
        "Answer: blue",
        "Answer: BLUE.",
        "Answer: Option B",
        "Answer: option (b)",
        "Answer: B (see page 3)",
        "Answer: (b) blue",
        "**Answer:** B",
        "**Answer: B**",
        "Answer: **B**",
        "Solution: B",
        "Answer:\nB",
        "The correct answer is: B",
        "Answer: B - blue",
        "Answer: [B]",
    ],
)
def test_stated_answers(statement):
    """All usual ways to state the answer beside a question are understood."""
    bank, diagnostics = parse_bank(f"1. Which colour?\nA. red\nB. blue\nC. green\n{statement}\n")

    assert bank.questions[0].key == (1,)
    assert not diagnostics


@pytest.mark.parametrize("word", ["Explanation", "Rationale", "Feedback", "Reason", "EXPLANATION", "**Explanation**"])
def test_explanations(word):
    """An explanation begins with any of its usual names and goes on over several paragraphs."""
    first = f"1. Which?\nA. red\nB. blue\nAnswer: B\n{word}: First.\n\nSecond, see option A.\n\n"
    text = f"{first}2. Next?\nA. x\nB. y\nAns: A\n"

    bank, diagnostics = parse_bank(text)

    assert wording(bank.questions[0].explanation.text) == "First.\nSecond, see option A."
    assert len(bank.questions) == 2
    assert not diagnostics


@pytest.mark.parametrize(
    ("question", "stem", "points"),
    [
        ("1. (2 pts) Why?", "Why?", "2"),
        ("1. Why? (2 pts)", "Why?", "2"),
        ("1. Why? [2 points]", "Why?", "2"),
        ("1. Why? (1 pt)", "Why?", "1"),
        ("1. Why? (0.5 marks)", "Why?", "0.5"),
        ("1. Why (1,5 p)?", "Why?", "1.5"),
        ("Question 1 (3 points): Why?", "Why?", "3"),
        ("Question 1 (3 points)\nWhy?", "Why?", "3"),
        ("1 [4 points]\nWhy?", "Why?", "4"),
        ("1. Why?\nPoints: 2", "Why?", "2"),
        ("1. Why (2 of them)?", "Why (2 of them)?", "1"),
    ],
)
def test_points(question, stem, points):
    """Points are found after the number, at the end of the stem or on a line of their own, and not printed twice."""
    bank, diagnostics = parse_bank(f"{question}\nA. red\nB. blue\nAnswer: A\n")

    assert (wording(bank.questions[0].stem), bank.questions[0].points) == (stem, Decimal(points))
    assert not diagnostics


def test_signs_that_are_no_markup():
    """Stars, underscores, hashes and backslashes that mark nothing print as they are."""
    stem = r"Is 2*3*4, a ** b, __init__, # of students, ____ or C:\new\*.txt and D:\*.doc in f(*args, **kw)?"

    bank, _ = parse_bank(f"1. {stem}\nA. x*y*z\nB. **kw is\nAnswer: A\n")

    assert wording(bank.questions[0].stem) == stem
    assert [wording(o.text) for o in bank.questions[0].options] == ["x*y*z", "**kw is"]


def test_indented_code_in_a_stem():
    """Lines that are indented like code after a full sentence keep their breaks and spaces."""
    bank, _ = parse_bank("1. What is printed? (2 pts)\n    for i in x:\n        print(i)\nA. 1\nB. 2\nAnswer: A\n")

    assert bank.questions[0].stem[1] == CodeBlock("for i in x:\n    print(i)")


def test_hanging_indent_is_no_code():
    """A long stem whose later lines hang below the number stays one paragraph."""
    bank, _ = parse_bank("10.  Which of these is a very\n     long stem?\nA. 1\nB. 2\nAnswer: A\n")

    assert wording(bank.questions[0].stem) == "Which of these is a very long stem?"


def test_numbered_options_under_numbered_questions():
    """Numbers that continue both options and questions open a question where options of its own follow."""
    question = "{}. Which?\n1. red {}\n2. blue\n3. green\nAnswer: 2\n"
    unanswered = "{}. Which?\n1. red {}\n2. blue\n3. green\n"
    text = question.format(1, "a") + unanswered.format(2, "b") + unanswered.format(3, "c") + question.format(4, "d")

    bank, _ = parse_bank(text)

    assert [(q.number, len(q.options)) for q in bank.questions] == [("1", 3), ("2", 3), ("3", 3), ("4", 3)]


def test_numbered_list_in_an_explanation():
    """A list of points inside an explanation opens no questions."""
    points = "1. first\n2. second\n3. third\n"
    text = f"1. Why?\nA. x\nB. y\nAnswer: A\nExplanation:\n{points}\n2. How?\nA. u\nB. v\nAns: A\n"

    bank, diagnostics = parse_bank(text)

    assert [wording(q.stem) for q in bank.questions] == ["Why?", "How?"]
    assert not diagnostics


def test_numbers_as_bare_options():
    """Bare numbers may be options; the next number after an answer opens a question."""
    bank, _ = parse_bank("1\nHow many?\n1\n2\n3\nAnswer: 3\n2\nHow few?\n\n1\n\n2\n\n3\n\nAnswer: 1\n")

    assert [[wording(o.text) for o in q.options] for q in bank.questions] == [["1", "2", "3"], ["1", "2", "3"]]
    assert [q.key for q in bank.questions] == [(2,), (0,)]


def test_questions_without_numbers():
    """Without any number, labelled options and answers part the questions."""
    bank, diagnostics = parse_bank("Red?\nA. blood\nB. sky\nANSWER: A\n\nBlue?\nA. blood\nB. sky\nANSWER: B\n")

    assert [(wording(q.stem), q.key) for q in bank.questions] == [("Red?", (0,)), ("Blue?", (1,))]
    assert not diagnostics


def test_questions_named_without_numbers():
    """The word "Question" or "Q" with a colon opens a question without a number."""
    bank, diagnostics = parse_bank("Q: Red?\nA: blood\nB: sky\nAnswer: A\nQ: Blue?\nA: blood\nB: sky\nAnswer: B\n")

    assert [(wording(q.stem), q.key) for q in bank.questions] == [("Red?", (0,)), ("Blue?", (1,))]
    assert not diagnostics


@pytest.mark.parametrize("line", ["Which? A. red B. blue C. green", "Which?  (a) red  (b) blue  (c) green"])
def test_options_behind_the_stem(line):
    """Options that follow the stem in its own line are told apart where their labels leave no doubt."""
    bank, _ = parse_bank(f"1. {line}\nAnswer: B\n")

    assert wording(bank.questions[0].stem) == "Which?"
    assert [wording(option.text) for option in bank.questions[0].options] == ["red", "blue", "green"]
    assert bank.questions[0].key == (1,)


def test_sections_become_topics():
    """A heading before a number is the topic of the questions after it, and no part of the explanation before it."""
    question = "{}. What {}?\nA. x\nB. y\nAnswer: A\n"
    text = f"Quiz\n\n{question.format(1, 1)}\nPart B: Cells\n{question.format(2, 2)}\n# Plants\n{question.format(3, 3)}"

    bank, diagnostics = parse_bank(text)

    assert [question.topic for question in bank.questions] == ["", "Part B: Cells", "Plants"]
    assert not diagnostics


def test_windows_line_ends_change_nothing(shipped_banks):
    """Line ends, byte-order marks and tabs make no difference to what is read."""
    text = shipped_banks[0].read_text(encoding="utf-8")

    assert parse_bank("\ufeff" + text.replace("\n", "\r\n"), "x") == parse_bank(text, "x")


def test_the_shipped_bank(shipped_banks):
    """The first shipped bank has 17 questions whose keys are derived, and one warning, for the damaged question."""
    bank, diagnostics = read_bank([shipped_banks[0]])

    assert "".join(_letters(q) for q in bank.questions) == "CABBCBBBBCBBBBBBC"
    assert {q.key_origin for q in bank.questions} == {KeyOrigin.DERIVED}
    assert [(d.rule, d.question) for d in diagnostics if d.severity != "advice"] == [("derived-key", "13")]
    assert [q.number for q in bank.questions if q.explanation.suspect] == ["13"]
    assert [(q.number, q.explanation.mentions[0].source) for q in bank.questions if q.explanation.mentions] == [
        ("5", "the previous question"),
        ("7", "previous questions"),
    ]
    assert bank.questions[4].explanation.mentions[0].target == bank.questions[3].id
    assert not any(q.explanation.unclear for q in bank.questions)


@pytest.mark.parametrize("title", ["# Quiz", "Module 23: Generative models", "Part B"])
def test_first_line_is_the_title_alone(title):
    """The first line of a file is its title, and no topic, whatever it looks like."""
    bank, diagnostics = parse_bank(f"{title}\n\n1. Q?\nA. x\nB. y\nAnswer: A\n", format="plain-text")

    assert (bank.title, [q.topic for q in bank.questions]) == (title.lstrip("# "), [""])
    assert diagnostics == ()


def test_sections_of_one_kind_are_topics_from_the_first():
    """Where a first line heads the first of several sections it is a topic, and numbers may begin anew in each."""
    question = "1. {}?\nA. x\nB. y\nAnswer: A\n\n"
    source = f"Chapter 1: Cells\n\n{question.format('Big')}Chapter 2: Plants\n\n{question.format('Green')}"

    bank, diagnostics = parse_bank(source, "bank.txt")

    assert [q.topic for q in bank.questions] == ["Chapter 1: Cells", "Chapter 2: Plants"]
    assert diagnostics == ()


def test_fenced_code_is_kept():
    """Fenced lines are code in stems, options and explanations: breaks and spaces stay, and no sign means anything."""
    code = "```\nfor i in x:\n\n    print(i)\nA. *x* 1.\n```\n"
    source = f"(1) What?\n{code}(A) this:\n{code}(B) that\nAnswer: A\nExplanation: Since\n{code}it is.\n"

    bank, diagnostics = parse_bank(source, format="plain-text")

    block = CodeBlock("for i in x:\n\n    print(i)\nA. *x* 1.")
    (question,) = bank.questions
    assert (question.stem[1:], question.options[0].text[1:], question.explanation.text[1]) == (
        (block,),
        (block,),
        block,
    )
    assert diagnostics == ()


def test_fence_that_is_never_closed_is_text():
    """Three ticks that nothing closes are words, and hide no question."""
    bank, _ = parse_bank(
        "1. What?\n```\nA. x\nB. y\nAnswer: A\n\n2. Then?\nA. x\nB. y\nAnswer: A\n", format="plain-text"
    )

    assert [q.number for q in bank.questions] == ["1", "2"]


def test_statements_in_a_stem_are_code():
    """Lines of a program in a stem keep their breaks and spaces without a fence, too; prose does not."""
    code = "int main() {\n    return 0;\n}"
    options = "A. x\nB. y\nAnswer: A\n"

    bank, _ = parse_bank(f"1. What is this?\n{code}\n{options}\n2. Select the rows; then\nchoose: if so,\n{options}")

    assert bank.questions[0].stem[1] == CodeBlock(code)
    assert wording(bank.questions[1].stem) == "Select the rows; then choose: if so,"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1. Which? (2 points, choose two)\na) 3\nb) 4*\nc) 5\n", "points"),
        ("1. Which? (2 points, choose two)\na) 3  b) 4*  c) 5\n", "points"),
        ("1. Which?\na) red\n... It is warm.\nb) 4*\n", "lost-text"),
    ],
)
def test_what_is_not_understood_is_reported(text, rule):
    """points among words and lines of feedback are reported, and a star behind a digit marks the key."""
    bank, diagnostics = parse_bank(text)

    assert [diagnostic.rule for diagnostic in diagnostics] == [rule]
    assert [option.label for option in bank.questions[0].options if option.is_key] == ["b"]


def test_hint_for_boxes():
    """a list of boxes without a tick is answered with a tick."""
    _, diagnostics = parse_bank("## Question 1\n\nWhich?\n\n- [ ] red\n- [ ] blue\n")

    assert [diagnostic.hint for diagnostic in diagnostics] == ["put an x in the box of the right option: - [x]"]


@pytest.mark.parametrize("words", ["Difficulty", "Schwierigkeit", "Difficulté", "难度", "Сложность"])
def test_difficulty_is_a_fact(words: str) -> None:
    """a line that gives the difficulty is no part of the explanation."""
    bank, diagnostics = parse_bank(f"1. Which?\nA. a\nB. b\nAnswer: B\n{words}: easy\nExplanation: so\n")

    (question,) = bank.questions
    assert (question.difficulty, wording(question.explanation.text)) == ("easy", "so")
    assert diagnostics == ()


def test_numbers_and_letters_may_have_a_dash_behind_their_point() -> None:
    """questions and options count as Spanish exams number them; a minus sign behind a number is kept."""
    bank, diagnostics = parse_bank(
        "1.- ¿Cuánto es 2+2?\na.- 3\nb.- 4\nRespuesta: b\n\n2.- ¿Capital?\na) París\nb) Lyon\nRespuesta: a\n\n"
        "3. -x = 2. What is x?\na) 2\nb) -2\nRespuesta: b\n"
    )

    assert diagnostics == () and [_letters(question) for question in bank.questions] == ["B", "A", "B"]
    assert wording(bank.questions[0].stem) == "¿Cuánto es 2+2?" and wording(bank.questions[2].stem).startswith("-x")
