"""Answers of the Open Trivia Database in, their texts without the encoding in which that service sends them out."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from examgen.formats.records.values import Entry, Value

_NAMES = frozenset(("type", "category", "question", "correct_answer", "incorrect_answers"))
_BASE64_KINDS = frozenset(("bXVsdGlwbGU=", "Ym9vbGVhbg=="))
_PERCENT = re.compile(r"%[0-9A-F]{2}")


def decoded(value: Value) -> Value:
    """The value with the texts of such answers decoded; any other value as it is."""
    match value:
        case list():
            return [decoded(each) for each in value]
        case Entry(fields, line) if fields.keys() >= _NAMES:
            how = _encoding(fields)
            return Entry({name: _each(inner, how) for name, inner in fields.items()}, line)
        case Entry(fields, line) if isinstance(fields.get("results"), list):
            return Entry({**fields, "results": decoded(fields["results"])}, line)
        case _:
            return value


def _encoding(fields: dict[str, Value]) -> Callable[[str], str]:
    """HTML entities unless the entry shows one of the two other encodings of the service."""
    if fields["type"] in _BASE64_KINDS:
        return _of_base64
    asked = str(fields["question"])
    return unquote if _PERCENT.search(asked) and " " not in asked else unescape


def _of_base64(words: str) -> str:
    try:
        return b64decode(words, validate=True).decode()
    except (Error, ValueError):
        return words


def _each(value: Value, how: Callable[[str], str]) -> Value:
    if isinstance(value, list):
        return [_each(each, how) for each in value]
    return how(value) if isinstance(value, str) else value
