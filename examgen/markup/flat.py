"""The spans of a paragraph as one string to search in, and the paragraph again with pieces of that string replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from examgen.model.text import (
    Formula,
    Image,
    LineBreak,
    OptionReference,
    QuestionReference,
    Span,
    Text,
    Words,
    map_spans,
    wording,
)

OPAQUE = "\ufffc"
"""Stands for what is not searched: code, formulas, pictures, and references that are already made."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the flat string and what stands there instead; new spans take the style of its first character."""

    start: int
    end: int
    spans: tuple[Words | OptionReference | QuestionReference, ...]


def flattened(spans: Sequence[Span]) -> str:
    """One character for each character of plain words; one in all for anything else."""
    return "".join(_face(span) for span in spans)


def searched(text: Text) -> str:
    """The wording of a text in which formulas and pictures say nothing."""
    return wording(map_spans(text, _without_drawings))


def _without_drawings(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(Words(OPAQUE) if isinstance(span, Formula | Image) else span for span in spans)


def _face(span: Span) -> str:
    match span:
        case Words(text, style) if not style.code:
            return text
        case LineBreak():
            return "\n"
        case _:
            return OPAQUE


def between(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans that stand from one place to another of the flat string, those at the edges cut."""
    result: list[Span] = []
    at = 0
    for span in spans:
        face = _face(span)
        low, high = max(start - at, 0), min(end - at, len(face))
        if isinstance(span, Words) and 0 < high - low < len(face):
            result.append(replace(span, text=face[low:high]))
        elif low < high:
            result.append(span)
        at += len(face)
    return tuple(result)


def edited(spans: Sequence[Span], edits: Sequence[Edit]) -> tuple[Span, ...]:
    """The spans with each edit made; edits stand in order, do not overlap and touch searched characters only."""
    if not edits:
        return tuple(spans)
    result: list[Span] = []
    waiting = list(reversed(edits))
    at = 0
    for span in spans:
        face = _face(span)
        start, at = at, at + len(face)
        if face is OPAQUE or not isinstance(span, Words):
            result.append(span)
            continue
        done = start
        while waiting and waiting[-1].start < at:
            edit = waiting[-1]
            if edit.start >= start:
                _add(result, replace(span, text=face[done - start : edit.start - start]))
                result += [replace(new, style=span.style) for new in edit.spans]
            done = min(edit.end, at)
            if edit.end > at:
                break
            waiting.pop()
        _add(result, replace(span, text=face[done - start :]))
    return tuple(result)


def _add(spans: list[Span], words: Words) -> None:
    if words.text:
        spans.append(words)
