"""Tests of how much one file may hold; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from examgen.diagnostics import errors_in
from examgen.formats import archive, bounds, format_names, parse_bank, read_bank, writer_named
from examgen.formats.moodle_xml import entry
from examgen.model.reading import Reading
from examgen.model.text import Image, spans_of

ITEM = (
    '<item ident="i{0}"><presentation><material><mattext>Which is {0}?</mattext></material>'
    '<response_lid ident="r" rcardinality="Single"><render_choice>'
    '<response_label ident="A"><material><mattext>this</mattext></material></response_label>'
    '<response_label ident="B"><material><mattext>that</mattext></material></response_label>'
    "</render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar>"
    '<varequal respident="r">A</varequal></conditionvar><setvar action="Set">100</setvar>'
    "</respcondition></resprocessing></item>"
)
TEST = '<questestinterop><assessment ident="a{0}"><section>' + ITEM + "</section></assessment></questestinterop>"
MOODLE = (
    '<question type="multichoice"><name><text>{0}</text></name><questiontext><text>Which is {0}?</text></questiontext>'
    '<answer fraction="100"><text>this</text></answer><answer fraction="0"><text>that</text></answer></question>'
)

QUESTIONS: dict[str, tuple[str, str, str]] = {
    # format → what begins the file, each question, what ends the file
    "plain-text": ("", "{0}. Which is {0}?\nA. this\nB. that\nAnswer: A\n\n", ""),
    "examgen-markdown": ("", "## Question {0}\n\nWhich is {0}?\n\n- [x] this\n- [ ] that\n\n", ""),
    "quiz-markdown": ("", "### {0}. Which is {0}?\n\n- A) this\n- B) that\n\n**Answer: A**\n\n", ""),
    "text2qti": ("Quiz title: x\n\n", "{0}. Which is {0}?\n*a) this\nb) that\n\n", ""),
    "amc-txt": ("Title: x\n", "* Which is {0}?\n+ this\n- that\n\n", ""),
    "gift": ("$CATEGORY: x\n\n", "::Q{0}:: Which is {0}? {{=this ~that}}\n\n", ""),
    "csv": ("question,option A,option B,answer\n", "Which is {0}?,this,that,A\n", ""),
    "json": ("[", '{{"question": "Which is {0}?", "options": ["this", "that"], "answer": "A"}},', "{}]"),
    "yaml": ("", "- question: Which is {0}?\n  options: [this, that]\n  answer: A\n", ""),
    "aiken": ("", "Which is {0}?\nA. this\nB. that\nANSWER: A\n\n", ""),
    "moodle-xml": ('<quiz><question type="category"/>', MOODLE, "</quiz>"),
    "blackboard": ("", "MC\tWhich is {0}?\tthis\tcorrect\tthat\tincorrect\n", ""),
    "respondus": ("", "Type: MC\n{0}) Which is {0}?\n*a. this\nb. that\n\n", ""),
    "latex": (
        "\\begin{questions}\n",
        "\\question Which is {0}?\n\\begin{{choices}}\\CorrectChoice this\\choice that\\end{{choices}}\n",
        "\\end{questions}\n",
    ),
    "anki": ("#separator:tab\n", "Which is {0}?\tthis\n", ""),
    "opentrivia": ("", "#Q Which is {0}?\n^ this\nA this\nB that\n\n", ""),
    "question-pool": ("", "T1A0{0} (A)\nWhich is {0}?\nA. this\nB. that\n~~\n\n", ""),
    "tagged-test": ("", "<question>Which is {0}?<variantright>this<variant>that\n", ""),
    "testownik": ("", "X10\nWhich is {0}?\nthis\nthat\n", ""),
    "project-quiz": (
        "",
        "--- question ---\nWhich is {0}?\n--- choices ---\n- (x) this\n- ( ) that\n--- /choices ---\n"
        "--- /question ---\n",
        "",
    ),
    "wiki-quiz": ("", '{{Which is {0}?\n|type="()"}}\n+ a\n- b\n', ""),
    "qti12": ("<questestinterop><section>", ITEM, "</section></questestinterop>"),
}
WRITTEN = {"xlsx": "xlsx", "docx": "docx", "qti2": "qti21", "qti12": "qti12", "json": "json", "yaml": "yaml"}
"""Formats of which a writer makes the file."""

ALONE = {"rexams", "qti3"}
"""Those whose files hold one question, and one whose packages are read as those of QTI 2 are."""


def text_of(name: str, count: int) -> bytes:
    begin, question, end = QUESTIONS[name]
    return (begin + "".join(question.format(number) for number in range(1, count + 1)) + end).encode()


def written(name: str, count: int) -> bytes:
    writer = writer_named(WRITTEN[name]) or writer_named(name)
    bank, _ = parse_bank(text_of("plain-text", count).decode())
    assert writer is not None
    return writer.dump(bank).data


def cartridge(name: str, count: int) -> bytes:
    """A package with each question in a document of its own, and in a second dialect."""
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        for number in range(1, count + 1):
            package.writestr(f"q{number}.xml", TEST.format(number))
            package.writestr(f"non_cc_assessments/q{number}.xml", TEST.format(number))
    return out.getvalue()


FILES: list[tuple[str, Callable[[str, int], bytes]]] = [
    *((name, text_of) for name in QUESTIONS),
    *((name, written) for name in WRITTEN),
    ("qti12", cartridge),
]


def test_every_format_is_bounded() -> None:
    """no format is left out of the tests below."""
    assert {*QUESTIONS, *WRITTEN, *ALONE} == set(format_names())


@pytest.mark.parametrize(("name", "made"), FILES, ids=[f"{name}-{made.__name__}" for name, made in FILES])
def test_too_many_questions(
    name: str, made: Callable[[str, int], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """a file with one question too many is refused whole, with one error that says what to do."""
    fits, spills = tmp_path / "fits", tmp_path / "spills"
    fits.write_bytes(made(name, 4))
    spills.write_bytes(made(name, 5))
    monkeypatch.setattr(bounds, "MOST_QUESTIONS", 4)

    assert len(read_bank([fits], Reading(format=name))[0].questions) == 4
    bank, (error,) = read_bank([spills], Reading(format=name))
    assert not bank.questions
    assert (error.rule, error.path) == ("huge-file", str(spills))
    assert "more than 4 questions" in error.message
    assert error.hint


LONG = "word " * 100
PRINTED = {"plain-text", "docx"}
"""Formats that refuse a question before, for being longer than can be printed."""


def long_text(name: str) -> bytes:
    return text_of(name, 2).replace(b"Which is 2?", f"Which is {LONG}2?".encode())


def long_written(name: str) -> bytes:
    writer = writer_named(WRITTEN[name]) or writer_named(name)
    bank, _ = parse_bank(long_text("plain-text").decode())
    assert writer is not None
    return writer.dump(bank).data


LONG_FILES: list[tuple[str, Callable[[str], bytes]]] = [
    *((name, long_text) for name in QUESTIONS if name not in PRINTED),
    *((name, long_written) for name in WRITTEN if name not in PRINTED),
]


@pytest.mark.parametrize(("name", "made"), LONG_FILES, ids=[f"{name}-{made.__name__}" for name, made in LONG_FILES])
def test_too_long_question(
    name: str, made: Callable[[str], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """a question that is too long to be understood in time is refused before, with the line in which it begins."""
    path = tmp_path / "bank"
    path.write_bytes(made(name))
    how = Reading(format=name)
    lines = {question.line for question in read_bank([path], how)[0].questions}
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", len(LONG))

    bank, (error,) = read_bank([path], how)
    assert not bank.questions
    assert error.rule == "huge-question"
    assert error.line in lines


BY_LINES = ("plain-text", "text2qti", "amc-txt", "gift", "csv", "aiken", "respondus", "anki", "opentrivia",
            "question-pool", "project-quiz", "wiki-quiz", "blackboard", "tagged-test", "testownik")  # fmt: skip
"""Formats whose readers cut at lines."""


@pytest.mark.parametrize("name", BY_LINES)
def test_too_many_lines(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """a file with more lines than can be cut in time is refused before it is cut, whatever they hold."""
    text = text_of(name, 1).decode() + "x\n" * 50
    monkeypatch.setattr(bounds, "MOST_LINES", 40)

    bank, (error,) = parse_bank(text, format=name)
    assert not bank.questions
    assert error.rule == "huge-file"
    assert f"holds {text.count(chr(10))} lines, more than the 40" in error.message


def test_pictures_in_a_question_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """a picture that stands in a text as an address is no part of what makes a question too long."""
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 300)
    picture = f"<img alt='x' src='data:image/png;base64,{b64encode(bytes(600)).decode()}'>"

    _, diagnostics = parse_bank(f'question,option A,option B,answer\n"What {picture}?",this,that,A\n', format="csv")
    assert "huge-question" not in {diagnostic.rule for diagnostic in diagnostics}


PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 8_000_000
"""Longer than 10 MB in base64, which is where libxml2 ends a text."""

EXPORT = (
    '<quiz>{0}<question type="essay"><name><text>Q</text></name><questiontext format="html"><text>'
    '&lt;img src="@@PLUGINFILE@@/p.png" alt="x"&gt; What?{1}</text>'
    '<file name="p.png" path="/" encoding="base64">{2}</file></questiontext></question></quiz>'
)


@pytest.mark.parametrize(
    ("before", "behind", "rules"),
    [("", "", []), ("", "a" * 10_000_001, ["bad-xml"]), ("<a>" * 300 + "</a>" * 300, "", ["bad-xml"])],
    ids=["picture", "text", "depth"],
)
def test_large_files_inside_an_export(before: str, behind: str, rules: list[str], tmp_path: Path) -> None:
    """a large picture inside an export is read, and nothing else may be as large, or deep, beside it."""
    path = tmp_path / "quiz.xml"
    path.write_text(EXPORT.format(before, behind, b64encode(PICTURE).decode()))

    bank, diagnostics = read_bank([path])

    assert [error.rule for error in errors_in(diagnostics)] == rules
    images = [span for question in bank.questions for span in spans_of(question.stem) if isinstance(span, Image)]
    assert [image.file.data for image in images] == ([] if rules else [PICTURE])


def test_large_pictures_inside_an_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """a picture inside an export that is larger than any may be is an error with its question."""
    monkeypatch.setattr(entry, "MOST_BYTES", 100)
    path = tmp_path / "quiz.xml"
    path.write_text(EXPORT.format("", "", b64encode(PICTURE[:200]).decode()))

    (error,) = errors_in(read_bank([path])[1])

    assert (error.rule, error.question) == ("image", "Q")


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_large_parts(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """a part of a document or workbook that is larger than a whole file may be is refused before it is read."""
    path = tmp_path / "bank"
    path.write_bytes(written(name, 2))
    monkeypatch.setattr(archive, "MOST_IN_PART", 100)

    bank, (error,) = read_bank([path])

    assert not bank.questions
    assert (error.rule, error.path) == ("huge-file", str(path))
    assert ".xml" in error.message


def test_many_damaged_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """lines of JSON are counted before they are read, damaged ones too."""
    monkeypatch.setattr(bounds, "MOST_QUESTIONS", 4)

    _, (error,) = parse_bank('{"question": "x"}\n' + '{"a\n' * 4)

    assert error.rule == "huge-file"


def test_damaged_packages_say_what_is_wrong(tmp_path: Path) -> None:
    """a package that is cut off, or leads out of itself, is told so, and not that it should be text."""
    path = tmp_path / "quiz.zip"
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("imsmanifest.xml", "<manifest/>")
        package.writestr("../q.xml", TEST.format(1))
    for data in (out.getvalue(), out.getvalue()[:-30], out.getvalue()[:100]):
        path.write_bytes(data)

        (error,) = read_bank([path])[1]

        assert (error.rule, error.path) == ("bad-archive", str(path))


def test_elements_are_counted_before_a_tree_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """XML of more elements than fit in memory is refused unread; marked words and files hold none."""
    marked = text_of("moodle-xml", 1).decode().replace("Which is 1?", f"<![CDATA[{'<p>Which?</p>' * 50}]]>")
    monkeypatch.setattr("examgen.formats.xml.MOST_ELEMENTS", 30)

    assert len(parse_bank(marked, format="moodle-xml")[0].questions) == 1
    bank, (error,) = parse_bank(text_of("moodle-xml", 5).decode(), format="moodle-xml")
    assert not bank.questions
    assert (error.rule, error.line) == ("huge-file", None)


def test_rows_that_are_left_out_are_not_made(tmp_path: Path) -> None:
    """a row far below the others keeps its number, and what lies between costs nothing."""
    path = tmp_path / "bank.xlsx"
    path.write_bytes(with_part(written("xlsx", 2), "xl/worksheets/sheet1.xml", rb'<row r="3"', b'<row r="900000000"'))

    bank, _ = read_bank([path])
    assert [question.line for question in bank.questions] == [2, 900_000_000]


def test_paragraphs_of_documents_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """a document of more paragraphs and runs than can be read in time is refused before python-docx takes it."""
    path = tmp_path / "bank.docx"
    path.write_bytes(written("docx", 3))
    monkeypatch.setattr("examgen.formats.docx.reading.MOST_RUNS", 10)
    monkeypatch.setattr("examgen.formats.docx.reading.Document", None)

    bank, (error,) = read_bank([path])
    assert not bank.questions
    assert error.rule == "huge-file"


def with_part(data: bytes, name: str, pattern: bytes, new: bytes) -> bytes:
    """An archive in which one part says something else."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as changed:
        for part in old.namelist():
            content = old.read(part)
            assert part != name or pattern in content
            changed.writestr(part, content.replace(pattern, new) if part == name else content)
    return out.getvalue()


