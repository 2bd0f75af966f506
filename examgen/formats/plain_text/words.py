"""The words by which plain text names its parts, per language, as regular expressions ready to use."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartWords:
    """One language's words for the parts of a question; each tuple holds alternatives, lower case."""

    question: tuple[str, ...]
    answer: tuple[str, ...]
    answer_weak: tuple[str, ...]
    """Words that name an answer only once the question has options."""

    explanation: tuple[str, ...]
    explanation_weak: tuple[str, ...]
    points: tuple[str, ...]
    points_heads: tuple[str, ...]
    topic: tuple[str, ...]
    section: tuple[str, ...]
    option: tuple[str, ...]
    correct: tuple[str, ...]
    answer_list: tuple[str, ...]
    """Headings over an answer list at the end of a file."""

    truth: tuple[str, ...]
    """Answers to true-or-false questions."""


# fmt: off
ENGLISH = PartWords(
    question=("question", "quest.", "ques.", "q", "problem"),
    answer=("answer", "answers", "ans", "correct answer", "correct answers", "right answer", "correct option",
            "correct choice", "correct response", "the answer is", "the correct answer is"),
    answer_weak=("key", "correct", "solution", "sol"),
    explanation=("explanation", "rationale", "feedback", "explanations"),
    explanation_weak=("reason", "reasoning", "justification", "why", "comment"),
    points=("points", "point", "pts", "pt", "marks", "mark", "p"),
    points_heads=("points", "marks", "score"),
    topic=("topic", "category"),
    section=("section", "part", "chapter", "unit", "module", "topic"),
    option=("option", "choice", "answer", "alternative", "response"),
    correct=("correct", "correct answer", "right answer", "right", "key", "answer"),
    answer_list=("answers", "answer key", "answer keys", "key", "keys", "solutions", "answer list", "answers key",
                 "correct answers", "list of answers", "solution key", "marking key"),
    truth=("true", "false", "yes", "no"),
)
# fmt: on

LANGUAGES = (ENGLISH,)


def any_of(part: str) -> str:
    """The alternatives for one part in all languages, the longest first, as a regular expression."""
    words = {word for language in LANGUAGES for word in getattr(language, part)}
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))
