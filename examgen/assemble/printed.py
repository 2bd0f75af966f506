"""A variant in, the bank out that holds its questions as they are printed: in its order, with its letters and values.

What is lettered keeps its place from then on; the steps of an ordering question stay in their right order,
for that is their key.
"""

from __future__ import annotations

from dataclasses import replace

from examgen.model.bank import Bank, Option, Question, with_texts
from examgen.model.response import Kind, Matching, Response
from examgen.model.text import OptionReference, Span, Text, map_spans
from examgen.model.variant import LETTERS, PlacedQuestion, Variant, referred_place


def printed_bank(variant: Variant, title: str, language: str) -> Bank:
    """The questions of one variant as a bank; numbers are those on paper, ids those of the bank."""
    used = {placed.question.set_id for placed in variant.questions}
    return Bank(
        title=title,
        questions=tuple(_printed(placed, str(placed.number)) for placed in variant.questions),
        sets=tuple(replace(placed.set, shuffled=False) for placed in variant.sets if placed.set.id in used),
        language=language,
    )


def _printed(placed: PlacedQuestion, number: str) -> Question:
    question = placed.question
    order = tuple(range(len(placed.order))) if question.kind is Kind.ORDERING else placed.order
    moved = with_texts(replace(question, parts=()), lambda text: _referring(text, order))
    parts = zip(question.parts, placed.parts, strict=True)
    return replace(
        moved,
        options=tuple(_lettered(moved.options[place], k) for k, place in enumerate(order)),
        response=_matched(moved.response, order),
        parts=tuple(replace(_printed(part, ""), number=known.number) for known, part in parts),
        shown_distractors=None,
        locked=True,
        has_own_id=True,
        number=number,
        program=None,
    )


def _lettered(option: Option, place: int) -> Option:
    return replace(option, label=LETTERS[place])


def _matched(response: Response | None, order: tuple[int, ...]) -> Response | None:
    if not isinstance(response, Matching):
        return response
    return replace(
        response, prompts=tuple(replace(prompt, target=order.index(prompt.target)) for prompt in response.prompts)
    )


def _referring(text: Text, order: tuple[int, ...]) -> Text:
    """The text with references to the places, and the letters, that options have on paper."""

    def moved(span: Span) -> Span:
        if not isinstance(span, OptionReference) or not span.targets:
            return span
        letter = LETTERS[referred_place(span, order)]
        return replace(span, targets=tuple(order.index(target) for target in span.targets), source=letter)

    return map_spans(text, lambda spans: tuple(map(moved, spans)))
