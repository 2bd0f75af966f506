"""One question of a table or of somebody's JSON as its author wrote it, before its texts and its key are understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from examgen.formats.records.vocabulary import Role
from examgen.model.response import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class RawOption:
    """One option that is there."""

    text: str
    slot: int
    """Its place among the options that the file has room for, from 0."""

    label: str = ""
    name: str = ""
    """By what else the file calls it."""

    is_right: bool = False
    rationale: str = ""
    weight: Decimal | None = None
    """Share of the points that it earns, where that is a part of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawKey:
    """What one column or name says is right."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawQuestion:
    """One question, its texts still source."""

    line: int
    stem: str
    member: str = ""
    """The sheet of a workbook in which it stands, where there are several."""

    options: tuple[RawOption, ...] = ()
    room: int = 0
    """How many options the file has room for."""

    slots: tuple[str, ...] = ()
    """What the file calls its places for options, where it numbers or letters them."""

    keys: tuple[RawKey, ...] = ()
    accepted: tuple[str, ...] = ()
    """What is right, where there are no options."""

    kind: Kind | None = None
    passage: str = ""
    texts: Mapping[Role, str] = field(default_factory=dict)
    """Whatever else is single: id, number, explanation, points, …"""

    tags: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """Names whose values say nothing that is known."""

    is_choice: bool = False
    """Whether its kind says that options are offered."""

    is_unscored: bool = False
    """Whether it is a poll or a drawing, of which nothing is right."""

    problems: tuple[str, ...] = ()
    """Why it cannot be read as it stands."""

    doubt: str = ""
    """The same, where what else the file holds may settle it."""

    def text(self, role: Role) -> str:
        return self.texts.get(role, "")

    @property
    def written(self) -> Iterator[str]:
        """All that its author wrote in it."""
        yield from (self.stem, self.passage, *self.accepted, *self.tags, *self.texts.values())
        for option in self.options:
            yield from (option.text, option.rationale)
        for key in self.keys:
            yield from key.values
