"""Plain text in, `Text` out: only ``**…**``, `` `…` `` and word-edge ``*…*`` are markup, the rest prints as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from examgen.model.text import PLAIN, LineBreak, Paragraph, Span, Style, Text, Words

_TOKEN = re.compile(r"`[^`]+`|\*+")
_OPENERS = frozenset("([{\"'“‘«„¿¡-–—/…:>")
_QUOTES = frozenset("([{\"'“‘«")
_CLOSERS = frozenset(".,;:!?)]}\"'”’»%…")
_LIST_SIGN = re.compile(r"(?:\(?[ivxIVX]{1,4}[.)]|\(?\d{1,2}[.)]|[-•*–])\s")


def parse(text: str) -> Text:
    """Paragraphs are parted by blank lines; a line end inside one is a space, beside a list a line break."""
    return tuple(Paragraph(_joined(block)) for block in _blocks(text.split("\n")))


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _joined(lines: Sequence[str]) -> tuple[Span, ...]:
    groups: list[list[str]] = []
    for line in lines:
        after_list = bool(groups) and _LIST_SIGN.match(groups[-1][0]) is not None and line[0].isupper()
        if groups and not after_list and not _LIST_SIGN.match(line):
            groups[-1].append(line)
        else:
            groups.append([line])
    spans: list[Span] = []
    for group in groups:
        spans += [LineBreak()] if spans else []
        spans += parse_spans(" ".join(group))
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One switch of a style: where it stands, how long its sign is, and which style it turns over."""

    start: int
    end: int
    bold: bool


def parse_spans(line: str) -> tuple[Span, ...]:
    """One line or one joined paragraph as spans; signs without a partner stay as characters."""
    codes, marks = _scan(line)
    signs: list[tuple[int, int, _Mark | None]] = [(start, end, None) for start, end in codes]
    signs += [(mark.start, mark.end, mark) for mark in marks]
    spans: list[Span] = []
    style, at = PLAIN, 0
    for start, end, mark in sorted(signs, key=lambda sign: sign[0]):
        _add(spans, line[at:start], style)
        if mark is None:
            _add(spans, line[start + 1 : end - 1], replace(style, code=True))
        elif mark.bold:
            style = replace(style, bold=not style.bold)
        else:
            style = replace(style, italic=not style.italic)
        at = end
    _add(spans, line[at:], style)
    return tuple(spans)


def _add(spans: list[Span], text: str, style: Style) -> None:
    if text:
        spans.append(Words(text, style))


def _scan(line: str) -> tuple[list[tuple[int, int]], list[_Mark]]:
    """Code spans, and the signs of bold and italic that have a partner."""
    codes: list[tuple[int, int]] = []
    marks: list[_Mark] = []
    opened: dict[bool, _Mark] = {}
    for token in _TOKEN.finditer(line):
        start, end = token.span()
        if line[start] == "`":
            codes.append((start, end))
            continue
        for mark in _marks_of(start, end):
            partner = opened.get(mark.bold)
            if partner and partner.end < start and _closes(line, start, end, mark.bold):
                marks += [opened.pop(mark.bold), mark]
            elif partner is None and _opens(line, start, end):
                opened[mark.bold] = mark
    return codes, marks


def _marks_of(start: int, end: int) -> tuple[_Mark, ...]:
    match end - start:
        case 1:
            return (_Mark(start, end, False),)
        case 2:
            return (_Mark(start, end, True),)
        case 3:
            return (_Mark(start, start + 2, True), _Mark(start + 2, end, False))
        case _:
            return ()


def _opens(line: str, start: int, end: int) -> bool:
    before, after = line[start - 1 : start], line[end : end + 1]
    at_edge = not before or before.isspace() or before in _OPENERS or (end - start > 1 and not before.isascii())
    if end - start == 1:
        return at_edge and (after.isalnum() or after in _QUOTES)
    return at_edge and after != "" and not after.isspace()


def _closes(line: str, start: int, end: int, bold: bool) -> bool:
    before, after = line[start - 1 : start], line[end : end + 1]
    if bold:
        return not before.isspace()
    at_edge = not after or after.isspace() or not after.isalnum()
    return at_edge and (before.isalnum() or before in _CLOSERS)
