"""Tests of writing HTML; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from examgen.markup.html import parse
from examgen.markup.html_dump import dump, dump_line
from examgen.markup.inline import merged
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
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
    Text,
    Words,
    map_spans,
    paragraph,
)

PICTURE = ImageFile("d", "a cell.png", b"")

styles = st.builds(
    Style, bold=st.booleans(), italic=st.booleans(), code=st.booleans(), underline=st.booleans(), strike=st.booleans(),
    shift=st.sampled_from((0, 1, -1)), language=st.sampled_from(("", "fr", "pt-BR")),
)  # fmt: skip
letters = st.text("abc<>&\"'$\\()[]{}_^5é漢«»\u00a0", min_size=1, max_size=8)
words = st.builds(Words, letters, styles)
formulas = st.builds(Formula, st.sampled_from(("x^2", r"\frac{a}{b}", "a < b", r"\text{if } x", "5")))
images = st.builds(
    Image, st.just(PICTURE), st.sampled_from(("a cell", 'a "b" <c>')),
    st.sampled_from((None, Extent(75), Extent(0.5, True))), st.sampled_from((None, Extent(30.3))),
).filter(lambda image: not (image.width and image.width.is_share and image.height))  # fmt: skip


def joined(spans: list[Span]) -> tuple[Span, ...]:
    """Spans with a space between them, as words in one line are."""
    return merged(span for each in spans for span in (each, Words(" ")))[:-1] or (Words("x"),)


def tidy(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return merged(
        Words(s.text.strip() or "x", s.style) if s in (spans[0], spans[-1]) and isinstance(s, Words) else s
        for s in spans
    )


lines = st.lists(st.one_of(words, formulas, images), min_size=1, max_size=4).map(joined).map(tidy)
paragraphs = st.one_of(
    st.builds(lambda a, b: Paragraph((Words("x"), *a, LineBreak(), *b, Words("y"))), lines, lines),
    st.builds(lambda source: Paragraph((Formula(source, True),)), st.sampled_from(("x^2", r"a \\ b"))),
)
codes = st.builds(
    CodeBlock, st.sampled_from(("a < b\n  c", "\n x", "")), st.sampled_from(("", "python")), st.booleans()
)


def tables(cells: st.SearchStrategy[tuple[Span, ...]]) -> st.SearchStrategy[Block]:
    rows = st.lists(st.tuples(cells, cells), min_size=2, max_size=3).map(tuple)
    heads = st.one_of(st.just(()), st.tuples(cells, cells))
    columns = st.tuples(*[st.sampled_from(Align)] * 2)
    return st.builds(Table, columns, heads, rows)


plain_cells = st.one_of(words.map(lambda w: tidy((w,))), formulas.map(lambda f: (f,)))
blocks: st.SearchStrategy[Block] = st.recursive(
    st.one_of(paragraphs, codes, tables(plain_cells)),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=2).map(tuple).map(Quote),
        st.builds(ListBlock, st.lists(st.lists(inner, max_size=2).map(tuple), min_size=1, max_size=2).map(tuple),
                  st.sampled_from((None, 1, 4))),
    ),
    max_leaves=6,
)  # fmt: skip


def read_back(source: str) -> Text:
    return parse(source, load=lambda address: PICTURE).text


def normal(text: Text) -> Text:
    """The text with neighbouring words of one style joined in every paragraph."""
    return map_spans(text, merged)


@given(st.lists(blocks, max_size=3).map(tuple))
@settings(max_examples=200, deadline=None)
def test_read_back(text: Text) -> None:
    """what is written is read back as the same text, and is well-formed XML."""
    source = dump(normal(text))

    assert read_back(source) == normal(text)
    etree.fromstring(f"<div>{source}</div>")


def test_guarded_words() -> None:
    """words that look like a formula stay words, wherever MathJax looks."""
    text = paragraph(r"type \(x\) or $y_1$")

    assert 'class="tex2jax_ignore"' in dump(text)
    assert read_back(dump(text)) == text
    assert dump(paragraph("costs $5")) == "<p>costs $5</p>"


def test_functions() -> None:
    """pictures and gaps are written as the caller says."""
    text = (Paragraph((Words("a "), Gap(1), Image(PICTURE, "c"))),)

    written = dump_line(text, lambda file: f"@@PLUGINFILE@@/{file.name}", lambda gap: "{1:SHORTANSWER:=x}")

    assert written == 'a {1:SHORTANSWER:=x}<img src="@@PLUGINFILE@@/a cell.png" alt="c"/>'
