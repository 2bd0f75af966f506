"""LaTeX exams: class exam, exam-zh, Auto Multiple Choice, ltxgift, package moodle, and their like.

The source is read, never run: what TeX would work out, and commands that are not known, are errors with their lines.
"""

from __future__ import annotations

import re

from examgen.formats.format import Format, Parsed
from examgen.formats.latex.commands import NESTED_LISTS
from examgen.formats.source import Source

_CLASS = re.compile(r"^[^%\n]*\\(?:documentclass|begin\{document\})", re.MULTILINE)
_SIGNS = re.compile(
    r"^(?:[^\n]*[]}{])?[ \t]*\\begin"
    r"\{(?:questions|questionmult|question|problem|gift|quiz|multi|reponses|oneparchoices|checkboxes)\*?\}",
    re.MULTILINE,
)
_INNER = re.compile(r"\\(?:end\b|item|question|choice|correct|bonne|good|wrong|mauvaise|bad)", re.IGNORECASE)


def sniff(source: Source) -> float:
    """Environments of questions, or lists in lists, in a whole document or alone."""
    if not _SIGNS.search(source.head):
        return 0.9 if NESTED_LISTS.search(source.head) else 0.0
    if _CLASS.search(source.head):
        return 1.0
    return 0.9 if _INNER.search(source.head) else 0.0


def parse(source: Source) -> Parsed:
    """Cut a LaTeX source into its questions."""
    from examgen.formats.latex import reading  # and pylatexenc, for such files alone

    return reading.parse(source)


FORMAT = Format(name="latex", sniff=sniff, parse=parse)

__all__ = ("FORMAT",)
