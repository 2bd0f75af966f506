"""JSON and YAML in the shapes that public question sets and teachers' programs have."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.diagnostics import Diagnostic, Severity, errors_in
from examgen.formats.reading import parse_bank
from examgen.formats.records.json_values import json_values
from examgen.formats.records.values import Entry, Number, Value
from examgen.formats.records.yaml_values import yaml_values
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind, Numeric, Written
from examgen.model.text import Table, wording


def read(value: object) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(value if isinstance(value, str) else json.dumps(value), "bank.json")


def errors(found: tuple[Diagnostic, ...]) -> list[tuple[str, int | None]]:
    return [(each.rule, each.line) for each in found if each.severity is Severity.ERROR]


def right(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options if option.is_key]


COLOURS = ["red", "green", "blue", "grey"]

SHAPES = {
    "MMLU": {"question": "Sky?", "subject": "colours", "choices": COLOURS, "answer": 2},
    "zero": {"question": "Blood?", "subject": "colours", "choices": COLOURS, "answer": 0},
    "ARC": {
        "question": {"stem": "Sky?", "choices": [{"text": c, "label": "ABCD"[i]} for i, c in enumerate(COLOURS)]},
        "answerKey": "C",
        "id": "x1",
    },
    "ARC flat": {
        "id": "x2",
        "question": "Sky?",
        "choices": {"text": COLOURS, "label": ["1", "2", "3", "4"]},
        "answerKey": "3",
    },
    "SciQ": {
        "question": "Sky?",
        "correct_answer": "blue",
        "distractor1": "red",
        "distractor2": "green",
        "distractor3": "grey",
        "support": "Rayleigh scattering.",
    },
    "AQuA": {
        "question": "Sky?",
        "options": ["A)red", "B)green", "C)blue", "D)grey"],
        "correct": "C",
        "rationale": "So.",
    },
    "AGIEval": {
        "passage": "",
        "question": "Sky?",
        "options": ["(A)red", "(B)green", "(C)blue", "(D)grey"],
        "label": "C",
        "other": {"solution": "Because it scatters."},
    },
    "MedQA": {
        "question": "Sky?",
        "options": dict(zip("ABCD", COLOURS, strict=True)),
        "answer": "blue",
        "answer_idx": "C",
    },
    "OpenTDB": {
        "type": "multiple",
        "difficulty": "easy",
        "category": "Sky",
        "question": "Sky?",
        "correct_answer": "blue",
        "incorrect_answers": ["red", "green", "grey"],
    },
    "flags": {"question": "Sky?", "answers": [{"text": c, "correct": c == "blue"} for c in COLOURS]},
    "program": {
        "prompt": "Sky?",
        "options": [{"answer": c, "isCorrect": c == "blue", "feedback": ""} for c in COLOURS],
    },
    "words": {"q": "Sky?", "options": COLOURS, "answer": "blue"},
    "MedMCQA": {"id": "7", "question": "Sky?", "opa": "red", "opb": "green", "opc": "blue", "opd": "grey", "cop": 2},
    "letters": {"question": "Sky?", "A": "red", "B": "green", "C": "blue", "D": "grey", "answer": "C"},
    "inner": {"question": "3. Sky?\nA. red\nB. green\nC. blue\nD. grey", "answer": ["C"], "analysis": "So."},
    "QuizAPI": {
        "question": "Sky?",
        "answers": {f"answer_{'abcd'[i]}": c for i, c in enumerate(COLOURS)} | {"answer_e": None},
        "correct_answers": {f"answer_{letter}_correct": str(letter == "c").lower() for letter in "abcde"},
        "correct_answer": "answer_c",
    },
    "letter and words": {
        "question": "Sky?",
        "options": [f"{'ABCD'[i]}. {c}" for i, c in enumerate(COLOURS)],
        "answer": "C. blue",
    },
    "HTML": {"question": "<p>Sky?</p>", "options": [f"<b>{colour}</b>" for colour in COLOURS], "answer": "C"},
    "names with truths": {"question": "Sky?", "options": [{colour: colour == "blue"} for colour in COLOURS]},
    "ids": {
        "question": "Sky?",
        "options": [{"id": place, "text": colour} for place, colour in enumerate(COLOURS)],
        "correct_option_id": 2,
    },
    "one letter": {"q": "Sky?", "a": COLOURS, "correct": "blue"},
    "TruthfulQA": {"question": "Sky?", "mc1_targets": {"choices": COLOURS, "labels": [0, 0, 1, 0]}},
}


@pytest.mark.parametrize("name", [name for name in SHAPES if name != "zero"])
def test_a_public_shape_is_read(name: str) -> None:
    """an entry of each shape becomes a choice with its four options and the right key."""
    entries = [SHAPES[name], SHAPES["zero"]] if name in ("MMLU",) else [SHAPES[name]]
    entries = (
        [SHAPES[name], {**SHAPES[name], "id": "8", "question": "Blood?", "cop": 0}] if name == "MedMCQA" else entries
    )

    bank, found = read(entries)

    question = bank.questions[0]
    assert errors(found) == []
    assert wording(question.stem) == "Sky?"
    assert right(question) == ["blue"] and len(question.options) == 4
    assert any(each.rule == "read-as" for each in found)


@pytest.mark.parametrize("around", ["results", "data", "questions", "items", "example", "anything"])
def test_questions_are_found_wherever_they_are_nested(around: str) -> None:
    """a list of questions below a name, or deeper, is read."""
    for value in ({around: [SHAPES["words"]]}, {"version": 1, "data": [{around: [SHAPES["words"]]}]}):
        bank, found = read(value)

        assert errors(found) == [] and right(bank.questions[0]) == ["blue"]


def test_questions_by_names_are_read_one_by_one() -> None:
    """entries that are questions, each below a name of its own, are questions each."""
    first = "q1:\n  question: Sky?\n  options: [red, blue]\n  answer: blue\n"
    text = first + "q2:\n  question: Sea?\n  options: [a, b]\n  answer: a\n"
    form = recognised(Source.of(text))

    bank, found = parse_bank(text, "bank.yaml")

    assert form and form.name == "yaml"
    assert errors(found) == [] and [right(question) for question in bank.questions] == [["blue"], ["a"]]


def test_lines_of_json_are_read_and_a_damaged_one_is_an_error() -> None:
    """each line is an entry; a damaged one is an error at its line, and the others are read."""
    lines = [json.dumps(SHAPES["words"]), '{"q": "cut', json.dumps({**SHAPES["SciQ"], "question": "Sea?"})]

    bank, found = read("\n".join(lines))

    assert errors(found) == [("bad-json", 2)]
    assert len(bank.questions) == 2 and bank.questions[1].line == 3


@pytest.mark.parametrize("around", ["[{}, {}]", '{{"questions": [{}, {}]}}', "{}\n{}\n"])
def test_a_question_under_no_name_for_one_is_an_error(around: str) -> None:
    """a misspelt name loses no question without an error."""
    entries = ('{{"{}": "Which is red?", "options": ["a", "b"], "answer": "{}"}}'.format(*e) for e in NAMES)

    bank, found = parse_bank(around.format(*entries), "bank.json")

    assert len(bank.questions) == 1
    assert [rule for rule, _ in errors(found)] == ["empty-stem"]


NAMES = (("question", "a"), ("questoin", "b"))


def test_tables_of_latex_in_a_text_are_tables() -> None:
    """a text that holds a table of LaTeX is read as LaTeX, in which a per cent sign is no comment."""
    asked = r"50% of these: \begin{tabular}{|c|c|}\hline $n$ & 1 \\ \hline $f(n)$ & $-2$ \\ \hline\end{tabular} Which?"

    bank, found = read([{"question": asked, "options": COLOURS, "answer": "red"}])

    assert errors(found) == []
    assert any(isinstance(block, Table) for block in bank.questions[0].stem)
    assert wording(bank.questions[0].stem).startswith("50% of these") and "Which?" in wording(bank.questions[0].stem)


def test_a_reading_passage_makes_a_set() -> None:
    """questions of an article, in lists beside each other as RACE has them, share it as their stimulus."""
    race = {
        "article": "Long ago.",
        "questions": ["When?", "Who?"],
        "options": [["now", "then"], ["he", "she"]],
        "answers": ["B", "A"],
        "id": "high1",
    }

    bank, found = read([{**race, "id": None}])

    assert errors(found) == []
    assert [right(each) for each in bank.questions] == [["then"], ["he"]]
    assert wording(bank.sets[0].stimulus) == "Long ago." and {q.set_id for q in bank.questions} == {bank.sets[0].id}


def test_answers_to_write_are_read() -> None:
    """SQuAD's spans are short answers, a number is numeric, with its working or without, true is a statement."""
    squad = {
        "data": [
            {
                "title": "T",
                "paragraphs": [
                    {
                        "context": "Paris is big.",
                        "qas": [
                            {
                                "question": "What is big?",
                                "id": "1",
                                "answers": [{"text": "Paris", "answer_start": 0}, {"text": "Paris", "answer_start": 0}],
                            }
                        ],
                    }
                ],
            }
        ]
    }
    bank, found = read(squad)
    assert errors(found) == []
    assert isinstance(bank.questions[0].response, Written) and len(bank.questions[0].response.accepted) == 1
    bank, found = read(
        [
            {"question": "How many?", "answer": "2 + 2 is 4.\n#### 4"},
            {"question": "2+2?", "answer": 4},
            {"question": "Is it so?", "answer": True},
        ]
    )
    assert errors(found) == []
    assert [question.kind for question in bank.questions] == [Kind.NUMERIC, Kind.NUMERIC, Kind.TRUE_FALSE]
    assert isinstance(bank.questions[0].response, Numeric) and bank.questions[0].response.value == 4
    assert wording(bank.questions[0].explanation.text) == "2 + 2 is 4."


