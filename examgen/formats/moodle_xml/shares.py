"""Options of a question in, the per cent of the points that Moodle gives for each of them out."""

from __future__ import annotations

from decimal import Decimal

from examgen.model.bank import Question
from examgen.model.response import Kind, Scoring

_PLACES = Decimal("0.00001")
_STRICT = Scoring.ALL_OR_NOTHING


def fractions_of(question: Question) -> list[Decimal]:
    """What each option earns; a wrong mark of a multiple response costs everything unless the question says else."""
    right, wrong = Decimal(100), Decimal(0)
    if question.kind is Kind.MULTIPLE_RESPONSE:
        right = (Decimal(100) / (len(question.key) or 1)).quantize(_PLACES)
        wrong = {Scoring.PENALTY: -right, Scoring.PER_OPTION: wrong}.get(question.scoring or _STRICT, Decimal(-100))
    plain = [right if option.is_key else wrong for option in question.options]
    return [
        share if option.weight is None else (option.weight * 100).quantize(_PLACES)
        for option, share in zip(question.options, plain, strict=True)
    ]


def written_share(share: Decimal) -> str:
    """A share as Moodle writes it: with five digits behind the point, or none."""
    return f"{share:f}".rstrip("0").rstrip(".") if "." in f"{share:f}" else f"{share:f}"
