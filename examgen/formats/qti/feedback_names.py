"""The name of a feedback in, when it is shown out."""

from __future__ import annotations

import re

from examgen.model.text import Text, wording

RIGHT = re.compile(r"(?:general_?)?(?:correct|right)(?:_?fb)?", re.IGNORECASE)
WRONG = re.compile(r"(?:general_?)?(?:incorrect|wrong)(?:_?fb)?", re.IGNORECASE)
GENERAL = re.compile(r"(?:general|neutral|common|solution|explanation|rationale)(?:_?fb|_?feedback)?", re.IGNORECASE)
_FEW_WORDS = 4
"""Fewer explain nothing: "Well done!"."""


def explains(text: Text) -> bool:
    """Whether a feedback for right answers says more than that they are."""
    return len(wording(text).split()) >= _FEW_WORDS or not wording(text).isascii()
