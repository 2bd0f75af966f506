"""Variants in their order in, whether one is a rotation of an earlier one out, at the cost of one look-up each.

A paper whose questions begin elsewhere, or whose letters are all moved on, tells who knows the trick another's key.
Each variant is brought to a form that all its rotations share; equal ones are rotations by nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TypeAlias

from examgen.seeds import digest

Letters: TypeAlias = int | tuple[int, ...] | frozenset[int]
"""What is right: one letter, from 0, or several in their order, or several in none."""


class Taken:
    """The keys and orders of the variants so far."""

    def __init__(self) -> None:
        self._keys: set[bytes] = set()
        self._orders: set[bytes] = set()
        self._signs: dict[Letters, int] = {}

    def has_key(self, marks: tuple[bytes, ...]) -> bool:
        """Whether a key with these marks is a rotation of one that is taken."""
        return not self._keys.isdisjoint(marks)

    def has_order(self, mark: bytes) -> bool:
        """Whether an order of questions is."""
        return mark in self._orders

    def take(self, marks: tuple[bytes, ...], mark: bytes) -> None:
        """Add the key and the order of a variant."""
        self._keys.update(marks)
        self._orders.add(mark)

    def marks(self, key: Sequence[Letters], count: int) -> tuple[bytes, ...]:
        """What a key among ``count`` letters shares with its rotations; nothing for one letter: any is one moved on."""
        if all(type(letters) is int for letters in key):
            places: Sequence[int] = key  # type: ignore[assignment]  # has just been seen
            return (b"turned" + turned(places), b"shifted" + shifted(places, count)) if len(places) > 1 else ()
        forms = ([self._sign(_moved(letters, by, count)) for letters in key] for by in range(count))
        return (b"turned" + turned([self._sign(letters) for letters in key]), b"moved" + min(map(_line, forms)))

    def _sign(self, letters: Letters) -> int:
        """A number for what is right to one question."""
        return letters if isinstance(letters, int) else self._signs.setdefault(letters, 256 + len(self._signs))


def turned(places: Sequence[int]) -> bytes:
    """A name that a sequence of letters or places shares with all sequences that begin elsewhere in it."""
    line = _line(places)
    step = len(line) // (len(places) or 1) or 1
    twice = line + line
    return min(twice[start : start + len(line)] for start in range(0, len(line), step)) if line else b""


def shifted(letters: Sequence[int], count: int) -> bytes:
    """A name that letters share with those that are all so many further on, among ``count`` letters."""
    return bytes((letter - letters[0]) % count for letter in letters)


def ordered(names: Sequence[str]) -> bytes:
    """A name that an order of questions shares with those that begin at another of them."""
    first = min(range(len(names)), key=names.__getitem__, default=0)
    return digest(*names[first:], *names[:first])


def _line(places: Sequence[int]) -> bytes:
    return bytes(places) if max(places, default=0) < 256 else array("I", places).tobytes()


def _moved(letters: Letters, by: int, count: int) -> Letters:
    """Letters that are so many further on."""
    if isinstance(letters, int):
        return (letters + by) % count
    return type(letters)((letter + by) % count for letter in letters)
