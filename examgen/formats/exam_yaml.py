"""An exam.yaml in, `Settings` with diagnostics out; every value keeps the author's wording, dates and seeds included.

The file is read as a tree of nodes, never as Python objects: nothing is converted behind the author's back,
and each value knows its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from examgen.diagnostics import Diagnostic, Severity
from examgen.model.answer_space import MOST_LINES, AnswerSpace, parse_answer_space
from examgen.model.blueprint import (
    FONT_ENDINGS,
    LINE_SPACINGS,
    MARGINS,
    MOST_COLUMNS,
    MOST_TAIL,
    SIZES,
    Access,
    Font,
    KeyStyle,
    Letters,
    Margins,
    OrderedOptions,
    Paper,
    Settings,
)
from examgen.model.lengths import parse_length
from examgen.model.response import Scoring

MOST_BYTES = 1_000_000
MOST_VARIANTS = 100_000
MOST_QUESTIONS = 100_000
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SPACE_HINT = "write for example 4cm, or 6 lines"
LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Wrong(Exception):
    """A value is not what its setting takes."""

    wanted: str
    hint: str | None = None
    node: yaml.Node | None = None


def _tag(node: yaml.Node) -> str:
    return str(node.tag).rsplit(":", 1)[-1]


def _text(node: yaml.Node) -> str:
    """Any single value, as written: a date or a number is a text here too."""
    if not isinstance(node, yaml.ScalarNode) or _tag(node) == "null":
        raise _Wrong("a text", "put texts that hold a colon or a hash in quotes")
    return str(node.value).strip()


def _date(node: yaml.Node) -> str:
    """A text; one that looks like a date such as 2026-06-12 names a day that exists."""
    text = _text(node)
    if ISO_DATE.fullmatch(text):
        try:
            date.fromisoformat(text)
        except ValueError:
            raise _Wrong("a day of the calendar, as year-month-day, or words") from None
    return text


def _count(most: int) -> Callable[[yaml.Node], int]:
    def count(node: yaml.Node) -> int:
        if _tag(node) == "int" and re.fullmatch(r"[0-9]+", node.value) and 1 <= int(node.value) <= most:
            return int(node.value)
        raise _Wrong(f"a whole number from 1 to {most}")

    return count


def _switch(node: yaml.Node) -> bool:
    if _tag(node) == "bool":
        return str(node.value).lower() in ("true", "yes", "on")
    raise _Wrong("true or false")


def _one_of(kind: type[E]) -> Callable[[yaml.Node], E]:
    def one_of(node: yaml.Node) -> E:
        names = [member.value for member in kind]
        if isinstance(node, yaml.ScalarNode) and node.value.lower() in names:
            return kind(node.value.lower())
        raise _Wrong(" or ".join(names))

    return one_of


def _multiple(least: float, most: float) -> Callable[[yaml.Node], float]:
    def multiple(node: yaml.Node) -> float:
        if _tag(node) in ("int", "float") and re.fullmatch(r"\d+(\.\d+)?", node.value):
            number = float(node.value)
            if least <= number <= most:
                return number
        raise _Wrong(f"a number from {least:g} to {most:g}")

    return multiple


def _size(node: yaml.Node) -> float:
    """A length; a bare number is points."""
    least, most = SIZES
    text = str(node.value) + ("pt" if _tag(node) in ("int", "float") else "")
    length = parse_length(text) if isinstance(node, yaml.ScalarNode) else None
    if length is None or not least <= length <= most:
        raise _Wrong(f"a size of type from {least:g}pt to {most:g}pt", "write for example 12pt")
    return length


def _answer_space(node: yaml.Node) -> AnswerSpace:
    space = parse_answer_space(str(node.value)) if isinstance(node, yaml.ScalarNode) else None
    if space is None:
        raise _Wrong(f"a length, up to {MOST_LINES} lines, or none", SPACE_HINT)
    return space


def _margins(node: yaml.Node) -> Margins:
    """One length for all sides; two for top and bottom, and for the sides; or four clockwise from the top."""
    words = str(node.value).split() if isinstance(node, yaml.ScalarNode) else []
    lengths = [length for word in words if (length := parse_length(word)) and MARGINS[0] <= length <= MARGINS[1]]
    if len(lengths) not in (1, 2, 4) or len(lengths) < len(words):
        raise _Wrong("one, two or four lengths from 10mm to 60mm", "write for example 20mm, or 25mm 20mm")
    return Margins(*(lengths * (4 // len(lengths))))


def _language(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode) and _tag(node) != "null" and re.fullmatch(LANGUAGE, node.value):
        return str(node.value)
    raise _Wrong('a language tag such as "en" or "de-AT"')


def _names(node: yaml.Node) -> tuple[str, ...]:
    """A list of fonts, or one alone."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not nodes:
        raise _Wrong("one or more fonts", 'write for example ["Noto Naskh Arabic", fonts/amiri.ttf]')
    return tuple(_path(each, "the name of a family or of a font file") for each in nodes)


