"""The rows of one table in, its questions as their author wrote them out; a row of another width is an error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import admit, admit_question
from examgen.formats.decode import shortened
from examgen.formats.draft import path_within
from examgen.formats.records.building import built
from examgen.formats.records.fields import Field
from examgen.formats.records.raw import RawQuestion
from examgen.formats.records.vocabulary import Named, Role
from examgen.formats.tables.columns import Columns, columns_of
from examgen.formats.tables.counted_rows import parted, with_counts
from examgen.formats.tables.long_rows import long_table
from examgen.formats.tables.respondus_rows import has_doubtful_key, with_whole_keys
from examgen.formats.tables.rows import Row

_SAYING = frozenset({Role.KEY, Role.FLAG, Role.ANSWERS, Role.DISTRACTOR})
_NAME_THEM = 'name them in the first row, e.g. "question", "option A", "option B", "answer"'


@dataclass(slots=True)
class Table:
    """One table while it is read."""

    path: str
    member: str = ""
    """The sheet, where a file holds several."""

    is_padded: bool = False
    """Whether rows leave out blank cells at their end."""

    questions: list[RawQuestion] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    columns: Columns | None = None

    def read(self, rows: Sequence[Row]) -> None:
        """Take all questions from the rows."""
        for row in rows:
            admit_question(row.cells, path_within(self.path, self.member), row.line)
        rows = with_whole_keys(rows)
        self.columns = columns = columns_of(rows)
        if columns is None:
            return
        self.report_beside("above", rows[: columns.head])
        self.report_beside("below", rows[columns.head + 1 : columns.first] if columns.explains else ())
        below = [row for row in rows[columns.first :] if not columns.is_head(row.cells)]
        whole = [row._replace(cells=cells) for row in below if (cells := self.fitting(row, columns))]
        self.columns = columns = with_counts(columns, whole)
        whole, topics = parted(whole, columns)
        if table := long_table(columns, whole):
            self.questions += [
                replace(built(table.fields(group, columns), group[0].line), member=self.member)
                for group in table.same(whole)
            ]
            return
        admit(len(whole))
        marks = _are_keys(whole, columns)
        for row in whole:
            fields = [*_fields(row, columns), *(_flags(row, columns) if marks else ())]
            question = built(fields, row.line)
            texts = {Role.TOPIC: topic, **question.texts} if (topic := topics.get(row.line)) else question.texts
            self.questions.append(replace(question, member=self.member, texts=texts))

    def fitting(self, row: Row, columns: Columns) -> tuple[str, ...] | None:
        """The cells of a row, as many as there are columns; ``None`` for a blank row, with an error for a wrong one."""
        width = len(columns.names)
        cells = row.cells
        if row.is_blank:
            return None
        if columns.is_ragged and has_doubtful_key(row):
            message = "letters behind the key may belong to it, or be options"
            self.report(Severity.ERROR, "unclear-answer", message, row.line, 'put quotes around the key: "A,C"')
            return None
        while len(cells) > width and not cells[-1].strip():
            cells = cells[:-1]
        if (self.is_padded or columns.is_ragged) and len(cells) < width:
            cells = (*cells, *[""] * (width - len(cells)))
        if len(cells) == width:
            return cells
        message = f"the row has {len(cells)} cells, but the table has {width} columns"
        hint = "put quotes around a text that holds the sign between cells, and keep the signs of empty cells"
        self.report(Severity.ERROR, "row-width", message, row.line, hint)
        return None

    def report_beside(self, where: str, rows: Sequence[Row]) -> None:
        """Say what stands above or below the head."""
        found = [row for row in rows if not row.is_blank]
        if found:
            words = next(" ".join(cell.split()) for cell in found[0].cells if cell.strip())
            more = f" and {len(found) - 1} more rows" if len(found) > 1 else ""
            message = f'what stands {where} the names of the columns is not carried: "{shortened(words)}"{more}'
            self.report(Severity.WARNING, "not-carried", message, found[0].line, "nothing to do if it only explains")

    def report(self, severity: Severity, rule: str, message: str, line: int, hint: str) -> None:
        path = path_within(self.path, self.member)
        self.diagnostics.append(
            Diagnostic(
                severity=severity,
                rule=rule,
                message=message,
                path=path,
                line=line,
                question=f"row {line}" if rule == "row-width" else None,
                hint=hint,
            )
        )


def _fields(row: Row, columns: Columns) -> list[Field]:
    named = zip(columns.names, row.cells, columns.roles, strict=True)
    return [Field(name or f"column {place}", cell, role) for place, (name, cell, role) in enumerate(named, start=1)]


def _are_keys(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether bold or coloured cells are keys: no column says what is right, and they stand now here, now there."""
    if {named.role for named in columns.roles if named} & _SAYING:
        return False
    offered = [(_marked(row, columns), places) for row in rows if (places := _options(row, columns))]
    found = {marked for marked, _ in offered} - {frozenset()}
    return all(marked < places for marked, places in offered) and len(found) >= min(2, len(offered)) > 0


def _marked(row: Row, columns: Columns) -> frozenset[int]:
    """The options that look unlike others; where none is plain, unlike the words that ask, as in striped tables."""
    looks = {place: row.look(place) for place in _options(row, columns)}
    stem = next((place for place, role in enumerate(columns.roles) if role and role.role is Role.STEM), 0)
    ground = row.look(stem) if all(looks.values()) else ""
    return frozenset(place for place, look in looks.items() if look != ground)


def _options(row: Row, columns: Columns) -> frozenset[int]:
    named = zip(columns.roles, row.cells, strict=True)
    return frozenset(
        place for place, (role, cell) in enumerate(named) if role and role.role is Role.OPTION and cell.strip()
    )


def _flags(row: Row, columns: Columns) -> list[Field]:
    """What the look of a row's cells says of its options."""
    return [
        Field(columns.names[place], "true", Named(Role.FLAG, named.slot))
        for place in sorted(_marked(row, columns))
        if (named := columns.roles[place]) and named.slot
    ]


def no_columns(path: str) -> Diagnostic:
    """Say that nothing tells what the columns hold."""
    message = "nothing tells what the columns of the table hold"
    return Diagnostic(severity=Severity.ERROR, rule="no-columns", message=message, path=path, hint=_NAME_THEM)
