"""What a reader finds in a finished file, page by page, and how texts are made comparable.

Two readers that share no code give this: `ink` follows the file itself, `pdfium` is an outside library.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import TypeAlias

from examgen.errors import AuditError
from examgen.model.text import JOINERS, STEERING

REMEDY = "nothing was delivered; this is a fault of the program: please report it with the bank and the seed"
SHOWN = 60
"""So many characters are quoted in a message."""

SPOT_CHECK = 25
"""Every so many keys, pdfium reads one too: it takes four times as long as the ink reader."""

LINE_END_HYPHEN = "\u00ad"
"""Text of what stands for no character of the author's."""

UNSEEN = STEERING | JOINERS | set("\u115f\u1160\u2800\u3164\uffa0\ufffc")
"""What steers lines and readers, joiners, and blank characters, such as Hangul's fillers, that pdfium passes over."""

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}
"""Characters that pdfium takes apart whatever the file says; on paper they look the same."""

REPLACED = re.compile(f"[{''.join(sorted(UNSEEN | LIGATURES.keys()))}]")
KEPT_TEXTS, KEPT_CHARACTERS = 8_000, 4096

EITHER_HYPHEN = "\ufffe"
"""What pdfium reads at line ends for a hyphen, whoever put it there."""


class Readers(Flag):
    """Who reads a document."""

    INK = auto()
    PDFIUM = auto()
    BOTH = INK | PDFIUM


def readers_of_paper(*, full: bool) -> Readers:
    """Who reads a student's paper."""
    return Readers.BOTH if full else Readers.PDFIUM


def readers_of_key(number: int, count: int, *, full: bool) -> Readers:
    """Who reads the key of one of so many variants."""
    spot = number in (1, count) or number % SPOT_CHECK == 0
    return Readers.BOTH if full or spot else Readers.INK


Mark: TypeAlias = tuple[str, str]
"""The role of a piece of marked content, and what it says, squeezed."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page as read."""

    body: str
    """What the page says, head and foot left out, in content order."""

    text: str
    """The same, squeezed."""

    furniture: str
    """Its head and foot."""

    marks: tuple[Mark, ...] = ()
    """The body by pieces; empty from a reader that cannot see them."""


def squeezed(text: str) -> str:
    """The text as it is compared: decomposed, without white space and without what only line ends show.

    Each character is decomposed by itself, so that pieces squeezed and then joined are the whole squeezed.
    """
    joined = "".join(text.split())
    if joined.isascii():
        return joined
    joined = REPLACED.sub(lambda sign: LIGATURES.get(sign[0], ""), joined)
    return joined if unicodedata.is_normalized("NFD", joined) else "".join(map(_decomposed, joined))


@lru_cache(maxsize=KEPT_CHARACTERS)
def _decomposed(character: str) -> str:
    return unicodedata.normalize("NFD", character)


squeezed_once = lru_cache(maxsize=KEPT_TEXTS)(squeezed)
"""The same for texts that come again."""


def quoted(text: str, start: int, most: int = SHOWN) -> str:
    """Some characters of a text on one line, from a place counted without white space."""
    place = 0
    while start > 0 and place < len(text):
        start -= len(squeezed_once(text[place]))
        place += 1
    line = " ".join(text[place : place + 3 * most].split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


class Reading:
    """A document as one reader read it: one squeezed text over all pages."""

    def __init__(
        self,
        path: Path,
        pages: Sequence[PageReading],
        settle: Callable[[str], str] = lambda text: text,
    ) -> None:
        """``settle`` is done to what was read."""
        self.path, self.pages = path, pages
        texts = [page.text for page in pages]
        self._settled = settle("".join(texts))
        self._ends = tuple(accumulate(map(len, texts)))
        self.text = self._settled.replace(LINE_END_HYPHEN, "")
        self.marks = tuple(chain.from_iterable([page.marks for page in pages]))

    def fault(self, at: int, message: str) -> AuditError:
        """The error at a place in the text."""
        ends = [end - self._settled.count(LINE_END_HYPHEN, 0, end) for end in self._ends]
        page = min(bisect_right(ends, at) + 1, len(self.pages))
        return AuditError(f"{self.path}, page {page}: {message}", remedy=REMEDY)

    def shown(self, at: int, most: int = SHOWN) -> str:
        """What the pages say from a place in the text on, with the white space that was read."""
        whole = "\n".join(page.body for page in self.pages)
        return quoted(whole.replace(EITHER_HYPHEN, ""), at, most)