def _paths(node: yaml.Node) -> tuple[str, ...]:
    """A list of files, or one alone."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not nodes:
        raise _Wrong("one or more files")
    return tuple(_path(each) for each in nodes)


def _path(node: yaml.Node, wanted: str = "the name of a file") -> str:
    if isinstance(node, yaml.ScalarNode) and _tag(node) == "str" and node.value.strip():
        return str(node.value)
    raise _Wrong(wanted, node=node)


SETTINGS: Mapping[str, Callable[[yaml.Node], Any]] = {
    "title": _text,
    "course": _text,
    "date": _date,
    "instructor": _text,
    "instructions": _text,
    "variants": _count(MOST_VARIANTS),
    "questions": _count(MOST_QUESTIONS),
    "seed": _text,
    "shuffle_questions": _switch,
    "shuffle_options": _switch,
    "ordered_options": _one_of(OrderedOptions),
    "key_tail": _multiple(0, MOST_TAIL),
    "strict_balance": _switch,
    "paper": _one_of(Paper),
    "landscape": _switch,
    "margins": _margins,
    "columns": _count(MOST_COLUMNS),
    "font": _one_of(Font),
    "fonts": _names,
    "size": _size,
    "line_spacing": _multiple(*LINE_SPACINGS),
    "answer_space": _answer_space,
    "scoring": _one_of(Scoring),
    "access": _one_of(Access),
    "one_per_page": _switch,
    "language": _language,
    "letters": _one_of(Letters),
    "key": _one_of(KeyStyle),
    "template": _path,
    "banks": _paths,
}
"""What exam.yaml may say, and how each value is read; exam.schema.json says the same to editors."""


def read_blueprint(path: str | Path) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read a file from disk; banks and template are found from its folder."""
    try:
        if Path(path).exists() and not Path(path).is_file():  # a pipe or device may never end
            return Settings(), (
                _error(str(path), None, "cannot be read: it is no ordinary file", hint="save the settings to a file"),
            )
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        return Settings(), (_error(str(path), None, f"cannot be read: {error.strerror or error}"),)
    if len(data) > MOST_BYTES:
        return Settings(), (_error(str(path), None, f"is larger than {MOST_BYTES} bytes, which no blueprint is"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Settings(), (_error(str(path), line, "is not UTF-8 text", hint="save it as UTF-8"),)
    return parse_blueprint(text, str(path))


def parse_blueprint(text: str, path: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read settings from a YAML text; mistakes leave their setting out."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        message = f"is not valid YAML: {error.problem or error.context}"
        return Settings(), (_error(path, line, message, hint="put texts that hold a colon or a hash in quotes"),)
    except (yaml.YAMLError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        return Settings(), (_error(path, None, f"is not valid YAML: {reason}"),)
    reading = _Reading(path)
    if root is not None:
        reading.read(root)
    return reading.settings(), tuple(reading.diagnostics)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What has been read of one file."""

    path: str
    values: dict[str, Any] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self, root: yaml.Node) -> None:
        if not isinstance(root, yaml.MappingNode):
            self._note(root, None, "a blueprint is a list of settings", "write one on each line, e.g. title: Midterm")
            return
        for name, value in self._entries(root):
            try:
                self.values[name] = SETTINGS[name](value)
            except _Wrong as wrong:
                at = wrong.node or value
                self._note(at, name, f"{name} must be {wrong.wanted}, not {_shown(at)}", wrong.hint)

    def _entries(self, root: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
        """Known settings, each once."""
        met: dict[str, int] = {}
        for key, value in root.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in SETTINGS:
                self._note(key, name or None, f"there is no setting {_shown(key)}", _nearest(name))
            elif name in met:
                self._note(key, name, f"{name} is set twice, first on line {met[name]}", "leave one of the two")
            else:
                met[name] = key.start_mark.line + 1
                yield name, value

    def settings(self) -> Settings:
        folder = Path(self.path).parent
        found = dict(self.values)
        if "banks" in found:
            found["banks"] = tuple(str(folder / bank) for bank in found["banks"])
        if "fonts" in found:
            found["fonts"] = tuple(str(folder / f) if f.lower().endswith(FONT_ENDINGS) else f for f in found["fonts"])
        if "template" in found:
            found["template"] = str(folder / found["template"])
        return Settings(**found)

    def _note(self, node: yaml.Node, name: str | None, message: str, hint: str | None = None) -> None:
        self.diagnostics.append(_error(self.path, node.start_mark.line + 1, message, name, hint))


def _shown(node: yaml.Node) -> str:
    match node:
        case yaml.SequenceNode():
            return "a list"
        case yaml.MappingNode():
            return "a group of settings"
        case _ if _tag(node) == "null":
            return "nothing"
        case _:
            text = str(node.value)
            return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


def _nearest(name: str) -> str:
    near = get_close_matches(name.replace("-", "_").lower(), SETTINGS, n=1)
    return f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(SETTINGS)}"


def _error(path: str, line: int | None, message: str, name: str | None = None, hint: str | None = None) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR, rule="blueprint", message=message, path=path, line=line, field=name, hint=hint
    )
