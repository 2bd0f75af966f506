"""Text of a question: blocks of spans, with mentions of options and questions already understood."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

_UNPRINTED = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200B),
    (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFB),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""First and last code points (Default_Ignorable_Code_Point, joiners and Hangul's left out, and interlinear marks)."""

PRINT_NOTHING = frozenset(chr(code) for first, last in _UNPRINTED for code in range(first, last + 1))
"""Format characters that leave no ink; like control characters they are dropped before setting."""

JOINERS = frozenset("\u200c\u200d")
"""They leave no ink either, but say whether the letters beside them join: text keeps them."""

STEERING = frozenset("\u00ad\u061c\u200b\u200e\u200f\u2060\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
"""They say where a line may break and which way text runs; when that is decided, they are dropped."""

OVERRIDES = frozenset("\u202d\u202e")
"""They turn letters against their script, so that readers see another word than the file holds; they are dropped."""

FIXED_SPACES = frozenset("\u00a0\u2007\u202f\u3000")
"""White space that keeps its width, and at which no word ends."""


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set; styles combine."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    underline: bool = False
    strike: bool = False
    shift: int = 0
    """1 for superscript, -1 for subscript."""

    language: str = ""
    """BCP 47, where it differs from the text around it."""

    def marked(self, mark: Style) -> Style:
        """The same, underlined or struck out where the mark is."""
        return replace(self, underline=self.underline or mark.underline, strike=self.strike or mark.strike)


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text in one style. Holds no line ends; spaces are significant between words only."""

    text: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class OptionReference:
    """A mention of one option inside text; prints the letter which the variant gives it.

    A list ("options B and C") is one run of references that share ``targets``:
    the reference of rank k prints the k-th letter, in ascending order, of all the targets.
    """

    targets: tuple[int, ...]
    """Places of the options meant, in the bank's order, counted from 0; the same for the whole run."""

    rank: int
    """Which of the run's letters, in ascending order, is printed here; from 0."""

    source: str
    """What the author wrote here, e.g. "b" or "3"."""

    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class QuestionReference:
    """A mention of another question by number; prints the number that it has on this variant."""

    target: str
    """Id of the question meant."""

    source: str
    """What the author wrote here, e.g. "4"; printed where the exam does not hold the question."""

    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank to fill in, in the running text of a fill-in question."""

    part: int
    """Place of the part of the question that it is, from 0."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author asked for."""


@dataclass(frozen=True, slots=True)
class Formula:
    """Mathematics or chemistry; a paragraph that is nothing but a displayed one is set apart and centred."""

    source: str
    """LaTeX without its delimiters, as the author wrote it."""

    is_display: bool = False
    line: int | None = field(default=None, compare=False, repr=False)
    """Where it begins in its file."""

    style: Style = PLAIN
    """Only whether it is underlined or struck out."""


@dataclass(frozen=True, slots=True)
class ImageFile:
    """The bytes of a picture; equal wherever the same file is used."""

    digest: str
    """SHA-256 of the bytes, in hexadecimal."""

    name: str = field(compare=False)
    """As the author addressed it, relative to the bank."""

    data: bytes = field(compare=False, repr=False)
    is_embedded: bool = field(default=False, compare=False)
    """Whether it stands in the bank's own file, so that there is none at its address."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A length that an author asked for."""

    value: float
    """PDF points, or a part of the measure."""

    is_share: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a line of text, or by itself in a paragraph."""

    file: ImageFile
    description: str = ""
    """What it shows, for those who cannot see it."""

    width: Extent | None = None
    height: Extent | None = None
    line: int | None = field(default=None, compare=False, repr=False)
    """Where it stands in its file."""

    style: Style = PLAIN
    """Likewise."""


def style_of(span: Span) -> Style:
    """The style of a span."""
    return PLAIN if isinstance(span, Gap | LineBreak) else span.style


Span: TypeAlias = Words | OptionReference | QuestionReference | Gap | LineBreak | Formula | Image


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines that keep their breaks and spaces, set in the mono."""

    text: str
    language: str = ""
    is_numbered: bool = False
    """Whether its lines carry numbers."""

    marks: tuple[int, ...] = ()
    """Places of the lines that are marked, from 0."""

    mark: Style = PLAIN
    """Whether these are underlined or struck out."""


class Align(StrEnum):
    """Where the text of a table's column stands."""

    START = "start"
    CENTRE = "centre"
    END = "end"


Cell: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; all rows are as long as ``columns``."""

    columns: tuple[Align, ...]
    header: tuple[Cell, ...]
    """Empty where the table has none."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[tuple[Block, ...], ...]
    start: int | None = None
    """First number of an ordered list; ``None`` for bullets."""

    signs: tuple[str, ...] = ()
    """The author's own sign of each item instead, e.g. "(1)" or "b)"."""


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


Block: TypeAlias = Paragraph | CodeBlock | ListBlock | Quote | Table
Text: TypeAlias = tuple[Block, ...]


def paragraph(text: str, style: Style = PLAIN) -> Text:
    """Plain words as a text of one paragraph; empty for an empty string."""
    return (Paragraph((Words(text, style),)),) if text else ()


def prints_nothing(character: str) -> bool:
    """Whether a character leaves neither ink nor space."""
    return character in PRINT_NOTHING or (unicodedata.category(character) == "Cc" and character not in "\t\n\r")


@lru_cache(maxsize=8192)
def printed(text: str) -> str:
    """The characters that reach paper: composed (NFC), those that print nothing dropped, each white space a space."""
    if text.isprintable() and PRINT_NOTHING.isdisjoint(text):
        return unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", "".join(c for c in settable(text) if c not in STEERING))


@lru_cache(maxsize=8192)
def settable(text: str) -> str:
    """The same with the characters that steer how a text is set."""
    if text.isprintable() and PRINT_NOTHING.isdisjoint(text):
        return unicodedata.normalize("NFC", text)
    kept = (character for character in text if character in STEERING or not prints_nothing(character))
    spaced = "".join(" " if c.isspace() and c not in FIXED_SPACES else c for c in kept)
    return unicodedata.normalize("NFC", spaced)


def spans_of(text: Text) -> Iterator[Span]:
    """All spans in reading order."""
    for block in text:
        match block:
            case Paragraph(spans):
                yield from spans
            case ListBlock(items):
                for item in items:
                    yield from spans_of(item)
            case Quote(blocks):
                yield from spans_of(blocks)
            case Table(header=header, rows=rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from cell
            case CodeBlock():
                pass


def map_spans(text: Text, change: Callable[[tuple[Span, ...]], tuple[Span, ...]]) -> Text:
    """The text with the spans of each paragraph changed."""
    if len(text) == 1 and isinstance(only := text[0], Paragraph):  # most texts, in banks of thousands
        spans = change(only.spans)
        return text if spans is only.spans else (Paragraph(spans),)

    def changed(block: Block) -> Block:
        match block:
            case Paragraph(spans):
                return Paragraph(change(spans))
            case ListBlock(items, start, signs):
                return ListBlock(tuple(map_spans(item, change) for item in items), start, signs)
            case Quote(blocks):
                return Quote(map_spans(blocks, change))
            case Table(columns, header, rows):
                changed_rows = tuple(tuple(map(change, row)) for row in rows)
                return Table(columns, tuple(map(change, header)), changed_rows)
            case _:
                return block

    return tuple(changed(block) for block in text)


def content(text: Text) -> str:
    """What tells a text from others: its wording, with the digest of each picture instead of its description."""
    return wording(map_spans(text, _by_digest))


def _by_digest(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(Words(span.file.digest) if isinstance(span, Image) else span for span in spans)


def wording(text: Text, letter: Callable[[OptionReference], str] = lambda reference: reference.source) -> str:
    """The text as plain characters: a line end between blocks, references as written or as `letter` says."""
    return "\n".join(_block_wording(block, letter) for block in text)


def _block_wording(block: Block, letter: Callable[[OptionReference], str]) -> str:
    match block:
        case Paragraph(spans):
            return "".join(_span_wording(span, letter) for span in spans)
        case CodeBlock(text):
            return text
        case ListBlock(items):
            return "\n".join(wording(item, letter) for item in items)
        case Quote(blocks):
            return wording(blocks, letter)
        case Table(header=header, rows=rows):
            cells = (("".join(_span_wording(span, letter) for span in cell) for cell in row) for row in (header, *rows))
            return "\n".join("\t".join(row) for row in cells).strip("\n")


def _span_wording(span: Span, letter: Callable[[OptionReference], str]) -> str:
    match span:
        case Words(text):
            return text
        case OptionReference():
            return letter(span)
        case QuestionReference(source=source):
            return source
        case Gap():
            return "____"
        case LineBreak():
            return "\n"
        case Formula(source):
            return source
        case Image(file, description):
            return description or file.name
