"""What stands between the braces of a GIFT question in, its answers out: each with its sign, weight and feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer as it stands in the braces, its text still hidden."""

    sign: str
    """``=`` or ``~``; empty for words before the first sign."""

    weight: Decimal | None = None
    """Share of the points, where one is stated."""

    text: str
    feedback: str = ""
    line: int
    begins_line: bool
    """Whether its sign is the first on its line, or in the braces."""

    follows_sign: bool = False
    """Whether its sign stands directly behind one with which it makes an operator, as in ``>=``, or in an address."""

    loses_hash: bool = False
    """Whether ``#`` follows a word directly and no feedback follows it: perhaps the sign belongs to the word."""


_WEIGHT = re.compile(r"\s*%\s*(?P<weight>[-−]?\d{1,3}(?:[.,]\d{0,12})?)\s*%")
_WRONG_FIRST = re.compile(r"~\s*(?==)")
"""``~=`` is one sign."""

FULL = Decimal(1)

_OPERATORS = "<>!=+*/"
_IN_ADDRESS = re.compile(r"[a-z]{2,10}://[^\s=~#]*$")
_FURTHEST = 200
"""Characters that a line may be indented by."""


def answers(body: str, line: int, signs: str) -> tuple[Answer, ...]:
    """The answers of a body that begins in a line, parted by any of the signs."""
    body = _WRONG_FIRST.sub(lambda match: " " * len(match[0]), body) if "~" in signs else body
    return tuple(_answers(body, line, re.compile(f"[{re.escape(signs)}]")))


def _answers(body: str, line: int, signs: re.Pattern[str]) -> Iterator[Answer]:
    starts = [match.start() for match in signs.finditer(body)]
    if body[: starts[0] if starts else None].strip():
        starts.insert(0, -1)
    counted = 0
    for start, end in zip(starts, [*starts[1:], len(body)], strict=False):  # none of a blank body
        line += body.count("\n", counted, max(start, 0))
        counted = max(start, 0)
        sign = body[start] if start >= 0 else ""
        answer = _answer(sign, body[start + 1 : end], line, _begins_line(body, max(start, 0)))
        follows = start > 0 and sign == "=" and _follows_sign(body, start)
        yield replace(answer, follows_sign=follows) if follows else answer


def _follows_sign(body: str, place: int) -> bool:
    """Whether an equals sign may be one of an operator or of an address."""
    is_in_address = _IN_ADDRESS.search(body[max(0, place - _FURTHEST) : place])
    return body[place - 1] in _OPERATORS or is_in_address is not None


def _begins_line(body: str, place: int) -> bool:
    """Whether only white space, and not too much of it, stands before a place in its line."""
    least = max(0, place - _FURTHEST)
    start = body.rfind("\n", least, place) + 1
    return (start > 0 or least == 0) and not body[start or least : place].strip()


def _answer(sign: str, source: str, line: int, begins_line: bool) -> Answer:
    weight = _WEIGHT.match(source)
    text, hash_sign, feedback = source[weight.end() if weight else 0 :].partition("#")
    return Answer(
        sign=sign,
        weight=Decimal(weight["weight"].replace(",", ".").replace("−", "-")) / 100 if weight else None,
        text=text.strip(),
        feedback=feedback.strip(),
        line=line + source[: len(source) - len(source.lstrip())].count("\n"),
        begins_line=begins_line,
        loses_hash=bool(hash_sign) and not feedback.strip() and text[-1:].isalnum(),
    )
