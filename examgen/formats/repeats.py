"""Questions in, the same out; one that says again what an earlier one asks knows which that is.

Banks that grew over years, or are joined from several, hold questions twice.
Nothing is dropped here: what is written again is written whole, and papers hold one of the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.identity import plain_content, shown_texts
from examgen.model.bank import Question, QuestionSet
from examgen.model.response import CHOOSING, Matching
from examgen.model.text import wording


def told_apart(questions: Sequence[Question]) -> tuple[tuple[Question, ...], list[Diagnostic]]:
    """The questions, of one file or of several, each repeat with `repeats` set; with reports.

    What asks the same and has another key, and what differs and has the same id, is an error.
    """
    by_content: dict[Hashable, Question] = {}
    by_id = {part.id: question for question in questions for part in question.parts}
    ids = _Ids({question.id for question in questions})
    told: list[Question] = []
    diagnostics: list[Diagnostic] = []
    for question in questions:
        first = by_content.setdefault(_asked(question), question)
        if first is not question:
            apart = _difference(first, question)
            question = question if apart else _repeat(question, first, ids)
            diagnostics.append(_repeated(question, first, apart))
        elif (same := by_id.setdefault(question.id, question)) is not question:
            message = f'the id "{question.id}" is also that of {_place(same)}'
            diagnostics.append(_confused("duplicate-id", message, question, "give one of them another id"))
        told.append(question)
    return tuple(told), diagnostics


def check_sets(sets: Sequence[QuestionSet], questions: Sequence[Question]) -> list[Diagnostic]:
    """Report sets that hold nothing, or that cannot be told apart from each other or from questions."""
    found: list[Diagnostic] = []
    held = {question.set_id for question in questions}
    by_id = {part.id: _place(question) for question in questions for part in question.with_parts}
    for each in sets:
        if each.id not in held:
            found.append(_confused("empty-set", "the set has no questions", each, _EMPTY_SET))
        if not wording(each.stimulus).strip():
            found.append(_confused("empty-set", "the set has no text that its questions share", each, _NO_STIMULUS))
        if first := by_id.get(each.id):
            message = f'the id "{each.id}" is also that of {first}'
            found.append(_confused("duplicate-id", message, each, "give one of them another id"))
        by_id.setdefault(each.id, f"the set in {each.path} line {each.line}")
    return found


_EMPTY_SET = "its questions are headings below it, deeper than its own: ### Question 1"
_NO_STIMULUS = "write it below the heading, before the first question"


def _asked(question: Question) -> Hashable:
    """What a paper shows of a question, equal for two that nobody can tell apart there."""
    return question.set_id, plain_content(question.stem), *sorted(map(plain_content, shown_texts(question)))


def _difference(one: Question, other: Question) -> str:
    """What sets two questions apart that ask the same, as in "with another key"; nothing where nothing does."""
    if one.points != other.points:
        return "with other points"
    if one.kind is not other.kind or one.scoring != other.scoring or one.program != other.program:
        return "of another kind"
    if list(_answers(one)) != list(_answers(other)):
        return "with another key"
    parts = map(_difference, one.parts, other.parts)
    return next(filter(None, parts), "")


def _answers(question: Question) -> Iterator[Hashable]:
    """What is right, whatever the order of options in which it is right."""
    shown = [plain_content(option.text) for option in question.options]
    if question.kind in CHOOSING:
        yield frozenset(text for text, option in zip(shown, question.options, strict=True) if option.is_key)
    elif isinstance(question.response, Matching):
        yield frozenset((plain_content(prompt.text), shown[prompt.target]) for prompt in question.response.prompts)
    else:
        yield from (*shown, question.steps, question.response)


class _Ids:
    """The ids of a bank, and new ones beside them, also where a bank holds one question ten thousands of times."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))

    def beside(self, name: str) -> str:
        """A new id that begins with one of them."""
        new = next(new for number in self._numbers[name] if (new := f"{name}-{number}") not in self._taken)
        self._taken.add(new)
        return new


def _repeat(question: Question, first: Question, ids: _Ids) -> Question:
    """The question as a repeat of the first; in the same file, which may be written again, with an id that differs."""
    if question.path == first.path and question.id == first.id:
        question = _with_id(question, question.id, ids.beside(first.id))
    return replace(question, repeats=first.id)


def _with_id(question: Question, old: str, new: str) -> Question:
    parts = tuple(_with_id(part, old, new) for part in question.parts)
    return replace(question, id=new + question.id.removeprefix(old), parts=parts)


def _repeated(question: Question, first: Question, apart: str) -> Diagnostic:
    """What is to be said of a question that asks the same as one before it."""
    if apart:
        message = f"asks the same as {_place(first)}, {apart}"
        return _confused("duplicate-question", message, question, "correct or delete one of the two")
    message = f"the same question as {_place(first)}: a paper holds the first of them alone"
    repeat = _confused("duplicate-question", message, question, "delete one of the two")
    return replace(repeat, severity=Severity.WARNING)


def _place(question: Question) -> str:
    number = f"question {question.number} in " if question.number else "the question in "
    return f"{number}{question.path} line {question.line}"


def _confused(rule: str, message: str, question: Question | QuestionSet, hint: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule=rule,
        message=message,
        path=question.path,
        line=question.line,
        question=(question.number if isinstance(question, Question) else "") or question.id,
        hint=hint,
    )
