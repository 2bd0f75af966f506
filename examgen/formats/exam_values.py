"""Nodes of a YAML tree in, the values of settings out; what a setting does not take is `Wrong`, with what it wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias, TypeVar

import yaml

from examgen.model.answer_space import MOST_LINES, AnswerSpace, parse_answer_space
from examgen.model.blueprint import MARGINS, SIZES, Margins
from examgen.model.lengths import parse_length

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
POINTS = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})?")
SPACE_HINT = "write for example 4cm, or 6 lines"
LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Wrong(Exception):
    """A value is not what its setting takes."""

    wanted: str
    hint: str | None = None
    node: yaml.Node | None = None


class Mistake(NamedTuple):
    """What is wrong at a node."""

    node: yaml.Node
    name: str | None
    """Of the setting."""

    message: str
    hint: str | None = None


class Mistaken(Exception):
    """A value holds settings of its own, and mistakes in them."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        super().__init__()
        self.mistakes = tuple(mistakes)


Readers: TypeAlias = Mapping[str, Callable[[yaml.Node], Any]]
"""Name → how its value is read."""


def line_of(node: yaml.Node) -> int:
    """Counted from 1."""
    return int(node.start_mark.line) + 1


def settings_in(node: yaml.MappingNode, readers: Readers) -> tuple[dict[str, Any], list[Mistake]]:
    """The settings of a group, and what is wrong with the others."""
    found: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for name, value in _entries(node, readers, mistakes):
        try:
            found[name] = readers[name](value)
        except Mistaken as nested:
            mistakes += nested.mistakes
        except Wrong as wrong:
            at = wrong.node or value
            mistakes.append(Mistake(at, name, f"{name} must be {wrong.wanted}, not {shown(at)}", wrong.hint))
    return found, mistakes


def _entries(node: yaml.MappingNode, readers: Readers, mistakes: list[Mistake]) -> Iterator[tuple[str, yaml.Node]]:
    """Known settings, each once."""
    met: dict[str, int] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in readers:
            mistakes.append(Mistake(key, name or None, f"there is no setting {shown(key)}", _nearest(name, readers)))
        elif name in met:
            twice = f"{name} is set twice, first on line {met[name]}"
            mistakes.append(Mistake(key, name, twice, "leave one of the two"))
        else:
            met[name] = line_of(key)
            yield name, value


def shown(node: yaml.Node) -> str:
    """A node as messages quote it."""
    match node:
        case yaml.SequenceNode():
            return "a list"
        case yaml.MappingNode():
            return "a group of settings"
        case _ if tag(node) == "null":
            return "nothing"
        case _:
            text = str(node.value)
            return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


def _nearest(name: str, readers: Readers) -> str:
    near = get_close_matches(name.replace("-", "_").lower(), readers, n=1)
    return f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(readers)}"


def tag(node: yaml.Node) -> str:
    """The kind of a node, e.g. "int"."""
    return str(node.tag).rsplit(":", 1)[-1]


def as_text(node: yaml.Node) -> str:
    """Any single value, as written: a date or a number is a text here too."""
    if not isinstance(node, yaml.ScalarNode) or tag(node) == "null":
        raise Wrong("a text", "put texts that hold a colon or a hash in quotes")
    return str(node.value).strip()


def as_date(node: yaml.Node) -> str:
    """A text; one that looks like a date such as 2026-06-12 names a day that exists."""
    text = as_text(node)
    if ISO_DATE.fullmatch(text):
        try:
            date.fromisoformat(text)
        except ValueError:
            raise Wrong("a day of the calendar, as year-month-day, or words") from None
    return text


def as_count(most: int, least: int = 1) -> Callable[[yaml.Node], int]:
    def counted(node: yaml.Node) -> int:
        if tag(node) == "int" and re.fullmatch(r"[0-9]{1,9}", node.value) and least <= int(node.value) <= most:
            return int(node.value)
        raise Wrong(f"a whole number from {least} to {most}")

    return counted


