"""CommonMark source in, blocks and spans of question text out; what cannot be set is reported, never dropped.

Soft line ends become spaces, headings bold paragraphs, links their words with the address in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from examgen.model.text import (
    PLAIN,
    Block,
    CodeBlock,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Text,
    Words,
)

MOST_NESTED = 40
"""Lists and quotes inside each other; deeper text is reported, for markdown-it leaves it out."""

Refer: TypeAlias = Callable[[str, Style], Span | None]
"""What ``[[…]]`` stands for, given what is between the brackets; ``None`` where it stands for nothing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the source that cannot be printed as its author meant it."""

    rule: str
    message: str
    line: int
    hint: str
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class Markup:
    """What a piece of source says, and what is wrong with it."""

    text: Text
    problems: tuple[Problem, ...] = ()


def parse(source: str, *, line: int = 1, refer: Refer | None = None) -> Markup:
    """Read the source of one piece of question text, whose first line has the number given."""
    reader = _Reader(line, refer)
    tokens = _markdown(refer is not None).block.parse(source, _markdown(refer is not None), {}, []) or []
    text = reader.blocks(tokens)
    if any(token.level >= MOST_NESTED - 1 for token in tokens):
        reader.report("nested-too-deep", "lists or quotes are nested too deep to be read", 0, hint="nest them less")
    return Markup(text, tuple(reader.problems))


@cache
def _markdown(has_references: bool) -> MarkdownIt:
    """The parser; raw HTML is kept inline, so that markup between two tags is still read."""
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": MOST_NESTED})
    markdown.enable("table").disable(["html_block", "reference", "lheading"])
    if has_references:
        markdown.inline.ruler.before("link", "reference", _reference_rule)
    return markdown


_REFERENCE = re.compile(r"\[\[([^\[\]\n]+)\]\]")


def _reference_rule(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("reference", "", 0).content = match[1]
    state.pos = match.end()
    return True


class _Reader:
    """Turns markdown-it's tokens into blocks, and collects the problems on its way."""

    def __init__(self, line: int, refer: Refer | None) -> None:
        self.line = line
        self.refer = refer
        self.problems: list[Problem] = []

    def report(self, rule: str, message: str, offset: int, *, hint: str, is_error: bool = True) -> None:
        self.problems.append(Problem(rule, message, self.line + offset, hint, is_error))

    def blocks(self, tokens: Sequence[Token]) -> Text:
        return tuple(block for group in _siblings(tokens) for block in self.block(group))

    def block(self, group: Sequence[Token]) -> Iterator[Block]:
        first, inner = group[0], group[1:-1]
        offset = first.map[0] if first.map else 0
        match first.type:
            case "paragraph_open":
                yield from self.paragraph(inner[0], offset, PLAIN)
            case "heading_open":
                yield from self.paragraph(inner[0], offset, Style(bold=True))
            case "bullet_list_open":
                yield ListBlock(self.items(inner))
            case "ordered_list_open":
                yield ListBlock(self.items(inner), int(first.attrGet("start") or 0) if first.attrs else 1)
            case "blockquote_open":
                yield Quote(self.blocks(inner))
            case "fence" | "code_block":
                yield CodeBlock(first.content.removesuffix("\n"), first.info.strip())
            case "table_open":
                self.report("table", "tables cannot be set yet", offset, hint="write its rows as a list")
                yield from self.rows(group)
            case "hr":
                message = f"a rule ({first.markup}) inside a text is left out"
                self.report("rule", message, offset, is_error=False, hint="delete it")

    def items(self, tokens: Sequence[Token]) -> tuple[Text, ...]:
        return tuple(self.blocks(group[1:-1]) for group in _siblings(tokens))

    def rows(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for cell in tokens:
            if cell.type == "inline" and cell.content:
                yield Paragraph((Words(cell.content),))

    def paragraph(self, inline: Token, offset: int, style: Style) -> Iterator[Block]:
        markdown = _markdown(self.refer is not None)
        tokens: list[Token] = []
        markdown.inline.parse(inline.content, markdown, {}, tokens)
        self.report_math(tokens, offset)
        spans = merged(self.spans(tokens, offset, style))
        if spans:
            yield Paragraph(spans)

    def spans(self, tokens: Sequence[Token], offset: int, style: Style) -> Iterator[Span]:
        outer: list[Style] = []
        addresses: list[tuple[str, int]] = []
        for place, token in enumerate(tokens):
            match token.type:
                case "text" | "text_special":
                    yield Words(token.content, style)
                case "code_inline":
                    yield Words(token.content, replace(style, code=True))
                case "softbreak" | "hardbreak":
                    offset += 1
                    yield Words(" ", style) if token.type == "softbreak" else LineBreak()
                case "strong_open" | "em_open":
                    outer.append(style)
                    style = replace(style, bold=True) if token.type == "strong_open" else replace(style, italic=True)
                case "strong_close" | "em_close":
                    style = outer.pop()
                case "link_open":
                    addresses.append((str(token.attrGet("href") or ""), place))
                case "link_close":
                    yield from _address(*addresses.pop(), tokens[:place], style)
                case "image":
                    self.report_image(str(token.attrGet("src")), offset)
                    yield Words(token.content, style)
                case "html_inline" if not token.content.startswith("<!--"):
                    self.report_html(token.content, offset)
                    yield Words(token.content, style)
                case "reference":
                    yield self.reference(token.content, offset, style)

    def reference(self, content: str, offset: int, style: Style) -> Span:
        span = self.refer(content, style) if self.refer else None
        if span is None:
            self.report(
                "unknown-reference",
                f"[[{content}]] refers to nothing",
                offset,
                hint=r"give the option meant its letter, as in `- [ ] b) …`; write \[[ for plain brackets",
            )
            return Words(f"[[{content}]]", style)
        return span

    def report_image(self, address: str, offset: int) -> None:
        hint = "describe the image in words, or hand it out on a sheet of its own"
        self.report("image", f'images cannot be set yet: "{address}"', offset, hint=hint)

    def report_html(self, found: str, offset: int) -> None:
        if found[:4].lower() == "<img":
            self.report_image(found, offset)
            return
        hint = r"use Markdown; a plain sign is written \<"
        self.report("html", f'HTML is printed as it is written: "{found}"', offset, is_error=False, hint=hint)

    def report_math(self, tokens: Sequence[Token], offset: int) -> None:
        probe = "".join(_PROBE.get(token.type, _plain)(token) for token in tokens)
        for match in _MATH.finditer(probe):
            found = "".join(_SHOWN.get(sign, sign) for sign in match[0])
            before = probe.count("\n", 0, match.start())
            hint = r"write it as plain text; a dollar sign that opens no formula is written \$"
            self.report("math", f"formulas cannot be set yet: {found[:60]}", offset + before, hint=hint)


def _siblings(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut into groups, each from a token that opens to the one that closes it."""
    start = depth = 0
    for end, token in enumerate(tokens, 1):
        depth += token.nesting
        if depth == 0:
            yield tokens[start:end]
            start = end


def _address(address: str, start: int, tokens: Sequence[Token], style: Style) -> Iterator[Span]:
    words = "".join(token.content for token in tokens[start + 1 :])
    if address and _SCHEME.sub("", address).rstrip("/") != _SCHEME.sub("", words).rstrip("/"):
        yield Words(f" ({address})", style)


_SCHEME = re.compile(r"^(?:https?://|mailto:)")


_ESCAPED = {"\\(": "\ue001", "\\)": "\ue002", "\\[": "\ue003", "\\]": "\ue004"}
_SHOWN = {sign: written for written, sign in _ESCAPED.items()}


def _plain(token: Token) -> str:
    return "\ue000"


_PROBE: dict[str, Callable[[Token], str]] = {
    "text": lambda token: token.content,
    "text_special": lambda token: _ESCAPED.get(token.markup, "\ue000"),
    "softbreak": lambda token: "\n",
    "hardbreak": lambda token: "\n",
    "strong_open": lambda token: token.markup,
    "strong_close": lambda token: token.markup,
    "em_open": lambda token: token.markup,
    "em_close": lambda token: token.markup,
}
"""What stands for a token where formulas are looked for: escaped signs must not count as dollars."""

_MATH = re.compile(
    r"(?<![\w$])\$\$(?!\$)[^$]+\$\$"
    r"|(?<![\w$])\$(?=[^\s$])(?:[^$]*[^\s$])\$(?![\d$])"
    "|\ue001(?=[^\ue001\ue002]{0,300}[\\\\^_={])[^\ue001\ue002]{1,300}\ue002"
    "|\ue003(?=[^\ue003\ue004]{0,300}[\\\\^_={])[^\ue003\ue004]{1,300}\ue004"
)
"""``$…$`` by the rule that Pandoc uses for prices, ``$$…$$``, and TeX's own brackets around what looks like one."""


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans with neighbouring words of one style joined, and no empty ones."""
    result: list[Span] = []
    for kind, group in groupby(spans, lambda span: span.style if isinstance(span, Words) else None):
        if kind is None:
            result.extend(group)
        elif text := "".join(span.text for span in group if isinstance(span, Words)):
            result.append(Words(text, kind))
    return tuple(result)
