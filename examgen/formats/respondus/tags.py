"""Tags that ExamView writes behind an answer in, their values out: ``ANS: B  PTS: 1  DIF: Easy``."""

from __future__ import annotations

import re
from collections.abc import Iterator

ANSWER, POINTS, DIFFICULTY, SOURCE, TOPIC, KEYWORDS, NOTES = "ANS", "PTS", "DIF", "REF", "TOP", "KEY", "NOT"
_OTHERS = ("OBJ", "STO", "NAT", "STA", "LOC", "MSC", "BLM", "CON", "LEA", "SKL")
"""Objectives, standards and levels, which a bank has no place for."""

_NAMES = "|".join((ANSWER, POINTS, DIFFICULTY, SOURCE, TOPIC, KEYWORDS, NOTES, *_OTHERS))
_TAG = re.compile(rf"(?:(?<=\s)|^)(?P<name>{_NAMES}):(?=\s|$|\S)")


def begins_with_tag(line: str) -> bool:
    return _TAG.match(line) is not None


def tags_in(line: str) -> Iterator[tuple[str, str]]:
    """The tags of a line that begins with one, each with the words behind it."""
    found = list(_TAG.finditer(line))
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(line)
        yield match["name"], line[match.end() : end].strip()