def as_switch(node: yaml.Node) -> bool:
    if tag(node) == "bool":
        return str(node.value).lower() in ("true", "yes", "on")
    raise Wrong("true or false")


def as_word(kind: type[E]) -> Callable[[yaml.Node], E]:
    def chosen(node: yaml.Node) -> E:
        names = [member.value for member in kind]
        if isinstance(node, yaml.ScalarNode) and node.value.lower() in names:
            return kind(node.value.lower())
        raise Wrong(" or ".join(names))

    return chosen


def as_multiple(least: float, most: float) -> Callable[[yaml.Node], float]:
    def factor(node: yaml.Node) -> float:
        if tag(node) in ("int", "float") and re.fullmatch(r"\d+(\.\d+)?", node.value):
            number = float(node.value)
            if least <= number <= most:
                return number
        raise Wrong(f"a number from {least:g} to {most:g}")

    return factor


def as_points(node: yaml.Node) -> Decimal:
    if tag(node) in ("int", "float") and POINTS.fullmatch(node.value) and (points := Decimal(node.value)):
        return points
    raise Wrong("a number of points such as 40 or 2.5")


def as_day(node: yaml.Node) -> str:
    """A date of the calendar, as it is sorted and compared."""
    written = as_text(node)
    if ISO_DATE.fullmatch(written) and as_date(node):
        return written
    raise Wrong("a day of the calendar, as year-month-day", "write for example 2026-06-12")


def as_size(node: yaml.Node) -> float:
    """A length; a bare number is points."""
    least, most = SIZES
    text = str(node.value) + ("pt" if tag(node) in ("int", "float") else "")
    length = parse_length(text) if isinstance(node, yaml.ScalarNode) else None
    if length is None or not least <= length <= most:
        raise Wrong(f"a size of type from {least:g}pt to {most:g}pt", "write for example 12pt")
    return length


def as_answer_space(node: yaml.Node) -> AnswerSpace:
    space = parse_answer_space(str(node.value)) if isinstance(node, yaml.ScalarNode) else None
    if space is None:
        raise Wrong(f"a length, up to {MOST_LINES} lines, or none", SPACE_HINT)
    return space


def as_margins(node: yaml.Node) -> Margins:
    """One length for all sides; two for top and bottom, and for the sides; or four clockwise from the top."""
    words = str(node.value).split() if isinstance(node, yaml.ScalarNode) else []
    lengths = [length for word in words if (length := parse_length(word)) and MARGINS[0] <= length <= MARGINS[1]]
    if len(lengths) not in (1, 2, 4) or len(lengths) < len(words):
        raise Wrong("one, two or four lengths from 10mm to 60mm", "write for example 20mm, or 25mm 20mm")
    return Margins(*(lengths * (4 // len(lengths))))


def as_language(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode) and tag(node) != "null" and re.fullmatch(LANGUAGE, node.value):
        return str(node.value)
    raise Wrong('a language tag such as "en" or "de-AT"')


def as_names(node: yaml.Node) -> tuple[str, ...]:
    """A list of fonts, or one alone."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not nodes:
        raise Wrong("one or more fonts", 'write for example ["Noto Naskh Arabic", fonts/amiri.ttf]')
    return tuple(as_path(each, "the name of a family or of a font file") for each in nodes)


def as_paths(node: yaml.Node) -> tuple[str, ...]:
    """A list of files, or one alone."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not nodes:
        raise Wrong("one or more files")
    return tuple(as_path(each) for each in nodes)


def as_rules(node: yaml.Node) -> tuple[str, ...]:
    """A list of names of rules, or one alone."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not nodes:
        raise Wrong("one or more rules", "write for example [longest-key, absolutes]")
    return tuple(as_path(each, "the name of a rule") for each in nodes)


def as_path(node: yaml.Node, wanted: str = "the name of a file") -> str:
    if isinstance(node, yaml.ScalarNode) and tag(node) == "str" and node.value.strip():
        return str(node.value)
    raise Wrong(wanted, node=node)
