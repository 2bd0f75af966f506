"""Question text in, CommonMark source out, which `commonmark.parse` reads back as the same text.

Signs are escaped only where they would mean something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from examgen.markup.attributes import NUMBERED
from examgen.markup.inline_dump import Reference, WriteReference, cell, paragraph
from examgen.model.text import Align, Block, CodeBlock, Gap, ListBlock, Paragraph, Quote, Table, Text


def _as_written(reference: Reference) -> str:
    return "" if isinstance(reference, Gap) else reference.source


def dump(text: Text, write: WriteReference = _as_written) -> str:
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
        case CodeBlock():
            return _fenced(block)
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
    rows = [[cell(spans, write) for spans in row] for row in (header, *table.rows)]
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


def _fenced(block: CodeBlock) -> list[str]:
    info = f"{block.language} {NUMBERED}".lstrip() if block.is_numbered else block.language
    tick = "~" if "`" in info else "`"
    longest = max((len(run) for run in re.findall(f"{tick}+", block.text)), default=0)
    fence = tick * max(3, longest + 1)
    return [f"{fence}{info}", *(block.text.split("\n") if block.text else ()), fence]
