"""A digest for every random choice, so that a choice depends on nothing but its own name."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def digest(*parts: str | int) -> bytes:
    """Sixteen bytes that name a choice: seed, variant, question id, purpose, in that order."""
    return digests()(*parts)


def digests(*prefix: str | int) -> Callable[..., bytes]:
    """The same for many choices whose names begin alike: takes the parts that follow."""
    begun = blake2b(b"".join(map(_encoded, prefix)), digest_size=16)

    def named(*parts: str | int) -> bytes:
        hashed = begun.copy()
        hashed.update(b"".join(map(_encoded, parts)))
        return hashed.digest()

    return named


@lru_cache(maxsize=1 << 16)
def _encoded(part: str | int) -> bytes:
    """A part behind its length, so that no two lists of parts run into the same bytes."""
    data = str(part).encode()
    return len(data).to_bytes(4, "big") + data


def ranked(items: Iterable[T], name: Callable[[T], bytes]) -> list[T]:
    """The items in the order of their digests: a shuffle in which each item's place is its own."""
    return sorted(items, key=name)


def fresh_seed() -> str:
    """A seed that nobody can guess, short enough to type."""
    return secrets.token_hex(5)
