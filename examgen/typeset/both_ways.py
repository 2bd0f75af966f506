"""Segments of a line in reading order in, its ink out, each at its place, also where text runs from right to left.

The ink stands in reading order.
What runs from right to left is shown from left to right inside ``ReverseChars`` (ISO 32000-1, 14.8.2.3.3);
marks of direction in what codes say lead the readers of PDF files through lines that run both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple
from unicodedata import category, mirrored

from examgen.typeset.bidi import bidi_class, visual_order
from examgen.typeset.galley import CLOSE_REVERSED, OPEN_REVERSED, Ink, Inker, Inlay, Placed, Slot, spoken
from examgen.typeset.scripts import told_language
from examgen.typeset.shape import FontSet, Shaped
from examgen.typeset.tokens import Segment

LEFTWARD, RIGHTWARD = "\u200e", "\u200f"
"""Marks of direction: from left to right, and from right to left."""

LETTERS, SEPARATORS = frozenset({"R", "AL"}), frozenset({"CS", "ES", "ET"})
"""Bidirectional classes: letters from right to left, and signs that belong to numbers if any stand beside them."""

KEPT_SIGNS = 4096


class Item(NamedTuple):
    """A segment in its line; PDF points."""

    segment: Segment
    width: float
    """With what the line's setting adds."""


class Spot(NamedTuple):
    """Where an item stands, from its line's left edge."""

    left: float
    segment: Segment
    width: float


def spots(items: Sequence[Item], base: int | None, start: float) -> list[Spot]:
    """Each item at its place, in reading order; ``start`` is the left edge of the leftmost."""
    if base is None:
        lefts = accumulate([item.width for item in items], initial=start)
        return [Spot(left, *item) for left, item in zip(lefts, items, strict=False)]
    order = visual_order([item.segment.level for item in items])
    lefts = accumulate((items[index].width for index in order[:-1]), initial=start)
    found = dict(zip(order, lefts, strict=False))
    return [Spot(found[index], *item) for index, item in enumerate(items)]


def plain_ink_of(line: Sequence[Spot], language: str) -> tuple[Ink | Placed, ...]:
    """The ink of a line in which everything runs from left to right, in a document of a language."""
    inker = Inker(_white_of(line))
    for (left, segment, width), inker.language in zip(line, _languages(line, language), strict=True):
        match segment.content:
            case Slot():
                inker.slot(segment.content)
            case Inlay():
                inker.inlay(segment.content, left)
            case shaped:
                inker.word(shaped, segment.manner.size, width, segment.manner.lift)
    return inker.ink


def _white_of(line: Sequence[Spot]) -> float:
    """What the line's setting adds to its plain spaces, which is the same for all."""
    added = (
        spot.width - spot.segment.width
        for spot in line
        if isinstance(spot.segment.content, Shaped) and spot.segment.content.is_space
    )
    return next(added, 0.0)


def ink_of(line: Sequence[Spot], base: int, fonts: FontSet) -> tuple[Ink | Placed, ...]:
    """The ink of a line in reading order."""
    pen = 0.0
    parts: list[Ink | Placed] = []
    for piece in _joined(_pieces(line, _languages(line, fonts.shelf.language), base, fonts)):
        if isinstance(piece, _Patch):
            parts.append(piece.ink(pen))
        elif isinstance(piece.content, Inlay):
            parts.append(Placed(piece.left, piece.content))
        else:
            slot = piece.content
            font = fonts.word(" ", slot.look).runs[0].font
            parts += (b"/%b %g Tf[%d]TJ " % (font, slot.size, round((pen - piece.left) * 1000 / slot.size)), slot)
        pen = piece.left + piece.width
    return tuple(parts)


def guided_forms(word: str) -> tuple[str, ...]:
    """A word that runs from left to right, with the marks that it may have in a line that does not."""
    return word, f"{RIGHTWARD}{word}", f"{word}{LEFTWARD}", f"{RIGHTWARD}{word}{LEFTWARD}"


class _Drawn(NamedTuple):
    """A slot or an inlay at its place."""

    left: float
    content: Slot | Inlay

    @property
    def width(self) -> float:
        return self.content.width


class _Patch(NamedTuple):
    """Glyphs that one operator shows; PDF points."""

    left: float
    width: float
    inner: bytes
    level: int
    font: bytes
    size: float
    lift: float
    language: str
    """Where it is not the document's."""

    def ink(self, pen: float) -> bytes:
        """Its operators, the pen standing somewhere on the line."""
        jump = round((pen - self.left) * 1000 / self.size)
        lift, drop = (b"%.2f Ts" % self.lift, b" 0 Ts ") if self.lift else (b"", b" ")
        inner = (b")%d(" % jump if jump else b"") + self.inner
        shown = b"%b/%b %g Tf[(%b)]TJ%b" % (lift, self.font, self.size, inner, drop)
        return spoken(OPEN_REVERSED + shown + CLOSE_REVERSED if self.level % 2 else shown, self.language)

    def with_next(self, other: _Patch) -> _Patch:
        """Both as one; what runs from right to left stands the other way round."""
        width = self.width + other.width
        if self.level % 2:
            return self._replace(left=other.left, width=width, inner=other.inner + self.inner)
        return self._replace(width=width, inner=self.inner + other.inner)


