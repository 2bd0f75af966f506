"""Text elements in, paths of letters out, set in the shipped fonts (SVG 1.1, 10).

The fonts that a file asks for are seldom those of the machine that prints it: serif, sans and mono stand for them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import uharfbuzz as hb

from examgen.typeset.fonts import Face, face_for
from examgen.typeset.picture import PictureError
from examgen.typeset.svg.cascade import ITALIC, XML, Node, Style, em_of, inherited
from examgen.typeset.svg.lengths import Room, length
from examgen.typeset.svg.matrix import NUMBERS, Matrix, shift, stretch, turn
from examgen.typeset.svg.path import Box, Path, Segment, mapped, raised, rectangle

MONO = ("mono", "courier", "consol", "typewriter", "menlo", "monaco", "code")
SERIF = (
    "times", "roman", "georgia", "garamond", "cambria", "palatino", "gentium", "charter", "bookman", "century", "song",
    "computer modern", "latin modern", "cmr", "cmu", "libertin", "stix", "termes", "minion", "baskerville", "caslon",
)  # fmt: skip
"""Parts of the names of families of each kind; a name that holds none of them is taken for a sans."""

BOLD = 600
WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}
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


class Look(NamedTuple):
    """A cut of a shipped family."""

    family: str
    bold: bool
    italic: bool


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
    """Letters that are shaped together."""

    letters: list[_Letter]
    glyphs: list[_Glyph]
    advance: float
    """In units of the drawing."""

    gap: float = 0.0
    """White space after each letter."""

    stretch: float = 1.0

    @property
    def style(self) -> Style:
        return self.letters[0].style

    @property
    def width(self) -> float:
        return (self.advance + self.gap * len(self.letters)) * self.stretch


class _Glyph(NamedTuple):
    path: Path
    x: float
    y: float
    size: float
    letters: int
    """How many letters of its run stand before it."""


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


def lettering(node: Node, style: Style, room: Room) -> Iterator[Lettered]:
    """The letters of a ``text`` element as paths in its own units, in reading order."""
    if style.get("writing-mode", "") not in HORIZONTAL:
        raise PictureError("it has vertical text, which examgen cannot set; turn it into paths")
    collector = _Collector()
    collector.collect(node, style, room, keeps_spaces=False)
    runs = [_shaped(letters) for letters in _alike(collector.settled())]
    for span in collector.spans:
        _fit(span, runs, collector.letters)
    x = y = 0.0
    for chunk in _chunks(runs):
        first = chunk[0].letters[0].places
        x, y = first.get("x", x), first.get("y", y)
        width = sum(run.width + run.letters[0].places.get("dx", 0.0) for run in chunk)
        x -= width * _anchor(chunk[0].style)
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
    angles = [float(number) for number in NUMBERS.findall(node.attributes.get("rotate", ""))]
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


def look_of(style: Style) -> Look:
    """The shipped cut that stands for a style's font."""
    weight = style.get("font-weight", "normal")
    number = WEIGHTS.get(weight) or (float(weight) if weight.isdigit() else 400)
    is_italic = style.get("font-style", "normal").startswith(ITALIC)
    return Look(_family(style.get("font-family", "serif")), number >= BOLD, is_italic)


def _family(names: str) -> str:
    for name in (part.strip(" '\"").lower() for part in names.split(",")):
        if any(part in name for part in MONO):
            return "mono"
        if "sans" in name:
            return "sans"
        if name == "serif" or name.endswith(" serif") or any(part in name for part in SERIF):
            return "serif"
        if name:
            return "sans"
    return "serif"


def _shaped(letters: list[_Letter]) -> _Run:
    style = letters[0].style
    if style.get("font-variant", "normal") not in ("normal", "none"):
        raise PictureError(
            f"it has text in “{style['font-variant'][:30]}”, which examgen cannot set; turn it into paths"
        )
    size, look = em_of(style), look_of(style)
    _check_direction(letters)
    glyphs: list[_Glyph] = []
    x, before = 0.0, 0
    gap = _spacing(style, "letter-spacing", size)
    for face, text in _by_face("".join(letter.character for letter in letters), look):
        for glyph in _shape(face, text, has_ligatures=not gap):
            place = before + glyph.letters
            words = text[: glyph.letters].count(" ") * _spacing(style, "word-spacing", size)
            glyphs.append(glyph._replace(x=x + words + glyph.x * size, y=glyph.y * size, size=size, letters=place))
        before += len(text)
        x += _advance(face, text, not gap) * size + text.count(" ") * _spacing(style, "word-spacing", size)
    return _Run(letters, glyphs, x, gap)


