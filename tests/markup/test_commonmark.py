"""Tests of reading and writing CommonMark; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import pytest
from drawn_texts import any_image, option_references, rich_texts, texts
from hypothesis import given
from hypothesis import strategies as st

from examgen.markup.commonmark import parse
from examgen.markup.commonmark_dump import dump
from examgen.model.text import (
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
    paragraph,
)

BOLD, ITALIC, CODE = Style(bold=True), Style(italic=True), Style(code=True)


def test_styles_become_words_in_order() -> None:
    """bold, italic and code become words in that style, and combine."""
    text = parse("a **b *c*** `d`").text

    assert text == (
        Paragraph(
            (
                Words("a "),
                Words("b ", BOLD),
                Words("c", Style(bold=True, italic=True)),
                Words(" "),
                Words("d", CODE),
            )
        ),
    )


def test_line_ends() -> None:
    """a soft line end is a space and a hard one a line break."""
    assert parse("a\nb\\\nc").text == (Paragraph((Words("a b"), LineBreak(), Words("c"))),)


def test_blocks() -> None:
    """lists, quotes and code keep their structure, ordered lists their first number."""
    text = parse("- a\n- b\n\n  c\n\n3. d\n\n> e\n\n```py\nf\n\n g\n```").text

    assert text == (
        ListBlock((paragraph("a"), (*paragraph("b"), *paragraph("c")))),
        ListBlock((paragraph("d"),), 3),
        Quote(paragraph("e")),
        CodeBlock("f\n\n g", "py"),
    )


def test_heading_becomes_bold_paragraph() -> None:
    """a heading inside a text becomes a bold paragraph."""
    assert parse("### Case").text == paragraph("Case", BOLD)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("[Ohm](https://e.org/x)", "Ohm (https://e.org/x)"),
        ("[e.org](https://e.org/)", "e.org"),
        ("<https://e.org>", "https://e.org"),
        ("[a](mailto:a@b.c)", "a (mailto:a@b.c)"),
        ("&alpha; &amp; \\*", "α & *"),
        ("[1]: http://e.org", "[1]: http://e.org"),
        ("a <!-- not printed --> b", "a  b"),
    ],
)
def test_inline_constructs(source: str, shown: str) -> None:
    """links show their address unless it is their text, entities are decoded, nothing else vanishes but comments."""
    assert parse(source).text == paragraph(shown)


@pytest.mark.parametrize(
    ("source", "rule", "line", "is_error"),
    [
        ("a\n\n![cell](cell.png)", "image", 12, True),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |", "ragged-table", 13, True),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "ragged-table", 12, True),
        ("a\n\n| b | c |", "unclear-table", 12, False),
        ("a\n|b|c|\n|---|---|---|", "unclear-table", 12, False),
        ("a\nb $$x + y c", "unclear-math", 11, False),
        ("a\n\n```{.python startFrom=3}\nx\n```", "attribute", 12, True),
        ("a\nb [c]{.smallcaps}", "attribute", 11, True),
        ("so $x^2 holds, \\frac{a}", "unclear-math", 10, False),
        (r"so \(x^2 holds", "unclear-math", 10, False),
        ("a\nx < y, <b>z", "html", 11, False),
        ('a\n<img src="x.png">', "image", 11, True),
        ("a\n\n***\n\nb", "rule", 12, False),
        (">" * 60 + " a", "nested-too-deep", 10, True),
    ],
)
def test_what_cannot_be_set_is_located(source: str, rule: str, line: int, is_error: bool) -> None:
    """nothing that cannot be set as it is meant vanishes silently: each is a problem with its line."""
    assert [(p.rule, p.line, p.is_error) for p in parse(source, line=10).problems] == [(rule, line, is_error)]


@pytest.mark.parametrize("source", ["$5 and $10", "costs $5", r"\$x\$", "`$x$`", "a$b$c", r"\(see a\) and \[b\]"])
def test_prices_are_no_formulas(source: str) -> None:
    """dollar signs of prices, escaped dollars and escaped brackets are plain characters."""
    assert parse(source).problems == ()


def test_unknown_reference_is_kept_and_reported() -> None:
    """a reference to nothing stays as written and is an error."""
    markup = parse("see [[z]]", refer=lambda content, style: None)

    assert markup.text == paragraph("see [[z]]")
    assert [problem.rule for problem in markup.problems] == ["unknown-reference"]


@pytest.mark.parametrize(
    "words",
    [
        "2*3*4",
        "__init__",
        "# x",
        "1. x",
        "[[b]]",
        "$5",
        "&amp;",
        "a\\",
        "- a",
        "> a",
        "<b>",
        "---",
        "--",
        "a_b",
        "[x] a",
    ],
)
def test_tricky_words_survive(words: str) -> None:
    """characters that mean something in Markdown are written so that they are read as themselves."""
    source = dump(paragraph(words))

    assert parse(source, refer=lambda content, style: None).text == paragraph(words)


@pytest.mark.parametrize("words", ["-", "--", "-- -", "---", "+", "1.", "#", "=", "***"])
def test_signs_alone_in_an_item_survive(words: str) -> None:
    """what would be a rule, an item or a heading behind the sign of a list is written so that it is read as itself."""
    (listed,) = parse(f"- a\n- {dump(paragraph(words))}\n").text

    assert listed.items[1] == paragraph(words)


@pytest.mark.parametrize("words", ["=", "====", "-", "---", "- -"])
def test_signs_alone_behind_a_line_break_survive(words: str) -> None:
    """what would make the line above a heading is written so that it is read as itself."""
    text = (Paragraph((Words("a"), LineBreak(), Words(words))),)

    assert parse(dump(text)).text == text


@pytest.mark.parametrize("words", ["2 * 3", "a_b", "f(x) = [0, 1]", "x < y & z", "A&B", "$5", "1.5", "C:\\new", "#1"])
def test_harmless_signs_stay_bare(words: str) -> None:
    """nothing is escaped that needs no escape."""
    assert dump(paragraph(words)) == words


@pytest.mark.parametrize(
    ("spans", "source"),
    [
        ([Words("it is "), Words("that", BOLD), Words(": (1) "), Words("Cost", BOLD), Words(" too")],
         "it is **that**: (1) **Cost** too"),
        ([Words("so", Style(italic=True)), Words(" it is")], "*so* it is"),
        ([Words("all ", BOLD), Words("of", Style(bold=True, italic=True)), Words(" it", BOLD)], "**all *of* it**"),
        ([Words("see "), Words("x = 1", Style(code=True)), Words(" there")], "see `x = 1` there"),
        ([Words("a "), Words(" b", BOLD)], "a **&#32;b**"),
    ],
)  # fmt: skip
def test_spaces_beside_styles_stay_plain(spans: list[Span], source: str) -> None:
    """a space is written as an entity only at the inner edge of bold or italic, where it would end the style."""
    assert dump((Paragraph(tuple(spans)),)) == source


def _refer(content: str, style: Style) -> Span | None:
    return OptionReference(("abcd".index(content),), 0, content, style) if content in "abcd" else None


@given(texts(option_references))
def test_dump_is_read_back(text: Text) -> None:
    """every text that is written is read back as it was, references included."""
    markup = parse(dump(text), refer=_refer)

    assert markup.text == text


@given(rich_texts(option_references))
def test_rich_dump_is_read_back(text: Text) -> None:
    """formulas, pictures, tables and all styles are read back as they were, references among them included."""
    assert parse(dump(text), refer=_refer, load=any_image).text == text


@given(st.text() | st.text("*_`[]()#->!$&;<\\\n 1.ab|:~") | st.text("$\\^_~{}[]()<>/usb!|-:\n .2=", max_size=40))
def test_any_source_is_read(source: str) -> None:
    """whatever comes in, there is a text, and writing and reading it again changes nothing."""
    text = parse(source, load=any_image).text

    assert parse(dump(text), load=any_image).text == text


@pytest.mark.parametrize("source", ["|x| + |y|", r"\| x |", "x | y", "`| x |`", "_____"])
def test_bars_that_are_no_table(source: str) -> None:
    """absolute values, escaped bars and code raise no doubt about tables."""
    assert parse(source).problems == ()
