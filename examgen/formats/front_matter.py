"""The YAML at the top of a Markdown file in, title and language out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from examgen.diagnostics import Diagnostic, Severity

_SETTINGS = ("title", "language")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says about itself."""

    title: str = ""
    language: str | None = None


@lru_cache(maxsize=32)  # a parametrised question is read with the same settings for every set of values
def front_matter(source: str, path: str) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Read the settings; what is no setting is a diagnostic."""
    if not source.strip():
        return FrontMatter(), ()
    import yaml

    try:
        settings = yaml.safe_load(source) if len(source) < _LONGEST else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return FrontMatter(), (_error(f"the settings at the top are no YAML: {_reason(error)}", path),)
    if not isinstance(settings, dict):
        return FrontMatter(), (_error("the settings at the top are no list of names with values", path),)
    found = [_unknown(str(name), path) for name in settings if name not in _SETTINGS]
    language = str(settings["language"]) if settings.get("language") is not None else None
    if language is not None and not _LANGUAGE.fullmatch(language):
        found.append(_error(f'"{language}" is no language', path))
        language = None
    return FrontMatter(str(settings.get("title") or ""), language), tuple(found)


def _reason(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0]


def _unknown(name: str, path: str) -> Diagnostic:
    """An error where a setting may be meant; else what programs that make web pages write there is left out."""
    near = get_close_matches(name.lower(), _SETTINGS, 1)
    if near:
        return _error(f'there is no setting "{name}" for a bank; did you mean "{near[0]}"?', path)
    return _error(f'there is no setting "{name}" for a bank: it is left out', path, Severity.WARNING)


def _error(message: str, path: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(
        severity=severity,
        rule="front-matter",
        message=message,
        path=path,
        line=1,
        hint="between the two lines ---, write title: … or language: de, each on its own line",
    )
