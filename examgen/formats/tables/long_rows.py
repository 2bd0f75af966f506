"""The rows of a table in, those of one question together out, where a table has a row for each option.

Such a table has one column of options and one that says of each whether it is right;
the stem is repeated in each row of a question, or stands in its first one alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from examgen.formats.records.fields import Field
from examgen.formats.records.values import Entry, Value, truth
from examgen.formats.records.vocabulary import Named, Role
from examgen.formats.tables.columns import Columns
from examgen.formats.tables.rows import Row

_OFFERING = (Role.OPTIONS, Role.ANSWERS, Role.KEY, Role.OPTION)
_REASONS = (Role.RATIONALE, Role.EXPLANATION)
_SHARED = (Role.POINTS, Role.TOPIC, Role.DIFFICULTY, Role.KIND, Role.NOTE)
_JUDGING = (Role.KEY, Role.FLAG)


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table whose rows are options: places of its columns."""

    stem: int
    option: int
    flag: int

    def same(self, rows: Sequence[Row]) -> list[list[Row]]:
        """The rows of each question."""
        groups: list[list[Row]] = []
        for row in rows:
            stem = row.cells[self.stem].strip()
            if groups and stem in ("", groups[-1][0].cells[self.stem].strip()):
                groups[-1].append(row)
            else:
                groups.append([row])
        return groups

    def fields(self, group: Sequence[Row], columns: Columns) -> list[Field]:
        """The values of one question, its options with their flags in a list."""
        reasons = [place for place in range(len(columns.names)) if self.differs(place, group, columns, _REASONS)]
        options: list[Value] = [
            Entry(
                {
                    "text": row.cells[self.option],
                    "correct": truth(row.cells[self.flag]),
                    "feedback": "\n\n".join(row.cells[place] for place in reasons),
                },
                row.line,
            )
            for row in group
        ]
        found = [
            Field(name, next((row.cells[place] for row in group if row.cells[place].strip()), ""), role)
            for place, (name, role) in enumerate(zip(columns.names, columns.roles, strict=True))
        ]
        found = [
            field._replace(named=None) if self.differs(place, group, columns, _SHARED) else field
            for place, field in enumerate(found)
        ]
        found[self.option] = Field(columns.names[self.option], options, Named(Role.OPTIONS))
        return [field for place, field in enumerate(found) if place not in (self.flag, *reasons)]

    def differs(self, place: int, group: Sequence[Row], columns: Columns, roles: Sequence[Role]) -> bool:
        """Whether a column with one of these roles says several things of one question."""
        named = columns.roles[place]
        filled = {row.cells[place].strip() for row in group if row.cells[place].strip()}
        return named is not None and named.role in roles and len(filled) > 1


def long_table(columns: Columns, rows: Sequence[Row]) -> LongTable | None:
    """How a table has a row for each option; ``None`` where it has one for each question."""
    roles = [named.role if named and not named.slot else None for named in columns.roles]
    stems = [place for place, role in enumerate(roles) if role is Role.STEM]
    offering = [place for place, role in enumerate(roles) if role in _OFFERING]
    judging = [place for place, role in enumerate(roles) if role in _JUDGING and _judges(place, rows)]
    if len(stems) != 1 or not judging or any(named and named.slot for named in columns.roles):
        return None
    flag = judging[-1]
    option = next((place for place in offering if place != flag), None)
    if option is None or not rows or any(not row.cells[option].strip() for row in rows):
        return None
    table = LongTable(stems[0], option, flag)
    return table if rows[0].cells[stems[0]].strip() and all(len(group) > 1 for group in table.same(rows)) else None


def _judges(place: int, rows: Sequence[Row]) -> bool:
    """Whether a column says yes or no of each row, and both."""
    return {truth(row.cells[place]) for row in rows} == {True, False}
