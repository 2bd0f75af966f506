"""Word documents: what teachers have in them, what is refused, and the way back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_BREAK, WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.shared import RGBColor
from PIL import Image as PILImage

from examgen.diagnostics import Diagnostic
from examgen.formats import read_bank
from examgen.formats.docx import FORMAT, WRITER
from examgen.formats.docx.numbering import counted
from examgen.formats.docx.omml import latex_of
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.model.bank import Bank
from examgen.model.text import Formula, Image, Table, Words, spans_of, wording

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def pixel() -> io.BytesIO:
    """A picture of one pixel."""
    written = io.BytesIO()
    PILImage.new("RGB", (40, 40)).save(written, "PNG")
    written.seek(0)
    return written


def formula(inside: str) -> Any:
    return parse_xml(f"<m:oMath {MATH}>{inside}</m:oMath>")


def letters(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


def read(document: Any, tmp_path: Path) -> tuple[Bank, list[Diagnostic]]:
    """The bank in a document that is saved and read again."""
    document.save(str(tmp_path / "quiz.docx"))
    bank, diagnostics = read_bank([tmp_path / "quiz.docx"])
    return bank, list(diagnostics)


def lines(document: Any, *words: str) -> None:
    for each in words:
        document.add_paragraph(each)


def test_typed_numbers_and_letters(tmp_path: Path) -> None:
    """numbers and letters that are typed, a line for the answer, a title and headings as topics."""
    document = Document()
    document.add_heading("Biology", 0)
    document.add_heading("Cells", 1)
    lines(document, "1. Which is a cell?", "A. A brick", "B. An egg", "Answer: B", "")
    document.add_heading("Plants", 1)
    lines(document, "2. Which is green?", "A. A leaf", "B. A rose", "Answer: A (mostly)")
    bank, diagnostics = read(document, tmp_path)

    assert [d for d in diagnostics if d.severity == "error"] == []
    assert bank.title == "Biology"
    assert [(q.topic, q.key) for q in bank.questions] == [("Cells", (1,)), ("Plants", (0,))]
    assert recognised(Source(path="x", data=(tmp_path / "quiz.docx").read_bytes())) is FORMAT


@pytest.mark.parametrize("how", ["bold", "highlight", "color", "underline"])
def test_keys_that_are_set_apart(tmp_path: Path, how: str) -> None:
    """the right option is bold, highlighted, coloured or underlined; options are broken lines of one paragraph."""
    document = Document()
    paragraph = document.add_paragraph("1. Which is right?")
    for place, words in enumerate(("A. no", "B. yes", "C. nor this")):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(words)
        if place == 1:
            run.bold = how == "bold" or None
            run.underline = how == "underline" or None
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW if how == "highlight" else None
            if how == "color":
                run.font.color.rgb = RGBColor(255, 0, 0)
    bank, diagnostics = read(document, tmp_path)

    assert [d for d in diagnostics if d.severity == "error"] == []
    assert [(q.key, [wording(o.text) for o in q.options]) for q in bank.questions] == [
        ((1,), ["no", "yes", "nor this"])
    ]


def test_breaks_inside_a_paragraph(tmp_path: Path) -> None:
    """lines that Word breaks inside one paragraph are lines."""
    document = Document()
    run = document.add_paragraph().add_run("1. Which?")
    for words in ("a) x", "b) y", "Answer: b"):
        run.add_break(WD_BREAK.LINE)
        run.add_text(words)
    bank, _ = read(document, tmp_path)

    assert bank.questions[0].key == (1,)


def test_pictures_formulas_tables_and_styles(tmp_path: Path) -> None:
    """what plain text cannot hold comes through: pictures, formulas, tables, raised signs, code."""
    document = Document()
    stem = document.add_paragraph("1. How much is ")
    stem._p.append(formula(f"<m:f><m:num>{letters('a')}</m:num><m:den>{letters('2')}</m:den></m:f>"))
    stem.add_run(" in m")
    stem.add_run("9").font.superscript = True
    stem.add_run(" for ")
    stem.add_run("x = 1").font.name = "Courier New"
    stem.add_run("?").add_picture(pixel())
    table = document.add_table(rows=2, cols=3)
    for place, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(place)
    lines(document, "A. 1", "B. 2", "Answer: A")
    bank, diagnostics = read(document, tmp_path)
    (question,) = bank.questions

    assert {d.rule for d in diagnostics} <= {"image-description", "image-resolution"}
    spans = list(spans_of(question.stem))
    assert [span.source for span in spans if isinstance(span, Formula)] == [r"\frac{a}{2}"]
    assert sum(isinstance(span, Image) and span.file.is_embedded for span in spans) == 1
    assert any(isinstance(block, Table) and len(block.columns) == 3 for block in question.stem)
    styles = {getattr(span, "text", ""): span.style for span in spans if hasattr(span, "style")}
    assert styles["9"].shift == 1 and styles["x = 1"].code
    assert question.key == (0,)


@pytest.mark.parametrize(
    ("inside", "latex"),
    [
        (f"<m:sSup><m:e>{letters('x')}</m:e><m:sup>{letters('2')}</m:sup></m:sSup>", "x^{2}"),
        (f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{letters('2')}</m:e></m:rad>", r"\sqrt{2}"),
        (
            f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{letters('i=1')}</m:sub>"
            f"<m:sup>{letters('n')}</m:sup><m:e>{letters('i')}</m:e></m:nary>",
            r"\sum_{i=1}^{n} i",
        ),
        (
            f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{letters('x')}</m:e></m:d>",
            r"\left[x\right]",
        ),
        (
            f"<m:func><m:fName>{letters('sin')}</m:fName><m:e>{letters('x')}</m:e></m:func>",
            r"\sin x",
        ),
        (
            f"<m:m><m:mr><m:e>{letters('a')}</m:e><m:e>{letters('b')}</m:e></m:mr></m:m>",
            r"\begin{matrix}a & b\end{matrix}",
        ),
    ],
)
def test_formulas(inside: str, latex: str) -> None:
    """each structure of a formula has its LaTeX."""
    assert latex_of(formula(inside)) == latex


def test_labels_of_lists() -> None:
    """numbers as lists show them."""
    assert [counted(n, "lowerLetter") for n in (1, 26, 27)] == ["a", "z", "aa"]
    assert [counted(n, "upperRoman") for n in (4, 9, 14)] == ["IV", "IX", "XIV"]


def test_written_and_read_again(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """the real banks keep their questions, options and keys in numbered lists of Word; the same bytes each time."""
    for path in shipped_banks:
        bank, _ = read_bank([path])
        dumped = WRITER.dump(bank)
        (tmp_path / "out.docx").write_bytes(dumped.data)
        back, diagnostics = read_bank([tmp_path / "out.docx"])

        assert [d for d in diagnostics if d.severity == "error"] == []
        assert [question.key for question in back.questions] == [question.key for question in bank.questions]
        assert [[wording(o.text) for o in q.options] for q in back.questions] == [
            [wording(o.text) for o in q.options] for q in bank.questions
        ]
        assert dumped.data == WRITER.dump(bank).data


def test_damaged(tmp_path: Path) -> None:
    """half a document, and one without its text, are errors."""
    document = Document()
    lines(document, "1. Which?", "A. x", "B. y")
    document.save(str(tmp_path / "quiz.docx"))
    data = (tmp_path / "quiz.docx").read_bytes()
    for damaged in (data[: len(data) // 2], data.replace(b"word/document.xml", b"word/document.xmk")):
        (tmp_path / "damaged.docx").write_bytes(damaged)
        _, diagnostics = read_bank([tmp_path / "damaged.docx"])

        assert [d.severity for d in diagnostics] == ["error"]


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words


@pytest.mark.parametrize(
    "tables",
    [
        [
            [
                ["No", "Question", "A", "B", "Answer"],
                ["1", "Sky?", "red", "blue", "B"],
                ["2", "Blood?", "red", "blue", "A"],
            ]
        ],
        [
            [["Question", "Sky?"], ["A", "red"], ["B", "blue"], ["Answer", "B"]],
            [["Question", "Blood?"], ["A", "red"], ["B", "blue"], ["Answer", "A"]],
        ],
    ],
)
def test_tables_of_questions(tables: list[list[list[str]]], tmp_path: Path) -> None:
    """a table with a row for each question, or one for each, is read by the names in it."""
    document = Document()
    for rows in tables:
        _table(document, rows)

    bank, found = read(document, tmp_path)

    assert found == [] or {each.severity.name for each in found} == {"ADVICE"}
    assert [wording(question.stem) for question in bank.questions] == ["Sky?", "Blood?"]
    assert [question.key for question in bank.questions] == [(1,), (0,)]


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "b"], ["2", "a"]],
        [["No.", "Key"], ["1.", "B"], ["2.", "A"]],
        [["Question", "1", "2"], ["Answer", "B", "A"]],
        [["1", "B", "2", "A"]],
    ],
)
def test_a_key_in_a_table(rows: list[list[str]], tmp_path: Path) -> None:
    """numbers and letters in a table below a heading for answers are the keys of the questions above it."""
    document = Document()
    lines(document, "1. Sky?", "a) red", "b) blue", "2. Blood?", "a) red", "b) blue")
    document.add_heading("Answer key", 1)
    _table(document, rows)

    bank, found = read(document, tmp_path)

    assert found == [] and [question.key for question in bank.questions] == [(1,), (0,)]


def test_styles_of_inner_lists_are_options(tmp_path: Path) -> None:
    """paragraphs in Word's style for a list in a list are options, whatever numbers they show."""
    document = Document()
    for stem, right in (("Sky?", 1), ("Blood?", 0)):
        document.add_paragraph(stem, style="List Number")
        for place, words in enumerate(("red", "blue")):
            document.add_paragraph(style="List Number 2").add_run(words).bold = place == right

    bank, found = read(document, tmp_path)

    assert found == [] and [question.key for question in bank.questions] == [(1,), (0,)]


