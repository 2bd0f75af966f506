"""The numbers that a whole file gives as keys in, whether they count options from 0 or from 1 out.

It is settled by evidence, or by the user, and never guessed: a wrong base is a wrong key for every question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examgen.diagnostics import Diagnostic, Severity

BASES = (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedKey:
    """The numbers that are given as the key of one question."""

    numbers: tuple[int, ...]
    options: tuple[str, ...]
    """What stands at each place for an option; empty where nothing does."""

    agreed: frozenset[int] | None = None
    """Places that the file states as right in another way, too."""

    first_name: int | None = None
    """The number by which the file calls its first option, where it numbers them."""

    is_named: bool = False
    """Whether a word such as "option" stands before each number."""

    question: str = ""
    line: int

    def places(self, base: int) -> frozenset[int] | None:
        """The options meant, with this base; ``None`` where a number means none."""
        places = frozenset(number - base for number in self.numbers)
        return places if all(0 <= place < len(self.options) and self.options[place] for place in places) else None


@dataclass(frozen=True, slots=True)
class _Sign:
    """Why a key speaks for a base."""

    base: int
    key: NumberedKey
    reason: str


def settled_base(keys: Sequence[NumberedKey], told: int | None, path: str) -> int | Diagnostic:
    """0 or 1, or an error that names both readings of the first key that has two; 1 where no number means any."""
    if told is not None:
        return told
    signs = [sign for key in keys for sign in _signs(key)]
    first = [next((sign for sign in signs if sign.base == base), None) for base in BASES]
    if first[0] and first[1]:
        return _contradiction(first[0], first[1], path)
    found = first[0] or first[1]
    if found:
        return found.base
    named = {key.first_name for key in keys}
    if len(named) == 1 and (name := named.pop()) in BASES and name is not None:
        return name
    if all(key.is_named for key in keys):
        return 1
    doubtful = next((key for key in keys if all(key.places(base) is not None for base in BASES)), None)
    return _ambiguity(doubtful, path) if doubtful else BASES[-1]


def _signs(key: NumberedKey) -> list[_Sign]:
    """What one key shows of the base: a number that the other base has no option for, or another way to state it."""
    signs = []
    if 0 in key.numbers:
        signs.append(_Sign(0, key, "the key is 0"))
    if len(key.options) in key.numbers:
        signs.append(_Sign(1, key, f"the key is {len(key.options)}, and there are as many options"))
    if key.agreed:
        agreeing = [base for base in BASES if key.places(base) == key.agreed]
        signs += [_Sign(base, key, "the key stands there in another way, too") for base in agreeing]
    return signs


def _contradiction(zero: _Sign, one: _Sign, path: str) -> Diagnostic:
    message = (
        f"keys count options from 0 in line {zero.key.line} ({zero.reason}), "
        f"but from 1 in line {one.key.line} ({one.reason})"
    )
    later = max(zero.key, one.key, key=lambda key: key.line)
    return _error(message, later, "correct one of them, or say how the file counts: --key-base 0 or --key-base 1", path)


def _ambiguity(key: NumberedKey, path: str) -> Diagnostic:
    """Both readings of a key that has two."""
    readings = [_reading(key, base) for base in BASES]
    number = ", ".join(map(str, key.numbers))
    message = f"the key {number} is {readings[0]} counted from 0, but {readings[1]} counted from 1"
    return _error(message, key, "say how the file counts: --key-base 0 or --key-base 1", path)


def _reading(key: NumberedKey, base: int) -> str:
    places = key.places(base)
    words = [f'"{key.options[place][:40]}"' for place in sorted(places)] if places else ["no option"]
    return " and ".join(words)


def _error(message: str, key: NumberedKey, hint: str, path: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="key-base",
        message=message,
        path=path,
        line=key.line,
        question=key.question or None,
        hint=hint,
    )
