"""Numbered plain text in, `Draft` out: as teachers paste it from a word processor or an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import MOST_PRINTED, admit, admit_lines
from examgen.formats.decode import shortened
from examgen.formats.draft import Draft
from examgen.formats.format import text_format
from examgen.formats.front_matter import FrontMatter, front_matter
from examgen.formats.plain_text.answer_list import with_answer_lists
from examgen.formats.plain_text.body import question_of
from examgen.formats.plain_text.folds import without_folds
from examgen.formats.plain_text.headings import is_page_line
from examgen.formats.plain_text.options import option_sign
from examgen.formats.plain_text.signs import Line, field_sign
from examgen.formats.plain_text.split import Chunk, Division, divide, lines_of
from examgen.formats.plain_text.stem_keys import with_stem_keys
from examgen.formats.web_page import is_page
from examgen.formats.written_answers import with_written_answers
from examgen.markup.context import LoadImage
from examgen.markup.lint_comments import without_lint_comments

_LONGEST_TITLE = 120
MOST_CHARACTERS = 10_000_000
"""More of any is no teacher's file, and would keep her waiting."""
_FOLD = "<summary"
_FOREIGN = ("<?xml", "<!doctype", "<html", "<quiz", "{\n", '{"', "[\n", "[{", "\\documentclass", "%yaml")


def sniff(text: str) -> float:
    """Plain text is what no other format claims, unless it is plainly some other kind of file."""
    return 0.0 if text.lstrip()[:20].lower().startswith(_FOREIGN) or is_page(text) else 0.1


def parse(text: str, path: str, load: LoadImage | None = None) -> tuple[Draft, tuple[Diagnostic, ...]]:
    """Cut a file into questions; plain text has no way to name pictures, so none are loaded."""
    if (count := len(text)) > MOST_CHARACTERS:
        return Draft(questions=()), (_too_large(f"{count} characters", f"{MOST_CHARACTERS}", path),)
    admit_lines(text)
    settings, text, diagnostics = _settings(without_lint_comments(text), path)
    division = divide(lines_of(without_folds(text) if _FOLD in text else text))
    admit(len(division.chunks))
    title, leftover = _title(division.head)
    diagnostics += _lost_head(title, leftover, path) if division.chunks else []
    diagnostics += _number_reports(division, path)
    questions = []
    for chunk in division.chunks:
        if (count := sum(len(line.text) for line in chunk.lines)) > MOST_PRINTED:
            diagnostics.append(_too_long(chunk, count, path))
            continue
        question, reports = question_of(chunk, path)
        questions.append(question)
        diagnostics += _new(reports, diagnostics)
    answered, reports = with_answer_lists(questions, division.answer_lists, path)
    answered, advice = with_written_answers(with_stem_keys(answered), path)
    draft = Draft(title=settings.title or title, language=settings.language, questions=answered)
    return draft, (*diagnostics, *reports, *advice)


_FRONT = re.compile(
    r"\A---[ \t]*\n(?P<inner>(?:[A-Za-z][\w -]{0,30}:.*\n|[ \t]+\S.*\n|- .*\n|[ \t]*\n){1,40})---[ \t]*$",
    re.MULTILINE,
)


def _settings(text: str, path: str) -> tuple[FrontMatter, str, list[Diagnostic]]:
    """What the lines at the top say of the file, as programs write them that make web pages, and the text without."""
    front = _FRONT.match(text)
    if front is None:
        return FrontMatter(), text, []
    settings, found = front_matter(front["inner"], path)
    return settings, "\n" * front[0].count("\n") + text[front.end() :], list(found)


