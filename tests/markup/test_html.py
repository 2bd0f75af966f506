"""Tests of reading HTML; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import time
from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from examgen.markup.commonmark_dump import dump
from examgen.markup.context import Refusal
from examgen.markup.html import parse, read
from examgen.model.text import (
    Align,
    CodeBlock,
    Extent,
    Formula,
    Gap,
    Image,
    ImageFile,
    ListBlock,
    Paragraph,
    Span,
    Style,
    Table,
    Text,
    Words,
    paragraph,
    spans_of,
    wording,
)


def load(address: str) -> ImageFile | Refusal:
    return ImageFile("d", address, b"") if address == "cell.png" else Refusal("no such picture", "look for it")


def rules(source: str) -> list[str]:
    return [problem.rule for problem in parse(source, load=load).problems]


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<p>One<p>two<br>lines &amp; <b>bold <i>both</i></b></p>", "One\n\ntwo\\\nlines & **bold *both***"),
        ("one<br /><br />two<p>&nbsp;</p><p></p>", "one\n\ntwo"),
        ("<h2>Head</h2><div>H<sub>2</sub>O<sup>+</sup></div>", "**Head**\n\nH~2~O^+^"),
        ("<ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ul>", "* a\n\n  + b\n* c\n\n  d"),
        ('<ol start="3"><li>x</li><li>y</li></ol>', "3. x\n4. y"),
        ("<blockquote>said</blockquote>", "> said"),
        ('see <a href="https://x.org/">x.org</a>, <a href="https://y.org">there</a>',
         "see x.org, there (https://y.org)"),
        ("<q>so</q> <ruby>漢<rp>(</rp><rt>kan</rt></ruby> <del>gone</del> <kbd>Esc</kbd>",
         "“so” 漢(kan) ~~gone~~ `Esc`"),
        ('<span style="font-weight: bold">a</span> <span style="text-decoration:underline">b</span>',
         "**a** [b]{.underline}"),
        ("<o:p></o:p><font face='Arial'>plain</font><!-- gone --> words", "plain words"),
        ("<pre class='brush: python'>if a:<br>  b = 1 &lt; 2\n</pre>", "```python\nif a:\n  b = 1 < 2\n```"),
        ("x<y and List<String>, 3 < 4 && 5 > 2, <b unclosed", r"x\<y and List\<String>, 3 < 4 && 5 > 2, \<b unclosed"),
        ("ends in <!-- a comment", r"ends in \<!-- a comment"),
    ],
)  # fmt: skip
def test_texts(source: str, markdown: str) -> None:
    """HTML says in Markdown what a browser shows of it, and what is no tag keeps its characters."""
    assert dump(parse(source).text) == markdown.replace("[b]{.underline}", "<u>b</u>")


def formulas(text: Text) -> list[tuple[str, bool]]:
    return [(span.source, span.is_display) for span in spans_of(text) if isinstance(span, Formula)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (r"so \(x^2\), \[y\] and $z_1$ for $5 or 6$", [("x^2", False), ("y", True), ("z_1", False)]),
        (r"the triangle \(ABC\)", [("ABC", False)]),
        (r"\[ a \\<br> b \]", [("a \\\\\nb", True)]),
        ("we have $$x^2$$ here", [("x^2", False)]),
        ("<p>we have</p><p>$$x^2$$</p>", [("x^2", True)]),
        ("<math display='block'><msup><mi>x</mi><mn>2</mn></msup></math>", [("x^{2}", True)]),
        ("«math xmlns=¨http://www.w3.org/1998/Math/MathML¨»«mi»x«/mi»«mo»§#8804;«/mo»«/math»", [("x\\le", False)]),
        ('<img class="equation_image" src="/equation_images/x%255E2" alt="LaTeX: x^2">', [("x^2", False)]),
        ('<img data-equation-content="\\frac{1}{2}" src="x">', [("\\frac{1}{2}", False)]),
        ('<span class="MathJax_Preview">?</span><span class="MathJax"><nobr>x2</nobr></span>'
         '<script type="math/tex; mode=display">x^2</script>', [("x^2", True)]),
        ('<code>\\(x\\)</code> <span class="tex2jax_ignore">\\(x\\)</span>', []),
        ("<tex>x^2</tex>", [("x^2", False)]),
    ],
)  # fmt: skip
def test_formulas(source: str, found: list[tuple[str, bool]]) -> None:
    """formulas are found in all the ways in which learning systems keep them, and nowhere else."""
    assert formulas(parse(source).text) == found


def test_table() -> None:
    """a table keeps its head and the alignment of its columns; merged cells are reported."""
    source = "<table><tr><th>A<th>B</tr><tr><td align=right>1<td><p>2</p>x</tr></table>"

    assert parse(source).text == (
        Table(
            (Align.START, Align.START),
            ((Words("A"),), (Words("B"),)),
            (((Words("1"),), parse("2<br>x").text[0].spans),),  # type: ignore[union-attr]
        ),
    )
    merged = parse("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>")
    assert merged.text == (Table((Align.START,) * 2, (), (((Words("a"),), (Words("b"),)), ((), (Words("c"),)))),)
    assert [problem.rule for problem in merged.problems] == ["not-carried"]


def test_layout_table() -> None:
    """a table that only lays out a list and a picture is these."""
    text = parse("<table><tr><td><ul><li>a</ul><td><img src=cell.png alt=c></table>", load=load).text

    assert [type(block) for block in text] == [ListBlock, Paragraph]


def test_pictures() -> None:
    """a picture has its description and its size; those in the text itself are taken from it."""
    data = b64encode(b"\x89PNG").decode()
    embedded = f'<img alt="b" style="width:50%" src="data:image/png;base64,{data}">'
    source = f'<img src="cell.png" alt="a cell" width="100">{embedded}'

    first, second = (span for span in spans_of(parse(source, load=load).text) if isinstance(span, Image))
    assert (first.file.name, first.description, first.width) == ("cell.png", "a cell", Extent(75))
    assert (second.file.data, second.width) == (b"\x89PNG", Extent(0.5, is_share=True))
    assert second.file.name.endswith(".png") and second.file.is_embedded


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<script>alert(1)</script>x<iframe src='http://evil.example'></iframe>", ["not-carried", "not-carried"]),
        ("<object data=x></object><form><input type=text>y</form>", ["not-carried", "not-carried"]),
        ("<p style='display:none'>secret</p>", ["not-carried"]),
        ("<span style='color: red'>red</span> <span style='color:#000'>black</span>", ["not-carried"]),
        ("<hr>", ["rule"]),
        ("<ol type='a'><li>x</ol><ol style='list-style-type: upper-roman'><li>y</ol>", ["not-carried"]),
        ("<ol><li value=3>x<li>y<li value=7>z</ol>", ["not-carried"]),
        ("<img src=other.png alt=x>", ["image"]),
        ("<img src=cell.png>", ["image-description"]),
        ("<table><tr><td><ul><li>a</ul><td>b<tr><td>c<td>d</table>", ["not-carried"]),
        ("<math><mstack><mn>1</mn></mstack></math>", ["formula"]),
        ("an <unknown>tag</unknown>", ["html"]),
        ("<div>" * 100 + "x", ["nested-too-deep"]),
        ("<div>" * 100_000 + "x", ["nested-too-deep"]),
    ],
)
def test_reports(source: str, found: list[str]) -> None:
    """what a paper cannot hold is named, each kind of it once."""
    assert rules(source) == found
    assert "alert" not in wording(parse(source).text) and "secret" not in wording(parse(source).text)


def test_deep_words_are_kept() -> None:
    """text that is nested too deep keeps its words."""
    for depth in (100, 5000):
        assert wording(parse("<div>" * depth + "hello" + "</div>" * depth).text) == "hello"


def test_own_elements() -> None:
    """a format's own elements stand for what it says, in HTML and in XML."""

    def own(element: etree._Element) -> Span | None:
        return Gap(int(element.get("part"))) if element.get("part") else None

    expected = (Paragraph((Words("a "), Gap(0), Words(" b"))),)
    assert parse('<p>a <input part="0"> b</p>', own=own).text == expected
    element = etree.fromstring('<itemBody xmlns="q"><p>a <entry part="0"/> b</p></itemBody>')
    assert read(element, own=own).text == expected


