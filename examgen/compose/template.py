"""A template folder in, a `Template` out: its files as text, with the shipped ones where the folder has none.

Markdown files of the folder replace the shipped file of the same name; style.toml and labels override it line by line.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from examgen.compose.conventions import Conventions
from examgen.compose.labels import Labels, parse_labels
from examgen.compose.style import parse_style
from examgen.compose.toml_layer import TomlLayer, read_layer
from examgen.diagnostics import Diagnostic, Severity
from examgen.errors import BlueprintError
from examgen.model.blueprint import Letters
from examgen.model.manuscript import DocumentKind
from examgen.model.style import PageStyle
from examgen.model.variant import LETTERS

PACKAGE = Path(__file__).resolve().parent.parent
STYLE, LARGE_PRINT = "style.toml", "large-print.toml"
PATTERNS = ("*.md", STYLE, LARGE_PRINT, "labels/*.toml")
KINDS = tuple(dict.fromkeys(kind.page for kind in DocumentKind))
KNOWN = {STYLE, LARGE_PRINT, *(f"{kind}{part}.md" for kind in KINDS for part in ("", "-head", "-foot"))}
MOST_BYTES = 1_000_000
COPY = "get a copy of the shipped template with `examgen new template DIR`"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class TemplateFile:
    path: str
    """As the user named it, for diagnostics."""

    text: str


@dataclass(frozen=True)
class Template:
    """All files of a template, by name within its folder."""

    shipped: Mapping[str, TemplateFile]
    own: Mapping[str, TemplateFile]
    """What the teacher's folder holds; empty for the shipped template."""

    def markdown(self, name: str) -> TemplateFile | None:
        """The teacher's file, else the shipped one."""
        return self.own.get(name) or self.shipped.get(name)

    @cached_property
    def style(self) -> PageStyle:
        """Measures, sizes and fonts."""
        return parse_style(self._layers(STYLE))

    @cached_property
    def large_style(self) -> PageStyle:
        """The same for large-print copies."""
        return parse_style([*self._layers(STYLE), *self._layers(LARGE_PRINT)])

    def labels(self, language: str, letters: Letters = Letters.LANGUAGE) -> Labels:
        """The wordings for a BCP 47 language: "de-AT" takes labels/de.toml, and over it labels/de-AT.toml."""
        if not LANGUAGE.fullmatch(language):
            raise BlueprintError(f'"{language}" is no language tag', remedy='use one such as "en" or "de-AT"')
        tags = _lineage(language)
        layers = [layer for tag in tags for layer in self._layers(f"labels/{tag}.toml")]
        if not layers:
            have = sorted({Path(name).stem for name in (*self.shipped, *self.own) if name.startswith("labels/")})
            raise BlueprintError(
                f'there are no wordings for the language "{language}", only for {", ".join(have)}',
                remedy="choose another with --language, or get a copy with `examgen new template DIR`, "
                f"translate its labels/en.toml as labels/{tags[0]}.toml, and build with --template DIR",
            )
        labels = parse_labels(layers, language)
        return labels if letters is Letters.LANGUAGE else replace(labels, letters=tuple(LETTERS))

    def _layers(self, name: str) -> list[TomlLayer]:
        files = (file for layer in (self.shipped, self.own) for known, file in layer.items() if _same(known, name))
        return [read_layer(file.text, file.path) for file in files]


def _lineage(language: str) -> tuple[str, ...]:
    """The tags whose wordings apply, the widest first: "zh", "zh-Hant", "zh-TW"."""
    base = language.split("-")[0].lower()
    tags = (base, f"{base}-{Conventions.of(language).script}", language)
    return tuple({tag.lower(): tag for tag in tags if not tag.endswith("-")}.values())


def _same(known: str, name: str) -> bool:
    return known.lower() == name.lower()


def shipped_folder() -> Path:
    """Where the shipped template lies: in the installed package, or beside it in a source tree."""
    installed = PACKAGE / "templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"


def load_template(folder: str | Path | None = None) -> Template:
    """Read a teacher's template folder over the shipped one."""
    shipped = _read_files(shipped_folder())
    if folder is None:
        return Template(shipped, {})
    if not os.path.isdir(folder):
        why = "a file" if os.path.exists(folder) else "not there"
        raise BlueprintError(f'"{folder}" is no template folder: it is {why}', remedy=COPY)
    own = _read_files(Path(folder))
    if not any(name in KNOWN or name.startswith("labels/") for name in own):
        raise BlueprintError(
            f'"{folder}" is no template folder: it holds none of {", ".join(sorted(KNOWN))}',
            remedy=COPY,
        )
    return Template(shipped, own)


def _read_files(folder: Path) -> dict[str, TemplateFile]:
    found = (path for pattern in PATTERNS for path in sorted(folder.glob(pattern)))
    return {path.relative_to(folder).as_posix(): _read_file(path) for path in found}


def _read_file(path: Path) -> TemplateFile:
    shown = str(path)
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise _unreadable(shown, "it is not a file")
        if state.st_size > MOST_BYTES:
            raise _unreadable(shown, f"larger than {MOST_BYTES:,} bytes")
        data = path.read_bytes()
        return TemplateFile(shown, data.decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        raise _unreadable(shown, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise _unreadable(shown, "not UTF-8 text", data.count(b"\n", 0, error.start) + 1) from error


def _unreadable(path: str, why: str, line: int | None = None) -> BlueprintError:
    diagnostic = Diagnostic(
        severity=Severity.ERROR, rule="template-unreadable", message=f"cannot be read: {why}", path=path, line=line
    )
    return BlueprintError(f"the template file {path} cannot be read", diagnostics=[diagnostic])
