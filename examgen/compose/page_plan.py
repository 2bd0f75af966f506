"""Rendered Markdown in, a plan of manuscript blocks out: parsed once, filled for each variant.

Lines of structure (headings, rules, ``:::`` containers, marks) are cut here; what stands between them is CommonMark.
Values are numbered in the plan, and questions, grids and tables are named, so that most variants share a plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from examgen.compose.marks import GRADING, GRID, PLACE, TABLE, VALUE_END, VALUE_START
from examgen.compose.names import TemplateMistake
from examgen.compose.toml_layer import nearest_hint
from examgen.model.manuscript import Box, Columns, Fields, Heading, ManuscriptBlock, PageBreak, Prose, Rule
from examgen.model.text import (
    Block,
    Cell,
    CodeBlock,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Table,
    Text,
    Words,
    wording,
)

VALUE = re.compile(f"{VALUE_START}([^{VALUE_END}]*){VALUE_END}")
HEADING = re.compile(r"(#{1,3})[ \t]+(.+?)(?:[ \t]+#+)?")
RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})")
FENCE = re.compile(r"(```+|~~~+)")
OPENING = re.compile(r":::+[ \t]*([\w-]+)")
CLOSING = re.compile(r":::+")
PLACED = re.compile(f"{PLACE}(\\d+) ([\\w-]+)")
GRIDDED = re.compile(f"{GRID}(\\d+)")
TABLED = re.compile(f"{TABLE}([\\w-]+)")
GRADED = re.compile(GRADING)
FORMS = (HEADING, RULE, OPENING, CLOSING, PLACED, GRIDDED, TABLED, GRADED)
STRUCTURE = re.compile("|".join(form.pattern for form in FORMS))
TONES = ("lead", "small")
CONTAINERS = ("box", "column", "columns", "fields", "page-break", *TONES)


class Filling(Protocol):
    """What a plan is filled with for one document."""

    @property
    def values(self) -> Sequence[str]: ...

    def place(self, number: int, view: str) -> ManuscriptBlock: ...

    def grid(self, number: int) -> ManuscriptBlock: ...

    def table(self, name: str) -> ManuscriptBlock: ...

    def grading(self) -> ManuscriptBlock: ...


Maker: TypeAlias = Callable[[Filling], ManuscriptBlock]
ParseText: TypeAlias = Callable[[str], Text]


def cut_values(rendered: str) -> tuple[str, list[str]]:
    """The text with each value replaced by its number, and the values."""
    values: list[str] = []

    def number(found: re.Match[str]) -> str:
        values.append(found.group(1))
        return f"{VALUE_START}{len(values) - 1}{VALUE_END}"

    return VALUE.sub(number, rendered), values


def fill_values(text: str, values: Sequence[str]) -> str:
    """Plain words with the values in their places."""
    return VALUE.sub(lambda found: values[int(found.group(1))], text)


def make_plan(skeleton: str, parse: ParseText) -> tuple[Maker, ...]:
    """Cut a rendered text into blocks that wait for their values and questions."""
    return tuple(_makers(_segments(skeleton), parse, _Frame()))


@dataclass(frozen=True, slots=True)
class _Segment:
    """A line of structure, or the CommonMark between two of them."""

    text: str
    is_structure: bool


def _segments(skeleton: str) -> Iterator[_Segment]:
    prose: list[str] = []
    fence = ""
    for line in skeleton.splitlines():
        stripped = line.strip()
        mark = FENCE.match(stripped)
        is_place = stripped.startswith((PLACE, GRID, TABLE, GRADING))
        if not is_place and (fence or mark or not STRUCTURE.fullmatch(stripped)):
            prose.append(line)
            if mark:
                fence = "" if fence and stripped.startswith(fence) else fence or mark.group()
            continue
        yield _Segment("\n".join(prose), False)
        yield _Segment(stripped, True)
        prose.clear()
    yield _Segment("\n".join(prose), False)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the lines being read stand in."""

    tone: str = "body"
    opened: str | None = None
    """The line that opened the container; ``None`` for the page itself."""

    is_whole: bool = False
    """Whether it is set in one piece, so that no question and no page break can stand in it."""

    def within(self, line: str, tone: str = "body", is_whole: bool = True) -> _Frame:
        return _Frame(tone, line, self.is_whole or is_whole)

    def refuse_break(self, what: str) -> None:
        if self.is_whole:
            raise TemplateMistake(
                f"{what} cannot stand in a box or in columns", "close the container first", self.opened
            )


def _makers(segments: Iterator[_Segment], parse: ParseText, frame: _Frame) -> Iterator[Maker]:
    """Read up to the closing line of the frame, or to the end."""
    for segment in segments:
        if not segment.is_structure:
            yield from _prose(parse(segment.text), frame.tone)
        elif not CLOSING.fullmatch(segment.text):
            yield from _structure(segment.text, segments, parse, frame)
        elif frame.opened is not None:
            return
        else:
            raise TemplateMistake("this line closes a container, but none is open", quote=segment.text)
    if frame.opened is not None:
        raise _never_closed(frame.opened)


