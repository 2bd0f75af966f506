"""CSV and workbooks: what is written is read back, what cannot be held is named, and cells read as they are shown."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.carried import differences
from examgen.formats.finish import finish
from examgen.formats.reading import parse_bank, read_bank
from examgen.formats.registry import recognised
from examgen.formats.source import Source
from examgen.formats.tables import csv_format, xlsx_format
from examgen.formats.tables.xlsx_rows import sheets_of
from examgen.model.bank import Bank, Explanation, Option, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Prompt, Written
from examgen.model.text import paragraph, wording

FORMATS = {"csv": csv_format, "xlsx": xlsx_format}
each_format = pytest.mark.parametrize("name", FORMATS)

phrase = st.lists(
    st.sampled_from(
        ["blue", "a,b", 'say "no"', "x;y", "=2", "μ²", "12", "and", "1.5", "-x", "日本", "a|b", "*s*", "$5"]
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: paragraph(" ".join(parts)))
texts = st.lists(phrase, max_size=2).map(lambda parts: tuple(block for text in parts for block in text))


@st.composite
def questions(draw: st.DrawFn, place: int) -> Question:
    """A question of a kind that a row can hold."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    options: tuple[Option, ...] = ()
    response: Any = None
    if kind in ("choice", "multiple-response"):
        wordings = draw(st.lists(phrase, min_size=2, max_size=5, unique_by=lambda t: wording(t).casefold().strip(" .")))
        count = 1 if kind == "choice" else 2
        options = tuple(Option(text=text, is_key=at < count, rationale=draw(texts)) for at, text in enumerate(wordings))
    elif kind == "numeric":
        response = Numeric(value=Decimal(draw(st.integers(-99, 99))), tolerance=Decimal(draw(st.integers(0, 3))))
    elif kind == "short-answer":
        response = Written(accepted=tuple(draw(st.lists(phrase, min_size=1, max_size=2, unique_by=wording))))
    else:
        response = Open(answer=draw(texts))
    return Question(
        id=f"q{place}",
        has_own_id=True,
        stem=draw(phrase),
        kind=Kind(kind),
        options=options,
        response=response,
        explanation=Explanation(text=draw(texts)),
        points=draw(st.sampled_from([Decimal(1), Decimal("2.5")])),
        topic=draw(st.sampled_from(["", "Cells, again"])),
        tags=draw(st.sampled_from([(), ("a", "b c")])),
        time=draw(st.sampled_from([None, Decimal("1.5")])),
    )


KINDS = {"choice", "multiple-response", "numeric", "short-answer", "open"}
banks = st.tuples(questions(1), questions(2)).map(lambda drawn: Bank(title="T", questions=drawn, language="en"))


def reread(data: bytes, name: str) -> Bank:
    source = Source(path="bank", data=data, tabbed=data.decode("utf-8-sig") if name == "csv" else "")
    form = recognised(source)
    assert form is not None and form.name == name
    return finish(form.parse(source)[0], "bank")[0]


@each_format
@settings(max_examples=25)
@given(banks)
def test_what_rows_can_hold_is_read_back(name: str, bank: Bank) -> None:
    """questions with keys, answers, reasons and facts come back, or each difference is named."""
    written = FORMATS[name].WRITER.dump(bank)
    back = reread(written.data, name)

    assert len(back.questions) == 2
    for question, read in zip(bank.questions, back.questions, strict=True):
        named = [each.message for each in written.lost if each.question == question.id]
        assert [what for what in differences(question, read) if not any(what in each for each in named)] == []
        assert read.key == question.key and read.kind is question.kind


@each_format
def test_the_shipped_bank_is_carried(name: str, shipped_banks: tuple[Path, ...]) -> None:
    """the shipped bank comes back with all keys; that they were taken from explanations is named."""
    bank, _ = read_bank([shipped_banks[0]])
    written = FORMATS[name].WRITER.dump(bank)

    assert [question.key for question in reread(written.data, name).questions] == [q.key for q in bank.questions]
    assert FORMATS[name].WRITER.dump(bank).data == written.data