def _runs(paragraph: Any, *words: str, apart: int) -> None:
    for place, each in enumerate(words):
        run = paragraph.add_run(each)
        if place == apart:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


@pytest.mark.parametrize("gap", ["\t", "\n"])
def test_options_of_one_paragraph_are_told_apart_by_their_looks(gap: str, tmp_path: Path) -> None:
    """options that share a paragraph keep the highlight of the right one, whatever stands between them."""
    document = Document()
    document.add_paragraph("1. Sky?")
    _runs(document.add_paragraph(), "a) red", gap, "b) blue", gap, "c) green", apart=2)
    document.add_paragraph("2. Blood?")
    _runs(document.add_paragraph(), "a) red", gap, "b) blue", gap, "c) green", apart=0)

    bank, found = read(document, tmp_path)

    assert found == [] and [question.key for question in bank.questions] == [(1,), (0,)]
    assert [wording(option.text) for option in bank.questions[0].options] == ["red", "blue", "green"]


@pytest.mark.parametrize("apart", [0, 1])
def test_a_letter_or_the_words_behind_it_are_set_apart(apart: int, tmp_path: Path) -> None:
    """a key may be the highlight of a letter alone, or of all words but the letter."""
    document = Document()
    document.add_paragraph("1. Sky?")
    for label, words in (("A. ", "red"), ("B. ", "blue"), ("C. ", "green")):
        _runs(document.add_paragraph(), label, words, apart=apart if label == "B. " else -1)

    bank, found = read(document, tmp_path)

    assert found == [] and [question.key for question in bank.questions] == [(1,)]


