"""Tests of formulas, tables, pictures and styles in CommonMark; each docstring completes "this test ensures that …"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examgen.markup.commonmark import parse
from examgen.markup.context import Refusal
from examgen.markup.inline_dump import paragraph as written
from examgen.model.text import (
    Align,
    CodeBlock,
    Extent,
    Formula,
    Image,
    ImageFile,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
    Words,
    paragraph,
    spans_of,
    style_of,
    wording,
)


def formulas(source: str) -> list[str]:
    """Sources of the formulas in a text."""
    return [span.source for span in spans_of(parse(source).text) if isinstance(span, Formula)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("so $x^2$ holds", ["x^2"]),
        ("$a$, ($b$); **$c$**-$d$", ["a", "b", "c", "d"]),
        ("the $n$th of 25$^\\circ$C", ["n", "^\\circ"]),
        ("$\\$5 + x$ and $5$", ["\\$5 + x", "5"]),
        ("$a\n= b$", ["a = b"]),
        (r"where \(a\) is \(\text{if $x$}\)", ["a", r"\text{if $x$}"]),
        (r"\ce{2 H2O} and $\ce{SO4^{2-}}$", [r"\ce{2 H2O}", r"\ce{SO4^{2-}}"]),
        ("$A_{[[b]]}$ *$x*y$*", ["A_{[[b]]}", "x*y"]),
        ("$`a`$ and `$b$`", ["`a`"]),
        ("$ \\frac{1}{6} $ for 5 $ and $ x $", ["\\frac{1}{6}"]),
        ("`code` $x$\n\n    $y$\n\n```\n$z$\n```", ["x"]),
    ],
)
def test_formulas_in_lines(source: str, found: list[str]) -> None:
    """formulas stand between dollars, TeX's own brackets, or begin with \\ce, and never in code."""
    assert formulas(source) == found
    assert not any(span.is_display for span in spans_of(parse(source).text) if isinstance(span, Formula))


@pytest.mark.parametrize(
    "source",
    [
        "$5 and $10",
        "$5, $10 or $20",
        "from $5 to 10 $",
        "US$5 and A$6",
        "$HOME/$USER and $x=$y",
        "${a} and ${b}${c}",
        "\\$x$",
        "`$x$`",
        "a$b$c",
        "(^a$|^b$)",
        r"\(see below\)",
        r"\[2 points\] \[1\] \[b\]",
    ],
)
def test_what_is_no_formula(source: str) -> None:
    """prices, shell variables, patterns and escaped brackets stay characters, without a word."""
    assert formulas(source) == []
    assert parse(source).problems == ()


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("a\nit costs $5 or about 10$ now", 2),
        ("$$x^2\n\nnext$$", 1),
        ("a\n\\[x^2 and", 2),
        ("a\nb \\frac{1}{2}", 2),
    ],
)
def test_doubtful_formulas_are_reported(source: str, line: int) -> None:
    """what may be meant as a formula and is printed as it is written is a warning with its line."""
    assert (problem := parse(source).problems[0]).rule == "unclear-math"
    assert (problem.line, problem.is_error) == (line, False)


