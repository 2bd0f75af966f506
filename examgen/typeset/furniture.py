"""Heads and feet in, marks out: artifacts, which are no part of what is read aloud.

What stands left, the title as a rule, is shortened where there is no room for it beside the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from examgen.errors import TypesetError
from examgen.model.manuscript import PAGE, PAGES, Furniture, Manuscript
from examgen.model.pages import DOCUMENT, Mark, Page
from examgen.model.style import Tone
from examgen.typeset.galley import text_ink
from examgen.typeset.oneline import OneLineSetter
from examgen.typeset.paginate import Frame
from examgen.typeset.stamp import CLOSE, OPEN_ARTIFACT

GAP = 26.0
"""From the text down to the foot's baseline, or up to the head's, at most half the margin."""

SPACE = 1.5
"""Least white space between two parts of a head or foot, in ems."""

KEPT_MARKS = 128
"""Titles and page numbers; feet that name the variant come and go."""


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
            Page((*head, *page.marks, *foot), page.spots) for head, page, foot in zip(heads, pages, feet, strict=True)
        )

    def _for_pages(self, furniture: Furniture, y: float, count: int) -> Iterator[Iterator[Mark]]:
        left = self._fitting(furniture, str(count))
        parts = ((left, 0.0), (furniture.centre, 0.5), (furniture.right, 1.0))
        shown = [(text.replace(PAGES, str(count)), share) for text, share in parts if text]
        for number in range(1, count + 1):
            yield self._beside([(text.replace(PAGE, str(number)), share) for text, share in shown], y)

    def _fitting(self, furniture: Furniture, count: str) -> str:
        """What stands left, as much of it as leaves room for the rest on every page; all of it if nothing does."""
        rest = [text.replace(PAGES, count).replace(PAGE, count) for text in (furniture.centre, furniture.right)]
        centre, right = (self.lines.line(words, self.tone).width for words in rest)
        room = (self.frame.measure - centre) / 2 if centre else self.frame.measure - right
        room -= SPACE * self.tone.size if centre or right else 0.0
        return next((words for words, width in self._shortened(furniture.left) if width <= room), furniture.left)

    @cached_property
    def _shortened(self) -> Callable[[str], list[tuple[str, float]]]:
        return lru_cache(maxsize=KEPT_MARKS)(self._shortenings)

    def _shortenings(self, words: str) -> list[tuple[str, float]]:
        """The words, then ever less of them, with widths; all are shaped now, since other variants may need another."""
        cuts = [at for at, character in enumerate(words) if character == " "]
        first = words[: cuts[0]] if cuts else words
        shorter = [words[:at] for at in (*reversed(cuts), *range(len(first) - 1, 0, -1))]
        return [(text, self.lines.line(text, self.tone).width) for text in (words, *(f"{text}…" for text in shorter))]

    def _beside(self, parts: Sequence[tuple[str, float]], y: float) -> Iterator[Mark]:
        """Words on one line, each with the share of the line's white space that stands before it."""
        edge = 0.0
        for words, share in parts:
            mark, begin, end = self._mark(words, share, y)
            if begin < edge or end > self.frame.measure + 0.01:
                raise TypesetError(
                    f"“{words}” does not fit into the head or foot of the page beside what else stands there",
                    remedy="shorten it in the template, or give the exam a shorter title",
                )
            edge = end + SPACE * self.tone.size
            yield mark

    @cached_property
    def _mark(self) -> Callable[[str, float, float], tuple[Mark, float, float]]:
        return lru_cache(maxsize=KEPT_MARKS)(self._inked)

    def _inked(self, words: str, share: float, y: float) -> tuple[Mark, float, float]:
        """The words as a mark, and how far from where the page begins they begin and end."""
        line = self.lines.line(words, self.tone)
        begin = share * (self.frame.measure - line.width)
        end = begin + line.width
        x = self.frame.right - end if self.frame.is_rightward else self.frame.left + begin
        before, after = text_ink(0.0, 0.0, (), self.tone.grey)
        assert isinstance(before, bytes) and isinstance(after, bytes)
        ink = (before + line.ink + after).replace(b"%", b"%%")
        return Mark(x, y, (OPEN_ARTIFACT + ink + CLOSE,), (), DOCUMENT, ()), begin, end
