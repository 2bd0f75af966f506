"""What stands in the braces behind a blank in, the gap's answers or options out: ``____{carbon dioxide | CO~2~}``."""

from __future__ import annotations

import re

OPENING = re.compile(r"_{4,}\{")
_OPAQUE = re.compile(r"\\.|`[^`]*`|\$[^$]*\$")
_BOX = re.compile(r"(?<!\\)\[(?P<tick>[ xX])\](?=\s|$)")


def opaque_end(source: str, start: int) -> int | None:
    """The end of code, a formula or an escaped sign that begins at a place; ``None`` where none does."""
    match = _OPAQUE.match(source, start)
    return match.end() if match else None


def gap_end(source: str, start: int) -> int | None:
    """Where the braces that open at a place are closed, on the same line; ``None`` where they are not."""
    depth, at = 0, start
    while at < len(source) and source[at] != "\n":
        if (end := opaque_end(source, at)) is not None:
            at = end
            continue
        depth += {"{": 1, "}": -1}.get(source[at], 0)
        at += 1
        if depth == 0:
            return at
    return None


def unclosed(source: str) -> str | None:
    """The first gap whose braces are not closed on its line, with what follows it there; ``None`` without one."""
    at = 0
    while at < len(source):
        gap = OPENING.match(source, at)
        if gap and gap_end(source, gap.end() - 1) is None:
            return source[at:].partition("\n")[0]
        end = gap_end(source, gap.end() - 1) if gap else opaque_end(source, at)
        at = at + 1 if end is None else end
    return None


def alternatives(inner: str) -> list[str]:
    """What is parted by bars outside formulas and code."""
    found, start, at = list[str](), 0, 0
    while at < len(inner):
        if (end := opaque_end(inner, at)) is not None:
            at = end
            continue
        if inner[at] == "|":
            found.append(inner[start:at])
            start = at + 1
        at += 1
    return [part.strip() for part in (*found, inner[start:])]


def boxed(inner: str) -> list[tuple[bool, str]]:
    """Options, each with whether it is ticked; none where the braces hold no boxes."""
    boxes = list(_BOX.finditer(inner))
    if not boxes or inner[: boxes[0].start()].strip():
        return []
    ends = [*(box.start() for box in boxes[1:]), len(inner)]
    return [(box["tick"] != " ", inner[box.end() : end].strip()) for box, end in zip(boxes, ends, strict=True)]
