"""Tables as teachers and programs have them: heads in many languages, two rows of names, a row for each option."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.reading import parse_bank, read_bank
from examgen.formats.records.vocabulary import Named, Role, role_of
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.model.bank import Question
from examgen.model.response import Kind
from examgen.model.text import wording


def read(text: str) -> tuple[tuple[Question, ...], tuple[Diagnostic, ...]]:
    bank, found = parse_bank(text, "bank.csv")
    form = recognised(Source.of(text))
    assert form and form.name == "csv"
    return bank.questions, found


def errors(found: tuple[Diagnostic, ...]) -> list[tuple[str, int | None]]:
    return [(each.rule, each.line) for each in found if each.severity is Severity.ERROR]


def right(question: Question) -> list[str]:
    return [wording(option.text) for option in question.options if option.is_key]


HEADS = {
    "N°": "N°;Énoncé;Choix 1;Choix 2;Choix 3;Réponse correcte",
    "es": "Lp.;Pregunta;Alternativa A;Alternativa B;Alternativa C;Alternativa correcta",
    "pl": "Lp.;Treść pytania;A;B;C;Prawidłowa",
    "ru": "№;Текст вопроса;Ответ 1;Ответ 2;Ответ 3;Верный вариант",
    "ru short": "№;Вопрос;Ответ 1;Ответ 2;Ответ 3;Правильный",
    "tr": "No;Soru Metni;A Şıkkı;B Şıkkı;C Şıkkı;Doğru Şık",
    "fi": "Nro;Kysymys;Vaihtoehto A;Vaihtoehto B;Vaihtoehto C;Oikea vastaus",
    "hu": "Sorszám;Kérdés;A válasz;B válasz;C válasz;Helyes válasz",
    "ro": "Nr;Întrebare;Varianta A;Varianta B;Varianta C;Răspuns corect",
    "sv": "Nr;Fråga;Alternativ A;Alternativ B;Alternativ C;Rätt svar",
    "no": "Nr;Spørsmål;Svaralternativ 1;Svaralternativ 2;Svaralternativ 3;Riktig svar",
    "th": "No;คำถาม;ตัวเลือก ก;ตัวเลือก ข;ตัวเลือก ค;คำตอบ",
    "bn": "No;প্রশ্ন;বিকল্প ক;বিকল্প খ;বিকল্প গ;সঠিক উত্তর",
    "ja": "問題番号;問題文;選択肢1;選択肢2;選択肢3;正解",
    "zh": "题号;试题内容;选项A;选项B;选项C;正确选项",
    "glued": "no;questiontext;optiona;optionb;optionc;correctanswer",
    "behind": "no;question;1. Antwort;2. Antwort;3. Antwort;richtige Antwort",
    "unknown": "no;question;Zzyx A;Zzyx B;Zzyx C;answer",
}
LETTERS = {"th": "กขค", "bn": "কখগ"}


@pytest.mark.parametrize("name", HEADS)
def test_heads_in_many_languages_are_known(name: str) -> None:
    """a head made of words for questions, options and what is right tells what its columns hold."""
    counts = "1" in HEADS[name]
    letters = LETTERS.get(name, "123" if counts else "ABC")
    rows = [f"1;Sky?;red;blue;grey;{letters[1]}", f"2;Road?;red;blue;grey;{letters[2]}"]

    questions, found = read("\n".join([HEADS[name], *rows]))

    assert errors(found) == [] and [right(question) for question in questions] == [["blue"], ["grey"]]
    assert [question.number for question in questions] == ["1", "2"]


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Correct feedback", None),
        ("Falsche Antwort 2", Named(Role.DISTRACTOR, "2")),
        ("falsch1", Named(Role.DISTRACTOR, "1")),
        ("Odpověď A", Named(Role.OPTION, "A")),
        ("Option 2 correct", Named(Role.FLAG, "2")),
        ("D", Named(Role.OPTION, "D")),
        ("Number of points", None),
        ("Correct Answer 2", Named(Role.KEY, "2")),
        ("错误答案", Named(Role.DISTRACTOR)),
    ],
)
def test_names_made_of_known_words_say_what_these_say_together(name: str, named: Named | None) -> None:
    """words for "right" and "wrong" count with a word for what is so, and with nothing else."""
    assert role_of(name) == named


def test_keys_are_the_letters_by_which_the_head_names_the_options() -> None:
    """a letter is the option whose column has it, wherever that column stands."""
    questions, found = read("question,answer,C,B,A\nSky?,B,grey,blue,red\nBlood?,A,grey,blue,red\n")

    assert errors(found) == [] and [right(question) for question in questions] == [["blue"], ["red"]]


def test_options_may_be_named_in_a_row_below_the_head() -> None:
    """a head over several columns, whose names stand in the row below it, is read with these."""
    head = "Type,Question,If multiple choice fill in answers below:,,,Correct,Correct\n,,A:,B:,C:,,\n"

    questions, found = read(head + "Multiple choice,Sky?,red,blue,grey,B,\nMultiple choice,Even?,2,3,4,A,C\n")

    assert errors(found) == [] and [right(question) for question in questions] == [["blue"], ["2", "4"]]


def test_answers_beside_lettered_options_are_keys() -> None:
    """where options are called A to D, columns called "Answer 1" and "Answer 2" hold letters."""
    questions, found = read("questionname,questiontext,A,B,C,D,Answer 1,Answer 2\nQ1,Even?,1,2,3,4,B,D\n")

    assert errors(found) == [] and right(questions[0]) == ["2", "4"] and len(questions[0].options) == 4


@pytest.mark.parametrize(
    "rows",
    [
        "id,question,option,is_correct,feedback\n1,Sky?,red,0,no\n1,Sky?,blue,1,yes\n2,Even?,2,1,\n2,Even?,3,0,\n",
        "Frage;Antwort;Richtig;Feedback\nSky?;red;;no\n;blue;x;yes\nEven?;2;x;\n;3;;\n",
    ],
)
def test_a_row_may_be_an_option(rows: str) -> None:
    """rows that share a stem, or leave it out, are the options of one question where a column says which is right."""
    questions, found = read(rows)

    assert errors(found) == [] and [right(question) for question in questions] == [["blue"], ["2"]]
    assert [wording(option.rationale) for option in questions[0].options] == ["no", "yes"]


def test_rows_for_respondus_may_differ_in_width_and_hold_no_remark() -> None:
    """the last column is an option, unless it is a sentence beside options that are none, or stands behind a blank."""
    rows = 'MC,,1,Sky?,2,red,blue,grey,black\nTF,,1,It is blue.,T\nES,,5,Why?\nMR,,2,Even?,"1,3",2,3,4,5\n'

    questions, found = read(rows)

    assert errors(found) == [] and [len(question.options) for question in questions] == [4, 2, 0, 4]
    assert [question.kind for question in questions] == [
        Kind.CHOICE, Kind.TRUE_FALSE, Kind.OPEN, Kind.MULTIPLE_RESPONSE
    ]  # fmt: skip
    assert right(questions[3]) == ["2", "4"]


def test_a_letter_without_options_is_an_error_where_columns_are_left_over() -> None:
    """a key that is a letter is never taken for a word to write where options may stand in unknown columns."""
    questions, found = read("question,xx,yy,zz,answer\nSky?,red,blue,grey,B\n")

    assert questions == () and errors(found) == [("unread-question", 2)]


def test_tags_in_cells_set_text() -> None:
    """HTML in single cells becomes styles and signs; a question that speaks of tags is left as it is written."""
    questions, _ = read(
        "question,a,b,answer\nWhat is H<sub>2</sub>O &amp; ice?,<i>wet</i>,dry,a\nWhich is bold?,<b>,<i>x</i>,a\n"
    )

    assert wording(questions[0].stem) == "What is H2O & ice?" and right(questions[0]) == ["wet"]
    assert right(questions[1]) == ["<b>"] and wording(questions[1].options[1].text) == "<i>x</i>"


def test_stars_and_ticks_are_keys_where_no_column_states_them() -> None:
    """a star before an option or a tick behind it says that it is right, and is no part of its text."""
    questions, found = read("question,option 1,option 2,option 3\nSky?,red,*blue,grey\nEven?,2 ✓,3,5\n")

    assert errors(found) == [] and [right(question) for question in questions] == [["blue"], ["2"]]


def _workbook(folder: Path, look: Callable[[Cell], None]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Question", "A", "B", "C"], ["Sky?", "red", "blue", "grey"], ["Even?", 2, 3, 5]):
        sheet.append(row)
    for name in ("C2", "B3"):
        cell = sheet[name]
        assert isinstance(cell, Cell)
        look(cell)
    book.save(folder / "bank.xlsx")
    return folder / "bank.xlsx"


def _bold(cell: Cell) -> None:
    cell.font = Font(bold=True)


def _shaded(cell: Cell) -> None:
    cell.fill = PatternFill("solid", fgColor="FFFF00")


def _green(cell: Cell) -> None:
    cell.font = Font(color="FF00AA00")


@pytest.mark.parametrize("look", [_bold, _shaded, _green])
def test_bold_or_coloured_cells_of_a_sheet_are_keys(look: Callable[[Cell], None], tmp_path: Path) -> None:
    """where no column of a workbook says what is right, the look of an option's cell does."""
    bank, found = read_bank([_workbook(tmp_path, look)])

    assert errors(found) == [] and [right(question) for question in bank.questions] == [["blue"], ["2"]]


