r"""Question text in, HTML out that is well-formed XML too, and that `html.parse` reads back as the same text.

Formulas stand between ``\(`` and ``\)``, or ``\[`` and ``\]``, as MathJax and all large learning systems read them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from examgen.markup.flat import OPAQUE
from examgen.markup.html_flow import formulas_in
from examgen.model.text import (
    Align,
    Block,
    CodeBlock,
    Extent,
    Formula,
    Gap,
    Image,
    ImageFile,
    LineBreak,
    ListBlock,
    OptionReference,
    Paragraph,
    QuestionReference,
    Quote,
    Span,
    Style,
    Table,
    Text,
    Words,
)

Reference: TypeAlias = OptionReference | QuestionReference | Gap
Address: TypeAlias = Callable[[ImageFile], str]
"""What stands in the ``src`` of a picture."""

WriteReference: TypeAlias = Callable[[Reference], str]
"""The markup that a reference or a gap becomes."""


def _by_name(file: ImageFile) -> str:
    return file.name


def _as_written(reference: Reference) -> str:
    return "____" if isinstance(reference, Gap) else escaped(reference.source)


@dataclass(frozen=True, slots=True)
class _Writer:
    address: Address
    reference: WriteReference


def dump(text: Text, address: Address = _by_name, reference: WriteReference = _as_written) -> str:
    """Write a text; its blocks stand one behind the other, without white space between them."""
    return _blocks(text, _Writer(address, reference))


def dump_line(text: Text, address: Address = _by_name, reference: WriteReference = _as_written) -> str:
    """The same without the tags of a paragraph where it is one: for a place that is a line already."""
    writer = _Writer(address, reference)
    if len(text) == 1 and isinstance(block := text[0], Paragraph):
        return _spans(block.spans, writer)
    return _blocks(text, writer)


_NOT_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_CHARACTERS.sub("", text)


def escaped(text: str) -> str:
    """Characters as XML and HTML have them; those that XML cannot hold are dropped."""
    return escape(without_controls(text)).replace("«math", "&#171;math")


def _blocks(text: Text, writer: _Writer) -> str:
    return "".join(_block(block, writer) for block in text)


def _block(block: Block, writer: _Writer) -> str:
    match block:
        case Paragraph(spans):
            return f"<p>{_spans(spans, writer)}</p>"
        case CodeBlock():
            return _code(block)
        case Quote(blocks):
            return f"<blockquote>{_blocks(blocks, writer)}</blockquote>"
        case ListBlock():
            return _list(block, writer)
        case Table():
            return _table(block, writer)


def _code(block: CodeBlock) -> str:
    names = [f"language-{block.language}"] * bool(block.language) + ["numberLines"] * block.is_numbered
    attribute = f' class="{escaped(" ".join(names))}"' if names else ""
    first = "\n" if block.text.startswith("\n") else ""
    return f"<pre>{first}<code{attribute}>{escaped(block.text)}</code></pre>"


def _list(block: ListBlock, writer: _Writer) -> str:
    inner = "".join(f"<li>{_item(item, writer)}</li>" for item in block.items)
    if block.start is None:
        return f"<ul>{inner}</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>{inner}</ol>"


def _item(item: Text, writer: _Writer) -> str:
    """The blocks of an item; the first is bare where no other paragraph follows it."""
    paragraphs = [block for block in item if isinstance(block, Paragraph)]
    if item and paragraphs == [item[0]] and isinstance(first := item[0], Paragraph):
        return _spans(first.spans, writer) + _blocks(item[1:], writer)
    return _blocks(item, writer)


_ALIGNED = {Align.START: "", Align.CENTRE: ' style="text-align:center"', Align.END: ' style="text-align:right"'}


def _table(table: Table, writer: _Writer) -> str:
    def row(cells: Sequence[Sequence[Span]], name: str) -> str:
        aligned = zip(cells, table.columns, strict=True)
        return f"<tr>{''.join(f'<{name}{_ALIGNED[a]}>{_spans(cell, writer)}</{name}>' for cell, a in aligned)}</tr>"

    head = f"<thead>{row(table.header, 'th')}</thead>" if table.header else ""
    return f"<table>{head}<tbody>{''.join(row(cells, 'td') for cells in table.rows)}</tbody></table>"


# Within a paragraph


def _spans(spans: Sequence[Span], writer: _Writer) -> str:
    is_guarded = _is_misread(spans)
    return "".join(_span(span, writer, is_guarded) for span in spans)


_SIGN = re.compile(r"[$\\]")


def _is_misread(spans: Sequence[Span]) -> bool:
    """Whether words would be read as formulas, or take part in one."""
    if not any(isinstance(span, Words) and _SIGN.search(span.text) for span in spans):
        return False
    text, meant = "", set[int]()
    for span in spans:
        if isinstance(span, Formula):
            meant.add(len(text))
        text += _face(span)
    return {start for start, _ in formulas_in(text)} != meant


def _face(span: Span) -> str:
    match span:
        case Words(text, style) if not style.code:
            return text
        case LineBreak():
            return "\n"
        case Formula():
            return _delimited(span)
        case _:
            return OPAQUE


def _delimited(formula: Formula) -> str:
    source = " ".join(formula.source.split())
    return rf"\[{source}\]" if formula.is_display else rf"\({source}\)"


def _span(span: Span, writer: _Writer, is_guarded: bool) -> str:
    match span:
        case Words(text, style):
            inner = escaped(text)
            if is_guarded and not style.code and _SIGN.search(text):
                inner = f'<span class="tex2jax_ignore">{inner}</span>'
            return _styled(inner, style)
        case LineBreak():
            return "<br/>"
        case Formula():
            return escaped(_delimited(span))
        case Image():
            return _image(span, writer.address(span.file))
        case Gap():
            return writer.reference(span)
        case OptionReference() | QuestionReference():
            return _styled(writer.reference(span), span.style)


def _styled(inner: str, style: Style) -> str:
    for name in _names(style):
        inner = f"<{name}>{inner}</{name}>"
    return f'<span lang="{escaped(style.language)}">{inner}</span>' if style.language else inner


def _names(style: Style) -> Iterator[str]:
    """The tags of a style, the innermost first."""
    yield from ["code"] * style.code
    yield from {1: ["sup"], -1: ["sub"]}.get(style.shift, [])
    yield from ["s"] * style.strike
    yield from ["u"] * style.underline
    yield from ["em"] * style.italic
    yield from ["strong"] * style.bold


def _image(image: Image, address: str) -> str:
    sizes = {"width": image.width, "height": image.height}
    asked = {side: extent for side, extent in sizes.items() if extent is not None}
    attributes = "".join(f' {side}="{extent.value / 0.75:.0f}"' for side, extent in asked.items() if _is_whole(extent))
    rest = ";".join(f"{side}:{_length(extent)}" for side, extent in asked.items() if not _is_whole(extent))
    style = f' style="{rest}"' if rest else ""
    return f'<img src="{escaped(address)}" alt="{escaped(image.description)}"{attributes}{style}/>'


def _is_whole(extent: Extent) -> bool:
    """Whether a length is a number of pixels."""
    return not extent.is_share and extent.value % 0.75 == 0


def _length(extent: Extent) -> str:
    value = 100 * extent.value if extent.is_share else extent.value
    return f"{value:.6f}".rstrip("0").rstrip(".") + ("%" if extent.is_share else "pt")
