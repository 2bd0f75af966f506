"""Question text in, CommonMark source out, which `commonmark.parse` reads back as the same text.

Signs are escaped only where they would mean something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from examgen.markup import commonmark
from examgen.model.text import (
    Align,
    Block,
    CodeBlock,
    Extent,
    Formula,
    Image,
    LineBreak,
    ListBlock,
    OptionReference,
    Paragraph,
    QuestionReference,
    Quote,
    Span,
    Style,
    Table,
    Text,
    Words,
    style_of,
)

Reference: TypeAlias = OptionReference | QuestionReference
WriteReference: TypeAlias = Callable[[Reference], str]
"""What stands between ``[[`` and ``]]`` for a reference."""


def dump(text: Text, write: WriteReference = lambda reference: reference.source) -> str:
    """Write a text; blocks are apart by a blank line, and there is no line end after the last."""
    return "\n".join(_lines(text, write, 0))


def _lines(text: Text, write: WriteReference, depth: int) -> list[str]:
    lines: list[str] = []
    turn = depth
    for place, block in enumerate(text):
        beside_list = place > 0 and _is_same_list(text[place - 1], block)
        turn = turn + 1 if beside_list else depth
        lines += [""] if place else []
        lines += _block(block, write, turn)
    return lines


def _is_same_list(before: Block, block: Block) -> bool:
    """Whether CommonMark would join two lists if they had the same sign."""
    if not isinstance(before, ListBlock) or not isinstance(block, ListBlock):
        return False
    return (before.start is None) == (block.start is None)


def _block(block: Block, write: WriteReference, turn: int) -> list[str]:
    match block:
        case Paragraph(spans):
            return paragraph(spans, write).split("\n")
        case CodeBlock(text, language):
            return _fenced(text, language)
        case Quote(blocks):
            return [f"> {line}" if line else ">" for line in _lines(blocks, write, turn) or [""]]
        case ListBlock(items, start):
            signs = [_sign(start, place, turn) for place in range(len(items))]
            return [line for item, sign in zip(items, signs, strict=True) for line in _item(item, sign, write, turn)]
        case Table():
            return _table(block, write)


_RULES = {Align.START: "---", Align.CENTRE: ":-:", Align.END: "--:"}


def _table(table: Table, write: WriteReference) -> list[str]:
    """A table as GitHub writes it; one without a header has an empty one."""
    header = table.header or ((),) * len(table.columns)
    rows = [[paragraph(cell, write).replace("|", r"\|") for cell in row] for row in (header, *table.rows)]
    rows.insert(1, [_RULES[column] for column in table.columns])
    return [f"| {' | '.join(row)} |" for row in rows]


def _sign(start: int | None, place: int, turn: int) -> str:
    """Bullets and full stops take turns, so that neither neighbours nor nested lists run together.

    The dash is left to the options of a question.
    """
    if start is None:
        return "*+"[turn % 2]
    return f"{start + place}{'.)'[turn % 2]}"


def _item(blocks: Text, sign: str, write: WriteReference, turn: int) -> Iterator[str]:
    indent = " " * (len(sign) + 1)
    for place, line in enumerate(_lines(blocks, write, turn + 1)):
        yield f"{sign} {line}" if place == 0 else f"{indent}{line}" if line else ""
    if not blocks:
        yield sign


def _fenced(text: str, language: str) -> list[str]:
    tick = "~" if "`" in language else "`"
    longest = max((len(run) for run in re.findall(f"{tick}+", text)), default=0)
    fence = tick * max(3, longest + 1)
    return [f"{fence}{language}", *(text.split("\n") if text else ()), fence]


_APART = "<!-- -->"
"""Stands between signs that would be read together, or as no signs; it prints nothing."""


def paragraph(spans: Sequence[Span], write: WriteReference) -> str:
    """Write one paragraph in the plainest form that is read back as the same spans."""
    wanted = (Paragraph(tuple(spans)),)
    written = {write(span): span for span in spans if isinstance(span, Reference)}

    def refer(content: str, style: Style) -> Span | None:
        return replace(written[content], style=style) if content in written else None

    for is_apart, has_prices in ((False, False), (False, True)):
        source = _Line(write, is_apart, has_prices).of(spans)
        if commonmark.parse(source, refer=refer) == commonmark.Markup(wanted):
            return source
    return _Line(write, is_apart=True, has_prices=True).of(spans)


class _Line:
    """One paragraph while it is written: the parts so far, and the styles that are open."""

    def __init__(self, write: WriteReference, is_apart: bool, has_prices: bool) -> None:
        self.write = write
        self.apart = _APART if is_apart else ""
        self.has_prices = has_prices
        self.parts: list[str] = []
        self.open: list[str] = []

    def of(self, spans: Sequence[Span]) -> str:
        for place, span in enumerate(spans):
            self.switch(spans, place)
            self.parts.append(self.source(span, spans, place))
        self.close(0)
        return "\n".join(escaped_start(line) for line in "".join(self.parts).split("\n"))

    def switch(self, spans: Sequence[Span], place: int) -> None:
        """Close and open what changes before a span; what lasts longest is opened first.

        Signs that are set apart do not nest: each stretch of one style has its own.
        """
        wanted = _signs(spans, place)
        if self.apart:
            wanted = ("".join(wanted),) if wanted and not isinstance(spans[place], LineBreak) else ()
        kept = 0
        while kept < len(self.open) and self.open[kept] in wanted:
            kept += 1
        self.close(kept)
        missing = [sign for sign in wanted if sign not in self.open]
        for sign in sorted(missing, key=lambda sign: (-_lasts(sign, spans, place), sign)):
            self.open.append(sign)
            self.parts.append(f"{self.apart if self.parts else ''}{sign}{self.apart}")

    def close(self, kept: int) -> None:
        while len(self.open) > kept:
            self.parts.append(f"{self.apart}{self.open.pop()}{self.apart}")

    def source(self, span: Span, spans: Sequence[Span], place: int) -> str:
        match span:
            case LineBreak():
                return "\\\n"
            case Words(text, style) if style.code:
                return _code(text)
            case Words(text, _):
                before = place > 0 and _goes_on(spans, place - 1, place)
                after = place + 1 < len(spans) and _goes_on(spans, place + 1, place)
                return _edged(text, before, after, self.has_prices)
            case OptionReference() | QuestionReference():
                return f"[[{self.write(span)}]]"
            case Formula(source, is_display):
                return f"$${source}$$" if is_display else f"${source}$"
            case Image():
                return _image(span)


def _image(image: Image) -> str:
    sizes = {"width": image.width, "height": image.height}
    asked = [f"{side}={_extent(extent)}" for side, extent in sizes.items() if extent is not None]
    return f"![{image.description}](<{image.file.name}>)" + (f"{{{' '.join(asked)}}}" if asked else "")


def _extent(extent: Extent) -> str:
    return f"{100 * extent.value:g}%" if extent.is_share else f"{extent.value:g}pt"


def _signs(spans: Sequence[Span], place: int) -> tuple[str, ...]:
    """The signs that are open at a span; a line break has those that its neighbours share."""
    span = spans[place]
    if isinstance(span, LineBreak):
        before = _signs(spans, place - 1) if place else ()
        following = next((later for later in spans[place + 1 :] if not isinstance(later, LineBreak)), None)
        after = _style_signs(style_of(following)) if following else ()
        return tuple(sign for sign in before if sign in after)
    return _style_signs(style_of(span))


def _style_signs(style: Style) -> tuple[str, ...]:
    return (*(("**",) if style.bold else ()), *(("*",) if style.italic else ()))


def _goes_on(spans: Sequence[Span], beside: int, place: int) -> bool:
    """Whether what is open at a span is open beside it too, on the same line: then its space there is kept."""
    if isinstance(spans[place], LineBreak) or isinstance(spans[beside], LineBreak):
        return False
    return set(_signs(spans, place)) <= set(_signs(spans, beside))


def _lasts(sign: str, spans: Sequence[Span], place: int) -> int:
    length = 0
    while place + length < len(spans) and sign in _signs(spans, place + length):
        length += 1
    return length


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1) if longest else "`"
    touches = text[0] == "`" or text[-1] == "`"
    padded = touches or (text[0] == text[-1] == " " and text.strip(" ") != "")
    return f"{ticks} {text} {ticks}" if padded else f"{ticks}{text}{ticks}"


_SPECIAL = re.compile(
    r"(?P<backslash>\\(?=[!-/:-@\[-`{-~]|\Z))"
    r"|(?P<tick>`)"
    r"|(?P<star>\*)(?!(?<=\s\*)\s)"
    r"|(?P<under>_)(?!(?<=[^\W_]_)[^\W_])"
    r"|(?P<entity>&)(?=#?\w+;)"
    r"|(?P<tag><)(?=[A-Za-z/!?])"
    r"|(?P<bracket>\[)(?=\[|[ xX]\])"
    r"|(?<=\])(?P<address>\()"
)


def _edged(text: str, has_before: bool, has_after: bool, has_prices: bool) -> str:
    """Words with their signs escaped; spaces at an edge where they would be lost are written as entities."""
    start = 0 if has_before else len(text) - len(text.lstrip())
    end = len(text) if has_after or start == len(text) else len(text.rstrip())
    inner = _SPECIAL.sub(r"\\\g<0>", text[start:end])
    if has_prices:
        inner = inner.replace("$", r"\$")
    return _entities(text[:start]) + inner + _entities(text[end:])


_NAMED = {" ": "&#32;", "\t": "&#9;", "\u00a0": "&nbsp;"}


def _entities(spaces: str) -> str:
    return "".join(_NAMED.get(space, f"{_APART}{space}{_APART}") for space in spaces)


_START = re.compile(
    r"(?P<sign>#{1,6}(?=\s|$)|[-+](?=\s|$)|>|~{3}|(?:-\s*){3}|(?=[|:-]*-)[|:][|:\s-]*$)|(?P<number>\d{1,9})(?P<stop>[.)])(?=\s|$)"
)


def escaped_start(line: str) -> str:
    """Escape what would begin a heading, a list, a quote, a fence, a rule or a table."""
    match = _START.match(line)
    if not match:
        return line
    if match["number"]:
        return f"{match['number']}\\{line[match.end('number') :]}"
    return f"\\{line}"
