"""Questions without options whose answers are stated in; questions for words, numbers or free writing out.

A letter alone stays an answer to options: these are missing, and the bank says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.blanks import mark, with_blanks
from examgen.formats.draft import AcceptedAnswer, DraftQuestion, StatedAnswer
from examgen.formats.identity import same_wording
from examgen.formats.kinds import with_truth
from examgen.formats.numbers import stated_number
from examgen.markup.plain import parse
from examgen.model.response import Kind
from examgen.model.text import Gap, Span, Text, Words, map_spans, spans_of

LONGEST = 60
"""Characters of an answer that is a word to be matched; a longer one is a model answer."""

_BLANK = re.compile(r"_{3,}")
_PARTED = re.compile(r"(?:(?<!\s)\s+)?[;,/]\s*|(?<!\s)\s+(?:and|und|et|y|e)\s+")


def with_written_answers(
    questions: Sequence[DraftQuestion], path: str
) -> tuple[tuple[DraftQuestion, ...], tuple[Diagnostic, ...]]:
    """The questions, and an advice that counts those that have become questions for writing."""
    found = tuple(map(_with_written, questions))
    changed = [new for old, new in zip(questions, found, strict=True) if new is not old]
    if not changed:
        return found, ()
    advice = Diagnostic(
        severity=Severity.ADVICE,
        rule="read-as",
        message=f"questions without options, {len(changed)} in all, ask for what their answers hold: "
        "a word, a number or free writing",
        path=path,
        line=changed[0].line,
        question=changed[0].number or None,
        hint="where options are missing, label them A. B. C.",
    )
    return found, (advice,)


def _with_written(question: DraftQuestion) -> DraftQuestion:
    is_bare = not (question.options or question.kind or question.accepted or question.parts) and question.answers
    if not is_bare or with_truth(question) is not question:
        return question
    said = [_said(answer) for answer in question.answers]
    if not said[0] or len({same_wording(each) for each in said}) > 1:
        return question
    answer, line = said[0], question.answers[0].line
    notes = [each.note for each in question.answers if each.note]
    question = replace(question, answers=(), note=question.note or next(iter(notes), ()))
    if len(answer) > LONGEST:
        return replace(question, kind=Kind.OPEN, model_answer=parse(answer, [line]))
    return _gapped(question, answer, line) or _asking(question, answer, line)


def _said(answer: StatedAnswer) -> str:
    """The words or the number of an answer; empty for a letter, which names an option."""
    if answer.label:
        return answer.label if answer.label.isdecimal() and not answer.text else ""
    return answer.text


def _asking(question: DraftQuestion, answer: str, line: int) -> DraftQuestion:
    accepted = AcceptedAnswer(text=parse(answer, [line]), line=line)
    kind = Kind.NUMERIC if stated_number(accepted.text) else Kind.SHORT_ANSWER
    return replace(question, kind=kind, accepted=(accepted,))


def _gapped(question: DraftQuestion, answer: str, line: int) -> DraftQuestion | None:
    """A fill-in, where the stem has a blank for the answer, or for each of its parts."""
    number = sum(len(_BLANK.findall(words)) for words in map(_prose, spans_of(question.stem)))
    answers = [answer] if number == 1 else _PARTED.split(answer)
    if number == 0 or len(answers) != number:
        return None
    gap = DraftQuestion(stem=(), options=(), line=line)
    parts = tuple(replace(_asking(gap, each, line), letter=str(place)) for place, each in enumerate(answers, start=1))
    stem = with_blanks(_marked(question.stem), [Gap(place) for place in range(number)])
    return replace(question, kind=Kind.FILL_IN, stem=stem, parts=parts)


def _marked(stem: Text) -> Text:
    places = count()

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(
            replace(span, text=_BLANK.sub(lambda _: mark(next(places)), span.text))
            if isinstance(span, Words) and not span.style.code
            else span
            for span in spans
        )

    return map_spans(stem, change)


def _prose(span: Span) -> str:
    return span.text if isinstance(span, Words) and not span.style.code else ""
