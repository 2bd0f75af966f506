"""Variants in, how alike they are out: measures of each, and how many answers any two share.

Two variants share an answer where the same number has the same letters in both.
Each letter of each number is a set of variants, kept as the bits of one integer, and the sets that a variant is in are
added up column by column: so all pairs are counted in O(variants × questions) operations on such integers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from unicodedata import east_asian_width

from examgen.model.bank import Question
from examgen.model.fairness import Likeness
from examgen.model.response import Matching
from examgen.model.text import wording
from examgen.model.variant import PlacedQuestion, Variant


def likenesses(variants: Sequence[Variant], questions: Sequence[Question]) -> tuple[Likeness, ...]:
    """Measure all variants; ``questions`` are in the bank's order."""
    rank = {question.id: place for place, question in enumerate(questions)}
    words: dict[int, int] = {}
    answers = [_answers(variant) for variant in variants]
    shared = _Shared(answers)
    return tuple(_likeness(variant, shared, place, (rank, words)) for place, variant in enumerate(variants))


def _likeness(
    variant: Variant, shared: _Shared, place: int, known: tuple[Mapping[str, int], dict[int, int]]
) -> Likeness:
    rank, words = known
    asked = [placed.question for placed in variant.questions]
    for question in asked:
        if id(question) not in words:
            words[id(question)] = _words(question)
    offered = ((each.key_letters, each.question.points) for each in _offered(variant))
    single = [(letters, points) for letters, points in offered if len(letters) == 1]
    earned: dict[str, Decimal] = defaultdict(Decimal)
    for letter, points in single:
        earned[letter] += points
    most, other = shared.most(place)
    return Likeness(
        number=variant.number,
        questions=len(asked),
        points=variant.points,
        topics=_counted(question.topic for question in asked),
        difficulties=_counted(question.difficulty for question in asked),
        words=sum(words[id(question)] for question in asked),
        displacement=_displacement([rank[question.id] for question in asked]),
        letters=dict(sorted(Counter(letter for letter, _ in single).items())),
        longest_run=max((len([*run]) for _, run in groupby(letter for letter, _ in single)), default=0),
        one_letter=max(earned.values(), default=Decimal(0)) / variant.points if variant.points else Decimal(0),
        overlap_mean=shared.mean(place),
        overlap_most=most,
        overlap_with=0 if other is None else other + 1,
    )


def _offered(variant: Variant) -> list[PlacedQuestion]:
    return [each for placed in variant.questions for _, each in placed.answered() if each.question.options]


def _answers(variant: Variant) -> dict[str, str]:
    """Number → its letters, of what is answered with letters."""
    named = (entry for placed in variant.questions for entry in placed.answered())
    return {name: each.key_letters for name, each in named if each.question.options}


class _Shared:
    """How many answers variants share."""

    def __init__(self, answers: Sequence[Mapping[str, str]]) -> None:
        self._answers = answers
        self._having: dict[tuple[str, str], int] = defaultdict(int)
        for place, own in enumerate(answers):
            for answer in own.items():
                self._having[answer] |= 1 << place

    def mean(self, place: int) -> float:
        """Over all others."""
        own, others = self._answers[place], len(self._answers) - 1
        if not own or not others:
            return 0.0
        return sum(self._having[answer].bit_count() - 1 for answer in own.items()) / (others * len(own))

    def most(self, place: int) -> tuple[float, int | None]:
        """With the variant that shares most, the first of several; and which that is."""
        own, others = self._answers[place], ((1 << len(self._answers)) - 1) ^ (1 << place)
        if not own or not others:
            return 0.0, None
        planes: list[int] = []  # bit k of the count of each variant is its bit in plane k
        for answer in own.items():
            carry = self._having[answer]
            for level, plane in enumerate(planes):
                planes[level], carry = plane ^ carry, plane & carry
                if not carry:
                    break
            if carry:
                planes.append(carry)
        count, best = 0, others
        for level in reversed(range(len(planes))):
            if best & planes[level]:
                count, best = count | 1 << level, best & planes[level]
        return count / len(own), (best & -best).bit_length() - 1


def _displacement(ranks: Sequence[int]) -> float:
    """Spearman's footrule over the number of questions: the mean of |place - place in the bank's order|."""
    places = {rank: place for place, rank in enumerate(sorted(ranks))}
    return sum(abs(place - places[rank]) for place, rank in enumerate(ranks)) / len(ranks) if ranks else 0.0


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(value for value in values if value).items()))


def _words(question: Question) -> int:
    """Words of what students read; signs of scripts without spaces count one by one."""
    texts = [question.stem, *(option.text for option in question.options)]
    if isinstance(question.response, Matching):
        texts += [prompt.text for prompt in question.response.prompts]
    return sum(_count(wording(text)) for text in texts) + sum(map(_words, question.parts))


def _count(text: str) -> int:
    wide = sum(east_asian_width(character) in ("W", "F") and character.isalnum() for character in text)
    spaced = "".join(" " if east_asian_width(character) in ("W", "F") else character for character in text)
    return wide + sum(any(character.isalnum() for character in word) for word in spaced.split())
