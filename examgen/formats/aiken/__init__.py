"""Aiken, questions as lines of text with ``ANSWER:`` behind the options: files in, `Draft` out."""

from __future__ import annotations

import re

from examgen.diagnostics import Diagnostic
from examgen.formats.aiken.items import Cutter, Item
from examgen.formats.aiken.question import Reader, begins_with_number
from examgen.formats.bounds import admit_lines, admit_questions
from examgen.formats.draft import Draft
from examgen.formats.format import Format, Parsed
from examgen.formats.plain_text.signs import number_sign
from examgen.formats.reporting import Report
from examgen.formats.source import Source

_ANSWERED = re.compile(
    r"^[ \t]*(?P<stem>\S[^\n]*)\n\s*(?:[A-Z][.)][ \t]*\S[^\n]*\n\s*){2,26}ANSWER:[ \t]*[A-Z][ \t]*$", re.MULTILINE
)
_OTHER = re.compile(r"^(?:#{1,6} |\\begin\{|<\?xml|Type:[ \t])", re.MULTILINE)
_ENDS = re.compile(r"[.?!:…。？！：]\s*$")
_SURE = 0.7


def sniff(source: Source) -> float:
    """Capital letters, ``ANSWER:`` in capitals below them, and a stem without a number: with one it is plain text."""
    match = _ANSWERED.search(source.head)
    if match is None or number_sign(match["stem"]) or _OTHER.search(source.head):
        return 0.0
    return _SURE


def parse(source: Source) -> Parsed:
    """Cut a file into questions."""
    admit_lines(source.text)
    cutter = Cutter()
    for number, line in enumerate(source.text.split("\n"), start=1):
        cutter.read(number, line)
    cutter.finish()
    diagnostics: list[Diagnostic] = []
    items = cutter.items
    admit_questions([item.line for item in items], source.text.split("\n"), source.path)
    title = _title(items)
    is_numbered = 2 * sum(map(begins_with_number, items)) >= len(items)
    reader = Reader(Report(source.path, None, diagnostics), source.load, is_numbered)
    questions = [question for item in items if (question := reader.question(item)) is not None]
    return Draft(title=title, questions=tuple(questions)), tuple(diagnostics)


def _title(items: list[Item]) -> str:
    """A line without a stop above the first stem, which a blank line parts from it; it is taken away there."""
    stem = items[0].stem if items else None
    if stem is None or len(stem.lines) < 3 or stem.lines[1] or _ENDS.search(stem.lines[0]) or items[0].head:
        return ""
    title, _, *rest = stem.lines
    if not any(rest):
        return ""
    stem.lines = rest
    stem.line += 2
    return title


FORMAT = Format(name="aiken", sniff=sniff, parse=parse)
