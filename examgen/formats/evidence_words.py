"""The words that tell what an explanation says of an option; English now, other languages are added as data."""

from __future__ import annotations

import re

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

# fmt: off
NEGATION = frozenset(
    ("not", "no", "never", "neither", "nor", "without", "cannot", "none", "incorrect", "false", "wrong", "except",
     "unlike", "instead", "rather", "hardly",
     "nicht", "kein", "keine", "keinen", "keiner", "nie", "niemals", "weder", "ohne", "falsch",
     "ne", "pas", "jamais", "aucun", "aucune", "sans", "ni", "faux", "fausse", "sauf",
     "nunca", "ningún", "ninguna", "ninguno", "tampoco", "falso", "falsa", "excepto")
)
# fmt: on
NEGATIVE_STEM = re.compile(
    r"\b(?:not|except|least|never|incorrect|incorrectly|false|untrue|exception|cannot|wrong)\b|n['’]t\b"
    r"|\b(?:nicht|keine?[nrs]?|außer|falsch\w*|pas|sauf|fauss?e?s?|incorrectes?|jamais|aucune?)\b"
    r"|\b(?:no (?:es|son|está|se|forma|pertenece|corresponde)|excepto|salvo|fals[oa]s?|incorrect[oa]s?|nunca)\b",
    re.IGNORECASE,
)
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
