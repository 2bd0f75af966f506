"""Variants in their order in, whether one is a rotation of an earlier one out, at the cost of one look-up each.

A paper whose questions begin elsewhere, or whose letters are all moved on, tells who knows the trick another's key.
Each variant is brought to a form that all its rotations share; equal ones are rotations by nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from examgen.seeds import digest


def turned(places: Sequence[int]) -> bytes:
    """A name that a sequence of letters or places shares with all sequences that begin elsewhere in it."""
    line = bytes(places) if max(places, default=0) < 256 else "".join(map(chr, places)).encode("utf-32-be")
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
