"""YAML in, its values with lines and as they were written, or what is damaged and where, out.

Events are turned into values one by one, so nesting is counted, not recursed into, and no tag makes an object.
Aliases are followed as far as they repeat little.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

import yaml
from yaml.reader import Reader

from examgen.formats.decode import shortened
from examgen.formats.records.values import MOST_NESTED, MOST_VALUES, Damage, Entry, Number, Value

MOST_REPEATED = 100_000
"""Values that aliases may repeat in all."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
"""What only looks like "yes" or "no" in old YAML stays the word that it is."""


def yaml_values(text: str) -> tuple[list[Value], list[Damage]]:
    """The values of all documents of a text."""
    reader = _Reader(_Places(text))
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except Damage as damage:
        return [], [damage]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "it cannot be read"
        return [], [Damage(problem, reader.places.line(mark.index if mark else 0), mark.column + 1 if mark else None)]
    except (yaml.YAMLError, ValueError) as error:
        odd = Reader.NON_PRINTABLE.search(text)
        return [], [Damage(str(error).splitlines()[0], text.count("\n", 0, odd.start()) + 1 if odd else 1)]
    return reader.documents, []


class _Places:
    """Where the lines of a text begin; YAML's own count has more, for it ends lines at further signs."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self, place: int) -> int:
        return bisect_right(self.starts, place)


@dataclass(slots=True)
class _Open:
    """A list or an entry that is not closed yet."""

    anchor: str | None
    size: int
    """How many values there were before it."""

    items: list[Value] | None = None
    entry: Entry | None = None
    name: str | None = None


@dataclass(slots=True)
class _Reader:
    """The state of one text while its events come in."""

    places: _Places
    documents: list[Value] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Value, int]] = field(default_factory=dict)
    """What aliases stand for, and how many values it holds."""

    count: int = 0
    repeated: int = 0

    def take(self, event: yaml.Event) -> None:
        line = self.places.line(event.start_mark.index if event.start_mark else 0)
        match event:
            case yaml.DocumentStartEvent():
                self.anchors.clear()
            case yaml.SequenceStartEvent():
                self.open(_Open(event.anchor, self.count, items=[]), line)
            case yaml.MappingStartEvent():
                self.open(_Open(event.anchor, self.count, entry=Entry({}, line)), line)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                done = self.opened.pop()
                self.add(done.items if done.entry is None else done.entry, done.anchor, self.count - done.size, line)
            case yaml.ScalarEvent():
                inner = self.opened[-1] if self.opened else None
                if inner and inner.entry and inner.name is None:
                    self.name(inner, inner.entry, event, line)
                else:
                    self.add(_single(event), event.anchor, 1, line)
            case yaml.AliasEvent():
                self.repeat(str(event.anchor), line)

    def open(self, opened: _Open, line: int) -> None:
        inner = self.opened[-1] if self.opened else None
        if inner and inner.entry and inner.name is None:
            raise Damage("a list or an entry stands where a name should", line)
        if len(self.opened) >= MOST_NESTED:
            raise Damage(f"lists and entries are nested more than {MOST_NESTED} deep", line)
        self.opened.append(opened)

    def name(self, inner: _Open, entry: Entry, event: yaml.ScalarEvent, line: int) -> None:
        inner.name = str(event.value)
        if inner.name in entry.fields:
            raise Damage(f'the name "{shortened(inner.name)}" stands twice in one entry', line)

    def add(self, value: Value, anchor: str | None, size: int, line: int) -> None:
        self.count += 1
        if self.count > MOST_VALUES:
            raise Damage(f"there are more than {MOST_VALUES} values, the most that one file may hold", line)
        if anchor:
            self.anchors[anchor] = value, size
        if not self.opened:
            self.documents.append(value)
            return
        inner = self.opened[-1]
        if inner.items is not None:
            inner.items.append(value)
        elif inner.entry and inner.name is not None:
            inner.entry.fields[inner.name] = value
            inner.name = None

    def repeat(self, anchor: str, line: int) -> None:
        if anchor not in self.anchors:
            raise Damage(f'nothing is called "&{shortened(anchor)}" before its alias', line)
        inner = self.opened[-1] if self.opened else None
        if inner and inner.entry and inner.name is None:
            raise Damage("an alias stands where a name should", line)
        value, size = self.anchors[anchor]
        self.repeated += size
        if self.repeated > MOST_REPEATED:
            raise Damage(f"aliases repeat more than {MOST_REPEATED} values", line)
        self.count += size
        self.add(value, None, size, line)


def _single(event: yaml.ScalarEvent) -> Value:
    """A plain scalar as the number, truth or nothing that it looks like; else its words."""
    words = str(event.value)
    if event.style or event.tag is not None:
        return words
    if words in _NULLS:
        return None
    if words in _TRUTHS:
        return _TRUTHS[words]
    return Number(words) if _NUMBER.fullmatch(words) else words
