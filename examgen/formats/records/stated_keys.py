"""What the questions of a file state as their keys in, the places of the right options out.

A key is a letter, a number or an option's words, one or several; which of these is meant is settled for a whole column,
and where a value could be two of them and its column does not tell, it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from examgen.diagnostics import Diagnostic
from examgen.formats.decode import shortened
from examgen.formats.draft import path_within
from examgen.formats.identity import same_wording
from examgen.formats.key_base import NumberedKey, settled_base
from examgen.formats.labels import label_rank, plain_label
from examgen.formats.records.option_values import LABEL_BEFORE
from examgen.formats.records.raw import RawKey, RawOption, RawQuestion
from examgen.formats.records.vocabulary import Role, role_of
from examgen.formats.reporting import Report, listed
from examgen.markup.words import LATIN

_SPLIT = re.compile(r"(?:(?<!\s)\s+)?(?:[,;|/&\n、，；]|\band\b|\bund\b|\by\b|\bet\b|\be\b)\s*")
_PARTED = re.compile(r"(?:(?<!\s)\s+)?[|;\n,]\s*")
_LABELLIKE = re.compile(r"[\w\s().\[\]（）:]{1,24}")
_WHOLE = re.compile(r"^(\d{1,2})\.0$")
"""How programs print whole numbers of a column that has gaps."""

_APART = re.compile(r"[A-H](?: +[A-H])+|[a-h](?: +[a-h])+")
_GLUED = re.compile(r"[A-Z]{2,10}")


@dataclass
class _Value:
    """What one question states in one column, in the ways in which it can be read."""

    question: RawQuestion
    key: RawKey
    letters: frozenset[int] | None = None
    """The slots that its letters mean, or labels that the options have."""

    numbers: tuple[int, ...] = ()
    is_label: bool = False
    """Whether it looks like letters or numbers."""

    @cached_property
    def words(self) -> frozenset[int] | None:
        """The slots of the options whose words it repeats."""
        return _by_words(self.question, self.key.values)

    @property
    def written(self) -> str:
        return ", ".join(self.key.values)


@dataclass(slots=True)
class StatedKeys:
    """The keys of a file's questions, by the place of the question."""

    slots: dict[int, frozenset[int]] = field(default_factory=dict)
    unresolved: set[int] = field(default_factory=set)
    """Questions whose key is stated but not known, for which there is an error."""

    base: int | None = None
    """From what keys count options, where numbers give them."""


class KeyReader:
    """The questions of one file while their keys are settled."""

    def __init__(self, questions: Sequence[RawQuestion], path: str, told: int | None) -> None:
        self.questions = questions
        self.path = path
        self.told = told
        self.keys = StatedKeys()
        self.diagnostics: list[Diagnostic] = []

    def read(self) -> StatedKeys:
        """Settle all columns: those that need no base first, for they are evidence of it."""
        columns: dict[str, dict[int, _Value]] = {}
        for place, question in enumerate(self.questions):
            self._flagged(place, question)
            for key in question.keys if question.options else ():
                columns.setdefault(key.name, {})[place] = _value(question, key)
        ordered = sorted(columns.values(), key=lambda column: any(value.numbers for value in column.values()))
        for column in ordered:
            self._column(column)
        return self.keys

    def _flagged(self, place: int, question: RawQuestion) -> None:
        flagged = frozenset(option.slot for option in question.options if option.is_right)
        if flagged:
            self.keys.slots[place] = flagged

    def _column(self, column: dict[int, _Value]) -> None:
        is_textual = self.told is None and _is_textual(column.values())
        numbered = {place: v for place, v in column.items() if v.numbers and not (is_textual and v.words)}
        base = self._base(numbered) if numbered else None
        may_be_words = self.told is None and all(value.words for value in column.values())
        for place, value in column.items():
            if place in numbered and base is None:
                self.keys.unresolved.add(place)
                continue
            labelled = value.letters
            if place in numbered and base is not None:
                labelled = self._numbered(place, value).places(base)
            if is_textual or not value.is_label:
                self._state(place, value, value.words or labelled)
            elif may_be_words and labelled and value.words != labelled:
                self._unclear(place, value)
            else:
                self._state(place, value, labelled)

    def _base(self, numbered: dict[int, _Value]) -> int | None:
        keys = [self._numbered(place, value) for place, value in numbered.items()]
        named = {_named_base(value.key.name) for value in numbered.values()}
        stated = named.pop() if len(named) == 1 else None
        is_stated = stated is not None and all(key.places(stated) is not None for key in keys)
        base = settled_base(keys, stated if self.told is None and is_stated else self.told, self.path)
        if isinstance(base, Diagnostic):
            self.diagnostics.append(base)
            return None
        self.keys.base = base
        return base

    def _numbered(self, place: int, value: _Value) -> NumberedKey:
        question = value.question
        named = question.slots[0] if question.slots and question.slots[0].isdecimal() else ""
        texts = {option.slot: option.text for option in question.options}
        return NumberedKey(
            numbers=value.numbers,
            options=tuple(texts.get(slot, "") for slot in range(max(texts) + 1)),
            agreed=self.keys.slots.get(place),
            first_name=int(named) if named else None,
            question=question_name(question),
            line=question.line,
        )

    def _unclear(self, place: int, value: _Value) -> None:
        self.keys.unresolved.add(place)
        message = f'"{value.written}" is the place of one option and the words of another'
        self._report(value.question).error("unclear-answer", message, value.question.line, _USE_LETTERS)

    def _state(self, place: int, value: _Value, slots: frozenset[int] | None) -> None:
        """Take what a value says; an error where it says nothing, or something else than another column."""
        if slots is None:
            self.keys.unresolved.add(place)
            self._unknown(value)
            return
        known = self.keys.slots.setdefault(place, slots)
        if known != slots:
            message = f'"{value.key.name}" gives {_letters(slots)} as the answer, another value gives {_letters(known)}'
            self._report(value.question).error("key-conflict", message, value.question.line, "make the two agree")
            self.keys.unresolved.add(place)

    def _unknown(self, value: _Value) -> None:
        known = _letters(option.slot for option in value.question.options)
        message = f'the answer is given as "{shortened(value.written)}", which is no option; there are {known}'
        hint = "give the right option's letter, number or words"
        self._report(value.question).error("unknown-answer", message, value.question.line, hint)

    def _report(self, question: RawQuestion) -> Report:
        return Report(path_within(self.path, question.member), question_name(question), self.diagnostics)


