"""Banks → the same papers and keys as examgen's, as anyone would write them with Platypus: what it is measured against.

Order, words, places, sizes and families are those of the shipped template; pages are neither tagged nor audited.
Text is set as Platypus sets it: filled line by line, without kerning; what the serif lacks (⊙) prints as an empty box.
Nothing here is slower than it need be: fonts and styles are made once, each document is built in one go from its story,
and pages are counted by the usual two-step canvas.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, white
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Table

import examgen
from examgen.assemble import Shuffle
from examgen.formats import read_bank
from examgen.markup.points import listed
from examgen.model.bank import KeyOrigin, Question, QuestionMention
from examgen.model.text import Block, ListBlock, OptionReference, Span, Text, Words
from examgen.model.text import Paragraph as TextParagraph
from examgen.model.variant import LETTERS, PlacedQuestion, Variant, referred_place

FONTS = Path(examgen.__file__).parent / "typeset/fonts"
FACES = {"": "Regular", "B": "Bold", "I": "Italic", "BI": "BoldItalic"}


def register_fonts() -> None:
    """Make the shipped serif, sans and mono known to ReportLab, each as a family, and the font that has the tick."""
    for family, name in (("Serif", "GentiumBookPlus"), ("Sans", "NotoSans"), ("Mono", "JetBrainsMono")):
        for face, file in FACES.items():
            pdfmetrics.registerFont(TTFont(family + face, FONTS / f"{name}-{file}.ttf"))
        pdfmetrics.registerFontFamily(family, family, family + "B", family + "I", family + "BI")
    pdfmetrics.registerFont(TTFont("Symbols", FONTS / "NotoSansSymbols2-Regular.ttf"))


register_fonts()  # before the styles, which look their fonts up


def grey(level: float) -> Color:
    """A grey between black, 0, and white, 1."""
    return Color(level, level, level)


MARGIN, TOP = 24 * mm, 22 * mm
PADDING = 6  # what SimpleDocTemplate's frame keeps inside its margins
MEASURE = A4[0] - 2 * MARGIN
INDENT = 9 * mm  # of the stem, after its number
RING = 6.6  # radius
QUESTION_GAP = 14.5
POINTS_GAP = 14
GUTTER = 18  # between two columns of options

TITLE = ParagraphStyle("title", fontName="SansB", fontSize=18, leading=22, spaceAfter=4)
LEAD = ParagraphStyle("lead", fontName="Sans", fontSize=9.5, leading=13, textColor=grey(0.25), spaceAfter=7)
BODY = ParagraphStyle("body", fontName="Serif", fontSize=10.5, leading=14.5, allowWidows=0, allowOrphans=0)
INSTRUCTIONS = ParagraphStyle("instructions", BODY, spaceAfter=16)
LEGEND = ParagraphStyle("legend", BODY, fontSize=9, leading=12, textColor=grey(0.2), spaceBefore=3, spaceAfter=12)
OPTION = ParagraphStyle(
    "option", BODY, leftIndent=INDENT + 7 * mm, spaceBefore=2.5,
    bulletFontName="Sans", bulletFontSize=9, bulletIndent=INDENT + RING, bulletAnchor="middle",
)  # fmt: skip
KEY_OPTION = ParagraphStyle("key option", OPTION, bulletColor=white)
REMARK = ParagraphStyle(
    "remark", fontName="Sans", fontSize=8, leading=11, textColor=grey(0.25), leftIndent=INDENT, spaceBefore=2
)  # fmt: skip
FIRST_REMARK = ParagraphStyle("first remark", REMARK, spaceBefore=4.5)
EXPLANATION = ParagraphStyle(
    "explanation", BODY, fontSize=9.5, leading=13, alignment=TA_JUSTIFY, hyphenationLang="en",
    leftIndent=INDENT, spaceBefore=6,
)  # fmt: skip
SIGN = 1.6 * 9.5  # from the edge of an item to that of its text
ITEMS = [
    ParagraphStyle(
        "item", EXPLANATION, leftIndent=INDENT + (depth + 1) * SIGN, spaceBefore=2.275,
        bulletFontName="Serif", bulletFontSize=9.5, bulletIndent=INDENT + depth * SIGN,
    )
    for depth in range(2)
]  # fmt: skip
CLOSING = ParagraphStyle("closing", EXPLANATION, spaceBefore=4.55)

NO_PADDING = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
              ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]  # fmt: skip
FIELDS_LOOK = [*NO_PADDING, ("FONT", (0, 0), (-1, -1), "Sans", 8.5, 8.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
               ("LINEBELOW", (1, 0), (1, 0), 0.5, grey(0.45)),
               ("LINEBELOW", (4, 0), (4, 0), 0.5, grey(0.45))]  # fmt: skip
STEM_LOOK = [*NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("ALIGN", (0, 0), (-1, -1), "RIGHT"),
             ("FONT", (0, 0), (0, 0), "SansB", 9.5), ("RIGHTPADDING", (0, 0), (0, 0), 6.65),
             ("TOPPADDING", (0, 0), (0, 0), 1)]  # fmt: skip
GRID_LOOK = [*NO_PADDING, ("FONT", (0, 0), (-1, 0), "Sans", 8), ("FONT", (0, 1), (-1, 1), "SansB", 10),
             ("ALIGN", (0, 0), (-1, -1), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
             ("BACKGROUND", (0, 0), (-1, 0), grey(0.92)), ("LINEAFTER", (0, 0), (-2, -1), 0.5, grey(0.7)),
             ("BOX", (0, 0), (-1, -1), 0.5, grey(0.45))]  # fmt: skip

Letter = Callable[[OptionReference], str]


def markup(text: Text, letter: Letter = lambda reference: reference.source) -> str:
    """A text of one paragraph, which is all that the shipped banks hold, in the little XML that Paragraph reads."""
    (block,) = text
    if not isinstance(block, TextParagraph):
        raise TypeError(block)
    return "".join(span_markup(span, letter) for span in block.spans)


def span_markup(span: Span, letter: Letter) -> str:
    """One span of a paragraph."""
    match span:
        case Words(text, style):
            marked = escape(text, quote=False)
            marked = f'<font name="Mono">{marked}</font>' if style.code else marked
            marked = f"<i>{marked}</i>" if style.italic else marked
            return f"<b>{marked}</b>" if style.bold else marked
        case OptionReference():
            return letter(span)
    raise TypeError(span)


class Stem(Paragraph):  # type: ignore[misc]
    """A stem with its points at the end of its first line, which is so much shorter."""

    def __init__(self, text: str, points: str) -> None:
        super().__init__(text, BODY)
        self._points = points

    def breakLines(self, width: list[float]) -> Any:
        first, *others = width
        return super().breakLines([first - stringWidth(self._points, "Sans", 8) - POINTS_GAP, *others])

    def draw(self) -> None:
        super().draw()
        self.canv.setFont("Sans", 8)
        self.canv.setFillGray(0.35)
        self.canv.drawRightString(MEASURE - INDENT, self.height - pdfmetrics.getAscent("Serif", 10.5), self._points)


class Option(Paragraph):  # type: ignore[misc]
    """An option whose letter, its bullet, stands in a ring; that of a right one in a disc behind a tick."""

    def draw(self) -> None:
        if self.bulletText:
            baseline = self.height - pdfmetrics.getAscent("Serif", 10.5)
            self._draw_ring(INDENT + RING, baseline)
        super().draw()

    def _draw_ring(self, centre: float, baseline: float) -> None:
        is_key = self.style is KEY_OPTION
        self.canv.saveState()
        self.canv.setLineWidth(0.6)
        self.canv.setStrokeGray(0.35)
        self.canv.circle(centre, baseline + 3.24, RING, stroke=not is_key, fill=is_key)
        if is_key:
            self.canv.setFont("Symbols", 9)
            self.canv.drawRightString(INDENT - 4, baseline, "✔")
        self.canv.restoreState()


class NumberedCanvas(Canvas):  # type: ignore[misc]
    """Keeps the pages back until their number is known, to print "page n of m"."""

    def __init__(self, *args: Any, foot: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._foot = foot
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        left, right = self._foot
        for number, page in enumerate(self._kept, start=1):
            self.__dict__.update(page)
            self.setFont("Sans", 8)
            self.setFillGray(0.35)
            self.drawString(MARGIN, MARGIN - 26, left)
            self.drawRightString(A4[0] - MARGIN, MARGIN - 26, f"{right} · page {number} of {len(self._kept)}")
            super().showPage()
        super().save()


def pdf_of(story: list[Any], title: str, foot: tuple[str, str]) -> bytes:
    """Build one document in memory."""
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, title=title, lang="en",
        leftMargin=MARGIN - PADDING, rightMargin=MARGIN - PADDING,
        topMargin=TOP - PADDING, bottomMargin=MARGIN - PADDING,
    )  # fmt: skip
    document.build(story, canvasmaker=lambda *args, **kwargs: NumberedCanvas(*args, foot=foot, **kwargs))
    return out.getvalue()


def exam_pdf(variant: Variant, title: str) -> bytes:
    """The paper: title, facts, fields, instructions, and every question kept together."""
    story = [
        Paragraph(escape(title), TITLE),
        Paragraph(facts(variant), LEAD),
        fields("Name", "Student ID"),
        Paragraph("Choose one answer for each question.", INSTRUCTIONS),
        rule(),
        *(KeepTogether(list(asked(placed, False))) for placed in variant.questions),
    ]
    return pdf_of(story, f"{title} – Variant {variant.number}", (title, f"Variant {variant.number}"))


def key_pdf(variant: Variant, title: str) -> bytes:
    """The key: the grid of letters, then every question with its key marked, its remarks and its explanation."""
    story = [
        Paragraph(escape(title), TITLE),
        Paragraph(f"Answer key · {facts(variant)}", LEAD),
        *grids(variant),
        Paragraph("† Key taken from the explanation.", LEGEND),
        rule(),
    ]
    for placed in variant.questions:
        paragraphs = list(explanation(placed))
        opening = 2 if paragraphs[1:] else 1  # what introduces a list stays with its first item
        story.append(KeepTogether([*asked(placed, True), *remarks(placed, variant), *paragraphs[:opening]]))
        story += paragraphs[opening:]
    name = f"Answer key · Variant {variant.number}"
    return pdf_of(story, f"{title} – Variant {variant.number} – Answer key", (title, name))


def facts(variant: Variant) -> str:
    """What stands under the title."""
    return f"Variant {variant.number} · {len(variant.questions)} questions · {variant.points} points"


def fields(left: str, right: str) -> Table:
    """Two labels, each with a line to write on."""
    share = (MEASURE - 18) / 2
    widths = [stringWidth(label, "Sans", 8.5) + 5.1 for label in (left, right)]
    columns = [widths[0], share - widths[0], 18, widths[1], share - widths[1]]
    return Table([[left, "", "", right, ""]], columns, [15], style=FIELDS_LOOK, spaceBefore=14, spaceAfter=10)


def rule() -> HRFlowable:
    """The line between the head matter and the questions."""
    return HRFlowable("100%", 0.5, color=grey(0.45), spaceBefore=0, spaceAfter=17.5)


def grids(variant: Variant) -> Iterator[Table]:
    """Numbers over letters, seven in a row."""
    for start in range(0, len(variant.questions), 7):
        row = variant.questions[start : start + 7]
        cells = [[str(placed.number) for placed in row], [marked_letters(placed) for placed in row]]
        yield Table(cells, [MEASURE / 10] * len(row), [13.9, 17], style=GRID_LOOK, hAlign="LEFT", spaceBefore=5)


def marked_letters(placed: PlacedQuestion) -> str:
    """The right letters, with a dagger where they were taken from the explanation."""
    return placed.key_letters + ("†" if placed.question.key_origin is KeyOrigin.DERIVED else "")


def asked(placed: PlacedQuestion, show_key: bool) -> Iterator[Any]:
    """The stem between its number and its points, then the lettered options."""
    question = placed.question
    points = "1 point" if question.points == 1 else f"{question.points} points"
    cells = [[f"{placed.number}.", Stem(markup(question.stem), points)]]
    yield Table(cells, [INDENT, MEASURE - INDENT], style=STEM_LOOK, spaceBefore=QUESTION_GAP)
    texts = [markup(question.options[place].text) for place in placed.order]
    keys = [show_key and question.options[place].is_key for place in placed.order]
    options = [
        Option(text, KEY_OPTION if is_key else OPTION, bulletText=letter)
        for letter, text, is_key in zip(LETTERS, texts, keys, strict=False)
    ]
    pitch = (MEASURE - INDENT + GUTTER) / 2
    if max(stringWidth(unescape(text), "Serif", 10.5) for text in texts) + 7 * mm > pitch - GUTTER:
        yield from options
        return
    for row in range(0, len(options), 2):
        pair: list[Any] = options[row : row + 2]
        widths = [pitch, pitch + INDENT - GUTTER][: len(pair)]
        yield Table([pair], widths, style=NO_PADDING, hAlign="LEFT", spaceBefore=2.5)


def remarks(placed: PlacedQuestion, variant: Variant) -> Iterator[Paragraph]:
    """What the key says of its own grounds, one paragraph each."""
    for place, words in enumerate(remark_words(placed.question, variant)):
        yield Paragraph(words, REMARK if place else FIRST_REMARK)


def remark_words(question: Question, variant: Variant) -> Iterator[str]:
    """The remarks as markup."""
    if question.key_origin is KeyOrigin.DERIVED:
        yield "Key taken from the explanation."
    if question.note:
        yield f"Note: {markup(question.note)}"
    if question.explanation.suspect:
        yield "Letters in this explanation follow the source’s own order, not this variant’s."
    for mention in question.explanation.mentions:
        yield mention_words(mention, variant)


def mention_words(mention: QuestionMention, variant: Variant) -> str:
    """Where the question is that an explanation speaks of."""
    words = escape(mention.source, quote=False)
    for placed in variant.questions:
        if placed.question.id == mention.target:
            return f"“{words}” is question {placed.number} here."
    return f"The words “{words}” follow the source’s own order."


def explanation(placed: PlacedQuestion) -> Iterator[Paragraph]:
    """Why the key is right, with this variant's letters; what an explanation numbers by itself as a list."""

    def letter(reference: OptionReference) -> str:
        return LETTERS[referred_place(reference, placed.order)]

    first, *more = placed.question.explanation.text
    if isinstance(first, ListBlock):
        yield Paragraph("<b>Explanation.</b>", EXPLANATION)
        yield from listing(first, letter, 0)
    else:
        yield Paragraph(f"<b>Explanation.</b> {markup((first,), letter)}", EXPLANATION)
    for block in more:
        yield from listing(block, letter, 0) if isinstance(block, ListBlock) else closing(block, letter)


