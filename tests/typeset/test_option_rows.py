"""Short options side by side."""

from __future__ import annotations

from hashlib import sha256
from itertools import permutations

import pytest
from ink_reading import pieces_of_page
from page_rules import broken_rules
from set_samples import manuscript, placed, prepared, question, shipped_style, words

from examgen.model.manuscript import QuestionBlock
from examgen.model.text import Extent, Formula, Image, ImageFile, Paragraph, Style, Text, Words

NUMBERS = ["7", "1024", "59", "−3"]
TERMS = ["Carbon dioxide", "Molecular nitrogen", "Molecular oxygen", "Hydrogen sulphide"]
CLAIMS = ["It rises", "It falls", "It stays", "It is what stands in the middle of the values in order"]


def letters(
    block: QuestionBlock, order: tuple[int, ...] | None = None, columns: int | None = None
) -> list[tuple[float, float]]:
    """Where the letters of the options stand, in their order; the page keeps all rules."""
    document = manuscript([placed(block, 1, order)])
    typesetter, _ = prepared(document, shipped_style(option_columns=columns))
    pages = typesetter.set(document)
    assert broken_rules(pages, typesetter.frame) == []
    pieces = [piece for page in pages.pages for piece in pieces_of_page(page, pages.fonts)]
    rows = [(piece.text, (round(piece.left, 1), round(piece.baseline, 1))) for piece in pieces]
    return [next(place for text, place in rows if text == letter) for letter in "ABCDEFGH"[: len(block.options)]]


def shape(places: list[tuple[float, float]]) -> str:
    """Letters in rows: "AB CD"."""
    rows: dict[float, str] = {}
    for letter, (_, baseline) in zip("ABCDEFGH", places, strict=False):
        rows[baseline] = rows.get(baseline, "") + letter
    return " ".join(rows.values())


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (NUMBERS, "ABCD"),
        (TERMS, "AB CD"),
        (CLAIMS, "A B C D"),
        (["True", "False"], "AB"),
        (NUMBERS[:3], "ABC"),
        (TERMS[:3], "AB C"),
        ([*NUMBERS, "61"], "ABCD E"),
        ([*NUMBERS, "61", "62"], "ABCD EF"),
        (["only one"], "A"),
    ],
)
def test_short_options_stand_side_by_side(options: list[str], rows: str) -> None:
    """In four columns, or two, or one a line: whatever the longest of them needs."""
    assert shape(letters(question("q", "Which?", options))) == rows


@pytest.mark.parametrize(
    ("columns", "options", "rows"),
    [
        (1, NUMBERS, "A B C D"),
        (2, NUMBERS, "AB CD"),
        (2, CLAIMS, "A B C D"),
        (4, NUMBERS, "ABCD"),
        (4, TERMS, "A B C D"),
    ],
)
def test_a_style_sets_the_columns(columns: int, options: list[str], rows: str) -> None:
    """A number that the style sets is kept where all options fit; elsewhere each has a line of its own."""
    assert shape(letters(question("q", "Which?", options), columns=columns)) == rows


def test_letters_align_from_question_to_question() -> None:
    """The edges of two columns are the first and the third of four."""
    four, two = letters(question("q", "Which?", NUMBERS)), letters(question("q", "Which?", TERMS))

    assert two[0][0] == two[2][0] == four[0][0]
    assert two[1][0] == two[3][0] == four[2][0]
    assert four[1][0] - four[0][0] == pytest.approx(four[3][0] - four[2][0], abs=0.2)


def test_every_order_has_the_same_rows() -> None:
    """Letters stand at the same places whatever the order of the options."""
    block = question("q", "Which?", TERMS)

    assert len({tuple(letters(block, order)) for order in permutations(range(4))}) == 1


def test_a_key_has_the_rows_of_its_paper() -> None:
    """Ticks, remarks and explanations move no letter."""
    paper = question("q", "Which?", TERMS)
    key = question("q", "Which?", TERMS, 2, ["A remark"], words(60))

    assert letters(key) == letters(paper)


def test_options_that_are_no_single_line_stand_alone() -> None:
    """An option of several paragraphs is never short."""
    two = (Paragraph((Words("one"),)), Paragraph((Words("two"),)))

    assert shape(letters(question("q", "Which?", [*NUMBERS[:3], two]))) == "A B C D"


def test_styles_count_with_their_width() -> None:
    """Bold words are wider: what fits by its letters may not fit by its ink."""
    narrow = "i" * 24
    bold = (Paragraph((Words(narrow.upper().replace("I", "W"), Style(bold=True)),)),)

    assert shape(letters(question("q", "Which?", [narrow] * 4))) == "ABCD"
    assert shape(letters(question("q", "Which?", [narrow] * 3 + [bold]))) == "A B C D"


def test_formulas_share_a_row_and_its_baseline() -> None:
    """A tall formula lowers the letters beside it, in every order alike."""
    half: Text = (Paragraph((Formula(r"\frac{1}{2}"),)),)
    block = question("q", "Which?", [half, "one", "two", "three"])

    assert {shape(letters(block, order)) for order in permutations(range(4))} == {"ABCD"}
    assert len({tuple(letters(block, order)) for order in permutations(range(4))}) == 1


def drawn(height: float) -> Text:
    """A picture, so high and as wide."""
    data = b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect width="80" height="80"/></svg>'
    file = ImageFile(sha256(data).hexdigest(), "square.svg", data)
    return (Paragraph((Image(file, "a square", height=Extent(height)),)),)


@pytest.mark.parametrize(
    ("heights", "rows"),
    [
        ((120, 120, 120, 120), "AB CD"),
        ((120, 120, 80, 80), "AB CD"),
        ((120, 120, 120, 0), "AB CD"),
        ((120, 0), "AB"),
        ((120, 120, 0, 0), "A B C D"),
        ((120, 0, 0), "A B C"),
        ((90, 90, 90, 90, 0), "AB CD E"),
        ((40, 0, 0, 0), "ABCD"),
    ],
)
def test_pictures_stand_side_by_side_where_that_saves_room(heights: tuple[int, ...], rows: str) -> None:
    """Rows are of one height, whatever the order: none where they could leave more white than they save."""
    options = [drawn(height) if height else "none" for height in heights]
    assert shape(letters(question("q", "Which?", options))) == rows


def test_a_displayed_formula_stands_beside_its_letter() -> None:
    """What is set apart and centred elsewhere is an option like others."""
    displayed: list[str | Text] = [(Paragraph((Formula(f"x^{n}", is_display=True),)),) for n in range(4)]

    assert shape(letters(question("q", "Which?", displayed))) == "ABCD"


def test_rows_stay_together_at_a_page_break() -> None:
    """Many short options longer than a page break between rows; every letter stands with its text."""
    block = question("q", words(700), [f"Answer {n}" for n in range(26)])
    document = manuscript([placed(block, 1)])
    typesetter, _ = prepared(document)
    pages = typesetter.set(document)

    assert len(pages.pages) > 1
    assert broken_rules(pages, typesetter.frame) == []
