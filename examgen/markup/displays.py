"""The spans of a paragraph in, paragraphs out in which a displayed formula, or a row of pictures, stands by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from examgen.markup.formulas import STOP
from examgen.model.text import Formula, Image, LineBreak, Paragraph, Span, Words


def paragraphs_of(spans: Sequence[Span]) -> Iterator[Paragraph]:
    """Part a paragraph around its displayed formulas; a stop behind one of them is set with it."""
    part: list[Span] = []
    for span in _with_stops(spans):
        if isinstance(span, Formula) and span.is_display:
            yield from _paragraphs(_stripped(part))
            yield Paragraph((span,))
            part = []
        else:
            part.append(span)
    yield from _paragraphs(_stripped(part) if len(part) < len(spans) else part)


def in_line(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with formulas in the line that their author displays: a cell of a table has no other place."""
    return tuple(replace(span, is_display=False) if isinstance(span, Formula) else span for span in spans)


def _with_stops(spans: Sequence[Span]) -> Iterator[Span]:
    at = 0
    while at < len(spans):
        span, following = spans[at], spans[at + 1] if at + 1 < len(spans) else None
        is_display = isinstance(span, Formula) and span.is_display
        stop = STOP.match(following.text) if is_display and isinstance(following, Words) else None
        if stop and isinstance(span, Formula) and isinstance(following, Words):
            yield replace(span, source=span.source + stop[0])
            yield replace(following, text=following.text[stop.end() :])
        else:
            yield span
        at += 2 if stop else 1


def _stripped(spans: Sequence[Span]) -> list[Span]:
    """The spans beside a displayed formula, without line ends and spaces at the edges."""
    kept = list(spans)
    while kept and _is_blank(kept[0]):
        kept.pop(0)
    while kept and _is_blank(kept[-1]):
        kept.pop()
    if kept and isinstance(first := kept[0], Words):
        kept[0] = replace(first, text=first.text.lstrip())
    if kept and isinstance(last := kept[-1], Words):
        kept[-1] = replace(last, text=last.text.rstrip())
    return kept


def _is_blank(span: Span) -> bool:
    return isinstance(span, LineBreak) or (isinstance(span, Words) and not span.text.strip())


def _paragraphs(spans: Sequence[Span]) -> Iterator[Paragraph]:
    """One paragraph of words; of pictures alone, one for each of their lines, with nothing between them."""
    if not any(isinstance(span, Image) for span in spans) or not all(
        isinstance(span, Image) or _is_blank(span) for span in spans
    ):
        if spans:
            yield Paragraph(tuple(spans))
        return
    row: list[Span] = []
    for span in (*spans, LineBreak()):
        if isinstance(span, Image):
            row.append(span)
        elif isinstance(span, LineBreak) and row:
            yield Paragraph(tuple(row))
            row = []
