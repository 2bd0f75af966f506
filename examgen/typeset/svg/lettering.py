"""Text elements in, paths of letters out, each at its place (SVG 1.1, 10)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import uharfbuzz as hb

from examgen.typeset.fonts import chain
from examgen.typeset.picture import PictureError
from examgen.typeset.shelf import Shelf
from examgen.typeset.svg.cascade import XML, Node, Style, em_of, inherited
from examgen.typeset.svg.glyphs import Shaped, look_of, shape
from examgen.typeset.svg.lengths import Room, length
from examgen.typeset.svg.matrix import Matrix, floats, shift, stretch, turn
from examgen.typeset.svg.path import Box, Path, Segment, mapped, rectangle
from examgen.typeset.svg.state import State

ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
HORIZONTAL = ("", "horizontal-tb", "lr", "lr-tb", "rl", "rl-tb")
RIGHT_TO_LEFT = ("R", "AL")
RULES = {"underline": (-0.12, 0.06), "line-through": (0.26, 0.06), "overline": (0.86, 0.06)}
"""Middle above the baseline and thickness, in ems."""

SHIFTS = {"sub": -0.2, "super": 0.35}
PASSIVE = ("title", "desc", "metadata", "script", "style", "animate", "animateTransform", "animateMotion", "set")


class Lettered(NamedTuple):
    """Some letters of one style."""

    path: Path
    style: Style


@dataclass(slots=True)
class _Letter:
    """A character with what its elements say about its place."""

    character: str
    style: Style
    keeps_spaces: bool
    places: dict[str, float] = field(default_factory=dict)
    """``x``, ``y``, ``dx``, ``dy``, ``rotate``."""

    is_passed: bool = False
    """A space that runs together with the one before."""


@dataclass(slots=True)
class _Run:
    """Letters that are shaped together; lengths are in units of the drawing."""

    letters: list[_Letter]
    shaped: Shaped
    gap: float
    """White space after each letter."""

    space: float
    """White space besides after each space."""

    stretch: float = 1.0

    @property
    def style(self) -> Style:
        return self.letters[0].style

    @property
    def width(self) -> float:
        """How far it moves what follows."""
        return (self.shaped.advance * em_of(self.style) + self.widened(len(self.letters))) * self.stretch

    def widened(self, count: int) -> float:
        """How much wider than shaped its first letters are."""
        spaces = sum(letter.character == " " for letter in self.letters[:count]) if self.space else 0
        return count * self.gap + spaces * self.space


class _Span(NamedTuple):
    """The letters of one element."""

    node: Node
    first: int
    last: int
    room: Room


class _Collector:
    """Gathers the letters of a text element and of those within it."""

    def __init__(self) -> None:
        self.letters: list[_Letter] = []
        self.spans: list[_Span] = []

    def collect(self, node: Node, style: Style, room: Room, keeps_spaces: bool) -> None:
        """Add an element's letters in reading order."""
        keeps_spaces = {"preserve": True, "default": False}.get(node.attributes.get(XML + "space", ""), keeps_spaces)
        kept = keeps_spaces or style.get("white-space", "").startswith(("pre", "break-spaces"))
        place, first = len(self.spans), len(self.letters)
        self.spans.append(_Span(node, first, first, room))
        self._add(node.text, style, kept)
        for child in node.children:
            if child.name in ("tspan", "a"):
                own = inherited(style, child)
                if own.get("display") != "none":
                    self.collect(child, own, room._replace(em=em_of(own)), keeps_spaces)
            elif not child.name.startswith("{") and child.name not in PASSIVE:
                raise PictureError(f"it has text in <{child.name}>, which examgen cannot set; turn it into paths")
            self._add(child.tail, style, kept)
        self.spans[place] = self.spans[place]._replace(last=len(self.letters))

    def _add(self, text: str, style: Style, keeps_spaces: bool) -> None:
        for character in text:
            shown = " " if character in "\n\r\t" else character
            if unicodedata.category(shown) != "Cc":
                self.letters.append(_Letter(shown, style, keeps_spaces))

    def settled(self) -> list[_Letter]:
        """The letters that are printed, with their places."""
        after_space = True
        for letter in self.letters:
            is_space = letter.character == " " and not letter.keeps_spaces
            letter.is_passed = is_space and after_space
            after_space = is_space
        for letter in reversed(self.letters):
            if letter.character != " " or letter.keeps_spaces:
                break
            letter.is_passed = True
        for span in self.spans:
            _place(span, [letter for letter in self.letters[span.first : span.last] if not letter.is_passed])
        return [letter for letter in self.letters if not letter.is_passed]


def lettering(node: Node, state: State) -> Iterator[Lettered]:
    """The letters of a ``text`` element as paths in its own units, in reading order."""
    if state.style.get("writing-mode", "") not in HORIZONTAL:
        raise PictureError("it has vertical text, which examgen cannot set; turn it into paths")
    collector = _Collector()
    collector.collect(node, state.style, state.room, keeps_spaces=False)
    runs = [_shaped(letters, state.shelf) for letters in _alike(collector.settled())]
    for span in collector.spans:
        _fit(span, runs, collector.letters)
    x = y = 0.0
    for chunk in _chunks(runs):
        first = chunk[0].letters[0].places
        x, y = first.get("x", x), first.get("y", y)
        width = sum(run.width + run.letters[0].places.get("dx", 0.0) for run in chunk) - first.get("dx", 0.0)
        x -= width * _anchor(chunk[0].style)  # the first letter's dx moves the whole
        for run in chunk:
            x += run.letters[0].places.get("dx", 0.0)
            y += run.letters[0].places.get("dy", 0.0)
            yield Lettered(_inked(run, x, y), run.style)
            x += run.width