def test_options_that_cannot_be_told_are_an_error() -> None:
    """a question whose options are in no usual form is an error, not a question without options."""
    bank, found = read([{"question": "Sky?", "a": {"x": {"y": 1}}, "b": ["red"], "answer": "1"}])

    assert "unread-question" in dict(errors(found)) or not bank.questions


def test_a_worked_solution_is_a_model_answer() -> None:
    """an open problem with its solution is an open question, however short the solution is."""
    bank, found = read([{"problem": "Find $x$.", "solution": "It is 2."}])

    assert errors(found) == [] and bank.questions[0].kind is Kind.OPEN


def test_the_encodings_of_opentdb_are_undone() -> None:
    """entities, percent signs and base64 become the characters that they stand for."""
    asked = 'Who said "no"?'
    plain = {**SHAPES["OpenTDB"], "question": asked}

    def encoded(how: object) -> dict[str, object]:
        assert callable(how)
        return {n: [how(each) for each in v] if isinstance(v, list) else how(v) for n, v in plain.items()}

    for entry in (
        {**plain, "question": "Who said &quot;no&quot;?"},
        encoded(lambda words: quote(words, safe="")),
        encoded(lambda words: base64.b64encode(words.encode()).decode()),
    ):
        bank, _ = read({"response_code": 0, "results": [entry]})
        assert wording(bank.questions[0].stem) == asked and right(bank.questions[0]) == ["blue"]