DISPLAYED = Paragraph((Formula("x = 1", is_display=True),))


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("$$x = 1$$", [DISPLAYED]),
        ("$$\nx = 1\n$$", [DISPLAYED]),
        ("\\[ x = 1 \\]", [DISPLAYED]),
        ("\\begin{equation*}\n  x = 1\n\\end{equation*}", [DISPLAYED]),
        ("so $$x = 1$$ holds", [*paragraph("so"), DISPLAYED, *paragraph("holds")]),
        ("so\n$$x = 1$$\nholds", [*paragraph("so"), DISPLAYED, *paragraph("holds")]),
        ("so\n\\[\nx = 1\n\\]", [*paragraph("so"), DISPLAYED]),
        ("> $$\n> x = 1\n> $$", [Quote((DISPLAYED,))]),
        ("- a\n\n  $$\n  x = 1\n  $$", [ListBlock(((*paragraph("a"), DISPLAYED),))]),
        ("$$\na\n- b\n# c\n$$", [Paragraph((Formula("a\n- b\n# c", is_display=True),))]),
        ("$$x$$.", [Paragraph((Formula("x.", is_display=True),))]),
        ("so $$x$$, and", [*paragraph("so"), Paragraph((Formula("x,", is_display=True),)), *paragraph("and")]),
        (
            "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}",
            [Paragraph((Formula("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}", is_display=True),))],
        ),
    ],
)
def test_displayed_formulas(source: str, blocks: list[Paragraph]) -> None:
    """a displayed formula is a paragraph of its own, wherever it stands, with the stop behind it."""
    assert list(parse(source).text) == blocks


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("H~2~O", [("H", Style()), ("2", Style(shift=-1)), ("O", Style())]),
        ("x^2^ on", [("x", Style()), ("2", Style(shift=1)), (" on", Style())]),
        ("x~i~^2^", [("x", Style()), ("i", Style(shift=-1)), ("2", Style(shift=1))]),
        ("^14^C", [("14", Style(shift=1)), ("C", Style())]),
        ("~~no~~", [("no", Style(strike=True))]),
        ("[a]{.underline}[mot]{lang=fr}", [("a", Style(underline=True)), ("mot", Style(language="fr"))]),
        ("<u>a</u><sup>2</sup>", [("a", Style(underline=True)), ("2", Style(shift=1))]),
        ("<b>a <i>b</i></b>", [("a ", Style(bold=True)), ("b", Style(bold=True, italic=True))]),
        ("<kbd>a</kbd><del>b</del>", [("a", Style(code=True)), ("b", Style(strike=True))]),
        ("*<SUB>a</SUB>*", [("a", Style(italic=True, shift=-1))]),
        ("2^10 and 2^20", [("2^10 and 2^20", Style())]),
        ("a^2+b^2=c^2", [("a^2+b^2=c^2", Style())]),
        ("~5-~10, ~/a/~b", [("~5-~10, ~/a/~b", Style())]),
        ("[^1] [^2] ^_^", [("[^1] [^2] ^_^", Style())]),
        ("a ____ b", [("a ____ b", Style())]),
        ("____", [("____", Style())]),
        ("_______\n\n", [("_______", Style())]),
        ("a&nbsp;b\u202fc&shy;d\u00ade", [("a\u00a0b\u202fc\u00add\u00ade", Style())]),
    ],
)  # fmt: skip
def test_styles(source: str, shown: list[tuple[str, Style]]) -> None:
    """raised, lowered, underlined and struck words are read, and signs in prose stay what they are."""
    assert [(wording((Paragraph((span,)),)), style_of(span)) for span in spans_of(parse(source).text)] == shown
    assert parse(source).problems == ()


def test_breaks_in_html() -> None:
    """<br> is a line end, without the spaces beside it."""
    assert parse("a <br>\nb<br/> c<br>").text == (
        Paragraph((Words("a"), LineBreak(), Words("b"), LineBreak(), Words("c"))),
    )


@pytest.mark.parametrize("source", ["<u>a", "a</u>", "*<u>a*</u>", '<b class="x">a</b>', "<font>a</font>"])
def test_other_html_is_reported(source: str) -> None:
    """tags without a partner, with attributes, or of other kinds are printed as they are written, with a warning."""
    assert {problem.rule for problem in parse(source).problems} == {"html"}
    assert "<" in wording(parse(source).text)


def test_table() -> None:
    """a table keeps its alignment, and its cells hold whatever a line may hold."""
    source = "| a | **b** | c |\n|---|:-:|--:|\n| $|x\\|$ | `p\\|q` | [r](https://s.t)<br>u |\n| $$y$$ | | |"
    (table,) = parse(source.replace("$|x", "$\\|x")).text

    assert table == Table(
        (Align.START, Align.CENTRE, Align.END),
        ((Words("a"),), (Words("b", Style(bold=True)),), (Words("c"),)),
        (
            (
                (Formula("|x|"),),
                (Words("p|q", Style(code=True)),),
                (Words("r (https://s.t)"), LineBreak(), Words("u")),
            ),
            ((Formula("y"),), (), ()),
        ),
    )


def test_table_without_header() -> None:
    """a table whose header is empty has none."""
    (table,) = parse("| | |\n|---|---|\n| 1 | 2 |").text

    assert isinstance(table, Table)
    assert table.header == ()


@pytest.mark.parametrize(
    ("info", "language", "is_numbered"),
    [
        ("python", "python", False),
        ("python numbered", "python", True),
        ("numbered", "", True),
        ("{.python .numberLines}", "python", True),
        ("{.numberLines}", "", True),
        ("c++ x", "c++ x", False),
    ],
)
def test_code_may_be_numbered(info: str, language: str, is_numbered: bool) -> None:
    """the words behind a fence give the language, and whether lines are numbered."""
    assert parse(f"```{info}\nx\n```").text == (CodeBlock("x", language, is_numbered),)


CELL = ImageFile("c" * 64, "cell.png", b"c")
LEAF = ImageFile("d" * 64, "my leaf (1).png", b"d")


