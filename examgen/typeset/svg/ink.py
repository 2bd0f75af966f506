"""Painted things in, the outline that draws them out; operators that change nothing are left out."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from examgen.model.pages import Outline, Raster
from examgen.typeset.picture import PictureError
from examgen.typeset.svg.matrix import Matrix
from examgen.typeset.svg.path import Box, Path, mapped, numbers, operators, rectangle, short

MOST_BYTES = 20_000_000
"""Of operators in one picture."""

THINNEST = 0.01
"""PDF takes a line of width 0 for the thinnest that a device can draw."""


class Colour(NamedTuple):
    """Parts of red, green and blue, from 0 to 1."""

    red: float
    green: float
    blue: float

    @property
    def operator(self) -> bytes:
        """What fills with it; of strokes, the same in capitals."""
        if self.red == self.green == self.blue:
            return f"{short(self.red, 4)} g".encode()
        return f"{short(self.red, 4)} {short(self.green, 4)} {short(self.blue, 4)} rg".encode()


class Pattern(NamedTuple):
    """A gradient, as the dictionary of a shading pattern (ISO 32000-1, 8.7.4)."""

    dictionary: bytes


Dye: TypeAlias = Colour | Pattern


class Line(NamedTuple):
    """How a stroke is drawn; lengths are in the units in which its path is given."""

    width: float
    cap: int = 0
    join: int = 0
    miter: float = 4.0
    dashes: tuple[float, ...] = ()
    phase: float = 0.0


class Ink:
    """Operators of one outline while it is drawn."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.count = 0
        """How many things were painted."""

        self._parts: list[bytes] = []
        self._size = 0
        self._state: dict[str, bytes] = {"alpha": b"1"}
        self._saved: list[dict[str, bytes]] = []
        self._alphas: dict[float, bytes] = {}
        self._patterns: dict[bytes, bytes] = {}
        self._inner: list[Outline | Raster] = []

    def outline(self) -> Outline:
        """What was drawn."""
        states = b"".join(
            b"/%b<</ca %b/CA %b>>" % (name, (written := short(alpha, 4).encode()), written)
            for alpha, name in self._alphas.items()
        )
        patterns = b"".join(b"/%b%b" % (name, dictionary) for dictionary, name in self._patterns.items())
        resources = (b"/ExtGState<<%b>>" % states if states else b"") + (
            b"/Pattern<<%b>>" % patterns if patterns else b""
        )
        return Outline(self.box, b" ".join(self._parts), resources, tuple(self._inner))

    def save(self) -> None:
        """Begin what `restore` ends."""
        self._write(b"q")
        self._saved.append(dict(self._state))

    def restore(self) -> None:
        """Return to what held before."""
        self._write(b"Q")
        self._state = self._saved.pop()

    def clip(self, path: Path, is_even_odd: bool = False) -> None:
        """Hide all that follows outside a path, until `restore`."""
        self._write(operators(path) if path else b"0 0 0 0 re")
        self._write(b"W* n" if is_even_odd else b"W n")

    def clip_box(self, box: Box, matrix: Matrix) -> None:
        """Hide all that follows outside a rectangle."""
        self.clip(mapped(rectangle(box), matrix))

    def fill(self, path: Path, dye: Dye, alpha: float, is_even_odd: bool) -> None:
        """Fill the inside of a path."""
        self._set_alpha(alpha)
        self._set_dye(dye, "fill")
        self._paint(operators(path), b"f*" if is_even_odd else b"f")

    def stroke(self, path: Path, matrix: Matrix, line: Line, dye: Dye, alpha: float) -> None:
        """Draw along a path, which a matrix maps together with the line's width."""
        self._set_alpha(alpha)
        self._set_dye(dye, "stroke")
        if matrix.keeps_shape:
            self._set_line(line, matrix.scale)
            self._paint(operators(mapped(path, matrix)), b"S")
            return
        self.save()
        places = _places(max(map(abs, matrix[:4])))
        self._write(f"{numbers(matrix, 9)} cm".encode())
        self._set_line(line, 1.0, places)
        self._paint(operators(path, places), b"S")
        self.restore()

    def place(self, drawing: Outline | Raster, matrix: Matrix, alpha: float = 1.0) -> None:
        """Place another drawing."""
        if drawing not in self._inner:
            self._inner.append(drawing)
        self._set_alpha(alpha)
        name = b"/X%d Do" % self._inner.index(drawing)
        if matrix == Matrix():
            self._paint(name, b"")
        else:
            self._paint(b"q %b cm %b" % (numbers(matrix, 6).encode(), name), b"Q")

    def _paint(self, what: bytes, operator: bytes) -> None:
        self.count += 1
        self._write(what)
        if operator:
            self._write(operator)

    def _write(self, operators: bytes) -> None:
        self._size += len(operators) + 1
        if self._size > MOST_BYTES:
            raise PictureError("it is too large to print as lines and areas; save it as PNG")
        self._parts.append(operators)

    def _set(self, what: str, operators: bytes) -> None:
        if self._state.get(what) != operators:
            self._state[what] = operators
            self._write(operators)

    def _set_alpha(self, alpha: float) -> None:
        written = short(alpha, 4).encode()
        if self._state["alpha"] != written:
            self._state["alpha"] = written
            name = self._alphas.setdefault(round(alpha, 4), b"A%d" % len(self._alphas))
            self._write(b"/%b gs" % name)

    def _set_dye(self, dye: Dye, use: str) -> None:
        if isinstance(dye, Pattern):
            name = self._patterns.setdefault(dye.dictionary, b"P%d" % len(self._patterns))
            operator = b"/Pattern cs /%b scn" if use == "fill" else b"/Pattern CS /%b SCN"
            self._set(use, operator % name)
        else:
            self._set(use, dye.operator if use == "fill" else dye.operator.upper())

    def _set_line(self, line: Line, scale: float, places: int = 2) -> None:
        dashes = numbers((dash * scale for dash in line.dashes), places + 1)
        self._set("width", f"{numbers([max(line.width * scale, THINNEST)], places + 1)} w".encode())
        self._set("cap", b"%d J" % line.cap)
        self._set("join", b"%d j" % line.join)
        self._set("miter", f"{numbers([line.miter], 3)} M".encode())
        self._set("dashes", f"[{dashes}] {numbers([line.phase * scale], places + 1)} d".encode())


def _places(scale: float) -> int:
    """Decimal places that a number needs before it is enlarged so much."""
    places = 2
    while scale > 1 and places < 9:
        scale, places = scale / 10, places + 1
    return places
