"""Strips and how firmly they hold on to one another in, how much must stand together out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from examgen.typeset.stack import Keep, Strip

Strips: TypeAlias = Sequence[tuple[Strip, int]]
"""Each with the index in its branch of the first element of the part that it comes from."""


def together(strips: Strips, index: int, bond: Keep) -> tuple[float, int]:
    """Height of a strip with all that a bond, or a firmer one, holds to it, and the first strip beyond."""
    height, end = -strips[index][0].before, index
    for strip, _ in strips[index:]:
        end += 1
        height += strip.before + (strip.least if strip.keep is Keep.LOOSE else strip.height)
        if strip.keep < bond:
            break
    return height, end


def start_of(strips: Strips, index: int) -> float:
    """Least height that a strip can start with: its first lines, or all of it and the start of what it holds on to."""
    height = -strips[index][0].before
    for strip, _ in strips[index:]:
        height += strip.before + strip.least
        if strip.is_divisible or strip.keep is not Keep.FIRM:
            break
    return height
