"""The bytes of a manifest.json in, a `Manifest` out, or a `ManifestError` that says what is wrong where.

Nothing in the file is trusted: a path that could leave the folder is refused.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections import Counter
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from math import isfinite
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from examgen.deliver.manifest import MANIFEST, SCHEMA, Amendment, ListedFile, Manifest, Source, SourceRole, VariantOrder
from examgen.deliver.paths import is_plain
from examgen.errors import ManifestError
from examgen.model.blueprint import Blueprint
from examgen.model.selection import Move

T = TypeVar("T")

NAME_ONE = "name the manifest.json of a build"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Misfit(Exception):
    """Something in the file is not as the schema says; caught in `parse_manifest`."""


def manifest_in(folder: Path) -> Manifest | None:
    """The manifest of the build that stands in a folder; ``None`` where there is none."""
    path = folder / MANIFEST
    return read_manifest(path) if os.path.isfile(path) else None


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.json; raise `ManifestError` where it is missing, foreign, newer or damaged."""
    return parse_manifest(manifest_bytes(path), str(path))


def manifest_bytes(path: Path) -> bytes:
    """The bytes of a manifest.json, as far as it is a plain file: a pipe would be waited for, a device never ends."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ManifestError(f"{path} cannot be read: it is not a file", remedy=NAME_ONE)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ManifestError(f"{path} cannot be read: {reason}", remedy=NAME_ONE) from None


def parse_manifest(data: bytes, name: str) -> Manifest:
    """Understand the bytes of a manifest.json; ``name`` is for messages."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise ManifestError(f"{name} is not JSON", remedy=NAME_ONE) from None
    schema = document.get("examgen_manifest") if isinstance(document, dict) else None
    if not _is(schema, int):
        raise ManifestError(f"{name} is not a manifest of examgen", remedy=NAME_ONE)
    if schema != SCHEMA:
        raise ManifestError(
            f"{name} has manifest version {schema}; this examgen reads version {SCHEMA}",
            remedy="use the version of examgen that made it, or a newer one",
        )
    try:
        return _manifest(document)
    except Misfit as misfit:
        raise ManifestError(f"{name} is damaged: {misfit}", remedy="build again from the banks") from None


def _manifest(document: dict[str, Any]) -> Manifest:
    manifest = Manifest(
        command=_entry(document, "command", str),
        versions={
            name: _value(version, str, "versions") for name, version in _entry(document, "versions", dict).items()
        },
        blueprint=_blueprint(document),
        options={name: _setting(value, name) for name, value in _entry(document, "options", dict).items()},
        sources=tuple(_source(entry) for entry in _entry(document, "sources", list)),
        variants=tuple(_order(entry) for entry in _entry(document, "variants", list)),
        files=tuple(_file(entry) for entry in _entry(document, "files", list)),
        amendment=_typed(document.get("amendment"), Amendment | None, "amendment"),
        moves=_typed(document.get("drawn_by_rules", []), tuple[Move, ...], "drawn_by_rules"),
    )
    paths = [MANIFEST, *(file.path for file in manifest.files), *(source.path for source in manifest.sources)]
    path, times = Counter(paths).most_common(1)[0]
    if times > 1:
        raise Misfit(f'"{path}" is listed twice')
    return manifest


def _blueprint(document: dict[str, Any]) -> Blueprint:
    given = _entry(document, "blueprint", dict) | {"seed": _entry(document, "seed", str)}
    hints = get_type_hints(Blueprint)
    unknown = sorted(given.keys() - hints.keys())
    missing = sorted(f.name for f in fields(Blueprint) if f.default is MISSING and f.name not in given)
    if unknown or missing:
        raise Misfit(f'blueprint has no setting "{unknown[0]}"' if unknown else f'blueprint lacks "{missing[0]}"')
    return Blueprint(**{name: _typed(value, hints[name], f"blueprint, {name}") for name, value in given.items()})


def _typed(value: Any, kind: Any, where: str) -> Any:
    """The value as the annotation asks: a scalar, a word of an enumeration, a group, a list, or one of several."""
    if isinstance(kind, UnionType):
        kinds = [part for part in get_args(kind) if part is not type(None)]
        return None if value is None else _typed(value, kinds[0], where)
    if get_origin(kind) is tuple:
        return tuple(_typed(part, get_args(kind)[0], where) for part in _value(value, list, where))
    if is_dataclass(kind):
        return _group(value, kind, where)
    if kind is Decimal:
        return _decimal(value, where)
    if issubclass(kind, StrEnum):
        if value not in list(kind):
            raise Misfit(f"{where}: {json.dumps(value)} is none of {', '.join(kind)}")
        return kind(value)
    if issubclass(kind, tuple):
        hints = get_type_hints(kind)
        if not isinstance(value, list) or len(value) != len(hints):
            raise Misfit(f"{where}: {json.dumps(value)[:60]} is not a list of {', '.join(hints)}")
        return kind(*(_typed(part, hint, where) for part, hint in zip(value, hints.values(), strict=True)))
    return _value(value, kind, where)


