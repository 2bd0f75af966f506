"""The lines below the options of a question in, its note, model answer, rubric, explanation and stated answers out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from examgen.formats.draft import DraftOption, StatedAnswer
from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.reasoned_answers import read_answer
from examgen.formats.plain_text.signs import field_sign
from examgen.formats.question_layout import NOTE, RUBRIC, QuestionLines, label_of
from examgen.formats.sections import Line, trimmed
from examgen.markup.inline_dump import escaped_start
from examgen.markup.outline import OuterBlock

_EXPLANATION = re.compile(r"\*\*Explanation:\*\*", re.IGNORECASE)


@dataclass(slots=True)
class Tail:
    """What stands below the options, still source."""

    note: list[Line] = field(default_factory=list)
    explanation: list[Line] = field(default_factory=list)
    answers: tuple[StatedAnswer, ...] = ()
    model_answer: list[Line] = field(default_factory=list)
    rubric: OuterBlock | None = None
    stray_rubric: Line | None = None
    """The label of a rubric with no list below it."""


def tail_of(after: Sequence[Line], lines: QuestionLines, options: Sequence[DraftOption], *, is_open: bool) -> Tail:
    """Part the lines below the options; in an open question an answer is the model answer."""
    tail = Tail()
    rest = trimmed(after)
    while rest and not rest[0].is_code:
        first = rest[0]
        sign = field_sign(first.text.strip())
        if (label := NOTE.match(first.text)) and not tail.note:
            end = _note_end(rest, is_long=label.end() == len(first.text.rstrip()))
            tail.note = [replace(first, text=escaped_start(first.text[label.end() :])), *rest[1:end]]
            rest = trimmed(rest[end:])
        elif is_open and RUBRIC.match(first.text) and tail.rubric is None:
            tail.rubric = lines.list_below(first.number) if RUBRIC.fullmatch(first.text.strip()) else None
            if tail.rubric is None:
                tail.stray_rubric = first
            end = tail.rubric.lines.stop if tail.rubric else first.number
            rest = trimmed([line for line in rest if line.number > end])
        elif sign and sign.field is Field.ANSWER and not sign.weak and is_open and not tail.model_answer:
            end = next((place for place, line in enumerate(rest) if place and label_of(line)), len(rest))
            tail.model_answer = [replace(first, text=escaped_start(sign.value)), *rest[1:end]]
            rest = trimmed(rest[end:])
        elif sign and sign.field is Field.ANSWER and not sign.weak and not is_open:
            answer, reasons = read_answer(sign.value, first.number, options)
            tail.answers = (*tail.answers, answer)
            rest = trimmed([replace(first, text=reasons), *rest[1:]])
        elif sign and sign.field is Field.EXPLANATION and not sign.weak:
            rest = [replace(first, text=escaped_start(sign.value)), *rest[1:]]
            break
        else:
            break
    tail.explanation = list(rest)
    return tail


def _note_end(lines: Sequence[Line], *, is_long: bool) -> int:
    """Where a note ends: with its paragraph, or before the explanation's label where it begins on a line of its own."""
    for place, line in enumerate(lines):
        if place and (_EXPLANATION.match(line.text) if is_long and not line.is_code else line.is_blank and not is_long):
            return place
    return len(lines)
