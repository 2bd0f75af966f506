"""A rule on words that are known to be misspelt, in English, where codespell is installed: the extra "spelling".

It knows common mistakes, not all words: a word that it does not know is no mistake, so terms of a subject pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from examgen.lint.finding import Finding
from examgen.lint.item import Item
from examgen.model.text import Text, Words, spans_of

LANGUAGE = "en"
_WORD = re.compile(r"(?<![\w'’./\\@-])[a-z]{4,}(?![\w'’/\\@-])")
"""In small letters alone: names are often a letter away from a word."""


def misspelling(item: Item) -> Iterator[Finding]:
    """A word is a common misspelling of another."""
    if item.language.split("-")[0].lower() != LANGUAGE:
        return
    known = _misspellings()
    for field in item.question.own_texts if known else ():
        for word in dict.fromkeys(_words(field.text)):
            if meant := known.get(word):
                message = f'"{word}" looks misspelt'
                yield Finding("misspelling", item, message, f"perhaps {meant} is meant", field.line, field.field)


def _words(text: Text) -> Iterator[str]:
    for span in spans_of(text):
        if isinstance(span, Words) and not span.style.code:
            yield from _WORD.findall(span.text)


@cache
def _misspellings() -> Mapping[str, str]:
    """What each misspelt word may stand for, in quotes; empty where codespell is not installed."""
    try:
        import codespell_lib
    except ImportError:
        return {}
    lines = files(codespell_lib).joinpath("data/dictionary.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("->", 1) for line in lines if "->" in line)
    return {wrong: _meant(right) for wrong, right in pairs if "disabled" not in right}


def _meant(right: str) -> str:
    """One word, or several with commas between: 'word', or 'word, sword,'."""
    return " or ".join(f'"{word.strip()}"' for word in right.split(",") if word.strip())
