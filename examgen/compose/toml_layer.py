"""A TOML file of a template in, its values with their places out; mistakes become located diagnostics."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import BlueprintError

TABLE = re.compile(r"\s*\[\s*([\w.-]+)\s*\]")
ENTRY = re.compile(r"\s*([\w-]+)\s*=")
ERROR_PLACE = re.compile(r" *\(at (?:line (\d+).*|end of document)\)")


@dataclass(frozen=True, slots=True)
class TomlLayer:
    """One file's values, by dotted name; `mistakes` collects what is found wrong with them."""

    path: str
    values: dict[str, object]
    lines: dict[str, int]
    mistakes: list[Diagnostic] = field(default_factory=list)

    def mistake(self, name: str, message: str, hint: str | None = None) -> None:
        """Note a mistake in one value."""
        self.mistakes.append(
            Diagnostic(
                severity=Severity.ERROR,
                rule="template-setting",
                message=message,
                path=self.path,
                line=self.lines.get(name),
                field=name or None,
                hint=hint,
            )
        )

    def check_names(self, known: Iterable[str]) -> None:
        """Note every name that is not among the known ones."""
        names = list(known)
        for name in self.values:
            if name not in names:
                self.mistake(name, f'there is no setting "{name}"', nearest_hint(name, names))

    def finish(self) -> None:
        """Raise if any mistake was noted."""
        if self.mistakes:
            raise BlueprintError(f"{self.path} holds mistakes", diagnostics=self.mistakes)


def read_layer(text: str, path: str) -> TomlLayer:
    """Parse a TOML text into dotted names."""
    try:
        values = dict(_flattened(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        place = ERROR_PLACE.search(str(error))
        line = int(place.group(1)) if place and place.group(1) else len(text.splitlines())
        layer = TomlLayer(path, {}, {"": line})
        layer.mistake("", f"not valid TOML: {ERROR_PLACE.sub('', str(error))}", "texts stand in double quotes")
        layer.finish()
    return TomlLayer(path, values, dict(_lines(text)))


def nearest_hint(name: str, known: Iterable[str]) -> str:
    """Suggest the known name that looks most like this one, or list them all."""
    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    return f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(names)}"


def _flattened(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _lines(text: str) -> Iterator[tuple[str, int]]:
    prefix = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if table := TABLE.match(line):
            prefix = f"{table.group(1)}."
            yield table.group(1), number
        elif entry := ENTRY.match(line):
            yield prefix + entry.group(1), number
