"""HTML in, blocks and spans of question text out; what cannot be set is reported, never dropped.

Headings become bold paragraphs, links their words with the address in brackets, MathML and LaTeX formulas.
Scripts, frames, sound and the like are never carried: each kind of them is named once in a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import TypeAlias

from lxml import etree

from examgen.markup.commonmark import Markup
from examgen.markup.context import Context, LoadImage
from examgen.markup.html_code import NUMBERED, code_text, language_of
from examgen.markup.html_flow import Flow
from examgen.markup.html_lists import is_numbered_otherwise, start_of
from examgen.markup.html_pictures import picture
from examgen.markup.html_source import characters, tree_of
from examgen.markup.html_styles import colour_of, inner_style, is_hidden
from examgen.markup.html_tables import RawCell, rows_of, table_of
from examgen.markup.mathml import to_latex
from examgen.markup.mathml_tokens import local_name
from examgen.model.text import PLAIN, Block, CodeBlock, Formula, LineBreak, ListBlock, Quote, Span, Style, Text

OwnElement: TypeAlias = Callable[[etree._Element], Span | None]
"""The span that an element of a format's own stands for, e.g. a gap; ``None`` for elements that are HTML."""

MOST_NESTED = 60
"""Elements inside each other; deeper ones are words without structure."""


def parse(source: str, *, line: int = 1, load: LoadImage | None = None, own: OwnElement | None = None) -> Markup:
    """Read the HTML of one piece of question text, whose first line has the number given.

    What is no tag of HTML, as in ``x<y`` and ``List<String>``, is printed as it is written.
    """
    context = Context(line, load=load)
    if bare := _BARE.fullmatch(source):
        flow = Flow(line)
        flow.words(characters(unescape(bare["inside"] or bare["words"] or "")), PLAIN)
        flow.end()
        return Markup(tuple(flow.blocks))
    tree = tree_of(source)
    for stray in tree.strays[:1]:
        more = f", and {len(tree.strays) - 1} more" if len(tree.strays) > 1 else ""
        context.warning("html", f'HTML is printed as it is written: "{stray}"{more}', 0, _NO_TAG)
    if not tree.is_whole:
        context.error("nested-too-deep", "HTML is nested too deep to be read", 0, "nest it less")
    return _Reader(context, own).markup(tree.root)


def read(element: etree._Element, *, load: LoadImage | None = None, own: OwnElement | None = None) -> Markup:
    """Read what is inside an element of XML whose content is HTML; lines are those of its file."""
    return _Reader(Context(1, load=load), own).markup(element)


_BARE = re.compile(
    r"\s*+(?:<p(?:\s++(?:dir=\"ltr\"|style=\"text-align:\s?(?:left|start|justify);?\"))*+>(?P<inside>[^<>«]*+)</p>\s*+"
    r"|(?P<words>[^<>«]*+))"
)
"""One paragraph without tags, as most texts are: it needs no parser."""

_NO_TAG = "a plain sign is written &lt; in HTML"
_NO_RULE = "delete it; a blank to write in has four underscores or more"
_NEVER = "papers cannot hold it: leave it out, or say in words or a picture what it shows"


