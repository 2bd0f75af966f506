"""Habits of people and programs that write tables and lists of questions: each source gives these keys."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest

from examgen.diagnostics import Diagnostic, errors_in
from examgen.formats import parse_bank
from examgen.model.bank import Bank, Question
from examgen.model.response import Numeric
from examgen.model.text import wording


def read(source: str) -> tuple[Bank, tuple[Diagnostic, ...]]:
    return parse_bank(source, "quiz.csv")


def letters(bank: Bank) -> str:
    """The keys of all questions, by the places of the right options."""
    return " ".join("".join("ABCDEFGH"[place] for place in question.key) or "?" for question in bank.questions)


def texts(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options]


def rules(source: str) -> list[tuple[str, int | None]]:
    return [(each.rule, each.line) for each in errors_in(read(source)[1])]


def test_letters_of_a_key_without_quotes() -> None:
    """a key of a table for Respondus may run over several cells; the options begin behind it."""
    bank, found = read("MC,,1,Capital?,B,Lyon,Paris,Nice\nMR,,2,Primes?,A,C,2,4,5\n")

    assert not errors_in(found)
    assert letters(bank) == "B AC"
    assert texts(bank.questions[1]) == ["2", "4", "5"]


def test_letters_behind_a_key_that_may_be_options() -> None:
    """where letters may be the key's or options, it is an error."""
    assert rules("MC,,1,Capital?,B,Lyon,Paris,Nice\nMR,,2,Vowels?,A,C,A,B,E\n") == [("unclear-answer", 2)]
    assert not rules('MC,,1,Capital?,B,Lyon,Paris,Nice\nMR,,2,Vowels?,"A,C",A,B,E\n')


@pytest.mark.parametrize(
    ("rows", "unit", "tolerance"),
    [
        ("question,type,answer,tolerance,unit\nHow large is g?,numeric,9.81,0.02,m/s²\n", "m/s²", "0.02"),
        ("question,answer,unit\nHow large is g?,9.81,m/s²\n", "m/s²", "0"),
        ("Frage;Antwort;Einheit\nWie groß ist g?;9,81;m/s²\n", "m/s²", "0"),
        ("question,answer,tolerance\nHow large is g?,9.81 m/s²,0.02\n", "m/s²", "0.02"),
    ],
)
def test_units_of_numbers(rows: str, unit: str, tolerance: str) -> None:
    """a unit and a tolerance in columns of their own belong to the number."""
    bank, found = read(rows)
    response = bank.questions[0].response

    assert not errors_in(found) and isinstance(response, Numeric)
    assert (response.unit, str(response.tolerance), bank.questions[0].topic) == (unit, tolerance, "")


@pytest.mark.parametrize(
    "rows",
    [
        "question,A,B,answer,unit\nWho?,he,she,B,Unit 1\n",
        "unit,question,answer\nUnit 1,How large is g?,9.81\n",
        "unit,question,answer\nUnit 1,Who?,she\n",
    ],
)
def test_units_of_a_course(rows: str) -> None:
    """a unit of anything but a number is a topic."""
    bank, found = read(rows)

    assert not errors_in(found)
    assert bank.questions[0].topic == "Unit 1"


@pytest.mark.parametrize(
    ("options", "answer", "key", "read_as"),
    [
        (["1) he", "2) she"], "2", "B", ["he", "she"]),
        (["1. he", "2. she"], 2, "B", ["he", "she"]),
        (["1. he", "2. she"], "2. she", "B", ["he", "she"]),
        (["(1) he", "(2) she"], "she", "B", ["he", "she"]),
        (["1.5", "2.5"], "2.5", "B", ["1.5", "2.5"]),
        (["1. prize", "2. prize"], "2. prize", "B", ["1. prize", "2. prize"]),
        (["2) he", "1) she"], "1) she", "B", ["2) he", "1) she"]),
    ],
)
def test_numbers_before_options(options: list[str], answer: object, key: str, read_as: list[str]) -> None:
    """numbers that count the options are labels; others are words."""
    bank, found = read(json.dumps([{"question": "Who?", "options": options, "answer": answer}]))

    assert not errors_in(found)
    assert (letters(bank), texts(bank.questions[0])) == (key, read_as)


