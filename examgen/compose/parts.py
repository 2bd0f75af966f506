"""A question with parts or gaps in, what these are called out, and the stem with its gaps blank or filled in.

What is for students tells nothing of what belongs into a gap: all blanks are equally long.
"""

from __future__ import annotations

from collections.abc import Iterator

from examgen.compose.joining import bold, in_line, joined, led_by
from examgen.compose.labels import Labels
from examgen.compose.responses import BETWEEN, answer_of, other_answers
from examgen.model.bank import Question
from examgen.model.response import Kind, Numeric
from examgen.model.text import Gap, Paragraph, Span, Text, Words, map_spans
from examgen.model.variant import PART_LETTERS

BLANK = "_" * 18
"""To write on; characters, so that nobody who has the paper read to them misses a gap."""


def labelled_parts(question: Question, *, is_asked: bool) -> Iterator[tuple[str, Question]]:
    """What stands below the stem, each with its label: the parts, or where they are asked, gaps that have options."""
    if question.kind is Kind.FILL_IN and is_asked:
        yield from ((gap_label(place), gap) for place, gap in enumerate(question.parts) if gap.options)
    elif question.kind is Kind.MULTI_PART:
        yield from ((f"({letter})", part) for letter, part in zip(PART_LETTERS, question.parts, strict=False))


def gap_label(place: int) -> str:
    """What a gap is called, by its place."""
    return f"({place + 1})"


def stem_of(question: Question, labels: Labels, *, is_answered: bool) -> Text:
    """The stem; each of its gaps is a numbered blank, or filled in."""
    if question.kind is not Kind.FILL_IN:
        return question.stem

    def settled(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(each for span in spans for each in (_gap(span) if isinstance(span, Gap) else (span,)))

    def _gap(gap: Gap) -> Iterator[Span]:
        part = question.parts[gap.part]
        yield Words(f"{gap_label(gap.part)}\u00a0")
        yield from gap_answer(part, labels) if is_answered else _blank(part)

    return map_spans(question.stem, settled)


def gap_answer(part: Question, labels: Labels) -> Iterator[Span]:
    """What belongs into a gap: its right option, or the answer."""
    if not part.options:
        return bold(in_line(answer_of(part, labels)))
    return bold(joined((in_line(part.options[place].text) for place in part.key), Words(BETWEEN)))


def gap_answers(question: Question, labels: Labels) -> Text:
    """What belongs into all gaps of a fill-in; empty for other questions."""
    if question.kind is not Kind.FILL_IN:
        return ()
    gaps = ((Words(f"{gap_label(place)}\u00a0"), *gap_answer(gap, labels)) for place, gap in enumerate(question.parts))
    return (Paragraph(joined(gaps, Words(BETWEEN))),)


def others_in_gaps(question: Question, labels: Labels) -> Iterator[Text]:
    """What else is right in the gaps of a fill-in."""
    if question.kind is Kind.FILL_IN:
        for place, gap in enumerate(question.parts):
            for text in other_answers(gap, labels):
                yield led_by((Words(f"{gap_label(place)}\u00a0"),), text)


def _blank(part: Question) -> Iterator[Span]:
    yield Words(BLANK)
    if isinstance(part.response, Numeric) and part.response.unit:
        yield Words(f"\u00a0{part.response.unit}")