def closing(block: Block, letter: Letter) -> Iterator[Paragraph]:
    """A paragraph behind a list."""
    yield Paragraph(markup((block,), letter), CLOSING)


def listing(block: ListBlock, letter: Letter, depth: int) -> Iterator[Paragraph]:
    """The items of a list, and of the lists within it."""
    for sign, (head, *inner) in zip(block.signs, block.items, strict=True):
        yield Paragraph(markup((head,), letter), ITEMS[depth], bulletText=sign)
        for part in inner:
            if not isinstance(part, ListBlock):
                raise TypeError(part)
            yield from listing(part, letter, depth + 1)


def with_lists(question: Question) -> Question:
    """The question with what its explanation numbers by itself as lists."""
    return replace(question, explanation=replace(question.explanation, text=listed(question.explanation.text)))


def main() -> None:
    """Read the banks named, and write the papers and keys of so many variants."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("banks", nargs="+", type=Path)
    parser.add_argument("--variants", type=int, default=4)
    parser.add_argument("--seed", default="bench")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    bank, _ = read_bank(arguments.banks)
    shuffle = Shuffle([with_lists(question) for question in bank.questions], arguments.seed)
    for number in range(1, arguments.variants + 1):
        variant = shuffle.variant(number)
        for kind, pdf in (("exam", exam_pdf), ("key", key_pdf)):
            (arguments.out / f"{kind}-{number:04}.pdf").write_bytes(pdf(variant, bank.title))


if __name__ == "__main__":
    main()
