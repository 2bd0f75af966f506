"""A closing answer list in, its statements added to the questions they name; each entry finds a question or is reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.decode import shortened
from examgen.formats.draft import DraftQuestion
from examgen.formats.plain_text.answers import stated_answer
from examgen.formats.plain_text.signs import Field, Line, field_sign, unwrapped
from examgen.markup.plain import parse
from examgen.model.text import wording

_ENTRY = re.compile(
    r"(?:[-*•]\s+)?(?:question|ques\.?|q\.?|#)?\s*(?P<number>\d{1,4})\s*(?:[.):=]|[-–—]+>?|→|(?=\s))\s*(?P<value>\S.*)", re.IGNORECASE
)
_ONE = r"(?:q\s*)?\d{1,4}\s*(?:[.):=]\s*|[-–—]\s*|\s)\s*[(\[]?[A-Za-z][)\]]?"
_ROW = re.compile(rf"{_ONE}(?:\s*[,;|]\s*|\s+){_ONE}(?:(?:\s*[,;|]\s*|\s+){_ONE})*\s*[.,;]?$", re.IGNORECASE)
_ROW_ENTRY = re.compile(
    r"(?P<number>\d{1,4})\s*(?:[.):=]\s*|[-–—]\s*|\s)\s*(?P<value>[(\[]?[A-Za-z][)\]]?)", re.IGNORECASE
)
_LONGEST_ROW = 2000


def with_answer_list(
    questions: Sequence[DraftQuestion], lines: Sequence[Line], path: str
) -> tuple[tuple[DraftQuestion, ...], list[Diagnostic]]:
    """The questions with what the list says of them."""
    diagnostics: list[Diagnostic] = []
    found = list(questions)
    places: dict[str, list[int]] = {}
    for place, question in enumerate(questions):
        places.setdefault(question.number, []).append(place)
    last: int | None = None
    for line in lines:
        if not line.text:
            continue
        entries = _entries(line)
        for number, value in entries:
            named = places.get(number, [])
            last = named[0] if len(named) == 1 else None
            if last is None:
                diagnostics.append(_unmatched(number, len(named), line, path))
            else:
                found[last] = _with_answer(found[last], value, line)
        if not entries and (last is None or (explained := _with_explanation(found[last], line)) is None):
            diagnostics.append(_lost(line, path))
        elif not entries and last is not None and explained is not None:
            found[last] = explained
    return tuple(found), diagnostics


def _entries(line: Line) -> list[tuple[str, str]]:
    text = unwrapped(line.text)
    if len(text) <= _LONGEST_ROW and _ROW.match(text):
        return [(_plain(match["number"]), match["value"]) for match in _ROW_ENTRY.finditer(text)]
    match = _ENTRY.match(text)
    return [(_plain(match["number"]), match["value"])] if match else []


def _plain(number: str) -> str:
    return str(int(number))


def _with_answer(question: DraftQuestion, value: str, line: Line) -> DraftQuestion:
    wordings = [wording(option.text) for option in question.options]
    return replace(question, answers=(*question.answers, stated_answer(value, line.number, wordings)))


def _with_explanation(question: DraftQuestion, line: Line) -> DraftQuestion | None:
    """An explanation that follows its entry in the list; ``None`` for any other line."""
    sign = field_sign(line.text)
    if sign is None or sign.field is not Field.EXPLANATION:
        return None
    return replace(
        question,
        explanation=question.explanation + parse(sign.value),
        explanation_line=question.explanation_line or line.number,
    )


def _unmatched(number: str, count: int, line: Line, path: str) -> Diagnostic:
    if count:
        message = f"the answer list names question {number}, but {count} questions have that number"
        hint = "number the questions through, or state each answer beside its question"
    else:
        message, hint = f"the answer list names question {number}, which the file does not hold", "check the numbers"
    return Diagnostic(
        severity=Severity.ERROR, rule="unmatched-answer", message=message, path=path, line=line.number, hint=hint
    )


def _lost(line: Line, path: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="lost-text",
        message=f'"{shortened(line.text)}" in the answer list is not an answer',
        path=path,
        line=line.number,
        hint='write each answer as "3. B"',
    )