def test_several_questions_in_one_text_are_an_error() -> None:
    """an entry whose text holds several questions is an error at its line, and no question."""
    bank, found = read([{"question": "1. X?\nA. a\nB. b\n2. Y?\nA. c\nB. d", "answer": ["A", "B"]}, SHAPES["words"]])

    assert errors(found) == [("unread-question", 1)] and len(bank.questions) == 1


def test_a_number_that_is_also_an_options_words_is_an_error() -> None:
    """where a key could be the place of one option and the words of another, nothing is guessed."""
    bank, found = read([{"question": "2 + 2?", "options": ["2", "3", "1", "4"], "answer": "2"}])

    assert [rule for rule, _ in errors(found)] == ["key-base"] or "unclear-answer" in dict(errors(found))
    assert right(bank.questions[0]) == []


def test_a_column_of_words_is_read_as_words() -> None:
    """where another key is plainly words, a number that an option consists of is words, too."""
    bank, found = read(
        [
            {"question": "2 + 2?", "options": ["2", "3", "4", "5"], "answer": "4"},
            {"question": "Sky?", "options": COLOURS, "answer": "blue"},
        ]
    )

    assert errors(found) == [] and right(bank.questions[0]) == ["4"]


def test_two_keys_that_disagree_are_an_error() -> None:
    """a number and a letter that name different options are an error."""
    entry = {"question": "Sky?", "answers": COLOURS, "correct": 0, "correct_letter": "A"}
    bank, found = read([entry, {**entry, "question": "Sea?", "correct_letter": "C"}])

    assert [rule for rule, _ in errors(found)] == ["key-conflict"] and right(bank.questions[0]) == ["red"]