def test_lines() -> None:
    """problems name the line of the file."""
    (problem,) = parse("one\ntwo\n<script>x</script>", line=10).problems

    assert problem.line == 12


def test_styles() -> None:
    """languages and styles are those of the innermost element."""
    text = parse('<span lang="fr">un <b>deux</b></span>').text

    assert text == (Paragraph((Words("un ", Style(language="fr")), Words("deux", Style(bold=True, language="fr")))),)
    assert parse("<pre>\n a\n</pre>").text == (CodeBlock(" a"),)
    assert parse("a \n b").text == paragraph("a b")


PIECES = ("<b>", "</b>", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td colspan=3>", "</table>",
          "<br>", "<", ">", "&", "&lt;", "\\(", "\\)", "$", "$$", "<!--", "-->", "<math>", "<mi>x</mi>", "<mfrac>",
          "</math>", "<img src='", "'", '"', "<pre>", "<a href=x>", "x", " ", "\n", "\x00", "\ud800",
          "«math»", "<script>", "]]>")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_source(source: str) -> None:
    """no source, however broken, is more than a text with doubts."""
    assert isinstance(parse(source, load=load).text, tuple)


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<!--", "&", "<b><i>", "<p>", "<table>", '<a x="', '<a x="<', "$a ", "\\(", "<ul><li>", "<math>",
     "«math", "<img data-mathml='", "<tr><td rowspan=9999 colspan=9999>x"],
)  # fmt: skip
def test_bombs(piece: str) -> None:
    """a source that repeats one thing a hundred thousand times is read in seconds."""
    began = time.perf_counter()

    parse("<table>" + piece * (2000 if "rowspan" in piece else 30_000))

    assert time.perf_counter() - began < 10