def _spacing(style: Style, name: str, size: float) -> float:
    written = style.get(name, "normal")
    return 0.0 if written == "normal" else length(written, size, size)


def _check_direction(letters: Sequence[_Letter]) -> None:
    kinds = {unicodedata.bidirectional(letter.character) for letter in letters}
    if kinds & {*RIGHT_TO_LEFT} and kinds & {"L", "EN", "AN"}:
        raise PictureError("it has text that runs both ways in one piece; turn it into paths")


def _by_face(text: str, look: Look) -> Iterator[tuple[Face, str]]:
    """The text in pieces that one font has."""
    found: list[tuple[Face, str]] = []
    for character in text:
        stays = found and unicodedata.combining(character) and ord(character) in found[-1][0].coverage
        face = found[-1][0] if stays else face_for(character, *look)
        if face is None:
            name = unicodedata.name(character, "unnamed").lower()
            raise PictureError(f"no font has its “{character}” (U+{ord(character):04X} {name}); turn text into paths")
        if found and found[-1][0] is face:
            found[-1] = (face, found[-1][1] + character)
        else:
            found.append((face, character))
    return iter(found)


@cache
def _shape(face: Face, text: str, has_ligatures: bool) -> tuple[_Glyph, ...]:
    """Glyphs with their places in ems."""
    glyphs, x = [], 0.0
    for info, position in _positions(face, text, has_ligatures):
        scale = face.scale / 1000
        place = x + position.x_offset * scale
        glyphs.append(_Glyph(glyph_path(face, info.codepoint), place, position.y_offset * scale, 1.0, info.cluster))
        x += position.x_advance * scale
    return tuple(glyphs)


@cache
def _advance(face: Face, text: str, has_ligatures: bool) -> float:
    """The width of a text in ems."""
    return float(sum(position.x_advance for _, position in _positions(face, text, has_ligatures)) * face.scale / 1000)


def _positions(face: Face, text: str, has_ligatures: bool) -> list[tuple[hb.GlyphInfo, hb.GlyphPosition]]:
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(character) for character in text])
    buffer.guess_segment_properties()
    hb.shape(face.hb_font, buffer, {} if has_ligatures else {"liga": False, "clig": False})
    return list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))


@cache
def glyph_path(face: Face, glyph: int) -> Path:
    """A glyph's outline in ems, y upwards."""
    pen = _Pen(face.scale / 1000)
    face.hb_font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.segments)


class _Pen:
    """Takes down what HarfBuzz draws, with the method names that it wants."""

    def __init__(self, scale: float) -> None:
        self.segments: list[Segment] = []
        self._scale = scale
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._add("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._add("c", *points)

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        numbers = raised(self._at, control, end)
        self._add("c", numbers[0:2], numbers[2:4], end)

    def closePath(self) -> None:
        self.segments.append(Segment("h"))

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self._at = points[-1]
        self.segments.append(Segment(operator, tuple(number * self._scale for point in points for number in point)))


def _inked(run: _Run, x: float, y: float) -> Path:
    """A run's letters at a place."""
    first, style = run.letters[0].places, run.style
    here = shift(x, y + _drop(style)).after(turn(first.get("rotate", 0.0))).after(stretch(run.stretch, 1.0))
    segments: list[Segment] = []
    for glyph in run.glyphs:
        place = here.after(Matrix(glyph.size, 0, 0, -glyph.size, glyph.x + glyph.letters * run.gap, -glyph.y))
        segments += mapped(glyph.path, place)
    em = em_of(style)
    for rule in (style.get("text-decoration-line") or style.get("text-decoration", "none")).split():
        if rule in RULES:
            middle, thickness = (part * em for part in RULES[rule])
            box = Box(0, -middle - thickness / 2, run.width / run.stretch, -middle + thickness / 2)
            segments += mapped(rectangle(box), here)
    return tuple(segments)


def _drop(style: Style) -> float:
    """How far below its place a text's baseline stands."""
    em = em_of(style)
    face = face_for("x", *look_of(style))
    assert face is not None
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