DAMAGED = {
    '{"a": 1,}': 1,
    "[1 2]": 1,
    '{"a":\nNaN}': 2,
    '[{"a": 1},\n{"a" 1}]': 2,
    '{"a": [1, 2': 1,
    '{"a": "x\ny"}': 1,
    '{"a": 1, "a": 2}': 1,
    "[" * 5000: 1,
    '["\\ud800"]': 1,
    '{"a": 01}': 1,
    '{"a": 1} x': 1,
    '{"a": tru}': 1,
}


@pytest.mark.parametrize("text", DAMAGED)
def test_damaged_json_is_an_error_with_its_line_and_column(text: str) -> None:
    """invalid or truncated JSON says in which line and column."""
    values, damages = json_values(text)

    assert values == [] and damages[0].line == DAMAGED[text] and "column" in str(damages[0])


def plain(value: Value) -> object:
    if isinstance(value, Entry):
        return {name: plain(each) for name, each in value.fields.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


anything = st.recursive(
    st.none() | st.booleans() | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(anything, st.sampled_from([None, 1]))
def test_json_is_read_as_python_reads_it(value: object, indent: int | None) -> None:
    """whatever a program writes as JSON is read as the same values."""
    values, damages = json_values(json.dumps(value, indent=indent))

    assert damages == [] and plain(values[0]) == value


@given(st.text(st.sampled_from('{}[]:,"\\ \n1ea-tru'), max_size=40) | st.text(max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    """any text gives values or damage, as JSON and as YAML, never an exception."""
    for values, damages in (json_values(text), yaml_values(text)):
        assert values or damages or not text.strip() or True


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, "aliases repeat"),
        ("a: *b", "before its alias"),
        ("[" * 20_000, "nested"),
        ("- " * 5000 + "x", "nested"),
        ("a: 1\na: 2", "twice"),
        ("a: [1, 2", "did not find"),
        ("? [a]\n: b", "where a name should"),
        ("a: &x 1\n*x : 3", "an alias stands"),
    ],
)
def test_damaged_yaml_is_an_error(text: str, words: str) -> None:
    """a bomb of aliases, deep nesting, names twice and what is no YAML are damage, found at once."""
    values, damages = yaml_values(text)

    assert values == [] and words in str(damages[0])


def test_yaml_keeps_words_as_they_are_written() -> None:
    """ "no", "010" and "1.50" stay what their author wrote; tags make no objects."""
    values, _ = yaml_values("- q: Is it?\n  options: [no, 010, 1.50, !!python/name:os.system x]\n  answer: no\n")

    assert plain(values[0]) == [{"q": "Is it?", "options": ["no", "010", "1.50", "x"], "answer": "no"}]


def test_yaml_knows_truth_and_numbers() -> None:
    """plain true and numbers are what they look like, quoted ones are words."""
    values, _ = yaml_values("[true, 'true', 2.5, '2.5', null, '']")

    assert values[0] == [True, "true", "2.5", "2.5", None, ""]
    assert isinstance(values[0], list) and [isinstance(each, Number) for each in values[0]][2:4] == [True, False]


def test_yaml_lists_of_questions_are_read() -> None:
    """a list of questions as a teacher writes them is recognised and read."""
    text = "- question: Sky?\n  options:\n    - red\n    - blue\n  answer: blue\n  points: 2\n"

    bank, found = parse_bank(text, "bank.yaml")

    assert errors(found) == [] and right(bank.questions[0]) == ["blue"] and bank.questions[0].points == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("---\ntitle: T\n---\n# Q\n\n- [x] a\n- [ ] b\n", "examgen-markdown"),
        ("1. Why?\nA. a\nB. b\nAnswer: A\n", "plain-text"),
        ('[{"q": 1}]', "json"),
        ("- question: a\n  options: [x, y]\n", "yaml"),
        ("question,A,B,answer\nx,y,z,A\n", "csv"),
        ("Question: What?\nAnswer: b\n", "plain-text"),
    ],
)
def test_formats_are_told_apart(text: str, name: str) -> None:
    """each text is recognised as what it is."""
    form = recognised(Source.of(text))

    assert form and form.name == name


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ({"question": "Sky?", "questionType": "text", "answers": COLOURS, "correctAnswer": "4"}, ["grey"]),
        ({"question": "Sky?", "mc1_targets": {"blue": 1, "red": 0, "grey": 0}}, ["blue"]),
        ({"title": "Sky?", "options": COLOURS, "correctIndex": 0}, ["red"]),
        ({"q": "Sky?", "a": COLOURS, "c": 0}, ["red"]),
        ({"frage": "Sky?", "optionen": COLOURS, "richtige_antwort": 0}, ["red"]),
        ({"soru": "Sky?", "secenekler": COLOURS, "dogruCevap": 0}, ["red"]),
        ({"question": "Sky?", "zzyx": COLOURS, "answer": "blue"}, ["blue"]),
        ({"cau_hoi": "Sky?", "dap_an": COLOURS, "dap_an_dung": "blue"}, ["blue"]),
        ({"mcq": "Sky?", "options": {"a": "red", "b": "blue"}, "correct": "b"}, ["blue"]),
        ({"question": "Sky?", "answer": "blue", "fake1": "red", "fake2": "grey"}, ["blue"]),
        ({"question": "Sky?", "answer": "blue", "otherAnswers": ["red", "grey"]}, ["blue"]),
        (
            {"question": "Sky?", "options": [{"id": 7, "text": "red"}, {"id": 9, "text": "blue"}], "correct": 9},
            ["blue"],
        ),
        (
            {
                "pregunta": "Sky?",
                "opciones": [{"texto": "red", "correcta": False}, {"texto": "blue", "correcta": True}],
            },
            ["blue"],
        ),
        ({"qtext": "Sky?", "ra": 4, "answers": [{"aid": i + 1, "atext": c} for i, c in enumerate(COLOURS)]}, ["grey"]),
        (
            {"question": "Sky?", "choices": COLOURS, "answer": 0, "mc2": {"choices": ["x", "y"], "labels": [1, 0]}},
            ["red"],
        ),
    ],
)
def test_programs_name_options_and_keys_in_many_ways(entry: dict[str, object], wanted: list[str]) -> None:
    """what is said of one question is read together: a type that speaks of its texts, truths, a title that asks."""
    bank, found = read([entry])

    assert errors(found) == [] and [right(question) for question in bank.questions] == [wanted]


