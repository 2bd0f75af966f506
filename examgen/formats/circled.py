"""Digits in circles, brackets or keys in, the numbers that they are out: ``②``, ``⑵``, ``2️⃣``.

Where they label options, each of them in the explanation means one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from examgen.formats.draft import DraftQuestion
from examgen.model.text import OptionReference, Span, Text, Words, map_spans, spans_of

_RINGED = "①-⑳⑴-⒇⒈-⒛❶-❿"
CIRCLED = rf"(?:[{_RINGED}]|\d\ufe0f?\u20e3)"
"""One such sign, as a regular expression without a capturing group."""

_STARTS = "①⑴⒈❶"
_SIGN = re.compile(CIRCLED)


def plain_number(sign: str) -> str:
    """The number that a sign stands for, in plain digits."""
    if sign[0].isascii():
        return sign[0]
    start = max(start for start in _STARTS if start <= sign)
    return str(ord(sign) - ord(start) + 1)


def with_references(question: DraftQuestion) -> DraftQuestion:
    """The question with such signs in its explanation read as its options, if they label these and nothing else.

    Where the stem or an option holds them, too, they number statements there, and stay as they are.
    """
    texts = (question.stem, *(option.text for option in question.options))
    if any(_SIGN.search(span.text) for text in texts for span in spans_of(text) if isinstance(span, Words)):
        return question
    places = {option.label: place for place, option in enumerate(question.options)}
    return replace(question, explanation=_referring(question.explanation, places))


def _referring(text: Text, places: dict[str, int]) -> Text:
    return map_spans(text, lambda spans: tuple(part for span in spans for part in _parts(span, places)))


def _parts(span: Span, places: dict[str, int]) -> Iterator[Span]:
    if not isinstance(span, Words) or span.style.code:
        yield span
        return
    at = 0
    for match in _SIGN.finditer(span.text):
        place = places.get(plain_number(match[0]))
        if place is None:
            continue
        if at < match.start():
            yield replace(span, text=span.text[at : match.start()])
        yield OptionReference((place,), 0, match[0], span.style)
        at = match.end()
    if at < len(span.text):
        yield replace(span, text=span.text[at:])
