"""A manuscript in, everything that its document must say out, worked out without typesetting."""

from __future__ import annotations

from collections.abc import Iterator

from examgen.model.manuscript import Box, Columns, Fields, Grid, Heading, Manuscript, ManuscriptBlock, Placement, Prose
from examgen.model.text import (
    CodeBlock,
    ListBlock,
    OptionReference,
    Paragraph,
    QuestionReference,
    Quote,
    Text,
    Words,
    printed,
)
from examgen.model.variant import LETTERS, referred_place
from examgen.typeset.blocks import run_in


def plain(text: str) -> str:
    """Without white space and soft hyphens, which line breaking may change."""
    return "".join(printed(text).replace("\u00a0", " ").split())


def words_of(text: Text, order: tuple[int, ...], numbers: dict[str, int]) -> str:
    """What a text prints in a document with this order of options and these question numbers."""
    return "".join(_block_words(block, order, numbers) for block in text)


def _block_words(block: object, order: tuple[int, ...], numbers: dict[str, int]) -> str:
    match block:
        case Paragraph(spans):
            return "".join(_span_words(span, order, numbers) for span in spans)
        case CodeBlock(text):
            return text
        case ListBlock(items, start, own):
            signs = own or ["•" if start is None else f"{start + n}." for n in range(len(items))]
            return "".join(sign + words_of(item, order, numbers) for sign, item in zip(signs, items, strict=True))
        case Quote(blocks):
            return words_of(blocks, order, numbers)
    raise AssertionError(block)


def _span_words(span: object, order: tuple[int, ...], numbers: dict[str, int]) -> str:
    match span:
        case Words(text):
            return text
        case OptionReference():
            return LETTERS[referred_place(span, order)]
        case QuestionReference(target, source):
            return str(numbers.get(target, source))
    return " "


def expected(manuscript: Manuscript) -> str:
    """Everything that a document says, straight from its manuscript."""
    numbers = dict(manuscript.numbers)
    return plain("".join(part for block in manuscript.blocks for part in _said(block, numbers)))


def _said(block: ManuscriptBlock, numbers: dict[str, int]) -> Iterator[str]:
    match block:
        case Heading(text) | Prose(text):
            yield words_of(text, (), numbers)
        case Fields(labels):
            yield from labels
        case Box(blocks):
            for inner in blocks:
                yield from _said(inner, numbers)
        case Columns(columns):
            for inner in (inner for column in columns for inner in column):
                yield from _said(inner, numbers)
        case Grid(entries, caption):
            yield caption
            yield from (f"{entry.name}{entry.letters}{entry.mark}" for entry in entries)
        case Placement():
            yield from _question_said(block, numbers)


def _question_said(placement: Placement, numbers: dict[str, int]) -> Iterator[str]:
    block, order = placement.block, placement.order
    remarks = list(block.remarks)
    stem = block.stem or (remarks.pop(0).text if remarks else ())
    yield f"{placement.number}." + words_of(stem, order, numbers) + block.points
    for place, option in enumerate(order if block.options else ()):
        tick = "✔" if block.options[option].is_key else ""
        yield tick + LETTERS[place] + words_of(block.options[option].text, order, numbers)
    yield from (words_of(remark.text, order, numbers) for remark in remarks)
    yield words_of(run_in(block.explanation_head, block.explanation), order, numbers) if block.explanation else ""
