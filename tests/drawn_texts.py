"""Hypothesis strategies for question text as CommonMark can hold it."""

from __future__ import annotations

from itertools import groupby

from hypothesis import strategies as st

from examgen.model.text import (
    Block,
    CodeBlock,
    LineBreak,
    ListBlock,
    OptionReference,
    Paragraph,
    Quote,
    Span,
    Style,
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
    leaf: st.SearchStrategy[Block] = paragraphs(*others) | code_blocks

    def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        blocks = st.lists(inner, max_size=2).map(tuple)
        items = st.lists(blocks, min_size=1, max_size=3).map(tuple)
        return st.builds(ListBlock, items, st.none() | st.integers(0, 12)) | st.builds(Quote, blocks)

    block = st.recursive(leaf, nested, max_leaves=5)
    return st.lists(block, max_size=max_size).map(tuple)


option_references = st.builds(
    lambda place, style: OptionReference((place,), 0, "abcd"[place], style), st.integers(0, 3), prose_styles
)
