"""The words that tell what an explanation says of an option, in English; what denies comes from each language."""

from __future__ import annotations

import re
from functools import cache

from examgen.markup.words import Speech

PRONOUNS = frozenset(("it", "they", "this", "these", "those", "he", "she", "there"))
"""Subjects that an explanation replaces by the thing itself: "It decreases" → "The price decreases"."""

# fmt: off
STOP = frozenset(
    ("a", "an", "the", "to", "of", "in", "on", "at", "for", "by", "with", "from", "as", "and", "or", "is", "are", "was",
     "were", "be", "been", "being", "it", "its", "they", "their", "them", "this", "that", "these", "those", "which",
     "who", "whom", "whose", "will", "would", "can", "could", "may", "might", "do", "does", "did", "has", "have", "had",
     "than", "then", "so", "such")
)
# fmt: on
"""Words that do not tell one option from another."""


@cache
def negative_stem(speech: Speech) -> re.Pattern[str]:
    """What a stem that asks for the exception holds."""
    edge = speech.sign()
    return re.compile(rf"(?<!{edge})(?:{speech.alternatives('negative')})(?!{edge})|n['’]t\b", re.IGNORECASE)


CLOSING = re.compile(
    r"\b(?:other|remaining|rest of the)\s(?:options|choices|answers|alternatives|distractors|responses)\b"
    r"|\bwhy (?:not|the others)\b|\bthe others (?:are|is)\b",
    re.IGNORECASE,
)
"""Where an explanation turns to the distractors: letters behind it are dismissed."""

DISMISSED = re.compile(
    r"[\s)\]\"'”’]{0,3}(?:(?:is|are|was|were)\s(?:both\s|all\s|also\s|clearly\s|simply\s|therefore\s|thus\s)?"
    r"(?:incorrect|wrong|false|untrue|invalid|not\s(?:correct|right|true|the\s(?:correct|right|best)))|"
    r"(?:isn['’]t|aren['’]t)\s(?:correct|right|true))\b",
    re.IGNORECASE,
)
"""What follows the letter of an option that is called wrong outright."""

AFFIRMED = re.compile(
    r"[\s)\]\"'”’]{0,3}(?:is|was)\s(?:therefore\s|thus\s|the\s|indeed\s|clearly\s|our\s){0,2}"
    r"(?:correct|right|true|best|answer|most)\b",
    re.IGNORECASE,
)
"""What follows the letter of an option that is called right."""
