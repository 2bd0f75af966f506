"""Lines in, program code out: fenced blocks are one `Line` each from the beginning, indented ones are told by place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from examgen.formats.plain_text.signs import Line
from examgen.markup.attributes import NUMBERED, fence_of
from examgen.model.text import CodeBlock

_FENCE = re.compile(rf"(`{{3,}})\s*([\w+#-]*(?:\s+{NUMBERED})?)\s*$")


def with_fences_joined(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, each fenced block as one whose text holds line ends; a fence that is never closed is plain text."""
    closing = _closing_places(lines)
    place = 0
    while place < len(lines):
        end = closing.get(place, place)
        if end == place:
            yield lines[place]
        else:
            rows = [" " * line.indent + line.text if line.text else "" for line in lines[place + 1 : end]]
            text = "\n".join([lines[place].text, *rows, lines[end].text])
            yield Line(lines[place].number, text, lines[place].indent)
        place = end + 1


def _closing_places(lines: Sequence[Line]) -> dict[int, int]:
    """The place of each opening fence → that of the fence that closes it."""
    found: dict[int, int] = {}
    opened: int | None = None
    for place, line in enumerate(lines):
        if line.text[:3] != "```" or not (match := _FENCE.match(line.text)):
            continue
        if opened is None:
            opened = place
        elif not match[2] and len(match[1]) >= len(lines[opened].text) - len(lines[opened].text.lstrip("`")):
            found[opened], opened = place, None
    return found


def is_fenced(line: Line) -> bool:
    """Whether this line is a whole fenced block."""
    return line.text.startswith("```") and "\n" in line.text


def fenced_code(line: Line) -> CodeBlock:
    """The code of a fenced block, without the indentation that all its lines share."""
    first, *rows, _ = line.text.split("\n")
    base = min((len(row) - len(row.lstrip()) for row in rows if row), default=0)
    return CodeBlock("\n".join(row[base:] for row in rows), *fence_of(first.strip("` ")))


_STATEMENT = re.compile(
    r".*[;{}]|#include\s.*|(?:def|class|for|while|if|elif|else|try|switch|do)\b.*[:{(]|import\s\S+|from\s\S+\simport\s.*"
    r"|(?:print|printf|return|public|private|static|void|SELECT|FROM|WHERE)\b.*[\w;{)]|[\w.\[\]]+\s?[-+*/]?=\s?\S+(?:\s[-+*/]\s\S+)*"
    r"|[\w.]+\([^()]*\)"
)


def is_statement(line: Line) -> bool:
    """Whether a line ends or begins like a statement of a program."""
    return _STATEMENT.fullmatch(line.text) is not None


def indented_code(lines: Sequence[Line]) -> CodeBlock:
    """The code of indented lines."""
    base = min(line.indent for line in lines if line.text)
    rows = [" " * (line.indent - base) + line.text if line.text else "" for line in lines]
    return CodeBlock("\n".join(rows).strip("\n"))
