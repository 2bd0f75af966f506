"""The words of a text in, what may be meant as a formula among them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from examgen.markup.formulas import SHORT, is_prose

_QUOTED = 60


class Doubt(NamedTuple):
    """Signs of a formula that are printed as they are written."""

    line: int
    """Counted from 0."""

    message: str
    hint: str


_DOUBT = re.compile(
    rf"(?P<command>\\[A-Za-z]+\{{)|(?P<open>(?<!\$)\$\$(?!\$)|\\[(\[](?=.{{0,200}}?(?:\\[A-Za-z]|\^)))"
    rf"|(?<!\$){SHORT.pattern}",
    re.DOTALL,
)


def doubts_in(words: str) -> Iterator[Doubt]:
    """Find what looks like TeX outside of formulas; what is escaped, code or a formula is not among the words."""
    for match in _DOUBT.finditer(words):
        line, found = words.count("\n", 0, match.start()), match[0][:_QUOTED]
        if match["command"]:
            message = f'"{found}" stands in no formula, and is printed as it is written'
            yield Doubt(line, message, "write formulas between dollars")
        elif match["open"]:
            message = f'a formula begins with "{found}" and does not end; it is printed as it is written'
            yield Doubt(line, message, "end it in the same paragraph, without a blank line in it")
        elif is_prose(match["body"]):
            hint = r"words in a formula are written \text{…}; if these are prices, all is well"
            yield Doubt(line, f'"{found}" is read as words between dollar signs', hint)
