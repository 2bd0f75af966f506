"""Banks → the same papers and keys by Platypus, as anyone would write them: what examgen is measured against.

Nothing here is slower than it need be: fonts and styles are made once, the markup of texts that no letter changes is
made once, each document is built in one go from its story, and pages are counted by the usual two-step canvas.
"""

from __future__ import annotations

import argparse
import io
import random
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.colors import black, grey
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, ListFlowable, ListItem, Paragraph, SimpleDocTemplate, Spacer, Table

import examgen
from examgen.formats import read_bank
from examgen.model.bank import Question
from examgen.model.text import (
    CodeBlock,
    ListBlock,
    OptionReference,
    Quote,
    Span,
    Text,
    Words,
)
from examgen.model.text import (
    Paragraph as TextParagraph,
)
from examgen.model.variant import PlacedQuestion, Variant, referred_letter

FONTS = Path(examgen.__file__).parent / "typeset/fonts"
FACES = {"": "Regular", "B": "Bold", "I": "Italic", "BI": "BoldItalic"}

# Sizes and margins are those of the shipped style, so that both sides fill about as many pages.
MARGIN = 24 * mm
BODY = ParagraphStyle("body", fontName="Serif", fontSize=10.5, leading=14.5)
TITLE = ParagraphStyle("title", BODY, fontName="SerifB", fontSize=18, leading=22, spaceAfter=4)
STEM = ParagraphStyle("stem", BODY, spaceBefore=14.5, spaceAfter=3)
OPTION = ParagraphStyle("option", BODY, spaceAfter=2.5)
SMALL = ParagraphStyle("small", BODY, fontSize=9.5, leading=13, alignment=TA_JUSTIFY, leftIndent=9 * mm, spaceBefore=4)

Letter = Callable[[OptionReference], str]


def register_fonts() -> None:
    """Make the shipped serif and mono known to ReportLab, each as a family."""
    for family, name in (("Serif", "GentiumBookPlus"), ("Mono", "JetBrainsMono")):
        for face, file in FACES.items():
            pdfmetrics.registerFont(TTFont(family + face, FONTS / f"{name}-{file}.ttf"))
        pdfmetrics.registerFontFamily(family, family, family + "B", family + "I", family + "BI")


def span_markup(span: Span, letter: Letter) -> str:
    """One span in the little XML that Paragraph reads."""
    match span:
        case Words(text, style):
            marked = escape(text, quote=False)
            marked = f'<font name="Mono">{marked}</font>' if style.code else marked
            marked = f"<i>{marked}</i>" if style.italic else marked
            return f"<b>{marked}</b>" if style.bold else marked
        case OptionReference():
            return letter(span)
        case _:
            return escape(getattr(span, "source", " "), quote=False)


def markup(text: Text, letter: Letter = lambda reference: reference.source) -> str:
    """A text as one paragraph, which is all that the shipped banks need."""
    return "<br/>".join(_block_markup(block, letter) for block in text)


def _block_markup(block: Any, letter: Letter) -> str:
    match block:
        case TextParagraph(spans):
            return "".join(span_markup(span, letter) for span in spans)
        case CodeBlock(text):
            return f'<font name="Mono">{escape(text, quote=False)}</font>'
        case ListBlock(items):
            return "<br/>".join(markup(item, letter) for item in items)
        case Quote(blocks):
            return markup(blocks, letter)
    raise TypeError(block)


class QuestionMarkup:
    """What of a question's markup is the same on every variant."""

    def __init__(self, question: Question) -> None:
        self.stem = markup(question.stem)
        self.options = [markup(option.text) for option in question.options]
        self.points = f"({question.points} pt)"


class NumberedCanvas(Canvas):  # type: ignore[misc]
    """Keeps the pages back until their number is known, to print "page n of m"."""

    def __init__(self, *args: Any, head: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head = head
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._kept, start=1):
            self.__dict__.update(page)
            self.setFont("Serif", 8.5)
            self.drawString(MARGIN, A4[1] - 13 * mm, self._head)
            self.drawRightString(A4[0] - MARGIN, 12 * mm, f"page {number} of {len(self._kept)}")
            super().showPage()
        super().save()


def pdf_of(story: list[Any], head: str) -> bytes:
    """Build one document in memory."""
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=22 * mm, bottomMargin=MARGIN, title=head
    )
    document.build(story, canvasmaker=lambda *args, **kwargs: NumberedCanvas(*args, head=head, **kwargs))
    return out.getvalue()


