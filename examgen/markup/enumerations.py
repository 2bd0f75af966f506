"""A paragraph in, the places of lower-case letters that number points in it out: (a) … (b) … (c)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BRACKETED = re.compile(r"\((?P<name>[a-z])\)")
_NEAREST = 8
"""Letters that stand closer than this are a list of letters, and number nothing."""


def enumerated(flat: str, sign: re.Pattern[str] = _BRACKETED) -> frozenset[int]:
    """Places of letters that are consecutive in reading order, from a on; the sign has a group ``name``."""
    places: set[int] = set()
    run: list[re.Match[str]] = []
    for match in sign.finditer(flat):
        expected = chr(ord(run[-1]["name"]) + 1) if run else "a"
        follows_directly = bool(run) and match.start() - run[-1].end() <= _NEAREST
        if match["name"] == expected and not follows_directly:
            run.append(match)
        else:
            places.update(_run_places(run))
            run = [match] if match["name"] == "a" else []
    places.update(_run_places(run))
    return frozenset(places)


def _run_places(run: Sequence[re.Match[str]]) -> list[int]:
    return [match.start("name") for match in run] if len(run) > 1 else []