def _new(reports: Iterable[Diagnostic], known: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The reports without what is not carried and was said of another question."""
    said = {each.message for each in known if each.rule == "not-carried"}
    return [each for each in reports if each.message not in said]


def _too_large(found: str, most: str, path: str) -> Diagnostic:
    message = f"holds {found}, more than the {most} that one file may hold"
    hint = "split the bank into several files"
    return Diagnostic(severity=Severity.ERROR, rule="huge-file", message=message, path=path, hint=hint)


def _too_long(chunk: Chunk, count: int, path: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="huge-question",
        message=f"the question holds {count} characters, more than the {MOST_PRINTED} that can be printed",
        path=path,
        line=chunk.line,
        question=chunk.number or None,
        hint="check that no question number is missing after it",
    )


_FORM = re.compile(r"_{3,}|\.{6,}|…{2,}")
"""Room for a name or a date, in a line that is no title."""

_BOLD = re.compile(r"\*\*([^*]+)\*\*")


def _title(head: Iterable[Line]) -> tuple[str, list[Line]]:
    """The first line of the file, where it stands before the first question, and the other lines there."""
    filled = [line for line in head if line.text]
    first = next((line for line in filled if not _FORM.search(line.text)), None)
    if first is None or len(first.text) > _LONGEST_TITLE:
        return "", filled
    title = re.split(r"\s{2,}", first.text)[0] if is_page_line(first.text) else first.text
    others = [line for line in filled if line is not first]
    return _BOLD.sub(r"\1", title).strip("#*= ").removeprefix("Title:").strip(), others


def _lost_head(title: str, lines: list[Line], path: str) -> list[Diagnostic]:
    """Lines before the first question: a warning, or an error where they look like a question without a number."""
    if not lines:
        return []
    found, verb = (f"{len(lines)} lines", "are") if len(lines) > 1 else ("a line", "is")
    asks = any(field_sign(line.text) or line.text.endswith("?") for line in lines)
    like_question = asks or sum(map(_is_option, lines)) > 1 or _asks_title(title, lines)
    hint = "a question needs its number" if like_question else "give instructions with --exam exam.yaml"
    return [
        Diagnostic(
            severity=Severity.ERROR if like_question else Severity.WARNING,
            rule="lost-text",
            message=f'{found} before the first question {verb} not printed: "{shortened(lines[0].text)}"',
            path=path,
            line=lines[0].number,
            hint=hint,
        )
    ]


def _asks_title(title: str, lines: Sequence[Line]) -> bool:
    """Whether what is taken for the title may be a stem, and the lines below it options: they are no sentences."""
    return title.endswith("?") and len(lines) > 1 and not any(line.text.endswith((".", ":", "!")) for line in lines)


def _is_option(line: Line) -> bool:
    return option_sign(line.text) is not None


class _Report(NamedTuple):
    line: int
    severity: Severity
    rule: str
    message: str


def _number_reports(division: Division, path: str) -> list[Diagnostic]:
    stray = "alone on a line does not continue the numbers, so it is read as text"
    head = "looks like the head or foot of a page and is not printed"
    doubtful = "alone on a line may open a question, but follows no blank line, answer or explanation"
    reports = [
        *(
            _Report(
                chunk.line,
                Severity.WARNING,
                "number-gap",
                f"question {chunk.number} stands where {chunk.expected} should",
            )
            for chunk in division.chunks
            if chunk.expected is not None
        ),
        *(
            _Report(line.number, Severity.WARNING, "number-gap", f'the number "{line.text}" stands twice')
            for line in division.repeated
        ),
        *(
            _Report(line.number, Severity.WARNING, "unclear-number", f'"{line.text}" {stray}')
            for line in division.stray
        ),
        *(
            _Report(line.number, Severity.WARNING, "page-line", f'"{shortened(line.text)}" {head}')
            for line in division.pages
        ),
        *(
            _Report(line.number, Severity.ERROR, "unclear-number", f'"{line.text}" {doubtful}')
            for line in division.doubtful
        ),
    ]
    return [_number_diagnostic(report, path) for report in reports]


def _number_diagnostic(report: _Report, path: str) -> Diagnostic:
    hints = {
        Severity.WARNING: "check that no question is missing or numbered wrongly",
        Severity.ERROR: "put a blank line before a question's number; label the options A. B. C.",
    }
    return Diagnostic(
        severity=report.severity,
        rule=report.rule,
        message=report.message,
        path=path,
        line=report.line,
        hint="delete the line" if report.rule == "page-line" else hints[report.severity],
    )


FORMAT = text_format("plain-text", sniff, parse)
