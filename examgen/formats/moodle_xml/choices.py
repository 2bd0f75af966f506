"""A question of Moodle that offers options in, what a draft holds of them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from examgen.formats.draft import DraftOption
from examgen.formats.moodle_xml.entry import Entry, number_of, plain_of
from examgen.formats.xml import Element, line_of
from examgen.model.response import Kind, Scoring
from examgen.model.text import Text, paragraph

_WHOLE = Decimal(100)
_NEAR = Decimal("0.01")
_SHARED = "oumultiresponse"
_SETS = ("multichoiceset", _SHARED)
"""Types in which each right answer has 100 per cent, however many there are."""


@dataclass(frozen=True, slots=True)
class Rated:
    """An answer, and the per cent of the points that it earns."""

    element: Element
    share: Decimal


@dataclass(frozen=True, slots=True)
class Choices:
    """Options, and what the question does with them."""

    kind: Kind | None
    options: tuple[DraftOption, ...]
    scoring: Scoring | None = None


def rated(entry: Entry) -> tuple[Rated, ...]:
    """The answers with what they earn."""
    return tuple(Rated(each, number_of(each.get("fraction") or "0") or Decimal(0)) for each in entry.all("answer"))


def is_whole(share: Decimal) -> bool:
    return abs(share - _WHOLE) < _NEAR


def choices_of(entry: Entry) -> Choices:
    """The options of a multiple choice; where the file does not say whether one is right, their number does."""
    answers = rated(entry)
    shares = [answer.share for answer in answers]
    is_single = entry.is_set("single", True)
    keys = keys_of(shares, is_single)
    kind: Kind | None = Kind.CHOICE if is_single else Kind.MULTIPLE_RESPONSE
    if not entry.value("single"):
        kind = Kind.CHOICE if len(keys) == 1 else None
    scoring, weights = scored(shares, keys, is_single or kind is None)
    if entry.kind in _SETS:
        kind, keys = Kind.MULTIPLE_RESPONSE, frozenset(place for place, share in enumerate(shares) if share > 0)
        scoring, weights = _of_set(entry, keys, len(shares))
    options = tuple(
        DraftOption(
            text=entry.text(answer.element),
            is_marked=place in keys,
            rationale=rationale(entry, answer.element),
            weight=weights[place],
            line=line_of(answer.element),
        )
        for place, answer in enumerate(answers)
    )
    return Choices(kind, options, scoring)


def _of_set(entry: Entry, keys: frozenset[int], count: int) -> tuple[Scoring | None, list[Decimal | None]]:
    """How right answers earn the points: all of them together, or each its share."""
    if entry.kind != _SHARED:
        return Scoring.ALL_OR_NOTHING, [None] * count
    message = "that choosing more than the number of right answers costs points is left out"
    entry.loss(message, "say in the question how many are right, or choose another scoring")
    return None, _weights([_WHOLE / len(keys) if place in keys else Decimal(0) for place in range(count)])


def keys_of(shares: Sequence[Decimal], is_single: bool) -> frozenset[int]:
    """Places of the right answers: those that earn all, or, where several are marked, anything."""
    if is_single and any(map(is_whole, shares)):
        return frozenset(place for place, share in enumerate(shares) if is_whole(share))
    if is_single and shares and max(shares) > 0:
        return frozenset(place for place, share in enumerate(shares) if share == max(shares))
    return frozenset(place for place, share in enumerate(shares) if share > 0)


def scored(
    shares: Sequence[Decimal], keys: frozenset[int], is_single: bool
) -> tuple[Scoring | None, list[Decimal | None]]:
    """How marks earn points: as a rule with a name where it is one, else by the weight of each option."""
    wrong = {share for place, share in enumerate(shares) if place not in keys}
    unweighted: list[Decimal | None] = [None] * len(shares)
    if is_single:
        is_plain = wrong <= {Decimal(0)} and all(is_whole(shares[place]) for place in keys)
        return None, unweighted if is_plain else _weights(shares)
    share = _WHOLE / len(keys) if keys else _WHOLE
    are_equal = all(abs(shares[place] - share) < _NEAR for place in keys)
    if are_equal and len(wrong) == 1 and abs(wrong.copy().pop() + share) < _NEAR:
        return Scoring.PENALTY, unweighted
    return None, _weights(shares)


def _weights(shares: Sequence[Decimal]) -> list[Decimal | None]:
    """Per cent as shares of one, as exact as Moodle keeps them."""
    return [(share / 100).quantize(Decimal("0.0000001")).normalize() + Decimal(0) for share in shares]


def rationale(entry: Entry, answer: Element) -> Text:
    """The feedback that an answer gets."""
    feedback = next((child for child in answer if child.tag == "feedback"), None)
    return entry.text(feedback)


TRUTH = ("true", "false")
"""What Moodle writes, whatever the language of a question."""


def truth_of(entry: Entry, words: tuple[str, str]) -> Choices:
    """A statement that is true or false, with these words for it unless the file has its own."""
    answers = sorted(rated(entry), key=lambda answer: plain_of(answer.element).lower() == TRUTH[1])
    options: list[DraftOption] = []
    for answer in answers:
        written = plain_of(answer.element)
        said = words[TRUTH.index(written.lower())] if written.lower() in TRUTH else written
        options.append(
            DraftOption(
                text=paragraph(said),
                is_marked=answer.share > 0,
                rationale=rationale(entry, answer.element),
                line=line_of(answer.element),
            )
        )
    return Choices(Kind.TRUE_FALSE, tuple(options))
