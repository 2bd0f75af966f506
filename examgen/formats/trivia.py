"""OpenTriviaQA's text in, its parts out: ``#Q`` opens a question, ``^`` states the answer, ``A`` to ``H`` are options.

Source: the README of uberspot/OpenTriviaQA. Options stand below the answer.
Lines without a sign go on with the line before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic
from examgen.formats.bounds import admit_lines, admit_questions
from examgen.formats.draft import Draft, DraftOption, DraftQuestion, StatedAnswer
from examgen.formats.format import Parsed, text_format
from examgen.formats.reporting import Report
from examgen.markup import plain
from examgen.markup.context import LoadImage

_QUESTION = re.compile(r"#Q\s+(?P<words>\S.*)")
_ANSWER = re.compile(r"\^\s*(?P<words>.*)")
_OPTION = re.compile(r"(?P<label>[A-H])\s+(?P<words>\S.*)")


@dataclass(slots=True)
class _Question:
    """One question while it is read: lines by what they belong to."""

    line: int
    stem: list[str]
    answer: list[str] = field(default_factory=list)
    answer_line: int = 0
    options: list[tuple[str, int, list[str]]] = field(default_factory=list)
    """Label, line and words of each."""

    current: list[str] = field(default_factory=list)

    def expects(self, label: str) -> bool:
        return label == "ABCDEFGH"[len(self.options) :][:1]

    def draft(self) -> DraftQuestion:
        answer = "\n".join(self.answer).strip()
        return DraftQuestion(
            stem=plain.parse("\n".join(self.stem)),
            options=tuple(
                DraftOption(text=plain.parse("\n".join(words)), label=label, line=line)
                for label, line, words in self.options
            ),
            answers=(StatedAnswer(text=" ".join(answer.split()), line=self.answer_line),) if answer else (),
            line=self.line,
        )


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut a file into its questions."""
    admit_lines(text)
    questions: list[_Question] = []
    diagnostics: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip()
        if opened := _QUESTION.match(words):
            question = _Question(number, [opened["words"]])
            question.current = question.stem
            questions.append(question)
        elif questions:
            _add(questions[-1], words, number)
        elif words:
            report = Report(path, None)
            message = f'text that belongs to no question is not printed: "{words[:60]}"'
            report.warning("stray-text", message, number, "a question begins with #Q")
            diagnostics += report.diagnostics
    admit_questions([question.line for question in questions], text.split("\n"), path)
    return Draft(questions=tuple(question.draft() for question in questions)), tuple(diagnostics)


def _add(question: _Question, words: str, number: int) -> None:
    """Give a line to the part of the question that it opens or goes on with."""
    if answer := _ANSWER.fullmatch(words):
        question.answer = question.current = [answer["words"]]
        question.answer_line = number
    elif question.answer and (option := _OPTION.fullmatch(words)) and question.expects(option["label"]):
        question.current = [option["words"]]
        question.options.append((option["label"], number, question.current))
    elif words:
        question.current.append(words)


_ASKED = re.compile(r"^#Q\s+\S[^\n]*\n(?:[^\n]*\n){0,20}?\^ ?\S", re.MULTILINE)


def sniff(text: str) -> float:
    """A ``#Q`` with a ``^`` below it is unmistakable at the beginning of a file."""
    found = _ASKED.search(text)
    return (0.9 if text[: found.start()].strip() else 1.0) if found else 0.0


FORMAT = text_format("opentrivia", sniff, parse)
