"""A text in, the same out with the points that a paragraph numbers by itself as a list: "(1) … (2) …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from examgen.markup.flat import between, flattened
from examgen.markup.words import alternatives, word_set
from examgen.model.text import Block, ListBlock, OptionReference, Paragraph, Quote, Span, Text

_CLOSERS = r"[)\]\"'”’»]*"
_BEFORE = rf"(?:^|\n|[.,;:!?…–—]{_CLOSERS}\s|[、。，：；！？])\s*(?:(?:{alternatives('conjunction')})\s+)?"
_SPOKEN_OF = rf"\s+(?:{alternatives('conjunction', 'finite')})(?!\w)"
"""What follows a number that is not a point's but spoken of: "(1) and (2) are equivalent"."""

_TWO_WORDS = re.compile(r"\s*(?:\S+\s+\S|[\u2e80-\ud7ff]{4})")
"""What an item holds at least (or four signs of a script without spaces): single words read better in their line."""

_HALF_WIDTH = str.maketrans("（）", "()")

_SERIES = (
    (r"\d{1,2}", tuple(str(number) for number in range(1, 100))),
    (r"[a-z]", tuple("abcdefghijklmnopqrstuvwxyz")),
    (r"[ivx]{1,4}", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")),
)
_SENTENCE = re.compile(rf"(?:[.!?…]{_CLOSERS}\s+|[。！？])(?=\S)")
_NOUNS = sorted(word_set("options") - word_set("answer"), key=lambda noun: (-len(noun), noun))
_OF_OPTIONS = re.compile(rf"(?:\w+\s){{1,3}}(?:{'|'.join(_NOUNS)})(?!\w)", re.IGNORECASE)
"""How a sentence begins that turns to the options: "The other options are"; "answers" may be anybody's."""


class _Sign(NamedTuple):
    """The sign of a point, at its place in the flat paragraph."""

    start: int
    end: int
    after: int
    """Where the text before it ends."""


def listed(text: Text) -> Text:
    """The text with each paragraph that numbers points parted: what introduces them, the list, what closes it."""
    return tuple(block for given in text for block in _blocks(given))


def _blocks(block: Block) -> Iterator[Block]:
    match block:
        case Paragraph(spans):
            yield from _parted(spans)
        case ListBlock(items, start, signs):
            yield ListBlock(tuple(map(listed, items)), start, signs)
        case Quote(blocks):
            yield Quote(listed(blocks))
        case _:
            yield block


def _parted(spans: tuple[Span, ...]) -> Iterator[Block]:
    flat = flattened(spans)
    signs = _signs(flat)
    if not signs:
        yield Paragraph(spans)
        return
    end = _end(spans, flat, signs)
    if opening := _trimmed(between(spans, 0, signs[0].start)):
        yield Paragraph(opening)
    ends = [*(sign.start for sign in signs), end][1:]
    items = (_trimmed(between(spans, sign.end, stop)) for sign, stop in zip(signs, ends, strict=True))
    printed = tuple(flat[sign.start : sign.end] for sign in signs)
    yield ListBlock(tuple(tuple(_parted(item)) for item in items), signs=printed)
    if closing := _trimmed(between(spans, end, len(flat))):
        yield Paragraph(closing)


def _signs(flat: str) -> Sequence[_Sign]:
    """The signs of the outermost points; none where there are no two of a series, or any of them is in doubt."""
    flat = flat.translate(_HALF_WIDTH)
    runs = [_run(flat, rf"{opening}(?P<name>{name})\)", names) for name, names in _SERIES for opening in (r"\(", "")]
    return min((run for run in runs if len(run) > 1), key=lambda run: run[0].start, default=())


def _run(flat: str, sign: str, names: Sequence[str]) -> Sequence[_Sign]:
    """The signs that follow one another in a series from its first."""
    run: list[_Sign] = []
    for match in re.finditer(rf"{_BEFORE}(?P<sign>{sign})(?!{_SPOKEN_OF})", flat):
        start, end = match.span("sign")
        if match["name"] in names[: len(run)]:
            return ()
        if match["name"] == names[min(len(run), len(names) - 1)] and not _is_bracketed(flat, start):
            run.append(_Sign(start, end, match.start()))
    ends = [*(sign.after for sign in run), len(flat)][1:]
    return run if all(_TWO_WORDS.match(flat, sign.end, end) for sign, end in zip(run, ends, strict=True)) else ()


def _is_bracketed(flat: str, place: int) -> bool:
    return flat.rfind("(", 0, place) > flat.rfind(")", 0, place)


def _end(spans: Sequence[Span], flat: str, signs: Sequence[_Sign]) -> int:
    """Where the last point ends: before the sentence that turns to the options, if no point spoke of them before."""
    mentions = list(_mentions(spans))
    if not any(signs[0].start < mention < signs[-1].start for mention in mentions):
        starts = [match.end() for match in _SENTENCE.finditer(flat, signs[-1].end)]
        for start, stop in pairwise((*starts, len(flat))):
            is_of_options = _OF_OPTIONS.match(flat, start) or any(start <= mention < stop for mention in mentions)
            if is_of_options and not flat[start].islower():
                return start
    return len(flat)


def _mentions(spans: Sequence[Span]) -> Iterator[int]:
    """Places of references to options in the flat paragraph."""
    at = 0
    for span in spans:
        if isinstance(span, OptionReference):
            yield at
        at += len(flattened((span,)))


def _trimmed(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without white space and line ends around them."""
    flat = flattened(spans)
    return between(spans, len(flat) - len(flat.lstrip()), len(flat.rstrip()))