@pytest.mark.parametrize("name", ["json", "yaml"])
def test_values_are_bounded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """a file of very many values, whatever they are, is refused while they are read, with the line."""
    monkeypatch.setattr(f"examgen.formats.records.{name}_values.MOST_VALUES", 10)

    bank, (error,) = parse_bank("[\n" + "1,\n" * 20 + "2]", format=name)
    assert not bank.questions
    assert "more than 10 values" in error.message
    assert error.line in (11, 12)


def test_what_no_paper_can_hold_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """a question that is longer than can be printed stays in the bank with an error, so that it is not set."""
    monkeypatch.setattr("examgen.formats.checks.MOST_PRINTED", 400)

    bank, diagnostics = parse_bank(long_text("gift").decode(), format="gift")
    assert len(bank.questions) == 2
    (error,) = errors_in(diagnostics)
    assert (error.rule, error.line) == ("huge-question", bank.questions[1].line)
    assert "that can be printed" in error.message


def test_parts_larger_than_their_archive_says_are_damage(tmp_path: Path) -> None:
    """a part of a document that unpacks to more than the archive says is not unpacked to its end."""
    data = bytearray(written("docx", 2))
    name = b"word/document.xml"
    for sign, size in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        begin = data.rfind(sign, 0, data.find(name) if size == 22 else data.rfind(name))
        data[begin + size : begin + size + 4] = (100).to_bytes(4, "little")
    path = tmp_path / "bank.docx"
    path.write_bytes(data)

    bank, (error,) = read_bank([path])
    assert not bank.questions
    assert error.rule == "bad-archive"
    assert "its part word/document.xml is damaged" in error.message


