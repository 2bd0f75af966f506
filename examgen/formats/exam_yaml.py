"""An exam.yaml in, `Settings` with diagnostics out; every value keeps the author's wording, dates and seeds included.

The file is read as a tree of nodes, never as Python objects: nothing is converted behind the author's back,
and each value knows its line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.exam_sections import as_filter, as_groups, as_quotas, as_sections
from examgen.formats.exam_values import (
    Readers,
    as_answer_space,
    as_count,
    as_date,
    as_day,
    as_language,
    as_margins,
    as_multiple,
    as_names,
    as_path,
    as_paths,
    as_points,
    as_rules,
    as_size,
    as_switch,
    as_text,
    as_word,
    line_of,
    settings_in,
)
from examgen.formats.rooms import GRID
from examgen.model.blueprint import (
    FONT_ENDINGS,
    LINE_SPACINGS,
    MOST_COLUMNS,
    MOST_TAIL,
    Access,
    Font,
    KeyStyle,
    Letters,
    OrderedOptions,
    Paper,
    Prefer,
    Settings,
    Values,
)
from examgen.model.response import Scoring
from examgen.model.sections import Selecting

MOST_BYTES = 1_000_000
MOST_VARIANTS = 100_000
MOST_QUESTIONS = 100_000
MOST_PAST = 1000


def _as_room(node: yaml.Node) -> str:
    return as_path(node, "a size such as 6x8, or the name of a file")


SETTINGS: Readers = {
    "title": as_text,
    "course": as_text,
    "date": as_date,
    "instructor": as_text,
    "instructions": as_text,
    "variants": as_count(MOST_VARIANTS),
    "questions": as_count(MOST_QUESTIONS),
    "sections": as_sections,
    "quotas": as_quotas,
    "must_use": as_filter,
    "never_use": as_filter,
    "enemies": as_groups,
    "one_of": as_groups,
    "points": as_points,
    "selection": as_word(Selecting),
    "history": as_path,
    "not_used_since": as_day,
    "not_in_last": as_count(MOST_PAST),
    "prefer": as_word(Prefer),
    "seed": as_text,
    "shuffle_questions": as_switch,
    "shuffle_options": as_switch,
    "ordered_options": as_word(OrderedOptions),
    "key_tail": as_multiple(0, MOST_TAIL),
    "strict_balance": as_switch,
    "seats": _as_room,
    "paper": as_word(Paper),
    "landscape": as_switch,
    "margins": as_margins,
    "columns": as_count(MOST_COLUMNS),
    "font": as_word(Font),
    "fonts": as_names,
    "size": as_size,
    "line_spacing": as_multiple(*LINE_SPACINGS),
    "answer_space": as_answer_space,
    "values": as_word(Values),
    "scoring": as_word(Scoring),
    "access": as_word(Access),
    "one_per_page": as_switch,
    "grading_table": as_switch,
    "language": as_language,
    "letters": as_word(Letters),
    "key": as_word(KeyStyle),
    "template": as_path,
    "ignore_rules": as_rules,
    "banks": as_paths,
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


def _unreadable(error: yaml.MarkedYAMLError, path: str) -> Diagnostic:
    """What is wrong with YAML, where it begins, and what most often brings it about."""
    problem, mark = str(error.problem or error.context), error.problem_mark
    hint = "put texts that hold a colon or a hash in quotes"
    if "end of stream" in problem and "quoted" in str(error.context):
        problem, mark, hint = "a quotation mark is not closed", error.context_mark, "close it on the same line"
    elif r"'\t'" in problem:
        hint = "indent with spaces, not with tabs"
    return _error(path, mark.line + 1 if mark else None, f"is not valid YAML: {problem}", hint=hint)


def parse_blueprint(text: str, path: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read settings from a YAML text; mistakes leave their setting out."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        return Settings(), (_unreadable(error, path),)
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
        found, mistakes = settings_in(root, SETTINGS)
        self.values.update(found)
        for mistake in mistakes:
            self._note(*mistake)

    def settings(self) -> Settings:
        folder = Path(self.path).parent
        found = dict(self.values)
        if "banks" in found:
            found["banks"] = tuple(str(folder / bank) for bank in found["banks"])
        if "fonts" in found:
            found["fonts"] = tuple(str(folder / f) if f.lower().endswith(FONT_ENDINGS) else f for f in found["fonts"])
        if "seats" in found and not GRID.fullmatch(found["seats"]):
            found["seats"] = str(folder / found["seats"])
        for name in ("template", "history"):
            if name in found:
                found[name] = str(folder / found[name])
        return Settings(**found)

    def _note(self, node: yaml.Node, name: str | None, message: str, hint: str | None = None) -> None:
        self.diagnostics.append(_error(self.path, line_of(node), message, name, hint))


def _error(path: str, line: int | None, message: str, name: str | None = None, hint: str | None = None) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR, rule="blueprint", message=message, path=path, line=line, field=name, hint=hint
    )
