"""A bank in, a Word document out that can be edited and read back: numbered questions, lettered options, the key below.

Formulas stand as LaTeX between dollars, which is read back as formulas.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from string import ascii_lowercase as SMALL
from string import ascii_uppercase as LETTERS
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from examgen.formats.answers_dump import accepted_lines
from examgen.formats.carried import not_carried
from examgen.formats.docx.reading import parse
from examgen.formats.finish import finish
from examgen.formats.format import Dumped
from examgen.formats.source import Source
from examgen.formats.spoken import spoken
from examgen.markup.html_dump import without_controls
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind, Matching, Numeric, Open, Written
from examgen.model.text import (
    PLAIN,
    Block,
    Cell,
    CodeBlock,
    Formula,
    Image,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
    Text,
    Words,
    wording,
)

TITLE = "a Word document"
_LIST = "9001"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEVEL = (
    '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="{3}" w:hanging="420"/></w:pPr></w:lvl>'
)
_MONO = "Courier New"


def dump(bank: Bank) -> Dumped:
    """Write a whole bank."""
    document: Any = Document()
    _Writer(document).bank(bank)
    data = _packed(document)
    draft, _ = parse(Source(path="", data=data))
    back, _ = finish(draft, "", bank.language)
    return Dumped(data, tuple(not_carried(bank, back, TITLE)))


class _Writer:
    """A document while questions are added to it."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.end = document.element.body.sectPr
        """What closes the document; python-docx looks for it through all paragraphs before each new one."""

        numbering = document.part.numbering_part.element
        levels = _LEVEL.format(0, "decimal", "%1.", 420) + _LEVEL.format(1, "upperLetter", "%2.", 840)
        abstract = f'<w:abstractNum {_WORD} w:abstractNumId="{_LIST}">{levels}</w:abstractNum>'
        numbering.insert(0, parse_xml(abstract))
        numbering.append(parse_xml(f'<w:num {_WORD} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'))

    def bank(self, bank: Bank) -> None:
        if bank.title:
            self.paragraph(without_controls(bank.title)).style = "Title"
        topic = ""
        for question in bank.questions:
            if question.topic != topic and question.topic:
                self.paragraph(without_controls(question.topic)).style = "Heading 2"
            topic = question.topic
            self.question(question)

    def question(self, question: Question) -> None:
        labels = LETTERS[: len(question.options)] if len(question.options) <= len(LETTERS) else ()
        points = "" if question.points == 1 else f" ({question.points:f} points)"
        self.text(spoken(question.stem, labels), depth=0, tail=points)
        for option in question.options:
            self.text(spoken(option.text, labels), depth=1)
        for place, part in enumerate(question.parts):
            self.part(part, f"({SMALL[place % 26]}) ")
        if answer := _answer(question, labels):
            note = [block for block in spoken(question.note, labels) if isinstance(block, Paragraph)]
            bracketed = (Words(" ("), *(span for block in note for span in block.spans), Words(")")) if note else ()
            self.text((Paragraph((Words("Answer: " + answer), *bracketed)),))
        if question.explanation.text:
            first, *more = spoken(question.explanation.text, labels)
            lead = Words("Explanation: ")
            opened = Paragraph((lead, *first.spans)) if isinstance(first, Paragraph) else Paragraph((lead,))
            self.text((opened, *([] if isinstance(first, Paragraph) else [first]), *more))
        self.paragraph()

    def paragraph(self, words: str = "") -> Any:
        """A paragraph behind all others."""
        element = OxmlElement("w:p")
        self.end.addprevious(element)
        paragraph = DocxParagraph(element, self.document._body)
        if words:
            paragraph.add_run(words)
        return paragraph

    def part(self, part: Question, sign: str) -> None:
        """A part or a gap, with its answer, in words."""
        stem = wording(part.stem)
        options = "; ".join(wording(option.text) for option in part.options)
        answer = _answer(part, [wording(option.text) for option in part.options])
        words = " ".join(words for words in (stem, f"[{options}]" if options else "", f"→ {answer}") if words)
        self.paragraph(without_controls(sign + words))

    def text(self, text: Text, depth: int | None = None, tail: str = "") -> None:
        """Blocks as paragraphs, the first one numbered; what closes the last line stands in it."""
        for place, block in enumerate(text or (Paragraph(()),)):
            is_last = place == max(len(text), 1) - 1
            self.block(block, depth if place == 0 else None, tail if is_last else "")

    def block(self, block: Block, depth: int | None, tail: str) -> None:
        match block:
            case Table():
                self.numbered(self.paragraph(tail), depth) if depth is not None or tail else None
                self.table(block)
            case Paragraph(spans):
                paragraph = self.paragraph()
                self.numbered(paragraph, depth)
                self.spans(paragraph, spans)
                paragraph.add_run(tail)
            case CodeBlock(code):
                for place, line in enumerate(code.split("\n")):
                    paragraph = self.paragraph()
                    self.numbered(paragraph, depth if place == 0 else None)
                    self.run(paragraph, line, Style(code=True))
            case ListBlock(items, start):
                for place, item in enumerate(items):
                    sign = "•" if start is None else f"({start + place})"
                    first, *more = item or (Paragraph(()),)
                    opened = Paragraph((Words(f"{sign} "), *first.spans)) if isinstance(first, Paragraph) else first
                    self.text((opened, *more), depth if place == 0 else None)
            case Quote(blocks):
                self.text(blocks, depth, tail)

    def numbered(self, paragraph: Any, depth: int | None) -> None:
        if depth is not None:
            numbers = f'<w:numPr {_WORD}><w:ilvl w:val="{depth}"/><w:numId w:val="{_LIST}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(numbers))

    def spans(self, paragraph: Any, spans: Sequence[Span]) -> None:
        for span in spans:
            match span:
                case Words(words, style):
                    self.run(paragraph, words, style)
                case LineBreak():
                    paragraph.add_run().add_break()
                case Formula(source, is_display):
                    sign = "$$" if is_display else "$"
                    self.run(paragraph, f"{sign}{' '.join(source.split())}{sign}")
                case Image():
                    self.picture(paragraph, span)

    def run(self, paragraph: Any, words: str, style: Style = PLAIN) -> None:
        run = paragraph.add_run(without_controls(words))
        font = run.font
        font.bold, font.italic = style.bold or None, style.italic or None
        font.underline, font.strike = style.underline or None, style.strike or None
        font.superscript, font.subscript = style.shift > 0 or None, style.shift < 0 or None
        if style.code:
            font.name = _MONO

    def picture(self, paragraph: Any, image: Image) -> None:
        """A picture in the line; a kind that Word documents cannot hold stands as its description."""
        width = Pt(image.width.value) if image.width and not image.width.is_share else None
        try:
            inline = paragraph.add_run().add_picture(io.BytesIO(image.file.data), width=width)
        except Exception:  # python-docx has no common error for pictures that it does not know
            self.run(paragraph, f"[{image.description or image.file.name}]")
            return
        inline._inline.docPr.set("descr", without_controls(image.description))

    def table(self, table: Table) -> None:
        rows = [*([table.header] if table.header else []), *table.rows]
        made = self.document.add_table(rows=len(rows), cols=len(table.columns), style="Table Grid")
        for row, cells in zip(made.rows, rows, strict=True):
            for cell, spans in zip(row.cells, cells, strict=True):
                self.spans(cell.paragraphs[0], _cell(spans))


def _answer(question: Question, labels: Sequence[str]) -> str:
    """What is right, in words."""
    match question.response:
        case Matching(prompts=prompts):
            return "; ".join(f"{wording(prompt.text)} = {labels[prompt.target]}" for prompt in prompts)
        case Numeric() | Written():
            lines = accepted_lines(question, wording).split("\n")
            return " / ".join(line.removeprefix("= ") for line in lines)
        case Open(answer=answer):
            return wording(answer)
        case _ if question.kind is Kind.ORDERING:
            return ", ".join(labels)
        case _:
            return ", ".join(labels[place] for place in question.key)


def _cell(spans: Cell) -> list[Span]:
    return [Words(" ") if isinstance(span, LineBreak) else span for span in spans]


def _packed(document: Any) -> bytes:
    """The same bytes for the same document: no time of writing in it."""
    long_ago = datetime(*_EPOCH, tzinfo=UTC)
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "", long_ago, long_ago
    written = io.BytesIO()
    document.save(written)
    packed = io.BytesIO()
    with ZipFile(written) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(ZipInfo(info.filename, _EPOCH), source.read(info), ZIP_DEFLATED)
    return packed.getvalue()