def test_sheets_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """a workbook of more sheets than one may have is refused before openpyxl opens each of them."""
    path = tmp_path / "bank.xlsx"
    path.write_bytes(written("xlsx", 2))
    monkeypatch.setattr("examgen.formats.tables.xlsx_rows.MOST_SHEETS", 0)

    bank, (error,) = read_bank([path])
    assert not bank.questions
    assert (error.rule, "1 sheets, more than the 0" in error.message) == ("bad-workbook", True)


def package(manifest: str, folders: int = 0) -> bytes:
    """A package of one question, with a manifest and so many empty folders."""
    out = io.BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("imsmanifest.xml", manifest)
        made.writestr("q.xml", TEST.format(1))
        for number in range(folders):
            made.writestr(f"folder{number}/", "")
    return out.getvalue()


MANIFEST = "<manifest><resources>{}</resources></manifest>"


@pytest.mark.parametrize(
    ("manifest", "severity", "said"),
    [
        (MANIFEST.format(""), None, ""),
        (MANIFEST.format("<resource/>" * 20), "error", "more than 64 MB or 10 elements"),
        (MANIFEST.format("</resource>"), "warning", "come in the order of the archive"),
        ("", "warning", "cannot be read"),
    ],
    ids=["sound", "huge", "damaged", "empty"],
)
def test_manifests_that_cannot_be_used(
    manifest: str, severity: str | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """a manifest that says nothing is told of, since the order of the questions hangs on it."""
    path = tmp_path / "quiz.zip"
    path.write_bytes(package(manifest))
    monkeypatch.setattr("examgen.formats.qti.contents._MOST_ELEMENTS", 10)

    bank, diagnostics = read_bank([path])

    assert len(bank.questions) == 1
    found = [(each.severity, each.path) for each in diagnostics]
    assert found == ([(severity, f"{path}/imsmanifest.xml")] if severity else [])
    assert said in "".join(each.message for each in diagnostics)


def test_empty_folders_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """an archive of very many folders is refused before its table of contents is read."""
    path = tmp_path / "quiz.zip"
    path.write_bytes(package(MANIFEST.format(""), folders=20))
    monkeypatch.setattr(archive, "MOST_MEMBERS", 10)
    monkeypatch.setattr(archive, "ZipFile", None)

    (error,) = read_bank([path])[1]

    assert error.rule == "bad-archive"
    assert "22 files and folders" in error.message


def test_rows_of_a_sheet_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """a sheet of more rows than a file may hold questions is refused with what to do."""
    path = tmp_path / "bank.xlsx"
    path.write_bytes(written("xlsx", 5))
    monkeypatch.setattr("examgen.formats.tables.xlsx_rows.MOST_ROWS", 4)

    bank, (error,) = read_bank([path])

    assert not bank.questions
    assert (error.rule, error.path) == ("huge-file", str(path))
    assert error.hint and "split" in error.hint


def test_a_picture_in_a_cell_is_no_damage() -> None:
    """a cell may hold more than Python's own bound for cells, where what it holds is a picture."""
    picture = f"<img alt='x' src='data:image/png;base64,{b64encode(bytes(150_000)).decode()}'>"

    _, diagnostics = parse_bank(f'question,option A,option B,answer\n"What {picture}?",this,that,A\n', format="csv")
    assert {diagnostic.rule for diagnostic in errors_in(diagnostics)} <= {"image"}


@pytest.mark.parametrize(("name", "rule"), [("_MOST_CELLS", "bad-csv"), ("_MOST_IN_FILE", "huge-file")])
def test_cells_of_tables_are_bounded(name: str, rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """a row of very many cells is an error, and so is a table of more than fit in memory."""
    monkeypatch.setattr(f"examgen.formats.tables.delimited.{name}", 20)

    _, diagnostics = parse_bank(text_of("csv", 2).decode() + "," * 30 + "\n", format="csv")

    (error,) = errors_in(diagnostics)
    assert error.rule == rule
    assert "cells, more than the 20" in error.message


@pytest.mark.parametrize("name", ["json", "yaml"])
def test_too_many_lines_of_values(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are counted before any value is read, so that tens of millions of them cost no memory."""
    monkeypatch.setattr(f"examgen.formats.records.{name}_format.MOST_LINES", 2)

    _, found = parse_bank("[\n\n\n1\n]\n", "bank", format=name)

    assert [each.rule for each in found] == ["huge-file"]
