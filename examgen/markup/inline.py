"""The source of one paragraph, heading or cell in, its spans out; what cannot be set is reported, never dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from markdown_it.token import Token

from examgen.markup.attributes import NoAttribute, Size, size_of
from examgen.markup.attributes import styled as spanned
from examgen.markup.context import Context, Refusal
from examgen.markup.dialect import dialect
from examgen.markup.doubts import doubts_in
from examgen.markup.flat import OPAQUE
from examgen.markup.tags import is_break, paired_tags, picture_frames, styled
from examgen.model.text import Formula, Image, LineBreak, Span, Style, Words


def spans_of_source(source: str, offset: int, style: Style, context: Context) -> tuple[Span, ...]:
    """Read one piece of source whose first line is so many lines below the context's."""
    markdown = dialect(context.refer is not None, context.gap is not None)
    tokens: list[Token] = []
    markdown.inline.parse(source, markdown, {}, tokens)
    for doubt in doubts_in("".join(_probe(token) for token in tokens)):
        context.warning("unclear-math", doubt.message, offset + doubt.line, doubt.hint)
    spans = list(merged(_InlineReader(tokens, offset, style, context).spans()))
    while spans and isinstance(spans[0], LineBreak):
        spans.pop(0)
    while spans and isinstance(spans[-1], LineBreak):
        spans.pop()
    return tuple(spans)


def _probe(token: Token) -> str:
    """What stands for a token where doubts are looked for: escaped signs, code and formulas hold none."""
    match token.type:
        case "text":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "text_special" if token.markup in (r"\(", r"\[") or token.content == token.markup:
            return token.markup
        case _:
            return OPAQUE


_STYLED: dict[str, Callable[[Style], Style]] = {
    "strong": lambda style: replace(style, bold=True),
    "em": lambda style: replace(style, italic=True),
    "s": lambda style: replace(style, strike=True),
    "sub": lambda style: replace(style, shift=-1),
    "sup": lambda style: replace(style, shift=1),
}

_NO_FOLDER = Refusal("a picture can stand in the questions of a bank only", "leave it out")
_NO_TAG = r"use Markdown; a plain sign is written \<"
_NO_DESCRIPTION = "say in the brackets what it shows, for those who cannot see it: ![A plant cell](cell.png)"
_LENGTHS = 'write lengths as {width=6cm}, in cm, mm, in, pt, px or %; a plain brace behind a picture is written "\\{"'
_SPANS = r"there are {.underline} and {lang=fr}; write \{ for a plain brace"
_NO_OPTION = r"give the option meant its letter, as in `- [ ] b) …`; write \[[ for plain brackets"
_NO_PART = "a part is referred to by its letter, as in [[#bio-7/a]]; a gap has no number on paper: write "
_NO_QUESTION = r"give the question meant this id, as in `## Question {#bio-7}`; write \[[ for plain brackets"