def test_looks_of_styles_and_of_web_pages(tmp_path: Path) -> None:
    """a style may set the key apart; nearly black words set nothing apart, and of two colours the single one does."""
    document = Document()
    for number, colors in enumerate((("222222", None, None), ("1F3864", "FF0000", "1F3864")), start=1):
        document.add_paragraph(f"{number}. Sky?" if number == 1 else f"{number}. Sea?")
        for label, words, color in zip("ABC", ("red", "blue", "green"), colors, strict=True):
            run = document.add_paragraph().add_run(f"{label}. {words}")
            run.font.color.rgb = RGBColor.from_string(color) if color else None
            run.style = "Strong" if number == 1 and label == "B" else None

    bank, found = read(document, tmp_path)

    assert found == [] and [question.key for question in bank.questions] == [(1,), (1,)]


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([["A. red", "B. blue"], ["C. green", "D. grey"]], "B"),
        ([["A. red", "C. blue"], ["B. green", "D. grey"]], "C"),
        ([["A. red", "B. blue", "C. green", "D. grey"]], "B"),
        ([["A", "red", "B", "blue"], ["C", "green", "D", "grey"]], "B"),
    ],
)
def test_options_in_the_cells_of_a_table(rows: list[list[str]], key: str, tmp_path: Path) -> None:
    """cells that begin with letters, or stand beside letters, are options in the order of the letters."""
    document = Document()
    document.add_paragraph("1. Sky?")
    _table(document, rows)
    document.add_paragraph(f"Answer: {key}")

    bank, found = read(document, tmp_path)

    assert found == []
    assert [wording(bank.questions[0].options[place].text) for place in bank.questions[0].key] == ["blue"]


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "Sky?\nA. red\nB. blue", "B"], ["2", "Blood?\nA. red\nB. blue", "A"]],
        [["1. Sky?\nA. red\nB. blue\nAnswer: B", "2. Blood?\nA. red\nB. blue\nAnswer: A"]],
    ],
)
def test_whole_questions_in_a_table(rows: list[list[str]], tmp_path: Path) -> None:
    """a table may hold a question with its options in each row, or only set questions beside one another."""
    document = Document()
    _table(document, rows)

    bank, found = read(document, tmp_path)

    assert found == [] and [question.key for question in bank.questions] == [(1,), (0,)]
    assert [wording(question.stem) for question in bank.questions] == ["Sky?", "Blood?"]


