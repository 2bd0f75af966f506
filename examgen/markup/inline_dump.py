"""The spans of one paragraph or cell in, their source out, in the plainest form that is read back as the same spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from examgen.markup import commonmark
from examgen.markup.attributes import POINTS
from examgen.markup.context import Refusal
from examgen.markup.patterns import late
from examgen.model.text import (
    PLAIN,
    Extent,
    Formula,
    Gap,
    Image,
    ImageFile,
    LineBreak,
    OptionReference,
    Paragraph,
    QuestionReference,
    Span,
    Style,
    Words,
    style_of,
)

Reference: TypeAlias = OptionReference | QuestionReference | Gap
WriteReference: TypeAlias = Callable[[Reference], str]
"""What stands between ``[[`` and ``]]`` for a reference, and in the braces of a gap."""

_APART = "<!-- -->"
"""Stands between signs that would be read together, or as no signs; it prints nothing."""


class _Manner(NamedTuple):
    """How carefully a paragraph is written; plain text needs no care."""

    is_wary: bool = False
    """Every sign that could mean something is escaped."""

    has_tags: bool = False
    """Styles are HTML tags, which stand anywhere, and formulas are set apart."""

    line_end: str = "\\\n"


_MANNERS = (_Manner(), _Manner(is_wary=True), _Manner(is_wary=True, has_tags=True))


def paragraph(spans: Sequence[Span], write: WriteReference) -> str:
    """Write one paragraph."""
    if len(spans) == 1 and isinstance(span := spans[0], Formula) and span.is_display:
        return _display(span.source)
    if all(isinstance(span, Image) for span in spans):
        return " ".join(_image(span) for span in spans if isinstance(span, Image))
    return _plainest(spans, write, "\\\n")


def cell(spans: Sequence[Span], write: WriteReference) -> str:
    """Write one cell of a table, which is one line."""
    return _plainest(spans, write, "<br>").replace("|", r"\|")


_BARE = late(r"[^\W\d_][^\W_]*[,;?!.]?(?: [^\W_]+[,;?!.]?)*")
"""Words in which nothing can be a sign of markup."""


def _plainest(spans: Sequence[Span], write: WriteReference, line_end: str) -> str:
    if len(spans) == 1 and isinstance(span := spans[0], Words) and span.style == PLAIN and _BARE.fullmatch(span.text):
        return span.text
    sources = (_Line(spans, write, manner._replace(line_end=line_end)).source() for manner in _MANNERS)
    source = ""
    for source in sources:
        if _reads_back(source, spans, write):
            break
    return source


def _reads_back(source: str, spans: Sequence[Span], write: WriteReference) -> bool:
    written = {write(span): span for span in spans if isinstance(span, OptionReference | QuestionReference)}
    files = {span.file.name: span.file for span in spans if isinstance(span, Image)}

    def refer(content: str, style: Style) -> Span | None:
        return replace(written[content], style=style) if content in written else None

    def load(address: str) -> ImageFile | Refusal:
        return files.get(address) or Refusal("", "")

    gaps = iter([span for span in spans if isinstance(span, Gap)])
    markup = commonmark.parse(source, refer=refer, load=load, gap=lambda inner, line: next(gaps, None))
    doubts = {problem.rule for problem in markup.problems} - {"image-description"}
    return markup.text == (Paragraph(tuple(spans)),) and not doubts


class _Sign(NamedTuple):
    """What stands before and behind words in a style."""

    opening: str
    closing: str


class _Line:
    """One paragraph while it is written: the parts so far, and the styles that are open."""

    def __init__(self, spans: Sequence[Span], write: WriteReference, manner: _Manner) -> None:
        self.spans = spans
        self.write = write
        self.manner = manner
        self.signs = [self.signs_at(place) for place in range(len(spans))]
        self.parts: list[str] = []
        self.open: list[_Sign] = []

    def source(self) -> str:
        for place, span in enumerate(self.spans):
            self.switch(place)
            self.parts.append(self.written(span, place))
        self.close(0)
        return "\n".join(escaped_start(line) for line in "".join(self.parts).split("\n"))

    def signs_at(self, place: int) -> tuple[_Sign, ...]:
        """The signs that are open at a span; what has no style has those of its neighbours that are best left open."""
        span = self.spans[place]
        if _is_styled(span):
            return self.signs_of(span)
        before = next((other for other in reversed(self.spans[:place]) if _is_styled(other)), None)
        after = next((other for other in self.spans[place + 1 :] if _is_styled(other)), None)
        left, right = self.signs_of(before), self.signs_of(after)
        is_break = isinstance(span, LineBreak)
        stays = not is_break and isinstance(before, Words) and before.text.endswith(" ")
        begins = not is_break and isinstance(after, Words) and after.text.startswith(" ")
        shared = (sign for sign in left if stays or sign in right)
        return tuple(dict.fromkeys((*shared, *(right if begins else ()))))

    def signs_of(self, span: Span | None) -> tuple[_Sign, ...]:
        return tuple(_style_signs(style_of(span), self.manner.has_tags)) if span is not None else ()

    def switch(self, place: int) -> None:
        """Close and open what changes before a span; what lasts longest is opened first."""
        wanted = self.signs[place]
        kept = 0
        while kept < len(self.open) and self.open[kept] in wanted:
            kept += 1
        self.close(kept)
        missing = [sign for sign in wanted if sign not in self.open]
        for sign in sorted(missing, key=lambda sign: (-self.lasts(sign, place), sign)):
            self.open.append(sign)
            self.parts.append(sign.opening)

    def close(self, kept: int) -> None:
        while len(self.open) > kept:
            self.parts.append(self.open.pop().closing)

    def lasts(self, sign: _Sign, place: int) -> int:
        end = place
        while end < len(self.signs) and sign in self.signs[end]:
            end += 1
        return end - place

    def goes_on(self, beside: int, place: int) -> bool:
        """Whether what is open at a span is open beside it too, on the same line: then its space there is kept."""
        if not 0 <= beside < len(self.spans) or isinstance(self.spans[beside], LineBreak):
            return False
        return set(self.signs[place]) <= set(self.signs[beside])

    def written(self, span: Span, place: int) -> str:
        match span:
            case LineBreak():
                return self.manner.line_end
            case Gap():
                return f"____{{{self.write(span)}}}"
            case Words(text, style) if style.code:
                return _code(text)
            case Words(text):
                before, after = self.goes_on(place - 1, place), self.goes_on(place + 1, place)
                return self.escaped(_edged(text, before, after))
            case OptionReference() | QuestionReference():
                return f"[[{self.write(span)}]]"
            case Formula(source):
                return f"{_APART}{_formula(source)}{_APART}" if self.manner.has_tags else _formula(source)
            case Image():
                return _image(span)

    def escaped(self, words: str) -> str:
        """Words with the signs that mean something beside others only, where they may do so here."""
        if not self.manner.is_wary:
            return words
        words = _DOUBTFUL.sub(r"\1\\\2", words)
        return _without_brackets(_ESCAPED_BRACKET.sub(_bare, words)) if self.manner.has_tags else words


_ESCAPED_BRACKET = re.compile(r"(?<!\\)((?:\\\\)*)\\([\[(])")
"""Behind an even number of backslashes, which stand for themselves."""


def _bare(match: re.Match[str]) -> str:
    return match[1] + ("[" if match[2] == "[" else "&#40;")


def _without_brackets(words: str) -> str:
    return words.replace("[", "&#91;").replace("]", "&#93;")


def _is_styled(span: Span) -> bool:
    return not isinstance(span, LineBreak | Formula | Image | Gap)


def _style_signs(style: Style, has_tags: bool) -> Iterator[_Sign]:
    if style.language:
        yield _Sign("[", f"]{{lang={style.language}}}")
    if style.underline:
        yield _tag("u")
    for is_on, sign, tag in (
        (style.strike, "~~", "s"),
        (style.bold, "**", "b"),
        (style.italic, "*", "i"),
        (style.shift == 1, "^", "sup"),
        (style.shift == -1, "~", "sub"),
    ):
        if is_on:
            yield _tag(tag) if has_tags else _Sign(sign, sign)


def _tag(name: str) -> _Sign:
    return _Sign(f"<{name}>", f"</{name}>")


_DOLLAR = re.compile(r"(?:[^$\\]|\\.)*\$")


def _formula(source: str) -> str:
    return rf"\({source}\)" if _DOLLAR.match(source) else f"${source}$"


def _display(source: str) -> str:
    gap = "\n" if "\n" in source else ""
    return f"\\[{gap}{source}{gap}\\]" if "$$" in source or source[0] == "$" else f"$${gap}{source}{gap}$$"


_BEHIND_BACKSLASH = r"\\\g<0>"
_DESCRIBED = re.compile(r"[\\`*_<&$~^{]")
_PLAIN_ADDRESS = re.compile(r"[\w./-]+")
_ADDRESSED = re.compile(r"[\\<>&]")


def _image(image: Image) -> str:
    description, name = _without_brackets(_DESCRIBED.sub(_BEHIND_BACKSLASH, image.description)), image.file.name
    address = name if _PLAIN_ADDRESS.fullmatch(name) else f"<{_ADDRESSED.sub(_BEHIND_BACKSLASH, name)}>"
    sizes = {"width": image.width, "height": image.height}
    asked = " ".join(f"{side}={_extent(extent)}" for side, extent in sizes.items() if extent is not None)
    return f"![{description}]({address})" + (f"{{{asked}}}" if asked else "")


def _extent(extent: Extent) -> str:
    """A length in the unit in which it is a short number."""
    if extent.is_share:
        return f"{_number(100 * extent.value)}%"
    units = (
        unit for unit in POINTS if unit and float(_number(extent.value / POINTS[unit])) * POINTS[unit] == extent.value
    )
    unit = next(units, "pt")
    return f"{_number(extent.value / POINTS[unit])}{unit}"


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1) if longest else "`"
    touches = text[0] == "`" or text[-1] == "`"
    padded = touches or (text[0] == text[-1] == " " and text.strip(" ") != "")
    return f"{ticks} {text} {ticks}" if padded else f"{ticks}{text}{ticks}"


_BLANK = r"(?<!\S)_+(?!\S)"
"""Room to write in: underscores that stand alone mean nothing else."""

_SPECIAL = re.compile(
    rf"(?P<blank>{_BLANK})"
    r"|(?P<backslash>\\(?=[!-/:-@\[-`{-~]|\Z|ce\{|begin\{))"
    r"|(?P<tick>`)"
    r"|(?P<star>\*)(?!(?<=\s\*)\s)"
    r"|(?P<under>_)(?!(?<=[^\W_]_)[^\W_])"
    r"|(?P<entity>&)(?=#?\w+;)"
    r"|(?P<tag><)(?=[A-Za-z/!?])"
    r"|(?P<bracket>\[)(?=\[|[ xX]\])"
    r"|(?<=\])(?P<address>\()"
)
_DOUBTFUL = re.compile(r"(?<!\\)((?:\\\\)*)([$~^{}\[_|])")


def _edged(text: str, has_before: bool, has_after: bool) -> str:
    """Words with their signs escaped; spaces at an edge where they would be lost are written as entities."""
    start = 0 if has_before else len(text) - len(text.lstrip())
    end = len(text) if has_after or start == len(text) else len(text.rstrip())
    inner = _SPECIAL.sub(_escaped, text[start:end])
    return _entities(text[:start]) + inner + _entities(text[end:])


def _escaped(match: re.Match[str]) -> str:
    return match[0] if match["blank"] else f"\\{match[0]}"


_NAMED = {" ": "&#32;", "\t": "&#9;", "\u00a0": "&nbsp;"}


def _entities(spaces: str) -> str:
    return "".join(_NAMED.get(space, f"{_APART}{space}{_APART}") for space in spaces)


_START = re.compile(
    r"(?P<sign>#{1,6}(?=\s|$)|[-+](?=\s|$)|>|~{3}|(?:-\s*){3}|--$|=+\s*$|(?=[|:-]*-)[|:][|:\s-]*$)|(?P<number>\d{1,9})(?P<stop>[.)])(?=\s|$)"
)


def escaped_start(line: str) -> str:
    """Escape what would begin a heading, a list, a quote, a fence, a rule or a table."""
    match = _START.match(line)
    if not match:
        return line
    if match["number"]:
        return f"{match['number']}\\{line[match.end('number') :]}"
    return f"\\{line}"
