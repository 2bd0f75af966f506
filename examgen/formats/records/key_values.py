"""What one question states as its key in, the options that it may mean out: by letters, by numbers, or by words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from examgen.formats.conjunctions import AND
from examgen.formats.identity import same_wording
from examgen.formats.labels import label_rank, plain_label
from examgen.formats.records.option_values import LABEL_BEFORE, NUMBER_BEFORE
from examgen.formats.records.raw import RawKey, RawQuestion
from examgen.formats.records.vocabulary import Role, role_of
from examgen.markup.patterns import late

_SPLIT = late(rf"(?:(?<!\s)\s+)?(?:[,;|/&\n、，；]|{AND})\s*")
_PARTED = re.compile(r"(?:(?<!\s)\s+)?[|;\n,]\s*")
_LABELLIKE = re.compile(r"[\w\s().\[\]（）:\u0900-\u0e7f]{1,24}")
_WHOLE = re.compile(r"^(?:#\s?)?(\d{1,2})(?:\.0)?$")
"""How programs print whole numbers of a column that has gaps, and how people count."""

_APART = re.compile(r"[A-H](?: +[A-H])+|[a-h](?: +[a-h])+")
_ADDED = re.compile(r"[A-H](?: ?\+ ?[A-H])+|[a-h](?: ?\+ ?[a-h])+")
_GLUED = re.compile(r"[A-Z]{2,10}")
_NAMED = re.compile(r"\s*[^\W\d_]{3,}[ _-]?\d{1,2}\s*")
_ALIKE = str.maketrans("АВСЕНABCEH", "ABCEHАВСЕН")
"""Cyrillic letters, and the Latin ones that look like them."""


@dataclass
class StatedValue:
    """What one question states in one column, in the ways in which it can be read."""

    question: RawQuestion
    key: RawKey
    letters: frozenset[int] | None = None
    """The slots that its letters mean, or labels that the options have."""

    is_counted: bool = False
    """Whether its letters are no labels that the options have, and so count these in their own alphabet."""

    alike: frozenset[int] | None = None
    """The slots of the labels that such letters look like."""

    numbers: tuple[int, ...] = ()
    is_label: bool = False
    """Whether it looks like letters or numbers."""

    @cached_property
    def words(self) -> frozenset[int] | None:
        """The slots of the options whose words it repeats."""
        return _by_words(self.question, self.key.values)

    @property
    def names_numbers(self) -> bool:
        """Whether it says what its numbers count, as "Option 2" does."""
        return all(map(_NAMED.fullmatch, self.key.values))

    @property
    def written(self) -> str:
        return ", ".join(self.key.values)


def stated_value(question: RawQuestion, key: RawKey) -> StatedValue:
    """One value with all its readings."""
    value = StatedValue(question, key)
    if (named := _by_name(question, key.values)) is not None:
        value.letters = named
        return value
    tokens = _tokens(question, key.values)
    if tokens is None:
        value.letters = _labelled_words(question, key.values)
        return value
    value.is_label = True
    labels = {name.casefold(): slot for slot, name in enumerate(question.slots) if name and not name.isdecimal()}
    if not counts(question):
        labels |= {option.label.casefold(): option.slot for option in question.options if option.label}
    there = {option.slot for option in question.options}
    if labels and all(labels.get(token.casefold()) in there for token in tokens):
        value.letters = frozenset(labels[token.casefold()] for token in tokens)
    elif all(token.isdecimal() for token in tokens):
        value.numbers = tuple(map(int, tokens))
    else:
        ranks = frozenset(label_rank(token) - 1 for token in tokens)
        value.letters = ranks if ranks <= there else None
        value.is_counted = True
        alike = frozenset(
            labels.get(token.casefold(), labels.get(token.upper().translate(_ALIKE).casefold(), -1)) for token in tokens
        )
        value.alike = alike if alike <= there else None
    return value


def counts(question: RawQuestion) -> list[str]:
    """The labels of the options, if they only count these from 0 or 1; numbers in a key may count them otherwise."""
    labels = [option.label for option in question.options]
    is_counted = any(labels == [str(option.slot + first) for option in question.options] for first in (0, 1))
    return labels if is_counted else []


def _by_name(question: RawQuestion, values: Sequence[str]) -> frozenset[int] | None:
    """The options that a key calls by the names that the file gives them all."""
    names = {option.name: option.slot for option in question.options if option.name}
    is_named = len(names) == len(question.options) and all(value in names for value in values)
    return frozenset(names[value] for value in values) if is_named and names else None


def _labelled_words(question: RawQuestion, values: Sequence[str]) -> frozenset[int] | None:
    """The options whose letters and words a key repeats, as "B) blue" does; ``None`` where the two disagree."""
    found: set[int] = set()
    for value in values:
        match = NUMBER_BEFORE.match(value) if counts(question) else LABEL_BEFORE.match(value)
        slot = label_rank(next(filter(None, match.groups()))) - 1 if match else -1
        if match is None or _same(question, value[match.end() :].strip()) != slot:
            return None
        found.add(slot)
    return frozenset(found) or None


def _tokens(question: RawQuestion, values: Sequence[str]) -> list[str] | None:
    """The letters or numbers that a key consists of; ``None`` if it is no such list."""
    parts = [part for value in values for part in _SPLIT.split(value.strip()) if part]
    found: list[str] = []
    for part in parts:
        if _GLUED.fullmatch(part) and _is_glued(part, question.room):
            found += list(part)
            continue
        if _APART.fullmatch(part) or _ADDED.fullmatch(part):
            found += part.replace("+", " ").split()
            continue
        part = _WHOLE.sub(r"\1", part)
        named = role_of(part) if _LABELLIKE.fullmatch(part) else None
        slot = plain_label(named.slot) if named and named.role is Role.OPTION else ""
        if not slot:
            return None
        found.append(slot)
    return found or None


def _is_glued(part: str, room: int) -> bool:
    """Whether capitals in a row are letters of options, in their order: "ACD"."""
    ranks = [label_rank(letter) for letter in part]
    return all(0 < rank <= room for rank in ranks) and sorted(set(ranks)) == ranks


def _by_words(question: RawQuestion, values: Sequence[str]) -> frozenset[int] | None:
    """The options whose words are repeated, each value whole or in parts; ``None`` where one is nobody's."""
    whole = [_same(question, value) for value in values]
    if all(slot is not None for slot in whole):
        return frozenset(slot for slot in whole if slot is not None)
    parts = [_same(question, part) for value in values for part in _PARTED.split(value) if part]
    return frozenset(slot for slot in parts if slot is not None) if parts and None not in parts else None


def _same(question: RawQuestion, words: str) -> int | None:
    """The one option with these words; where case tells options apart, it counts."""
    exact = [option.slot for option in question.options if option.text == words]
    same = exact or [option.slot for option in question.options if same_wording(option.text) == same_wording(words)]
    return same[0] if len(same) == 1 else None