def test_a_key_in_a_table_without_a_heading(tmp_path: Path) -> None:
    """numbers and letters in a table need no heading to be keys."""
    document = Document()
    lines(document, "1. Sky?", "a) red", "b) blue", "2. Blood?", "a) red", "b) blue")
    _table(document, [["Q", "1", "2"], ["Ans", "B", "A"]])

    bank, found = read(document, tmp_path)

    assert found == [] and [question.key for question in bank.questions] == [(1,), (0,)]


def test_signs_of_fonts(tmp_path: Path) -> None:
    """signs of Wingdings tick options, those of Symbol are Greek letters, and what is not known is reported."""
    document = Document()
    for text, char, font in (("1. What is ", "F061", "Symbol"), ("A. one", "", ""), ("B. two ", "F0FC", "Wingdings")):
        run = document.add_paragraph().add_run(text)
        if char:
            sign = f'<w:sym {W} w:font="{font}" w:char="{char}"/>'
            run._r.append(parse_xml(sign))
    document.add_paragraph().add_run("C. three")._r.append(parse_xml(f'<w:sym {W} w:font="Webdings" w:char="F041"/>'))

    bank, found = read(document, tmp_path)

    assert [(wording(question.stem), question.key) for question in bank.questions] == [("What is α", (1,))]
    assert [each.rule for each in found] == ["not-carried"] and "Webdings" in found[0].message


