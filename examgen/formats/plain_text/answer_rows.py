"""The lines of a closing answer list in, for each the answers that it holds out: question numbers and what is right.

Lists stand in lines, "1. B 2. C", in runs, "1-5 BACDA", in tables with a question in each row, or in each column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from examgen.formats.circled import CIRCLED
from examgen.formats.labels import LETTER
from examgen.formats.plain_text.entries import entries_of
from examgen.formats.plain_text.headings import NUMERAL
from examgen.formats.plain_text.signs import number_sign
from examgen.formats.plain_text.words import any_of, words_of
from examgen.markup.patterns import late

Entries = list[tuple[str, str]]

_SHORT = late(
    rf"[(\[（]?(?:{any_of('true', 'false', 'yes_no')}|{LETTER}{{1,6}}|\d|{CIRCLED}|[√✓✔×✗✘])[)\]）]?", re.IGNORECASE
)
_SAID = late(rf"(?:\*\*)?(?:{_SHORT.pattern})(?:\*\*)?\s*(?:$|[.:,;)\]．：、，；(（|–—-])", re.IGNORECASE)
_HEADS = words_of("question", "answer", "explanation", "option", "correct") | {"no", "nr", "number", "#", "key", "a"}
_ANY_LETTER = late(LETTER)
_DIGITS = re.compile(r"[(\[（]?\d[)\]）]?")
_RULE = re.compile(r"[\s|:+-]*\|[\s|:+-]*")
_RUN = rf"(?P<run>{LETTER}(?:[\s,，、]*{LETTER})*)(?!\w)"
_RANGE = rf"(?P<first>\d{{1,5}})\s*[-~–—～至到]\s*(?P<last>\d{{1,5}})\s*[.:：．、)]?\s*{_RUN}"
_ONE = rf"(?P<number>\d{{1,5}})\s*[.:：．、)]?\s*(?P<value>{LETTER}{{1,6}})(?!\w)"
_RUNS = late(rf"(?:{_RANGE}|{_ONE})[\s,;，；、.。]*")
_NUMERAL = re.compile(NUMERAL)
_MOST_WORDS = 4
_MOST_GLUED = 400
_PARTED = re.compile(r"[\s,;|/，、；.。]+")
_GLUED = re.compile(rf"[A-H]{{3,{_MOST_GLUED}}}|[a-h]{{3,{_MOST_GLUED}}}")


def answer_rows(texts: Sequence[str]) -> Iterator[Entries | None]:
    """The answers of each line; none in a line of a table's frame, and ``None`` where it is no line of a list."""
    numbers: list[str] = []
    for place, text in enumerate(map(without_numeral, texts)):
        cells = _cells(text)
        if not text.strip() or _RULE.fullmatch(text):
            yield []
        elif numbers and (said := _last_short(cells, len(numbers), is_table="|" in text)):
            yield list(zip(numbers, said, strict=True))
            numbers = []
        elif row := _number_row(cells, text, (texts[later] for later in range(place + 1, len(texts)))):
            numbers = row
            yield []
        elif _is_head(cells):
            yield []
        else:
            yield _table_row(cells, text) if "|" in text else _runs(text) or entries_of(text) or None


def without_numeral(text: str) -> str:
    """A line without the numeral of the section that it answers: "二、1. √ 2. ×"; nothing of a heading."""
    match = _NUMERAL.match(text)
    if match is None:
        return text
    rest = text[match.end() :]
    return rest if entries_of(rest) else ""


def says_answer(value: str) -> bool:
    """Whether what stands behind a number is an answer, perhaps with words behind it, and no text of its own."""
    return _SAID.match(value) is not None


def letters_in_a_row(texts: Iterable[str]) -> list[str]:
    """The letters of lines that hold nothing else, with or without signs between them; none of other lines."""
    letters: list[str] = []
    for text in texts:
        words = [word for word in _PARTED.split(text) if word]
        words = list(words[0]) if len(words) == 1 and _GLUED.fullmatch(words[0]) else words
        if not all(map(_ANY_LETTER.fullmatch, words)):
            return []
        letters += words
    return letters if len(letters) > 1 else []


def _cells(text: str) -> list[str]:
    if "|" in text:
        return [cell.strip(" *") for cell in text.strip().strip("|").split("|")]
    return text.split()


def _number_row(cells: Sequence[str], text: str, following: Iterable[str]) -> list[str]:
    """The numbers of questions, where these stand in columns and the next line has an answer for each."""
    start = next((place for place, cell in enumerate(cells) if cell.isdecimal()), len(cells))
    numbers = [cell for cell in cells[start:] if cell or "|" not in text]
    is_run = all(cell.isdecimal() for cell in numbers) and all(int(b) == int(a) + 1 for a, b in pairwise(numbers))
    if len(numbers) < 2 or start > _MOST_WORDS or not is_run:
        return []
    below = next((line for line in following if line.strip() and not _RULE.fullmatch(line)), "")
    said = _last_short(_cells(below), len(numbers), is_table="|" in text)
    is_sure = "|" in text or start > 0 or not all(_DIGITS.fullmatch(each) for each in said)
    return numbers if said and is_sure else []


def _last_short(cells: Sequence[str], count: int, *, is_table: bool) -> list[str]:
    """The answers that close a row, with a few words for it before them."""
    cells = [cell for cell in cells if cell] if is_table else cells
    said = list(cells[-count:])
    return said if len(said) == count and len(cells) - count <= _MOST_WORDS and all(map(_SHORT.fullmatch, said)) else []


def _is_head(cells: Sequence[str]) -> bool:
    """Whether a row names the columns below it."""
    return len(cells) > 1 and all(cell.strip("*.:#№").casefold() in {*_HEADS, ""} for cell in cells)


def _table_row(cells: Sequence[str], text: str) -> Entries | None:
    """A row with pairs of number and answer; or a number, an answer, and perhaps why."""
    if (found := _pairs(cells)) or len(found := entries_of(text)) > 1:
        return found
    sign = number_sign(cells[0]) if cells else None
    words = [cell for cell in cells[1:] if cell]
    if sign is None or sign.rest or not words:
        return None
    note = f" ({words[-1]})" if len(words) > 1 else ""
    return [(str(sign.number), " ".join(words[:-1] or words) + note)]


def _pairs(cells: Sequence[str]) -> Entries | None:
    """A row of a table that holds a number and an answer again and again."""
    numbers, answers = cells[::2], cells[1::2]
    if len(cells) < 4 or len(cells) % 2 or not all(number.rstrip(".").isdecimal() or not number for number in numbers):
        return None
    if not all(_SHORT.fullmatch(answer) or not answer for answer in answers):
        return None
    return [(str(int(n.rstrip("."))), a) for n, a in zip(numbers, answers, strict=True) if n and a]


def _runs(text: str) -> Entries | None:
    """Answers of which some are given in a run: "1-5 BACDA 6 C"."""
    found: Entries = []
    at, has_range = 0, False
    while match := _RUNS.match(text, at):
        at = match.end()
        if match["number"]:
            found.append((str(int(match["number"])), match["value"]))
            continue
        has_range = True
        words = re.split(r"[\s,，、]+", match["run"])
        letters = list(words[0]) if len(words) == 1 else words
        numbers = range(int(match["first"]), int(match["last"]) + 1)
        if len(numbers) != len(letters):
            return None
        found += zip(map(str, numbers), letters, strict=True)
    return found if has_range and at == len(text) else None
