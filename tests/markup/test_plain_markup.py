"""The little markup that plain text has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.markup.plain import parse, parse_spans
from examgen.model.text import Formula, LineBreak, Paragraph, Style, Words, wording


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
        "$5 and $10",
        "$5 or 10$",
        "from $5, or about 10$",
        "$HOME and $PATH",
        "$HOME/$USER and $HOME$",
        "$MAX_SIZE$ and $OK$",
        "${a}-${b}",
        "$x = 5; $y = 6;",
        "echo $$ and $1",
        "a$b$c",
        "^a$|^b$",
        r"C:\new\(x86)\x.txt",
        r"\(see below\)",
    ],
)
def test_everything_else_prints_as_it_is(line):
    """Signs without a partner at the right place stay as characters."""
    assert parse_spans(line) == (Words(line),)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("$x^2$", "x^2"),
        ("$n$", "n"),
        ("$2n + 1$", "2n + 1"),
        ("$f(x)$", "f(x)"),
        (r"$\sin x$", r"\sin x"),
        ("$a*b*c = 1$", "a*b*c = 1"),
        (r"\(a_1\)", "a_1"),
        (r"\ce{H2O}", r"\ce{H2O}"),
        ("**$x$**", "x"),
    ],
)
def test_formulas(line, source):
    """What looks like a formula is one, and its signs are no markup."""
    assert parse_spans(line) == (Formula(source),)


def test_displayed_formulas():
    """A displayed formula parts its paragraph; code holds none."""
    assert parse("so\n$$\nx = 1\n$$\nas in `$x$`") == (
        Paragraph((Words("so"),)),
        Paragraph((Formula("x = 1", is_display=True),)),
        Paragraph((Words("as in "), Words("$x$", Style(code=True)))),
    )


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
