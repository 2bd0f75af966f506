"""Spans in the order in which HTML holds them in, paragraphs out: white space as a browser has it, formulas found."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from examgen.markup.displays import in_line, paragraphs_of
from examgen.markup.flat import OPAQUE
from examgen.markup.formulas import FoundFormula, formula_in_html
from examgen.markup.inline import merged
from examgen.model.text import Block, Formula, LineBreak, Paragraph, Span, Style, Words

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SIGN = re.compile(r"[$\\]")
_INK = re.compile(r"[^\s\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One span, and whether words in it may hold formulas."""

    span: Span
    is_literal: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Blocks while they are gathered: those that are whole, and the spans of the paragraph that is open."""

    line: int
    """Of the piece of text, for formulas in it."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)

    def words(self, text: str | None, style: Style, *, is_literal: bool = False) -> None:
        """Words that follow; literal ones hold no formulas."""
        if text:
            self.pieces.append(_Piece(Words(text, style), is_literal or style.code))

    def span(self, span: Span) -> None:
        self.pieces.append(_Piece(span))

    def end(self) -> None:
        """End the paragraph that is open; what holds no ink is none, and an empty line begins another."""
        if not self.pieces:
            return
        spans = _spans(self.pieces, self.line)
        self.pieces.clear()
        for group in _parted(spans):
            self.blocks.extend(paragraphs_of(group))

    def block(self, block: Block) -> None:
        self.end()
        self.blocks.append(block)


def cell_spans(blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Paragraphs as a cell of a table holds them: one below the other, formulas in the line."""
    spans: list[Span] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            spans += [LineBreak(), *block.spans] if spans else block.spans
    return in_line(spans)


def _spans(pieces: Sequence[_Piece], line: int) -> tuple[Span, ...]:
    if len(pieces) == 1 and isinstance(only := pieces[0].span, Words) and not _SIGN.search(only.text):
        text = _SPACE.sub(" ", only.text).strip(" ")
        return (Words(text, only.style),) if _INK.search(text) else ()
    tidy = list(_tidied(pieces))
    while tidy and _is_edge(tidy[-1].span):
        tidy.pop()
    if tidy and isinstance(last := tidy[-1].span, Words):
        tidy[-1] = replace(tidy[-1], span=replace(last, text=last.text.rstrip(" ")))
    if not any(_has_ink(piece.span) for piece in tidy):
        return ()
    has_signs = any(isinstance(p.span, Words) and not p.is_literal and _SIGN.search(p.span.text) for p in tidy)
    return merged(_with_formulas(tidy, line) if has_signs else [piece.span for piece in tidy])


def _is_edge(span: Span) -> bool:
    return isinstance(span, LineBreak) or (isinstance(span, Words) and span.text == " ")


def _has_ink(span: Span) -> bool:
    return not isinstance(span, LineBreak) and (not isinstance(span, Words) or _INK.search(span.text) is not None)


def _tidied(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Each run of white space is one space, and none stands where a line begins or ends."""
    is_after_space = True
    for place, piece in enumerate(pieces):
        span = piece.span
        if not isinstance(span, Words):
            is_after_space = isinstance(span, LineBreak)
            if not is_after_space or place:
                yield piece
            continue
        text = _SPACE.sub(" ", span.text)
        text = text[1:] if is_after_space and text[:1] == " " else text
        if text[-1:] == " " and place + 1 < len(pieces) and isinstance(pieces[place + 1].span, LineBreak):
            text = text[:-1]
        if text:
            is_after_space = text[-1] == " "
            yield _Piece(Words(text, span.style), piece.is_literal)


def _parted(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The lines between two line ends in a row, which HTML has for a new paragraph."""
    group: list[Span] = []
    for span in spans:
        if isinstance(span, LineBreak) and (not group or isinstance(group[-1], LineBreak)):
            if group:
                yield group[:-1]
                group = []
        else:
            group.append(span)
    if group:
        yield group


def _with_formulas(pieces: Sequence[_Piece], line: int) -> Iterator[Span]:
    """The spans with each formula in their words a span of its own; it may go over line ends and styles."""
    formulas = deque(formulas_in("".join(map(_face, pieces))))
    at = here = 0
    for piece in pieces:
        end = at + len(_face(piece))
        while formulas and formulas[0][0] < end:
            start, found = formulas.popleft()
            yield from _cut(piece.span, here - at, start - at)
            yield Formula(found.source, found.is_display, line)
            here = found.end
        yield from _cut(piece.span, here - at, end - at)
        at, here = end, max(here, end)


def _cut(span: Span, start: int, end: int) -> Iterator[Span]:
    if start < end:
        yield replace(span, text=span.text[start:end]) if isinstance(span, Words) else span


def _face(piece: _Piece) -> str:
    match piece.span:
        case Words(text) if not piece.is_literal:
            return text
        case Words(text):
            return OPAQUE * len(text)
        case LineBreak():
            return "\n"
        case _:
            return OPAQUE


def formulas_in(text: str) -> Iterator[tuple[int, FoundFormula]]:
    """The formulas in a text, each with the place where it begins."""
    at = 0
    while sign := _SIGN.search(text, at):
        start = sign.start()
        found = formula_in_html(text, start)
        if found is None or OPAQUE in text[start : found.end]:
            at = start + 1
            continue
        yield start, _placed(found, text, start)
        at = found.end


def _placed(found: FoundFormula, text: str, start: int) -> FoundFormula:
    """A formula between two dollars on each side amid the words of a line belongs to that line."""
    before, after = text[:start].rpartition("\n")[2], text[found.end :].partition("\n")[0]
    is_amid = text.startswith("$$", start) and (before.strip() or len(after.strip(" .,;:?")) > 0)
    return replace(found, is_display=False) if is_amid else found
