"""Lines that begin with small Roman numbers in, options with these numbers out; and what answers say by them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from examgen.formats.plain_text.options import OptionKind, OptionSign
from examgen.formats.plain_text.signs import Line

_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_LABEL = re.compile(rf"(?:\((?P<inner>{_ROMAN})\)|(?P<plain>{_ROMAN})[.)])\s+(?=\S)", re.IGNORECASE)
_ANSWER = re.compile(rf"\(?(?P<plain>{_ROMAN})(?!\w)[).:]*\s*", re.IGNORECASE)
_MENTION = re.compile(rf"\((?:{_ROMAN})\)", re.IGNORECASE)
_FEWEST = 2


def roman_signs(body: Sequence[Line]) -> list[OptionSign | None]:
    """A sign for each line that continues a list from i on; none where no two do."""
    found: list[OptionSign | None] = []
    last = 0
    for line in body:
        match = _LABEL.match(line.text)
        number = _number(match["inner"] or match["plain"]) if match else 0
        is_next = match is not None and number == last + 1
        last = number if is_next else last
        rest = line.text[match.end() :] if match else ""
        found.append(OptionSign(OptionKind.CIRCLED, rest, str(number), "roman") if is_next else None)
    return found if last >= _FEWEST else [None] * len(body)


def with_plain_number(answer: str) -> str:
    """An answer that begins with a Roman number, with the plain one instead."""
    match = _ANSWER.match(answer)
    if match is None:
        return answer
    rest = answer[match.end() :]
    return f"{_number(match['plain'])}. {rest}" if rest else str(_number(match["plain"]))


def may_mention(text: str) -> bool:
    """Whether a text holds a Roman number in brackets, which may mean an option."""
    return _MENTION.search(text) is not None


def _number(written: str) -> int:
    return _NUMBERS.index(written.lower()) + 1
