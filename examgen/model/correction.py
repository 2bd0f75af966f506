"""A correction: one thing that an amended exam says otherwise than what was printed before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from examgen.model.text import Text


class Field(StrEnum):
    """What of a question, or of a question set, was corrected."""

    STIMULUS = "stimulus"
    STEM = "stem"
    POINTS = "points"
    DIRECTION = "direction"
    """What a question says below its stem: how to answer, and how that is scored."""

    PROMPT = "prompt"
    OPTION = "option"
    UNIT = "unit"
    """Behind the line for a number."""

    KEY = "key"
    WEIGHT = "weight"
    """Of an option."""

    RATIONALE = "rationale"
    ANSWER = "answer"
    """The model answer of an open question."""

    RUBRIC = "rubric"
    NOTE = "note"
    EXPLANATION = "explanation"


ON_PAPER = frozenset(
    {Field.STIMULUS, Field.STEM, Field.POINTS, Field.DIRECTION, Field.PROMPT, Field.OPTION, Field.UNIT}
)
"""What students see; the rest is in the key alone."""


OF_OPTIONS = frozenset({Field.OPTION, Field.WEIGHT, Field.RATIONALE})
"""What is known by the letter of an option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One text of a question, as it was printed and as it should be; what changed is marked in both."""

    id: str
    """The question's, its part's, or the set's."""

    field: Field
    place: int | None = None
    """Of the option in the bank's order, or of the prompt."""

    printed: Text = ()
    """Empty where a variant's letters or numbers are what changed, likewise below."""

    corrected: Text = ()
