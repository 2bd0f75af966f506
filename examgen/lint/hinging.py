"""Items of a whole bank in, pairs out of which one question's stem gives the other's key away.

The key stands in the other stem, word by word, beside words that the question asks with, and no distractor does.
Keys are looked up by their first word, so that every stem is read once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from examgen.lint.clues import are_akin
from examgen.lint.finding import Finding
from examgen.lint.item import WORD, Item, named
from examgen.model.bank import Question

LEAST_COMMON = 2
"""Content words of the asking stem, the key's own left out, that the telling stem must have too."""

LEAST_SHARE = 0.5
"""Of the asking stem's content words."""

MOST_WORDS = 8
"""A longer key is not looked for: it is a sentence, and stands nowhere else word by word."""

MOST_KEYS = 200
"""A first word of more keys gives none of them away."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with what would give it away."""

    item: Item
    key: tuple[str, ...]
    asking: frozenset[str]

    @property
    def numbers(self) -> frozenset[str]:
        """Those that are asked about: with others, the answer is another."""
        return frozenset(word for word in self.asking if word[0].isdecimal())


def hinging(items: Sequence[Item]) -> Iterator[Finding]:
    """Another question's stem gives this one's key away."""
    by_first: dict[str, list[_Asked]] = defaultdict(list)
    for asked in filter(None, map(_asked, items)):
        by_first[asked.key[0]].append(asked)
    told: set[str] = set()
    for item in items:
        for asked in _given_away(item, by_first):
            if asked.item.question.id not in told:
                told.add(asked.item.question.id)
                yield _finding(asked, item.question)


def _asked(item: Item) -> _Asked | None:
    """A question whose key says something and can be looked for."""
    if item.key is None or item.is_true_false or item.words is None:
        return None
    text = item.options[item.key]
    key = tuple(WORD.findall(text.casefold()))
    own = item.content_of(text)
    asking = frozenset(item.stem_content) - set(own)
    is_symbol = len(key) == 1 < len(key[0]) and not item.words.has("function_words", key[0])
    is_telling = any(not word[0].isdecimal() for word in own) or (is_symbol and key[0].isalpha())
    if not is_telling or not 0 < len(key) <= MOST_WORDS or len(asking) < LEAST_COMMON:
        return None
    if f" {' '.join(key)} " in f" {' '.join(WORD.findall(item.stem.casefold()))} ":
        return None  # its own stem names it as well
    return _Asked(item, key, asking)


def _given_away(item: Item, by_first: Mapping[str, Sequence[_Asked]]) -> Iterator[_Asked]:
    """The questions whose keys stand in the stem of this one."""
    said = WORD.findall(item.stem.casefold())
    content = frozenset(item.stem_content)
    for place, word in enumerate(said):
        candidates = by_first.get(word, ())
        for asked in candidates if len(candidates) <= MOST_KEYS else ():
            if tuple(said[place : place + len(asked.key)]) == asked.key and _tells(item, said, content, asked):
                yield asked


def _tells(item: Item, said: Sequence[str], content: frozenset[str], asked: _Asked) -> bool:
    """Whether a stem with the key in it speaks of what is asked, and does not speak of a distractor."""
    if item.question.id.split("/")[0] == asked.item.question.id.split("/")[0]:
        return False
    if not asked.numbers <= content:
        return False
    common = sum(any(are_akin(word, told) for told in content) for word in asked.asking)
    if common < LEAST_COMMON or common < LEAST_SHARE * len(asked.asking):
        return False
    line = f" {' '.join(said)} "
    others = (" ".join(WORD.findall(text.casefold())) for text in asked.item.distractors)
    return not any(f" {other} " in line for other in others if other)


def _finding(asked: _Asked, telling: Question) -> Finding:
    key = " ".join(asked.item.options[asked.item.key or 0].split())
    message = f'its key, "{key[:40]}", stands in the stem of {named(telling)}'
    hint = "word that stem otherwise, or see that no exam holds both: enemies in exam.yaml"
    return Finding("hinging", asked.item, message, hint, None, "options")
