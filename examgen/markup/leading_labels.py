"""An explanation in, the same with references for the letters that head what it says of single options out.

"A) Too small. C) Too large." speaks of options A and C, for no list of its own would leave B out.
Where it says something of all options, or of all but one, its letters are theirs as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from examgen.markup.flat import Edit, edited, flattened
from examgen.markup.option_names import OptionNames
from examgen.model.text import OptionReference, Span, Text, Words, map_spans

_FIRST = re.compile(r"(?:[-–—•*]\s)?\(?(?P<label>[A-Z])(?:\)[.:]?|[.:]|\s[-–—:])(?=\s|$)")
"""At the head of a paragraph or a line."""

_INNER = re.compile(r"(?:\n(?:[-–—•*]\s)?\(?|(?<=[.!?:;]\s)\(?|(?<=[.!?:;]\s[-–—•]\s)\(?)(?P<label>[A-Z])\)[.:]?(?=\s)")
"""Behind a sentence, where lines were joined; only a bracket tells it from an initial there."""

_BOLD = re.compile(r"(?P<label>[A-Z])[).:]?\s?")
_FEWEST = 2


def with_leading_labels(text: Text, names: OptionNames) -> Text:
    """The text with its heads as references, if they are sure to be those of options with such labels."""
    if not names.are_own or names.are_digits or names.are_small:
        return text
    found: list[str] = []

    def note(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        found.extend(label for _, label in _heads(spans))
        return spans

    map_spans(text, note)
    places = [names.place(label) for label in found]
    if None in places or not _are_options([place for place in places if place is not None], len(names.labels)):
        return text

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        edits = [
            Edit(start, start + 1, (OptionReference((place,), 0, label),))
            for start, label in _heads(spans)
            if (place := names.place(label)) is not None
        ]
        return edited(spans, edits)

    return map_spans(text, change)


def _are_options(places: list[int], count: int) -> bool:
    """Whether heads at these places can be no list of their own: each once, and not the first few of more in order."""
    if len(places) < _FEWEST or len(places) != len(set(places)):
        return False
    return places != list(range(len(places))) or len(places) >= count - 1


def _heads(spans: tuple[Span, ...]) -> Iterator[tuple[int, str]]:
    """The place and the letter of each head in one paragraph."""
    flat = flattened(spans)
    first = spans[0] if spans else None
    match = _FIRST.match(flat)
    if match is None and isinstance(first, Words) and first.style.bold:
        match = _BOLD.fullmatch(first.text)
    if match:
        yield match.start("label"), match["label"]
    for inner in _INNER.finditer(flat):
        yield inner.start("label"), inner["label"]
