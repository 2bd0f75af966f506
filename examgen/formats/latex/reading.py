"""LaTeX exams in, their parts out: class exam, exam-zh, Auto Multiple Choice, ltxgift, package moodle, and their like.

The source is read, never run: what TeX would work out, and commands that are not known, are errors with their lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import admit, admit_question
from examgen.formats.draft import Draft
from examgen.formats.format import Parsed
from examgen.formats.latex import plain_lists
from examgen.formats.latex.commands import CHOICES, NESTED_LISTS, RUN
from examgen.formats.latex.macros import defined, with_answers_shown, with_arguments_filled, without_definitions
from examgen.formats.latex.prose import Prose
from examgen.formats.latex.question import Desk, QuestionNodes
from examgen.formats.latex.walking import Node, Source, argument, arguments, inner, kind, name, within
from examgen.formats.reporting import Report
from examgen.formats.source import Source as File
from examgen.model.response import Kind
from examgen.model.text import wording

_QUESTIONS = frozenset({"question", "questionmult", "questionmultx", "questionx", "problem", "exercise", "gift"})
_NAMED = frozenset({"question", "questionmult", "questionmultx", "questionx"})
_OPENERS = frozenset({"question", "bonusquestion", "titledquestion"})
_MOODLE = {
    "multi": None,
    "truefalse": Kind.TRUE_FALSE,
    "numerical": Kind.NUMERIC,
    "shortanswer": Kind.SHORT_ANSWER,
    "essay": Kind.OPEN,
}
_OPENINGS = re.compile(
    rf"\\(?:{'|'.join(_OPENERS)})(?![A-Za-z])|\\begin\{{(?:{'|'.join((*_QUESTIONS, *_MOODLE))})\*?\}}"
)
_ITEM = re.compile(r"\\item(?![A-Za-z])")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_UNREAD = {"cloze": "a cloze of the package moodle", "matching": "a matching of the package moodle"}
_TOPICS = frozenset({"section", "subsection", "Category"})
_SCREEN = frozenset(
    {"title", "subject", "author", "date", "maketitle", "information", "notice", "usepackage", "documentclass"}
)


@dataclass(slots=True)
class _Reader:
    """The state of one file while its nodes are read in order."""

    desk: Desk
    title: str = ""
    topic: str = ""
    questions: list[QuestionNodes] = field(default_factory=list)
    stray: list[Node] = field(default_factory=list)
    titles: list[Node] = field(default_factory=list)
    """Questions that have a name, which no paper shows."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if kind(node) == "environment":
                self.environment(node, [each for each in node.nodelist or () if each is not None])
            elif kind(node) == "macro":
                self.macro(node)
            elif kind(node) == "group":
                self.read(inner(node))
            elif _is_text(node):
                self.stray.append(node)

    def environment(self, node: Node, body: list[Node]) -> None:
        called = name(node)
        if called == "questions":
            self.opened(body)
        elif called in _QUESTIONS:
            self.add(node, body)
        elif called in _MOODLE:
            self.add_moodle(node, body, _MOODLE[called])
        elif called in RUN:
            message = f"the file makes questions by running code ({called}), which examgen never does"
            self.error("runs-code", message, node, "run it once, and read what it makes")
        elif called in _UNREAD:
            self.error("latex", f"{_UNREAD[called]} is not read", node, "export it to Moodle XML, and read that")
        elif called in CHOICES:
            self.error("stray-text", "options stand outside a question", node, "put them into a question")
        elif called in _SCREEN:
            self.stray.append(node)
        else:
            if called == "quiz" and not self.title:
                self.title = argument(node, 1)
            self.read(body)

    def macro(self, node: Node) -> None:
        called = name(node)
        if called == "title" and arguments(node):
            self.title = self.words(within(node, -1))
        elif called in _TOPICS and arguments(node):
            self.topic = self.words(within(node, -1))
        elif called == "element":
            self.element(node)
        elif called == "onecopy":
            self.read(within(node, 1))
        elif called in ("input", "include"):
            self.error("latex", "other files are not loaded", node, "put their text into this file")

    def element(self, node: Node) -> None:
        """A question of Auto Multiple Choice in its group."""
        before, self.topic = self.topic, self.words(within(node, 0))
        self.read(within(node, 1))
        self.topic = before

    def words(self, nodes: Sequence[Node]) -> str:
        prose = Prose(self.desk.source, self.desk.macros, None, Report(self.desk.path, None), base=self.desk.base)
        return wording(prose.text(nodes)).strip()

    def opened(self, nodes: Sequence[Node]) -> None:
        """Questions that commands open, each going on to the next."""
        current: QuestionNodes | None = None
        for node in nodes:
            if kind(node) == "macro" and name(node) in _OPENERS:
                place = 1 if name(node) == "titledquestion" else 0
                current = self.add(node, [], argument(node, place))
                self.titles += [node] if place else []
            elif kind(node) == "macro" and name(node) in _TOPICS:
                self.macro(node)
            elif current is not None:
                current.body.append(node)
            elif kind(node) == "environment":
                self.environment(node, [each for each in node.nodelist or () if each is not None])
            elif _is_text(node):
                self.stray.append(node)

    def add(self, node: Node, body: list[Node], points: str | None = None) -> QuestionNodes:
        called = argument(node, 0)
        is_named = kind(node) == "environment" and name(node) in _NAMED and "=" not in called
        found = QuestionNodes(
            desk=self.desk,
            number=len(self.questions) + 1,
            node=node,
            body=body,
            id=called if is_named and re.fullmatch(r"[A-Za-z][\w.-]*", called) else "",
            topic=self.topic,
            points=points if points is not None else called,
            is_multiple=name(node) in ("questionmult", "questionmultx"),
        )
        self.questions.append(found)
        return found

    def add_moodle(self, node: Node, body: list[Node], kind: Kind | None) -> None:
        """A question of the package moodle, whose items are its answers."""
        found = self.add(node, body, argument(node, 0))
        found.kind, found.items_answer = kind, True
        found.is_multiple = bool(re.search(r"\bmultiple\b", argument(node, 0)))

    def error(self, rule: str, message: str, node: Node, hint: str) -> None:
        Report(self.desk.path, None, self.diagnostics).error(rule, message, self.desk.line(node), hint)

    def draft(self) -> Draft:
        drafted = tuple(question.draft() for question in self.questions)
        for question in self.questions:
            self.diagnostics += question.diagnostics
        if self.titles:
            message = f"names of questions are not printed, {len(self.titles)} in all"
            report = Report(self.desk.path, None, self.diagnostics)
            report.advice("not-carried", message, self.desk.line(self.titles[0]), "write them into the stem")
        if self.stray:
            found = self.words(self.stray[:1]) or name(self.stray[0])
            message = f'text that belongs to no question is not printed: "{found[:60]}"'
            report = Report(self.desk.path, None, self.diagnostics)
            report.warning("stray-text", message, self.desk.line(self.stray[0]), "say it in exam.yaml as instructions")
        return Draft(title=self.title, questions=drafted)


