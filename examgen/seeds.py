"""A digest for every random choice, so that a choice depends on nothing but its own name."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def digest(*parts: str | int) -> bytes:
    """Sixteen bytes that name a choice: seed, variant, question id, purpose, in that order."""
    hashed = blake2b(digest_size=16)
    for part in parts:
        data = str(part).encode()
        hashed.update(len(data).to_bytes(4, "big") + data)
    return hashed.digest()


def ranked(items: Iterable[T], name: Callable[[T], bytes]) -> list[T]:
    """The items in the order of their digests: a shuffle in which each item's place is its own."""
    return sorted(items, key=name)


def fresh_seed() -> str:
    """A seed that nobody can guess, short enough to type."""
    return secrets.token_hex(5)