def _anchor(style: Style) -> float:
    share = ANCHORS.get(style.get("text-anchor", "start"), 0.0)
    return 1.0 - share if style.get("direction") == "rtl" else share


def _place(span: _Span, letters: Sequence[_Letter]) -> None:
    """Give an element's lists of places to its letters, the last angle to all that follow."""
    node, room = span.node, span.room
    for name, whole in (("x", room.width), ("y", room.height), ("dx", room.width), ("dy", room.height)):
        written = node.attributes.get(name, "").replace(",", " ").split()
        for letter, place in zip(letters, written, strict=False):
            letter.places[name] = length(place, whole, room.em)
    angles = floats(node.attributes.get("rotate", ""))
    for number, letter in enumerate(letters if angles else ()):
        letter.places["rotate"] = angles[min(number, len(angles) - 1)]


def _alike(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    """Runs of letters of one style, the first of which alone has a place of its own."""
    run: list[_Letter] = []
    for letter in letters:
        if run and (letter.places or letter.style is not run[0].style or "rotate" in run[0].places):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _chunks(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """Runs that are anchored together: from one absolute place to the next."""
    chunk: list[_Run] = []
    for run in runs:
        if chunk and {"x", "y"} & run.letters[0].places.keys():
            yield chunk
            chunk = []
        chunk.append(run)
    if chunk:
        yield chunk


def _fit(span: _Span, runs: Sequence[_Run], letters: Sequence[_Letter]) -> None:
    """Make an element's letters as long as its ``textLength`` says."""
    written = span.node.attributes.get("textLength", "")
    own = {id(letter) for letter in letters[span.first : span.last]}
    inside = [run for run in runs if id(run.letters[0]) in own]
    natural = sum(run.width for run in inside)
    if not written or not natural:
        return
    wanted = length(written, span.room.width, span.room.em)
    if span.node.attributes.get("lengthAdjust") == "spacingAndGlyphs":
        for run in inside:
            run.stretch *= wanted / natural
    else:
        gaps = sum(len(run.letters) for run in inside) - 1
        for run in inside:
            run.gap += (wanted - natural) / max(1, gaps)


def _shaped(letters: list[_Letter], shelf: Shelf) -> _Run:
    style = letters[0].style
    if style.get("font-variant", "normal") not in ("normal", "none"):
        raise PictureError(
            f"it has text in “{style['font-variant'][:30]}”, which examgen cannot set; turn it into paths"
        )
    _check_direction(letters)
    gap, space = _spacing(style, "letter-spacing"), _spacing(style, "word-spacing")
    text = "".join(letter.character for letter in letters)
    return _Run(letters, shape(text, look_of(style), not gap, shelf), gap, space)


def _spacing(style: Style, name: str) -> float:
    written, em = style.get(name, "normal"), em_of(style)
    return 0.0 if written == "normal" else length(written, em, em)


def _check_direction(letters: Sequence[_Letter]) -> None:
    kinds = {unicodedata.bidirectional(letter.character) for letter in letters}
    if kinds & {*RIGHT_TO_LEFT} and kinds & {"L", "EN", "AN"}:
        raise PictureError("it has text that runs both ways in one piece; turn it into paths")


def _inked(run: _Run, x: float, y: float) -> Path:
    """A run's letters at a place."""
    first, style = run.letters[0].places, run.style
    here = shift(x, y + _drop(style)).after(turn(first.get("rotate", 0.0))).after(stretch(run.stretch, 1.0))
    segments: list[Segment] = []
    size = em_of(style)
    for glyph in run.shaped.glyphs:
        place = Matrix(size, 0, 0, -size, glyph.x * size + run.widened(glyph.letters), -glyph.y * size)
        segments += mapped(glyph.path, here.after(place))
    for rule in (style.get("text-decoration-line") or style.get("text-decoration", "none")).split():
        if rule in RULES:
            middle, thickness = (part * size for part in RULES[rule])
            box = Box(0, -middle - thickness / 2, run.width / run.stretch, -middle + thickness / 2)
            segments += mapped(rectangle(box), here)
    return tuple(segments)


def _drop(style: Style) -> float:
    """How far below its place a text's baseline stands."""
    em = em_of(style)
    family, bold, italic, _ = look_of(style)
    face = chain(family, bold, italic)[0]
    rise = face.metric(hb.OTMetricsTag.HORIZONTAL_ASCENDER) / 1000
    fall = face.metric(hb.OTMetricsTag.HORIZONTAL_DESCENDER) / 1000
    places = {
        "middle": face.metric(hb.OTMetricsTag.X_HEIGHT) / 2000, "central": (rise + fall) / 2,
        "hanging": face.metric(hb.OTMetricsTag.CAP_HEIGHT) / 1000, "mathematical": 0.5,
        "text-before-edge": rise, "before-edge": rise, "text-top": rise, "top": rise,
        "text-after-edge": fall, "after-edge": fall, "text-bottom": fall, "ideographic": fall, "bottom": fall,
    }  # fmt: skip
    baseline = style.get("alignment-baseline", "auto")
    baseline = style.get("dominant-baseline", "auto") if baseline in ("auto", "baseline") else baseline
    moved = style.get("baseline-shift", "baseline")
    raised_by = SHIFTS[moved] * em if moved in SHIFTS else 0.0 if moved == "baseline" else length(moved, em, em)
    return places.get(baseline, 0.0) * em - raised_by
