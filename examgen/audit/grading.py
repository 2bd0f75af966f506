"""A reading in; an `AuditError` unless it holds the table to mark by, with what each section or question is worth.

Where the table begins anew for want of room is for the page to say: any even division of its columns will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from examgen.audit.reading import REMEDY, SHOWN, Reading, squeezed
from examgen.audit.wording import Wording
from examgen.errors import AuditError
from examgen.model.text import printed
from examgen.model.variant import Variant

CELLS = ("TH", "TD")


def grading_words(variant: Variant, wording: Wording) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What columns are named by, and each column's name and points."""
    by_section = bool(variant.sections) and all(section.title for section in variant.sections)
    if by_section:
        rows = [(printed(" ".join(each.title.split())), each.points) for each in variant.sections]
    else:
        rows = [(str(placed.number), placed.question.points) for placed in variant.questions]
    rows.append((wording.total, sum((points for _, points in rows), Decimal(0))))
    head = "" if by_section else wording.question_head
    return head, tuple((name, _number(points, wording)) for name, points in rows)


def prove_grading(reading: Reading, variant: Variant, wording: Wording) -> None:
    """The table stands there, cell by cell for a reader that sees cells, with nothing in its boxes."""
    head, columns = grading_words(variant, wording)
    if not any(_is_there(reading, words) for words in _ways(head, columns, wording)):
        shown = f"{head} {' '.join(name for name, _ in columns)}"[:SHOWN].strip()
        raise AuditError(f"{reading.path}: the grading table “{shown}…” is not found", remedy=REMEDY)


def _is_there(reading: Reading, words: Sequence[str]) -> bool:
    if not reading.marks:
        return "".join(words) in reading.text
    cells = [text for role, text in reading.marks if role.startswith(CELLS)]
    return any(cells[start : start + len(words)] == words for start in range(len(cells)))


def _ways(head: str, columns: Sequence[tuple[str, str]], wording: Wording) -> Iterator[Sequence[str]]:
    """What its cells say with all columns side by side, then in more and more rows of columns."""
    for rows in range(1, len(columns) + 1):
        share = -(-len(columns) // rows)
        parts = [columns[start : start + share] for start in range(0, len(columns), share)]
        yield [squeezed(words) for part in parts for words in _said(head, part, wording) if words]


def _said(head: str, columns: Sequence[tuple[str, str]], wording: Wording) -> tuple[str, ...]:
    names, points = zip(*columns, strict=True)
    return head, *names, wording.worth, *points, wording.reached


def _number(points: Decimal, wording: Wording) -> str:
    return f"{points.normalize():f}".replace(".", wording.decimal_sign)
