"""The tag of a language in, the words out that rules look for; without words of a language, such rules are silent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules

from examgen.lint import languages

LEAST_SHARE = 0.18
"""Of a text's words are function words, where it is in that language; option lists have fewer than prose."""

MOST_SURVEYED = 4000
"""Words that are looked at to tell a language."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, eq=False, kw_only=True)
class RuleWords:
    """What rules know of one language; words in lower case, patterns as regular expressions."""

    function_words: str
    """Articles, pronouns, prepositions, auxiliaries, and words of exams such as "following": they carry no content."""

    articles: str
    """Words that make no difference between two options."""

    negatives: tuple[str, ...]
    """Patterns of what turns a question round: it then asks for the exception."""

    clause_openers: str
    """Words behind which a negative belongs to another clause: "why the bulb does not light"."""

    absolutes: str
    """Words that leave no exception, so that what they stand in is seldom right."""

    universals: str
    """The same, where a text begins with them: "All birds fly", but not "an array of all elements"."""

    vague: str
    """How often or how much, in words that each reader takes differently."""

    interrogatives: str
    """Words that make a sentence a question."""

    asking_verbs: str = ""
    """The same where a sentence begins with them: "Is water wet." """

    imperatives: str
    """Words that begin what a student is told to do."""

    limits: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Words before the end of a range, or between its ends, and the sign that says the same."""

    closing_limits: tuple[tuple[tuple[str, ...], str], ...] = ()
    """The same behind the end of a range: "20 or more"."""

    between: tuple[str, str] = ("", "")
    """Words before and between the ends of a range: "between 20 and 30"."""

    forms: tuple[str, ...] = ()
    """Patterns of a first word that shows the form of what follows: "to save", "saving"."""

    may_double: str = ""
    """Words that may rightly stand twice in a row."""

    has_noun_capitals: bool = False
    """Whether nouns have capitals, so that a capital tells no name."""

    heads: tuple[tuple[str, str], ...] = ()
    """Pairs of patterns: what a stem ends with, and what may then follow: "an", and a vowel."""

    plural: tuple[str, str] = ("", "")
    """Patterns of a verb in the plural at the end of a stem, and of a word in the plural."""

    def has(self, kind: str, word: str) -> bool:
        """Whether a lower-case word is among those of a field."""
        return word in self.among(kind)

    def among(self, kind: str) -> frozenset[str]:
        """The words of a field."""
        return _split(getattr(self, kind))

    @cached_property
    def negative(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(self.negatives)})(?!\w)", re.IGNORECASE)

    @cached_property
    def phrases(self) -> re.Pattern[str]:
        """The vague words, of which some are several: written with underscores."""
        return self._any_of(self.vague)

    @cached_property
    def extremes(self) -> re.Pattern[str]:
        return re.compile(
            rf"{self._any_of(self.absolutes).pattern}|^{self._any_of(self.universals).pattern}", re.IGNORECASE
        )

    @cached_property
    def openers(self) -> re.Pattern[str]:
        return self._any_of(self.clause_openers)

    @cached_property
    def signs(self) -> dict[str, str]:
        """The sign of a range for the words, without spaces, that say the same."""
        return _by_word(self.limits)

    @cached_property
    def closing_signs(self) -> dict[str, str]:
        """The same for the words behind a range."""
        return _by_word(self.closing_limits)

    def _any_of(self, words: str) -> re.Pattern[str]:
        ranked = sorted(words.split(), key=lambda word: (-len(word), word))
        return re.compile(rf"(?<![\w-])(?:{'|'.join(w.replace('_', ' ') for w in ranked)})(?![\w-])", re.IGNORECASE)


def _by_word(limits: tuple[tuple[tuple[str, ...], str], ...]) -> dict[str, str]:
    return {word.replace(" ", ""): sign for words, sign in limits for word in words}


@cache
def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def language_names() -> tuple[str, ...]:
    """The languages that rules know words of."""
    return tuple(sorted(module.name for module in iter_modules(languages.__path__)))


@cache
def words_of(tag: str) -> RuleWords | None:
    """The words of a language; ``None`` for one that rules know nothing of."""
    name = tag.split("-")[0].lower()
    if name not in language_names():
        return None
    words = import_module(f"{languages.__name__}.{name}").WORDS
    assert isinstance(words, RuleWords)
    return words


def told_language(texts: Iterable[str]) -> str | None:
    """The language whose function words a text is full of; ``None`` where none shows."""
    surveyed: list[str] = []
    for text in texts:
        surveyed += _WORD.findall(text.casefold())
        if len(surveyed) > MOST_SURVEYED:
            break
    counts = Counter(surveyed)
    shares = {name: _share(counts, name) for name in language_names()}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= LEAST_SHARE else None


def _share(counts: Counter[str], name: str) -> float:
    words = words_of(name)
    known = words.among("function_words") if words else frozenset()
    return sum(counts[word] for word in known) / (counts.total() or 1)