def _structure(line: str, segments: Iterator[_Segment], parse: ParseText, frame: _Frame) -> Iterable[Maker]:
    if found := PLACED.fullmatch(line):
        frame.refuse_break("a question")
        number, view = int(found.group(1)), found.group(2)
        return (lambda filling: filling.place(number, view),)
    if found := GRIDDED.fullmatch(line):
        number = int(found.group(1))
        return (lambda filling: filling.grid(number),)
    if found := TABLED.fullmatch(line):
        frame.refuse_break("a table of all variants")
        name = found.group(1)
        return (lambda filling: filling.table(name),)
    if GRADED.fullmatch(line):
        return (lambda filling: filling.grading(),)
    if found := HEADING.fullmatch(line):
        return (_heading(found.group(2), len(found.group(1)), parse),)
    if found := OPENING.fullmatch(line):
        return _container(found.group(1), segments, parse, frame, line)
    return (lambda _filling: Rule(),)


def _container(name: str, segments: Iterator[_Segment], parse: ParseText, frame: _Frame, line: str) -> Iterable[Maker]:
    match name:
        case "page-break":
            frame.refuse_break("a page break")
            return (lambda _filling: PageBreak(),)
        case "fields":
            return (_fields(line, segments),)
        case "box":
            box = tuple(_makers(segments, parse, frame.within(line)))
            return (lambda filling: Box(_made(box, filling)),)
        case "columns":
            columns = tuple(_columns(segments, parse, frame.within(line)))
            return (lambda filling: Columns(tuple(_made(column, filling) for column in columns)),)
        case _ if name in TONES:
            return tuple(_makers(segments, parse, frame.within(line, name, is_whole=False)))
        case "column":
            raise TemplateMistake('"::: column" stands inside "::: columns" only', quote=line)
    raise TemplateMistake(f'there is no container "{name}"', nearest_hint(name, CONTAINERS), line)


def _columns(segments: Iterator[_Segment], parse: ParseText, frame: _Frame) -> Iterator[tuple[Maker, ...]]:
    for segment in segments:
        if CLOSING.fullmatch(segment.text):
            return
        found = OPENING.fullmatch(segment.text)
        if found and found.group(1) == "column":
            yield tuple(_makers(segments, parse, frame.within(segment.text)))
        elif segment.text.strip():
            raise TemplateMistake('"::: columns" holds "::: column" containers only', quote=_first_line(segment.text))
    raise _never_closed(frame.opened)


def _fields(opened: str, segments: Iterator[_Segment]) -> Maker:
    labels: list[str] = []
    for segment in segments:
        if segment.is_structure:
            if not CLOSING.fullmatch(segment.text):
                raise TemplateMistake('"::: fields" holds one label a line', quote=segment.text)
            return lambda filling: Fields(tuple(fill_values(label, filling.values) for label in labels))
        labels += [line.strip() for line in segment.text.splitlines() if line.strip()]
    raise _never_closed(opened)


def _never_closed(opened: str | None) -> TemplateMistake:
    return TemplateMistake(f'"{opened}" is never closed', "end it with a line of three colons", opened)


def _heading(words: str, level: int, parse: ParseText) -> Maker:
    text = parse(words)
    if len(text) != 1 or not isinstance(text[0], Paragraph):
        text = (Paragraph((Words(words),)),)
    return _filled(text, lambda filled: Heading(filled, level))


def _prose(text: Text, tone: str) -> Iterable[Maker]:
    return (_filled(text, lambda filled: Prose(filled, tone)),) if text else ()


def _filled(text: Text, make: Callable[[Text], ManuscriptBlock]) -> Maker:
    """A maker that reuses its block where the text holds no values."""
    if VALUE.search(wording(text)):
        return lambda filling: make(_fill(text, filling.values))
    block = make(text)
    return lambda _filling: block


def _made(makers: Iterable[Maker], filling: Filling) -> tuple[ManuscriptBlock, ...]:
    return tuple(maker(filling) for maker in makers)


def _fill(text: Text, values: Sequence[str]) -> Text:
    return tuple(_fill_block(block, values) for block in text)


def _fill_block(block: Block, values: Sequence[str]) -> Block:
    match block:
        case Paragraph(spans):
            return Paragraph(tuple(_fill_span(span, values) for span in spans))
        case CodeBlock(code):
            return replace(block, text=fill_values(code, values))
        case ListBlock(items, start):
            return ListBlock(tuple(_fill(item, values) for item in items), start)
        case Quote(blocks):
            return Quote(_fill(blocks, values))
        case Table(columns, header, rows):
            return Table(columns, _fill_cells(header, values), tuple(_fill_cells(row, values) for row in rows))


def _fill_cells(row: Sequence[Cell], values: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(tuple(_fill_span(span, values) for span in cell) for cell in row)


def _fill_span(span: Span, values: Sequence[str]) -> Span:
    return Words(fill_values(span.text, values), span.style) if isinstance(span, Words) else span


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0]
