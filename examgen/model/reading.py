"""How bank files are read, where the user says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What to take as given; ``None`` to tell it from each file."""

    encoding: str | None = None
    format: str | None = None
    """The name of a bank format."""

    language: str | None = None
    """Of the texts in files that state none, and the one to take of texts in several."""

    key_base: int | None = None
    """Whether keys given as numbers count options from 0 or from 1."""
