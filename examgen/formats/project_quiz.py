"""A quiz of a Raspberry Pi project in, its parts out: blocks between ``--- question ---`` and ``--- /question ---``.

Markdown in between: an optional head with a legend, the stem, ``--- choices ---``, items that begin with ``( )``,
or ``(x)`` for the right ones, each with its ``--- feedback ---``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic
from examgen.formats.bounds import admit_lines, admit_questions
from examgen.formats.draft import Draft, DraftOption, DraftQuestion
from examgen.formats.format import Parsed, text_format
from examgen.formats.located import located
from examgen.formats.reporting import Report
from examgen.formats.sections import Line, dedented, trimmed
from examgen.markup import commonmark
from examgen.markup.context import LoadImage
from examgen.model.response import Kind
from examgen.model.text import Text

_TAG = re.compile(r"\s*---\s*(?P<closes>/?)(?P<name>[a-z]+)\s*---\s*")
_ITEM = re.compile(r"(?P<indent> {0,3})[-*+] \((?P<mark>[xX ]?)\)(?P<rest>.*)")
_HEADING = re.compile(r" {0,3}#{1,6} +(?P<words>\S.*)")
_KRAMDOWN = re.compile(r"(?<=[`*\])])\{:[^}\n]*\}")
"""What styles words on a screen: ``{:class="block3looks"}``."""


@dataclass(slots=True)
class _Option:
    line: int
    is_right: bool
    lines: list[Line]
    feedback: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Question:
    """One block while it is read."""

    line: int
    stem: list[Line] = field(default_factory=list)
    options: list[_Option] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """The state of one file."""

    path: str
    load: LoadImage | None
    title: str = ""
    questions: list[_Question] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    """Names of the blocks around the current line."""

    outside: list[Line] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def line(self, line: Line) -> None:
        if tag := _TAG.fullmatch(line.text):
            self.tag(tag["name"], bool(tag["closes"]), line.number)
        elif "question" not in self.opened:
            heading = _HEADING.fullmatch(line.text)
            if heading and not self.title:
                self.title = heading["words"].strip()
            else:
                self.outside.append(line)
        else:
            self.inner(self.questions[-1], line)

    def tag(self, name: str, closes: bool, number: int) -> None:
        if closes and name in self.opened:
            del self.opened[len(self.opened) - 1 - self.opened[::-1].index(name) :]
        elif closes:
            self.error(f"--- /{name} --- closes what was not opened", number)
        else:
            self.opened.append(name)
            if name == "question":
                self.opened = ["question"]
                self.questions.append(_Question(number))

    def inner(self, question: _Question, line: Line) -> None:
        if "feedback" in self.opened and question.options:
            question.options[-1].feedback.append(line)
        elif "choices" not in self.opened:
            question.stem.append(line)
        elif item := _ITEM.fullmatch(line.text):
            first = Line(line.number, item["rest"].strip())
            question.options.append(_Option(line.number, bool(item["mark"].strip()), [first]))
        elif question.options:
            question.options[-1].lines.append(Line(line.number, dedented(line.text, 2), line.is_code))
        elif line.text.strip():
            self.error(f'a choice begins with "- ( )", not with "{line.text.strip()[:40]}"', line.number)

    def error(self, message: str, line: int) -> None:
        report = Report(self.path, str(len(self.questions)) if self.questions else None)
        report.error("stray-text", message, line, "write - ( ) or - (x) before each choice, and close each block")
        self.diagnostics += report.diagnostics

    def draft(self) -> Draft:
        if found := trimmed(self.outside):
            report = Report(self.path, None)
            message = f'text that belongs to no question is not printed: "{found[0].text.strip()[:60]}"'
            report.warning("stray-text", message, found[0].number, "it is for the screen")
            self.diagnostics += report.diagnostics
        drafted = tuple(self.question(question, place + 1) for place, question in enumerate(self.questions))
        return Draft(title=self.title, questions=drafted)

    def question(self, question: _Question, place: int) -> DraftQuestion:
        right = sum(option.is_right for option in question.options)
        return DraftQuestion(
            number=str(place),
            stem=self.text(_without_head(question.stem), place),
            options=tuple(
                DraftOption(
                    text=self.text(option.lines, place),
                    is_marked=option.is_right,
                    is_boxed=True,
                    rationale=self.text(option.feedback, place),
                    line=option.line,
                )
                for option in question.options
            ),
            kind=Kind.MULTIPLE_RESPONSE if right > 1 else None,
            line=question.line,
        )

    def text(self, lines: Sequence[Line], place: int) -> Text:
        lines = trimmed(lines)
        if not lines:
            return ()
        source = _KRAMDOWN.sub("", "\n".join(line.text for line in lines))
        markup = commonmark.parse(source, line=lines[0].number, load=self.load)
        self.diagnostics += located(markup.problems, self.path, str(place))
        return markup.text


def _without_head(lines: Sequence[Line]) -> Sequence[Line]:
    """The stem without the settings between its first two rules, which name the place in a row of questions."""
    written = [place for place, line in enumerate(lines) if not line.is_blank]
    rules = [place for place in written if lines[place].text.strip() == "---"]
    return lines[rules[1] + 1 :] if len(rules) > 1 and rules[0] == written[0] else lines


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut a file into its questions."""
    admit_lines(text)
    reader = _Reader(path, load)
    for number, line in enumerate(text.split("\n"), start=1):
        reader.line(Line(number, line))
    admit_questions([question.line for question in reader.questions], text.split("\n"), path)
    return reader.draft(), tuple(reader.diagnostics)


def sniff(text: str) -> float:
    """Blocks of a question with its choices are unmistakable."""
    opens = re.search(r"^[ \t]*--- question ---[ \t]*$", text, re.MULTILINE)
    return 1.0 if opens and re.search(r"^[ \t]*--- choices ---[ \t]*$", text, re.MULTILINE) else 0.0


FORMAT = text_format("project-quiz", sniff, parse)
