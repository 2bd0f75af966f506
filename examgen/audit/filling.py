"""A text of the bank in, what it prints out, with one variant's letters and numbers where it refers to them.

What no variant changes is worked out once for each text and kept, because variants share their questions' texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from examgen.audit.drawings import Signs
from examgen.model.bank import Question
from examgen.model.text import (
    Block,
    CodeBlock,
    Formula,
    Gap,
    Image,
    LineBreak,
    ListBlock,
    OptionReference,
    Paragraph,
    QuestionReference,
    Quote,
    Span,
    Table,
    Text,
    Words,
    printed,
)

BULLET = "•"
KEPT_TEXTS = 20_000

Part: TypeAlias = str | OptionReference | QuestionReference | Gap | Formula | Image
Strip: TypeAlias = tuple[Part, ...]
"""A paragraph or a block of code, before it the sign of its list's item; words between references are joined."""


class Plain:
    """A text with nothing filled in."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.strips = [_joined(strip) for strip in _strips(text)]

    @cached_property
    def whole(self) -> Strip:
        """All strips, a line end between them."""
        return _joined(_lines(self.strips))

    @cached_property
    def more(self) -> Strip:
        """All strips but the first."""
        return _joined(_lines(self.strips[1:]))

    @cached_property
    def questions(self) -> tuple[QuestionReference, ...]:
        """Where it refers to questions."""
        return tuple(part for part in self.whole if isinstance(part, QuestionReference))


class Filling(NamedTuple):
    """What references print."""

    letters: Mapping[int, str]
    """Place in the bank → letter, in the order on paper; empty where references print what the author wrote."""

    numbers: Mapping[str, int]
    signs: Signs
    """What stands for formulas and pictures."""

    gaps: Sequence[str] = ()
    """What stands in gaps, in the order of the parts."""

    def parts(self, strip: Strip) -> tuple[str, ...]:
        """What stands on paper."""
        if len(strip) == 1 and isinstance(strip[0], str):
            return (strip[0],)
        return tuple([part if isinstance(part, str) else self._filled(part) for part in strip])

    def _filled(self, part: OptionReference | QuestionReference | Gap | Formula | Image) -> str:
        match part:
            case OptionReference(targets, rank, source):
                meant = [letter for place, letter in self.letters.items() if place in targets]
                return meant[rank] if self.letters else printed(source)
            case QuestionReference(target, source):
                return str(self.numbers.get(target, printed(source)))
            case Gap(rank):
                return self.gaps[rank]
            case _:
                return self.signs.get(part, "")


_kept: dict[int, Plain] = {}


def plain(text: Text) -> Plain:
    """A text with nothing filled in; kept by identity, because to compare texts costs as much as to read them."""
    known = _kept.get(id(text))
    if known is None:
        if len(_kept) >= KEPT_TEXTS:
            _kept.clear()
        known = _kept[id(text)] = Plain(text)
    return known


_kept_references: dict[int, tuple[Question, tuple[QuestionReference, ...]]] = {}


def referred(question: Question) -> tuple[QuestionReference, ...]:
    """Where a question refers to others, its note apart; kept by identity likewise."""
    known = _kept_references.get(id(question))
    if known is None:
        if len(_kept_references) >= KEPT_TEXTS:
            _kept_references.clear()
        texts = (text for field, text, _line in question.own_texts if field != "note")
        found = tuple(reference for text in texts for reference in Plain(text).questions)
        known = _kept_references[id(question)] = question, found
    return known[1]


def _strips(text: Text) -> Iterator[Strip]:
    for block in text:
        yield from _strips_of(block)


def _strips_of(block: Block) -> Iterator[Strip]:
    match block:
        case Paragraph(spans):
            yield tuple([_part(span) for span in spans])
        case CodeBlock(code, is_numbered=is_numbered):
            lines = code.split("\n")
            yield (printed("\n".join(f"{n} {line}" for n, line in enumerate(lines, start=1)) if is_numbered else code),)
        case Quote(blocks):
            yield from _strips(blocks)
        case Table(header=header, rows=rows):
            yield ()
            for row in (header, *rows):
                yield from (tuple([_part(span) for span in cell]) for cell in row)
        case ListBlock(items, start):
            for place, item in enumerate(items):
                sign = BULLET if start is None else f"{start + place}."
                first, *more = [*_strips(item)] or [()]
                yield from ((f"{sign} ", *first), *more)


def _part(span: Span) -> Part:
    match span:
        case Words(text):
            return printed(text)
        case LineBreak():
            return "\n"
        case _:
            return span


def _lines(strips: Iterable[Strip]) -> Iterator[Part]:
    for place, strip in enumerate(strips):
        yield from ("\n", *strip) if place else strip


def _joined(parts: Iterable[Part]) -> Strip:
    """The same with neighbouring words in one string."""
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)
