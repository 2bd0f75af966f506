"""A line of a closing answer list in, its entries out: question number and what is said to be right.

A line may hold several; another begins only at a number that is higher, outside brackets, and followed by an answer.
"""

from __future__ import annotations

import re

from examgen.formats.circled import CIRCLED
from examgen.formats.conjunctions import AND
from examgen.formats.labels import LETTER
from examgen.formats.plain_text.signs import unwrapped
from examgen.formats.plain_text.words import any_of
from examgen.markup.patterns import late

_QUESTION = rf"(?:(?:{any_of('question')})\.?|#)?"
_STOP = r"(?:[.):=．）：、]|[-–—]+>?|→)"
_NUMBERED = rf"{_QUESTION}\s*(?P<number>\d{{1,5}})\s*{_STOP}\s*"
_SHORT = rf"[(\[（]?(?:{any_of('true', 'false', 'yes_no')}|{LETTER}|\d{{1,2}})(?!\w)[)\]）]?|{CIRCLED}|[√✓✔×✗✘]"
_SHORT = rf"(?:{_SHORT})"
_ENTRY = late(
    rf"(?:[-*•]\s+)?{_QUESTION}\s*(?P<number>\d{{1,5}})\s*(?:{_STOP}|(?=\s))\s*(?P<value>\S.*)", re.IGNORECASE
)
_NEXT = late(
    rf"(?:(?<=\s)|(?<=[,;|·•/，；、])){_NUMBERED}"
    rf"(?={_SHORT}\s*(?:$|[,;|·•/(，；、（]|[.):](?:\s|$)|(?:{AND}|&)\s|(?<=\s){_QUESTION}\s*\d{{1,5}}\s*{_STOP}))",
    re.IGNORECASE,
)
_ONE = rf"(?:q\s*)?\d{{1,5}}(?:\s*{_STOP}\s*|\s+|(?={LETTER}\b|{CIRCLED})){_SHORT}"
_ROW = late(rf"{_ONE}(?:(?:\s*[,;|·•/，；、]\s*|\s+){_ONE})+\s*[.,;。]?$", re.IGNORECASE)
_ROW_ENTRY = late(
    rf"(?P<number>\d{{1,5}})(?:\s*{_STOP}\s*|\s+|(?={LETTER}\b|{CIRCLED}))(?P<value>{_SHORT})", re.IGNORECASE
)
_ENDED = late(rf"(?:[,;|·•/.)\]，；、。]\s?|\s{{2}}|\t|(?<!\w){_SHORT}\s)$", re.IGNORECASE)
"""What may stand before a further entry: in "1. Option 2: y" there is but one."""

_BEFORE = 12
_BOLD_SIGN = re.compile(r"\*\*(\W?\w{1,4}\W{0,2})\*\*")
_LONGEST_ROW = 2000


def entries_of(text: str) -> list[tuple[str, str]]:
    """One entry, or several in a row ("1 B, 2 C, 3 A"); none for any other line."""
    text = _BOLD_SIGN.sub(r"\1", unwrapped(text))
    if len(text) <= _LONGEST_ROW and _ROW.match(text):
        return [(_plain(match["number"]), match["value"]) for match in _ROW_ENTRY.finditer(text)]
    match = _ENTRY.match(text)
    if not match:
        return []
    starts = _further_starts(text, match)
    values = [match.start("value"), *(start.end() for start in starts)]
    ends = [*(start.start() for start in starts), len(text)]
    numbers = [match["number"], *(start["number"] for start in starts)]
    return [
        (_plain(number), text[begin:end].strip(" \t,;|·•/，；、。") if starts else text[begin:end])
        for number, begin, end in zip(numbers, values, ends, strict=True)
    ]


def _further_starts(text: str, first: re.Match[str]) -> list[re.Match[str]]:
    """Where the entries after the first begin."""
    starts: list[re.Match[str]] = []
    depth, at, last = 0, 0, int(first["number"])
    for match in _NEXT.finditer(text[:_LONGEST_ROW], first.start("value")):
        between = text[at : match.start()]
        depth, at = depth + between.count("(") - between.count(")"), match.start()
        if depth <= 0 and int(match["number"]) > last and _ENDED.search(text[: match.start()][-_BEFORE:]):
            starts.append(match)
            last = int(match["number"])
    return starts


def _plain(number: str) -> str:
    return str(int(number))
