"""The rows of a table in, what its columns hold out: by the names in its head, or by the shape of what has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from examgen.formats.records.kind_names import kind_named
from examgen.formats.records.vocabulary import Named, Role, plain_name, role_of
from examgen.formats.tables.rows import Row
from examgen.markup.words import LATIN

LEAST_COLUMNS = 4
"""Of a table without a head: a stem, two options and a key."""

_FURTHEST_HEAD = 15
"""Rows above the head of a template."""

_ANSWERING = frozenset({Role.OPTION, Role.OPTIONS, Role.ANSWERS, Role.KEY, Role.DISTRACTOR})
_LETTER = re.compile(r"\s*[A-Ha-h]\s*")
_NUMBER = re.compile(r"\s*\d{1,2}\s*")
_POINTS = re.compile(r"\s*\d{0,3}(?:[.,]\d+)?\s*")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds, and where the questions begin."""

    names: tuple[str, ...]
    """As the file has them; "column 3" where it has none."""

    roles: tuple[Named | None, ...]
    first: int
    """Place of the first row of a question."""

    has_head: bool = True


def has_question_columns(cells: Sequence[str]) -> int:
    """How many names of a question's columns a row holds, if it is a head; 0 if it is none."""
    roles = _named(cells)
    found = {named.role for named in roles if named}
    is_head = Role.STEM in found and bool(found & _ANSWERING)
    return sum(named is not None for named in roles) if is_head else 0


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """The columns of a table; ``None`` where nothing tells what they hold."""
    heads = [(place, has_question_columns(row.cells)) for place, row in enumerate(rows[:_FURTHEST_HEAD])]
    place, count = max(heads, key=lambda pair: pair[1], default=(0, 0))
    if count:
        cells = tuple(cell.strip() for cell in rows[place].cells)
        return Columns(cells, tuple(_named(cells)), place + 1)
    return _shaped([row for row in rows if not row.is_blank])


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
    return roles


def _shaped(rows: Sequence[Row]) -> Columns | None:
    """A table without a head whose shape leaves no doubt."""
    widths = Counter(len(row.cells) for row in rows)
    if not widths:
        return None
    width = widths.most_common(1)[0][0]
    usual = [row for row in rows if len(row.cells) == width]
    if len(usual) < 0.9 * len(rows):
        return None
    if width >= len(_RESPONDUS) + 3 and all(_is_respondus(row.cells) for row in usual):
        options = [Named(Role.OPTION, "")] * (width - len(_RESPONDUS) - 1)
        return _without_head([*_RESPONDUS, *options, Named(Role.EXPLANATION)])
    if width >= LEAST_COLUMNS and _ends_in_keys(usual, width):
        options = [Named(Role.OPTION, "")] * (width - 2)
        return _without_head([Named(Role.STEM), *options, Named(Role.KEY)])
    return None


_RESPONDUS = (Named(Role.KIND), Named(Role.TITLE), Named(Role.POINTS), Named(Role.STEM), Named(Role.KEY))
"""How tables for Respondus begin; options follow, and what explains the question ends them."""


def _is_respondus(cells: Sequence[str]) -> bool:
    return kind_named(cells[0])[1] and bool(_POINTS.fullmatch(cells[2])) and bool(cells[3].strip())


def _ends_in_keys(rows: Sequence[Row], width: int) -> bool:
    """Whether the last column holds letters or numbers of the options before it, but for a few rows."""
    last = [row.cells[-1] for row in rows]
    letters = [cell for cell in last if _LETTER.fullmatch(cell) and LATIN.index(cell.strip().upper()) < width - 2]
    numbers = [cell for cell in last if _NUMBER.fullmatch(cell) and int(cell) <= width - 2]
    texts = all(row.cells[0].strip() and len(row.cells[0]) > 3 for row in rows)
    return texts and max(len(letters), len(numbers)) >= 0.9 * len(rows)


def _without_head(roles: Sequence[Named]) -> Columns:
    names = tuple(f"column {place}" for place in range(1, len(roles) + 1))
    return replace(Columns(names, tuple(roles), 0), has_head=False)
