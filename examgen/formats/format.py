"""What a bank format is: a name, a way to recognise it from content, and functions between text and `Draft`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from examgen.diagnostics import Diagnostic
from examgen.formats.draft import Draft
from examgen.markup.context import LoadImage
from examgen.model.bank import Bank

Parsed: TypeAlias = tuple[Draft, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """One bank format, as the registry knows it."""

    name: str
    """What ``--format`` takes, e.g. ``plain-text``."""

    sniff: Callable[[str], float]
    """How sure the format is, from 0 to 1, that this text is its own; it looks at content, never at a file ending."""

    parse: Callable[[str, str, LoadImage | None], Parsed]
    """Cut text (decoded, line ends normalised) into parts.

    The second argument is the path to name in diagnostics, the third loads pictures where there is a folder of them.
    """

    dump: Callable[[Bank], tuple[str, tuple[Diagnostic, ...]]] | None = None
    """The bank in this format, with a warning for each thing that it cannot carry; ``None`` if it is only read."""
