"""Spans and texts in, one text out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from examgen.model.text import Block, LineBreak, Paragraph, Span, Text, Words, spans_of


def led_by(spans: Sequence[Span], text: Text) -> Text:
    """The text with spans before its first words."""
    first: Block | None = text[0] if text else None
    if isinstance(first, Paragraph):
        return (Paragraph((*spans, *first.spans)), *text[1:])
    return (Paragraph(tuple(spans)), *text)


def joined(parts: Iterable[Sequence[Span]], between: Span) -> tuple[Span, ...]:
    """Spans of several parts in one line, another between two of them."""
    return tuple(span for part in parts for span in (between, *part))[1:]


def in_line(text: Text) -> tuple[Span, ...]:
    """All that a text says, its blocks one below another."""
    return joined(([*spans_of((block,))] for block in text), LineBreak())


def bold(spans: Iterable[Span]) -> Iterator[Span]:
    """The same words in bold."""
    for span in spans:
        yield Words(span.text, replace(span.style, bold=True)) if isinstance(span, Words) else span
