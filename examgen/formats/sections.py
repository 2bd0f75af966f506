"""Markdown in, its sections out: each heading with the lines below it; no line but front matter is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import MOST_LINES
from examgen.markup.outline import OuterBlock, outline


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file."""

    number: int
    text: str
    is_code: bool = False
    """Stands in a block of code: its signs mean nothing."""

    @property
    def is_blank(self) -> bool:
        return not self.is_code and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines up to the next one; level 0 stands before the first heading."""

    level: int
    words: str
    line: int
    lines: tuple[Line, ...]
    blocks: tuple[OuterBlock, ...]

    @property
    def is_empty(self) -> bool:
        return all(line.is_blank for line in self.lines)


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file, cut at its headings."""

    front: str
    """YAML between two lines of dashes at the very top; empty where there is none."""

    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    """All of them; ``lines[k]`` has number k + 1."""


_FRONT = re.compile(r"\A---[ \t]*\n(.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_SETTING = re.compile(r"\s*[\w-]+\s*:|\s*\Z")


MOST_SIGNS = 1_000_000
MOST_OPENED = 100_000
"""Signs of markup, and brackets among them that nothing closes, each of which is looked for to the paragraph's end."""

_SIGN = re.compile(r"[\[*_`<&\\]")


def refusal(text: str, path: str) -> Diagnostic | None:
    """Say why a file is too large to be read in seconds; ``None`` where it is not."""
    counts = (
        (text.count("\n"), MOST_LINES, "lines"),
        (sum(1 for _ in _SIGN.finditer(text)), MOST_SIGNS, "signs of markup"),
        (text.count("[") - text.count("]"), MOST_OPENED, "brackets that nothing closes"),
    )
    for count, most, what in counts:
        if count > most:
            message = f"too large to be read as Markdown: {count} {what}, more than {most}"
            hint = "split the bank into several files"
            return Diagnostic(severity=Severity.ERROR, rule="huge-file", message=message, path=path, hint=hint)
    return None


def cut(text: str) -> Document:
    """Cut a file at its headings; front matter and comments that begin a line are left out of every section."""
    front = _FRONT.match(text)
    if front and not _SETTING.match(front[1]):
        front = None
    body = _without_comments(_blanked(text, 0, front.end()) if front else text)
    blocks = outline(body)
    code = code_lines(blocks)
    lines = tuple(Line(place + 1, line, place in code) for place, line in enumerate(body.split("\n")))
    return Document(front[1] if front else "", tuple(_sections(blocks, lines)), lines)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def code_lines(blocks: Sequence[OuterBlock]) -> set[int]:
    """Lines whose signs mean nothing, counted from 0."""
    return {number for block in blocks for lines in block.code for number in lines}


_COMMENT = re.compile(r"(?P<indent> {0,4})<!--")


def _without_comments(text: str) -> str:
    """Blank each comment that begins a line outside code; its end may be many lines on. What follows stays indented."""
    if "<!--" not in text:
        return text
    code = code_lines(outline(text))
    kept: list[str] = []
    at = 0
    for number, start in enumerate(_line_starts(text)):
        comment = _COMMENT.match(text, start)
        if comment is None or start < at or number in code:
            continue
        end = text.find("-->", start)
        if end < 0:
            break
        kept += [text[at:start], "\n" * text.count("\n", start, end), comment["indent"]]
        at = end + 3
    return "".join([*kept, text[at:]])


def _line_starts(text: str) -> Iterator[int]:
    start = 0
    for line in text.split("\n"):
        yield start
        start += len(line) + 1


def _sections(blocks: Sequence[OuterBlock], lines: Sequence[Line]) -> Iterator[Section]:
    heads = [place for place, block in enumerate(blocks) if block.kind == "heading"]
    bounds = [*heads, len(blocks)]
    ends = [*(blocks[place].lines.start for place in heads), len(lines)]
    yield Section(0, "", 1, tuple(lines[: ends[0]]), tuple(blocks[: bounds[0]]))
    for place, (first, last) in enumerate(pairwise(bounds)):
        head = blocks[first]
        below = tuple(lines[head.lines.stop : ends[place + 1]])
        yield Section(head.level, head.words, head.lines.start + 1, below, tuple(blocks[first + 1 : last]))


RULE = re.compile(r" {0,3}(?:([-*])(?: *\1){2,}|_ *_ *_) *")
"""A line that only parts what is above from what is below; more than three underscores are a blank to write in."""


def trimmed(lines: Sequence[Line]) -> list[Line]:
    """The lines without rules, and without blank lines at either end; three underscores stay, to be reported."""
    kept = [line for line in lines if line.is_code or "_" in line.text or not RULE.fullmatch(line.text)]
    start, end = 0, len(kept)
    while start < end and kept[start].is_blank:
        start += 1
    while start < end and kept[end - 1].is_blank:
        end -= 1
    return kept[start:end]


def dedented(text: str, width: int) -> str:
    """A line without its indentation, of which at most `width` columns are taken."""
    blanks = len(text) - len(text.lstrip(" "))
    return text[min(blanks, width) :]


def with_rows_aligned(lines: Sequence[Line]) -> list[Line]:
    """The lines of an option; where a table begins behind its box, all rows stand at the edge, as the first does."""
    count = next((place for place, line in enumerate(lines) if not line.text.lstrip().startswith("|")), len(lines))
    return [replace(line, text=line.text.lstrip()) for line in lines[:count]] + list(lines[count:])
