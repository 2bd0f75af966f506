"""Rows of a table for Brightspace (D2L) in, its questions as their author wrote them out.

There a question is not one row but several, from ``NewQuestion`` on, each with the name of what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from examgen.formats.decimals import decimal_of
from examgen.formats.records.raw import RawOption, RawQuestion
from examgen.formats.records.texts import HTML
from examgen.formats.records.vocabulary import Role
from examgen.formats.tables.rows import Row
from examgen.model.response import Kind

FIRST = "newquestion"
_KINDS = {
    "mc": None, "tf": Kind.TRUE_FALSE, "ms": Kind.MULTIPLE_RESPONSE, "sa": Kind.SHORT_ANSWER, "wr": Kind.OPEN,
    "o": Kind.ORDERING, "m": Kind.MATCHING,
}  # fmt: skip
_SINGLE = {
    "id": Role.ID, "title": Role.TITLE, "points": Role.POINTS, "difficulty": Role.DIFFICULTY, "image": Role.PICTURE,
    "feedback": Role.EXPLANATION, "answerkey": Role.MODEL_ANSWER,
}  # fmt: skip
_WHOLE = Decimal(100)


def is_brightspace(rows: Sequence[Row]) -> bool:
    """Whether the first row that is no remark opens a question there."""
    said = (_name(row) for row in rows if not row.is_blank)
    return next((name for name in said if not name.startswith("//")), "") == FIRST


def brightspace_questions(rows: Sequence[Row]) -> list[RawQuestion]:
    """All questions of the rows."""
    found: list[_Question] = []
    for row in rows:
        name = _name(row)
        if name == FIRST:
            found.append(_Question(row.line, _cell(row, 1).lower()))
        elif found and name and not name.startswith("//"):
            found[-1].take(name, row)
    return [question.raw() for question in found]


def _name(row: Row) -> str:
    return _cell(row, 0).lower().replace(" ", "")


def _cell(row: Row, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


@dataclass(slots=True)
class _Question:
    """One question while its rows are taken."""

    line: int
    kind: str
    stem: str = ""
    texts: dict[Role, str] = field(default_factory=dict)
    options: list[RawOption] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def take(self, name: str, row: Row) -> None:
        """What one row says."""
        if "html" in (_cell(row, place).lower() for place in range(2, len(row.cells))):
            self.texts[Role.MARKUP] = HTML
        if name == "questiontext":
            self.stem = _cell(row, 1)
        elif name in _SINGLE:
            if _cell(row, 1):
                self.texts[_SINGLE[name]] = _cell(row, 1)
        elif name == "option":
            self.option(_cell(row, 2), _cell(row, 1), _cell(row, 4))
        elif name in ("true", "false"):
            self.option(name.capitalize(), _cell(row, 1), _cell(row, 2))
        elif name == "item":
            self.options.append(RawOption(text=_cell(row, 1), slot=len(self.options), rationale=_cell(row, 3)))
        elif name == "answer":
            self.accepted.append(_cell(row, 2))
        elif name != "inputbox" and any(_cell(row, place) for place in range(1, len(row.cells))):
            self.unread.append(_cell(row, 0))

    def option(self, text: str, share: str, reason: str) -> None:
        """An option with the share of the points that it earns; of a multiple selection, 1 is right."""
        stated = decimal_of(share or "0")
        if stated is None:
            self.problems.append(f'"{share}" is no share of the points')
            return
        earned = stated / (1 if self.kind == "ms" else _WHOLE)
        weight = earned if 0 < earned < 1 else None
        self.options.append(
            RawOption(text=text, slot=len(self.options), is_right=earned >= 1, rationale=reason, weight=weight)
        )

    def raw(self) -> RawQuestion:
        if self.kind not in _KINDS:
            self.problems.append(f'there is no kind of question "{self.kind}"')
        return RawQuestion(
            line=self.line,
            stem=self.stem,
            options=tuple(self.options),
            room=len(self.options),
            accepted=tuple(dict.fromkeys(self.accepted)),
            kind=_KINDS.get(self.kind),
            texts=self.texts,
            unread=tuple(dict.fromkeys(self.unread)),
            problems=tuple(self.problems),
        )
