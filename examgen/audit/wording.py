"""The words that a document prints by itself, as far as the audit must know them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words with blanks in braces, named as in a template's labels."""

    variant: str
    """Stands before a variant's number, e.g. "Variant"."""

    sheet: str
    """The same for practice sheets."""

    letters: Sequence[str]
    """Of options, in their order on paper."""

    points_forms: Mapping[str, str]
    """Plural category → words for so many points."""

    plural: Callable[[Decimal], str]
    """The plural category of a number."""

    decimal_sign: str
    percentage: Callable[[str], str]
    """A number of hundredths with the sign for them."""

    mark_all: str
    scoring_all: str
    scoring_each: str
    scoring_penalty: str
    scoring_weights: str
    match: str
    match_freely: str
    put_in_order: str
    page_of: str
    """Holds `PAGE` and `PAGES` (`examgen.model.manuscript`)."""

    issue: str
    """E.g. "Issue 2"; empty for the first."""

    question: str
    question_option: str
    printed: str
    corrected: str
    answer_key: str

    explanation: str
    """With its stop."""

    note: str
    answer: str
    accepted: str
    tolerated: str
    weight: str
    whole_mark: str
    model_answer: str
    """With its stop."""

    criterion: str
    worth: str
    total: str
    set_one: str
    set_many: str
    question_head: str
    reached: str
    quoted: str
    comma: str
    """Stands between quoted words."""

    derived_mark: str
    derived: str
    all_derived: str
    suspect: str
    unclear: str
    mention: str
    mention_absent: str
    mention_unknown: str
    number_absent: str
