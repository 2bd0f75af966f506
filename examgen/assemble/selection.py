"""The questions of a bank in, those that are drawn out, in the bank's order; a new question displaces at most one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from examgen.errors import BankError, RequestError
from examgen.model.bank import KeyOrigin, Question
from examgen.model.response import Kind, Scoring
from examgen.seeds import digest, ranked

SELECTION = 0
"""Stands where a choice for one variant names the variant: all variants share one selection."""


def printable(questions: Sequence[Question], skip_unresolved: bool) -> tuple[Question, ...]:
    """The questions whose key is known, each once; those without a key must be left out on purpose."""
    unresolved = [question for question in questions if question.key_origin is KeyOrigin.UNRESOLVED]
    if unresolved and not skip_unresolved:
        raise BankError(
            f"no right answer is known for {_named(unresolved)}",
            remedy="say in the file which option is right, or leave these questions out with --skip-unresolved",
        )
    return tuple(q for q in questions if q.key_origin is not KeyOrigin.UNRESOLVED and not q.repeats)


def scored(questions: Sequence[Question], scoring: Scoring) -> tuple[Question, ...]:
    """The questions, with the exam's scoring for multiple responses that say nothing of it."""
    return tuple(_scored(question, scoring) for question in questions)


def _scored(question: Question, scoring: Scoring) -> Question:
    if question.parts:
        return replace(question, parts=scored(question.parts, scoring))
    lacks = question.kind is Kind.MULTIPLE_RESPONSE and question.scoring is None
    return replace(question, scoring=scoring) if lacks else question


def select(questions: Sequence[Question], count: int | None, seed: str) -> tuple[Question, ...]:
    """Draw `count` questions, all of them for ``None``."""
    return draw(questions, count, lambda question: digest(seed, SELECTION, question.id, "sample"))


def draw(questions: Sequence[Question], count: int | None, name: Callable[[Question], bytes]) -> tuple[Question, ...]:
    """The `count` questions whose digests come first, in the order in which they were given."""
    if not questions:
        raise RequestError("there are no questions to draw from", remedy="give a bank that holds questions")
    if count is None:
        return tuple(questions)
    if count > len(questions):
        raise RequestError(
            f"{count} questions were asked for, but there are only {len(questions)}",
            remedy=f"ask for at most {len(questions)} with --questions, or add questions to the bank",
        )
    drawn = {question.id for question in ranked(questions, name)[:count]}
    return tuple(question for question in questions if question.id in drawn)


def _named(questions: Sequence[Question]) -> str:
    names = [f"question {question.number or question.id} ({_place(question)})" for question in questions]
    return ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")


def _place(question: Question) -> str:
    return question.path if question.line is None else f"{question.path}:{question.line}"