def test_a_column_in_bold_is_no_key(tmp_path: Path) -> None:
    """options that all stand in one column in bold are a style, and the keys stay unknown."""
    path = _workbook(tmp_path, lambda cell: None)
    book = load_workbook(path)
    for name in ("B2", "B3"):
        cell = book.worksheets[0][name]
        assert isinstance(cell, Cell)
        _bold(cell)
    book.save(path)

    _, found = read_bank([path])

    assert {rule for rule, _ in errors(found)} == {"unresolved-key"}


def test_amounts_have_the_sign_of_their_currency(tmp_path: Path) -> None:
    """cells of a workbook are read as the sheet shows them, with what a pattern puts around a number."""
    path = _workbook(tmp_path, lambda cell: None)
    book = load_workbook(path)
    for name, pattern in (("B3", '#,##0.00 "€"'), ("C3", "[$$-409]#,##0.00"), ("D3", '0" kg"')):
        cell = book.worksheets[0][name]
        assert isinstance(cell, Cell)
        cell.number_format = pattern
    book.save(path)

    bank, _ = read_bank([path])

    assert [wording(option.text) for option in bank.questions[1].options] == ["2.00 €", "$3.00", "5 kg"]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("question,A,B,C,D,answer(1-4)", ["red", "green"]),
        ("question,A,B,C,D,Correct index (0-3)", ["green", "blue"]),
        ("question,A,B,C,D,correct_index_zero_based", ["green", "blue"]),
    ],
)
def test_names_may_say_from_what_their_keys_count(head: str, wanted: list[str]) -> None:
    """a column whose name states the range of its numbers, or their base, needs no other evidence."""
    questions, found = read(f"{head}\nRoad?,red,green,blue,grey,1\nSky?,red,green,blue,grey,2\n")

    assert errors(found) == [] and [question for each in questions for question in right(each)] == wanted