_BASED = re.compile(
    r"[(\[]\s*(?P<first>[01])\s*(?:[-–—~]|to|bis|a|à|до|\.{2,3})\s*[2-9]\s*[)\]]"
    r"|(?<![^\W_])(?P<base>[01]|zero|one)[- _]?(?:based|indexed)(?![^\W_])",
    re.IGNORECASE,
)


def _named_base(name: str) -> int | None:
    """From what the name of a column says that its keys count: "answer (1-4)", "correct (0-based)"."""
    found = _BASED.search(name)
    return None if found is None else int((found["first"] or found["base"]).lower() in ("1", "one"))


def beside_options(questions: Sequence[RawQuestion]) -> list[RawQuestion] | None:
    """The questions with their answers among their options, where no answer of a file is: all of these are wrong.

    ``None`` where any answer is an option, or a letter or number of one.
    """
    asked = [question for question in questions if question.options and question.keys]
    values = [_value(question, key) for question in asked for key in question.keys]
    is_beside = (
        len(values) == len(asked) > 1
        and all(len(question.options) > 1 for question in asked)
        and all(not value.is_label and value.words is None and len(value.key.values) == 1 for value in values)
    )
    if not is_beside or any(option.is_right for question in asked for option in question.options):
        return None
    return [_with_answer(question) if question.options and question.keys else question for question in questions]


def _with_answer(question: RawQuestion) -> RawQuestion:
    right = RawOption(text=question.keys[0].values[0], slot=question.room, is_right=True)
    return replace(question, options=(*question.options, right), room=question.room + 1, keys=())


_USE_LETTERS = "give keys as letters, or say how numbers count: --key-base 0 or --key-base 1"


def question_name(question: RawQuestion) -> str:
    """What messages call a question."""
    return question.text(Role.NUMBER) or question.text(Role.ID) or shortened(question.stem.split("\n")[0], 40)


def _letters(slots: Iterable[int]) -> str:
    return listed([LATIN[slot] if slot < len(LATIN) else f"no. {slot + 1}" for slot in sorted(slots)])


def _value(question: RawQuestion, key: RawKey) -> _Value:
    """One value with all its readings."""
    value = _Value(question, key)
    if (named := _by_name(question, key.values)) is not None:
        value.letters = named
        return value
    tokens = _tokens(question, key.values)
    if tokens is None:
        value.letters = _labelled_words(question, key.values)
        return value
    value.is_label = True
    labels = {name.casefold(): slot for slot, name in enumerate(question.slots) if name and not name.isdecimal()}
    labels |= {option.label.casefold(): option.slot for option in question.options if option.label}
    there = {option.slot for option in question.options}
    if labels and all(labels.get(token.casefold()) in there for token in tokens):
        value.letters = frozenset(labels[token.casefold()] for token in tokens)
    elif all(token.isdecimal() for token in tokens):
        value.numbers = tuple(map(int, tokens))
    else:
        ranks = frozenset(label_rank(token) - 1 for token in tokens)
        value.letters = ranks if ranks <= there else None
    return value


def _by_name(question: RawQuestion, values: Sequence[str]) -> frozenset[int] | None:
    """The options that a key calls by the names that the file gives them all."""
    names = {option.name: option.slot for option in question.options if option.name}
    is_named = len(names) == len(question.options) and all(value in names for value in values)
    return frozenset(names[value] for value in values) if is_named and names else None


def _labelled_words(question: RawQuestion, values: Sequence[str]) -> frozenset[int] | None:
    """The options whose letters and words a key repeats, as "B) blue" does; ``None`` where the two disagree."""
    found: set[int] = set()
    for value in values:
        match = LABEL_BEFORE.match(value)
        slot = label_rank(match["label"]) - 1 if match else -1
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
        if _APART.fullmatch(part):
            found += part.split()
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


def _is_textual(values: Iterable[_Value]) -> bool:
    """Whether a column gives keys as words, so that even "2" is the words of an option there."""
    column = list(values)
    if any(not value.is_label and value.words for value in column):
        return True
    is_possible = all(value.words for value in column)
    return is_possible and any(_has_no_label_reading(value) for value in column)


def _has_no_label_reading(value: _Value) -> bool:
    if value.numbers:
        return max(value.numbers) > len(value.question.options)
    return value.letters is None
