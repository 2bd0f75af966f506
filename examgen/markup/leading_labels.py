"""An explanation in, the same with references for the letters that head what it says of single options out.

"A) Too small. C) Too large." speaks of options A and C, for no list of its own would leave B out.
Where it says something of all options, or of all but one, its letters are theirs as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from examgen.markup.flat import Edit, edited, flattened
from examgen.markup.option_names import OptionNames
from examgen.model.text import OptionReference, Span, Text, Words, map_spans

_IDEOGRAPHIC = r"[、．：](?!\s?[A-Z]\W)"
"""Signs with a space of their own; between two letters they make a list: "A、B 错误"."""

_FIRST = re.compile(rf"(?:[-–—•*]\s)?\(?(?P<label>[A-Z])(?:(?:\)[.:]?|[.:]|\s[-–—:])(?=\s|$)|{_IDEOGRAPHIC})")
"""At the head of a paragraph or a line."""

_INNER = re.compile(r"(?:\n(?:[-–—•*]\s)?\(?|(?<=[.!?:;]\s)\(?|(?<=[.!?:;]\s[-–—•]\s)\(?)(?P<label>[A-Z])\)[.:]?(?=\s)")
"""Behind a sentence, where lines were joined; only a bracket tells it from an initial there."""

_POINTED = re.compile(rf"(?:\n|(?<=[.!?:;]\s)|(?<=[。；：]))\s?(?P<label>[A-Z])(?:[.:](?=\s)|{_IDEOGRAPHIC})")
"""The same with a stop alone; to be no initials, such letters must name all options in their order."""

_BOLD = re.compile(r"(?P<label>[A-Z])[).:]?\s?")
_FEWEST = 2

Spans = tuple[Span, ...]
_Head = tuple[int, str]


def with_leading_labels(text: Text, names: OptionNames) -> Text:
    """The text with its heads as references, if they are sure to be those of options with such labels."""
    if names.are_digits or names.are_small:
        return text
    headed = _referring(text, names, _heads_with_stops, _are_all)
    return _referring(text, names, _heads, _are_options) if headed is text and names.are_own else headed


def _referring(
    text: Text,
    names: OptionNames,
    heads: Callable[[Spans], Sequence[_Head]],
    are_sure: Callable[[list[int], int], bool],
) -> Text:
    """The text with these heads as references; the text itself where they are not sure to be options."""
    found: list[str] = []

    def note(spans: Spans) -> Spans:
        found.extend(label for _, label in heads(spans))
        return spans

    map_spans(text, note)
    places = [names.place(label) for label in found]
    if None in places or not are_sure([place for place in places if place is not None], len(names.labels)):
        return text

    def change(spans: Spans) -> Spans:
        edits = [
            Edit(start, start + 1, (OptionReference((place,), 0, label),))
            for start, label in heads(spans)
            if (place := names.place(label)) is not None
        ]
        return edited(spans, edits)

    return map_spans(text, change)


def _are_options(places: list[int], count: int) -> bool:
    """Whether heads at these places can be no list of their own: each once, and not the first few of more in order."""
    if len(places) < _FEWEST or len(places) != len(set(places)):
        return False
    return places != list(range(len(places))) or len(places) >= count - 1


def _are_all(places: list[int], count: int) -> bool:
    return count > _FEWEST and places == list(range(count))


def _heads(spans: Spans) -> list[_Head]:
    """The place and the letter of each head in one paragraph."""
    flat = flattened(spans)
    first = spans[0] if spans else None
    match = _FIRST.match(flat)
    if match is None and isinstance(first, Words) and first.style.bold:
        match = _BOLD.fullmatch(first.text)
    return [(found.start("label"), found["label"]) for found in (*([match] if match else ()), *_INNER.finditer(flat))]


def _heads_with_stops(spans: Spans) -> list[_Head]:
    """The same, with those behind which a stop alone stands."""
    pointed = ((found.start("label"), found["label"]) for found in _POINTED.finditer(flattened(spans)))
    return sorted({*_heads(spans), *pointed})
