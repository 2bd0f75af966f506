"""Variants in, lines out on questions whose papers name another question by number, and do not hold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from examgen.model.bank import Question
from examgen.model.text import QuestionReference, spans_of
from examgen.model.variant import Variant
from examgen.pipeline.summary import counted

ON_PAPER = frozenset({"stem", "options", "prompts"})
"""The fields that students read; what explanations speak of is noted beside them on the key."""

MOST_LINES = 3


def astray_lines(variants: Sequence[Variant]) -> Iterator[str]:
    """Warnings: such a paper prints the number that the question has in the bank."""
    astray = tuple(dict.fromkeys(_astray(variants)))
    for question, other in astray[:MOST_LINES]:
        yield f"warning: question {question} speaks of question {other}, which its paper does not hold"
    if more := len(astray[MOST_LINES:]):
        yield f"warning: there {'is' if more == 1 else 'are'} {counted(more, 'such mention')} more; the keys note each"


def _astray(variants: Sequence[Variant]) -> Iterator[tuple[str, str]]:
    """What the questions are called that speak, and those that they speak of."""
    known: dict[str, tuple[QuestionReference, ...]] = {}
    for variant in variants:
        questions = [placed.question for placed in variant.questions]
        held = {part.id for question in questions for part in question.with_parts}
        for question in questions:
            if question.id not in known:
                known[question.id] = tuple(_references(question))
            for reference in known[question.id]:
                if reference.target not in held:
                    yield question.number or question.id, reference.source


def _references(question: Question) -> Iterator[QuestionReference]:
    for field, text, _ in question.texts:
        if field in ON_PAPER:
            yield from (span for span in spans_of(text) if isinstance(span, QuestionReference))
