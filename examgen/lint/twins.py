"""Items of a whole bank in, pairs of nearly the same question out: an exact join by their rarest words.

Two questions are alike by the weight of the words that both have over the weight of all that either has;
a word weighs the more, the fewer questions have it, so that "What is the capital of …" makes no two questions alike.
Two questions above the threshold must share one of the rarest words that make up the rest of the weight (prefix
filtering: Chaudhuri, Ganti & Kaushik 2006, doi 10.1109/ICDE.2006.9), so that few pairs are ever compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import fsum, log

from examgen.lint.finding import Finding
from examgen.lint.item import WORD, Item, named
from examgen.model.text import Text, content

LEAST_ALIKE = 0.7
"""Share of the weight of stem and options that two nearly equal questions have in common."""

LEAST_STEM_ALIKE = 0.75
"""The same of their stems alone: "referred to as VHF" and "referred to as UHF" ask two things of the same options."""

LEAST_WORDS = 5
"""A question of fewer different words is told from others by each of them."""

MOST_COMPARED = 60
"""Earlier questions with the same rare word that one is compared with, the latest of them."""


class _Likeness:
    """How alike questions are, by the words of each."""

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        self.sets = sets
        self.held = Counter(word for words in sets for word in words)
        self.weights = {word: log(1 + len(sets) / count) for word, count in self.held.items()}
        self.totals = [self.weight(words) for words in sets]

    def weight(self, words: Iterable[str]) -> float:
        return fsum(self.weights[word] for word in words)

    def prefix(self, place: int) -> list[str]:
        """The rarest words of a set, without one of which too little weight is left to be alike."""
        left, kept = self.totals[place], []
        for word in sorted(self.sets[place], key=lambda word: (self.held[word], word)):
            if left < LEAST_ALIKE * self.totals[place]:
                break
            kept.append(word)
            left -= self.weights[word]
        return kept

    def alike(self, one: int, other: int) -> float:
        """From 0 to 1."""
        least, most = sorted((self.totals[one], self.totals[other]))
        if least < LEAST_ALIKE * most:
            return 0.0
        if not most:
            return 1.0
        common = self.weight(self.sets[one] & self.sets[other])
        return common / (least + most - common)


def similar_questions(items: Sequence[Item]) -> Iterator[Finding]:
    """A question is nearly the same as one before it."""
    whole = [item for item in items if "/" not in item.question.id]
    stems = _Likeness([_words([item.question.stem]) for item in whole])
    texts = _Likeness([_words([item.question.stem, *(o.text for o in item.question.options)]) for item in whole])
    told: set[str] = set()
    for place, earlier in _candidates(texts):
        question = whole[place].question
        alike = {other: texts.alike(place, other) for other in earlier if question.id != whole[other].question.id}
        twins = [
            other for other in alike if alike[other] >= LEAST_ALIKE and stems.alike(place, other) >= LEAST_STEM_ALIKE
        ]
        if twins and question.id not in told:
            told.add(question.id)
            twin = max(twins, key=lambda other: (alike[other], -other))
            message = f"nearly the same question as {named(whole[twin].question)}: {alike[twin]:.0%} alike"
            hint = "delete one, or see that no exam holds both: enemies in exam.yaml"
            yield Finding("similar-questions", whole[place], message, hint)


def _words(texts: Iterable[Text]) -> frozenset[str]:
    """All words and numbers; pictures count as what they are."""
    return frozenset(word for text in texts for word in WORD.findall(content(text).casefold()))


def _candidates(likeness: _Likeness) -> Iterator[tuple[int, frozenset[int]]]:
    """The place of each set, and of those before it that share a word of both their prefixes."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(likeness.sets):
        prefix = likeness.prefix(place) if len(words) >= LEAST_WORDS else []
        yield place, frozenset(other for word in prefix for other in bearers[word][-MOST_COMPARED:])
        for word in prefix:
            bearers[word].append(place)
