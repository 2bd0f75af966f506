"""The blocks of one question in examgen's Markdown in, those that hold its answers out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.signs import field_sign
from examgen.formats.sections import Line, code_lines, dedented
from examgen.markup.gaps import OPENING, opaque_end
from examgen.markup.inline_dump import escaped_start
from examgen.markup.outline import OuterBlock, outline
from examgen.model.response import Kind

ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?: {1,4}(?=\S)| |$)")
BOX = re.compile(r"\[([ xX])\](?: +|$)")
NOTE = re.compile(r"\*\*Note(?::\*\*|\*\*:) *", re.IGNORECASE)
RUBRIC = re.compile(r"\*\*Rubric(?::\*\*|\*\*:) *", re.IGNORECASE)
CHECKED = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]) +\[[ xX]\](?: |$)")
ACCEPTED = re.compile(r" {0,3}=\s+(?=\S)")
ARROW = "=>"
_HALF_SPACED = re.compile(r"\s=>\S|\S=>\s")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the answers of a question stand; ``stem`` and ``after`` are what is above and below them."""

    stem: list[Line]
    after: list[Line]
    boxed: tuple[OuterBlock, ...] = ()
    second: OuterBlock | None = None
    """A list with boxes that does not belong to the first."""

    accepted: tuple[tuple[Line, ...], ...] = ()
    """Lines of each accepted answer, the equals sign taken off the first."""

    pairs: OuterBlock | None = None
    steps: OuterBlock | None = None


_Accepted: TypeAlias = tuple[tuple[tuple[Line, ...], ...], range | None]
"""The lines of each accepted answer, and those that all of them take."""


class QuestionLines:
    """The lines of one question with their blocks; lines are counted from 1, those of blocks from 0."""

    def __init__(self, lines: Sequence[Line], blocks: Sequence[OuterBlock]) -> None:
        self.lines = list(lines)
        self.blocks = tuple(blocks)

    def of(self, places: range) -> list[Line]:
        base = self.lines[0].number - 1
        return self.lines[places.start - base : places.stop - base]

    def layout(self, kind: Kind | None) -> Layout:
        """Find the answers of a question whose kind may be stated."""
        boxed, second = self._boxed()
        labels = self._labels_start()
        above = [block for block in self.blocks if block.lines.start < labels]
        accepted, bounds = self._beside(boxed) if boxed else self._accepted(above)
        if not boxed and not accepted and kind is not Kind.OPEN:
            accepted, bounds = self._accepted(self.blocks)
        is_bare = not boxed and not accepted and not self._has_gaps
        pairs = self._pairs(above) if kind is Kind.MATCHING or (kind is None and is_bare) else None
        steps = self._steps(above) if kind is Kind.ORDERING else None
        ranges = [block.lines for block in (*boxed, *(block for block in (pairs, steps) if block))]
        ranges += [bounds] if bounds else []
        if ranges:
            start, stop = min(each.start for each in ranges), max(each.stop for each in ranges)
        else:
            start = stop = labels
        return Layout(
            stem=[line for line in self.lines if line.number <= start],
            after=[line for line in self.lines if line.number > stop],
            boxed=tuple(boxed),
            second=second,
            accepted=accepted,
            pairs=pairs,
            steps=steps,
        )

    def _boxed(self) -> tuple[list[OuterBlock], OuterBlock | None]:
        """The list of options, which goes on where only its sign changes, and the next list with boxes."""
        lists = [block for block in self.blocks if any(self._is_boxed(lines) for lines in block.items)]
        first = self.blocks.index(lists[0]) if lists else 0
        options = [block for place, block in enumerate(lists) if self.blocks.index(block) == first + place]
        return options, next(iter(lists[len(options) :]), None)

    def _is_boxed(self, places: range) -> bool:
        first = self.of(places)[0].text
        marker = ITEM.match(first)
        return marker is not None and BOX.match(first, marker.end()) is not None

    def _beside(self, boxed: Sequence[OuterBlock]) -> _Accepted:
        """Answers above options or directly below them, which begin a paragraph there."""
        last = self.blocks.index(boxed[-1])
        beside = [block for block in self.blocks[: last + 2] if block.kind == "paragraph"]
        return self._accepted([block for block in beside if _is_accepted(self.of(block.lines)[0])])

    def _accepted(self, blocks: Sequence[OuterBlock]) -> _Accepted:
        """The first run of paragraphs of answers; a paragraph of the stem may run on into it."""
        found: list[tuple[Line, ...]] = []
        bounds: range | None = None
        for block in blocks:
            lines = self.of(block.lines) if block.kind == "paragraph" else []
            first = next((place for place, line in enumerate(lines) if _is_accepted(line)), None)
            if first is None or (first and found):
                if found:
                    break
                continue
            found += _answers(lines[first:])
            bounds = range(bounds.start if bounds else block.lines.start + first, block.lines.stop)
        return tuple(found), bounds

    @property
    def _has_gaps(self) -> bool:
        """Whether a blank with braces stands among the lines, so that an arrow is but a sign."""
        return any(OPENING.search(line.text) for line in self.lines if not line.is_code)

    def _pairs(self, blocks: Sequence[OuterBlock]) -> OuterBlock | None:
        """The first list in which a pair stands, or every item has an arrow with a space on one side only."""
        for block in blocks:
            items = [self.item(lines) for lines in block.items] if block.kind == "bullets" else []
            if any(map(split_pair, items)) or (
                len(items) > 1 and all(_HALF_SPACED.search(item[0].text) for item in items)
            ):
                return block
        return None

    def item(self, places: range) -> list[Line]:
        """The lines of one item of a list, without its sign and indentation."""
        first, *more = self.of(places)
        marker = ITEM.match(first.text)
        width = marker.end() if marker else 0
        return [
            replace(first, text=first.text[width:].rstrip()),
            *(replace(line, text=dedented(line.text, width)) for line in more),
        ]

    def _steps(self, above: Sequence[OuterBlock]) -> OuterBlock | None:
        """The last numbered list above a label; without a label the first, for the explanation may hold others."""
        numbered = [block for block in above if block.kind == "numbered"]
        is_labelled = len(above) < len(self.blocks)
        return next(iter(reversed(numbered) if is_labelled else numbered), None)

    def list_below(self, number: int) -> OuterBlock | None:
        """The list that begins below a line, with nothing but blank lines between."""
        following = [block for block in self.blocks if block.lines.start >= number]
        return following[0] if following and following[0].items else None

    def _labels_start(self) -> int:
        """Where the stem of a question without options ends: before the first line with the label of something else."""
        for block in self.blocks:
            for line in self.of(block.lines) if block.kind == "paragraph" else ():
                if label_of(line):
                    return line.number - 1
        return self.lines[-1].number if self.lines else 0


