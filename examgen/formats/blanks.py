"""Marks for blanks that a format puts into the source of a stem, and what stands there once the source is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from examgen.formats.draft import DraftQuestion
from examgen.markup.inline import merged
from examgen.model.response import Kind
from examgen.model.text import Gap, Span, Text, Words, map_spans, spans_of

WORDS = "________"
"""A blank that is no gap."""

_EDGE = "\ufdde"
"""No text may hold this character: Unicode keeps it for programs' own use."""

_MARK = re.compile(rf"{_EDGE}(\d{{1,4}}){_EDGE}")


def mark(place: int) -> str:
    """What to write into a source where a blank stands; places count from 0."""
    return f"{_EDGE}{place}{_EDGE}"


def marked(text: Text) -> list[int]:
    """The places of the blanks in a text, in reading order; those in code or formulas are not found."""
    words = (span.text for span in spans_of(text) if isinstance(span, Words))
    return [int(match[1]) for each in words for match in _MARK.finditer(each)]


def with_blanks(text: Text, blanks: Sequence[Span]) -> Text:
    """The text with a span for each mark; words take the style around them."""
    return map_spans(text, lambda spans: merged(part for span in spans for part in _parts(span, blanks)))


_BLANK = re.compile(r"_{3,}")


def gap_for_blank(question: DraftQuestion, source: str, text: Callable[[str], Text]) -> DraftQuestion:
    """A question with accepted answers and one blank in its stem as a fill-in; others as they are.

    ``source`` is that of the stem, and ``text`` reads it.
    """
    if len(_BLANK.findall(source)) != 1:
        return question
    stem = text(_BLANK.sub(mark(0), source))
    if marked(stem) != [0]:
        return question
    gap = DraftQuestion(
        stem=(), options=(), kind=question.kind, accepted=question.accepted, letter="1", line=question.line
    )
    return replace(question, kind=Kind.FILL_IN, stem=with_blanks(stem, [Gap(0)]), accepted=(), parts=(gap,))


def _parts(span: Span, blanks: Sequence[Span]) -> Iterator[Span]:
    if not isinstance(span, Words):
        yield span
        return
    at = 0
    for match in _MARK.finditer(span.text):
        yield replace(span, text=span.text[at : match.start()])
        blank = blanks[int(match[1])]
        yield replace(blank, style=span.style) if isinstance(blank, Words) else blank
        at = match.end()
    yield replace(span, text=span.text[at:])