def test_a_name_that_its_column_contradicts_is_no_evidence() -> None:
    """a stated base is not believed where a number then means no option."""
    _, found = read("question,A,B,C,answer(1-3)\nRoad?,red,green,blue,0\nSky?,red,green,blue,3\n")

    assert [rule for rule, _ in errors(found)] == ["key-base"]


@pytest.mark.parametrize(
    "text",
    [
        "Sky over us?,red,blue,grey,blue\nRoad at home?,red,blue,grey,grey\n",
        "Type,Question,Option1,Option2,Option3,Correct,Slide\nmcq,Sky?,red,blue,c,2,x\nmcq,Road?,b,a,grey,3,x\n",
        "MCQ,Choices,Correct\nSky?,a-> red || b-> blue,b\nRoad?,a-> x || b-> grey,b\n",
    ],
)
def test_other_tables_of_programs(text: str) -> None:
    """keys as words without a head, kinds in the first column, options behind arrows."""
    questions, found = read(text)

    assert errors(found) == [] and [right(question) for question in questions] == [["blue"], ["grey"]]


def test_answers_that_stand_beside_wrong_options_are_options_too() -> None:
    """where no answer of a file is an option, the options are wrong ones, and an advice says so."""
    questions, found = read("question,optionA,optionB,answer\nSky?,red,grey,blue\nRoad?,red,blue,grey\n")

    assert errors(found) == [] and [right(question) for question in questions] == [["blue"], ["grey"]]
    assert len(questions[0].options) == 3 and sum(each.rule == "read-as" for each in found) == 2


