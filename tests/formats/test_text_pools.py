"""Small text formats with signs of their own: trivia, pools of licence questions, quizzes of projects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.formats import parse_bank
from examgen.formats.project_quiz import FORMAT as PROJECT
from examgen.formats.question_pool import FORMAT as POOL
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.formats.trivia import FORMAT as TRIVIA
from examgen.model.text import wording

TRIVIA_TEXT = """
#Q Two friends meet.

A visitor asks: who lies?
^ The second
A The first
B The second
C Nobody,
as it seems

#Q Is it so?
^ No
A Yes
B No
"""
POOL_TEXT = """SUBELEMENT T1 - COMMISSION'S RULES - [6 Exam Questions]

T1A01 (C) [97.1]
Which is a purpose
of the service?
A. To talk
B. To contest
C. To advance skills
D. All of the above
~~

T1A02 (A)
Who rules?
A. The FCC
B. ARRL
~~
"""
PROJECT_TEXT = """## Quick quiz

--- question ---
---
legend: Question 1 of 2
---

Where is the **stage**?

--- choices ---

- ( ) Left

  --- feedback ---
  No.
  --- /feedback ---

- (x)
```python
print(1)
```

--- /choices ---

--- /question ---
"""


@pytest.mark.parametrize(("text", "form"), [(TRIVIA_TEXT, TRIVIA), (POOL_TEXT, POOL), (PROJECT_TEXT, PROJECT)])
def test_recognised(text: str, form: object) -> None:
    """each is told from its content."""
    assert recognised(Source.of(text)) is form


def read(text: str) -> list[tuple[str, list[str], tuple[int, ...]]]:
    bank, diagnostics = parse_bank(text)
    assert [found for found in diagnostics if found.severity == "error"] == []
    return [(wording(q.stem), [wording(o.text) for o in q.options], q.key) for q in bank.questions]


def test_trivia() -> None:
    """stems run over blank lines, options stand below the answer, and the answer names the right one by its words."""
    first, second = read(TRIVIA_TEXT)

    assert first[0] == "Two friends meet. A visitor asks: who lies?"
    assert first[1:] == (["The first", "The second", "Nobody, as it seems"], (1,))
    assert second == ("Is it so?", ["Yes", "No"], (1,))


def test_pool() -> None:
    """the head holds number, key and source; a line above it is the topic."""
    bank, _ = parse_bank(POOL_TEXT)
    first, second = bank.questions

    assert (first.id, first.number, first.source, first.key) == ("T1A01", "T1A01", "97.1", (2,))
    assert wording(first.stem) == "Which is a purpose of the service?"
    assert first.topic.startswith("SUBELEMENT T1") and first.options[3].pinned
    assert (second.id, second.source, second.key) == ("T1A02", "", (0,))


def test_pool_whose_key_is_no_option() -> None:
    """a key without its option is an error at the head."""
    _, diagnostics = parse_bank(POOL_TEXT.replace("T1A02 (A)", "T1A02 (D)"))

    assert [(found.rule, found.line) for found in diagnostics if found.severity == "error"] == [("unknown-answer", 12)]


def test_project_quiz() -> None:
    """choices with code, feedback as rationale, and no legend in the stem."""
    bank, _ = parse_bank(PROJECT_TEXT)
    (question,) = bank.questions

    assert bank.title == "Quick quiz"
    assert wording(question.stem) == "Where is the stage?"
    assert [wording(option.text) for option in question.options] == ["Left", "print(1)"]
    assert wording(question.options[0].rationale) == "No."
    assert question.key == (1,)


@given(st.lists(st.sampled_from([*TRIVIA_TEXT.splitlines(), *POOL_TEXT.splitlines(), *PROJECT_TEXT.splitlines()])))
def test_any_lines(lines: list[str]) -> None:
    """whatever order lines come in, there is a bank with diagnostics."""
    for form in (TRIVIA, POOL, PROJECT):
        form.parse(Source.of("\n".join(lines)))
        parse_bank("\n".join(lines), format=form.name)


AST = """V1: Chemistry
I: {{1}} T-1; K=A
Q: Choose
S: Which is light?
-: lead
+: helium

I:
S: The lightest is ###
+: hydrogen

I:
S: What belongs together?
L1: H
R1: hydrogen
L2: O
R2: oxygen
R3: gold

I:
S: In which order?
1: first
2: then
"""


def test_tests_of_ast() -> None:
    """tags open stems and options; answers without a wrong one are words, pairs and steps are read."""
    bank, found = parse_bank(AST)

    assert found == ()
    assert [question.kind.value for question in bank.questions] == ["choice", "short-answer", "matching", "ordering"]
    assert [question.topic for question in bank.questions] == ["Chemistry"] * 4
    assert bank.questions[0].key == (1,) and wording(bank.questions[0].stem) == "Which is light?"


VARIANTS = "<question>Which?<variant>this\n<variantright>that\n<question2>Other?\n<variantright>a\n<variant>b"


def test_tests_of_variants() -> None:
    """a tag of its own opens a right variant; the digit of a question is its difficulty."""
    bank, found = parse_bank(VARIANTS)

    assert found == ()
    assert [(wording(q.stem), q.key, q.difficulty) for q in bank.questions] == [
        ("Which?", (1,), ""),
        ("Other?", (0,), "2"),
    ]


def test_a_first_variant_is_not_guessed() -> None:
    """without a tag for right ones, no key is known, and a warning says why."""
    _, found = parse_bank(VARIANTS.replace("variantright", "variant"))

    assert [each.rule for each in found] == ["unclear-answer", "unresolved-key", "unresolved-key"]


def test_testownik() -> None:
    """digits say which options are right; a line too few is an error."""
    bank, found = parse_bank("X010\nWhich?\nthis\nthat\nneither\n\nX110\nTwo?\na\nb\nc\n")
    _, missing = parse_bank("X010\nWhich?\nthis\nthat\n")

    assert found == () and [question.key for question in bank.questions] == [(1,), (0, 1)]
    assert [each.rule for each in missing if each.severity == "error"] == ["option-labels"]


def test_what_stands_above_the_first_key_of_testownik_is_an_error() -> None:
    """a key whose line is damaged takes its question with it, and that is told, even if no key is left."""
    for text in ("X\nWhich?\nthis\nthat\n\nX10\nTwo?\na\nb\n", "X\nWhich?\nthis\n"):
        _, found = parse_bank(text, format="testownik")

        assert [each.line for each in found if each.rule == "stray-text"] == [1]


def test_a_pair_of_ast_without_its_right_side() -> None:
    """what has nothing to belong to is an error at its line, not left out."""
    _, found = parse_bank("I:\nS: Match\nL1: one\nL2: two\nL3: three\nR1: 1\nR2: 2\n")

    assert [(each.rule, each.line) for each in found] == [("matching-pairs", 5)]