class _InlineReader:
    """Turns the tokens of one paragraph into spans."""

    def __init__(self, tokens: Sequence[Token], offset: int, style: Style, context: Context) -> None:
        self.tokens = tokens
        self.offset = offset
        self.style = style
        self.context = context
        self.outer: list[Style] = []
        self.addresses: list[tuple[str, int]] = []
        self.opening = paired_tags(tokens)
        self.closing = frozenset(self.opening.values())
        self.frames = picture_frames(tokens)

    def spans(self) -> Iterator[Span]:
        for place, token in enumerate(self.tokens):
            name, _, side = token.type.rpartition("_")
            match token.type:
                case "text":
                    yield Words(self.beside_breaks(place, token.content), self.style)
                case "text_special":
                    yield Words(token.content, self.style)
                case "code_inline":
                    yield Words(token.content, replace(self.style, code=True))
                case "softbreak":
                    yield Words(self.beside_breaks(place, " "), self.style)
                case "hardbreak":
                    yield LineBreak()
                case "formula":
                    yield Formula(token.content, token.meta["is_display"], self.context.line_at(self.offset))
                case "link_open":
                    self.addresses.append((str(token.attrGet("href") or ""), place))
                case "link_close":
                    yield from _address(*self.addresses.pop(), self.tokens[:place], self.style)
                case "image":
                    yield self.image(token)
                case "html_inline":
                    yield from self.html(place, token.content)
                case "reference":
                    yield self.reference(token.content)
                case "gap":
                    yield self.gap(token)
                case "span_open":
                    self.enter(self.span_style(token.meta["braces"]))
                case _ if side == "open":
                    self.enter(_STYLED[name](self.style))
                case _:
                    self.style = self.outer.pop()
            self.offset += _line_ends(token)

    def enter(self, style: Style) -> None:
        self.outer.append(self.style)
        self.style = style

    def beside_breaks(self, place: int, words: str) -> str:
        """Words without the spaces that touch a line end in HTML."""
        words = words.lstrip(" ") if place and is_break(self.tokens[place - 1]) else words
        return words.rstrip(" ") if place + 1 < len(self.tokens) and is_break(self.tokens[place + 1]) else words

    def html(self, place: int, found: str) -> Iterator[Span]:
        if is_break(self.tokens[place]):
            yield LineBreak()
        elif place in self.opening:
            self.enter(styled(found, self.style))
        elif place in self.closing:
            self.style = self.outer.pop()
        elif found[:4].lower() == "<img" and (shown := self.tagged_picture(found)):
            yield shown
        elif not (found.startswith("<!--") or place in self.frames):
            self.context.warning("html", f'HTML is printed as it is written: "{found}"', self.offset, _NO_TAG)
            yield Words(found.replace("\n", " "), self.style)

    def tagged_picture(self, tag: str) -> Span | None:
        """What a picture in HTML stands for, as in formats whose texts are HTML."""
        from examgen.markup.html_pictures import picture  # and with it lxml, which few texts in Markdown need
        from examgen.markup.html_source import tree_of

        element = next(tree_of(tag).root.iter("img"), None)
        is_one = element is not None and (element.get("src") or element.get("data-equation-content"))
        return picture(element, self.style, self.context, self.offset) if is_one else None

    def image(self, token: Token) -> Span:
        address = str(token.attrGet("src") or "")
        shown = "".join(" " if "break" in child.type else child.content for child in token.children or ())
        description = " ".join(shown.split())
        size = self.size(str(token.meta.get("braces", "")))
        file = self.context.load(address) if self.context.load else _NO_FOLDER
        if isinstance(file, Refusal):
            self.context.error("image", file.message, self.offset, file.hint)
            return Words(description or address, self.style)
        if not description:
            message = f'the picture "{address}" has no description'
            self.context.warning("image-description", message, self.offset, _NO_DESCRIPTION)
        return Image(file, description, size.width, size.height, self.context.line_at(self.offset))

    def size(self, braces: str) -> Size:
        try:
            return size_of(braces) if braces else Size()
        except NoAttribute as error:
            self.context.error("attribute", str(error), self.offset, _LENGTHS)
            return Size()

    def span_style(self, braces: str) -> Style:
        try:
            return spanned(braces, self.style)
        except NoAttribute as error:
            self.context.error("attribute", str(error), self.offset, _SPANS)
            return self.style

    def gap(self, token: Token) -> Span:
        made = self.context.gap(token.content, self.context.line + self.offset) if self.context.gap else None
        return made or Words(token.markup, self.style)

    def reference(self, content: str) -> Span:
        span = self.context.refer(content, self.style) if self.context.refer else None
        if span is None:
            whole, parted, _ = content.partition("/")
            hint = _NO_QUESTION if content.startswith("#") else _NO_OPTION
            hint = f"{_NO_PART}[[{whole}]]" if parted and content.startswith("#") else hint
            self.context.error("unknown-reference", f"[[{content}]] refers to nothing", self.offset, hint)
            return Words(f"[[{content}]]", self.style)
        return span


def _line_ends(token: Token) -> int:
    """How many line ends of the source a token stands for."""
    if token.type == "formula":
        return int(token.meta["lines"])
    return 1 if token.type in ("softbreak", "hardbreak") else token.content.count("\n")


def _address(address: str, start: int, tokens: Sequence[Token], style: Style) -> Iterator[Span]:
    words = "".join(token.content for token in tokens[start + 1 :])
    if address and _SCHEME.sub("", address).rstrip("/") != _SCHEME.sub("", words).rstrip("/"):
        yield Words(f" ({address})", style)


_SCHEME = re.compile(r"^(?:https?://|mailto:)")


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans with neighbouring words of one style joined, and no empty ones."""
    result: list[Span] = []
    for kind, group in groupby(spans, lambda span: span.style if isinstance(span, Words) else None):
        if kind is None:
            result.extend(group)
        elif text := "".join(span.text for span in group if isinstance(span, Words)):
            result.append(Words(text, kind))
    return tuple(result)