def test_words_in_a_text_box_are_read(tmp_path: Path) -> None:
    """a text box is read once, below its paragraph, whichever drawings hold it."""
    inside = f"<w:txbxContent {W}><w:p><w:r><w:t>1. Sky?</w:t></w:r></w:p></w:txbxContent>"
    v = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    box = f"<w:pict {W}><v:shape {v}><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    document = Document()
    document.add_paragraph().add_run()._r.append(parse_xml(box))
    lines(document, "A. red", "B. blue", "Answer: B")

    bank, found = read(document, tmp_path)

    assert [(wording(question.stem), question.key) for question in bank.questions] == [("Sky?", (1,))]
    assert [each.rule for each in found] == ["read-as"]


@pytest.mark.parametrize("labels", [("1) ", "2) ", "3) "), ("", "", "")])
def test_options_without_letters_are_set_apart(labels: tuple[str, ...], tmp_path: Path) -> None:
    """a highlight tells the right one of options with numbers, or without any label."""
    document = Document()
    for stem, right in (("1. Sky?", 1), ("2. Blood?", 0)):
        document.add_paragraph(stem)
        for place, (label, words) in enumerate(zip(labels, ("red", "blue", "green"), strict=True)):
            _runs(document.add_paragraph(), label + words, apart=place - right)
        document.add_paragraph()

    bank, found = read(document, tmp_path)

    assert found == [] and [question.key for question in bank.questions] == [(1,), (0,)]


def test_underlined_spaces_and_letters(tmp_path: Path) -> None:
    """an underlined space is a blank, and an underlined letter in brackets is an answer."""
    document = Document()
    paragraph = document.add_paragraph("1. The sky is ")
    paragraph.add_run("     ").underline = True
    paragraph.add_run(".")
    lines(document, "Answer: blue")
    paragraph = document.add_paragraph("2. Blood is （")
    paragraph.add_run(" A ").underline = True
    paragraph.add_run("）")
    lines(document, "A. red", "B. blue")
    paragraph = document.add_paragraph()
    paragraph.add_run("  B  ").underline = True
    paragraph.add_run(" 3. Which is green?")
    lines(document, "A. blood", "B. grass")

    bank, found = read(document, tmp_path)

    assert {each.rule for each in found} == {"read-as"}
    assert [question.key for question in bank.questions[1:]] == [(0,), (1,)] and bank.questions[0].parts


def test_styles_inside_a_word(tmp_path: Path) -> None:
    """bold inside a word is bold, not stars."""
    document = Document()
    paragraph = document.add_paragraph("1. Which sounds like th")
    paragraph.add_run("ough").bold = True
    paragraph.add_run("t?")
    lines(document, "A. bought", "B. tough", "Answer: A")

    bank, found = read(document, tmp_path)

    assert found == [] and wording(bank.questions[0].stem) == "Which sounds like thought?"
    assert any(isinstance(each, Words) and each.style.bold for each in spans_of(bank.questions[0].stem))


def test_statements_ticked_in_a_table(tmp_path: Path) -> None:
    """a tick below "True" or "False" is the answer of the statement in its row."""
    document = Document()
    head = ["No", "Statement", "True", "False"]
    _table(document, [head, ["1", "Snow is white.", "X", ""], ["2", "Blood is blue.", "", "X"]])

    bank, found = read(document, tmp_path)

    assert found == [] and [question.key for question in bank.questions] == [(0,), (1,)]


def test_a_table_below_the_last_option_is_told(tmp_path: Path) -> None:
    """nobody can tell whether it is for the next question."""
    document = Document()
    lines(document, "1. Which?", "a) one", "*b) two")
    _table(document, [["Water", "4186"], ["Iron", "450"]])
    lines(document, "2. Which of these?", "*a) Water", "b) Iron")
    _, diagnostics = read(document, tmp_path)

    assert [(each.rule, each.question) for each in diagnostics] == [("behind-options", "1")]
