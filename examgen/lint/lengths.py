"""Rules on the lengths of options: a key that stands out by its length is found without knowing anything."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import mean

from examgen.lint.finding import Finding
from examgen.lint.item import Item

KEY_TO_MEAN = 1.5
"""The key's length over the mean of the distractors', from which it is markedly longer."""

KEY_TO_NEXT = 1.2
"""The key's length over that of the longest distractor."""

LEAST_LONGER = 10
"""Characters by which the key is the longest; fewer are not seen."""

UNEVEN = 3.0
"""The longest option's length over the shortest's."""

LEAST_UNEVEN = 40
"""Characters between the two."""


def longest_key(item: Item) -> Iterator[Finding]:
    """The one right option is markedly longer than the others."""
    key = item.key
    if key is not None and is_key_long(item):
        lengths = [len(text) for text in item.distractors]
        message = (
            f"the key has {len(item.options[key])} characters, the distractors {round(mean(lengths))} on average "
            f"and {max(lengths)} at most"
        )
        line = item.question.options[key].line
        yield Finding("longest-key", item, message, "shorten the key, or make a distractor as full", line, "options")


def is_key_long(item: Item) -> bool:
    """Whether its length gives the key away."""
    if item.key is None or item.question.options[item.key].pinned or len(item.distractors) < 2 or not item.is_plain:
        return False
    length, lengths = len(item.options[item.key]), [len(text) for text in item.distractors]
    longest = max(lengths)
    return (
        length >= KEY_TO_MEAN * mean(lengths) and length >= KEY_TO_NEXT * longest and length >= longest + LEAST_LONGER
    )


def uneven_options(item: Item) -> Iterator[Finding]:
    """One option is many times as long as another, and the key is not the one that stands out."""
    if not item.is_choice or not item.is_plain or len(item.free) < 3 or is_key_long(item):
        return
    pairs = zip(item.question.options, item.options, strict=True)
    lengths = [len(text) for option, text in pairs if not option.pinned]
    shortest, longest = min(lengths), max(lengths)
    if shortest and longest >= UNEVEN * shortest and longest - shortest >= LEAST_UNEVEN:
        message = f"the longest option has {longest} characters, the shortest {shortest}"
        yield Finding("uneven-options", item, message, "bring the options to about the same length", field="options")
