"""Pictures, tables and code on pages: where they stand, what holds them, and what comes again on the next page."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

import pytest
from ink_reading import ink_of_mark, pieces_of_page, text_of_elements
from page_rules import broken_rules
from set_samples import as_text, of_questions, prepared, question

from examgen.errors import TypesetError
from examgen.model.pages import Graphic, Pages
from examgen.model.text import (
    PLAIN,
    Align,
    CodeBlock,
    Extent,
    Formula,
    Image,
    ImageFile,
    Paragraph,
    Style,
    Table,
    Text,
    Words,
)
from examgen.typeset import Flaw, FlawKind

SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>'


def square(width: float | None = None) -> Image:
    file = ImageFile(sha256(SQUARE).hexdigest(), "square.svg", SQUARE)
    return Image(file, "a black square", Extent(width) if width else None)


def large() -> Image:
    data = SQUARE.replace(b"80", b"2000", 1)
    return Image(ImageFile(sha256(data).hexdigest(), "large.svg", data), "a square in a large field")


def table(rows: int, *aligns: Align) -> Table:
    columns = aligns or (Align.START, Align.CENTRE, Align.END)
    cells = tuple(tuple((Words(f"cell {row} {column}"),) for column in range(len(columns))) for row in range(rows))
    return Table(columns, tuple((Words(f"head {column}"),) for column in range(len(columns))), cells)


def set_stem(*stem: Text) -> tuple[Pages, list[str]]:
    """The pages of a paper whose one question asks this, and the page rules that they break."""
    document = of_questions([question("a", tuple(block for text in stem for block in text), ["x", "y"])])
    typesetter, _ = prepared(document)
    pages = typesetter.set(document)
    return pages, broken_rules(pages, typesetter.frame)


def test_a_table_longer_than_a_page_repeats_its_header() -> None:
    """Every page but the first begins with the header, which is read aloud only once."""
    pages, broken = set_stem(as_text("Which row is wrong?"), (table(90),))

    assert broken == []
    assert len(pages.pages) > 1
    for page in pages.pages:
        drawn = [piece.text for piece in pieces_of_page(page, pages.fonts)]
        assert sum("head" in text for text in drawn) == 3
    read = [(role, text) for role, text in text_of_elements(pages) if role.startswith("T")]
    assert [text for role, text in read if role == "TH:Column"] == ["head 0", "head 1", "head 2"]
    assert [text for role, text in read if role == "TD"] == [f"cell {r} {c}" for r in range(90) for c in range(3)]


def test_columns_keep_their_edges() -> None:
    """Words of a column begin at one place, end at one, or share a middle."""
    pages, _ = set_stem(as_text("Which?"), (table(3),))
    pieces = [p for p in pieces_of_page(pages.pages[0], pages.fonts) if "cell" in p.text or "head" in p.text]
    columns = [[p for p in pieces if p.text.endswith(str(column))] for column in range(3)]

    assert len({round(p.left, 1) for p in columns[0]}) == 1
    assert len({round((p.left + p.right) / 2, 1) for p in columns[1]}) == 1
    assert len({round(p.right, 1) for p in columns[2]}) == 1


def test_a_table_too_wide_is_refused() -> None:
    """Twenty columns of words that do not break fit on no page."""
    with pytest.raises(TypesetError, match="a table is at least"):
        set_stem((table(1, *[Align.START] * 20),))


def test_pictures_without_a_size_share_the_width_of_a_table() -> None:
    """Pictures that are each as wide as the page stand side by side in cells, as small as must be."""
    row = ((large(), Words(" as well as ")), (large(),), (Words("words"),))

    pages, broken = set_stem(as_text("Which?"), (Table((Align.START,) * 3, (), (row,)),))

    assert broken == []
    assert [element.role for branch in pages.branches for element in branch].count("Figure") == 2


def test_pictures_with_a_size_give_way_to_words_in_a_table() -> None:
    """Where one size does not fit beside the other, they are reduced, and said to be."""
    row = ((square(400.0),), (Words("some words"),), (square(400.0),))
    document = of_questions([question("a", (Table((Align.START,) * 3, (), (row,)),), ["x", "y"])])

    typesetter, flaws = prepared(document)
    pages = typesetter.set(document)

    assert broken_rules(pages, typesetter.frame) == []
    assert {flaw for _, flaw in flaws} == {Flaw(FlawKind.REDUCED_PICTURE, "square.svg")}


def test_pictures_that_would_show_nothing_are_refused() -> None:
    """Where words leave pictures less than a fifth of their size, the table is too wide."""
    words = tuple((Words("internationalisation"),) for _ in range(4))
    with pytest.raises(TypesetError, match="a table is at least"):
        set_stem((Table((Align.START,) * 5, (), ((*words, (square(400.0),)),)),))


def test_a_picture_as_high_as_the_page_fits_it() -> None:
    """The white space below a picture is taken from its height where a page has no more."""
    tall = replace(square(40.0), height=Extent(5000.0))

    _, broken = set_stem((Paragraph((tall,)),))

    assert broken == []


@pytest.mark.parametrize("aligned", [Align.START, Align.END])
def test_a_table_wraps_its_cells(aligned: Align) -> None:
    """A long cell takes several lines in a column of its own, inside the margins."""
    long = Table((aligned, Align.START), (), (((Words("many words " * 60),), (Words("few"),)),))

    _, broken = set_stem(as_text("Which?"), (long,))

    assert broken == []


def test_pictures_stand_in_the_line_of_their_words() -> None:
    """A picture is an element of its own amid the words around it, with what it shows."""
    pages, broken = set_stem((Paragraph((Words("before "), square(), Words(" behind "), square(20.0))),))

    assert broken == []
    figures = [element for branch in pages.branches for element in branch if element.role == "Figure"]
    assert [figure.description for figure in figures] == ["a black square"] * 2
    (ink,) = [ink for ink in map(ink_of_mark, pages.pages[0].marks) if ink.count(b"MCID") > 3]
    (name,) = [name for name, drawing in pages.graphics.items() if not isinstance(drawing, Graphic)]
    assert ink.count(b"/%b Do" % name.encode()) == 2
    assert len(pages.graphics) == 2, "the picture once, and the ring around letters"


def test_a_tall_picture_makes_room_for_itself() -> None:
    """Lines above and below a picture keep clear of it."""
    many = Words("word " * 40)
    plain, _ = set_stem((Paragraph((many, many)),))
    drawn, broken = set_stem((Paragraph((many, square(), many)),))

    assert broken == []

    def height(pages: Pages) -> float:
        lines = [p.baseline for p in pieces_of_page(pages.pages[0], pages.fonts) if "word" in p.text]
        return max(lines) - min(lines)

    assert height(drawn) > height(plain) + 15


def test_lines_under_and_through_words_are_drawn_once_for_each_stretch() -> None:
    """Words, and the spaces between them, share one bar; it is no text."""
    style = Style(underline=True)
    pages, _ = set_stem((Paragraph((Words("not "), Words("two words", style), Words(" and "), Words("one", style))),))
    ink = b"".join(map(ink_of_mark, pages.pages[0].marks))

    assert ink.count(b" re") == 2


def test_what_is_drawn_is_crossed_out_or_underlined() -> None:
    """A slanting line crosses a formula or picture, in one across its pieces; a line under it lies below all of it."""
    crossed, lined = Style(strike=True), Style(underline=True)
    drawn = (Formula(r"a = \frac{b}{c} = d"), replace(square(40), style=PLAIN))
    bars = {}
    for style in (PLAIN, crossed, lined):
        pages, broken = set_stem(tuple(Paragraph((Words("x "), replace(span, style=style))) for span in drawn))
        bars[style] = b"".join(map(ink_of_mark, pages.pages[0].marks))
        assert not broken

    slants, lines = rb"[\d.-]+ [\d.-]+ m [\d.-]+ [\d.-]+ l", b" re"
    assert [len(re.findall(slants, ink)) for ink in bars.values()] == [0, 2, 0]
    assert [ink.count(lines) for ink in bars.values()] == [0, 0, 2]


def test_marked_lines_of_code_are_struck_from_their_first_letter_on() -> None:
    """The white space before a line is not marked, and other lines are not."""
    code = CodeBlock("if a:\n    b = 1\n    c = 1", marks=(1,), mark=Style(strike=True))
    plain, marked = (set_stem((each,))[0] for each in (replace(code, marks=()), code))
    before, after = (
        re.findall(rb"([\d.]+) [\d.-]+ ([\d.]+) [\d.]+ re", b"".join(map(ink_of_mark, pages.pages[0].marks)))
        for pages in (plain, marked)
    )
    (bar,) = set(after) - set(before)

    assert len(after) == len(before) + 1
    assert float(bar[0]) > min(float(x) for x, _ in before) + 20


def test_scripts_are_smaller_and_shifted() -> None:
    """An exponent stands above the line, an index below."""
    spans = (Words("x"), Words("7", Style(shift=1)), Words("8", Style(shift=-1)))
    pages, _ = set_stem((Paragraph(spans),))
    (ink,) = [ink for ink in map(ink_of_mark, pages.pages[0].marks) if ink.count(b" Ts") == 4]

    assert ink.count(b" 0 Ts") == 2


def test_code_is_numbered_and_highlighted() -> None:
    """Numbers where they are asked for; keywords in bold, comments in italics; what is no language is plain."""
    pages, _ = set_stem((CodeBlock("def f():\n    pass  # done", "python", True),))
    names = {subset.name.partition("+")[2] for subset in pages.fonts.values()}
    read = "".join(text for _, text in text_of_elements(pages)).replace("\u00a0", " ")

    assert {"JetBrainsMono-Bold", "JetBrainsMono-Italic", "JetBrainsMono-Regular"} <= names
    assert "1  def f():" in read
    assert "2      pass" in read
    pages, _ = set_stem((CodeBlock("def f():", "no such language"),))
    assert "JetBrainsMono-Bold" not in {subset.name.partition("+")[2] for subset in pages.fonts.values()}
