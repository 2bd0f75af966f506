"""Values, questions, grids and tables in, marks that stand for them in a rendered template out.

A value stands between two marks, so that nothing in a title or a name is ever read as Markdown;
a question, a grid or a table is a mark on a line of its own, and takes its place after the Markdown is parsed.
The marks are Unicode noncharacters, which no text holds; those that come in with a text are replaced.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from examgen.model.manuscript import PAGE, PAGES

VALUE_START = "\ufdd0"
VALUE_END = "\ufdd1"
PLACE = "\ufdd2"
GRID = "\ufdd3"
TABLE = "\ufdd4"
GRADING = "\ufdd5"
OWN = 0
"""Stands for the number of a document's own variant, so that all variants share what is parsed."""

KEPT_MARKS = 1024
"""What one variant says and places, most others do too."""

SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""White space, line ends too; no-break spaces are kept, for someone put them there."""

UNMARKED = str.maketrans(dict.fromkeys((VALUE_START, VALUE_END, PLACE, GRID, TABLE, GRADING, PAGE, PAGES), "\ufffd"))


@lru_cache(maxsize=KEPT_MARKS)
def plain(text: str) -> str:
    """A teacher's text on one line, without marks."""
    return SPACES.sub(" ", text.translate(UNMARKED)).strip(" ")


@lru_cache(maxsize=KEPT_MARKS)
def value_mark(text: str) -> Markup:
    """A value, which is never read as Markdown; nothing for an empty one."""
    words = SPACES.sub(" ", text).strip(" ")
    return Markup(f"{VALUE_START}{words}{VALUE_END}" if words else "")


def markdown(text: str) -> Markup:
    """A teacher's text that is Markdown on purpose."""
    return Markup(text.translate(UNMARKED))


@lru_cache(maxsize=KEPT_MARKS)
def place_mark(number: int, view: str) -> Markup:
    """The mark of a question's place."""
    return Markup(f"\n\n{PLACE}{number} {view}\n\n")


def grading_mark() -> Markup:
    """The mark of the place of the table to mark by."""
    return Markup(f"\n\n{GRADING}\n\n")


def grid_mark(number: int) -> Markup:
    """The mark of a grid's place."""
    return Markup(f"\n\n{GRID}{number}\n\n")


def table_mark(name: str) -> Markup:
    """The mark of the place of one of the document's own tables."""
    return Markup(f"\n\n{TABLE}{name}\n\n")
