"""Public question sets, and templates of quiz programs, as they are downloaded: what each of their names means."""

from __future__ import annotations

import json

import pytest

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.reading import parse_bank
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind, Numeric, Written
from examgen.model.text import wording


def read(*rows: object) -> tuple[Bank, tuple[Diagnostic, ...]]:
    """A file of JSON Lines, or a table."""
    text = "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)
    return parse_bank(text, "bank.jsonl")


def errors(found: tuple[Diagnostic, ...]) -> list[str]:
    return [each.rule for each in found if each.severity is Severity.ERROR]


def right(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options if option.is_key]


def accepted(question: Question) -> list[str]:
    assert isinstance(question.response, Written)
    return [wording(text) for text in question.response.accepted]


def test_labels_that_count_are_no_keys() -> None:
    """In ARC some questions letter their options and some number them; "1" is a label, and no flag."""
    rows = [
        {"id": f"q{n}", "question": {"stem": f"Sky {n}?", "choices": choices}, "answerKey": key}
        for n, (key, choices) in enumerate(
            [
                ("B", [{"text": "red", "label": "A"}, {"text": "blue", "label": "B"}, {"text": "grey", "label": "C"}]),
                ("3", [{"text": "red", "label": "1"}, {"text": "grey", "label": "2"}, {"text": "blue", "label": "3"}]),
            ]
        )
    ]
    bank, found = read(*rows)
    assert errors(found) == [] and [right(each) for each in bank.questions] == [["blue"], ["blue"]]


def test_flags_that_count_are_keys() -> None:
    """Where every option's "label" or "answer" is 0 or 1, these say which is right."""
    options = [{"text": "red", "label": 0}, {"text": "blue", "label": 1}]
    bank, found = read({"question": "Sky?", "answers": options})
    assert errors(found) == [] and right(bank.questions[0]) == ["blue"]


@pytest.mark.parametrize(
    "row",
    [
        {"id": "7", "question_stem": "Sky?", "choices": {"text": ["red"], "label": ["A"]}, "answerKey": "A"},
        {"question": "Sky?", "answer": 1, "A": "blue", "B": "red"},
    ],
)
def test_lines_of_json_are_no_table(row: object) -> None:
    """Names of a question's columns in JSON do not make its commas those of a table."""
    text = json.dumps(row) + "\n" + json.dumps(row) + "\n"
    assert recognised(Source(data=text.encode(), tabbed=text, path="x")).name == "json"


def test_texts_beside_questions_are_shared() -> None:
    """What a dialogue, a text or a list of contexts says is printed above the questions about it."""
    choices = {"options": ["a man", "a woman"], "answer": "a man"}
    for shared in ({"dialogue": ["M: Hungry?", "W: No."]}, {"text": "A man sings."}, {"contexts": ["One.", "Two."]}):
        bank, found = read({"question": "Who?", **choices, **shared})
        assert errors(found) == [] and wording(bank.questions[0].stem) == "Who?"
        assert wording(bank.sets[0].stimulus).split()[0] in ("M:", "A", "One.")
    dream = [[["M: Hungry?", "W: No."], [{"question": "Who asks?", "choice": ["M", "W"], "answer": "M"}], "5-510"]]
    bank, found = read(dream)
    assert errors(found) == [] and wording(bank.sets[0].stimulus).startswith("M: Hungry?")


def test_text_asks_where_question_only_counts() -> None:
    """Under "question" may stand a number; then the text beside it asks."""
    bank, found = read({"question": "Q1", "text": "Which?", "options": ["red", "blue"], "answer": "blue"})
    assert errors(found) == [] and wording(bank.questions[0].stem) == "Which?" and not bank.sets


def test_names_of_types_are_no_options() -> None:
    """LogiQA names kinds of reasoning, each true; none of them is an option, whatever its name."""
    row = {"text": "So it is.", "question": "Which?", "options": ["red", "blue"], "answer": 0, "type": {"X": True}}
    bank, found = read(row)
    assert errors(found) == [] and right(bank.questions[0]) == ["red"]
    assert any('"type" of question' in each.message for each in found)


def test_options_in_a_line_are_parted() -> None:
    """MathQA writes "a ) 1,000 , b ) 2" in one text."""
    bank, found = read({"Problem": "Sum?", "options": "a ) 1,000 , b ) 2 , c ) 3.5", "correct": "b"})
    assert errors(found) == [] and [wording(o.text) for o in bank.questions[0].options] == ["1,000", "2", "3.5"]
    assert right(bank.questions[0]) == ["2"]


def test_results_stand_apart_from_their_working() -> None:
    """In GSM8K, "####" stands before the result; thousands have commas there."""
    bank, found = read({"question": "How many?", "answer": "She sold 4*250=<<4*250=1000>>1,000.\n#### 1,000"})
    (question,) = bank.questions
    assert errors(found) == [] and isinstance(question.response, Numeric) and question.response.value == 1000
    assert wording(question.explanation.text) == "She sold 4*250=1,000."


