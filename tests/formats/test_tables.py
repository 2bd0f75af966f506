"""Tables of questions: CSV and its relatives, columns by their names in many languages, rows of the wrong width."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.reading import parse_bank
from examgen.formats.records.vocabulary import Role, role_of
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind
from examgen.model.text import wording


def read(text: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(text, "bank.csv")


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def errors(found: tuple[Diagnostic, ...]) -> list[tuple[str, int | None]]:
    return [(each.rule, each.line) for each in found if each.severity is Severity.ERROR]


def right(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options if option.is_key]


HEADS = {
    "en": ["Question", "Option A", "Option B", "Option C", "Answer"],
    "es": ["Pregunta", "Opción A", "Opción B", "Opción C", "Respuesta correcta"],
    "de": ["Frage", "Antwort A", "Antwort B", "Antwort C", "Richtige Antwort"],
    "fr": ["Question", "Réponse A", "Réponse B", "Réponse C", "Bonne réponse"],
    "it": ["Domanda", "Risposta A", "Risposta B", "Risposta C", "Risposta corretta"],
    "pt": ["Pergunta", "Alternativa A", "Alternativa B", "Alternativa C", "Gabarito"],
    "ru": ["Вопрос", "Вариант A", "Вариант B", "Вариант C", "Правильный ответ"],
    "zh": ["题目", "选项A", "选项B", "选项C", "正确答案"],
    "ja": ["問題", "選択肢A", "選択肢B", "選択肢C", "正解"],
    "pl": ["Pytanie", "Odpowiedź A", "Odpowiedź B", "Odpowiedź C", "Poprawna odpowiedź"],
    "program": ["question_text", "option_a", "option_b", "option_c", "correct_option"],
    "letters": ["question", "A", "B", "C", "correct"],
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_columns_are_known_by_their_names(head: list[str]) -> None:
    """a head in any of these languages tells stem, options and key."""
    bank, found = read(table(head, ["Sky?", "red", "blue", "grey", "B"], ["Blood?", "red", "blue", "grey", "a"]))

    assert errors(found) == []
    assert [right(question) for question in bank.questions] == [["blue"], ["red"]]


TEMPLATES = {
    "Kahoot": [
        ["Kahoot! Quiz Template"],
        ["Add questions below"],
        [
            "",
            "Question - max 120 characters",
            "Answer 1 - max 75 characters",
            "Answer 2 - max 75 characters",
            "Answer 3 - max 75 characters",
            "Time limit (sec) – 5, 10, 20",
            "Correct answer(s) - choose at least one",
        ],
        ["1", "Sky?", "red", "blue", "grey", "20", "2"],
    ],
    "Quizizz": [
        ["Question Text", "Question Type", "Option 1", "Option 2", "Option 3", "Correct Answer", "Time in seconds"],
        ["Sky?", "Multiple Choice", "red", "blue", "grey", "2", "30"],
    ],
    "Gimkit": [
        ["Question", "Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2 (Optional)"],
        ["Sky?", "blue", "red", "grey"],
    ],
    "Blooket": [
        [
            "Question #",
            "Question Text",
            "Answer 1",
            "Answer 2",
            "Answer 3\n(Optional)",
            "Time Limit (sec)",
            "Correct Answer(s)\n(Only include Answer #)",
        ],
        ["1", "Sky?", "red", "blue", "grey", "20", "2"],
    ],
    "flags": [
        ["question", "option 1", "option 1 correct", "option 2", "option 2 correct", "option 3", "option 3 correct"],
        ["Sky?", "red", "0", "blue", "1", "grey", "0"],
    ],
    "one cell": [["question", "options", "answer"], ["Sky?", "A) red\nB) blue\nC) grey", "B"]],
    "letters in a cell": [["question", "options", "answer"], ["Sky?", "A. red B. blue C. grey", "B"]],
    "printed list": [["question", "choices", "answer"], ["Sky?", "['red', \"blue\", 'grey']", "['B']"]],
    "printed numbers": [
        ["question", "A", "B", "C", "answer"],
        ["Sky?", "red", "blue", "grey", "1.0"],
        ["Sea?", "red", "blue", "grey", "0.0"],
    ],
    "bars": [["question", "choices", "answer"], ["Sky?", "red|blue|grey", "blue"]],
    "repeated": [["Question", "Answer", "Answer", "Answer", "Correct"], ["Sky?", "red", "blue", "grey", "B"]],
    "Respondus": [
        ["MC", "", "5", "Sky?", "2", "red", "blue", "grey", "Look."],
        ["MC", "", "1", "Sea?", "3", "a", "b", "c", ""],
    ],
    "headless": [["Is it the sky?", "red", "blue", "grey", "B"], ["Is it the sea?", "red", "blue", "grey", "C"]],
    "Option B": [
        ["question", "option A", "option B", "option C", "answer"],
        ["Sky?", "red", "blue", "grey", "Option B"],
    ],
}


@pytest.mark.parametrize("rows", TEMPLATES.values(), ids=TEMPLATES)
def test_templates_of_quiz_programs_are_read(rows: list[list[str]]) -> None:
    """the tables that quiz programs import are recognised, whatever stands above their heads."""
    text = table(*rows)
    width = max(map(len, rows))
    text = table(*(row + [""] * (width - len(row)) for row in rows))

    form = recognised(Source.of(text))
    bank, found = read(text)

    assert form and form.name == "csv"
    assert errors(found) == [] and right(bank.questions[0]) == ["blue"] and len(bank.questions[0].options) == 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_dialects_are_told_from_the_file(delimiter: str, line_end: str) -> None:
    """commas, semicolons, tabs and bars part cells; quotes, line ends in cells and byte-order marks are understood."""
    text = table(HEADS["en"], ["Sky,\nor; |\tsea?", 'a "red" one', "blue", "", "B"], delimiter=delimiter)

    bank, found = read("\ufeff" + text.replace("\r\n", "\n").replace("\n", line_end))

    assert errors(found) == []
    assert right(bank.questions[0]) == ["blue"]
    assert wording(bank.questions[0].options[0].text) == 'a "red" one'


def test_the_sign_between_cells_may_be_stated() -> None:
    """a first line such as sep=; says which sign parts cells, and is no row."""
    bank, found = read("sep=;\nquestion;A;B;answer\nSky, or; red;blue;B\nSky?;red;blue;B\n")

    assert errors(found) == [] and [question.line for question in bank.questions] == [3, 4]
    assert not [each for each in found if each.rule == "not-carried"]


def test_a_letter_without_options_is_no_answer_to_write() -> None:
    """a row whose options are blank, but whose key is a letter, is an error, not a short answer."""
    bank, found = read(table(HEADS["en"], ["Sky?", "", "", "", "B"], ["Sea?", "red", "blue", "grey", "A"]))

    assert errors(found) == [("unread-question", 2)] and len(bank.questions) == 1


def test_rows_of_the_wrong_width_are_errors_at_their_lines() -> None:
    """a row with a cell too many or too few is an error, and the others are read."""
    text = "question,A,B,answer\nSky, or sea?,red,blue,A\nSky?,red,blue,B\n\nSea?,red\nSun?,x,y,A,\n"

    bank, found = read(text)

    assert errors(found) == [("row-width", 2), ("row-width", 5)]
    assert [question.line for question in bank.questions] == [3, 6]


def test_quotes_that_nobody_understands_are_errors() -> None:
    """a quote that is not doubled, or never closed, is an error at its row."""
    bank, found = read('question,A,B,answer\n"Who said "no"?",a,b,A\nSky?,a,b,A\n"open,a,b,B\n')

    assert errors(found) == [("bad-csv", 2), ("bad-csv", 4)] and len(bank.questions) == 1


@pytest.mark.parametrize("key", ["A,C", "A;C", "A, C", "AC", "a and c", "1,3", "red|grey", "red; grey"])
def test_several_keys_make_a_multiple_response(key: str) -> None:
    """letters, numbers or words, apart by any sign, are several keys."""
    bank, found = read(
        table(["question", "option 1", "option 2", "option 3", "answer"], ["Which?", "red", "blue", "grey", key])
    )

    assert errors(found) == []
    assert right(bank.questions[0]) == ["red", "grey"] and bank.questions[0].kind is Kind.MULTIPLE_RESPONSE


def test_a_hole_among_the_options_moves_no_key() -> None:
    """an option that is left blank keeps its letter: the key means the column."""
    bank, found = read(table(HEADS["en"], ["Sky?", "red", "", "blue", "C"]))

    assert errors(found) == [] and right(bank.questions[0]) == ["blue"]


@pytest.mark.parametrize("key", ["D", "7", "green"])
def test_a_key_that_names_no_option_is_an_error(key: str) -> None:
    """such a key is an error at its row, not another key."""
    bank, found = read(table(HEADS["en"], ["Sky?", "red", "blue", "grey", key], ["Sea?", "red", "blue", "grey", "A"]))

    assert [line for _, line in errors(found)] == [2] and right(bank.questions[0]) == []


def test_the_base_that_was_found_is_stated() -> None:
    """the advice on names says from what the keys count."""
    text = table(["question", "A", "B", "answer"], ["Sky?", "red", "blue", "1"], ["Sea?", "red", "blue", "0"])
    bank, found = read(text)

    assert [right(question) for question in bank.questions] == [["blue"], ["red"]]
    assert any(each.rule == "read-as" and "count options from 0" in each.message for each in found)


def test_an_unsettled_base_is_one_error_and_no_key() -> None:
    """numbers that may count from 0 or 1 give one error for the file, and no question a key."""
    rows = [
        ["question", "A", "B", "C", "answer"],
        *([f"Is it {n}?", "red", "blue", "grey", str(1 + n % 2)] for n in range(9)),
    ]

    bank, found = read(table(*rows))

    assert errors(found) == [("key-base", 2)]
    assert len(bank.questions) == 9 and not any(map(right, bank.questions))


def test_facts_are_read() -> None:
    """points, topic, difficulty, tags, id, time and explanation have columns of their own; others are named."""
    head = [*HEADS["en"], "Points", "Category", "Difficulty", "Tags", "ID", "Time (sec)", "Explanation", "Colour"]
    bank, found = read(
        table(head, ["Sky?", "a", "b", "c", "A", "2,5", "T", "easy", "x, y", "q1", "90", "So it is.", "red"])
    )

    question = bank.questions[0]
    assert errors(found) == []
    assert (str(question.points), question.topic, question.difficulty, question.tags) == (
        "2.5",
        "T",
        "easy",
        ("x", "y"),
    )
    assert (question.id, question.time, wording(question.explanation.text)) == ("q1", 1.5, "So it is.")
    assert [each.message for each in found if each.rule == "not-carried"] == ['"Colour" of question q1 is not carried']


def test_statements_and_short_answers_are_read() -> None:
    """rows without options are statements, numbers or words to write."""
    text = table(
        ["question", "type", "answer"],
        ["Is it?", "TF", "True"],
        ["2+2?", "", "4"],
        ["Capital?", "short answer", "Paris"],
        ["Why?", "essay", "Because."],
    )
    bank, found = read(text)

    assert errors(found) == []
    assert [q.kind for q in bank.questions] == [Kind.TRUE_FALSE, Kind.NUMERIC, Kind.SHORT_ANSWER, Kind.OPEN]


def test_a_table_without_known_columns_is_an_error() -> None:
    """where nothing tells what columns hold, the error says how to name them."""
    _, found = parse_bank("x,y,z\n1,2,3\n", "bank.csv", format="csv")

    assert [rule for rule, _ in errors(found)] == ["no-columns"]


BRIGHTSPACE = """//MULTIPLE CHOICE,,,,
NewQuestion,MC,,,
ID,q-1,,,
QuestionText,Sky?,,,
Points,2,,,
Option,0,red,,No.
Option,100,"blue, of course",,Yes.
Option,25,grey,,
Hint,Look up.,,,
Feedback,So it is.,,,
,,,,
NewQuestion,TF,,,
QuestionText,Is it?,,,
TRUE,0,no
FALSE,100,yes
NewQuestion,MS,,,
QuestionText,Which?,,,
Option,1,a
Option,0,b
Option,1,c
NewQuestion,SA,,,
QuestionText,Capital?,,,
InputBox,3,40
Answer,100,Paris
NewQuestion,WR,,,
QuestionText,<p>Why?</p>,HTML
AnswerKey,Because.,,,
NewQuestion,O,,,
QuestionText,Order.,,,
Item,one
Item,two
NewQuestion,M,,,
QuestionText,Match.,,,
"""


def test_tables_for_brightspace_are_read() -> None:
    """questions of several rows are read with weights, reasons and facts; pairs to match are an error."""
    form = recognised(Source.of(BRIGHTSPACE))

    bank, found = read(BRIGHTSPACE)

    kinds = [Kind.CHOICE, Kind.TRUE_FALSE, Kind.MULTIPLE_RESPONSE, Kind.SHORT_ANSWER, Kind.OPEN, Kind.ORDERING]
    assert form and form.name == "csv"
    assert errors(found) == [("unread-question", 32)]
    assert [question.kind for question in bank.questions] == kinds
    assert [right(question) for question in bank.questions[:3]] == [["blue, of course"], ["False"], ["a", "c"]]
    assert [option.weight for option in bank.questions[0].options] == [None, None, Decimal("0.25")]
    assert wording(bank.questions[4].stem) == "Why?" and bank.questions[0].points == 2
    assert any('"Hint"' in each.message for each in found)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Question #", Role.NUMBER),
        ("feedback_b", Role.RATIONALE),
        ("is_correct_2", Role.FLAG),
        ("distractor3", Role.DISTRACTOR),
        ("Erklärung", Role.EXPLANATION),
        ("難易度", Role.DIFFICULTY),
        ("imageUrl", Role.PICTURE),
        ("favourite colour", None),
    ],
)
def test_names_have_roles(name: str, role: Role | None) -> None:
    """names are understood whatever their case, accents and signs."""
    named = role_of(name)

    assert (named.role if named else None) is role


@given(st.text(max_size=60) | st.text(st.sampled_from('question,AB"\n\t;|answer12'), max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    """any text read as CSV gives a bank and diagnostics, never an exception."""
    parse_bank(f"question,A,B,answer\n{text}", "bank.csv", format="csv")
    parse_bank(text, "bank.csv", format="csv")
