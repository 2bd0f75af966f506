"""A blueprint's fonts in, what they are and what a build keeps of them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from examgen.deliver import Original, SourceRole
from examgen.model.blueprint import FONT_ENDINGS
from examgen.typeset import FontFile, named_fonts


def fonts_of(names: Sequence[str], kept: Mapping[str, Path] | None = None) -> tuple[FontFile, ...]:
    """The fonts that some names stand for; files are ``kept`` elsewhere when a build is printed again."""
    places = {name: str(path) for name, path in (kept or {}).items()}
    return tuple(file for name in names for file in named_fonts(places.get(name, name)))


def recorded(names: Sequence[str]) -> tuple[str, ...]:
    """The names without folders, as a manifest keeps them."""
    return tuple(Path(name).name if _is_file(name) else name for name in names)


def font_originals(names: Sequence[str]) -> list[Original]:
    """The files among them, as they are."""
    return [Original(SourceRole.FONT, Path(n).name, Path(n).read_bytes()) for n in names if _is_file(n)]


def _is_file(name: str) -> bool:
    return name.lower().endswith(FONT_ENDINGS)