def test_a_category_with_a_title_is_a_topic() -> None:
    """an entry inside a question whose name says what it is gives its own name."""
    bank, _ = read([{"question": "Sky?", "answer": "blue", "category": {"id": 7, "title": "Colours"}}])

    assert bank.questions[0].topic == "Colours" and bank.questions[0].number == ""


def test_answers_that_cannot_be_told_are_no_number_to_write() -> None:
    """options in a list of entries that say no text leave an error, not a key that is taken for the answer."""
    bank, found = read([{"question": "Sky?", "ra": 4, "answers": [{"x": 1, "y": 2}, {"x": 3, "y": 4}]}])

    assert bank.questions == () and [rule for rule, _ in errors(found)] == ["unread-question"]


@pytest.mark.parametrize("key", [1, "C"])
def test_a_key_without_its_options_is_no_word_to_write(key: object) -> None:
    """a letter or number beside a list of unknown meaning is an error; whoever reads it sees options there."""
    bank, found = read([{"question": "Sky?", "zzyx": COLOURS, "answer": key}])

    assert bank.questions == () and [rule for rule, _ in errors(found)] == ["unread-question"]


@pytest.mark.parametrize("order", [[1, 0, 2], [2, 1, 3], ["B", "A", "C"], "one, two, three"])
def test_steps_are_put_in_the_order_of_their_key(order: object) -> None:
    """a key of steps gives their order, as numbers from 0 or from 1, letters or words."""
    entry = {"type": "ordering", "question": "Count.", "options": ["two", "one", "three"], "correctOrder": order}

    bank, found = read([entry])

    assert errors(found) == []
    assert [wording(option.text) for option in bank.questions[0].options] == ["one", "two", "three"]


