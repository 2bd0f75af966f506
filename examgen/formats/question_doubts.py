"""Lines of a question in examgen's Markdown in, diagnostics out: what seems to be meant, but is written otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from examgen.formats.part_labels import other_label, part_label
from examgen.formats.question_layout import ARROW
from examgen.formats.reporting import Report
from examgen.formats.sections import Line
from examgen.markup.gaps import unclosed
from examgen.model.text import Gap, ListBlock, Paragraph, Quote, Text, spans_of

_PROSE = (Paragraph, ListBlock, Quote)
_SHOWN = 60


def report_heading(words: str, line: int, is_answered: bool, letter: str, report: Report) -> None:
    """Report a heading below a question, or below the part of one with a letter, that seems to open a part."""
    if letter and (label := part_label(words)):
        hint = f"write it as the next part, with a heading of part ({letter})'s level, or without the label"
        report.error("parts", f'"({label.name})" stands inside a part, and parts have none', line, hint)
        return
    other = other_label(words)
    if other and not is_answered:
        message = f'the heading "{words.strip()[:_SHOWN]}" is no part: parts are called (a), (b), (c), …'
        report.warning("parts", message, line, f'write (a), (b), … for "{other}"; else it is printed as text')


def report_unclosed(stem: Iterable[Line], report: Report) -> bool:
    """Report gaps whose braces are not closed; say whether there are any."""
    found = [(line, source) for line in stem if (source := None if line.is_code else unclosed(line.text))]
    for line, source in found:
        hint = "close it on the same line, as in ____{carbon dioxide}; write \\{ for a plain brace"
        report.error("gap", f'"{source[:_SHOWN]}" opens a gap that is not closed', line.number, hint)
    return bool(found)


def report_behind_gaps(stem: Text, line: int, report: Report) -> None:
    """Say that words behind the gaps are the stem too, where they may have been meant to explain them."""
    *_, last = stem
    if isinstance(last, _PROSE) and not any(isinstance(span, Gap) for span in spans_of((last,))):
        message = "what stands behind the last gap is printed on the paper, as part of the question"
        hint = "write **Explanation:** before what belongs into the key alone"
        report.warning("behind-gaps", message, line, hint)


def report_unpaired(item: Line, report: Report) -> None:
    """Say what an item of a matching question lacks."""
    shown = item.text.strip()
    message, hint = f'"{shown[:_SHOWN]}" has nothing that it belongs to', "write each pair on a line such as"
    if ARROW in shown.removesuffix(ARROW):
        message, hint = f'"{shown[:_SHOWN]}" has no space on both sides of its arrow', "write it as in"
    report.error("matching-pairs", message, item.number, f"{hint} - Paris => France")
