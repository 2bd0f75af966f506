"""Text blocks in, strips out: paragraphs, lists, quotes and code with their structure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from examgen.model.style import Tone
from examgen.model.text import (
    Align,
    Block,
    CodeBlock,
    Formula,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
    Text,
    Words,
)
from examgen.typeset.galley import Galley
from examgen.typeset.listings import CODE_INDENT, ListingSetter
from examgen.typeset.oneline import OneLine, OneLineSetter
from examgen.typeset.paragraph import ParagraphSetter
from examgen.typeset.stack import Keep, Label, PartBuilder, Strip
from examgen.typeset.tables import TableSetter

LIST_INDENT = 1.6
QUOTE_INDENT = 1.2
SIGN_GAP = 0.4
"""In ems of the tone."""

BLOCK_GAP, ITEM_GAP = 0.35, 0.175
"""White space between blocks of one text, and above each item of a list, as parts of the leading."""

BULLET = "•"
NUMBERINGS = {"1": "Decimal", "a": "LowerAlpha", "i": "LowerRoman"}
"""By the first sign of a list."""


class Place(NamedTuple):
    """Where a text goes."""

    part: str
    element: int
    """The element that holds the text; a lone paragraph becomes its content itself."""

    x: float
    measure: float
    before: float = 0.0
    taken: float = 0.0
    """Width of what stands at the end of the first line."""

    display: Align = Align.CENTRE
    """Where a displayed formula stands."""


@dataclass(frozen=True)
class BlockSetter:
    """Sets texts of any blocks through one paragraph setter."""

    paragraphs: ParagraphSetter

    def text(self, builder: PartBuilder, text: Text, tone: Tone, place: Place) -> None:
        """Set a text into a part; a single paragraph goes straight into the element given, and so does an empty one.

        A paragraph stays with the list, code or quote that it introduces.
        A table that begins a text has an empty line above it, on which a number or letter can stand.
        """
        if text and isinstance(text[0], Table):
            text = (Paragraph(()), *text)
        lone = _is_lone(text)
        for number, block in enumerate(text or (Paragraph(()),)):
            gap = ITEM_GAP if isinstance(block, ListBlock) else BLOCK_GAP
            at = place if number == 0 else place._replace(before=gap * tone.leading, taken=0.0)
            if lone or not isinstance(block, Paragraph):
                self._block(builder, block, tone, at)
            else:
                self._block(builder, block, tone, at._replace(element=builder.element("P", place.element)))
                if number + 1 < len(text) and not isinstance(text[number + 1], Paragraph):
                    builder.strips[-1] = replace(builder.strips[-1], keep=Keep.FIRM)

    def table(self, builder: PartBuilder, table: Table, tone: Tone, place: Place) -> None:
        """Set a table beside which no number stands."""
        self._block(builder, table, tone, place)

    def _block(self, builder: PartBuilder, block: Block, tone: Tone, at: Place) -> None:
        if not isinstance(block, Paragraph) or _is_drawn(block):
            at = at._replace(measure=at.measure - at.taken, taken=0.0)
        match block:
            case Paragraph(spans):
                self._strip(builder, self._paragraph(spans, tone, at), at)
            case CodeBlock():
                element, indent = builder.element("P", at.element), CODE_INDENT * tone.size
                # Code runs from left to right on any page, and is indented at the left.
                lead = 0.0 if self.paragraphs.tokenizer.is_rightward_in(tone) else indent
                galley = self._listings.galley(block, tone, at.measure - indent)
                self._strip(builder, galley, at._replace(element=element, x=at.x + lead))
            case Table():
                row = Strip(at.part, None, at.x, at.element, before=at.before)
                self._tables.strips(builder, block, tone, row, at.measure)
            case ListBlock():
                self._list(builder, block, tone, at)
            case Quote(blocks):
                indent = QUOTE_INDENT * tone.size
                element = builder.element("BlockQuote", at.element)
                inner = builder.element("P", element) if _is_lone(blocks) else element
                quoted = at._replace(element=inner, x=at.x + indent, measure=at.measure - 2 * indent)
                self.text(builder, blocks, tone, quoted)

    def _strip(self, builder: PartBuilder, galley: Galley, at: Place) -> None:
        inlays = builder.inlays(galley, at.element)
        builder.strips.append(Strip(at.part, galley, at.x, at.element, before=at.before, inlays=inlays))

    def _paragraph(self, spans: Sequence[Span], tone: Tone, at: Place) -> Galley:
        is_displayed = len(spans) == 1 and isinstance(spans[0], Formula) and spans[0].is_display
        if is_displayed:
            return self.paragraphs.displayed(spans, tone, at.measure, at.display)
        return self.paragraphs.galley(spans, tone, at.measure, at.taken)

    @cached_property
    def _listings(self) -> ListingSetter:
        return ListingSetter(self.paragraphs)

    @cached_property
    def _tables(self) -> TableSetter:
        return TableSetter(self.paragraphs)

    @cached_property
    def _lines(self) -> OneLineSetter:
        return OneLineSetter(self.paragraphs.fonts)

    def _list(self, builder: PartBuilder, block: ListBlock, tone: Tone, at: Place) -> None:
        signs = [self._lines.line(sign, tone) for sign in _signs(block)]
        widest = max(sign.width for sign in signs)
        indent = max(LIST_INDENT * tone.size, widest + SIGN_GAP * tone.size)
        listed = builder.element(f"L:{_numbering(block)}", at.element)
        for number, item in enumerate(block.items):
            entry = builder.element("LI", listed)
            label, body = builder.element("Lbl", entry), builder.element("LBody", entry)
            before = at.before if number == 0 else ITEM_GAP * tone.leading
            first = len(builder.strips)
            inside = at._replace(element=body, x=at.x + indent, measure=at.measure - indent, before=before)
            self.text(builder, item, tone, inside)
            beside = _sign(signs[number], tone, label, inside.x)
            builder.strips[first] = replace(
                builder.strips[first], lead_labels=(beside, *builder.strips[first].lead_labels)
            )
            builder.bind_blank(first)


def _signs(block: ListBlock) -> Sequence[str]:
    if block.signs or block.start is None:
        return block.signs or [BULLET] * len(block.items)
    return [f"{number}." for number in range(block.start, block.start + len(block.items))]


def _numbering(block: ListBlock) -> str:
    """The list's attribute ListNumbering (ISO 32000-1, table 347)."""
    if block.signs:
        return NUMBERINGS[block.signs[0].strip("()（）")]
    return "Disc" if block.start is None else "Decimal"


def _sign(sign: OneLine, tone: Tone, element: int, edge: float) -> Label:
    """A bullet or number, flush right before an item's left edge."""
    return Label(edge - sign.width - SIGN_GAP * tone.size, sign.ink, element, tone.grey, sign.width)


def _is_drawn(paragraph: Paragraph) -> bool:
    """Whether it holds what is made to fit the measure, or stands in its middle."""
    return any(isinstance(span, Image) or (isinstance(span, Formula) and span.is_display) for span in paragraph.spans)


def _is_lone(text: Text) -> bool:
    return not text or (len(text) == 1 and isinstance(text[0], Paragraph))


def holder(text: Text) -> str:
    """The role of the element that holds a text: a lone paragraph is that element itself."""
    return "P" if _is_lone(text) else "Div"


def run_in(head: str, text: Text) -> Text:
    """A text with a bold word run into its first paragraph."""
    if not head:
        return text
    lead = Words(f"{head} ", Style(bold=True))
    if text and isinstance(text[0], Paragraph):
        spans: Sequence[Span] = (lead, *text[0].spans)
        return (Paragraph(tuple(spans)), *text[1:])
    return (Paragraph((lead,)), *text)