def test_keys_that_count_otherwise_than_labels() -> None:
    """a key 0 says that keys count from 0, though labels count from 1."""
    options = ["1) he", "2) she", "3) we"]
    source = json.dumps([{"question": f"Who {key}?", "options": options, "answer": key} for key in (0, 1)])

    assert letters(read(source)[0]) == "A B"


ROWS = "Capital?,Paris,Lyon,Nice\nPlanet?,Mars,Venus,Earth\n"


@pytest.mark.parametrize(
    ("head", "keys"),
    [
        ("Question,Option 1 (correct),Option 2,Option 3", "A A"),
        ("Question,Option 1,Option 2 (Correct),Option 3", "B B"),
        ("Frage,Antwort A,Antwort B,Antwort C (richtig)", "C C"),
        ("Question,Correct answer text,Distractor 1,Distractor 2", "A A"),
        ("Question,Correct,Wrong 1,Wrong 2", "A A"),
    ],
)
def test_columns_that_say_what_is_right(head: str, keys: str) -> None:
    """the name of a column may say that its option is right."""
    bank, found = read(f"{head}\n{ROWS}")

    assert not errors_in(found)
    assert letters(bank) == keys
    assert [len(question.options) for question in bank.questions] == [3, 3]


@pytest.mark.parametrize("wrong", ["Lyon; Nice", "Lyon | Nice", '"Lyon\nNice"', '"Lyon, Nice"', "\"['Lyon', 'Nice']\""])
def test_wrong_answers_in_one_cell(wrong: str) -> None:
    """a cell may list all wrong answers."""
    (question,) = read(f"Question,Correct answer,Wrong answers\nCapital?,Paris,{wrong}\n")[0].questions

    assert texts(question) == ["Paris", "Lyon", "Nice"]


def test_commas_within_a_wrong_answer() -> None:
    """beside a right answer with commas, a comma parts no wrong ones."""
    (question,) = read('Question,Correct,Wrong answers\nWhich?,"a, b","c, d"\n')[0].questions

    assert texts(question) == ["a, b", "c, d"]


def test_flags_of_options_that_are_not_there() -> None:
    """a flag at a blank option is an error."""
    assert rules("question,A,B,C,is_correct_A,is_correct_C\nWho?,he,she,,no,yes\n") == [("unread-question", 2)]


OPTIONS = [["Lyon", "Paris", "Nice"], ["Mars", "Venus", "Earth"]]
ASKED = [{"question": stem, "options": options} for stem, options in zip(("Capital?", "Planet?"), OPTIONS, strict=True)]
NAMED = [{"id": f"q{place}", **question} for place, question in enumerate(ASKED)]


@pytest.mark.parametrize(
    "value",
    [
        {"questions": ["Capital?", "Planet?"], "options": OPTIONS, "answers": ["Paris", "Mars"]},
        {"questions": ASKED, "answers": ["B", "A"]},
        {"questions": ASKED, "answer_key": {"1": "B", "2": "A"}},
        {"questions": ASKED, "answer_key": {"Q0": "Paris", "Q1": "Mars"}},
        {"questions": NAMED, "answers": {"q1": "Mars", "q0": "Paris"}},
        {"questions": NAMED, "answers": [{"id": "q1", "answer": "A"}, {"id": "q0", "answer": "B"}]},
        {"questions": ASKED, "answers": [{"question": 1, "answer": "B"}, {"question": 2, "answer": "A"}]},
        {"columns": ["question", "A", "B", "answer"], "data": [["C?", "Lyon", "Paris", "B"], ["P?", "Mars", "x", "A"]]},
        [["question", "A", "B", "answer"], ["Capital?", "Lyon", "Paris", "B"], ["Planet?", "Mars", "Venus", "A"]],
        {"question": {"0": "C?", "1": "P?"}, "A": {"0": "x", "1": "y"}, "B": {"0": "z", "1": "w"},
         "answer": {"0": "B", "1": "A"}},
        [{**ASKED[0], "answers": [False, True, False]}, {**ASKED[1], "correct": [True, False, False]}],
        [{"question": "C?", "options": [["A", "Lyon"], ["B", "Paris"]], "answer": "B"},
         {"question": "P?", "options": [["Mars", True], ["Venus", False]]}],
    ],
)  # fmt: skip
def test_parts_that_stand_apart(value: object) -> None:
    """rows, columns, pairs and lists of answers are put together."""
    bank, found = read(json.dumps(value))

    assert not errors_in(found)
    assert letters(bank) == "B A"