def _is_text(node: Node) -> bool:
    return kind(node) == "math" or (kind(node) == "chars" and bool(node.chars.strip()))


def parse(file: File) -> Parsed:
    """Cut a LaTeX source into its questions."""
    _admit(_COMMENT.sub("", file.text), file.path)
    macros = defined(file.text)
    source = Source(with_arguments_filled(with_answers_shown(without_definitions(file.text)), macros))
    if source.nodes is None:
        return Draft(questions=()), (_too_deep(file.path),)
    if NESTED_LISTS.search(source.text) and not _OPENINGS.search(source.text):
        return plain_lists.parse(source.nodes, Prose(source, macros, file.load, Report(file.path, None)))
    reader = _Reader(Desk(source=source, macros=macros, load=file.load, path=file.path))
    body = next((node for node in source.nodes if name(node) == "document"), None)
    for node in source.nodes if body is not None else ():
        if kind(node) == "macro" and name(node) == "title":
            reader.macro(node)
    reader.read(source.nodes if body is None else [body])
    return reader.draft(), tuple(reader.diagnostics)


def _admit(text: str, path: str) -> None:
    """Count the questions and what stands from one to the next, before the text is walked."""
    starts = [match.start() for match in _OPENINGS.finditer(text)]
    admit(len(starts) or text.count(r"\begin{"))
    starts = starts or [match.start() for match in _ITEM.finditer(text)]
    line = 1
    for start, end in pairwise((0, *starts, len(text))):
        admit_question([text[start:end]], path, line)
        line += text.count("\n", start, end)


def _too_deep(path: str) -> Diagnostic:
    message = "groups or environments are nested too deep to be read"
    return Diagnostic(
        severity=Severity.ERROR, rule="nested-too-deep", message=message, path=path, hint="nest them less"
    )
