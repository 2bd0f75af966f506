"""A text in, the same out with the points that a paragraph numbers by itself as a list: "(1) … (2) …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from examgen.markup.flat import between, flattened
from examgen.markup.words import Speech, speech_of
from examgen.model.text import Block, ListBlock, OptionReference, Paragraph, Quote, Span, Text

_CLOSERS = r"[)\]\"'”’»]*"
_TWO_WORDS = re.compile(r"\s*(?:\S+\s+\S|[\u2e80-\ud7ff]{4})")
"""What an item holds at least (or four signs of a script without spaces): single words read better in their line."""

_HALF_WIDTH = str.maketrans("（）", "()")

_SERIES = (
    (r"\d{1,2}", tuple(str(number) for number in range(1, 100))),
    (r"[a-z]", tuple("abcdefghijklmnopqrstuvwxyz")),
    (r"[ivx]{1,4}", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")),
)
_SENTENCE = re.compile(rf"(?:[.!?…]{_CLOSERS}\s+|[。！？])(?=\S)")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What the words of a speech give."""

    before: str
    """What stands before the sign of a point."""

    spoken_of: str
    """What follows a number that is not a point's but spoken of: "(1) and (2) are equivalent"."""

    of_options: re.Pattern[str]
    """How a sentence begins that turns to the options: "The other options are"; "answers" may be anybody's."""


@cache
def _patterns(speech: Speech) -> _Patterns:
    nouns, verbs = speech.alternatives("options"), speech.alternatives("answer")
    return _Patterns(
        before=rf"(?:^|\n|[.,;:!?…–—]{_CLOSERS}\s|[、。，：；！？])\s*(?:(?:{speech.alternatives('conjunction')})\s+)?",
        spoken_of=rf"\s+(?:{speech.alternatives('conjunction', 'finite')})(?!\w)",
        of_options=re.compile(rf"(?:\w+\s){{1,3}}(?!(?:{verbs})(?!\w))(?:{nouns})(?!\w)", re.IGNORECASE),
    )


class _Sign(NamedTuple):
    """The sign of a point, at its place in the flat paragraph."""

    start: int
    end: int
    after: int
    """Where the text before it ends."""


def listed(text: Text, speech: Speech | None = None) -> Text:
    """The text with each paragraph that numbers points parted: what introduces them, the list, what closes it."""
    patterns = _patterns(speech or speech_of())
    return tuple(block for given in text for block in _blocks(given, patterns))


def _blocks(block: Block, patterns: _Patterns) -> Iterator[Block]:
    def inner(blocks: Text) -> Text:
        return tuple(block for given in blocks for block in _blocks(given, patterns))

    match block:
        case Paragraph(spans):
            yield from _parted(spans, patterns)
        case ListBlock(items, start, signs):
            yield ListBlock(tuple(map(inner, items)), start, signs)
        case Quote(blocks):
            yield Quote(inner(blocks))
        case _:
            yield block


def _parted(spans: tuple[Span, ...], patterns: _Patterns) -> Iterator[Block]:
    flat = flattened(spans)
    signs = _signs(flat, patterns)
    if not signs:
        yield Paragraph(spans)
        return
    end = _end(spans, flat, signs, patterns)
    if opening := _trimmed(between(spans, 0, signs[0].start)):
        yield Paragraph(opening)
    ends = [*(sign.start for sign in signs), end][1:]
    items = (_trimmed(between(spans, sign.end, stop)) for sign, stop in zip(signs, ends, strict=True))
    printed = tuple(flat[sign.start : sign.end] for sign in signs)
    yield ListBlock(tuple(tuple(_parted(item, patterns)) for item in items), signs=printed)
    if closing := _trimmed(between(spans, end, len(flat))):
        yield Paragraph(closing)


def _signs(flat: str, patterns: _Patterns) -> Sequence[_Sign]:
    """The signs of the outermost points; none where there are no two of a series, or any of them is in doubt."""
    flat = flat.translate(_HALF_WIDTH)
    signs = [(rf"{opening}(?P<name>{name})\)", names) for name, names in _SERIES for opening in (r"\(", "")]
    runs = [_run(flat, sign, names, patterns) for sign, names in signs]
    return min((run for run in runs if len(run) > 1), key=lambda run: run[0].start, default=())


def _run(flat: str, sign: str, names: Sequence[str], patterns: _Patterns) -> Sequence[_Sign]:
    """The signs that follow one another in a series from its first."""
    run: list[_Sign] = []
    for match in re.finditer(rf"{patterns.before}(?P<sign>{sign})(?!{patterns.spoken_of})", flat):
        start, end = match.span("sign")
        if match["name"] in names[: len(run)]:
            return ()
        if match["name"] == names[min(len(run), len(names) - 1)] and not _is_bracketed(flat, start):
            run.append(_Sign(start, end, match.start()))
    ends = [*(sign.after for sign in run), len(flat)][1:]
    return run if all(_TWO_WORDS.match(flat, sign.end, end) for sign, end in zip(run, ends, strict=True)) else ()


def _is_bracketed(flat: str, place: int) -> bool:
    return flat.rfind("(", 0, place) > flat.rfind(")", 0, place)


def _end(spans: Sequence[Span], flat: str, signs: Sequence[_Sign], patterns: _Patterns) -> int:
    """Where the last point ends: before the sentence that turns to the options, if no point spoke of them before."""
    mentions = list(_mentions(spans))
    if not any(signs[0].start < mention < signs[-1].start for mention in mentions):
        starts = [match.end() for match in _SENTENCE.finditer(flat, signs[-1].end)]
        for start, stop in pairwise((*starts, len(flat))):
            is_of_options = patterns.of_options.match(flat, start) or any(
                start <= mention < stop for mention in mentions
            )
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
