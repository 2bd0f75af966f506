"""The bank formats that examgen knows; adding one is adding a module and a line here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from examgen.formats.archive import SIGN
from examgen.formats.format import Format, Writer
from examgen.formats.source import Source


@dataclass(frozen=True, slots=True)
class _Reader:
    """A module that reads a format, which is loaded for files alone that may be of it."""

    module: str
    """Below this package; it holds ``FORMAT``, or ``FORMATS``."""

    may_be: Callable[[Source], bool] = lambda source: True
    """A quick look: every file that its format claims passes."""

    def load(self) -> tuple[Format, ...]:
        module = import_module(f"examgen.formats.{self.module}")
        return getattr(module, "FORMATS", None) or (module.FORMAT,)


def _holds(pattern: str) -> Callable[[Source], bool]:
    """Whether the beginning of the text holds a sign; the lines of a pattern are those of the text."""
    sign = re.compile(pattern, re.MULTILINE)
    return lambda source: sign.search(source.head) is not None


def _is_packed(source: Source) -> bool:
    return source.data.startswith(SIGN)


def _is_xml(source: Source) -> bool:
    return b"<" in source.data[:_XML_STARTS]


def _has_cells(source: Source) -> bool:
    """Whether a sign that parts cells stands in one of the first lines, or a quote opens a cell of several lines."""
    lines = [line for line in source.head.split("\n", _MOST_BLANK) if line.strip()][:_FIRST_LINES]
    return any(sign in line for sign in ",;\t|" for line in lines) or source.head.lstrip().startswith('"')


def _is_test_bank(source: Source) -> bool:
    return "ANS:" in source.tabbed or _RESPONDUS.search(source.head) is not None


_RESPONDUS = re.compile(r"^[ \t]*(?:Type:|Title:|[@~][ \t])", re.MULTILINE)
_XML_STARTS = 4096
_FIRST_LINES = 3
_MOST_BLANK = 40
_READERS = (
    _Reader("examgen_markdown"),
    _Reader("plain_text"),
    _Reader("quiz_markdown"),
    _Reader("trivia", _holds("^#Q")),
    _Reader("question_pool", _holds(r"^[A-Z]{1,3}\d")),
    _Reader("tagged_test", _holds(r"^[ \t]*(?:I|S):|<question\d?>")),
    _Reader("testownik", _holds(r"^[ \t]*X[01]{2}")),
    _Reader("project_quiz", _holds("--- question ---")),
    _Reader("wiki_quiz", _holds(r"^\{")),
    _Reader("text2qti", _holds(r"^(?:[Qq]uiz [Tt]itle:|GROUP|\[\*\]|\.\.\.)")),
    _Reader("amc_text", _holds(r"^\+")),
    _Reader("gift", _holds(r"\{|\$CATEGORY")),
    _Reader("tables.csv_format", _has_cells),
    _Reader("tables.xlsx_format", _is_packed),
    _Reader("anki", _holds(r"\A#[a-z ]+:")),
    _Reader("records.json_format", _holds(r"\A\s*[{\[]")),
    _Reader("records.yaml_format", _holds(r"^(?:\s*- .*:|\S[^\n]*:\s*(?:\n\s+\S[^\n]*:|\[|\n\s*- ))")),
    _Reader("qti", lambda source: _is_packed(source) or _is_xml(source)),
    _Reader("aiken", _holds("ANSWER:")),
    _Reader("moodle_xml", _is_xml),
    _Reader("blackboard", _holds("\t")),
    _Reader("respondus", _is_test_bank),
    _Reader("rexams", _holds("extype")),
    _Reader("latex", _holds(r"\\begin\{")),
    _Reader("docx", _is_packed),
)
"""In the order in which they are named to the user."""


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format that is read."""
    return tuple(form for reader in _READERS for form in reader.load())


@cache
def all_writers() -> tuple[Writer, ...]:
    """Every format that is written, in the order in which they are named to the user."""
    from examgen.formats import docx, examgen_markdown_dump, plain_text_dump, text2qti
    from examgen.formats.aiken import dump as aiken_dump
    from examgen.formats.gift import dump as gift_dump
    from examgen.formats.moodle_xml import dump as moodle_xml_dump
    from examgen.formats.qti.written import first, second
    from examgen.formats.records import json_format, yaml_format
    from examgen.formats.tables import csv_format, xlsx_format

    return (
        examgen_markdown_dump.WRITER,
        plain_text_dump.WRITER,
        text2qti.WRITER,
        moodle_xml_dump.WRITER,
        first.WRITER,
        second.WRITER,
        docx.WRITER,
        json_format.WRITER,
        yaml_format.WRITER,
        gift_dump.WRITER,
        aiken_dump.WRITER,
        csv_format.WRITER,
        xlsx_format.WRITER,
    )


def format_names() -> tuple[str, ...]:
    return tuple(form.name for form in all_formats())


def format_named(name: str) -> Format | None:
    return next((form for form in all_formats() if form.name == name.lower()), None)


def writer_named(name: str) -> Writer | None:
    return next((writer for writer in all_writers() if writer.name == name.lower()), None)


def writer_for(path: Path) -> Writer | None:
    """The format that the ending of a file name means."""
    return next((writer for writer in all_writers() if path.name.lower().endswith(writer.endings)), None)


def recognised(source: Source) -> Format | None:
    """The format that is surest that the file is its own, the first of several; ``None`` if none claims it."""
    likely = (form for reader in _READERS if reader.may_be(source) for form in reader.load())
    claims = [(form.sniff(source), form) for form in likely]
    claim, best = max(claims, key=lambda pair: pair[0])
    return best if claim > 0 else None
