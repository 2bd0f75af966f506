"""Paragraphs of Word in, lines of plain text out, in which signs stand for what plain text lacks.

So the rules for plain text tell questions, options and keys apart, and nothing that is drawn is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from examgen.formats.docx.looks import is_set_apart, picture_of, style_of
from examgen.formats.docx.numbering import Numbering, W, counted
from examgen.formats.docx.omml import latex_of
from examgen.formats.docx.tables import key_lines, question_rows
from examgen.formats.docx.tokens import Tokens
from examgen.formats.records.plain_names import plain_name
from examgen.formats.reporting import Report
from examgen.formats.tables.rows import Row
from examgen.formats.xml import Element, local_name
from examgen.markup.context import Refusal
from examgen.markup.words import all_parts
from examgen.model.text import PLAIN, Align, Formula, ImageFile, Paragraph, Span, Style, Table, Words

_OPTION = re.compile(r"\s*[(\[]?[A-Ha-hА-Иа-иΑ-Θα-θأ-د][.)\]]\s")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TICK = " ✓"
_LOST = {
    "txbxContent": "a text box is not read",
    "footnoteReference": "a footnote is not read",
    "endnoteReference": "an endnote is not read",
    "object": "an embedded object is not read",
    "chart": "a chart is not read",
    "relIds": "a diagram is not read",
}


@dataclass(slots=True)
class Line:
    """One line of plain text."""

    words: str
    is_option: bool = False
    is_marked: bool = False
    """Set apart as a whole: highlighted, coloured, underlined."""


@dataclass(slots=True)
class _Run:
    """Characters in one style."""

    words: str
    style: Style
    is_set_apart: bool


@dataclass(slots=True, kw_only=True)
class Lines:
    """The lines of a document while its paragraphs are read in order."""

    picture: Callable[[str], ImageFile | Refusal]
    """The picture with the id of a relation."""

    numbering: Numbering
    lists: Callable[[Element], tuple[str, int] | None]
    """The list and the depth that a paragraph stands in."""

    headings: Callable[[Element], int | None]
    """The level of a heading, 0 for the title."""

    report: Report
    tokens: Tokens = field(default_factory=Tokens)
    found: list[Line] = field(default_factory=list)
    title: str = ""
    tables: list[list[Row]] = field(default_factory=list)
    """The rows of tables of questions."""

    topics: list[tuple[int, str]] = field(default_factory=list)
    """The line below which a heading counts, and its words."""

    def read(self, parent: Element) -> None:
        for child in parent:
            match local_name(child):
                case "p":
                    self.paragraph(child)
                case "tbl":
                    self.table(child)
                case "sdt" | "sdtContent" | "customXml" | "ins":
                    self.read(child)

    def paragraph(self, paragraph: Element) -> None:
        level, words = self.headings(paragraph), self._line(paragraph)
        plain = self.tokens.words(words.words).replace("*", "").strip()
        if level is not None and plain and not _names_keys(plain) and not re.match(r"(?:\w+\s+)?\d", plain):
            self._heading(level, plain)
            words = Line("")
        for place, part in enumerate(words.words.split("\n")):
            is_option = words.is_option if place == 0 else bool(_OPTION.match(part))
            self.found.append(Line(part, is_option or bool(_OPTION.match(part)), words.is_marked))

    def _heading(self, level: int, words: str) -> None:
        if not self.title and not self.topics and (level <= 1):
            self.title = words
        else:
            self.topics.append((len(self.found) + 1, words))

    def _line(self, paragraph: Element) -> Line:
        """One paragraph, with the label that its list gives it."""
        runs = list(self._runs(paragraph, PLAIN))
        shown = [run for run in runs if run.words.strip()]
        is_marked = bool(shown) and all(run.is_set_apart for run in shown)
        common = _common([run.style for run in shown])
        words = "".join(self._written(run, common) for run in _joined(runs))
        label, is_option = self._label(paragraph)
        return Line(f"{label} {words}".strip() if words.strip() else "", is_option, is_marked)

    def _label(self, paragraph: Element) -> tuple[str, bool]:
        place = self.lists(paragraph)
        if place is None:
            return "", False
        level, label = self.numbering.level(*place), self.numbering.label(*place)
        if level is None or not label:
            return "-", True
        if place[1] > 0 and level.format.startswith("decimal"):
            return f"{counted(self.numbering.counts[place[0]][place[1]], 'upperLetter')}.", True
        return label, level.format in ("lowerLetter", "upperLetter")

    def _written(self, run: _Run, common: Style) -> str:
        """Words with the signs of plain text; what it cannot say of them is behind a sign."""
        style, words = run.style, run.words
        rest = replace(style, bold=False, italic=False, code=False)
        rest = replace(rest, underline=rest.underline and not common.underline)
        if not words.strip() or (style.shift == 0 and rest == PLAIN and style == PLAIN):
            return words
        if rest != PLAIN:
            return self.tokens.keep(Words(words, replace(rest, bold=style.bold, italic=style.italic, code=style.code)))
        signs = "`" if style.code else "*" * (2 * style.bold + style.italic)
        lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        inside = words.strip()
        if "\n" in inside:
            return (
                lead
                + "\n".join(f"{signs}{part}{signs}" if part.strip() else part for part in inside.split("\n"))
                + tail
            )
        return f"{lead}{signs}{inside}{signs}{tail}"

    def _runs(self, parent: Element, style: Style) -> Iterator[_Run]:
        for child in parent:
            called = local_name(child)
            match called:
                case "r":
                    yield from self._run(child)
                case "oMath":
                    yield self._kept(Formula(latex_of(child)))
                case "oMathPara":
                    formulas = [latex_of(each) for each in child if local_name(each) == "oMath"]
                    yield self._kept(Formula(r" \\ ".join(formulas), is_display=True))
                case "del" | "moveFrom":
                    self._lose("a deleted passage that Word still tracks is left out")
                case "ins" | "moveTo":
                    self._lose("a change that Word still tracks is taken as accepted")
                    yield from self._runs(child, style)
                case "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml":
                    yield from self._runs(child, style)

    def _run(self, run: Element) -> Iterator[_Run]:
        properties = run.find(f"{W}rPr")
        style, is_apart = style_of(properties), is_set_apart(properties)
        for child in run:
            called = local_name(child)
            match called:
                case "t":
                    yield _Run((child.text or "").replace("\u2028", "\n").replace("\r", "\n"), style, is_apart)
                case "tab":
                    yield _Run(" ", style, is_apart)
                case "br" | "cr":
                    is_page = child.get(f"{W}type") in ("page", "column")
                    yield _Run("" if is_page else "\n", PLAIN, is_apart)
                case "noBreakHyphen":
                    yield _Run("\u2011", style, is_apart)
                case "drawing" | "pict" | "object" | "AlternateContent":
                    yield from self._drawing(child)
                case _ if called in _LOST:
                    self._lose(_LOST[called])

    def _drawing(self, drawing: Element) -> Iterator[_Run]:
        embedded = [each for each in drawing.iter() if local_name(each) in ("blip", "imagedata")]
        lost = [each for each in drawing.iter() if local_name(each) in _LOST]
        for picture in embedded[:1]:
            found = self.picture(picture.get(f"{_R}embed") or picture.get(f"{_R}id") or "")
            if isinstance(found, Refusal):
                self.report.error("image", found.message, self.place, found.hint)
            else:
                yield self._kept(picture_of(drawing, found, self.place))
        if not embedded:
            self._lose(_LOST[local_name(lost[0])] if lost else "a drawing is not read")

    def _kept(self, span: Span) -> _Run:
        return _Run(self.tokens.keep(span), PLAIN, False)

    @property
    def place(self) -> int:
        return len(self.found) + 1

    def _lose(self, message: str) -> None:
        self.report.warning("not-carried", message, self.place, "write it into the text itself")

    def table(self, table: Element) -> None:
        """Options in a table, a table that only lays out, or a table of the question."""
        rows = [[cell for cell in row if local_name(cell) == "tc"] for row in table if local_name(row) == "tr"]
        width = max((len(row) for row in rows), default=0)
        labels = [_plain(row[0]) for row in rows if row]
        plain = [[_plain(cell) for cell in row] for row in rows]
        if width == 1:
            for row in rows:
                self.read(row[0])
        elif keys := key_lines(plain):
            self.found += [Line(key) for key in keys]
        elif question_rows(plain, self.place):
            self.tables.append(question_rows([[self._words(cell) for cell in row] for row in rows], self.place))
        elif width == 2 and len(labels) > 1 and all(re.fullmatch(r"[(\[]?[A-Ha-h][.)\]]?", each) for each in labels):
            for row, label in zip(rows, labels, strict=True):
                before = len(self.found)
                self.read(row[1])
                letter = label.strip("()[]. ")
                self.found[before].words = f"{letter}. {self.found[before].words}"
                self.found[before].is_option = True
        elif width:
            cells = [tuple(self._cell(cell) for cell in row) + ((),) * (width - len(row)) for row in rows]
            kept = Table((Align.START,) * width, cells[0] if len(cells) > 1 else (), tuple(cells[1:] or cells))
            self.found.append(Line(self.tokens.keep(kept)))

    def _words(self, cell: Element) -> str:
        return "\n".join(self._line(each).words for each in cell if local_name(each) == "p").strip()

    def _cell(self, cell: Element) -> tuple[Span, ...]:
        spans: list[Span] = []
        for paragraph in (each for each in cell if local_name(each) == "p"):
            for run in _joined(list(self._runs(paragraph, PLAIN))):
                words = Words(run.words.replace("\n", " "), run.style)
                pieces = self.tokens.pieces(Paragraph((words,)))
                spans += [piece for piece in pieces if not isinstance(piece, Table)]
        return tuple(spans)

    def text(self) -> str:
        """All lines; of options next to each other, those that alone are set apart are ticked."""
        lines = [*self.found, Line("")]
        start = 0
        for place, line in enumerate(lines):
            if not line.is_option:
                group = lines[start:place]
                if 0 < sum(each.is_marked for each in group) < len(group):
                    for each in group:
                        each.words += _TICK if each.is_marked else ""
                start = place + 1
        return "\n".join(line.words for line in self.found)


def _names_keys(words: str) -> bool:
    """Whether a heading stands above a list of keys."""
    return plain_name(words) in {plain_name(name) for parts in all_parts() for name in parts.answer_list}


def _plain(cell: Element) -> str:
    return "".join(text.text or "" for text in cell.iter(f"{W}t")).strip()


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    found: list[_Run] = []
    for run in runs:
        if found and found[-1].style == run.style:
            found[-1] = replace(found[-1], words=found[-1].words + run.words)
        elif run.words:
            found.append(replace(run))
    return found


def _common(styles: Sequence[Style]) -> Style:
    return replace(PLAIN, underline=bool(styles) and all(style.underline for style in styles))
