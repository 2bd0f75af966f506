"""The rows of a table in, what its columns hold out: by the names in its head, or by the shape of what has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from examgen.formats.records.plain_names import plain_name
from examgen.formats.records.vocabulary import Named, Role, role_of
from examgen.formats.tables.respondus_rows import are_for_respondus, roles_for_respondus
from examgen.formats.tables.rows import Row
from examgen.markup.words import LATIN

LEAST_COLUMNS = 4
"""Of a table without a head: a stem, two options and a key."""

_FURTHEST_HEAD = 15
"""Rows above the head of a template."""

_ANSWERING = frozenset({Role.OPTION, Role.OPTIONS, Role.ANSWERS, Role.KEY, Role.DISTRACTOR})
_ASKED = frozenset({Role.OPTION, Role.OPTIONS, Role.DISTRACTOR})
_NUMBERED = re.compile(r"(?P<head>.*?) ?(?P<slot>[^\W\d_]|\d{1,2})|(?P<before>[^\W\d_]|\d{1,2}) (?P<behind>.+)")
LEAST_OPTIONS = 2
_EXPLAINED = re.compile(r"\((?:required|optional|default|mandatory)\b", re.IGNORECASE)
_FIRST_LETTERS, _FIRST_NUMBERS = list(LATIN), [str(number) for number in range(1, 61)]
_LETTER = re.compile(r"\s*[A-Ha-h]\s*")
_NUMBER = re.compile(r"\s*\d{1,2}\s*")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds, and where the questions begin."""

    names: tuple[str, ...]
    """As the file has them; "column 3" where it has none."""

    roles: tuple[Named | None, ...]
    first: int
    """Place of the first row of a question."""

    head: int = 0
    """How many rows stand above the names of the columns."""

    explains: bool = False
    """Whether the row below the names only says what is to be written in each column."""

    has_head: bool = True

    def is_head(self, cells: Sequence[str]) -> bool:
        """Whether a row only names the columns again, as on each page of a long table."""
        said = [" ".join(cell.split()) for cell in cells]
        return self.has_head and said[: len(self.names)] == list(self.names) and not any(said[len(self.names) :])

    is_ragged: bool = False
    """Whether rows may leave out the blank cells at their end."""


def has_question_columns(cells: Sequence[str]) -> int:
    """How many names of a question's columns a row holds, if it is a head; 0 if it is none."""
    roles = _named(cells)
    found = {named.role for named in roles if named}
    is_asked = Role.STEM in found or {Role.TITLE, Role.OPTION, Role.KEY} <= found
    is_head = is_asked and bool(found & _ANSWERING)
    return sum(named is not None for named in roles) if is_head else 0


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """The columns of a table; ``None`` where nothing tells what they hold."""
    heads = [(place, has_question_columns(_head_at(rows, place)[0])) for place in range(min(len(rows), _FURTHEST_HEAD))]
    place, count = max(heads, key=lambda pair: (bool(pair[1]) and _states_keys(rows[pair[0]]), pair[1]), default=(0, 0))
    if count:
        cells, is_double = _head_at(rows, place)
        explains = not is_double and place + 1 < len(rows) and _explains(rows[place + 1])
        first = place + (2 if is_double or explains else 1)
        return Columns(cells, tuple(_named(cells)), first, head=place, explains=explains)
    return _shaped([row for row in rows if not row.is_blank])


def _states_keys(row: Row) -> bool:
    return any(named.role in (Role.KEY, Role.FLAG, Role.DISTRACTOR) for named in _named(row.cells) if named)


def _head_at(rows: Sequence[Row], place: int) -> tuple[tuple[str, ...], bool]:
    """The names that a row gives, and whether the row below it names options."""
    cells = tuple(" ".join(cell.split()) for cell in rows[place].cells)
    below = _below(cells, rows[place + 1]) if place + 1 < len(rows) else None
    return below or cells, below is not None


def _explains(row: Row) -> bool:
    """Whether cells say that something is required, optional or taken by default, as those of templates do."""
    return sum(_EXPLAINED.search(cell) is not None for cell in row.cells) > 1


def _below(cells: Sequence[str], row: Row) -> tuple[str, ...] | None:
    """The names of a head whose options are named in the row below it; ``None`` where that is no such row."""
    if len(row.cells) != len(cells):
        return None
    names = [role_of(cell) if cell.strip() else None for cell in row.cells]
    slots = [named.slot for named in names if named and named.role is Role.OPTION]
    keys = [named for named in names if named and named.role is Role.KEY]
    filled = sum(bool(cell.strip()) for cell in row.cells)
    if (
        len(slots) < LEAST_OPTIONS
        or len(slots) + len(keys) < filled
        or slots not in (_FIRST_LETTERS[: len(slots)], _FIRST_NUMBERS[: len(slots)])
    ):
        return None
    return tuple(own.strip() or above for above, own in zip(cells, row.cells, strict=True))


