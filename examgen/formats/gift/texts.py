"""Texts of GIFT questions, in any of its four formats, in; text of examgen out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.gift.signs import NEWLINE, ODD_COMMAND, shown
from examgen.formats.located import located
from examgen.formats.prose import html_of, is_html
from examgen.markup import commonmark, plain
from examgen.markup.context import LoadImage, Refusal
from examgen.model.text import ImageFile, LineBreak, Paragraph, Text


class Form(StrEnum):
    """How a text is written."""

    MOODLE = "moodle"
    """Words, in which Moodle reads HTML too."""

    HTML = "html"
    PLAIN = "plain"
    MARKDOWN = "markdown"


_FORM = re.compile(rf"\[({'|'.join(Form)})\]", re.IGNORECASE)


@dataclass(slots=True)
class Texts:
    """Reads the texts of one question."""

    path: str
    load: LoadImage | None
    question: str = ""
    form: Form = Form.MOODLE
    """Of texts that state none."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def formed(self, source: str) -> tuple[Form, str]:
        """The format that a text states at its beginning, and what stands behind it."""
        match = _FORM.match(source.lstrip())
        return (Form(match[1].lower()), source.lstrip()[match.end() :]) if match else (self.form, source)

    def text(self, source: str, line: int) -> Text:
        """What a text says that begins in a line; problems are noted."""
        form, words = self.formed(source)
        line += source.count("\n", 0, len(source) - len(words.lstrip()))
        source = words.strip(f" \t\n{NEWLINE}")
        match form:
            case Form.MARKDOWN:
                return self._taken(commonmark.parse(self._lines(source), line=line, load=self._load))
            case Form.HTML:
                return self._taken(html_of(self._lines(source), line, self._load))
            case Form.MOODLE if is_html(self._lines(source)):
                return self._taken(html_of(self._lines(source), line, self._load))
            case _:
                return _plain(source, line)

    def aside(self, source: str, line: int) -> Text:
        """The same of feedback, which only keys print: a picture that it lacks does not stop a build."""
        texts = replace(self, diagnostics=[])
        text = texts.text(source, line)
        self.diagnostics += (_milder(each) for each in texts.diagnostics)
        return text

    def _load(self, address: str) -> ImageFile | Refusal:
        """A picture that lies beside the file: GIFT itself holds none, and Moodle's export leaves them out."""
        name = address.removeprefix(_IN_MOODLE)
        if self.load is None or (name != address and isinstance(self.load(name), Refusal)):
            return Refusal(f'"{name}" stayed in Moodle: GIFT files hold no pictures', _SAVE_PICTURES)
        return self.load(name)

    def _lines(self, source: str) -> str:
        return shown(source).replace(NEWLINE, "\n")

    def _taken(self, markup: commonmark.Markup) -> Text:
        self.diagnostics += located(markup.problems, self.path, self.question)
        return markup.text


_IN_MOODLE = "@@PLUGINFILE@@/"
_SAVE_PICTURES = "save it in the folder of the bank, or export the questions as Moodle XML"


def _milder(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, severity=Severity.WARNING) if diagnostic.rule == "image" else diagnostic


def _plain(source: str, line: int) -> Text:
    """Words; a line that ends in ``\\n`` ends there, and two of them end a paragraph."""
    paragraphs: list[list[Text]] = [[]]
    for piece, number in _pieces(source, line):
        if piece.strip():
            paragraphs[-1].append(plain.parse(piece, range(number, number + piece.count("\n") + 1)))
        else:
            paragraphs.append([])
    return tuple(block for pieces in paragraphs for block in _joined(pieces))


def _pieces(source: str, line: int) -> Iterator[tuple[str, int]]:
    for piece in source.split(NEWLINE):
        yield shown(piece), line
        line += piece.count("\n")


def _joined(pieces: list[Text]) -> Text:
    """Pieces with line breaks between them, where both sides are words."""
    blocks: list[Paragraph] = []
    for piece in pieces:
        for place, block in enumerate(piece):
            assert isinstance(block, Paragraph)
            if place == 0 and blocks:
                blocks[-1] = Paragraph((*blocks[-1].spans, LineBreak(), *block.spans))
            else:
                blocks.append(block)
    return tuple(blocks)


def holds_odd_command(source: str) -> bool:
    """Whether a formula holds a command whose beginning GIFT takes for a line end."""
    return ODD_COMMAND in source