def _joined(pieces: Iterator[_Patch | _Drawn]) -> Iterator[_Patch | _Drawn]:
    """The pieces, neighbours of one font made one."""
    waiting: _Patch | None = None
    for piece in pieces:
        if waiting and isinstance(piece, _Patch) and waiting[3:] == piece[3:]:
            waiting = waiting.with_next(piece)
            continue
        if waiting:
            yield waiting
        waiting = piece if isinstance(piece, _Patch) else None
        if not waiting:
            yield piece
    if waiting:
        yield waiting


def _languages(line: Sequence[Spot], language: str) -> list[str]:
    """The language of each item where it is not the document's; a space between two words of one is in it, too."""
    found = [
        spot.segment.manner.look.language or told_language(spot.segment.text, language)
        if isinstance(spot.segment.content, Shaped)
        else ""
        for spot in line
    ]
    for place in range(1, len(found) - 1):
        if not found[place] and found[place - 1] == found[place + 1] and line[place].segment.text == " ":
            found[place] = found[place - 1]
    return ["" if own == language else own for own in found]


def _pieces(line: Sequence[Spot], languages: Sequence[str], base: int, fonts: FontSet) -> Iterator[_Patch | _Drawn]:
    marks = _marks(line, base)
    for number, (left, segment, width) in enumerate(line):
        if isinstance(segment.content, Shaped):
            before, after = marks.get(number, ("", ""))
            text = "".join(_guided(segment.text)) if segment.level % 2 else segment.text
            shaped = fonts.word(f"{before}{text}{after}", segment.manner.look, segment.level % 2 == 1)
            yield from _patches(Spot(left, segment, width), shaped, languages[number])
        else:
            yield _Drawn(left, segment.content)


def _patches(spot: Spot, shaped: Shaped, language: str) -> Iterator[_Patch]:
    """The runs of a word, or a space with what is added to it."""
    left, segment, width = spot
    size, manner = segment.manner.size, segment.manner
    more = round(shaped.width - width * 1000 / size)
    at = left + width if segment.level % 2 else left
    for font, rise, inner, advance in shaped.runs:
        reach = width if more else advance * size / 1000
        at -= reach if segment.level % 2 else 0.0
        added = inner + b")%d(" % more if more else inner
        yield _Patch(at, reach, added, segment.level, font, size, manner.lift + rise * size / 1000, language)
        at += 0.0 if segment.level % 2 else reach


def _guided(text: str) -> Iterator[str]:
    """A text from right to left, with marks beside the signs that readers would turn over, take apart or put elsewhere.

    What combines with a sign stays with it.
    """
    signs = [*_signs(text)]
    for sign, following in zip(signs, [*signs[1:], ""], strict=True):
        if _is_guarded(sign[0]):
            yield f"{LEFTWARD}{sign}{RIGHTWARD}"
        elif bidi_class(sign[-1]) in SEPARATORS and not (following and bidi_class(following[0]) in LETTERS):
            yield sign + RIGHTWARD
        else:
            yield sign


def _signs(text: str) -> Iterator[str]:
    """Each character with the marks that combine with it."""
    starts = [place for place, character in enumerate(text) if not place or category(character)[0] != "M"]
    yield from (text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True))


@lru_cache(maxsize=KEPT_SIGNS)
def _is_guarded(sign: str) -> bool:
    """Whether readers may show another sign: a mirrored one, a quotation mark, or what is built of simpler ones."""
    is_symbol = category(sign)[0] == "S" or category(sign) in ("No", "Pi", "Pf")
    return bool(mirrored(sign)) or (is_symbol and bidi_class(sign) == "ON")


def _marks(line: Sequence[Spot], base: int) -> dict[int, tuple[str, str]]:
    """Marks before and behind words at which the direction changes, by the words' numbers."""
    found: dict[int, tuple[str, str]] = {}
    words = [(n, spot.segment.level) for n, spot in enumerate(line) if isinstance(spot.segment.content, Shaped)]
    for is_turned, group in groupby(words, key=lambda word: word[1] > 0 and word[1] % 2 == 0):
        if is_turned:
            numbers = [number for number, _ in group]
            found[numbers[0]] = (RIGHTWARD, "")
            found[numbers[-1]] = (found.get(numbers[-1], ("", ""))[0], LEFTWARD)
    for is_turned, group in groupby(words, key=lambda word: word[1] > base == 0):
        if is_turned:
            first = next(group)[0]
            before, after = found.get(first, ("", ""))
            found[first] = (LEFTWARD + before, after)
    return found
