"""A file's lines in, the answer lists among them and all other lines out.

A list stands below its heading at the end of the file, or behind the questions of a section, or before all questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from examgen.formats.plain_text.answer_rows import answer_rows, letters_in_a_row, says_answer
from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.headings import behind_answer_list_heading, is_loose_list_heading, is_section_heading
from examgen.formats.plain_text.options import OptionKind, option_sign
from examgen.formats.plain_text.signs import Line, NumberKind, field_sign, number_sign
from examgen.formats.plain_text.words import any_of
from examgen.markup.patterns import late

_AHEAD = 12
"""Lines in which the options of a question follow its number."""


def without_answer_lists(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]]]:
    """The lines that are in no list, and the lists, each from its heading on."""

    lines = list(map(_numbered_first, lines))

    @cache
    def last_question() -> int:
        return next((place for place in reversed(range(len(lines))) if _asks(lines, place)), -1)

    kept: list[Line] = []
    lists: list[list[Line]] = []
    place = 0
    while place < len(lines):
        found = _list_at(lines, place, last_question)
        if found is None:
            kept.append(lines[place])
            place += 1
            continue
        stop = _stop(lines, place + 1)
        lists.append([*found, *lines[place + 1 : stop]])
        place = stop
    return kept, lists


_NUMBERED_ANSWER = late(
    rf"(?:\*\*)?(?:{any_of('answer', 'answer_weak')}|A(?=\d))\s?\.?\s?(?:(?:no\.?|nr\.?|#)\s?)?(?P<number>\d{{1,4}})"
    r"(?:\*\*)?\s?(?:[.:)=]+|[-–—]+>?|→|(?=\s?[(\[]))(?:\*\*)?\s*(?P<value>\S.*)",
    re.IGNORECASE,
)


_DIGIT = re.compile(r"\d")


def _numbered_first(line: Line) -> Line:
    """A line whose number stands behind the word for an answer, with the number before it: "Answer 1: b"."""
    if _DIGIT.search(line.text) is None:
        return line
    match = _NUMBERED_ANSWER.match(line.text) if line.text[:1].isalpha() or line.text[:2] == "**" else None
    if match is None or not says_answer(match["value"]):
        return line
    return replace(line, text=f"{match['number']}. Answer: {match['value']}")


def _list_at(lines: Sequence[Line], place: int, last_question: Callable[[], int]) -> list[Line] | None:
    """The heading of a list, and what follows it in its line; ``None`` where none begins."""
    line = lines[place]
    if _states_by_number(line.text):
        return [replace(line, text=""), line]
    behind = behind_answer_list_heading(line.text)
    if behind:
        row = next(answer_rows([behind]))
        is_list = (row is not None and len(row) > 1) or _is_sole(behind, lines, place)
        return [replace(line, text=""), replace(line, text=behind)] if is_list else None
    if behind is None and not is_loose_list_heading(line.text):
        return None
    ahead = (each.text for each in lines[place + 1 : place + 1 + _AHEAD])
    following = [text for text in ahead if not is_section_heading(text)]
    first = next((row for row in answer_rows(following) if row != []), None)
    is_list = first is not None and (says_answer(first[0][1]) or (behind == "" and last_question() <= place))
    return [replace(line, text="")] if is_list or (behind == "" and _is_sole("", lines, place)) else None


def _states_by_number(text: str) -> bool:
    """Whether a line gives a question's number with its answer, and so needs no heading: "Q.1) Solution (a)"."""
    sign = number_sign(text) if _DIGIT.search(text) else None
    field = field_sign(sign.rest) if sign and sign.kind is not NumberKind.BARE else None
    return field is not None and field.field is Field.ANSWER and says_answer(field.value)


def _is_sole(behind: str, lines: Sequence[Line], place: int) -> bool:
    """Whether letters alone close the file: three or more, or two where no question has an answer of its own."""
    below = (lines[later].text for later in range(place + 1, len(lines)))
    letters = letters_in_a_row(chain([behind], below))
    return len(letters) > 2 or (len(letters) > 1 and not any(map(_answers, reversed(lines[:place]))))


def _answers(line: Line) -> bool:
    sign = field_sign(line.text)
    return sign is not None and sign.field is Field.ANSWER


def _stop(lines: Sequence[Line], start: int) -> int:
    """Where a list ends: at the next question, with the headings before it."""
    for place in range(start, len(lines)):
        if _asks(lines, place):
            while place > start and (not lines[place - 1].text or is_section_heading(lines[place - 1].text)):
                place -= 1
            return place
    return len(lines)


def _asks(lines: Sequence[Line], place: int) -> bool:
    """Whether a number begins a question here: options follow, and no answer stands behind it."""
    sign = number_sign(lines[place].text)
    if sign is None or says_answer(sign.rest):
        return False
    options = 0
    for line in lines[place + 1 : place + 1 + _AHEAD]:
        following = number_sign(line.text)
        if following is not None and (sign.kind is not NumberKind.WORD or following.kind is NumberKind.WORD):
            break
        option = option_sign(line.text)
        options += option is not None and (option.kind is not OptionKind.DIGIT or sign.kind is NumberKind.WORD)
    return options > 1
