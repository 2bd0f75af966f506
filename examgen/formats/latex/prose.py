"""Nodes of LaTeX in, blocks and spans of question text out; a command that is not known is an error with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pylatexenc.latex2text import LatexNodes2Text

from examgen.formats.latex.commands import (
    CODE,
    DISPLAYS,
    FORMULAS,
    LAYOUT,
    LISTS,
    QUOTES,
    RUN,
    SAME,
    SPACES,
    STYLES,
    TABLES,
    UNREAD,
    UNSAFE,
    _unchanged,
)
from examgen.formats.latex.macros import Macro, expanded
from examgen.formats.latex.tables import table_of
from examgen.formats.latex.walking import (
    MACROS,
    Node,
    Source,
    argument,
    arguments,
    inner,
    kind,
    name,
    verbatim,
    walked,
    within,
)
from examgen.formats.reporting import Report
from examgen.markup.context import LoadImage, Refusal
from examgen.model.lengths import parse_length
from examgen.model.text import (
    PLAIN,
    Block,
    CodeBlock,
    Extent,
    Formula,
    Image,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Text,
    Words,
)

_SPECIALS = {"~": "\u00a0", "``": "“", "''": "”", "--": "–", "---": "—", "&": "&", "!`": "¡", "?`": "¿", '"': '"'}
_LENGTH = re.compile(
    r"(?P<name>width|height)\s*=\s*(?P<value>[\d.]*)\s*(?P<unit>\\(?:text|line|column)width|cm|mm|in|pt)"
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


@dataclass(slots=True)
class _Flow:
    """Blocks so far, and the paragraph that is being filled."""

    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def add(self, span: Span) -> None:
        self.spans.append(span)

    def close(self) -> None:
        spans = tidied(self.spans)
        if spans:
            self.blocks.append(Paragraph(spans))
        self.spans = []

    def block(self, block: Block) -> None:
        self.close()
        self.blocks.append(block)


@dataclass(frozen=True, slots=True)
class Prose:
    """Turns nodes of one question into text."""

    source: Source
    macros: Mapping[str, Macro]
    load: LoadImage | None
    report: Report
    gap: Callable[[Node], Span | None] = lambda node: None
    """What a blank to fill in stands for."""

    base: int = 0
    """Lines above a piece of source that was walked by itself."""

    def text(self, nodes: Sequence[Node]) -> Text:
        flow = _Flow()
        self._nodes(nodes, PLAIN, flow)
        flow.close()
        return tuple(flow.blocks)

    def spans(self, nodes: Sequence[Node]) -> tuple[Span, ...]:
        """The same where one paragraph is wanted."""
        return tuple(span for block in self.text(nodes) if isinstance(block, Paragraph) for span in block.spans)

    def line(self, node: Node) -> int:
        return self.source.line(node.pos) + self.base

    def _nodes(self, nodes: Sequence[Node], style: Style, flow: _Flow) -> None:
        """Nodes in their order; a command such as ``\\bfseries`` changes the style of those behind it."""
        for node in nodes:
            if kind(node) == "macro" and not arguments(node) and name(node) in STYLES:
                style = STYLES[name(node)](style)
            else:
                self._node(node, style, flow)

    def _node(self, node: Node, style: Style, flow: _Flow) -> None:
        match kind(node):
            case "chars":
                self._chars(node.chars, style, flow)
            case "specials":
                words = _SPECIALS.get(node.specials_chars, node.specials_chars)
                self._chars(words, style, flow)
            case "math":
                source = verbatim([each for each in node.nodelist if each is not None])
                if node.displaytype == "display":
                    self._display(source, node, flow)
                elif source.strip():
                    flow.add(self._formula(source, node))
            case "group":
                self._nodes(inner(node), style, flow)
            case "environment":
                self._environment(node, style, flow)
            case "macro":
                self._macro(node, style, flow)

    def _chars(self, chars: str, style: Style, flow: _Flow) -> None:
        first, *more = _PARAGRAPH.split(chars)
        flow.add(Words(re.sub(r"\s+", " ", first), style))
        for words in more:
            flow.close()
            flow.add(Words(re.sub(r"\s+", " ", words), style))

    def _formula(self, source: str, node: Node, *, is_display: bool = False) -> Formula:
        source = expanded(source.strip(), self.macros)
        return Formula(" ".join(source.split()) if not is_display else source, is_display, self.line(node))

    def _display(self, source: str, node: Node, flow: _Flow) -> None:
        """A formula on lines of its own, where anything stands between its signs."""
        flow.close()
        if source.strip():
            flow.block(Paragraph((self._formula(source, node, is_display=True),)))

    def _macro(self, node: Node, style: Style, flow: _Flow) -> None:
        called = name(node)
        if (blank := self.gap(node)) is not None:
            flow.add(blank)
        elif called in self.macros:
            self._expanded(node, style, flow)
        elif called in STYLES or called in SAME:
            change = STYLES.get(called, _unchanged)
            self._nodes(within(node, -1), change(style), flow)
        elif called in FORMULAS:
            flow.add(self._formula(node.latex_verbatim(), node))
        elif called == "verb":
            flow.add(Words(verbatim(arguments(node)[0:1]), replace(style, code=True)))
        elif called in ("\\", "newline"):
            flow.add(LineBreak())
        elif called == "par":
            flow.close()
        elif called in SPACES:
            flow.add(Words(" ", style))
        elif called == "score":
            flow.add(Words(f" ({argument(node, 0)})", style))
        elif called == "includegraphics":
            self._picture(node, flow)
        elif called in ("url", "href"):
            self._link(node, style, flow)
        elif called not in LAYOUT:
            self._symbol(node, style, flow)

    def _expanded(self, node: Node, style: Style, flow: _Flow) -> None:
        """A macro of the file, whose arguments stand behind it in the source."""
        count = self.macros[name(node)].count
        written = node.latex_verbatim() if not count else self.source.text[node.pos : node.pos + 400].split("\n")[0]
        if count:
            self.report.error(
                "latex",
                f"a macro of the file with arguments stands in text: {written[:40]}",
                self.line(node),
                "write out what it stands for",
            )
            return
        nodes = walked(expanded(written.strip(), self.macros))
        replace(self, macros={})._nodes(nodes or [], style, flow)  # what is left names itself

    def _symbol(self, node: Node, style: Style, flow: _Flow) -> None:
        """A letter or sign that a command stands for, accents included."""
        words = "" if name(node) in UNSAFE or name(node) in MACROS else _letters(node)
        if words.strip():
            flow.add(Words(words if arguments(node) else words.strip(), style))
        elif re.fullmatch(r"[A-Za-z@]+", name(node)):
            hint = "write it as plain words, or delete it"
            self.report.error("latex", rf"\{name(node)} is not understood", self.line(node), hint)

    def _link(self, node: Node, style: Style, flow: _Flow) -> None:
        address = argument(node, 0)
        if name(node) == "href":
            self._nodes(within(node, 1), style, flow)
            address = f" ({address})"
        flow.add(Words(address, style))

    def _picture(self, node: Node, flow: _Flow) -> None:
        address, line = argument(node, 1), self.line(node)
        found = self.load(address) if self.load else Refusal(f'the picture "{address}" cannot be loaded', "")
        if isinstance(found, Refusal):
            self.report.error("image", found.message, line, found.hint)
            return
        sizes = dict(_sizes(argument(node, 0)))
        flow.add(Image(found, "", sizes.get("width"), sizes.get("height"), line))

    def _environment(self, node: Node, style: Style, flow: _Flow) -> None:
        called, nodes = name(node), [each for each in node.nodelist or () if each is not None]
        if called in DISPLAYS:
            environment = "" if called in ("equation", "displaymath", "math") else f"{called}*"
            body = verbatim(nodes)
            source = rf"\begin{{{environment}}}{body}\end{{{environment}}}" if environment else body
            self._display(source, node, flow)
        elif called in LISTS:
            flow.block(self._list(called, nodes))
        elif called in QUOTES:
            flow.block(Quote(self.text(nodes)))
        elif called in CODE:
            flow.block(CodeBlock(_code(node)))
        elif called in TABLES:
            flow.block(table_of(node, self.spans))
        elif called in RUN:
            message = f"{called} makes text by running code, which examgen never does"
            self.report.error("runs-code", message, self.line(node), "run it once, and read what it makes")
        elif called in UNREAD:
            hint = "write out what it prints, or save it as a picture"
            self.report.error("latex", f"the environment {called} is not read", self.line(node), hint)
        else:
            flow.close()
            self._nodes(nodes, style, flow)
            flow.close()

    def _list(self, called: str, nodes: Sequence[Node]) -> ListBlock:
        items = [self.text(body) for _, body in items_of(nodes)]
        return ListBlock(tuple(items), 1 if called in ("enumerate", "compactenum", "tasks") else None)


_LETTERS = LatexNodes2Text()


def items_of(nodes: Sequence[Node], sign: str = "item") -> Iterator[tuple[Node, list[Node]]]:
    """Each ``\\item`` with the nodes behind it; what stands before the first is layout."""
    head: Node | None = None
    body: list[Node] = []
    for node in nodes:
        if kind(node) == "macro" and name(node) == sign:
            if head is not None:
                yield head, body
            head, body = node, []
        elif head is not None:
            body.append(node)
    if head is not None:
        yield head, body


def _letters(node: Node) -> str:
    """What a command stands for in letters; empty where it has too few arguments."""
    try:
        return str(_LETTERS.nodelist_to_text([node]))
    except (IndexError, AttributeError):  # pylatexenc takes arguments for granted
        return ""


def _code(node: Node) -> str:
    found = arguments(node)
    body = verbatim(inner(found[-1])) if found else verbatim([each for each in node.nodelist or () if each])
    body = re.sub(r"^\s*\[[^\]\n]*\](?:\{[^}\n]*\})?", "", body)
    return body.strip("\n")


def _sizes(options: str) -> Iterator[tuple[str, Extent]]:
    for found in _LENGTH.finditer(options):
        if found["unit"].startswith("\\"):
            yield found["name"], Extent(float(found["value"] or 1), is_share=True)
        elif (length := parse_length(found["value"] + found["unit"])) is not None:
            yield found["name"], Extent(length)


def tidied(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Words of one style made one, without spaces at the edges of the paragraph and beside line breaks."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if isinstance(span, Words) and (last is None or isinstance(last, LineBreak)):
            span = replace(span, text=span.text.lstrip(" "))
        if isinstance(span, Words) and isinstance(last, Words) and last.style == span.style:
            found[-1] = Words(re.sub(" {2,}", " ", last.text + span.text), span.style)
        elif not isinstance(span, Words) or span.text:
            if isinstance(span, Words) and isinstance(last, Words) and last.text.endswith(" "):
                span = replace(span, text=span.text.lstrip(" "))
            found.append(span)
    while found and (
        isinstance(found[-1], LineBreak) or (isinstance(found[-1], Words) and not found[-1].text.strip(" "))
    ):
        found.pop()
    if found and isinstance(found[-1], Words):
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(span for span in found if not isinstance(span, Words) or span.text)
