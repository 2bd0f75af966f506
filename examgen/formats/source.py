"""The bytes of one bank file, and what its reader may know beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from examgen.formats.decode import normalised, untabbed
from examgen.markup.context import LoadImage

HEAD = 65_536
"""Characters, or bytes, that tell a format."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file as a format reads it."""

    path: str
    """As messages name it."""

    data: bytes

    tabbed: str = ""
    """Its text, line ends normalised, tabs as they are; empty where the bytes are no text."""

    load: LoadImage | None = None
    """Loads pictures where there is a folder of them."""

    language: str | None = None
    """Which one to take where a file holds texts in several; ``None`` for the first of each."""

    key_base: int | None = None
    """Whether keys given as numbers count options from 0 or from 1; ``None`` to tell by the whole file."""

    @cached_property
    def text(self) -> str:
        """Its text with four spaces for each tab."""
        return untabbed(self.tabbed)

    @cached_property
    def head(self) -> str:
        """The beginning of its text, tabs as they are."""
        return self.tabbed[:HEAD]

    @classmethod
    def of(cls, text: str, path: str = "bank.txt", load: LoadImage | None = None) -> Source:
        """A source from text that is already at hand."""
        return cls(path=path, data=text.encode(errors="replace"), tabbed=normalised(text), load=load)
