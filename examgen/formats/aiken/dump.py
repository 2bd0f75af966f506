"""A bank in, Aiken out as Moodle imports it: choices with one right answer; the rest is left out and named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase as LETTERS

from examgen.diagnostics import Diagnostic
from examgen.formats.aiken import parse
from examgen.formats.aiken.items import CATEGORY, HEADS
from examgen.formats.carried import not_carried
from examgen.formats.finish import finish
from examgen.formats.format import Pictures, Writer, text_writer
from examgen.formats.prose import holds_formula, prose
from examgen.formats.reading_back import pictures_of
from examgen.formats.source import Source
from examgen.formats.spoken import spoken
from examgen.markup import html_dump
from examgen.markup.context import LoadImage
from examgen.model.bank import Bank, Question
from examgen.model.response import Kind
from examgen.model.text import Text, wording

_HELD = frozenset({Kind.CHOICE, Kind.TRUE_FALSE})
_SIGN = re.compile(r"(?:[a-z]|\d{1,5})[.)]|(?:correct\s+)?answers?\s*:|\w{1,20}\s*[:.]\s|match\s*:|//", re.IGNORECASE)
"""What a line may begin with that readers of Aiken take for a sign."""


def dump(bank: Bank) -> tuple[str, tuple[Diagnostic, ...]]:
    """Write a whole bank."""
    load = pictures_of(bank)
    left_out = frozenset(question.id for question in bank.questions if not _is_held(question))
    held = [question for question in bank.questions if question.id not in left_out]
    source = "\n\n".join("\n".join(_lines(question, load)) for question in held) + "\n"
    back = finish(parse(Source.of(source, load=load))[0], "", bank.language)[0]
    return source, tuple(not_carried(bank, back, "Aiken", left_out=left_out))


def _is_held(question: Question) -> bool:
    return question.kind in _HELD and len(question.key) == 1 and len(question.options) <= len(LETTERS)


def _lines(question: Question, load: LoadImage) -> Iterator[str]:
    yield _line(question.stem, load)
    for letter, option in zip(LETTERS, question.options, strict=False):
        yield f"{letter}. {_line(option.text, load)}"
    yield f"ANSWER: {LETTERS[question.key[0]]}"


def _line(text: Text, load: LoadImage) -> str:
    """A text on one line: words where these say all of it, else HTML."""
    said = spoken(text, LETTERS)
    words = wording(said)
    is_line = "\n" not in words and words not in (*HEADS, CATEGORY) and not _SIGN.match(words)
    is_plain = is_line and not holds_formula(said) and prose(words, line=1, load=load).text == said
    return words if is_plain else html_dump.dump(said).replace("\n", "&#10;")


WRITER = Writer(name="aiken", title="Aiken", endings=(".aiken",), dump=text_writer(dump), pictures=Pictures.BESIDE)
