"""Numbered plain text in, `Draft` out: as teachers paste it from a word processor or an e-mail."""

from __future__ import annotations

from collections.abc import Iterable

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.decode import shortened
from examgen.formats.draft import Draft
from examgen.formats.format import Format
from examgen.formats.plain_text.answer_list import with_answer_list
from examgen.formats.plain_text.body import question_of
from examgen.formats.plain_text.signs import Line
from examgen.formats.plain_text.split import Chunk, divide, lines_of

_LONGEST_TITLE = 120
_FOREIGN = ("<?xml", "<!doctype", "<html", "<quiz", "{\n", '{"', "[\n", '[{', "\\documentclass", "%YAML", "---\n")


def sniff(text: str) -> float:
    """Plain text is what no other format claims, unless it is plainly some other kind of file."""
    return 0.0 if text.lstrip()[:20].lower().startswith(_FOREIGN) else 0.1


def parse(text: str, path: str) -> tuple[Draft, tuple[Diagnostic, ...]]:
    """Cut a file into questions."""
    division = divide(lines_of(text))
    title, leftover = _title(division.head)
    diagnostics = _lost_head(leftover, path) if division.chunks else []
    diagnostics += _number_reports(division.chunks, division.repeated, division.stray, path)
    questions = []
    for chunk in division.chunks:
        question, reports = question_of(chunk, path)
        questions.append(question)
        diagnostics += reports
    answered, reports = with_answer_list(questions, division.answer_list, path)
    return Draft(title=title, questions=answered), (*diagnostics, *reports)


def _title(head: Iterable[Line]) -> tuple[str, list[Line]]:
    """The first line of the file, where it stands before the first question, and the other lines there."""
    filled = [line for line in head if line.text]
    if not filled or len(filled[0].text) > _LONGEST_TITLE:
        return "", filled
    return filled[0].text.strip("#*= ").removeprefix("Title:").strip(), filled[1:]


def _lost_head(lines: list[Line], path: str) -> list[Diagnostic]:
    if not lines:
        return []
    count = f"{len(lines)} lines before the first question are" if len(lines) > 1 else "a line before the first question is"
    return [
        Diagnostic(
            severity=Severity.WARNING,
            rule="lost-text",
            message=f'{count} not printed: "{shortened(lines[0].text)}"',
            path=path,
            line=lines[0].number,
            hint="give instructions with --exam exam.yaml; a question needs its number",
        )
    ]


def _number_reports(
    chunks: Iterable[Chunk], repeated: Iterable[Line], stray: Iterable[Line], path: str
) -> list[Diagnostic]:
    reports = [
        (chunk.line, "number-gap", f"question {chunk.number} stands where question {chunk.expected} should")
        for chunk in chunks
        if chunk.expected is not None
    ]
    reports += [(line.number, "number-gap", f'the number "{line.text}" stands twice') for line in repeated]
    reports += [
        (line.number, "unclear-number", f'"{line.text}" alone on a line does not continue the numbers: read as text')
        for line in stray
    ]
    hint = "check that no question is missing or numbered wrongly"
    return [
        Diagnostic(severity=Severity.WARNING, rule=rule, message=message, path=path, line=line, hint=hint)
        for line, rule, message in reports
    ]


FORMAT = Format("plain-text", sniff, parse)