@pytest.mark.parametrize(
    "value",
    [
        {"questions": ASKED, "answers": ["B"]},
        {"questions": ASKED, "answers": {"1": "B", "3": "A"}},
        {"questions": NAMED, "answers": {"q1": "A", "1": "B"}},
        {"questions": [{**NAMED[0], "type": "choice"}], "answers": [{"id": "q0", "answer": "B", "type": "essay"}]},
    ],
)
def test_answers_that_fit_no_question(value: object) -> None:
    """answers that stand apart and fit no question are an error."""
    assert "unmatched-answer" in [rule for rule, _ in rules(json.dumps(value))]


def table(*rows: str) -> str:
    """Rows as CSV; a bar stands between cells here."""
    out = StringIO()
    csv.writer(out).writerows(row.split("|") for row in rows)
    return out.getvalue()


KAHOOT = table(
    "|Quiz template||||||",
    "|Add questions, at least two answer alternatives and choose correct answers||||||",
    "|Question - max 120 characters|Answer 1 - max 75 characters|Answer 2 - max 75 characters"
    "|Answer 3 - max 75 characters|Time limit (sec)|Correct answer(s) - choose at least one",
    "1|Fruits?|apple|bean|pear|20|1,3",
    "2|Capital?|Lyon|Paris||30|2",
    "3||||||",
).replace("||||||", ",,,,,,")
QUIZIZZ = table(
    "Question Text|Question Type|Option 1|Option 2|Option 3|Correct Answer|Time in seconds",
    "Text of the question (required)|Type (default is Multiple Choice)|Text for option 1 (required)"
    "|Text for option 2 (required)|Text for option 3 (optional)|The correct option|Time (optional)",
    "Fruits?|Checkbox|apple|bean|pear|1,3|30",
    "Capital?|Multiple Choice|Lyon|Paris||2|30",
    "Which is best?|Poll|red|blue|||30",
)
UDEMY = table(
    "Question|Question Type|Answer Option 1|Explanation 1|Answer Option 2|Explanation 2|Answer Option 3|Explanation 3"
    "|Correct Answers|Overall Explanation|Domain",
    "Fruits?|multi-select|apple|Yes|bean|No|pear|Yes|1,3|They grow on trees.|Biology",
    "Capital?|multiple-choice|Lyon|No|Paris|Yes|||2||Geography",
)
BLOOKET = table(
    "Blooket Import Template|||||",
    "Question #|Question Text|Answer 1|Answer 2|Answer 3 (Optional)|Correct Answer(s) (Only include Answer #)",
    "1|Fruits?|apple|bean|pear|1,3",
    "2|Capital?|Lyon|Paris||2",
)
SOCRATIVE = table(
    "1. Quiz Name:|My quiz|||||",
    "2. Question Type:|3. Question:|4. If Multiple Choice Question:||||5. Choose correct answer",
    "||Answer A:|Answer B:|Answer C:|Correct Answer|Correct Answer",
    "Multiple choice|Fruits?|apple|bean|pear|A|C",
    "Multiple choice|Capital?|Lyon|Paris||B|",
)
TESTMOZ = table(
    "Question|Type|Choice A|Is Choice A correct?|Choice B|Is Choice B correct?|Choice C|Is Choice C correct?",
    "Fruits?|MA|apple|Yes|bean|No|pear|Yes",
    "Capital?|MC|Lyon|No|Paris|Yes||",
)
MENTIMETER = table(
    "Question|Question type|Choice 1|Choice 2|Choice 3|Correct answer",
    "Fruits?|Select answer|apple|bean|pear|apple, pear",
    "Capital?|Select answer|Lyon|Paris||Paris",
)
TEMPLATES = {
    "Kahoot": KAHOOT, "Quizizz": QUIZIZZ, "Udemy": UDEMY, "Blooket": BLOOKET, "Socrative": SOCRATIVE,
    "Testmoz": TESTMOZ, "Mentimeter": MENTIMETER,
}  # fmt: skip


