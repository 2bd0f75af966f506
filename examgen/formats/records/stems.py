"""The values of one question that may ask in, the one that asks out, and what stands beside it: a text, or code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from examgen.formats.records.fields import Field
from examgen.formats.records.plain_names import plain_name
from examgen.formats.records.values import words_of

Placed: TypeAlias = tuple[int, Field]
"""A field with its place in the question."""

_BEST = {name: rank for rank, name in enumerate(("stem", "question text", "question stem", "question", "prompt"))}
_TEXTS = frozenset(("text", "body", "texto", "texte", "testo", "sentence"))
"""Names that ask only where nothing beside them does."""

_COUNTED = re.compile(r"(?:q|question|frage|pregunta|no\.?|nr\.?|#)?\s*\d{1,4}\.?", re.IGNORECASE)
_SIGN = re.compile(r"[\w./-]{1,24}")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def asking(found: Sequence[Placed]) -> Placed | None:
    """The text that asks: of several, the one with the best name that does more than count."""
    filled = [pair for pair in found if words_of(pair[1].value)]
    return min(filled, key=_rank, default=None)


def _rank(pair: Placed) -> tuple[bool, int]:
    each = pair[1]
    return _COUNTED.fullmatch(words_of(each.value)) is not None, _BEST.get(plain_name(each.name), len(_BEST))


def texts_beside(found: Sequence[Placed], stem: Placed | None) -> list[Placed]:
    """Texts that another one asks about."""
    if stem is None or plain_name(stem[1].name) in _TEXTS:
        return []
    return [pair for pair in found if pair != stem and plain_name(pair[1].name) in _TEXTS]


def shown_code(found: Sequence[Placed]) -> list[Placed]:
    """The code that a question shows below its text; a short sign in its place is an id."""
    return [pair for pair in found if (words := words_of(pair[1].value)) and not _SIGN.fullmatch(words)]


def fenced(words: str) -> str:
    """Code with fences around it."""
    return words if _FENCE.match(words) else f"```\n{words}\n```"
