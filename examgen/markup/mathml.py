r"""MathML in, the LaTeX of the same formula out: ``<mfrac><mi>a</mi><mn>2</mn></mfrac>`` is ``\frac{a}{2}``.

Presentation MathML is read, and the TeX that an annotation holds is preferred to it.
What means nothing in it keeps its characters, and is named in the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from examgen.markup import mathml_signs as signs
from examgen.markup.mathml_fences import GRIDS, Fences
from examgen.markup.mathml_tokens import TOKENS, children, local_name, space, token, words_of

MOST_NESTED = 60
"""Elements inside each other; deeper ones lose their structure, which no printed formula needs."""


@dataclass(frozen=True, slots=True)
class Latex:
    """A formula, and what of it was not understood."""

    source: str
    is_display: bool = False
    unknown: tuple[str, ...] = ()
    """Names of elements, each once."""


def to_latex(math: etree._Element) -> Latex:
    """The LaTeX of a ``<math>`` element."""
    reader = _Reader()
    is_display = math.get("display") == "block" or math.get("mode") == "display"
    source = _annotated(math) or reader.row(children(math), 0)
    return Latex(source.strip(), is_display, tuple(dict.fromkeys(reader.unknown)))


_TEX = ("application/x-tex", "tex", "latex", "application/x-latex", "text/x-tex", "math/tex")


def _annotated(math: etree._Element) -> str:
    """The TeX that an author's tool kept beside the MathML."""
    for element in math.iter():
        if local_name(element) == "annotation" and (element.get("encoding") or "").lower() in _TEX:
            return " ".join((element.text or "").split())
    return ""


def _group(source: str) -> str:
    return f"{{{source}}}"


