"""Items of a whole bank in, pairs of nearly the same question out: an exact join by their rarest words.

Two questions are alike by the weight of the words that both have over the weight of all that either has;
a word weighs the more, the fewer questions have it, so that "What is the capital of …" makes no two questions alike.
Two questions above the threshold must share one of the rarest words that make up the rest of the weight (prefix
filtering: Chaudhuri, Ganti & Kaushik 2006, doi 10.1109/ICDE.2006.9), so that few pairs are ever compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import fsum, log

from examgen.lint.finding import Finding
from examgen.lint.item import WORD, Item, named
from examgen.model.bank import Question
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
    """How alike texts are, by the words of each; those before a text that may be like it are found by rare words."""

    def __init__(self, texts: Iterable[Iterable[Text]], least: float) -> None:
        self.sets = [_words(each) for each in texts]
        self.least = least
        self.held = Counter(word for words in self.sets for word in words)
        self.weights = {word: log(1 + len(self.sets) / count) for word, count in self.held.items()}
        self.totals = [self.weight(words) for words in self.sets]
        self.bearers: dict[str, list[int]] = defaultdict(list)

    def weight(self, words: Iterable[str]) -> float:
        return fsum(self.weights[word] for word in words)

    def earlier(self, place: int) -> set[int]:
        """Those before it that share a word without which too little weight is left to be alike."""
        prefix = self._prefix(place)
        found = {other for word in prefix for other in self.bearers[word][-MOST_COMPARED:]}
        for word in prefix:
            self.bearers[word].append(place)
        return found

    def _prefix(self, place: int) -> list[str]:
        left, kept = self.totals[place], []
        for word in sorted(self.sets[place], key=lambda word: (self.held[word], word)):
            if left < self.least * self.totals[place]:
                break
            kept.append(word)
            left -= self.weights[word]
        return kept

    def alike(self, one: int, other: int) -> float:
        """From 0 to 1; 0 for what is less than enough."""
        least, most = sorted((self.totals[one], self.totals[other]))
        if not most:
            return 1.0
        if least < self.least * most:
            return 0.0
        common = self.weight(self.sets[one] & self.sets[other])
        alike = common / (least + most - common)
        return alike if alike >= self.least else 0.0


def similar_questions(items: Sequence[Item]) -> Iterator[Finding]:
    """A question is nearly the same as one before it."""
    asked = [item for item in items if "/" not in item.question.id and not item.question.repeats]
    whole = [item.question for item in asked]
    stems = _Likeness(([q.stem] for q in whole), LEAST_STEM_ALIKE)
    texts = _Likeness(([q.stem, *(option.text for option in q.options)] for q in whole), LEAST_ALIKE)
    told: set[str] = set()
    for place, question in enumerate(whole):
        earlier = min(stems.earlier(place), texts.earlier(place), key=len)
        others = (other for other in earlier if stems.alike(place, other))
        alike = {other: texts.alike(place, other) for other in others if len(texts.sets[place]) >= LEAST_WORDS}
        nearest = sorted((-alike[other], other) for other in alike if alike[other])
        twin = next((other for _, other in nearest if not _differ(question, whole[other])), None)
        if twin is not None and question.id not in told:
            told.add(question.id)
            message = f"nearly the same question as {named(whole[twin])}: {alike[twin]:.0%} alike"
            yield Finding("similar-questions", asked[place], message, _HINT)


_HINT = "delete one, or see that no exam holds both: enemies in exam.yaml"


def _differ(one: Question, other: Question) -> bool:
    """Whether two questions are the same to `duplicate-question`, or offer the same and have another key for it."""
    if one.id == other.id or not one.options or content(one.stem) == content(other.stem):
        return one.id == other.id
    offered = [{content(option.text): option.is_key for option in question.options} for question in (one, other)]
    return offered[0].keys() == offered[1].keys() and offered[0] != offered[1]


def _words(texts: Iterable[Text]) -> frozenset[str]:
    """All words; pictures count as what they are, and what has a digit or a sign in it counts as a whole."""
    return frozenset(word for text in texts for chunk in content(text).casefold().split() for word in _parts(chunk))


def _parts(chunk: str) -> list[str]:
    return [chunk.strip(_AROUND)] if _SIGN.search(chunk) else WORD.findall(chunk)


_SIGN = re.compile(r"[\d^_=+*/<>\\]")
_AROUND = ".,;:?!"
