"""A pressed document: finished page contents, ready to be bound into a file of its own and into a bundle."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PressedPage:
    content: bytes
    """The page's content stream, deflated (``/FlateDecode``)."""


@dataclass(frozen=True, slots=True)
class PressedDocument:
    """One paper, key or other document as the press leaves it; lengths are PDF points."""

    kind: str
    """Document kind, e.g. ``exam``: documents of a kind and a lot have the same fonts under the same resource names."""

    width: float
    height: float
    pages: tuple[PressedPage, ...]
    lot: int = 0
    """Which of those sets of documents that each have fonts of their own; most builds have one."""