def test_one_answer_that_is_no_option_is_an_error() -> None:
    """where other answers are options, an answer that is none is a mistake."""
    _, found = read("question,optionA,optionB,answer\nSky?,red,grey,blue\nRoad?,red,grey,grey\n")

    assert errors(found) == [("unknown-answer", 2)]


@pytest.mark.parametrize(
    "text",
    [
        'question,options,answer\nSky?,"red, blue, grey",blue\nRoad?,"red, grey",grey\n',
        "question,options,answer\nSky?,red / blue / grey,blue\nRoad?,red / grey,grey\n",
    ],
)
def test_commas_part_options_where_the_key_is_a_part(text: str) -> None:
    """options in one cell stand apart by commas or slashes if the words of the key are one of them."""
    questions, found = read(text)

    assert errors(found) == [] and [right(question) for question in questions] == [["blue"], ["grey"]]


def test_letters_of_a_key_may_stand_apart_by_spaces() -> None:
    """a key such as "b d" is two letters."""
    questions, found = read("question,a,b,c,d,answer\nEven?,1,2,3,4,b d\nOdd?,1,2,3,4,a\n")

    assert errors(found) == [] and right(questions[0]) == ["2", "4"]


def test_a_striped_sheet_has_keys_that_differ_from_its_stripes(tmp_path: Path) -> None:
    """rows with a background keep their key in another colour; a theme's colour of letters is one, too."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    rows = [["Question", "A", "B", "C"], ["Sky?", "red", "blue", "grey"], ["Sea?", "red", "grey", "blue"]]
    for row in rows:
        sheet.append(row)
    for place in ("A2", "B2", "C2", "D2"):
        sheet[place].fill = PatternFill("solid", fgColor="FFEEEEEE")
    sheet["C2"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["D3"].font = Font(color=Color(theme=9))
    sheet["B3"].font = Font(color=Color(theme=1))
    book.save(tmp_path / "bank.xlsx")

    bank, found = read_bank([tmp_path / "bank.xlsx"])

    assert errors(found) == [] and [question.key for question in bank.questions] == [(1,), (2,)]


def test_formulas_without_values_and_hidden_rows_are_told(tmp_path: Path) -> None:
    """an option whose formula was never worked out, or failed, is an error; hidden rows are read, and told."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in [
        ["Question", "A", "B", "C", "Key"],
        ["Sum?", "1", "=1+1", "3", "A"],
        ["Sky?", "red", "blue", "#REF!", "B"],
    ]:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "bank.xlsx")

    bank, found = read_bank([tmp_path / "bank.xlsx"])

    assert errors(found) == [("bad-workbook", 2), ("bad-workbook", 3)]
    assert any(each.message.startswith("1 row is hidden") and each.line == 3 for each in found)
    assert len(bank.questions) == 2


def test_questions_below_one_another_in_a_sheet_are_read_as_lines(tmp_path: Path) -> None:
    """a sheet may hold questions as a text does, with labels in a column of their own."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    rows = [(1, "Sky?"), ("A", "red"), ("B", "blue"), ("Answer", "B"), (), ("2. Sea?",), ("A) red",), ("B) blue",)]
    for row in (*rows, ("Answer: B",)):
        sheet.append(row)
    book.save(tmp_path / "bank.xlsx")

    bank, found = read_bank([tmp_path / "bank.xlsx"])

    assert errors(found) == [] and [question.key for question in bank.questions] == [(1,), (1,)]
    assert bank.questions[1].line == 6