def test_an_order_that_leaves_steps_out_is_an_error() -> None:
    """steps are never printed in an order that nobody stated."""
    entry = {"type": "ordering", "question": "Count.", "options": ["two", "one", "three"], "correctOrder": [1, 0]}

    bank, found = read([entry])

    assert bank.questions == () and [rule for rule, _ in errors(found)] == ["unread-question"]


def test_code_stands_below_the_text_that_asks_about_it() -> None:
    """code beside a question is shown; a short sign under that name identifies it."""
    bank, _ = read(
        [
            {"question": "What is printed?", "code": "print(1)", "answer": "1"},
            {"question": "What now?", "code": "Q-17", "answer": "2"},
        ]
    )

    assert "print(1)" in repr(bank.questions[0].stem) and bank.questions[1].id == "Q-17"


def test_numbers_have_their_tolerance() -> None:
    """a tolerance that has a name of its own belongs to the number that is right."""
    bank, found = read([{"type": "numeric", "question": "Pi?", "answer": 3.14, "tolerance": 0.01}])

    response = bank.questions[0].response
    assert errors(found) == [] and isinstance(response, Numeric) and "0.01" in repr(response)


def test_ids_that_count_anew_in_each_part_are_numbers() -> None:
    """where questions share an id, all ids of the file are numbers."""
    bank, found = read({part: [{"id": 1, "question": f"{part}?", "answer": "yes it is"}] for part in ("a1", "b1")})

    assert errors(found) == [] and [question.number for question in bank.questions] == ["1", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "question: Sky?\nchoices: [red, blue]\nanswer: blue\n",
        "---\nquestion: Sky?\nchoices: [red, blue]\nanswer: blue\n"
        "---\nquestion: Sea?\nchoices: [red, blue]\nanswer: red\n",
        "category: Colours\nquestions:\n    -\n        question: 'Sky?'\n        answers:\n"
        "            - {value: red, correct: false}\n            - {value: blue, correct: true}\n",
        "- question: Sky?\n  options:\n    - '[ ] red'\n    - '[x] blue'\n",
        "- question: Sky?\n  answers:\n    - red\n    - '*blue'\n",
    ],
)
def test_yaml_as_people_write_it_is_yaml(text: str) -> None:
    """one entry alone, a document for each question, dashes on lines of their own, and marks at options."""
    form = recognised(Source.of(text))
    bank, found = parse_bank(text, "bank.yaml")

    assert form and form.name == "yaml"
    assert errors(found) == [] and right(bank.questions[0]) == ["blue"]


@pytest.mark.parametrize(
    "text",
    [
        "Question: Sky?\nA. red\nB. blue\nAnswer: B\n",
        "---\ntitle: Quiz\noptions: none\n---\n# Sky?\n- [ ] red\n- [x] blue\n",
    ],
)
def test_text_with_names_is_no_yaml(text: str) -> None:
    """names with colons alone make no YAML."""
    form = recognised(Source.of(text))

    assert form and form.name != "yaml"


def test_forms_and_surveys_are_read() -> None:
    """what Google Forms and SurveyJS save is read, and what asks nothing is named."""
    grading = {"pointValue": 2, "correctAnswers": {"answers": [{"value": "blue"}]}}
    choice = {"type": "RADIO", "options": [{"value": "red"}, {"value": "blue"}]}
    form = {
        "formId": "x",
        "info": {"title": "Colours"},
        "items": [
            {"title": "Sky?", "questionItem": {"question": {"grading": grading, "choiceQuestion": choice}}},
            {"title": "Next", "pageBreakItem": {}},
        ],
    }
    survey = {
        "title": "Colours",
        "pages": [
            {
                "elements": [
                    {
                        "type": "radiogroup",
                        "name": "q",
                        "title": "Sky?",
                        "choices": ["red", "blue"],
                        "correctAnswer": "blue",
                    },
                    {"type": "matrix", "name": "m"},
                ]
            }
        ],
    }

    for file, left in ((form, "pageBreakItem"), (survey, "matrix")):
        bank, found = read(file)
        assert errors(found) == [] and bank.title == "Colours" and right(bank.questions[0]) == ["blue"]
        assert any(left in each.message for each in found if each.rule == "not-carried")


