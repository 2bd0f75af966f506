"""A Word document in, its parts out, by the rules for plain text; a line is a paragraph, or what a break begins."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from docx import Document

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats import plain_text, tagged_test
from examgen.formats.archive import huge_part, opened
from examgen.formats.bounds import OutOfBounds
from examgen.formats.docx.ends import check_end
from examgen.formats.docx.lines import Lines
from examgen.formats.docx.numbering import numbering_of
from examgen.formats.docx.styles import Styles
from examgen.formats.docx.ticks import with_key
from examgen.formats.draft import Draft
from examgen.formats.format import Parsed
from examgen.formats.images import image_file
from examgen.formats.records.drafting import drafted
from examgen.formats.reporting import Report
from examgen.formats.source import Source
from examgen.formats.tables.rows import Row
from examgen.formats.tables.table import Table
from examgen.formats.xml import Element
from examgen.markup.context import Refusal
from examgen.model.text import ImageFile

MOST_RUNS = 600_000
"""Paragraphs, and pieces of them in one style, that a document may hold: more than plain text may have lines."""

_BODY = "word/document.xml"
_RUN = re.compile(rb"<(?:\w+:)?[pr][\s/>]")


def parse(source: Source) -> Parsed:
    """Cut a document into its questions."""
    archive = opened(source.data, source.path)
    if isinstance(archive, Diagnostic):
        return Draft(questions=()), (archive,)
    if huge := huge_part(archive, source.path):
        return Draft(questions=()), (huge,)
    if (count := len(_RUN.findall(archive.read(_BODY) or b""))) > MOST_RUNS:
        message = f"holds {count} paragraphs and runs of words, more than the {MOST_RUNS} that examgen reads"
        raise OutOfBounds("huge-file", message, "split it into several documents")
    if (damaged := archive.damaged()) is not None:
        return Draft(questions=()), (_damaged(source.path, ValueError(f"its part {damaged} is damaged")),)
    try:
        document: Any = Document(io.BytesIO(source.data))
        body, part = document.element.body, document.part
        styles = Styles({each.style_id: each for each in document.styles})
    except Exception as error:  # python-docx raises whatever a damaged part makes its libraries raise
        return Draft(questions=()), (_damaged(source.path, error),)
    report = Report(source.path, None)
    lines = Lines(
        picture=_pictures(part),
        numbering=numbering_of(_numbering(part)),
        styles=styles,
        report=report,
    )
    lines.read(body)
    text = lines.text()
    draft, found = (tagged_test if tagged_test.sniff(text) else plain_text).parse(text, source.path)
    draft = replace(draft, questions=tuple(with_key(question, lines.apart.values()) for question in draft.questions))
    tabled, beside = _tabled(lines.tables, source)
    whole = sorted((*draft.questions, *tabled.questions), key=lambda question: question.line)
    draft, found = lines.tokens.draft(replace(draft, questions=tuple(whole))), (*found, *beside)
    topics = lines.topics
    questions = tuple(
        question
        if question.topic
        else replace(question, topic=next((words for line, words in reversed(topics) if line <= question.line), ""))
        for question in draft.questions
    )
    for question in questions:
        check_end(question, Report(source.path, question.number or None, report.diagnostics))
    return replace(draft, title=lines.title or draft.title, questions=questions), (*report.diagnostics, *found)


def _tabled(tables: Sequence[Sequence[Row]], source: Source) -> tuple[Draft, list[Diagnostic]]:
    """The questions that stand in tables."""
    read = [Table(source.path, is_padded=True) for _ in tables]
    for table, rows in zip(read, tables, strict=True):
        table.read(rows)
    draft, found = drafted([question for table in read for question in table.questions], source)
    return draft, [*(each for table in read for each in table.diagnostics), *found]


def _numbering(part: Any) -> Element | None:
    try:
        return part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return None


def _pictures(part: Any) -> Callable[[str], ImageFile | Refusal]:
    def picture(relation: str) -> ImageFile | Refusal:
        known = part.rels.get(relation)
        if known is None or known.is_external:
            return Refusal("a picture is linked, not in the document", "paste it into the document")
        target = known.target_part
        return image_file(PurePosixPath(str(target.partname)).name, target.blob, is_embedded=True)

    return picture


def _damaged(path: str, error: Exception) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="bad-archive",
        message=f"is no Word document that can be read: {str(error)[:120] or type(error).__name__}",
        path=path,
        hint="open it in Word or LibreOffice, and save it again as docx",
    )