def _names(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_BLOCKS = _names("""
    address article aside body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hgroup html legend li main menu nav p section summary caption noframes noscript optgroup
""")
_NOT_CARRIED = _names("""
    applet audio button canvas embed frame frameset iframe input meter object progress script select style svg
    textarea video
""")
_SILENT = _names("head title meta link base basefont template source track param area map datalist rp")
"""What a browser shows nothing of."""

_LITERAL = _names("tex2jax_ignore")
_RENDERED = ("MathJax", "MJX", "katex-html", "mjx-")
"""Classes of what a script drew from a formula that stands beside it."""


class _Reader:
    """Turns elements into blocks."""

    def __init__(self, context: Context, own: OwnElement | None) -> None:
        self.context = context
        self.own = own
        self.told: set[str] = set()

    def markup(self, root: etree._Element) -> Markup:
        return Markup(self.blocks(root, PLAIN, 0), tuple(self.context.problems))

    def blocks(self, element: etree._Element, style: Style, depth: int) -> Text:
        flow = Flow(self.context.line_at(_offset(element)))
        self.walk(element, style, flow, depth)
        flow.end()
        return tuple(flow.blocks)

    def cell(self, element: etree._Element, style: Style, depth: int) -> Text:
        return self.blocks(element, self.inner_style("td", element, style), depth)

    def walk(self, element: etree._Element, style: Style, flow: Flow, depth: int) -> None:
        """Add what is inside an element."""
        if depth > MOST_NESTED:
            self.tell(
                "nested-too-deep", "HTML is nested too deep to be read whole", element, "nest it less", error=True
            )
            flow.words("".join(element.itertext("*")), style)
            return
        is_literal = not _LITERAL.isdisjoint((element.get("class") or "").split())
        flow.words(element.text, style, is_literal=is_literal)
        for child in element:
            self.child(child, style, flow, depth + 1)
            flow.words(child.tail, style, is_literal=is_literal)

    def child(self, element: etree._Element, style: Style, flow: Flow, depth: int) -> None:
        name = local_name(element)
        if not name or name in _SILENT or _is_rendering(element):
            return
        if self.own and (span := self.own(element)) is not None:
            flow.span(span)
        elif is_hidden(element) and name != "math":
            self.tell("not-carried", "hidden text is left out", element, "delete it, or show it")
        elif name in _NOT_CARRIED:
            self.not_carried(name, element, style, flow)
        elif name in _BLOCKS:
            flow.end()
            self.walk(element, self.inner_style(name, element, style), flow, depth)
            flow.end()
        elif block_reader := _BLOCK_READERS.get(name):
            block_reader(self, element, self.inner_style(name, element, style), flow, depth)
        else:
            self.inline(name, element, style, flow, depth)

    def inline(self, name: str, element: etree._Element, style: Style, flow: Flow, depth: int) -> None:
        inside = self.inner_style(name, element, style)
        match name:
            case "br":
                flow.span(LineBreak())
            case "wbr":
                flow.words("\u200b", style)
            case "img" | "image":
                if (span := picture(element, style, self.context, _offset(element))) is not None:
                    flow.span(span)
            case "math":
                self.formula(element, style, flow)
            case "tex":
                flow.span(Formula(" ".join("".join(element.itertext("*")).split()), line=flow.line))
            case "q" | "rt":
                opening, closing = ("“", "”") if name == "q" else ("(", ")")
                flow.words(opening, inside)
                self.walk(element, inside, flow, depth)
                flow.words(closing, inside)
            case "a":
                self.walk(element, inside, flow, depth)
                self.address(element, inside, flow)
            case _:
                self.walk(element, inside, flow, depth)

    def inner_style(self, name: str, element: etree._Element, style: Style) -> Style:
        if colour := colour_of(name, element):
            message = f'colours are not printed: "{colour[:30]}"'
            self.tell("not-carried", message, element, "say in words what the colour shows")
        return inner_style(name, element, style)

    def formula(self, element: etree._Element, style: Style, flow: Flow) -> None:
        found = to_latex(element)
        if found.unknown:
            message = f"MathML that is not understood: {', '.join(found.unknown)}"
            self.tell("formula", message, element, "write the formula anew, or in LaTeX", error=True)
        if found.source:
            flow.span(Formula(found.source, found.is_display, self.context.line_at(_offset(element))))

    def address(self, element: etree._Element, style: Style, flow: Flow) -> None:
        """Where a link leads, unless its words say so."""
        address = (element.get("href") or "").strip()
        words = " ".join("".join(element.itertext("*")).split())
        scheme = address.partition(":")[0].lower()
        if not address or address[0] == "#" or scheme in ("javascript", "data"):
            return
        if _bare(address) != _bare(words) and not any(local_name(child) == "img" for child in element):
            flow.words(f" ({address})", style)

    def not_carried(self, name: str, element: etree._Element, style: Style, flow: Flow) -> None:
        kind = (element.get("type") or "").lower()
        if name == "script" and kind.startswith("math/tex"):
            source = " ".join("".join(element.itertext("*")).split())
            flow.span(Formula(source, "display" in kind, flow.line))
            return
        self.tell("not-carried", f"<{name}> is left out", element, _NEVER)
        if words := element.get("title") or element.get("alt"):
            flow.words(words, style)

    def tell(self, rule: str, message: str, element: etree._Element, hint: str, *, error: bool = False) -> None:
        """Report once in a text."""
        if message not in self.told:
            self.told.add(message)
            (self.context.error if error else self.context.warning)(rule, message, _offset(element), hint)


def _offset(element: etree._Element) -> int:
    return max(int(element.sourceline or 1) - 1, 0)


def _bare(address: str) -> str:
    for scheme in ("https://", "http://", "mailto:"):
        address = address.removeprefix(scheme)
    return address.rstrip("/")


def _is_rendering(element: etree._Element) -> bool:
    """Whether it is what a script drew of a formula that is still there."""
    words = element.get("class") or ""
    if not words.startswith(_RENDERED):
        return False
    if words.startswith(("katex-html", "MathJax_Preview")):
        return True
    beside = element.getnext()
    return beside is not None and (beside.get("type") or "").startswith("math/tex")


# Blocks with a structure of their own


def _list(reader: _Reader, element: etree._Element, style: Style, flow: Flow, depth: int) -> None:
    """A list; what stands in it outside its items belongs to the item before."""
    items: list[list[Block]] = []
    sources: list[etree._Element] = []
    for child in element:
        if local_name(child) == "li":
            items.append([*reader.blocks(child, reader.inner_style("li", child, style), depth + 1)])
            sources.append(child)
        elif local_name(child):
            inner = Flow(flow.line)
            reader.child(child, style, inner, depth + 1)
            inner.end()
            items = items or [[]]
            items[-1].extend(inner.blocks)
        stray = Flow(flow.line)
        stray.words(child.tail, style)
        stray.end()
        if stray.blocks:
            items = items or [[]]
            items[-1].extend(stray.blocks)
    if not items:
        return
    is_ordered = local_name(element) == "ol"
    if is_ordered and is_numbered_otherwise(element, sources):
        hint = "look whether the text speaks of its items, and write their letters at them"
        reader.tell("not-carried", "letters and numbers out of order in a list are printed as 1, 2, 3", element, hint)
    flow.block(ListBlock(tuple(map(tuple, items)), start_of(element, sources) if is_ordered else None))


def _quote(reader: _Reader, element: etree._Element, style: Style, flow: Flow, depth: int) -> None:
    if blocks := reader.blocks(element, style, depth):
        flow.block(Quote(blocks))


def _rule(reader: _Reader, element: etree._Element, style: Style, flow: Flow, depth: int) -> None:
    flow.end()
    reader.tell("rule", "a rule (<hr>) inside a text is left out", element, _NO_RULE)


def _code(reader: _Reader, element: etree._Element, style: Style, flow: Flow, depth: int) -> None:
    """Lines that keep their spaces; pictures in them stand behind them."""
    text = "".join(code_text(element)).replace("\r\n", "\n").removeprefix("\n").rstrip("\n")
    inner = next((child for child in element if local_name(child) == "code"), element)
    words = f"{element.get('class') or ''} {inner.get('class') or ''}".replace("brush: ", "brush:").split()
    flow.block(CodeBlock(text, language_of(words), not NUMBERED.isdisjoint(words)))
    for deep in element.iter("{*}img", "img"):
        reader.child(deep, style, flow, depth)
        flow.end()


def _table(reader: _Reader, element: etree._Element, style: Style, flow: Flow, depth: int) -> None:
    """A table; one that only lays out its content is that content."""
    flow.end()
    plan = rows_of(element)
    for caption in plan.captions:
        reader.child(caption, replace(style, bold=True), flow, depth)
    cells = [[RawCell(cell, reader.cell(cell, style, depth + 2)) for cell in row] for row in plan.rows]
    table, doubts = table_of(cells, plan.header_rows)
    for doubt in doubts:
        reader.tell("not-carried", doubt, element, "look at the table, and write it anew where it misleads")
    if table is None:
        flow.blocks.extend(block for row in cells for cell in row for block in cell.blocks)
    else:
        flow.block(table)
    for stray in plan.strays:
        reader.child(stray, style, flow, depth)
        flow.end()


_BLOCK_READERS: dict[str, Callable[[_Reader, etree._Element, Style, Flow, int], None]] = {
    "ul": _list, "ol": _list, "blockquote": _quote, "hr": _rule, "pre": _code, "listing": _code, "xmp": _code,
    "plaintext": _code, "table": _table,
}  # fmt: skip