def test_content_of_h5p_is_read() -> None:
    """choices, statements and sets of choices are read; gaps, which only H5P marks so, are an error."""
    answers = [{"text": "red", "correct": False}, {"text": "blue", "correct": True}]
    whole = {
        "questions": [
            {"library": "H5P.MultiChoice 1.16", "params": {"question": "<p>Sky?</p>", "answers": answers}},
            {"library": "H5P.TrueFalse 1.8", "params": {"question": "<p>It is blue.</p>", "correct": "true"}},
            {
                "library": "H5P.SingleChoiceSet 1.11",
                "params": {"choices": [{"question": "<p>Sea?</p>", "answers": ["<p>blue</p>", "<p>red</p>"]}]},
            },
            {"library": "H5P.Blanks 1.14", "params": {"text": "Fill in.", "questions": ["<p>It is *blue*.</p>"]}},
        ]
    }

    bank, found = read(whole)

    assert [right(question) for question in bank.questions[:3]] == [["blue"], ["True"], ["blue"]]
    assert wording(bank.questions[0].stem) == "Sky?" and [rule for rule, _ in errors(found)] == ["gap"]


def test_what_stands_outside_of_questions_is_named() -> None:
    """values of a file that belong to no question are named once."""
    _, found = read({"version": "3", "questions": [{"question": "Sky?", "options": ["red", "blue"], "answer": "blue"}]})

    assert ["version" in each.message for each in found if each.rule == "not-carried"] == [True]


def test_a_name_may_be_the_stem() -> None:
    """where entries with options and a key are named by what they ask, the name is the stem; counting names are not."""
    json_bank, found = read({"Sky?": {"options": ["red", "blue"], "answer": "blue"}})
    yaml_text = "title: Words\nwords:\n  Baumhaus:\n    answer: tree house\n    wrong:\n      - bird\n      - song\n"
    yaml_bank, more = parse_bank(yaml_text, "bank.yaml")

    assert errors(found) == errors(more) == []
    assert wording(json_bank.questions[0].stem) == "Sky?" and right(json_bank.questions[0]) == ["blue"]
    assert wording(yaml_bank.questions[0].stem) == "Baumhaus" and right(yaml_bank.questions[0]) == ["tree house"]


def test_names_that_count_questions_are_no_topics() -> None:
    """ "Q1" and "Q2" above questions say nothing of them."""
    bank, _ = read({"Q1": {"text": "Sky?", "answer": ["red", "blue"], "correct_answer": "blue"}})

    assert bank.questions[0].topic == "" and right(bank.questions[0]) == ["blue"]


def test_wrong_answers_beside_other_options_are_an_error() -> None:
    """options and wrong answers that are none of them are never joined by guess."""
    entry = {"question": "Sky?", "options": ["red", "blue"], "answer": "blue"}

    _, same = read([{**entry, "incorrect_answers": ["red"]}])
    _, other = read([{**entry, "incorrect_answers": ["grey"]}])

    assert errors(same) == [] and [rule for rule, _ in errors(other)] == ["unread-question"]


def test_items_of_an_ordering_are_its_steps() -> None:
    """an ordering may call its steps items."""
    bank, found = read([{"type": "ordering", "question": "Count.", "items": ["one", "two", "three"]}])

    assert errors(found) == [] and len(bank.questions[0].options) == 3


def test_other_words_for_an_answer_are_accepted() -> None:
    """a question whose answer has aliases, as in TriviaQA, accepts each of them once."""
    answer = '{"Value": "Scorpio", "Aliases": ["Scorpio", "Skorpio"], "Type": "WikipediaEntity"}'
    bank, diagnostics = parse_bank(f'{{"Question": "What star sign is it?", "Answer": {answer}}}\n')

    assert not errors_in(diagnostics)
    (question,) = bank.questions
    assert isinstance(question.response, Written)
    assert [wording(text) for text in question.response.accepted] == ["Scorpio", "Skorpio"]
