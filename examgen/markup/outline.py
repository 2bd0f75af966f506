"""A Markdown document in, its outermost blocks with the lines they stand on out; every other line is blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from examgen.markup.dialect import dialect


@dataclass(frozen=True, slots=True)
class OuterBlock:
    """One block of a document that stands inside no other."""

    kind: str
    """``heading``, ``paragraph``, ``bullets``, ``numbered``, ``code``, ``formula``, ``quote``, ``rule``, ``table``."""

    lines: range
    """Counted from 0."""

    level: int = 0
    """Of a heading."""

    words: str = ""
    """The source of a heading, without its signs."""

    items: tuple[range, ...] = ()
    """Lines of each item of a list."""

    code: tuple[range, ...] = ()
    """Lines inside it whose signs mean nothing."""


def outline(source: str) -> tuple[OuterBlock, ...]:
    """Find the outermost blocks; a line of dashes is a rule there, never the underlining of a heading."""
    tokens: list[Token] = []
    dialect().block.parse(source, dialect(), {}, tokens)
    return tuple(_block(group) for group in _outermost(tokens))


_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "bullets",
    "ordered_list_open": "numbered",
    "fence": "code",
    "code_block": "code",
    "formula": "formula",
    "blockquote_open": "quote",
    "hr": "rule",
    "table_open": "table",
}


def _outermost(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for end, token in enumerate(tokens, 1):
        if token.level == 0 and token.nesting <= 0:
            yield tokens[start:end]
            start = end


_UNDERLINED = re.compile(r"(?P<words>[^\n]*)\n {0,3}=+ *")


def _block(group: Sequence[Token]) -> OuterBlock:
    first = group[0]
    if first.type == "paragraph_open" and (match := _UNDERLINED.fullmatch(group[1].content)):
        return OuterBlock("heading", _lines(first), 1, match["words"])
    return OuterBlock(
        kind=_KINDS[first.type],
        lines=_lines(first),
        level=int(first.tag[1:]) if first.type == "heading_open" else 0,
        words=group[1].content if first.type == "heading_open" else "",
        items=tuple(_lines(token) for token in group if token.type == "list_item_open" and token.level == 1),
        code=tuple(_lines(token) for token in group if token.type in ("fence", "code_block", "formula")),
    )


def _lines(token: Token) -> range:
    assert token.map is not None
    return range(*token.map)
