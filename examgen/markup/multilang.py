"""Text in several languages at once in, the same in one of them out, as the two multi-language filters of Moodle do.

One writes ``{mlang en}…{mlang}{mlang de}…{mlang}``, the other spans of the class ``multilang`` side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CURLY = re.compile(r"\{mlang\s+(?P<names>[\w, -]+)\}(?P<inner>.*?)\{mlang\}", re.DOTALL | re.IGNORECASE)
_SPAN_HEAD = r"<span(?=[^<>]*\bclass\s*=\s*[\"']?multilang\b)[^<>]*\blang\s*=\s*[\"']?(?P<{0}>[\w-]+)[^<>]*>"
_SPAN = re.compile(rf"{_SPAN_HEAD.format('name')}(?P<inner>.*?)</span>", re.DOTALL | re.IGNORECASE)
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text in one language, and what was chosen from."""

    text: str
    language: str = ""
    """The one that was taken; empty for a text that is in no several."""

    left_out: tuple[str, ...] = ()


def in_language(source: str, language: str) -> Spoken:
    """The text in this language, or in the first that it has; an empty language is the first of the text."""
    left: dict[str, None] = {}
    for pattern, mark in ((_CURLY, "{mlang"), (_SPAN, "multilang")):
        if mark not in source or (pattern is _CURLY and "{mlang}" not in source):
            continue
        groups = list(_groups(source, pattern))
        names = [name for group in groups for match in group for name in _names(match)]
        if not names:
            continue
        language = language or next((name for name in names if name != _OTHER), "")
        source = _chosen(source, groups, language)
        left |= dict.fromkeys(name for name in names if not _is_meant(name, language))
    return Spoken(source, language if left else "", tuple(name for name in left if name != _OTHER))


def _groups(source: str, pattern: re.Pattern[str]) -> list[list[re.Match[str]]]:
    """The pieces of a text that stand side by side, one for each language."""
    groups: list[list[re.Match[str]]] = []
    for match in pattern.finditer(source):
        if groups and not source[groups[-1][-1].end() : match.start()].strip():
            groups[-1].append(match)
        else:
            groups.append([match])
    return groups


def _names(match: re.Match[str]) -> list[str]:
    return [
        name.strip().lower().replace("_", "-")
        for name in match["name" if "name" in match.re.groupindex else "names"].split(",")
    ]


def _is_meant(name: str, language: str) -> bool:
    """Whether a piece in one language is for readers of another: "de" is for those of "de-AT", too."""
    return (
        name == language.lower() or language.lower().startswith(f"{name}-") or name.startswith(f"{language.lower()}-")
    )


def _chosen(source: str, groups: list[list[re.Match[str]]], language: str) -> str:
    parts: list[str] = []
    at = 0
    for group in groups:
        meant = [match for match in group if any(_is_meant(name, language) for name in _names(match))]
        others = [match for match in group if _OTHER in _names(match)]
        parts += [source[at : group[0].start()], *(match["inner"] for match in (meant or others or group)[:1])]
        at = group[-1].end()
    return "".join((*parts, source[at:]))