def _named(cells: Sequence[str]) -> list[Named | None]:
    """The roles of a head's names; one that is repeated, or has no names behind it, stands for several options."""
    roles = [role_of(cell) for cell in cells]
    counts = Counter(plain_name(cell) for cell in cells)
    slots: Counter[str] = Counter()
    spreads = False
    for place, cell in enumerate(cells):
        named = roles[place]
        plain = plain_name(cell)
        is_option = role_of(f"{cell} 1") == Named(Role.OPTION, "1")
        if is_option and plain and counts[plain] > 1:
            slots[plain] += 1
            roles[place] = Named(Role.OPTION, str(slots[plain]))
        elif not plain and spreads:
            roles[place] = Named(Role.OPTION, "")
        elif named and named.role in (Role.OPTIONS, Role.ANSWERS):
            spreads = place + 1 < len(cells) and not cells[place + 1].strip()
            roles[place] = Named(Role.OPTION, "") if spreads else named
        else:
            spreads = False
    return _with_lists(cells, roles)


def _with_lists(cells: Sequence[str], roles: list[Named | None]) -> list[Named | None]:
    """The roles, where names that differ in their letters or numbers alone are told from each other.

    Beside options A, B, C, "Answer 1" and "Answer 2" are keys; names in no known language are options beside a key.
    """
    lists: dict[str, list[tuple[int, str]]] = {}
    for place, cell in enumerate(cells):
        named = roles[place]
        if (named is None or named.role is Role.OPTION) and (match := _NUMBERED.fullmatch(plain_name(cell))):
            head = (match["head"] or match["behind"] or "").strip()
            lists.setdefault(head, []).append((place, (match["slot"] or match["before"]).upper()))
    known = {head for head, found in lists.items() if any(roles[place] for place, _ in found)}
    keys = {head for head in known if head and (named := role_of(head)) and named.role is Role.KEY}
    if keys and known - keys:
        meant, role = keys, Role.KEY
    elif not known and not _ASKED & {named.role for named in roles if named} and len(lists) == 1:
        meant, role = {head for head, found in lists.items() if _runs([slot for _, slot in found])}, Role.OPTION
    else:
        return roles
    for place, slot in (each for head in meant for each in lists[head]):
        roles[place] = Named(role, slot)
    return roles


def _runs(slots: list[str]) -> bool:
    """Whether letters or numbers count options."""
    return len(slots) > LEAST_OPTIONS and slots in (_FIRST_LETTERS[: len(slots)], _FIRST_NUMBERS[: len(slots)])


def _shaped(rows: Sequence[Row]) -> Columns | None:
    """A table without a head whose shape leaves no doubt."""
    widths = Counter(len(row.cells) for row in rows)
    if not widths:
        return None
    if are_for_respondus(rows):
        roles = roles_for_respondus(rows)
        return replace(_without_head(roles), is_ragged=True) if roles else None
    width = widths.most_common(1)[0][0]
    usual = [row for row in rows if len(row.cells) == width]
    if len(usual) < 0.9 * len(rows):
        return None
    if width >= LEAST_COLUMNS and _ends_in_keys(usual, width):
        options = [Named(Role.OPTION, "")] * (width - 2)
        return _without_head([Named(Role.STEM), *options, Named(Role.KEY)])
    return None


def _ends_in_keys(rows: Sequence[Row], width: int) -> bool:
    """Whether the last column holds letters or numbers of the options before it, but for a few rows, or their words."""
    last = [row.cells[-1] for row in rows]
    letters = [cell for cell in last if _LETTER.fullmatch(cell) and LATIN.index(cell.strip().upper()) < width - 2]
    numbers = [cell for cell in last if _NUMBER.fullmatch(cell) and int(cell) <= width - 2]
    words = [row for row in rows if [cell.strip() for cell in row.cells[1:-1]].count(row.cells[-1].strip()) == 1]
    texts = all(row.cells[0].strip() and len(row.cells[0]) > 3 for row in rows)
    is_told = len(words) == len(rows) > 1 and all(row.cells[-1].strip() for row in rows)
    return texts and (is_told or max(len(letters), len(numbers)) >= 0.9 * len(rows))


def _without_head(roles: Sequence[Named]) -> Columns:
    names = tuple(f"column {place}" for place in range(1, len(roles) + 1))
    return replace(Columns(names, tuple(roles), 0), has_head=False)
