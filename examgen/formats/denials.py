"""A text in, the same text with words marked as no references out, wherever they would be misread otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from examgen.model.text import OptionReference, Span, Text, Words, map_spans

_WORD = re.compile(r"\w+")
_LABEL_LENGTH = 3


def with_denials(text: Text, misread: Callable[[Text], int]) -> Text:
    """Deny the fewest words, letters and numbers first, until `misread` counts no more mistakes."""
    mistakes = misread(text)
    if not mistakes:
        return text
    for is_short in (True, False):
        nth = 0
        while mistakes and (tried := _denied(text, nth, is_short)) is not None:
            left = misread(tried)
            text, mistakes, nth = (tried, left, nth) if left < mistakes else (text, mistakes, nth + 1)
    return text


def _denied(text: Text, nth: int, is_short: bool) -> Text | None:
    """The text with its nth word denied; ``None`` where it has no such word."""
    left = nth

    def change(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        nonlocal left
        result: list[Span] = []
        for span in spans:
            matches = _words(span, is_short)
            if isinstance(span, Words) and 0 <= left < len(matches):
                result += _around(span, matches[left])
            else:
                result.append(span)
            left -= len(matches)
        return tuple(result)

    changed = map_spans(text, change)
    return changed if left < 0 else None


def _words(span: Span, is_short: bool) -> list[re.Match[str]]:
    if not isinstance(span, Words) or span.style.code:
        return []
    return [match for match in _WORD.finditer(span.text) if (len(match[0]) <= _LABEL_LENGTH) is is_short]


def _around(span: Words, match: re.Match[str]) -> Iterator[Span]:
    start, end = match.span()
    if start:
        yield Words(span.text[:start], span.style)
    yield OptionReference((), 0, match[0], span.style)
    if end < len(span.text):
        yield Words(span.text[end:], span.style)
