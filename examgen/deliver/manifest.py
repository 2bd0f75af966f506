"""The record of one build, to and from manifest.json: enough to reprint it, and to know which files are examgen's.

The same build gives the same bytes: no clock time, no absolute path, one line for each variant and file.
"""

from __future__ import annotations

import json
import platform
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from examgen.deliver.paths import files_in, sha256_of
from examgen.model.blueprint import Blueprint
from examgen.model.selection import Move
from examgen.model.variant import PlacedQuestion, Variant

MANIFEST = "manifest.json"
SOURCES = "sources"
SCHEMA = 1

Setting: TypeAlias = str | int | bool | None


class SourceRole(StrEnum):
    """What a build used a file for."""

    BANK = "bank"
    BLUEPRINT = "blueprint"
    TEMPLATE = "template"
    IMAGE = "image"
    FONT = "font"
    PRINTED_BANK = "printed-bank"
    """What a bank was before it was corrected, likewise below."""

    PRINTED_IMAGE = "printed-image"


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the build; paths are relative to the manifest's folder, with slashes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Source(ListedFile):
    """A copy of a file that the build read."""

    role: SourceRole
    name: str
    """What it was called where it was read, e.g. ``quiz.txt`` or ``figures/lens.png``."""

    folder: str = ""
    """Of a bank, the folder that led to it from the current one; empty for that itself, and where it was absolute."""


@dataclass(frozen=True, slots=True)
class VariantOrder:
    """The order of one variant: question ids as printed, each with the places in the bank of its options.

    The parts of a question stand behind it; distractors that are not shown are left out.
    """

    number: int
    questions: tuple[tuple[str, tuple[int, ...]], ...]
    moved: tuple[tuple[str, str, int], ...] = ()
    """What a rule had drawn again: id of the question or set, "options" or "place", and how often."""
    sections: tuple[int, ...] = ()
    """How many stand in each section; empty where there are none."""

    values: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """Question id → the name and value of each of its variables, where it has any."""


@dataclass(frozen=True, slots=True)
class CorrectedQuestion:
    """What was corrected in one question, a part of one, or a question set."""

    id: str
    was: str
    """The id under which it was printed; empty for a part that was added."""

    fields: tuple[str, ...] = ()
    """E.g. "stem", "option", "key"; none where only its id is another one."""


@dataclass(frozen=True, slots=True)
class ChangedPages:
    """The pages of one paper that say something else than in the issue before."""

    variant: int
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """How the options of a question stood on one paper before some of them, or the part that it is, were taken out."""

    variant: int
    id: str
    """Its id now."""

    order: tuple[int, ...] = ()
    """Places in the corrected bank, and behind these the places of what was taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """How a build differs from the one that it corrects."""

    parents: tuple[str, ...]
    """SHA-256 of the manifests of the issues before, the first issue first."""

    corrected: tuple[CorrectedQuestion, ...]
    pages: tuple[ChangedPages, ...] = ()
    taken_out: tuple[TakenOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything needed to reprint one build."""

    command: str
    """The command that made it, e.g. ``build`` or ``practice``."""

    versions: Mapping[str, str]
    """Name → version of everything that decides bytes."""

    blueprint: Blueprint
    options: Mapping[str, Setting]
    """Settings of the command beside the blueprint, e.g. ``encoding``."""

    sources: tuple[Source, ...]
    variants: tuple[VariantOrder, ...]
    files: tuple[ListedFile, ...]
    moves: tuple[Move, ...] = ()
    """What rules changed in the draw."""

    amendment: Amendment | None = None
    """``None`` for a first issue."""

    @property
    def hashes(self) -> dict[str, str]:
        """Path → SHA-256 of every file of the build except the manifest itself."""
        return {file.path: file.sha256 for listed in (self.files, self.sources) for file in listed}


def order_of(variant: Variant) -> VariantOrder:
    """What the manifest keeps of a variant."""
    moved = tuple((redraw.id, redraw.what.value, redraw.times) for redraw in variant.redrawn)
    counts = tuple(section.count for section in variant.sections)
    values = tuple((each.question.id, each.question.values) for each in variant.questions if each.question.values)
    return VariantOrder(variant.number, tuple(_orders(variant.questions)), moved, counts, values)


def _orders(questions: Iterable[PlacedQuestion]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for placed in questions:
        yield placed.question.id, placed.order
        yield from _orders(placed.parts)


def listed_files(folder: Path, known: Sequence[ListedFile] = ()) -> tuple[ListedFile, ...]:
    """All files of a build in its staging folder, in the order of their paths; sources and manifest apart.

    What is known is not read again.
    """
    listed = {file.path: file for file in known}
    own = (path for path in sorted(files_in(folder)) if path != MANIFEST and not path.startswith(f"{SOURCES}/"))
    return tuple(listed.get(path) or ListedFile(path, sha256_of(folder / path)) for path in own)


def installed_versions(examgen: str, distributions: Iterable[str]) -> dict[str, str]:
    """Versions of examgen, Python, zlib and these installed distributions."""
    from importlib.metadata import version  # costs as much as all other imports of this stage together

    fixed = {"examgen": examgen, "python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return fixed | {name: version(name) for name in sorted(distributions)}


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write manifest.json into the folder."""
    (folder / MANIFEST).write_text(dump_manifest(manifest), encoding="utf-8", newline="\n")


def dump_manifest(manifest: Manifest) -> str:
    """The manifest as JSON text."""
    blueprint = {field.name: _plain(getattr(manifest.blueprint, field.name)) for field in fields(Blueprint)}
    entries = {
        "examgen_manifest": _line(SCHEMA),
        "command": _line(manifest.command),
        "seed": _line(blueprint.pop("seed")),
        "versions": _line(dict(manifest.versions)),
        "blueprint": _line(blueprint),
        "options": _line(dict(sorted(manifest.options.items()))),
        "sources": _lines(_record(source) for source in manifest.sources),
        **({"drawn_by_rules": _lines(_plain(move) for move in manifest.moves)} if manifest.moves else {}),
        **({"amendment": _line(_plain(manifest.amendment))} if manifest.amendment else {}),
        "variants": _lines(_entries(order) for order in manifest.variants),
        "files": _lines(_record(file) for file in manifest.files),
    }
    return "{\n" + ",\n".join(f"{_line(name)}: {text}" for name, text in entries.items()) + "\n}\n"


def _plain(value: Any) -> Any:
    """A setting as JSON has it: groups of settings without what they leave out, numbers of points as texts."""
    if is_dataclass(value):
        said = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _plain(part) for name, part in said.items() if part not in (None, ())}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Decimal) else value


def _entries(order: VariantOrder) -> dict[str, Any]:
    entries: dict[str, Any] = {"number": order.number, "questions": order.questions}
    values = {name: dict(values) for name, values in order.values}
    more = {"sections": order.sections, "moved": order.moved, "values": values}
    return entries | {name: value for name, value in more.items() if value}


def _record(entry: ListedFile) -> dict[str, str]:
    said = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return {name: value for name, value in said.items() if value or name != "folder"}


def _lines(values: Iterable[Any]) -> str:
    lines = ",\n".join(_line(value) for value in values)
    return f"[\n{lines}\n]" if lines else "[]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