def load(address: str) -> ImageFile | Refusal:
    """A folder with two pictures."""
    return {file.name: file for file in (CELL, LEAF)}.get(address) or Refusal("missing", "look")


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("![A *cell*](cell.png)", [Image(CELL, "A cell")]),
        ("![a](cell.png) ![b](<my leaf (1).png>)", [Image(CELL, "a"), Image(LEAF, "b")]),
        ("![a](my leaf (1).png)", [Image(LEAF, "a")]),
        ("see ![a](cell.png \"title\") here", [Words("see "), Image(CELL, "a"), Words(" here")]),
        ("![a](cell.png){width=50%}", [Image(CELL, "a", Extent(0.5, is_share=True))]),
        ("![a](cell.png){width=1in height=36pt}", [Image(CELL, "a", Extent(72.0), Extent(36.0))]),
        ('![a](cell.png){height="2,54 cm"}', [Image(CELL, "a", None, Extent(72.0))]),
        ("![a](cell.png){width=96px height=25.4mm}", [Image(CELL, "a", Extent(72.0), Extent(72.0))]),
        ("![a](cell.png){width=96}", [Image(CELL, "a", Extent(72.0))]),
        ("![a](cell.png)\\{x}", [Image(CELL, "a"), Words("{x}")]),
    ],
)  # fmt: skip
def test_pictures(source: str, spans: list[Span]) -> None:
    """a picture has its file, its description and the size that is asked for."""
    markup = parse(source, load=load)

    assert list(spans_of(markup.text)) == spans
    assert markup.problems == ()


def test_rows_of_pictures() -> None:
    """pictures in one line are one row, those below a line end another one."""
    text = parse("![a](cell.png)\n![b](cell.png)\\\n![c](cell.png)", load=load).text

    assert [wording((block,)) for block in text] == ["ab", "c"]


@pytest.mark.parametrize(
    ("source", "rule", "is_error"),
    [
        ("![a](leaf.png)", "image", True),
        ("![](cell.png)", "image-description", False),
        ("![a](cell.png){width=wide}", "attribute", True),
        ("![a](cell.png){width=0cm}", "attribute", True),
        ("![a](cell.png){size=3cm}", "attribute", True),
        ("![a](cell.png){1, 2}", "attribute", True),
        ('<img src="cell.png">', "image-description", False),
        ('<img src="leaf.png" alt="a">', "image", True),
    ],
)
def test_faulty_pictures(source: str, rule: str, is_error: bool) -> None:
    """what is wrong with a picture is located."""
    assert [(p.rule, p.line, p.is_error) for p in parse(f"x\n{source}", load=load).problems] == [(rule, 2, is_error)]


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="cell.png" alt="A cell" width="6cm">',
        "<IMG SRC='cell.png' ALT='A  cell'\nWIDTH=6cm />",
        '<img alt="A cell" style="width: 6cm" src="cell.png">',
    ],
)
def test_pictures_in_html_are_pictures(tag: str) -> None:
    """a picture is read from HTML as from Markdown, on a line of its own or among words."""
    wanted = parse("![A cell](cell.png){width=6cm}", load=load).text[0].spans[0]

    for source in (tag, f"words {tag} words"):
        spans = [span for block in parse(source, load=load).text for span in block.spans]
        assert [replace(span, line=None) for span in spans if isinstance(span, Image)] == [replace(wanted, line=None)]


@pytest.mark.parametrize(
    "source",
    [
        '<p align="center"><img src="cell.png" alt="A cell"></p>',
        '<div class="x">\n<p>\n<img src="cell.png" alt="A cell">\n</p>\n</div>',
        '<center> <img src="cell.png" alt="A cell"> </center>',
    ],
)
def test_frames_of_pictures_are_not_printed(source: str) -> None:
    """tags that only place a picture are no words, and the picture stands by itself."""
    wanted = parse("![A cell](cell.png)", load=load).text[0].spans[0]
    read = parse(source, load=load)

    assert [replace(span, line=None) for block in read.text for span in block.spans] == [replace(wanted, line=None)]
    assert read.problems == ()


@pytest.mark.parametrize(
    "source", ['<p>See <img src="cell.png" alt="A cell"></p>', "<div></div>", '<img alt="A cell">', "<p>words</p>"]
)
def test_frames_of_words_are_reported(source: str) -> None:
    """tags around words, and a picture without a file, are printed as they are written, with a warning."""
    read = parse(source, load=load)

    assert {problem.rule for problem in read.problems} == {"html"}
    assert "<" in wording(read.text)


def test_links_stay_legible() -> None:
    """a link shows its words and its address as it is written."""
    assert parse("[Ä](https://e.org/ä)").text == paragraph("Ä (https://e.org/ä)")


def test_words_like_a_picture_before_code_are_written_as_words() -> None:
    """an escaped bracket never opens a formula that code behind it would close."""
    spans = (Words("![i](u)"), Words("\\)", Style(code=True)))

    assert parse(written(spans, str)).text == (Paragraph(spans),)


def test_backslashes_before_brackets_are_written() -> None:
    """words in italics behind others, whose backslashes would open a formula, are read back as these words."""
    spans = (Words("2*3*42*3"), Words(r"\(a\)", Style(italic=True)))

    assert parse(written(spans, str)).text == (Paragraph(spans),)
