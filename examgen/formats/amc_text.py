"""AMC-TXT in, its parts out: ``*`` opens a question, ``**`` one with several right answers, ``+`` and ``-`` answers.

Source: the manual of Auto Multiple Choice, "AMC-TXT syntax".
Of LaTeX in ``[[…]]``, mathematics is read; the rest is an error, for TeX is never run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from examgen.diagnostics import Diagnostic
from examgen.formats.bounds import admit_lines, admit_questions
from examgen.formats.draft import Draft, DraftOption, DraftQuestion
from examgen.formats.format import Parsed, text_format
from examgen.formats.located import located
from examgen.formats.reporting import Report
from examgen.markup import commonmark, plain
from examgen.markup.context import LoadImage
from examgen.model.answer_space import AnswerSpace
from examgen.model.response import Kind
from examgen.model.text import Text, wording

_HEADER = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]*):(?P<value>.*)")
_GROUP = re.compile(r"\*\((?P<rest>.*)")
_GROUP_END = re.compile(r"\*\)(?P<rest>.*)")
_QUESTION = re.compile(r"(?P<stars>\*{1,2})(?P<open><[^>]*>)?(?P<rest>(?=[\s\[{<]).*)")
_ANSWER = re.compile(r"(?P<sign>[+-])(?P<rest>(?=[\s\[{]).*)")
_SETTINGS = re.compile(r"\s*\[(?!\[|[_*|=])(?P<settings>[^\]\n]*)\]")
_SCORING = re.compile(r"\s*\{(?P<scoring>[^}\n]*)\}")
_LINES = re.compile(r"\blines\s*=\s*(\d{1,2})")
_SCORE = re.compile(r"(?:^|,)\s*b\s*=\s*(?P<points>\d+(?:\.\d+)?)\s*(?:,|$)")

_MATH = re.compile(r"\[\[\s*(?P<math>\$\$.+?\$\$|\$.+?\$|\\\(.+?\\\)|\\\[.+?\\\])\s*\]\]", re.DOTALL)
_LATEX = re.compile(r"\[\[(?P<source>.*?)\]\]", re.DOTALL)
_STYLES = ((re.compile(r"\[\*(.+?)\*\]"), "**"), (re.compile(r"\[_(.+?)_\]"), "*"), (re.compile(r"\[\|(.+?)\|\]"), "`"))
_HEADING = re.compile(r"\[==(.+?)==\]")
_PICTURE = re.compile(r"!(?:\{(?P<size>[^}\n]*)\})?(?P<name>[\w./ -]+\.(?:png|jpe?g|svg|pdf|eps))!", re.IGNORECASE)
_WIDTH = re.compile(r"width\s*=\s*(?P<width>\d+(?:\.\d+)?(?:cm|mm|in|pt))")
_TITLE = "title"


@dataclass(slots=True)
class _Piece:
    """A question or an answer with the lines of its text."""

    line: int
    words: list[str]
    settings: str = ""
    scoring: str = ""
    is_right: bool = False


@dataclass(slots=True)
class _Question:
    """One question while it is read."""

    number: int
    piece: _Piece
    is_multiple: bool
    space: str | None
    topic: str
    answers: list[_Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """The state of one file while its lines are read in order."""

    path: str
    load: LoadImage | None
    title: str = ""
    questions: list[_Question] = field(default_factory=list)
    topic: str = ""
    current: _Piece | None = None
    group: _Piece | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def line(self, text: str, number: int) -> None:
        if text.startswith("#"):
            return
        if found := _GROUP.fullmatch(text):
            self.current = self.group = _piece(found["rest"], number)
        elif _GROUP_END.fullmatch(text):
            self.current, self.topic = None, ""
        elif found := _QUESTION.fullmatch(text):
            self.question(found, number)
        elif (found := _ANSWER.fullmatch(text)) and self.questions:
            self.current = _piece(found["rest"], number)
            self.current.is_right = found["sign"] == "+"
            self.questions[-1].answers.append(self.current)
        elif self.current is not None:
            self.current.words.append(text)
        elif text.strip():
            self.head(text, number)

    def question(self, found: re.Match[str], number: int) -> None:
        if self.group is not None:
            self.topic, self.group = " ".join(" ".join(self.group.words).split()), None
        self.current = _piece(found["rest"], number)
        question = _Question(len(self.questions) + 1, self.current, len(found["stars"]) == 2, found["open"], self.topic)
        self.questions.append(question)

    def head(self, text: str, number: int) -> None:
        """A setting of the whole exam, which goes on in the lines below it."""
        found = _HEADER.fullmatch(text)
        if found and found["name"].lower() == _TITLE:
            self.title = found["value"].strip()
        elif found:
            message = f"{found['name']} is a setting of Auto Multiple Choice, and is not carried"
            self.report(None).warning("not-carried", message, number, "say it in exam.yaml")
        else:
            message = f'text that belongs to no question is not printed: "{text.strip()[:60]}"'
            self.report(None).warning("stray-text", message, number, "a question begins with * and a space")

    def report(self, question: _Question | None) -> Report:
        return Report(self.path, str(question.number) if question else None, self.diagnostics)

    def draft(self) -> Draft:
        title = wording(plain.parse(self.title))
        return Draft(title=title, questions=tuple(self.drafted(question) for question in self.questions))

    def drafted(self, question: _Question) -> DraftQuestion:
        piece, settings = question.piece, _named(question.piece.settings)
        drafted = DraftQuestion(
            number=str(question.number),
            id=settings.get("id", ""),
            stem=self.text(piece, question),
            options=tuple(self.option(answer, question) for answer in question.answers),
            locked="ordered" in settings,
            points=self.points(piece, question),
            topic=question.topic,
            line=piece.line,
        )
        if question.space is None:
            kind = Kind.MULTIPLE_RESPONSE if question.is_multiple else None
            return replace(drafted, kind=kind)
        lines = _LINES.search(question.space)
        space = AnswerSpace(lines=int(lines[1])) if lines and int(lines[1]) else None
        return replace(drafted, kind=Kind.OPEN, options=(), answer_space=space)

    def option(self, answer: _Piece, question: _Question) -> DraftOption:
        if answer.scoring and question.space is None:
            message = f'the scoring of one answer is not carried: "{answer.scoring}"'
            self.report(question).warning("not-carried", message, answer.line, "say how answers score in the bank")
        return DraftOption(
            text=self.text(answer, question),
            is_marked=answer.is_right,
            is_boxed=True,
            pinned=True if "last" in _named(answer.settings) else None,
            line=answer.line,
        )

    def points(self, piece: _Piece, question: _Question) -> Decimal | None:
        """The points for a right answer, where the scoring says nothing else that matters."""
        if not piece.scoring:
            return None
        found = _SCORE.search(piece.scoring)
        if found is None or found[0].strip(", ") != piece.scoring.strip():
            message = f'of the scoring "{piece.scoring}", only the points of a right answer are carried'
            self.report(question).warning("not-carried", message, piece.line, "say how answers score in the bank")
        return Decimal(found["points"]) if found else None

    def text(self, piece: _Piece, question: _Question) -> Text:
        source = "\n".join(piece.words).strip("\n")
        found = _MATH.sub(lambda match: f"\x02{match['math']}\x02", source)
        if latex := _LATEX.search(found):
            message = f'LaTeX is not read here: "{latex["source"][:60]}"'
            line = piece.line + found.count("\n", 0, latex.start())
            self.report(question).error("latex", message, line, "write it as plain words, or mathematics as [[$…$]]")
        written = "".join(part if place % 2 else _markdown(part) for place, part in enumerate(found.split("\x02")))
        markup = commonmark.parse(written, line=piece.line, load=self.load)
        self.diagnostics += located(markup.problems, self.path, str(question.number))
        return markup.text


_ESCAPED = re.compile(r"([\\`*_\[\]<>#$~^&|{}])")
_SPLIT = re.compile(
    r"(\[[*_|].+?[*_|]\]|\[==.+?==\]|!(?:\{[^}\n]*\})?[\w./ -]+\.(?:png|jpe?g|svg|pdf|eps)!)", re.IGNORECASE
)


def _escaped(words: str) -> str:
    return _ESCAPED.sub(r"\\\1", words)


def _markdown(source: str) -> str:
    """The signs of AMC-TXT as Markdown; all other signs mean themselves."""
    return "".join(_styled(part) if place % 2 else _escaped(part) for place, part in enumerate(_SPLIT.split(source)))


def _styled(part: str) -> str:
    if found := _PICTURE.fullmatch(part):
        width = _WIDTH.search(found["size"] or "")
        return f"![]({found['name'].strip().replace(' ', '%20')})" + (f"{{width={width['width']}}}" if width else "")
    if found := _HEADING.fullmatch(part):
        return f"**{_escaped(found[1])}**"
    for pattern, sign in _STYLES:
        if found := pattern.fullmatch(part):
            return f"{sign}{found[1] if sign == '`' else _escaped(found[1])}{sign}"
    return _escaped(part)


def _piece(rest: str, line: int) -> _Piece:
    """The first line of a question or an answer, without its settings and its scoring."""
    settings, scoring = "", ""
    if found := _SETTINGS.match(rest):
        settings, rest = found["settings"], rest[found.end() :]
    if found := _SCORING.match(rest):
        scoring, rest = found["scoring"], rest[found.end() :]
    return _Piece(line, [rest.strip()], settings, scoring)


def _named(settings: str) -> dict[str, str]:
    """``ordered,id=x`` as names and values."""
    parts = (part.partition("=") for part in settings.split(",") if part.strip())
    return {name.strip().lower(): value.strip() for name, _, value in parts}


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut an exam into its questions."""
    admit_lines(text)
    reader = _Reader(path, load)
    for number, line in enumerate(text.split("\n"), start=1):
        reader.line(line, number)
    admit_questions([question.piece.line for question in reader.questions], text.split("\n"), path)
    return reader.draft(), tuple(reader.diagnostics)


_MINUS = re.compile(r"^-\s*\S", re.MULTILINE)
_HEAD = re.compile(
    r"^(?:PaperSize|Lang|Title|Presentation|ShuffleQuestions|DefaultScoring[SM]|Code|Columns|L-\w+)\s*:", re.MULTILINE
)


def sniff(text: str) -> float:
    """Stars that open questions above answers with plus and minus; settings above them leave no doubt."""
    opened = [match.start() for match in _OPENED.finditer(text)]
    questions = (text[start:end] for start, end in pairwise([*opened, len(text)]))
    if not any(_PLUS.search(question) and _MINUS.search(question) for question in questions):
        return 0.0
    return 0.97 if _HEAD.search(text[: opened[0]]) else 0.7


_OPENED = re.compile(r"^\*\*?(?:<[^>\n]*>)?(?:\[[^\]\n]*\])?(?:\{[^}\n]*\})? +\S", re.MULTILINE)
_PLUS = re.compile(r"^\+(?:\[[^\]\n]*\])? *\S", re.MULTILINE)


FORMAT = text_format("amc-txt", sniff, parse)
