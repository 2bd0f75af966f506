"""Answer lists in, their statements added to the questions they name; what finds no question is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.decode import shortened
from examgen.formats.draft import DraftQuestion, StatedAnswer
from examgen.formats.identity import same_wording
from examgen.formats.plain_text.answer_rows import answer_rows, letters_in_a_row
from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.headings import NUMERAL, is_section_heading
from examgen.formats.plain_text.reasoned_answers import read_answer
from examgen.formats.plain_text.signs import Line, field_sign
from examgen.markup.plain import parse

_NUMERAL = re.compile(NUMERAL)


@dataclass(slots=True)
class _Found:
    """A question with what the lists add to it."""

    question: DraftQuestion
    answers: list[StatedAnswer] = field(default_factory=list)
    explanations: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_answered(self) -> bool:
        return bool(self.question.answers) or any(option.is_marked for option in self.question.options)

    def state(self, value: str, line: int) -> None:
        named = field_sign(value)
        value = named.value if named and named.field is Field.ANSWER else value
        answer, reasons = read_answer(value, line, self.question.options)
        self.answers.append(answer)
        if reasons:
            self.explanations.append((line, reasons))

    def answered(self) -> DraftQuestion:
        if not (self.answers or self.explanations):
            return self.question
        return replace(
            self.question,
            answers=(*self.question.answers, *self.answers),
            explanation=self.question.explanation + parse("\n\n".join(text for _, text in self.explanations)),
            explanation_line=self.question.explanation_line or next((line for line, _ in self.explanations), None),
        )


def with_answer_lists(
    questions: Sequence[DraftQuestion], lists: Sequence[Sequence[Line]], path: str
) -> tuple[tuple[DraftQuestion, ...], list[Diagnostic]]:
    """The questions with what the lists say of them."""
    found = [_Found(question) for question in questions]
    numbered = _by_number(found)
    diagnostics: list[Diagnostic] = []
    starts = [0, *(lines[0].number for lines in lists)]
    for lines, (first, last) in zip(lists, pairwise(starts), strict=True):
        above = [each for each in found if first <= each.question.line < last]
        diagnostics += _List(numbered, above or found, path).read(lines[1:])
    return tuple(each.answered() for each in found), diagnostics


def _by_number(questions: Sequence[_Found]) -> dict[str, list[_Found]]:
    numbered: dict[str, list[_Found]] = {}
    for each in questions:
        numbered.setdefault(each.question.number, []).append(each)
    return numbered


@dataclass(slots=True)
class _List:
    """One list while its lines are read."""

    found: Mapping[str, Sequence[_Found]]
    """All questions by their numbers."""

    above: Sequence[_Found]
    """Questions between the list before and this one, which its numbers mean first."""

    path: str
    near: Mapping[str, Sequence[_Found]] = field(init=False)
    """Those by their numbers."""

    section: str = ""
    last: _Found | None = None

    def __post_init__(self) -> None:
        self.near = _by_number(self.above)

    def read(self, lines: Sequence[Line]) -> Iterator[Diagnostic]:
        texts = [line.text for line in lines]
        if letters := letters_in_a_row(texts):
            yield from self._row(letters, next(line for line in lines if line.text))
            return
        for line, entries in zip(lines, answer_rows(texts), strict=True):
            if numeral := _NUMERAL.match(line.text):
                self.section, self.last = numeral["numeral"], None
            if entries is None:
                yield from self._words(line)
            for number, value in entries or ():
                yield from self._entry(number, value, line)

    def _row(self, letters: Sequence[str], line: Line) -> Iterator[Diagnostic]:
        """Letters without numbers: one for each question, or all for the last one, if only that has no answer."""
        choices = [each for each in self.above if each.question.options]
        meant = next((each for each in (choices, self.above) if len(each) == len(letters)), ())
        unanswered = [each for each in choices if not each.is_answered]
        if unanswered and not meant and unanswered == choices[-1:]:
            meant, letters = unanswered, [", ".join(letters)]
        for each, letter in zip(meant, letters, strict=False):
            each.state(letter, line.number)
        if not meant:
            yield _miscounted(len(letters), len(choices or self.above), line, self.path)

    def _entry(self, number: str, value: str, line: Line) -> Iterator[Diagnostic]:
        meant = self._meant(number)
        self.last = meant[0] if len(meant) == 1 else None
        if self.last is None:
            yield _unmatched(number, len(meant), line, self.path)
        else:
            self.last.state(value, line.number)

    def _meant(self, number: str) -> Sequence[_Found]:
        """The questions with a number: those of the section that a heading in the list names, or above it, or any."""
        above = self.near.get(number, [])
        own = [each for each in above if self.section and self._is_in_section(each.question)]
        return own or above or self.found.get(number, [])

    def _is_in_section(self, question: DraftQuestion) -> bool:
        topic = question.topic
        return same_wording(topic) == self.section or topic.startswith((f"{self.section}、", f"{self.section}．"))

    def _words(self, line: Line) -> Iterator[Diagnostic]:
        """A heading of a section, the explanation of the answer above, or nothing that is understood."""
        sign = field_sign(line.text)
        if is_section_heading(line.text):
            self.section, self.last = same_wording(line.text.strip("#* ")), None
        elif self.last is not None and (sign is None or sign.field is Field.EXPLANATION):
            self.last.explanations.append((line.number, sign.value if sign else line.text))
        else:
            yield _lost(line, self.path)


def _unmatched(number: str, count: int, line: Line, path: str) -> Diagnostic:
    if count:
        message = f"the answer list names question {number}, but {count} questions have that number"
        hint = "number the questions through, or state each answer beside its question"
    else:
        message, hint = f"the answer list names question {number}, which the file does not hold", "check the numbers"
    return Diagnostic(
        severity=Severity.ERROR, rule="unmatched-answer", message=message, path=path, line=line.number, hint=hint
    )


def _miscounted(letters: int, questions: int, line: Line, path: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="unmatched-answer",
        message=f"the answer list gives {letters} letters for {questions} questions",
        path=path,
        line=line.number,
        hint='give one for each, or write the number before each: "3. B"',
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
