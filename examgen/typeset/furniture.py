"""Heads and feet in, marks out: artifacts, which are no part of what is read aloud.

What stands left, the title as a rule, is shortened where there is no room for it beside the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from examgen.errors import TypesetError
from examgen.model.manuscript import PAGE, PAGES, Furniture, Manuscript
from examgen.model.pages import DOCUMENT, Mark, Page
from examgen.model.style import Tone
from examgen.typeset.frame import Frame
from examgen.typeset.oneline import OneLine, OneLineSetter
from examgen.typeset.stamp import CLOSE, OPEN_ARTIFACT

GAP = 26.0
"""From the text down to the foot's baseline, or up to the head's, at most half the margin."""

SPACE = 1.5
"""Least white space between two parts of a head or foot, in ems."""

KEPT_TITLES = 128
"""Most documents of a kind have one."""


class _Part(NamedTuple):
    """What stands left, in the middle or right."""

    words: str
    line_of: Callable[[int], OneLine]
    """The words on a page of some number."""

    share: float
    """Of the line's white space, so much stands before it."""


@dataclass(frozen=True)
class FurnitureSetter:
    """Sets the heads and feet of one document kind; what pages share is inked once."""

    tone: Tone
    lines: OneLineSetter
    frame: Frame
    paper_height: float

    def furnished(self, pages: Sequence[Page], manuscript: Manuscript) -> tuple[Page, ...]:
        """The pages with head and foot."""
        head_y = self.frame.top + min(GAP, (self.paper_height - self.frame.top) / 2)
        foot_y = self.frame.bottom - min(GAP, self.frame.bottom / 2)
        heads = self._for_pages(manuscript.head, head_y, len(pages))
        feet = self._for_pages(manuscript.foot, foot_y, len(pages))
        return tuple(
            [Page((*head, *page.marks, *foot), page.spots) for head, page, foot in zip(heads, pages, feet, strict=True)]
        )

    def _for_pages(self, furniture: Furniture, y: float, count: int) -> list[tuple[Mark, ...]]:
        """A mark for each page, if anything is said."""
        left = self._fitting(furniture, str(count))
        shares = ((left, 0.0), (furniture.centre, 0.5), (furniture.right, 1.0))
        shown = [(text.replace(PAGES, str(count)), share) for text, share in shares if text]
        parts = [_Part(words, self.lines.numbered(words, PAGE, self.tone), share) for words, share in shown]
        return [self._beside(parts, number, y) for number in range(1, count + 1)]

    def _fitting(self, furniture: Furniture, count: str) -> str:
        """What stands left, as much of it as leaves room for the rest on every page; all of it if nothing does."""
        rest = [text.replace(PAGES, count).replace(PAGE, count) for text in (furniture.centre, furniture.right)]
        centre, right = (self.lines.line(words, self.tone).width for words in rest)
        room = (self.frame.measure - centre) / 2 if centre else self.frame.measure - right
        room -= SPACE * self.tone.size if centre or right else 0.0
        return next((words for words, width in self._shortened(furniture.left) if width <= room), furniture.left)

    @cached_property
    def _shortened(self) -> Callable[[str], list[tuple[str, float]]]:
        return lru_cache(maxsize=KEPT_TITLES)(self._shortenings)

    def _shortenings(self, words: str) -> list[tuple[str, float]]:
        """The words, then ever less of them, with widths; all are shaped now, since other variants may need another."""
        cuts = [at for at, character in enumerate(words) if character == " "]
        first = words[: cuts[0]] if cuts else words
        shorter = [words[:at] for at in (*reversed(cuts), *range(len(first) - 1, 0, -1))]
        return [(text, self.lines.line(text, self.tone).width) for text in (words, *(f"{text}…" for text in shorter))]

    def _beside(self, parts: Sequence[_Part], number: int, y: float) -> tuple[Mark, ...]:
        """Words on one line of a page."""
        edge, shown = 0.0, b""
        for words, line_of, share in parts:
            ink, width = line_of(number)
            begin = share * (self.frame.measure - width)
            end = begin + width
            if begin < edge or end > self.frame.measure + 0.01:
                raise TypesetError(
                    f"“{words.replace(PAGE, str(number))}” does not fit into the head or foot of the page beside what "
                    "else stands there",
                    remedy="shorten it in the template, or give the exam a shorter title",
                )
            edge = end + SPACE * self.tone.size
            x = self.frame.measure - end if self.frame.is_rightward else begin
            shown += self._artifact(round(x, 2), ink)
        return (Mark(self.frame.left, y, (shown.replace(b"%", b"%%"),), (), DOCUMENT, ()),) if shown else ()

    def _artifact(self, x: float, ink: bytes) -> bytes:
        shade, back = (b"%g g " % self.tone.grey, b" 0 g") if self.tone.grey else (b"", b"")
        return OPEN_ARTIFACT + b"%bBT %g 0 Td %bET%b" % (shade, x, ink, back) + CLOSE
