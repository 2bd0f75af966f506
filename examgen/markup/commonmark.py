"""CommonMark source in, blocks and spans of question text out; what cannot be set is reported, never dropped.

Soft line ends become spaces, headings bold paragraphs, links their words with the address in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from examgen.markup.attributes import NoAttribute, fence_of
from examgen.markup.context import Context, LoadImage, MakeGap, Problem, Refer
from examgen.markup.dialect import MOST_NESTED, dialect
from examgen.markup.displays import in_line, paragraphs_of
from examgen.markup.inline import spans_of_source
from examgen.model.text import (
    PLAIN,
    Align,
    Block,
    Cell,
    CodeBlock,
    Formula,
    ListBlock,
    Paragraph,
    Quote,
    Style,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True)
class Markup:
    """What a piece of source says, and what is wrong with it."""

    text: Text
    problems: tuple[Problem, ...] = ()


def parse(
    source: str,
    *,
    line: int = 1,
    refer: Refer | None = None,
    load: LoadImage | None = None,
    gap: MakeGap | None = None,
) -> Markup:
    """Read the source of one piece of question text, whose first line has the number given."""
    context = Context(line, refer, load, gap)
    markdown = dialect(refer is not None, gap is not None)
    tokens = markdown.block.parse(source, markdown, {}, []) or []
    text = _Reader(context).blocks(tokens)
    if any(token.level >= MOST_NESTED - 1 for token in tokens):
        context.error("nested-too-deep", "lists or quotes are nested too deep to be read", 0, "nest them less")
    return Markup(text, tuple(context.problems))


_NO_RULE = "delete it; a blank to write in has four underscores or more"
_FENCES = "write ```python, ```python numbered, or ```{.python .numberLines}"
_NO_TABLE = r"below its first row, a table has a line such as |---|---| with as many cells; a plain bar is written \|"
_LIKE_ROW = re.compile(r"\|\s.*\s\||(?=[^|]*\|)\|?(?:\s*:?-{2,}:?\s*(?:\||$))+")
_RAGGED = r"an empty cell still needs its bars, and a bar inside a cell is written \|"


class _Reader:
    """Turns markdown-it's tokens into blocks."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def blocks(self, tokens: Sequence[Token]) -> Text:
        return tuple(block for group in _siblings(tokens) for block in self.block(group))

    def block(self, group: Sequence[Token]) -> Iterator[Block]:
        first, inner = group[0], group[1:-1]
        offset = first.map[0] if first.map else 0
        match first.type:
            case "paragraph_open":
                self.report_bars(inner[0].content.split("\n"), offset)
                yield from paragraphs_of(spans_of_source(inner[0].content, offset, PLAIN, self.context))
            case "heading_open":
                yield from paragraphs_of(spans_of_source(inner[0].content, offset, Style(bold=True), self.context))
            case "bullet_list_open":
                yield ListBlock(self.items(inner))
            case "ordered_list_open":
                yield ListBlock(self.items(inner), int(first.attrGet("start") or 0) if first.attrs else 1)
            case "blockquote_open":
                yield Quote(self.blocks(inner))
            case "fence" | "code_block":
                yield self.code(first, offset)
            case "formula":
                yield Paragraph((Formula(first.content, is_display=True, line=self.context.line_at(offset)),))
            case "table_open":
                yield self.table(group)
            case "hr":
                message = f"a rule ({first.markup}) inside a text is left out"
                self.context.warning("rule", message, offset, _NO_RULE)

    def report_bars(self, lines: Sequence[str], offset: int) -> None:
        """Report the first line of words that looks like the row of a table."""
        for place, line in enumerate(lines):
            if _LIKE_ROW.fullmatch(line.strip()):
                message = f'bars are printed as they stand, and make no table: "{line.strip()[:60]}"'
                self.context.warning("unclear-table", message, offset + place, _NO_TABLE)
                return

    def items(self, tokens: Sequence[Token]) -> tuple[Text, ...]:
        return tuple(self.blocks(group[1:-1]) for group in _siblings(tokens))

    def code(self, token: Token, offset: int) -> CodeBlock:
        try:
            language, is_numbered = fence_of(token.info)
        except NoAttribute as error:
            self.context.error("attribute", str(error), offset, _FENCES)
            language, is_numbered = token.info.strip(), False
        return CodeBlock(token.content.removesuffix("\n"), language, is_numbered)

    def table(self, group: Sequence[Token]) -> Table:
        """A table; cells of a row that are too many or too few are reported, for the parser makes them fit."""
        columns = tuple(_alignment(token) for token in group if token.type == "th_open")
        rows: list[list[Cell]] = []
        for token in group:
            offset = token.map[0] if token.map else 0
            if token.type == "tr_open":
                rows.append([])
                if (count := token.meta["cells"]) != len(columns):
                    message = f"a row of {count} cells in a table of {len(columns)} columns"
                    self.context.error("ragged-table", message, offset, _RAGGED)
            elif token.type == "inline":
                rows[-1].append(in_line(spans_of_source(token.content, offset, PLAIN, self.context)))
        header, *body = map(tuple, rows)
        return Table(columns, header if any(header) else (), tuple(body))


_ALIGNED = {"text-align:center": Align.CENTRE, "text-align:right": Align.END}


def _alignment(token: Token) -> Align:
    return _ALIGNED.get(str(token.attrGet("style")), Align.START)


def _siblings(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut into groups, each from a token that opens to the one that closes it."""
    start = depth = 0
    for end, token in enumerate(tokens, 1):
        depth += token.nesting
        if depth == 0:
            yield tokens[start:end]
            start = end