@pytest.mark.parametrize("source", TEMPLATES.values(), ids=TEMPLATES)
def test_templates(source: str) -> None:
    """templates of quiz programs are read with the rows that explain them, which are named."""
    bank, found = parse_bank(source, "quiz.csv", format="csv")

    assert not errors_in(found)
    assert letters(bank) == "AC B"
    assert texts(bank.questions[1]) == ["Lyon", "Paris"]


def test_what_templates_hold_beside_questions() -> None:
    """explaining rows and polls are named, and counted rows give the numbers."""
    said = [each.message for each in read(QUIZIZZ)[1] if each.rule == "not-carried"]

    assert len(said) == 2 and "below the names" in said[0] and "poll" in said[1]
    assert [question.number for question in read(KAHOOT)[0].questions] == ["1", "2"]
    assert wording(read(UDEMY)[0].questions[0].explanation.text) == "They grow on trees."


def test_choices_without_options() -> None:
    """a question whose kind is a choice, and that has no options, is no short answer."""
    head = "question,type,answer\n"

    assert rules(f"{head}Capital?,multiple choice,Paris\n") == [("unread-question", 2)]
    assert not rules(f"{head}It is blue.,multiple choice,True\nCapital?,short answer,Paris\n")


@pytest.mark.parametrize(
    ("name", "said", "words", "keys"),
    [
        ("T/F", ("T", "F", "t"), ["True", "False"], "A B A"),
        ("W/F", ("W", "F"), ["Wahr", "Falsch"], "A B"),
        ("Answer", ("Y", "N"), ["Yes", "No"], "A B"),
        ("Answer", ("No", "Yes"), ["Yes", "No"], "B A"),
    ],
)
def test_letters_of_a_pair_offer_its_two_words(name: str, said: tuple[str, ...], words: list[str], keys: str) -> None:
    rows = "".join(f"Statement number {place}.,{letter}\n" for place, letter in enumerate(said))
    bank, diagnostics = read(f"Question,{name}\n{rows}")
    assert not errors_in(diagnostics)
    assert letters(bank) == keys
    assert all(texts(question) == words for question in bank.questions)


def test_letters_are_words_to_write_beside_other_answers() -> None:
    bank, _ = read("Question,Answer\nSign of tera?,T\nSign of femto?,f\nUnit of force?,newton\n")
    assert [len(question.options) for question in bank.questions] == [0, 0, 0]


def test_v_and_f_take_the_words_of_the_texts() -> None:
    bank, _ = read("Question;V/F\nLe soleil est une étoile dans le ciel.;V\nLa lune est une planète.;F\n")
    assert [texts(question) for question in bank.questions] == [["Vrai", "Faux"]] * 2
    assert letters(bank) == "A B"


def test_a_date_is_no_number_with_a_unit() -> None:
    bank, _ = read("Question,Answer\nWhen was it lost?,3 May 1937\nHow far is it?,12 km\n")
    assert [isinstance(question.response, Numeric) for question in bank.questions] == [False, True]


MIXED = "Question,A,B,C,D,Answer\nWhich is red?,blood,sky,grass,snow,A\n"


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        ("Ice floats.,,,,,T\nFire is cold.,,,,,F\n", "A A B"),
        ("Fire is cold.,,,,,F\n", "A B"),
        ("Ice floats.,True,False,,,T\nFire is cold.,False,True,,,f\nFire is hot.,True,False,,,A\n", "A A A A"),
    ],
)
def test_letters_of_a_pair_among_choices(rows: str, keys: str) -> None:
    """they answer statements without options, and name the option that they begin; labels count before them."""
    bank, diagnostics = read(MIXED + rows)

    assert not errors_in(diagnostics) and letters(bank) == keys


def test_letters_that_answer_questions_among_choices() -> None:
    """what asks may be answered by such a letter; one that could be a blank option stays an error."""
    bank, _ = read(f"{MIXED}Which base pairs with adenine?,,,,,T\n")

    assert [len(question.options) for question in bank.questions] == [4, 0]
    assert rules(f"{MIXED}Which is cold?,,,,,F\n") == [("unread-question", 3)]
    assert rules(f"{MIXED}Ice floats.,,,,,B\n") == [("unread-question", 3)]
