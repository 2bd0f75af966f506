"""What the questions of a file state as their keys in, the places of the right options out.

A key is a letter, a number or an option's words, one or several; which of these is meant is settled for a whole column,
and where a value could be two of them and its column does not tell, it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from examgen.diagnostics import Diagnostic
from examgen.formats.decode import shortened
from examgen.formats.draft import path_within
from examgen.formats.key_base import NumberedKey, settled_base
from examgen.formats.records.key_values import StatedValue, counts, stated_value
from examgen.formats.records.raw import RawOption, RawQuestion
from examgen.formats.records.vocabulary import Role
from examgen.formats.reporting import Report, listed
from examgen.markup.words import LATIN


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
        columns: dict[str, dict[int, StatedValue]] = {}
        for place, question in enumerate(self.questions):
            self._flagged(place, question)
            for key in question.keys if question.options else ():
                columns.setdefault(key.name, {})[place] = stated_value(question, key)
        ordered = sorted(columns.values(), key=lambda column: any(value.numbers for value in column.values()))
        for column in ordered:
            self._column(column)
        return self.keys

    def _flagged(self, place: int, question: RawQuestion) -> None:
        flagged = frozenset(option.slot for option in question.options if option.is_right)
        if flagged:
            self.keys.slots[place] = flagged

    def _column(self, column: dict[int, StatedValue]) -> None:
        is_textual = self.told is None and _is_textual(column.values())
        numbered = {place: v for place, v in column.items() if v.numbers and not (is_textual and v.words)}
        base = self._base(numbered) if numbered else None
        are_counted = _are_counted(column.values())
        may_be_words = self.told is None and all(value.words for value in column.values())
        for place, value in column.items():
            if place in numbered and base is None:
                self.keys.unresolved.add(place)
                continue
            labelled = _by_letters(value, are_counted)
            if place in numbered and base is not None:
                labelled = self._numbered(place, value).places(base)
            if is_textual or not value.is_label:
                self._state(place, value, value.words or labelled)
            elif may_be_words and labelled and value.words != labelled:
                self._unclear(place, f'"{value.written}" is the place of one option and the words of another', value)
            elif labelled is None and value.alike and value.letters:
                message = (
                    f'"{value.written}" looks like the letter of one option, and counts to another in its alphabet'
                )
                self._unclear(place, message, value)
            else:
                self._state(place, value, value.words if labelled is None else labelled)

    def _base(self, numbered: dict[int, StatedValue]) -> int | None:
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

    def _numbered(self, place: int, value: StatedValue) -> NumberedKey:
        question = value.question
        named = next((name for name in (*question.slots, *counts(question)) if name.isdecimal()), "")
        texts = {option.slot: option.text for option in question.options}
        return NumberedKey(
            numbers=value.numbers,
            options=tuple(texts.get(slot, "") for slot in range(max(texts) + 1)),
            agreed=self.keys.slots.get(place),
            first_name=int(named) if named else None,
            is_named=value.names_numbers,
            question=question_name(question),
            line=question.line,
        )

    def _unclear(self, place: int, message: str, value: StatedValue) -> None:
        self.keys.unresolved.add(place)
        self._report(value.question).error("unclear-answer", message, value.question.line, _USE_LETTERS)

    def _state(self, place: int, value: StatedValue, slots: frozenset[int] | None) -> None:
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

    def _unknown(self, value: StatedValue) -> None:
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
    values = [stated_value(question, key) for question in asked for key in question.keys]
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


def _is_textual(values: Iterable[StatedValue]) -> bool:
    """Whether a column gives keys as words, so that even "2" is the words of an option there."""
    column = list(values)
    if any(not value.is_label and value.words for value in column):
        return True
    is_possible = all(value.words for value in column)
    return is_possible and any(_has_no_label_reading(value) for value in column)


def _are_counted(column: Collection[StatedValue]) -> bool | None:
    """Whether letters count options in their own alphabet, where others look like labels; ``None`` if nothing tells."""
    others = [each for each in column if each.is_counted and (each.letters is None or each.alike is None)]
    counts = any(each.letters is not None for each in others)
    looks = any(each.alike is not None for each in others) or any(
        each.letters and not each.is_counted for each in column
    )
    return None if counts == looks else counts


def _by_letters(value: StatedValue, are_counted: bool | None) -> frozenset[int] | None:
    """What letters mean: places in their own alphabet, or labels that look alike; ``None`` where that is not told."""
    if value.letters is None or value.alike is None or value.letters == value.alike:
        return value.alike if value.letters is None else value.letters
    return None if are_counted is None else value.letters if are_counted else value.alike


def _has_no_label_reading(value: StatedValue) -> bool:
    if value.numbers:
        return max(value.numbers) > len(value.question.options)
    return value.letters is None
