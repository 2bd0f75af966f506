"""text2qti's Markdown in, its parts out: ``1.`` opens a question, ``a)`` and ``*b)`` choices, ``...`` feedback.

Source: the README of gpoore/text2qti. Code blocks that it would run are never run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import admit_lines, admit_questions
from examgen.formats.draft import Draft
from examgen.formats.format import Parsed, text_format
from examgen.formats.text2qti.dump import WRITER
from examgen.formats.text2qti.question import Piece, QuestionPieces
from examgen.formats.text2qti.signs import Opening, Sign, is_indented, opening
from examgen.markup import commonmark
from examgen.markup.context import LoadImage
from examgen.model.text import wording

_RUN = re.compile(r"```+\s*\{[^}]*\.run\b[^}]*\}\s*")
_WITHIN = frozenset(Sign) - {
    Sign.QUESTION,
    Sign.TITLE,
    Sign.POINTS,
    Sign.TEXT_TITLE,
    Sign.TEXT,
    Sign.QUIZ_TITLE,
    Sign.QUIZ_DESCRIPTION,
    Sign.PICK,
    Sign.GROUP_POINTS,
    Sign.SETTING,
    Sign.GROUP,
    Sign.END_GROUP,
    Sign.COMMENT,
    Sign.END_COMMENT,
}
"""What belongs to the question above it."""


@dataclass(slots=True)
class _Reader:
    """The state of one file while its lines are read in order."""

    path: str
    load: LoadImage | None
    title: str = ""
    questions: list[QuestionPieces] = field(default_factory=list)
    current: Piece | None = None
    """What an indented line goes on with."""

    points: str = ""
    """Those that stand above the next question."""

    group_points: str = ""
    groups: int = 0
    group: str = ""
    titles: list[int] = field(default_factory=list)
    """Lines that name a question."""

    skipped: str = ""
    """What closes the block that is passed over."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def line(self, text: str, number: int) -> None:
        if self.skipped:
            self.skipped = "" if text.strip() == self.skipped else self.skipped
        elif text.startswith("%"):
            return
        elif _RUN.fullmatch(text):
            self.skipped = "`" * (len(text) - len(text.lstrip("`")))
            message = "the file makes questions by running code, which examgen never does"
            self.report(
                Severity.ERROR, "runs-code", message, number, "run text2qti once, and read the QTI file it writes"
            )
        elif not text.strip() or is_indented(text):
            self.go_on(text, number)
        elif found := opening(text.rstrip()):
            self.open(found, number)
        else:
            message = f'the line begins with no sign, and is not indented: "{text.strip()[:60]}"'
            hint = "indent it to go on with the paragraph above, or begin it with a sign such as a) or *b)"
            self.report(Severity.ERROR, "stray-text", message, number, hint)

    def go_on(self, text: str, number: int) -> None:
        if self.current is not None:
            self.current.lines.append(text)
        elif text.strip():
            message = f'an indented line has nothing above it to go on with: "{text.strip()[:60]}"'
            self.report(Severity.ERROR, "stray-text", message, number, "begin it with a sign such as 1. or a)")

    def open(self, found: Opening, number: int) -> None:
        self.current = None
        match found.sign:
            case Sign.QUESTION:
                self.begin(found, number)
            case sign if sign in _WITHIN:
                self.add(found, number)
            case Sign.QUIZ_TITLE:
                self.title = wording(commonmark.parse(found.words).text)
            case Sign.POINTS:
                self.points = found.words
            case Sign.TITLE:
                self.titles.append(number)
            case Sign.GROUP:
                self.groups += 1
                self.group, self.group_points = f"group-{self.groups}", ""
            case Sign.END_GROUP:
                self.group = self.group_points = ""
            case Sign.GROUP_POINTS:
                self.group_points = found.words
            case Sign.COMMENT:
                self.skipped = "END_COMMENT"
            case Sign.END_COMMENT:
                self.report(Severity.ERROR, "stray-text", "END_COMMENT ends no comment", number, "delete it")
            case _:
                self.lose(found, number)

    def begin(self, found: Opening, number: int) -> None:
        self.current = Piece(Sign.QUESTION, found.label, number, [found.words])
        question = QuestionPieces(
            found.label, self.path, self.load, [self.current], self.points or self.group_points, self.group
        )
        self.points = ""
        self.questions.append(question)

    def add(self, found: Opening, number: int) -> None:
        if not self.questions:
            message = f'a line belongs to no question: "{found.words[:60]}"'
            self.report(Severity.ERROR, "stray-text", message, number, 'a question begins with a number, as in "1. "')
            return
        self.current = Piece(found.sign, found.label, number, [found.words])
        self.questions[-1].pieces.append(self.current)
        if found.sign is Sign.UPLOAD:
            message = "a file is asked for, which no paper can take: there is room to write instead"
            self.report(Severity.WARNING, "not-carried", message, number, "ask for something that can be written")

    def lose(self, found: Opening, number: int) -> None:
        """What is for a quiz on a screen."""
        words = f'"{found.words[:60]}"'
        lost = {
            Sign.QUIZ_DESCRIPTION: f"the description is not printed: {words}",
            Sign.TEXT_TITLE: f"the title of a text between questions is not printed: {words}",
            Sign.TEXT: f"a text between questions is not printed: {words}",
            Sign.PICK: f"how many questions of a group are drawn is not carried: {found.words[:20]} of {self.group}",
            Sign.SETTING: f'the setting "{found.label}" is for a screen',
        }
        hint = {
            Sign.PICK: "say it in exam.yaml: its questions have the group as their tag",
            Sign.SETTING: "examgen has settings of its own, see exam.yaml",
        }.get(found.sign, "say it in exam.yaml as instructions, or make it the stimulus of a question set")
        self.report(Severity.WARNING, "not-carried", lost[found.sign], number, hint)
        self.current = Piece(found.sign, "", number, [])

    def report(self, severity: Severity, rule: str, message: str, line: int, hint: str) -> None:
        question = self.questions[-1].number if self.questions and rule == "stray-text" else None
        self.diagnostics.append(
            Diagnostic(
                severity=severity,
                rule=rule,
                message=message,
                path=self.path,
                line=line,
                question=question,
                hint=hint,
            )
        )

    def draft(self) -> Draft:
        if self.titles:
            message = f"names of questions are not printed, {len(self.titles)} in all"
            self.report(Severity.ADVICE, "not-carried", message, self.titles[0], "they name questions on a screen")
        drafted = tuple(question.draft() for question in self.questions)
        for question in self.questions:
            self.diagnostics += question.report.diagnostics
        return Draft(title=self.title, questions=drafted)


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut a quiz into its questions."""
    admit_lines(text)
    reader = _Reader(path, load)
    for number, line in enumerate(text.split("\n"), start=1):
        reader.line(line, number)
    admit_questions([question.pieces[0].line for question in reader.questions], text.split("\n"), path)
    if reader.skipped:
        reader.report(Severity.ERROR, "stray-text", f'"{reader.skipped}" is missing', number, "close the block")
    return reader.draft(), tuple(reader.diagnostics)


_SURE = re.compile(r"^(?:[Qq]uiz [Tt]itle:[ \t]+\S|GROUP[ \t]*$|\[\*\][ \t]+\S|\.\.\.[ \t]+\S)", re.MULTILINE)
_CHOICE = re.compile(r"^\*[a-zA-Z]\)[ \t]+\S", re.MULTILINE)
_QUESTION = re.compile(r"^\d+\.[ \t]+\S", re.MULTILINE)


def sniff(text: str) -> float:
    """Numbers with stops, below a title, or above boxes with stars or lines of feedback; ``*b)`` may be plain text."""
    if not _QUESTION.search(text) or not (signs := _SURE.findall(text)):
        return 0.0
    is_certain = _CHOICE.search(text) or any(sign.startswith(("[*", "Quiz", "quiz")) for sign in signs)
    return 0.95 if is_certain else 0.0


FORMAT = text_format("text2qti", sniff, parse)

__all__ = ("FORMAT", "WRITER")