def has_boxes(lines: Sequence[Line]) -> bool:
    """Whether options with boxes stand among the lines."""
    return any(CHECKED.match(line.text) for line in lines if not line.is_code)


_SIGNS = re.compile(r" {0,3}(?:=\s+\S|\*\*Rubric(?::\*\*|\*\*:)|[-*+] (?:.*\s)?=>\s+\S)|.*_{4}\{", re.IGNORECASE)


def holds_answers(lines: Iterable[str]) -> bool:
    """Whether a line looks like an accepted answer, a pair, a rubric, or holds a gap."""
    return any(map(_SIGNS.match, lines))


def listed_code(source: str) -> set[int]:
    """Lines of a piece of source, counted from 0, whose signs mean nothing."""
    return code_lines(outline(source))


def label_of(line: Line) -> Field | str | None:
    """What a line is the beginning of: a note, a rubric, an answer, an explanation."""
    if line.is_code:
        return None
    if NOTE.match(line.text):
        return "note"
    if RUBRIC.match(line.text):
        return "rubric"
    sign = field_sign(line.text.strip())
    return sign.field if sign and not sign.weak and sign.field in (Field.ANSWER, Field.EXPLANATION) else None


def _is_accepted(line: Line) -> bool:
    """Whether a line is an accepted answer; one that holds a gap is a line of the stem, as in "= ____{5}"."""
    return ACCEPTED.match(line.text) is not None and OPENING.search(line.text) is None


def _answers(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    answer: list[Line] = []
    for line in lines:
        if match := ACCEPTED.match(line.text):
            if answer:
                yield tuple(answer)
            answer = [replace(line, text=escaped_start(line.text[match.end() :].rstrip()))]
        else:
            answer.append(line)
    if answer:
        yield tuple(answer)


def split_pair(lines: Sequence[Line]) -> tuple[list[Line], list[Line]] | None:
    """What stands before and behind the arrow of an item; ``None`` where it has none outside formulas and code."""
    for place, line in enumerate(lines):
        at = -1 if line.is_code else _arrow(line.text)
        if at >= 0:
            before = [*lines[:place], replace(line, text=line.text[:at].rstrip())]
            behind = [replace(line, text=line.text[at + len(ARROW) :].lstrip()), *lines[place + 1 :]]
            return before, behind
    return None


def _arrow(text: str) -> int:
    """The place of an arrow with spaces, or an end of the line, around it."""
    at = 0
    while at < len(text):
        if (end := opaque_end(text, at)) is not None:
            at = end
            continue
        is_free = at == 0 or text[at - 1].isspace()
        if is_free and text.startswith(ARROW, at) and (text[at + 2 :] == "" or text[at + 2].isspace()):
            return at
        at += 1
    return -1
