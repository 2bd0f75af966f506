"""Text as Respondus and ExamView write it: files in, `Draft` out."""

from __future__ import annotations

import re

from examgen.diagnostics import Diagnostic
from examgen.formats.bounds import admit_lines, admit_questions
from examgen.formats.decode import shortened
from examgen.formats.draft import Draft
from examgen.formats.format import Format, Parsed
from examgen.formats.losses import Losses
from examgen.formats.reporting import Report
from examgen.formats.respondus.items import SECTIONS, TYPES, Cutter, Item
from examgen.formats.respondus.question import Reader
from examgen.formats.source import Source

_TYPE = re.compile(rf"^[ \t]*Type:[ \t]*(?:{'|'.join(map(re.escape, TYPES))})[ \t]*$", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*(?:_{2,}[ \t]*)?\d{1,5}[.)](?:[ \t]|$)", re.MULTILINE)
_SECTION = re.compile(rf"^[ \t]*(?:{'|'.join(map(re.escape, SECTIONS))})[ \t]*$", re.MULTILINE | re.IGNORECASE)
_ANSWER = re.compile(r"^[ \t]*(?:\d{1,5}[.)][ \t]*)?ANS:", re.MULTILINE)
_FEEDBACK = re.compile(r"^[ \t]*\*?[A-Za-z][.)][ \t]+\S[^\n]*\n[ \t]*[@~][ \t]+\S", re.MULTILINE)
_TITLES = re.compile(r"^[ \t]*Title:[^\n]*\n[ \t]*\d{1,5}[.)][ \t]", re.MULTILINE)
_SURE = 0.9


def sniff(source: Source) -> float:
    """Types, headings of sections with ``ANS:``, or feedback below options; without these it is plain text."""
    head = source.head
    if not _NUMBER.search(head):
        return 0.0
    is_respondus = _TYPE.search(head) or _FEEDBACK.search(head) or len(_TITLES.findall(head)) > 1
    is_examview = _SECTION.search(head) and _ANSWER.search(source.tabbed)
    return _SURE if is_respondus or is_examview else 0.0


def parse(source: Source) -> Parsed:
    """Cut a file into questions."""
    admit_lines(source.tabbed)
    cutter = Cutter()
    for number, line in enumerate(source.tabbed.split("\n"), start=1):
        cutter.read(number, line)
    admit_questions([item.line for item in cutter.items], source.tabbed.split("\n"), source.path)
    diagnostics: list[Diagnostic] = []
    losses = Losses()
    report = Report(source.path, None, diagnostics)
    title = _title(cutter)
    _report_stray(cutter, report)
    _join_list(cutter, report)
    reader = Reader(report, source.load, losses)
    questions = tuple(reader.question(item) for item in cutter.items)
    return Draft(title=title, questions=questions), (*diagnostics, *losses.diagnostics)


def _title(cutter: Cutter) -> str:
    """The first line before the first question, unless it says what to do in a section."""
    first = min((item.line for item in cutter.items), default=0)
    if not cutter.stray or cutter.stray[0].line > first or cutter.stray[0].line - 1 in cutter.sections:
        return ""
    piece = cutter.stray.pop(0)
    title, _, rest = piece.source.partition("\n")
    if rest.strip():
        piece.line, piece.lines = piece.line + 1, rest.split("\n")
        cutter.stray.insert(0, piece)
    return " ".join(title.split())


def _report_stray(cutter: Cutter, report: Report) -> None:
    for piece in cutter.stray:
        message = f'a text that belongs to no question is not printed: "{shortened(" ".join(piece.source.split()))}"'
        report.warning("not-carried", message, piece.line, "number it if it is a question")


def _join_list(cutter: Cutter, report: Report) -> None:
    """Give each question what the list at the end says of its number."""
    for (kind, number), tags in cutter.listed.items():
        meant = _meant(cutter, kind, number)
        if len(meant) == 1:
            meant[0].tags += tags
        else:
            found = f"{len(meant)} questions have" if meant else "no question has"
            message = f"{found} the number {number}, which the answers name"
            report.error("unmatched-answer", message, tags[0][1].line, "number the questions as the answers count them")


def _meant(cutter: Cutter, kind: str, number: str) -> list[Item]:
    """The questions that a line of the answers may mean: those of its section, where a number is given twice."""
    asked = [(each, item.kind) for item in cutter.items for each in (*item.prompts, item)]
    numbered = [(each, own) for each, own in asked if each.number == number]
    return [each for each, own in numbered if len(numbered) == 1 or own == kind]


FORMAT = Format(name="respondus", sniff=sniff, parse=parse)
