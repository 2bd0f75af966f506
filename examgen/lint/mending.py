"""Questions and the lines of their file in, edits of lines out: what is mechanical, and cannot change what is asked.

An edit is made only where its place in the file is certain; no edit changes an id, so that orders drawn stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from examgen.lint.doubled import doubled_in
from examgen.lint.item import Item
from examgen.lint.stems import plain_negative
from examgen.model.text import OptionReference, spans_of

OUTSIDE_IDS = frozenset({"explanation", "rationale", "note", "rubric"})
"""Fields from which no id is derived."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One line, written otherwise."""

    rule: str
    question: str
    """Its id."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A question with the lines that are its own."""

    item: Item
    first: int
    lines: Sequence[str]

    def once(self, pattern: str) -> tuple[int, re.Match[str]] | None:
        """The one match in these lines, with its line; ``None`` where there is none, or more than one."""
        found = [(self.first + k, match) for k, line in enumerate(self.lines) for match in re.finditer(pattern, line)]
        return found[0] if len(found) == 1 else None

    def until(self, line: int) -> _Place:
        """The part of it above a line."""
        return _Place(self.item, self.first, self.lines[: max(0, line - self.first)])


def edits_in(items: Sequence[Item], lines: Sequence[str]) -> tuple[Edit, ...]:
    """What can be mended in one file, at most one edit for each line."""
    starts = sorted({item.question.line for item in items if item.question.line})
    ends = {start: following - 1 for start, following in pairwise([*starts, len(lines) + 1])}
    edits: dict[int, Edit] = {}
    for item in items:
        if line := item.question.line:
            place = _Place(item, line, lines[line - 1 : ends[line]])
            for edit in (*_emphasis(place), *_single_words(place), *_order(place)):
                edits.setdefault(edit.line, edit)
    return tuple(edits[line] for line in sorted(edits))


def mended(lines: Sequence[str], edits: Iterable[Edit]) -> list[str]:
    """The lines with the edits in them."""
    after = {edit.line: edit.after for edit in edits}
    return [after.get(number, line) for number, line in enumerate(lines, start=1)]


def _emphasis(place: _Place) -> Iterator[Edit]:
    """Two stars on both sides of the negative that turns a stem round."""
    negative = plain_negative(place.item)
    options = [option.line for option in place.item.question.options if option.line]
    if not negative or not options:
        return
    word = re.escape(negative)
    found = place.until(min(options)).once(rf"(?<![\w*_`]){word}(?![\w*_`])")
    if found and len(re.findall(rf"(?<!\w){word}(?!\w)", place.item.stem)) == 1:
        yield _edit("unemphasised-negative", place, found, f"**{negative}**")


def _single_words(place: _Place) -> Iterator[Edit]:
    """One of two equal words in a row left out, where no id is derived from their text."""
    for doubled in doubled_in(place.item):
        if place.item.question.has_own_id or doubled.field in OUTSIDE_IDS:
            word = re.escape(doubled.word)
            if found := place.once(rf"(?<![\w'’.-])({word})[ \t]+(?i:{word})(?![\w'’-])"):
                yield _edit("doubled-word", place, found, found[1][1])


def _edit(rule: str, place: _Place, found: tuple[int, re.Match[str]], instead: str) -> Edit:
    number, match = found
    line = match.string
    after = line[: match.start()] + instead + line[match.end() :]
    return Edit(rule, place.item.question.id, number, line, after)


def _order(place: _Place) -> Iterator[Edit]:
    """The lines of options that stand on a scale in ascending order, where options have no labels to be named by."""
    question, ranks = place.item.question, place.item.ranks
    numbers = [option.line or 0 for option in question.options]
    is_block = bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    if not ranks or not is_block or len(ranks) != len(numbers) or ranks in (tuple(sorted(ranks)), _falling(ranks)):
        return
    own = place.lines[numbers[0] - place.first : numbers[-1] - place.first + 1]
    following = place.lines[numbers[-1] - place.first + 1 :][:1]
    if _are_named(place.item) or any(not _BARE_OPTION.match(line) for line in own) or any(map(str.strip, following)):
        return
    ordered = [line for _, line in sorted(zip(ranks, own, strict=True))]
    for number, before, after in zip(numbers, own, ordered, strict=True):
        if before != after:
            yield Edit("unordered-options", question.id, number, before, after)


_BARE_OPTION = re.compile(r"\s*[-*+] \[[ xX]\] ")


def _falling(ranks: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(ranks, reverse=True))


def _are_named(item: Item) -> bool:
    """Whether options are locked, or have labels, or a text speaks of them."""
    question = item.question
    return (
        question.locked
        or question.program is not None
        or any(option.label or option.pinned for option in question.options)
        or any(isinstance(span, OptionReference) for field in question.texts for span in spans_of(field.text))
    )
