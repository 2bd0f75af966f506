"""One line of a text2qti quiz in, the sign that it begins with out (gpoore/text2qti, README, "Details")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Sign(Enum):
    """What a line opens."""

    QUESTION = r"(?P<label>\d+)\."
    RIGHT_CHOICE = r"\*(?P<label>[a-zA-Z])\)"
    WRONG_CHOICE = r"(?P<label>[a-zA-Z])\)"
    RIGHT_ANSWER = r"\[\*\]"
    WRONG_ANSWER = r"\[ ?\]"
    SHORT = r"\*"
    FEEDBACK = r"\.\.\."
    RIGHT_FEEDBACK = r"\+"
    WRONG_FEEDBACK = r"-"
    SOLUTION = r"!"
    NUMBER = r"="
    TITLE = r"(?i:title):"
    POINTS = r"(?i:points):"
    TEXT_TITLE = r"(?i:text title):"
    TEXT = r"(?i:text):"
    QUIZ_TITLE = r"(?i:quiz title):"
    QUIZ_DESCRIPTION = r"(?i:quiz description):"
    PICK = r"(?i:pick):"
    GROUP_POINTS = r"(?i:points per question):"
    SETTING = (
        r"(?P<label>(?i:shuffle answers|show correct answers|one question at a time|can't go back"
        r"|solutions sample groups|solutions randomize groups|feedback is solution)):"
    )
    ESSAY = r"_{3,}"
    UPLOAD = r"\^{3,}"
    GROUP = r"GROUP"
    END_GROUP = r"END_GROUP"
    COMMENT = r"COMMENT"
    END_COMMENT = r"END_COMMENT"


BARE = frozenset({Sign.ESSAY, Sign.UPLOAD, Sign.GROUP, Sign.END_GROUP, Sign.COMMENT, Sign.END_COMMENT})
"""They stand alone on their lines."""

_PATTERNS = tuple(
    (sign, re.compile(rf"{sign.value}\s*" if sign in BARE else rf"{sign.value}[ \t]+(?P<words>\S.*)")) for sign in Sign
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A sign with what stands behind it."""

    sign: Sign
    label: str
    words: str
    width: int
    """Columns before the words."""


def opening(line: str) -> Opening | None:
    """The sign that a line begins with, if it begins with one."""
    for sign, pattern in _PATTERNS:
        if match := pattern.fullmatch(line):
            groups = match.groupdict()
            words = groups.get("words") or ""
            return Opening(sign, groups.get("label") or "", words.rstrip(), len(line) - len(words) if words else 0)
    return None


def is_indented(line: str) -> bool:
    """Whether a line goes on with the paragraph before it: two spaces or a tab at least."""
    return line.startswith(("  ", "\t"))
