"""A question of several statements in, each true or false, its parts out: the types kprime and mtf."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from string import ascii_lowercase

from examgen.formats.draft import DraftOption, DraftQuestion
from examgen.formats.kinds import says_true_false
from examgen.formats.moodle_xml.entry import Entry, number_of, plain_of
from examgen.formats.xml import Element, line_of, local_name
from examgen.model.response import Kind
from examgen.model.text import wording

_FULL_CREDIT = ("kprime", "kprimeonezero", "mtfonezero")
"""Ways of scoring that ask for all statements, or nearly all."""


def statements_of(entry: Entry) -> tuple[DraftQuestion, ...]:
    """Each statement with the columns to choose from, as a part of the question."""
    rows = [row for row in entry.all("row") if wording(entry.text(_inside(row, "optiontext"))).strip()]
    if len(rows) > len(ascii_lowercase):
        entry.error("parts", f"{len(rows)} statements, more than letters", "make it several questions")
    if entry.value("scoringmethod") in _FULL_CREDIT:
        entry.loss("that only all statements together earn points is left out", "say so in the question")
    rights = {(each.get("rownumber"), each.get("columnnumber")) for each in entry.all("weight") if _earns(each)}
    points = _shared(entry.number("defaultgrade"), len(rows))
    return tuple(
        DraftQuestion(
            letter=letter,
            stem=entry.text(_inside(row, "optiontext")),
            options=(options := tuple(_options(entry, row.get("number"), rights))),
            kind=Kind.TRUE_FALSE if says_true_false([option.text for option in options]) else Kind.CHOICE,
            explanation=entry.text(_inside(row, "feedbacktext")),
            points=points,
            locked=True,
            line=line_of(row),
        )
        for letter, row in zip(ascii_lowercase, rows, strict=False)
    )


def _shared(points: Decimal | None, count: int) -> Decimal | None:
    """What each statement earns, if the points can be shared out in hundredths."""
    if points is None or not count:
        return None
    share = (points / count).normalize() + Decimal(0)
    return share if share == round(share, 2) else None


def _options(entry: Entry, row: str | None, rights: set[tuple[str | None, str | None]]) -> Iterator[DraftOption]:
    for column in entry.all("column"):
        is_marked = (row, column.get("number")) in rights
        yield DraftOption(text=entry.text(_inside(column, "responsetext")), is_marked=is_marked, line=line_of(column))


def _inside(element: Element, name: str) -> Element | None:
    return next((child for child in element if local_name(child) == name), None)


def _earns(weight: Element) -> bool:
    value = _inside(weight, "value")
    return value is not None and (number_of(plain_of(value)) or 0) > 0
