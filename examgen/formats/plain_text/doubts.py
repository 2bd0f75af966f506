"""What stands in a question in, reports of what may not be meant as it is read out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from examgen.formats.decode import shortened
from examgen.formats.draft import DraftQuestion
from examgen.formats.labels import LETTER
from examgen.formats.plain_text.choices import OptionLines
from examgen.formats.plain_text.code import is_fenced
from examgen.formats.plain_text.signs import Line, points_among_words
from examgen.formats.reporting import Report
from examgen.markup.doubts import doubts_in
from examgen.markup.flat import OPAQUE
from examgen.markup.patterns import late
from examgen.model.text import Span, Words, spans_of


def report_doubts(question: DraftQuestion, report: Report) -> None:
    """Report signs of formulas that are printed as they are written."""
    texts = [(question.stem, question.line), (question.explanation, question.explanation_line or question.line)]
    for text, line in (*texts, *((option.text, option.line) for option in question.options)):
        words = "".join(_probe(span) for span in spans_of(text))
        for doubt in doubts_in(words):
            report.warning("unclear-math", doubt.message, line, doubt.hint)


def _probe(span: Span) -> str:
    return span.text if isinstance(span, Words) and not span.style.code else OPAQUE


_FEEDBACK = re.compile(r"\.{3}\s+\S")
_FEEDBACK_HINT = "write it behind the answer, on a line that begins with Explanation:"


def report_feedback(body: Sequence[Line], report: Report) -> None:
    """Report lines of feedback as text2qti has them: three stops, a space and words."""
    for line in (line for line in body if _FEEDBACK.match(line.text)):
        message = f'"{shortened(line.text)}" looks like feedback, but is read as part of the stem or of an option'
        report.error("lost-text", message, line.number, _FEEDBACK_HINT)


def report_points(stem: Sequence[Line], report: Report) -> None:
    for line in stem:
        if found := None if is_fenced(line) else points_among_words(line.text):
            message = f'"{shortened(found)}" seems to give points, but they are not understood'
            report.warning("points", message, line.number, 'write the points alone in brackets, as in "(2 points)"')


_LIKE_ANSWER = late(
    rf"[^\W\d_][\w'’ .]{{1,28}}\s*(?:[:：=]|-+>)\s*[(\[（]?(?:{LETTER}|\d{{1,2}})[)\]）]?\s*[.。]?"
    r"|(?:[A-Z]|\([A-Za-z]\))\sis\s(?:the\s)?(?:correct|right)(?:\s\w+)?\.?"
)


def like_answers(divided: OptionLines) -> list[Line]:
    """Lines that go on an option, or bear no label among bare ones, and look like the statement of an answer."""
    lines = [line for option in divided.options for line in option.lines[1 if option.label else 0 :]]
    return [line for line in lines if len(line.text) <= 40 and _LIKE_ANSWER.fullmatch(line.text)]
