"""The little markup that plain text has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.markup.plain import parse, parse_spans
from examgen.model.text import LineBreak, Paragraph, Style, Words, wording


@pytest.mark.parametrize(
    ("line", "styles"),
    [
        ("a **b** c", [("a ", Style()), ("b", Style(bold=True)), (" c", Style())]),
        ("a *b* c", [("a ", Style()), ("b", Style(italic=True)), (" c", Style())]),
        ("***b***", [("b", Style(bold=True, italic=True))]),
        ("`a*b*`", [("a*b*", Style(code=True))]),
        ("**a `b` c**", [("a ", Style(bold=True)), ("b", Style(bold=True, code=True)), (" c", Style(bold=True))]),
        (
            "(*b*), *c d*.",
            [("(", Style()), ("b", Style(italic=True)), ("), ", Style()), ("c d", Style(italic=True)), (".", Style())],
        ),
    ],
)
def test_markup(line, styles):
    """Bold, word-edge italic and code are understood."""
    assert [(span.text, span.style) for span in parse_spans(line)] == styles


@pytest.mark.parametrize(
    "line",
    [
        "2*3*4",
        "2 * 3 * 4",
        "2**3**4",
        "__init__",
        "_x_",
        "# of students",
        "____",
        r"C:\new\*.txt and D:\*.doc",
        "a*",
        "*",
        "**",
        "f(*args, **kwargs)",
        "int *p = *q;",
        "`",
        "``",
        "[link](x)",
        "<b>",
        "&amp;",
        "1. x",
        "> y",
        "a ** b ** c",
    ],
)
def test_everything_else_prints_as_it_is(line):
    """Signs without a partner at the right place stay as characters."""
    assert parse_spans(line) == (Words(line),)


def test_paragraphs_and_lists():
    """Blank lines part paragraphs, line ends are spaces, and list signs begin a line of their own."""
    assert parse("a\nb\n\nI. one\nII. two\nThird?") == (
        Paragraph((Words("a b"),)),
        Paragraph((Words("I. one"), LineBreak(), Words("II. two"), LineBreak(), Words("Third?"))),
    )


@given(st.text(alphabet="ab *`_\n.(", max_size=60))
def test_only_signs_disappear(text):
    """Parsing loses nothing but stars, backticks and white space."""
    kept = [c for c in text if c not in "*` \n"]

    assert [c for c in wording(parse(text)) if c not in "*` \n"] == kept
