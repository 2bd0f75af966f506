"""A rule on slips: a word that is written twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from examgen.lint.finding import Finding
from examgen.lint.item import Item
from examgen.lint.words import RuleWords
from examgen.model.text import Paragraph, Text, Words

DOUBLED = re.compile(r"(?<![\w'’.-])([^\W\d_]+)\s+\1(?![\w'’-])", re.IGNORECASE)


class Doubled(NamedTuple):
    """A word that stands twice in one of a question's texts."""

    word: str
    field: str
    line: int | None


def doubled_word(item: Item) -> Iterator[Finding]:
    """A word is written twice in a row."""
    for found in doubled_in(item):
        message = f'"{found.word}" is written twice in a row'
        yield Finding(
            "doubled-word",
            item,
            message,
            "delete one: --fix does so where the place is certain",
            found.line,
            found.field,
        )


def doubled_in(item: Item) -> Iterator[Doubled]:
    """All words that stand twice in a row, where their language does not write them so."""
    words = item.words
    for field, text, line in item.question.own_texts if words else ():
        for word in _doubled(text, words):
            yield Doubled(word, field, line)


def without_doubles(text: str) -> str:
    """A text with each word once that stands twice in a row: equal for texts that differ in such slips alone."""
    return DOUBLED.sub(r"\1", text)


def _doubled(text: Text, words: RuleWords | None) -> Iterator[str]:
    for block in text:
        spans = block.spans if isinstance(block, Paragraph) else ()
        for span in spans:
            if isinstance(span, Words) and not span.style.code and _may_double(span.text):
                yield from (match[1] for match in DOUBLED.finditer(span.text) if _is_slip(match, words))


def _may_double(text: str) -> bool:
    """Whether a word begins as the one before it, so that the slower pattern is worth its time."""
    words = text.casefold().split()
    return any(map(str.startswith, words[1:], words))


def _is_slip(match: re.Match[str], words: RuleWords | None) -> bool:
    """Names such as "Pago Pago", letters such as "x x" and what the language writes twice are none."""
    word = match[1].casefold()
    if words is None or words.has("may_double", word):
        return False
    is_name = match[1][0].isupper() and match[0][-len(word)].isupper()
    if words.has("articles", word):
        return len(word) > 1 or match[0].islower()
    return not is_name and len(word) > 1
