"""What one language's words are for the parts of a question, as files in plain text and quizzes name them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWords:
    """One language's words; each tuple holds alternatives, lower case and without signs of regular expressions."""

    question: tuple[str, ...]
    number_before: tuple[str, ...] = ()
    """What stands before the number of a question, where a noun stands behind it: "第4题"."""

    number_behind: tuple[str, ...] = ()
    answer: tuple[str, ...]
    answer_weak: tuple[str, ...]
    """Words that name an answer only once the question has options."""

    explanation: tuple[str, ...]
    explanation_weak: tuple[str, ...]
    points: tuple[str, ...]
    points_heads: tuple[str, ...]
    difficulty: tuple[str, ...]
    topic: tuple[str, ...]
    section: tuple[str, ...]
    option: tuple[str, ...]
    correct: tuple[str, ...]
    answer_list: tuple[str, ...]
    """Headings over an answer list at the end of a file."""

    reveal: tuple[str, ...] = ()
    """What a button on a screen says that shows the answer."""

    true: tuple[str, ...]
    """Answers to true-or-false questions; the first of each is the one that questions are given."""

    false: tuple[str, ...]
    yes_no: tuple[str, ...]

    page: tuple[str, ...]
    """What stands before the number of a page."""
