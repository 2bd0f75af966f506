"""Hypothesis strategies for question text as CommonMark can hold it."""

from __future__ import annotations

from hashlib import sha256
from itertools import groupby

from hypothesis import strategies as st

from examgen.markup.formulas import formula_at
from examgen.model.text import (
    Align,
    Block,
    CodeBlock,
    Extent,
    Formula,
    Image,
    ImageFile,
    LineBreak,
    ListBlock,
    OptionReference,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
    Text,
    Words,
)

TRICKY = (
    "2*3*4", "__init__", "# x", "1. x", "1) y", "[[b]]", "$5", "$x$", "&amp;", "a\\", "\\*", "`", "``", "[x] y", "- z",
    "> q", "<b>", "![i](u)", "[l](u)", "---", "***", "a | b", "--- | ---", "|:-:|", "~~~", "====", " a", "b ", "a_b",
    "don't", "μ ε² ∂", "x.", "(y)", "Answer:", "{#id}", "\u00a0", "http://a.b", "e*", "*f", "“q”", "A. x", "a) x",
    "&#32;", "<!-- c -->", "\\(a\\)", "]", "(", "[", "![", "a  b", "B", "1986.", "*", "**", "_", "~", "=", "|", "+",
)  # fmt: skip
SIGNS = "ab1 .,*_`[]()\\#-+>&;$|~<!é²"

words = st.sampled_from(TRICKY) | st.text(SIGNS, min_size=1, max_size=8) | st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=6
)  # fmt: skip
prose_styles = st.builds(Style, bold=st.booleans(), italic=st.booleans())


def _code(text: str, style: Style) -> Words:
    return Words(text, Style(style.bold, style.italic, True))


def joined(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbouring words of one style as one, no line break at an edge."""
    result: list[Span] = []
    for style, group in groupby(spans, lambda span: span.style if isinstance(span, Words) else None):
        if style is None:
            result += group
        else:
            result.append(Words("".join(span.text for span in group if isinstance(span, Words)), style))
    while result and isinstance(result[0], LineBreak):
        result.pop(0)
    while result and isinstance(result[-1], LineBreak):
        result.pop()
    return tuple(result)


def paragraphs(*others: st.SearchStrategy[Span]) -> st.SearchStrategy[Paragraph]:
    """Paragraphs of words in all styles, line breaks, and whatever other spans are given."""
    span = st.one_of(
        st.builds(Words, words, prose_styles), st.builds(_code, words, prose_styles), st.just(LineBreak()), *others
    )
    return st.lists(span, min_size=1, max_size=6).map(joined).filter(bool).map(Paragraph)


code_blocks = st.builds(
    CodeBlock,
    st.text("ab`~# -\n", max_size=12) | st.sampled_from(["```\nx\n```", "# x", "  y\n\n z"]),
    st.sampled_from(["", "python", "c`d", "c++ x"]),
)


def texts(*others: st.SearchStrategy[Span], max_size: int = 3) -> st.SearchStrategy[Text]:
    """Texts of all kinds of blocks, nested."""
    return _nested(paragraphs(*others) | code_blocks, max_size)


def _nested(leaf: st.SearchStrategy[Block], max_size: int) -> st.SearchStrategy[Text]:
    def within(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        blocks = st.lists(inner, max_size=2).map(tuple)
        items = st.lists(blocks, min_size=1, max_size=3).map(tuple)
        return st.builds(ListBlock, items, st.none() | st.integers(0, 12)) | st.builds(Quote, blocks)

    block = st.recursive(leaf, within, max_leaves=5)
    return st.lists(block, max_size=max_size).map(tuple)


option_references = st.builds(
    lambda place, style: OptionReference((place,), 0, "abcd"[place], style), st.integers(0, 3), prose_styles
)


def _source(body: str) -> str:
    """What is read of a formula with this between its delimiters; empty where there is none."""
    found = formula_at(f"${body}$", 0) or formula_at(f"\\({body}\\)", 0)
    return found.source if found and not found.is_display else ""


sources = st.sampled_from(
    ["x", "x^2", r"\frac{a}{b}", r"\ce{H2O}", "5", "|x|", r"\|x\|", r"\text{if $y$}", "a_{ij}", r"\$5", "A", "(a,b]"]
) | st.text("ab12^_{}+= |\\[]()*`<", min_size=1, max_size=8).map(_source).filter(bool)  # fmt: skip
formulas = st.builds(Formula, sources)
displays = st.builds(
    lambda source: Paragraph((Formula(source, is_display=True),)),
    sources | st.sampled_from(["a &= b \\\\\nc &= d", r"\begin{align}x\end{align}", "x.", "- a\n- b"]),
)


def any_image(address: str) -> ImageFile:
    """The picture with an address, in a folder that has every picture."""
    return ImageFile(sha256(address.encode()).hexdigest(), address, address.encode())


_extents = st.none() | st.builds(Extent, st.sampled_from([72.0, 3 * 72 / 2.54, 45.5, 7.5]), st.just(False)) | st.builds(
    Extent, st.sampled_from([0.5, 1.0, 0.125]), st.just(True)
)  # fmt: skip
images = st.builds(
    Image,
    st.sampled_from([any_image(name) for name in ("a.png", "figures/b c.jpg", "ü (1).svg", "a&b<c>.png", "x*y_.png")]),
    st.sampled_from(["", "A cell", "[x] $y$ *z*", "a & b <i>", "{#a}!"]),
    _extents,
    _extents,
)
rich_styles = st.builds(
    Style,
    bold=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    strike=st.booleans(),
    shift=st.sampled_from([0, 0, 1, -1]),
    language=st.sampled_from(["", "", "fr", "pt-BR"]),
)
rich_words = st.builds(
    Words, words | st.sampled_from(["2", "2+", "th", "____", "a^2+b^2", "~5", "\u00ad", "\\frac{"]), rich_styles
)


numbered_code = st.builds(CodeBlock, st.just("x = 1\ny"), st.sampled_from(["", "python", "c++"]), st.just(True))


def _pictures_by_themselves(paragraph: Paragraph) -> Paragraph:
    """Pictures with nothing but space between them are a row of pictures."""
    shown = tuple(span for span in paragraph.spans if not isinstance(span, LineBreak) and not _is_space(span))
    return Paragraph(shown) if all(isinstance(span, Image) for span in shown) and shown else paragraph


def _is_space(span: Span) -> bool:
    return isinstance(span, Words) and not span.text.strip()


def tables(*others: st.SearchStrategy[Span]) -> st.SearchStrategy[Table]:
    """Tables of few rows, with and without a header."""
    cells = st.just(()) | paragraphs(*others).map(lambda paragraph: paragraph.spans)

    def of_width(width: int) -> st.SearchStrategy[Table]:
        row = st.tuples(*[cells] * width)
        columns = st.tuples(*[st.sampled_from(list(Align))] * width)
        return st.builds(Table, columns, st.just(()) | row.filter(any), st.lists(row, max_size=2).map(tuple))

    return st.integers(1, 3).flatmap(of_width)


def rich_texts(*others: st.SearchStrategy[Span]) -> st.SearchStrategy[Text]:
    """Texts with formulas, pictures, tables and all styles, nested."""
    spans = (rich_words, formulas, images, *others)
    lone = paragraphs(*spans).map(_pictures_by_themselves)
    return _nested(lone | displays | tables(*spans) | numbered_code | code_blocks, 3)
