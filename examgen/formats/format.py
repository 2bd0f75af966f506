"""What a bank format is: a name, a way to recognise it from content, and functions between files and banks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from examgen.diagnostics import Diagnostic
from examgen.formats.draft import Draft
from examgen.formats.source import Source
from examgen.markup.context import LoadImage
from examgen.model.bank import Bank

Parsed: TypeAlias = tuple[Draft, tuple[Diagnostic, ...]]
Cut: TypeAlias = Callable[[str, str, LoadImage | None], Parsed]
"""Text, the path to name in messages, and what loads pictures in; the parts of the text out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format that banks are read in, as the registry knows it."""

    name: str
    """What ``--format`` takes, e.g. ``plain-text``."""

    sniff: Callable[[Source], float]
    """How sure the format is, from 0 to 1, that this file is its own; it looks at content, never at a file ending."""

    parse: Callable[[Source], Parsed]
    """Cut a file into parts."""

    reads_bytes: bool = False
    """Whether it reads the bytes, and knows their encoding itself."""


_SNIFFED = 1_000_000
"""Characters that tell a format of text: those of thousands of questions."""


def text_format(name: str, sniff: Callable[[str], float], cut: Cut) -> Format:
    """A format that looks at decoded text alone."""
    return Format(
        name=name,
        sniff=lambda source: sniff(source.text[:_SNIFFED]),
        parse=lambda source: cut(source.text, source.path, source.load),
    )


class Pictures(Enum):
    """How a written file shows the pictures of its questions."""

    NONE = "none"
    INSIDE = "inside"
    BESIDE = "beside"
    """By the names of files in its folder or below."""


@dataclass(frozen=True, slots=True)
class Dumped:
    """A whole bank in some format."""

    data: bytes
    lost: tuple[Diagnostic, ...] = ()
    """A warning, ``not-carried``, for each thing that it cannot hold; an error where it cannot hold the bank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """One format that banks are written in, as the registry knows it."""

    name: str
    """What ``--to`` takes: the name of the format that reads it."""

    title: str
    """As messages name it, e.g. "plain text"."""

    endings: tuple[str, ...]
    """Of file names that mean it, in lower case, e.g. ``.md``; none where another format has them."""

    dump: Callable[[Bank], Dumped]
    pictures: Pictures = Pictures.NONE
    extra: str = ""
    """The extra that holds the library it needs, if it needs one."""


def text_writer(dump: Callable[[Bank], tuple[str, tuple[Diagnostic, ...]]]) -> Callable[[Bank], Dumped]:
    """The function of a `Writer` for a format that is UTF-8 text."""

    def dumped(bank: Bank) -> Dumped:
        text, lost = dump(bank)
        return Dumped(text.encode(), lost)

    return dumped