def exam_story(variant: Variant, ready: dict[str, QuestionMarkup], title: str) -> list[Any]:
    """Title, fields, and every question kept together with its options."""
    fields = Table([["Name", "", "Student id", ""]], colWidths=[14 * mm, 80 * mm, 22 * mm, 54 * mm])
    fields.setStyle([("FONT", (0, 0), (-1, -1), "Serif", 10), ("LINEBELOW", (1, 0), (1, 0), 0.5, black),
                     ("LINEBELOW", (3, 0), (3, 0), 0.5, black)])  # fmt: skip
    facts = Paragraph(f"Variant {variant.number} · {variant.points} points in total", BODY)
    instructions = Paragraph("Choose one option for each question.", BODY)
    questions = (KeepTogether(question_flowables(placed, ready, False)) for placed in variant.questions)
    return [Paragraph(escape(title), TITLE), facts, Spacer(0, 8), fields, Spacer(0, 8), instructions, *questions]


def question_flowables(placed: PlacedQuestion, ready: dict[str, QuestionMarkup], show_key: bool) -> list[Any]:
    """The stem with its number and points, then the options as a lettered list."""
    parts = ready[placed.question.id]
    stem = Paragraph(f"<b>{placed.number}.</b> {parts.stem} {parts.points}", STEM)
    options = [ListItem(Paragraph(_option_markup(placed, place, parts, show_key), OPTION)) for place in placed.order]
    return [stem, ListFlowable(options, bulletType="A", bulletFontName="Serif", bulletFontSize=10.5, leftIndent=36)]


def _option_markup(placed: PlacedQuestion, place: int, parts: QuestionMarkup, show_key: bool) -> str:
    is_marked = show_key and placed.question.options[place].is_key
    return f"<b>{parts.options[place]}</b>  ✓" if is_marked else parts.options[place]


def key_story(variant: Variant, ready: dict[str, QuestionMarkup], title: str) -> list[Any]:
    """The grid of letters, then every question with its key marked and its explanation."""
    entries = [f"{placed.number}  {placed.key_letters}" for placed in variant.questions]
    entries += [""] * (-len(entries) % 7)
    grid = Table([entries[at : at + 7] for at in range(0, len(entries), 7)])
    grid.setStyle([("FONT", (0, 0), (-1, -1), "SerifB", 10), ("GRID", (0, 0), (-1, -1), 0.4, grey)])
    story = [Paragraph(f"{escape(title)}: key, variant {variant.number}", TITLE), Spacer(0, 6), grid]
    for placed in variant.questions:
        story.append(KeepTogether(question_flowables(placed, ready, True)))
        story.extend(_explanation(placed))
    return story


def _explanation(placed: PlacedQuestion) -> Iterable[Any]:
    explanation = placed.question.explanation
    if explanation.text:
        text = markup(explanation.text, lambda reference: referred_letter(reference, placed.order))
        yield Paragraph(f"<b>Explanation.</b> {text}", SMALL)
    if placed.question.note:
        yield Paragraph(markup(placed.question.note), SMALL)


def shuffled(questions: tuple[Question, ...], number: int) -> Variant:
    """One variant in an order of its own."""
    chance = random.Random(number)
    order = chance.sample(questions, len(questions))
    placed = (
        PlacedQuestion(question=q, number=n, order=tuple(chance.sample(range(len(q.options)), len(q.options))))
        for n, q in enumerate(order, start=1)
    )
    return Variant(number=number, questions=tuple(placed))


def build(questions: tuple[Question, ...], title: str, variants: int, out: Path) -> None:
    """Write the papers and keys of so many variants."""
    register_fonts()
    ready = {question.id: QuestionMarkup(question) for question in questions}
    for number in range(1, variants + 1):
        variant = shuffled(questions, number)
        for kind, story in (("exam", exam_story), ("key", key_story)):
            pdf = pdf_of(story(variant, ready, title), f"{title} · {kind} · variant {number}")
            (out / f"{kind}-{number:04}.pdf").write_bytes(pdf)


def main() -> None:
    """Read the banks named, and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("banks", nargs="+", type=Path)
    parser.add_argument("--variants", type=int, default=4)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    bank, _ = read_bank(arguments.banks)
    build(bank.questions, bank.title, arguments.variants, arguments.out)


if __name__ == "__main__":
    main()