_NEW_ROW = r" \\ "


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns elements into LaTeX, and notes those that it does not know."""

    unknown: list[str] = field(default_factory=list)

    def row(self, elements: Sequence[etree._Element], depth: int) -> str:
        """Elements side by side, tall ones in fences that grow with them."""
        fences = Fences(elements)
        if fences.grid is not None:
            return self.grid(fences.grid, GRIDS[fences.around], depth)
        parts: list[str] = []
        for place, element in enumerate(elements):
            before, after = fences.commands.get(place, ("", ""))
            parts += [before, self.part(element, depth), after]
        return signs.joined(parts)

    def part(self, element: etree._Element, depth: int) -> str:
        name = local_name(element)
        if depth > MOST_NESTED:
            self.unknown.append("elements nested too deep")
            return signs.sign(words_of(element))
        if name in TOKENS:
            return token(name, element)
        if name == "mspace":
            return space(element)
        if reader := _READERS.get(name):
            return reader(self, element, depth + 1)
        if name not in _TRANSPARENT:
            self.unknown.append(f"<{name}>")
            return rf"\text{{{signs.words(words_of(element))}}}" if not len(element) else self.inner(element, depth + 1)
        return self.inner(element, depth + 1)

    def inner(self, element: etree._Element, depth: int) -> str:
        return self.row(children(element), depth)

    def arguments(self, element: etree._Element, count: int, depth: int) -> list[str]:
        """The children, as many as wanted; those that are missing are empty."""
        found = [self.part(child, depth) for child in children(element)]
        return (found + [""] * count)[:count]

    def grid(self, table: etree._Element, name: str, depth: int) -> str:
        rows = [
            " & ".join(self.inner(cell, depth + 1) for cell in children(row) if local_name(cell) == "mtd")
            for row in children(table)
            if local_name(row) in ("mtr", "mlabeledtr")
        ]
        head = rf"\begin{{{name}}}" + (_group(_columns(table, rows)) if name == "array" else "")
        return f"{head} {_NEW_ROW.join(rows)} \\end{{{name}}}"


def _columns(table: etree._Element, rows: Sequence[str]) -> str:
    """A letter for each column, with lines between them as the table asks."""
    count = max((row.count(" & ") + 1 for row in rows), default=1)
    asked = [word[0] for word in (table.get("columnalign") or "center").split() if word[0] in "lcr"] or ["c"]
    lines = (table.get("columnlines") or "none").split()
    letters = [asked[min(place, len(asked) - 1)] for place in range(count)]
    return "".join(
        letter + ("|" if place < count - 1 and lines[min(place, len(lines) - 1)] != "none" else "")
        for place, letter in enumerate(letters)
    )


# What has a structure


def _fraction(reader: _Reader, element: etree._Element, depth: int) -> str:
    top, bottom = reader.arguments(element, 2, depth)
    if element.get("bevelled") == "true":
        return f"{_group(top)}/{_group(bottom)}"
    if re.match(r"0(?:\D|$)", element.get("linethickness") or ""):
        return rf"\genfrac{{}}{{}}{{0pt}}{{}}{{{top}}}{{{bottom}}}"
    return rf"\frac{{{top}}}{{{bottom}}}"


def _square_root(reader: _Reader, element: etree._Element, depth: int) -> str:
    return rf"\sqrt{{{reader.inner(element, depth)}}}"


def _root(reader: _Reader, element: etree._Element, depth: int) -> str:
    body, degree = reader.arguments(element, 2, depth)
    return rf"\sqrt[{_group(degree) if ']' in degree else degree}]{{{body}}}"


def _scripts(reader: _Reader, element: etree._Element, depth: int) -> str:
    """``msub``, ``msup`` and ``msubsup``."""
    name = local_name(element)
    base, *scripts = reader.arguments(element, 3 if name == "msubsup" else 2, depth)
    marks = {"msub": "_", "msup": "^", "msubsup": "_^"}[name]
    return _base(element, base) + "".join(_script(mark, each) for mark, each in zip(marks, scripts, strict=True))


def _script(mark: str, source: str) -> str:
    if mark == "^" and source and not source.strip("'"):
        return source
    return f"{mark}{_group(source)}" if source else ""


def _base(element: etree._Element, source: str) -> str:
    """What scripts stand at: in braces, unless it is one sign."""
    first = next(iter(children(element)), None)
    is_token = first is not None and local_name(first) in ("mi", "mn", "mo")
    is_plain = is_token or re.fullmatch(r"[^\\{}]|\\[A-Za-z]+", source)
    return source if source and is_plain else _group(source)


def _limits(reader: _Reader, element: etree._Element, depth: int) -> str:
    """``munder``, ``mover`` and ``munderover``."""
    name, parts = local_name(element), children(element)
    count = 3 if name == "munderover" else 2
    base, *others = reader.arguments(element, count, depth)
    below, above = {"munder": (others[0], ""), "mover": ("", others[0])}.get(name, (others[0], others[-1]))
    sign = words_of(parts[0]) if parts else ""
    if sign in signs.LARGE or sign in signs.LIMIT_FUNCTIONS or base.startswith(r"\operatorname"):
        base = base.replace(r"\operatorname{", r"\operatorname*{", 1)
        return base + _script("_", below) + _script("^", above)
    if sign in signs.LONG_ARROWS and local_name(parts[0]) == "mo":
        return signs.LONG_ARROWS[sign] + (f"[{below}]" if below else "") + _group(above)
    mark = words_of(parts[1]) if len(parts) > 1 and local_name(parts[1]) == "mo" else ""
    if count == 2 and (command := (signs.UNDER if below else signs.OVER).get(mark)):
        is_wide = len(words_of(parts[0])) > 1
        return (signs.WIDE.get(command, command) if is_wide else command) + _group(base)
    if re.match(r"\\(?:under|over)brace", base):
        return base + _script("_", below) + _script("^", above)
    stacked = rf"\overset{{{above}}}{{{base}}}" if above else base
    return rf"\underset{{{below}}}{{{stacked}}}" if below else stacked


def _multiscripts(reader: _Reader, element: etree._Element, depth: int) -> str:
    base, *rest = [*children(element)] or [element]
    at = next((place for place, each in enumerate(rest) if local_name(each) == "mprescripts"), len(rest))
    source = reader.part(base, depth) if base is not element else ""
    behind, before = (list(_pairs(reader, part, depth)) for part in (rest[:at], rest[at + 1 :]))
    body = _base(element, source) + _group("").join(_script("_", low) + _script("^", high) for low, high in behind)
    return "".join(_group("") + _script("_", low) + _script("^", high) for low, high in before) + body


def _pairs(reader: _Reader, elements: Sequence[etree._Element], depth: int) -> Iterator[tuple[str, str]]:
    sources = ["" if local_name(each) == "none" else reader.part(each, depth) for each in elements]
    yield from zip(sources[::2], [*sources[1::2], ""], strict=False)


def _table(reader: _Reader, element: etree._Element, depth: int) -> str:
    return reader.grid(
        element, "array" if element.get("columnalign") or element.get("columnlines") else "matrix", depth
    )


def _fenced(reader: _Reader, element: etree._Element, depth: int) -> str:
    found = children(element)
    opening, closing = element.get("open", "("), element.get("close", ")")
    if len(found) == 1:
        inner = children(found[0]) if local_name(found[0]) == "mrow" else found
        if [local_name(child) for child in inner] == ["mtable"] and (opening, closing) in GRIDS:
            return reader.grid(inner[0], GRIDS[opening, closing], depth)
    marks = (element.get("separators", ",")).replace(" ", "")
    parts: list[str] = []
    for place, child in enumerate(found):
        parts += [signs.sign(marks[min(place, len(marks)) - 1])] if place and marks else []
        parts.append(reader.part(child, depth))
    left, right = (signs.sign(mark) or "." for mark in (opening, closing))
    return rf"\left{left} {signs.joined(parts)} \right{right}"


_ENCLOSED = {
    "box": r"\boxed", "roundedbox": r"\boxed", "updiagonalstrike": r"\cancel", "downdiagonalstrike": r"\bcancel",
    "top": r"\overline", "bottom": r"\underline", "radical": r"\sqrt",
}  # fmt: skip


def _enclosed(reader: _Reader, element: etree._Element, depth: int) -> str:
    source = reader.inner(element, depth)
    for notation in (element.get("notation") or "longdiv").split():
        if notation in _ENCLOSED:
            source = _ENCLOSED[notation] + _group(source)
        else:
            reader.unknown.append(f'<menclose notation="{notation}">')
    return source


def _phantom(reader: _Reader, element: etree._Element, depth: int) -> str:
    return rf"\phantom{{{reader.inner(element, depth)}}}"


def _first(reader: _Reader, element: etree._Element, depth: int) -> str:
    """The first of several forms of the same."""
    return "".join(reader.part(child, depth) for child in children(element)[:1])


def _nothing(reader: _Reader, element: etree._Element, depth: int) -> str:
    return ""


_TRANSPARENT = {"mrow", "mstyle", "mpadded", "math", "mtd", "merror"}
_READERS: dict[str, Callable[[_Reader, etree._Element, int], str]] = {
    "mfrac": _fraction, "msqrt": _square_root, "mroot": _root, "msub": _scripts, "msup": _scripts,
    "msubsup": _scripts, "munder": _limits, "mover": _limits, "munderover": _limits,
    "mmultiscripts": _multiscripts, "mtable": _table, "mfenced": _fenced, 
    "menclose": _enclosed, "mphantom": _phantom, "semantics": _first, "maction": _first,
    "none": _nothing, "mprescripts": _nothing, "malignmark": _nothing, "maligngroup": _nothing,
    "annotation": _nothing, "annotation-xml": _nothing,
}  # fmt: skip