def test_answers_that_are_numbers_or_dates_are_read() -> None:
    """DROP keeps words, numbers and dates of an answer apart, and leaves blank what it is not."""
    date = {"day": "", "month": "May", "year": ""}
    answers = [{"number": "2", "date": {}, "spans": []}, {"number": "", "date": date, "spans": []}]
    pairs = [{"question": f"Q {n}?", "answer": answer} for n, answer in enumerate(answers)]
    bank, found = read({"nfl_1": {"passage": "They met.", "qa_pairs": pairs}})
    assert errors(found) == [] and isinstance(bank.questions[0].response, Numeric)
    assert accepted(bank.questions[1]) == ["May"] and not bank.questions[0].topic


def test_texts_are_named_with_what_they_score() -> None:
    """TruthfulQA and BIG-bench name each option, with 1 if it is right; a second such list is told, not read."""
    targets = {"Rome": 0, "Vatican City": 1, "V": 0}
    for names in ({"mc1_targets": targets, "mc2_targets": targets | {"X": 1}}, {"target_scores": targets}):
        bank, found = read({"question" if len(names) > 1 else "input": "Smallest?", **names})
        assert errors(found) == [] and right(bank.questions[0]) == ["Vatican City"]
        assert len(bank.questions[0].options) == 3


def test_the_best_of_several_right_answers_is_the_key() -> None:
    """TruthfulQA's table lists what is right and what is wrong in a cell each, and says which is best."""
    table = 'Question,Best Answer,Correct Answers,Incorrect Answers\nSeeds?,Nothing,"Nothing; Little","Trees; Death"\n'
    bank, found = read(table)
    assert errors(found) == [] and right(bank.questions[0]) == ["Nothing"] and len(bank.questions[0].options) == 3
    bank, found = read(table.replace("Best Answer", "Remarks"))
    assert errors(found) == [] and right(bank.questions[0]) == ["Nothing", "Little"]


def test_final_decisions_are_answers() -> None:
    """PubMedQA's answer is its final decision, and the long one says why."""
    row = {"QUESTION": "Does it?", "CONTEXTS": ["One."], "final_decision": "maybe", "LONG_ANSWER": "It may."}
    bank, found = read({"21645374": row})
    assert errors(found) == [] and accepted(bank.questions[0]) == ["maybe"]
    assert wording(bank.questions[0].explanation.text) == "It may."


def test_inner_options_may_be_announced() -> None:
    """BIG-bench Hard writes options into the text, below "Options:", and the key in brackets."""
    bank, found = read({"input": "Which?\nOptions:\n(A) red\n(B) blue", "target": "(B)"})
    assert errors(found) == [] and right(bank.questions[0]) == ["blue"]
    assert wording(bank.questions[0].stem) == "Which?"


def test_body_asks_or_counts() -> None:
    """ "body" is the word for points in Czech, and elsewhere that for a text."""
    row = {"question": "How much is left?", "Answer": 51}
    bank, found = read({"Body": "Each pack costs $76.", **row})
    assert errors(found) == [] and wording(bank.sets[0].stimulus) == "Each pack costs $76."
    bank, found = read({"Body": "2", **row})
    assert errors(found) == [] and bank.questions[0].points == 2


SOCRATIVE = """,Instructions:,,,,,
Question Type,Question,Answer choices or correct answers,,,Select Correct Answer,Explanation (Optional)
,,Answer A:,Answer B:,Answer C:,,
Multiple choice,Sky?,red,blue,,B,So it is
True/False,Is it?,,,,False,
Short answer,Name it,blue,Blau,,,
"""
WOOCLAP = """Type,Title,Correct,Choice,Choice,Choice
MCQ,Sky?,2,red,blue,
MCQ,Both?,"1,3",red,blue,grey
OpenQuestion,Say,,,,
"""


def test_templates_of_quiz_programs_are_read() -> None:
    """Socrative's head has two rows, and Wooclap's questions are titles."""
    bank, found = read(SOCRATIVE)
    assert (
        errors(found) == [] and right(bank.questions[0]) == ["blue"] and accepted(bank.questions[2]) == ["blue", "Blau"]
    )
    assert right(bank.questions[1]) == ["False"]
    bank, found = read(WOOCLAP)
    assert errors(found) == [] and [right(each) for each in bank.questions] == [["blue"], ["red", "grey"], []]
    assert bank.questions[2].kind is Kind.OPEN


def test_statements_say_whether_they_are_true() -> None:
    """ "isTrue" beside a statement is its key."""
    bank, found = read({"statement": "It rains.", "isTrue": False})
    assert errors(found) == [] and right(bank.questions[0]) == ["False"]
