"""Paragraphs of Word in, lines of plain text out, in which signs stand for what plain text lacks.

So the rules for plain text tell questions, options and keys apart, and nothing that is drawn is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from examgen.formats.docx.looks import BARE, Look, font_of, look_of, picture_of, style_of
from examgen.formats.docx.numbering import LETTERED, Numbering, W, counted
from examgen.formats.docx.omml import latex_of
from examgen.formats.docx.pieces import Run, cut, label_end, lines_of, words_of
from examgen.formats.docx.styles import Styles
from examgen.formats.docx.symbols import is_sign_font, shown, shown_words
from examgen.formats.docx.table_lines import arranged_lines
from examgen.formats.docx.tables import key_lines, question_rows
from examgen.formats.docx.ticks import Line, common_look, tick
from examgen.formats.docx.written import written
from examgen.formats.plain_text.headings import is_loose_list_heading, is_section_heading
from examgen.formats.plain_text.signs import field_sign
from examgen.formats.records.plain_names import plain_name
from examgen.formats.reporting import Report
from examgen.formats.tables.rows import Row
from examgen.formats.tokens import Tokens
from examgen.formats.xml import Element, local_name
from examgen.markup.context import Refusal
from examgen.markup.words import all_parts
from examgen.model.text import PLAIN, Align, Block, Formula, ImageFile, Paragraph, Span, Table, Words

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ANSWERS = "Answers"
_BOX_HINT = "check that its words belong to the question there"
_LOST = {
    "footnoteReference": "a footnote is not read",
    "endnoteReference": "an endnote is not read",
    "object": "an embedded object is not read",
    "chart": "a chart is not read",
    "relIds": "a diagram is not read",
}


@dataclass(slots=True, kw_only=True)
class Lines:
    """The lines of a document while its paragraphs are read in order."""

    picture: Callable[[str], ImageFile | Refusal]
    """The picture with the id of a relation."""

    numbering: Numbering
    styles: Styles
    report: Report
    tokens: Tokens = field(default_factory=Tokens)
    found: list[Line] = field(default_factory=list)
    title: str = ""
    apart: dict[Look, str] = field(default_factory=dict)
    """The sign behind lines without letters that look so."""

    boxes: list[Element] = field(default_factory=list)
    """Text boxes of the current paragraph."""

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
        level, lines = self.styles.heading(paragraph), self._lines(paragraph)
        plain = self.tokens.words("\n".join(line.words for line in lines)).replace("*", "").strip()
        if level is not None and plain and not _names_keys(plain) and not re.match(r"(?:\w+\s+)?\d", plain):
            self._heading(level, plain)
            lines = [Line("")]
        self.found += lines if level is None else [replace(line, text=BARE) for line in lines]
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.report.advice("read-as", "a text box is read below its paragraph", self.place, _BOX_HINT)
            self.read(box)

    def _heading(self, level: int, words: str) -> None:
        if not self.title and not self.topics and (level <= 1):
            self.title = words
        else:
            self.topics.append((len(self.found) + 1, words))

    def _lines(self, paragraph: Element) -> list[Line]:
        """The lines of one paragraph, the first with the label that its list gives it."""
        rows = lines_of(list(self._runs(paragraph, self.styles.of_paragraph(paragraph))))
        label, is_option = self._label(paragraph)
        first, *others = (self._line(row) for row in rows)
        first.words = f"{label} {first.words}".strip() if first.words.strip() else ""
        first.is_option = first.is_option or is_option
        return [first, *others]

    def _line(self, runs: Sequence[Run]) -> Line:
        """One line; the label of an option stands apart from its words, whatever they look like."""
        end = label_end(words_of(runs))
        label, text = cut(runs, end)
        looks = [[run.look for run in part if run.words.strip()] for part in (label, text)]
        return Line(
            words_of(label) + written(text, self.tokens), bool(end), common_look(looks[0]), common_look(looks[1])
        )

    def _label(self, paragraph: Element) -> tuple[str, bool]:
        place = self.styles.list_place(paragraph)
        if place is None:
            return "", False
        level, label = self.numbering.level(*place), self.numbering.label(*place)
        if level is None or not label:
            return "-", True
        above = self.numbering.level(place[0], place[1] - 1)
        if above is not None and above.format == "decimal" and level.format in ("decimal", "decimalZero"):
            return f"{counted(self.numbering.counts[place[0]][place[1]], 'upperLetter')}.", True
        return f"{label}." if label.isalnum() else label, level.format in LETTERED

    def _runs(self, parent: Element, beyond: Sequence[Element]) -> Iterator[Run]:
        for child in parent:
            called = local_name(child)
            match called:
                case "r":
                    yield from self._run(child, beyond)
                case "oMath":
                    yield self._kept(Formula(latex_of(child)))
                case "oMathPara":
                    formulas = [latex_of(each) for each in child if local_name(each) == "oMath"]
                    yield self._kept(Formula(r" \\ ".join(formulas), is_display=True))
                case "del" | "moveFrom":
                    self._lose("a deleted passage that Word still tracks is left out")
                case "ins" | "moveTo":
                    self._lose("a change that Word still tracks is taken as accepted")
                    yield from self._runs(child, beyond)
                case "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml":
                    yield from self._runs(child, beyond)

    def _run(self, run: Element, beyond: Sequence[Element]) -> Iterator[Run]:
        properties = run.find(f"{W}rPr")
        named = self.styles.of_run(properties)
        style = style_of(properties, next(iter(named), None))
        look = look_of([*([properties] if properties is not None else []), *named, *beyond])
        for child in run:
            called = local_name(child)
            match called:
                case "t":
                    words = (child.text or "").replace("\u2028", "\n").replace("\r", "\n")
                    font = font_of(properties)
                    yield Run(shown_words(words, font) if is_sign_font(font) else words, style, look)
                case "sym":
                    yield Run(self._sign(child), style, look)
                case "tab" | "ptab":
                    yield Run("\t", style, look)
                case "br" | "cr":
                    is_page = child.get(f"{W}type") in ("page", "column")
                    yield Run("" if is_page else "\n", PLAIN, look)
                case "noBreakHyphen":
                    yield Run("\u2011", style, look)
                case "drawing" | "pict" | "object" | "AlternateContent":
                    yield from self._drawing(child)
                case "instrText" if (child.text or "").strip().upper().startswith("EQ "):
                    self._lose("a formula in a field EQ is not read")
                case _ if called in _LOST:
                    self._lose(_LOST[called])

    def _sign(self, symbol: Element) -> str:
        """The character that a font of signs shows."""
        code, font = symbol.get(f"{W}char") or "", symbol.get(f"{W}font") or ""
        sign = shown(int(code, 16), font) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else None
        if sign is None:
            self._lose(f'a sign of the font "{font}" is not read')
        return sign or ""

    def _drawing(self, drawing: Element) -> Iterator[Run]:
        embedded = [each for each in drawing.iter() if local_name(each) in ("blip", "imagedata")]
        lost = [each for each in drawing.iter() if local_name(each) in _LOST]
        boxes = [each for each in drawing.iter() if local_name(each) == "txbxContent"][:1]
        self.boxes += boxes
        for picture in embedded[:1] if not boxes else ():
            found = self.picture(picture.get(f"{_R}embed") or picture.get(f"{_R}id") or "")
            if isinstance(found, Refusal):
                self.report.error("image", found.message, self.place, found.hint)
            else:
                yield self._kept(picture_of(drawing, found, self.place))
        if not embedded and not boxes:
            self._lose(_LOST[local_name(lost[0])] if lost else "a drawing is not read")

    def _kept(self, span: Span) -> Run:
        return Run(self.tokens.keep(span), PLAIN, BARE)

    @property
    def place(self) -> int:
        return len(self.found) + 1

    def _lose(self, message: str) -> None:
        self.report.warning("not-carried", message, self.place, "write it into the text itself")

    def table(self, table: Element) -> None:
        """Options in a table, a table that only lays out, or a table of the question."""
        rows = [[cell for cell in row if local_name(cell) == "tc"] for row in table if local_name(row) == "tr"]
        plain = [[_plain(cell) for cell in row] for row in rows]
        if max(map(len, rows), default=0) == 1:
            for row in rows:
                self.read(row[0])
        elif keys := key_lines(plain):
            self.found += [Line(key) for key in [*self._heading_of_keys(), *keys]]
        elif question_rows(plain, self.place):
            self.tables.append(question_rows([[self._words(cell) for cell in row] for row in rows], self.place))
        elif rows:
            counts = deepcopy(self.numbering.counts)
            arranged = arranged_lines([[self._inside(cell) for cell in row] for row in rows])
            if arranged is None:
                self.numbering.counts = counts
                arranged = [Line(self.tokens.keep(self._kept_table(rows)))]
            self.found += arranged

    def _heading_of_keys(self) -> list[str]:
        """A heading for a table of keys that has none."""
        last = next((line.words for line in reversed(self.found) if line.words.strip()), "")
        return [] if _names_keys(last.strip("*: ")) or is_loose_list_heading(last) else ["", _ANSWERS]

    def _inside(self, cell: Element) -> list[Line]:
        """The lines of a cell, which become no lines of the document yet."""
        before = len(self.found)
        self.read(cell)
        lines = [line for line in self.found[before:] if line.words.strip()]
        del self.found[before:]
        return lines

    def _kept_table(self, rows: Sequence[Sequence[Element]]) -> Table:
        width = max(map(len, rows))
        cells = [tuple(self._cell(cell) for cell in row) + ((),) * (width - len(row)) for row in rows]
        return Table((Align.START,) * width, cells[0] if len(cells) > 1 else (), tuple(cells[1:] or cells))

    def _words(self, cell: Element) -> str:
        paragraphs = (each for each in cell if local_name(each) == "p")
        return "\n".join(line.words for each in paragraphs for line in self._lines(each)).strip()

    def _cell(self, cell: Element) -> tuple[Span, ...]:
        spans: list[Span] = []
        for paragraph in (each for each in cell if local_name(each) == "p"):
            for run in self._runs(paragraph, ()):
                words = Words(" ".join(run.words.split("\n")).replace("\t", " "), run.style)
                pieces = self.tokens.pieces(Paragraph((words,)))
                spans += [piece for piece in pieces if not isinstance(piece, Block)]
        return tuple(spans)

    def text(self) -> str:
        """All lines; of options next to each other, those that alone are set apart are ticked."""
        tick(self.found)
        apart = [line for line in self.found if _may_be_key(line)]
        self.apart = {look: self.tokens.keep(Words("")) for look in dict.fromkeys(line.text for line in apart)}
        for line in apart:
            line.words += self.apart[line.text]
        return "\n".join(line.words for line in self.found)


def _may_be_key(line: Line) -> bool:
    """Whether a line without a letter is set apart; whether it is an option at all is known when all are read."""
    is_apart = replace(line.text, bold=False) != BARE and not line.is_option
    if not is_apart or line.words.endswith(("?", ":", ")")) or is_loose_list_heading(line.words):
        return False
    return field_sign(line.words) is None and not is_section_heading(line.words)


def _names_keys(words: str) -> bool:
    """Whether a heading stands above a list of keys."""
    return plain_name(words) in {plain_name(name) for parts in all_parts() for name in parts.answer_list}


def _plain(cell: Element) -> str:
    return "".join(text.text or "" for text in cell.iter(f"{W}t")).strip()