def _group(value: Any, kind: Any, where: str) -> Any:
    hints = get_type_hints(kind)
    given = _value(value, dict, where)
    missing = [field.name for field in fields(kind) if field.default is MISSING and field.name not in given]
    if wrong := sorted(given.keys() - hints.keys()) or missing:
        raise Misfit(f'{where}: {"there is no" if wrong is not missing else "lacks"} "{wrong[0]}"')
    return kind(**{name: _typed(part, hints[name], f"{where}, {name}") for name, part in given.items()})


def _decimal(value: Any, where: str) -> Decimal:
    text = _value(value, str, where)
    if not _DECIMAL.fullmatch(text):
        raise Misfit(f"{where}: {json.dumps(text)[:60]} is not a number")
    return Decimal(text)


def _setting(value: Any, name: str) -> str | int | bool | None:
    if value is not None and not isinstance(value, str | int):
        raise Misfit(f"options, {name}: {json.dumps(value)} is not a setting")
    return value


def _file(entry: Any) -> ListedFile:
    return ListedFile(*_listing(_value(entry, dict, "files")))


def _source(entry: Any) -> Source:
    _value(entry, dict, "sources")
    role = _typed(entry.get("role"), SourceRole, "sources, role")
    folder = _value(entry.get("folder", ""), str, "sources, folder")
    if PurePosixPath(folder).is_absolute() or PureWindowsPath(folder).drive:
        raise Misfit(f'"{folder}" is not a folder beside the current one')
    return Source(*_listing(entry), role, _entry(entry, "name", str), folder)


def _listing(entry: dict[str, Any]) -> tuple[str, str]:
    path, sha256 = _entry(entry, "path", str), _entry(entry, "sha256", str)
    if not is_plain(path):
        raise Misfit(f'"{path}" is not a path inside the folder')
    if not _SHA256.fullmatch(sha256):
        raise Misfit(f'"{sha256}" is not a SHA-256')
    return path, sha256


def _order(entry: Any) -> VariantOrder:
    number = _entry(_value(entry, dict, "variants"), "number", int)
    questions = tuple(_placed(pair) for pair in _entry(entry, "questions", list))
    moved = _entry(entry, "moved", list) if "moved" in entry else []
    sections = _typed(entry.get("sections", []), tuple[int, ...], "variants, sections")
    values = _value(entry.get("values", {}), dict, "variants, values")
    realised = tuple((name, _values(said)) for name, said in values.items())
    return VariantOrder(number, questions, tuple(map(_moved, moved)), sections, realised)


def _values(said: Any) -> tuple[tuple[str, str], ...]:
    entries = _value(said, dict, "variants, values")
    return tuple((name, _value(value, str, f"variants, values, {name}")) for name, value in entries.items())


def _moved(redraw: Any) -> tuple[str, str, int]:
    if not isinstance(redraw, list) or len(redraw) != 3:
        raise Misfit(f"variants, moved: {json.dumps(redraw)[:60]} is not a redraw")
    name, what, times = redraw
    where = "variants, moved"
    return _value(name, str, where), _value(what, str, where), _value(times, int, where)


def _placed(pair: Any) -> tuple[str, tuple[int, ...]]:
    if not isinstance(pair, list) or len(pair) != 2:
        raise Misfit(f"variants: {json.dumps(pair)} is not a question with its order")
    order = tuple(_value(place, int, "variants, order") for place in _value(pair[1], list, "variants, order"))
    if len(set(order)) < len(order) or min(order, default=0) < 0:
        raise Misfit(f"variants: {json.dumps(pair[1])} is not an order of options")
    return _value(pair[0], str, "variants, question"), order


def _entry(entries: dict[str, Any], name: str, kind: type[T]) -> T:
    if name not in entries:
        raise Misfit(f'"{name}" is missing')
    return _value(entries[name], kind, name)


def _value(value: Any, kind: type[T], where: str) -> T:
    if not _is(value, kind):
        raise Misfit(f"{where}: {json.dumps(value)[:60]} is not {_KINDS[kind]}")
    assert isinstance(value, kind)
    if isinstance(value, str) and _SURROGATE.search(value):
        raise Misfit(f"{where}: {json.dumps(value)[:60]} holds half a character")
    return value


def _is(value: Any, kind: type) -> bool:
    if isinstance(value, float) and not isfinite(value):
        return False
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


_KINDS = {
    str: "text",
    int: "a whole number",
    float: "a length",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}