@each_format
def test_what_rows_cannot_hold_is_named(name: str) -> None:
    """pairs to match are left out, and said so."""
    pairs = Question(
        id="m",
        stem=paragraph("Match."),
        kind=Kind.MATCHING,
        options=(Option(text=paragraph("a")), Option(text=paragraph("b"))),
        response=Matching(prompts=(Prompt(text=paragraph("x"), target=0), Prompt(text=paragraph("y"), target=1))),
    )
    asked = Question(id="o", stem=paragraph("Why?"), kind=Kind.OPEN, response=Open())

    written = FORMATS[name].WRITER.dump(Bank(title="T", questions=(pairs, asked)))

    assert any("kind matching" in each.message for each in written.lost)
    assert [question.id for question in reread(written.data, name).questions] == ["o"]


def workbook(*sheets: list[list[object]], formats: dict[str, str] | None = None) -> bytes:
    book = Workbook()
    for place, rows in enumerate(sheets):
        sheet = book.active if place == 0 else book.create_sheet()
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        for cell, pattern in (formats or {}).items():
            sheet[cell].number_format = pattern
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes) -> tuple[Bank, list[Diagnostic]]:
    source = Source(path="bank.xlsx", data=data)
    form = recognised(source)
    assert form is not None and form.name == "xlsx"
    draft, found = form.parse(source)
    bank, more = finish(draft, source.path)
    return bank, [*found, *more]


def errors(found: list[Diagnostic]) -> list[tuple[str, str, int | None]]:
    return [(each.rule, each.path, each.line) for each in found if each.severity is Severity.ERROR]


HEAD: list[object] = ["Question", "A", "B", "C", "Answer"]


def test_all_sheets_are_read() -> None:
    """questions of every sheet are read, mistakes name their sheet, and a sheet of something else is named."""
    bank, found = read(
        workbook(
            [HEAD, ["Sky?", "red", "blue", "grey", "B"]],
            [HEAD, ["Sea?", "red", "blue", "grey", "D"]],
            [["Notes"], ["x"]],
        )
    )

    assert [wording(question.stem) for question in bank.questions] == ["Sky?", "Sea?"]
    assert errors(found) == [("unknown-answer", "bank.xlsx/Sheet1", 2)]
    assert any('"Sheet2" holds no table' in each.message for each in found)


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (0.25, "0%", "25%"),
        (0.125, "0.0%", "12.5%"),
        (3, "0.00", "3.00"),
        (12345.5, "#,##0.00", "12,345.50"),
        (2.0, "General", "2"),
        (0.1, "General", "0.1"),
        (date(2024, 3, 9), "dd/mm/yyyy", "09/03/2024"),
        (datetime(2024, 3, 9, 14, 5), "d.m.yy h:mm", "9.3.24 14:05"),
        (True, "General", "TRUE"),
        ("x\ny", "General", "x\ny"),
    ],
)
def test_cells_read_as_they_are_shown(value: object, pattern: str, shown: str) -> None:
    """numbers and dates read as the sheet shows them, with their places, signs and order."""
    sheets = sheets_of(workbook([HEAD, ["Sky?", value, "b", "c", "A"]], formats={"B2": pattern}), "bank.xlsx")

    assert isinstance(sheets, list) and sheets[0].rows[1].cells[1] == shown


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def with_bomb(data: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("spoil", [cut, with_bomb])
def test_damaged_workbooks_are_errors(spoil: Callable[[bytes], bytes]) -> None:
    """a workbook that is cut off, or declares entities, is an error and never an exception."""
    _, found = read(spoil(workbook([HEAD, ["Sky?", "red", "blue", "grey", "B"]])))

    assert len(errors(found)) == 1


def test_a_column_may_say_that_texts_are_markdown() -> None:
    """with markup = markdown, texts are read as Markdown; else signs stay as they are."""
    text = "question,A,B,answer,markup\n# a [x](u),b,c,A,{}\n"

    as_markdown, _ = parse_bank(text.format("markdown"), "bank.csv")
    as_plain, _ = parse_bank(text.format(""), "bank.csv")

    assert wording(as_plain.questions[0].stem) == "# a [x](u)"
    assert wording(as_markdown.questions[0].stem).startswith("a x")
