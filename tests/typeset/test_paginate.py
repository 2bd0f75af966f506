from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ink_reading import ink_of_mark, pieces_of_page
from page_rules import broken_rules
from set_samples import as_text, manuscript, of_questions, placed, prepared, question, shipped_style, words

from examgen.errors import TypesetError
from examgen.model.manuscript import Box, Columns, Fields, Heading, Manuscript, PageBreak, Prose
from examgen.model.pages import Page, Pages, Spot
from examgen.model.text import CodeBlock, ListBlock, Paragraph, Quote, Text, Words, paragraph
from examgen.typeset.frame import Frame
from examgen.typeset.galley import Galley, Line
from examgen.typeset.paginate import Owner, Paginator
from examgen.typeset.stack import WIDOW_LINES, Keep, Pile, Strip
from examgen.typeset.stamp import Graphics
from examgen.typeset.typesetter import MOST_LED

LEADING = 10.0
FRAME = Frame(0.0, 0.0, 100.0, 100.0)
"""A page of ten lines."""


def no_fill(slot: object) -> bytes:
    raise AssertionError(slot)


def strip(lines: int, *, keep: Keep = Keep.LOOSE, before: float = 0.0, part: str = "text") -> Strip:
    galley = Galley(tuple(Line((b"(x)Tj ",), 5.0) for _ in range(lines)), LEADING, 7.0)
    return Strip(part, galley, 0.0, 0, before=before, keep=keep)


def flowed(strips: Sequence[Strip], frame: Frame = FRAME) -> list[Page]:
    paginator = Paginator(frame, Graphics(), True)
    paginator.flow([(strip, 0) for strip in strips], Owner(paginator.adopt(()), None, no_fill))
    return paginator.pages()


def spots_of(pages: Sequence[Page]) -> list[Spot]:
    return [spot for page in pages for spot in page.spots]


strips_drawn = st.lists(
    st.builds(strip, st.integers(1, 24), keep=st.sampled_from(list(Keep)), before=st.sampled_from([0.0, 4.0, 15.0])),
    min_size=1,
    max_size=12,
).map(lambda drawn: [replace(s, part=str(n)) for n, s in enumerate(drawn)])


def pieces_of(strips: Sequence[Strip], pages: Sequence[Page]) -> list[list[tuple[int, int]]]:
    """Page and number of lines of each strip's pieces."""
    pieces: list[list[tuple[int, int]]] = [[] for _ in strips]
    for spot in spots_of(pages):
        pieces[int(spot.part)].append((spot.page, round((spot.top - spot.bottom) / LEADING)))
    return pieces


@given(strips_drawn)
@example([strip(1, part="0"), strip(11, part="1"), strip(3, part="2")])
def test_strips_keep_order_and_lose_nothing(strips: list[Strip]) -> None:
    """Every line is placed once, from the top of the first page down, and none outside the frame."""
    pages = flowed(strips)

    assert [sum(lines for _, lines in pieces) for pieces in pieces_of(strips, pages)] == [
        len(s.galley.lines) for s in strips if s.galley
    ]
    spots = spots_of(pages)
    assert [(s.page, -s.top) for s in spots] == sorted((s.page, -s.top) for s in spots)
    assert [int(s.part) for s in spots] == sorted(int(s.part) for s in spots)
    assert all(s.top <= FRAME.top and s.bottom >= FRAME.bottom - 0.02 for s in spots)
    assert all(b.top <= a.bottom + 1e-6 for a, b in pairwise(spots) if a.page == b.page)
    assert all(page.spots for page in pages)


@given(strips_drawn)
def test_paragraphs_leave_no_single_lines(strips: list[Strip]) -> None:
    """Two lines stand on either side of a break; paragraphs of two or three lines are not split."""
    for source, pieces in zip(strips, pieces_of(strips, flowed(strips)), strict=True):
        assert source.galley is not None
        if len(pieces) > 1:
            assert len(source.galley.lines) >= 2 * WIDOW_LINES
            assert min(lines for _, lines in pieces) >= WIDOW_LINES


@given(strips_drawn)
def test_no_page_breaks_between_strips_that_hold_on_to_each_other(strips: list[Strip]) -> None:
    """Where a strip keeps the next, its last line and that one's first stand on one page, if a page can hold them."""
    pieces = pieces_of(strips, flowed(strips))

    for index, (source, follower) in enumerate(pairwise(strips)):
        chain, end = source.least + follower.before + follower.least, index + 1
        while end + 1 < len(strips) and strips[end].keep is Keep.FIRM and not strips[end].is_divisible:
            chain, end = chain + strips[end + 1].before + strips[end + 1].least, end + 1
        if source.keep is Keep.FIRM and chain <= FRAME.height:
            assert pieces[index][-1][0] == pieces[index + 1][0][0]


@given(strips_drawn)
def test_what_hangs_together_and_fits_stays_together(strips: list[Strip]) -> None:
    """A chain of strips that one page can hold is on one page, unless it follows a chain too tall for that."""
    start = 0
    pieces = pieces_of(strips, flowed(strips))
    for end, last in enumerate(strips):
        if last.keep is Keep.LOOSE or end == len(strips) - 1:
            chain = strips[start : end + 1]
            height = sum(s.before + s.height for s in chain) - chain[0].before
            if height <= FRAME.height:
                chain_pages = {page for part in pieces[start:end] for page, _ in part} | {pieces[end][0][0]}
                assert len(chain_pages) == 1
            start = end + 1


@given(strips_drawn)
def test_what_fits_no_page_is_parted_between_paragraphs(strips: list[Strip]) -> None:
    """In a chain too tall for a page, what is firmly bound stays whole, if a page can hold it."""
    pieces = pieces_of(strips, flowed(strips))

    start = 0
    for end, last in enumerate(strips):
        if last.keep is Keep.FIRM:
            continue
        height = sum(s.before + s.height for s in strips[start : end + 1]) - strips[start].before
        if last.keep is Keep.WHOLE and height <= FRAME.height:
            assert len({page for part in pieces[start : end + 1] for page, _ in part}) == 1
        start = end + 1


def test_pages_are_filled() -> None:
    """Loose paragraphs leave no room that they could have used."""
    pages = flowed([strip(4, part=str(n)) for n in range(10)])

    assert [len(page.spots) for page in pages] == [3, 3, 3, 3]


def test_white_space_vanishes_where_pages_meet() -> None:
    """Space after a block neither starts a page nor pushes the next page's text down."""
    space = Strip("space", None, 0.0, -1, fixed=8.0)

    pages = flowed([strip(10), space, strip(1, before=5.0), space])

    assert [[spot.top for spot in page.spots] for page in pages] == [[100.0], [100.0]]
    assert [spot.top for spot in spots_of(flowed([space, strip(1)]))] == [100.0]


def test_a_line_higher_than_the_page_is_refused() -> None:
    """A page without room for one line is an error, not a loop and not ink in the margin."""
    with pytest.raises(TypesetError, match="10 pt tall, and a page has room for 5 pt"):
        flowed([strip(3)], Frame(0.0, 0.0, 100.0, 5.0))


@pytest.mark.parametrize("height", [10.0, 20.0, 30.0, 40.0])
@given(strips=strips_drawn)
@settings(max_examples=30)
def test_tiny_pages_come_to_an_end(height: float, strips: list[Strip]) -> None:
    """Pages of one to four lines hold everything, though they cannot keep every rule."""
    pages = flowed(strips, Frame(0.0, 0.0, 100.0, height))

    assert sum(lines for pieces in pieces_of(strips, pages) for _, lines in pieces) == sum(
        len(s.galley.lines) for s in strips if s.galley
    )


@given(strips_drawn, st.integers(0, 12), st.integers(0, 6), st.sets(st.integers(0, 12)))
def test_a_pile_stands_as_its_strips_would(strips: list[Strip], others: int, more: int, spaces: set[int]) -> None:
    """What is placed at once stands where it would stand strip by strip, and draws the same in as many pieces."""
    mixed = [Strip("space", None, 0.0, 0, 4.0, 3.0) if n in spaces and n else s for n, s in enumerate(strips)]
    paginator, between = Paginator(FRAME, Graphics(), True), others + more
    owner = Owner(paginator.adopt(()), None, no_fill)

    pairs = [(strip, 0) for strip in mixed]
    paginator.flow(pairs[:others], owner, (Pile(tuple(pairs[others:between])), Pile(tuple(pairs[between:]))))

    pages, wanted = paginator.pages(), flowed(mixed)
    assert [rounded(spot) for spot in spots_of(pages)] == [rounded(spot) for spot in spots_of(wanted)]
    assert [drawn_on(page) for page in pages] == [drawn_on(page) for page in wanted]


def rounded(spot: Spot) -> Spot:
    return spot._replace(top=round(spot.top, 3), bottom=round(spot.bottom, 3))


def drawn_on(page: Page) -> tuple[int, int]:
    """How many lines, and how many pieces of marked content."""
    ink = b"".join(map(ink_of_mark, page.marks))
    return ink.count(b"(x)Tj"), sum(len(mark.elements) for mark in page.marks)


# Whole documents


def set_pages(sample: Manuscript, **style: float) -> tuple[Pages, Frame]:
    typesetter, _ = prepared(sample, shipped_style(**style))
    return typesetter.set(sample, mapped=True), typesetter.frame


@st.composite
def question_stacks(draw: st.DrawFn) -> Manuscript:
    """Questions of all lengths, some longer than a page, with headings and remarks between them."""
    blocks: list[object] = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        if draw(st.integers(0, 3)) == 0:
            blocks.append(Heading(as_text(f"Part {number}"), 2))
        if draw(st.integers(0, 5)) == 0:
            blocks.append(Prose(as_text(words(draw(st.integers(3, 120))))))
        options = [
            words(draw(st.sampled_from([1, 5, 20, 60]))) for _ in range(draw(st.sampled_from([2, 4, 5, 12, 26])))
        ]
        stem = words(draw(st.sampled_from([5, 30, 100, 400, 900])))
        explained = draw(st.booleans())
        block = question(
            f"q{number}",
            stem,
            options,
            0 if explained else None,
            ["Key taken from the explanation."] if explained else [],
            words(draw(st.integers(5, 500))) if explained else "",
        )
        blocks.append(placed(block, number))
    return manuscript(blocks)  # type: ignore[arg-type]


@settings(max_examples=25)
@given(question_stacks())
def test_pages_of_questions_keep_to_the_rules(sample: Manuscript) -> None:
    """Whatever the lengths: within the margins, nothing over other ink, nothing split where it must not be."""
    pages, frame = set_pages(sample)

    assert broken_rules(pages, frame) == []


@settings(max_examples=25)
@given(question_stacks())
def test_questions_that_fit_a_page_are_not_split(sample: Manuscript) -> None:
    """Stem and options stand on one page wherever one page can hold them."""
    pages, frame = set_pages(sample)
    heights: dict[int, float] = {}
    places: dict[int, set[int]] = {}
    for spot in (s for page in pages.pages for s in page.spots if s.question and s.part in ("stem", "option")):
        assert spot.question is not None
        heights[spot.question] = heights.get(spot.question, -2.5) + spot.top - spot.bottom + 2.5
        places.setdefault(spot.question, set()).add(spot.page)

    for number, height in heights.items():
        heading_and_explanation = 82.0  # and a remark, all with their white space
        instructions = frame.height / MOST_LED if is_led(sample, number) else 0.0
        if height + heading_and_explanation + instructions < frame.height:
            assert len(places[number]) == 1


def is_led(sample: Manuscript, number: int) -> bool:
    """Whether a question follows a heading and prose, which stay with it where that is short."""
    before = list(takewhile(lambda block: getattr(block, "number", 0) != number, sample.blocks))
    return [type(block) for block in before[-2:]] == [Heading, Prose]


def test_a_heading_goes_to_the_next_page_with_its_question() -> None:
    """A heading that would stand alone at the foot of a page moves on."""
    filler = [question(f"q{n}", words(12), ["a", "b", "c", "d"]) for n in range(1, 20)]
    for count in range(5, 19):
        blocks = [*(placed(block, n) for n, block in enumerate(filler[:count], 1)), Heading(as_text("Part two"), 2)]
        pages, frame = set_pages(manuscript([*blocks, placed(filler[count], count + 1)]))

        assert broken_rules(pages, frame) == []


def test_a_heading_over_a_question_as_tall_as_a_page_stays_with_it() -> None:
    """The question is split then, since both do not fit on one page."""
    tall = next(
        question("q", words(count), ["one", "two"]) for count in range(900, 0, -5)
        if set_pages(of_questions([question("q", words(count), ["one", "two"])]))[0].pages[1:] == ()
    )  # fmt: skip

    pages, frame = set_pages(manuscript([Heading(as_text("Part"), 2), placed(tall, 1)]))

    assert broken_rules(pages, frame) == []
    assert "Part" in pieces_of_page(pages.pages[0], pages.fonts)[0].text
    assert len(pages.pages) == 2 and len(pages.pages[0].spots) > 1


def test_two_headings_in_a_row_stay_together() -> None:
    """A section's heading and that of its first part both wait for the question."""
    filler = [question(f"q{n}", words(12), ["a", "b", "c", "d"]) for n in range(1, 20)]
    heads = [Heading(as_text("Section"), 2), Heading(as_text("Part"), 3)]
    for count in range(5, 12):
        stack = [*(placed(block, n) for n, block in enumerate(filler[:count], 1)), *heads]
        pages, frame = set_pages(manuscript([*stack, placed(filler[count], count + 1)]))

        assert broken_rules(pages, frame) == []


def test_a_page_break_opens_a_new_page_and_no_empty_one() -> None:
    """What follows a page break stands at the top; one at the end leaves nothing behind."""
    blocks = [Prose(as_text("one")), PageBreak(), Heading(as_text("Answers"), 2), Prose(as_text("two")), PageBreak()]

    pages, frame = set_pages(manuscript(blocks))

    assert len(pages.pages) == 2
    assert pages.pages[1].spots[0].top == frame.top


def test_a_question_longer_than_a_page_uses_the_page_it_starts_on() -> None:
    """A stem of three pages begins below what stands before it, instead of leaving that page empty."""
    sample = of_questions([question("a", "Short?", ["yes", "no"]), question("b", words(1600), ["yes", "no"])])

    pages, frame = set_pages(sample)

    assert broken_rules(pages, frame) == []
    assert {spot.question for spot in pages.pages[0].spots} == {1, 2}


def test_a_long_question_breaks_between_its_paragraphs() -> None:
    """Each paragraph of a long stem and each option stands whole on a page, the last of the stem with an option."""
    stem = tuple(Paragraph((Words(words(150)),)) for _ in range(6))
    pages, frame = set_pages(of_questions([question("q", stem, [words(90)] * 9)]))

    heights = [round(s.top - s.bottom) for page in pages.pages for s in page.spots if s.part in ("stem", "option")]
    assert len(pages.pages) > 1 and broken_rules(pages, frame) == []
    assert len(heights) == 6 + 9 and len(set(heights)) == 2


EMPTY = Quote(())


@pytest.mark.parametrize(
    "text",
    [
        (EMPTY, *paragraph("An option after an empty quote")),
        (EMPTY, EMPTY, *paragraph("An option after two of them")),
        (ListBlock(((EMPTY, *paragraph("A point after an empty quote")), paragraph("A second point"))),),
    ],
)
def test_no_letter_is_parted_from_a_text_that_begins_with_nothing(text: Text) -> None:
    """An empty block at the foot of a page goes to the next one with the first words that follow."""
    for lines in range(34, 48):
        stem = (CodeBlock("\n".join(["line"] * lines)),)
        pages, frame = set_pages(of_questions([question("q", stem, [text] * 5, 0, [], text)]))

        assert broken_rules(pages, frame) == []


@pytest.mark.parametrize(
    ("block", "part"),
    [
        (Box((Prose(as_text(words(1500))),)), "box"),
        (Columns(((Prose(as_text(words(900))),), (Prose(as_text("short")),))), "columns"),
    ],
)
def test_what_cannot_be_divided_and_fits_no_page_is_refused(block: Box | Columns, part: str) -> None:
    """A frame taller than the page is an error with both heights, not ink below the margin."""
    with pytest.raises(TypesetError, match=rf"\({part}\) is \d+ pt tall, and a page has room for 711 pt"):
        prepared(manuscript([block]))


def test_margins_that_leave_no_room_are_refused_with_the_question() -> None:
    """A measure narrower than a letter names the question that met it first."""
    sample = of_questions([question("a", "What is wide?", ["WWW", "no"])])

    with pytest.raises(TypesetError, match=r"the question “What is wide\?”: “.*” cannot be set in lines of"):
        prepared(sample, shipped_style(margin_inner=270.0, margin_outer=270.0))


def test_margins_that_cross_are_refused() -> None:
    """Margins wider or taller than the paper are an error as well."""
    sample = manuscript([Prose(as_text("text"))])

    for margins in ({"margin_inner": 400.0, "margin_outer": 400.0}, {"margin_top": 500.0, "margin_bottom": 500.0}):
        with pytest.raises(TypesetError):
            prepared(sample, shipped_style(**margins))


def test_type_too_large_for_the_page_is_refused() -> None:
    """Letters of 500 points are wider than the stem's measure."""
    style = shipped_style()
    huge = replace(style, tones={**style.tones, "stem": replace(style.tones["stem"], size=500, leading=600)})

    with pytest.raises(TypesetError, match="the question “W”"):
        prepared(of_questions([question("a", "W", ["x", "y"])]), huge)


def test_fields_without_room_to_write_are_refused() -> None:
    """A label that fills the measure leaves no line to write on."""
    with pytest.raises(TypesetError, match="leaves no room to write"):
        prepared(manuscript([Fields(("Name", words(20)))]))


def test_fields_stand_in_as_many_rows_as_leave_room_to_write() -> None:
    """Six short labels stand in one row, six long ones in rows of equal fields, and all of them can be written on."""
    for label, rows in (("{}.", 1), ("Matriculation number {}", 2), ("Matriculation number {} of this term", 3)):
        pages, frame = set_pages(manuscript([Fields(tuple(label.format(n) for n in range(6)))]))
        pieces = [p for p in pieces_of_page(pages.pages[0], pages.fonts) if p.element is not None]

        assert len({piece.baseline for piece in pieces}) == rows
        assert len({round(piece.left) for piece in pieces}) == 6 / rows
        assert broken_rules(pages, frame) == []


def test_a_foot_that_overlaps_itself_is_refused() -> None:
    """Words that must be whole and are wider than the page would print over one another."""
    sample = manuscript([Prose(as_text("text"))])

    with pytest.raises(TypesetError, match="does not fit into the head or foot"):
        prepared(replace(sample, foot=replace(sample.foot, right="W" * 80)))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Short enough", "Short enough"),
        ("Whole words are left out where a title is too long to stand beside " + "the page number " * 5, " page…"),
        ("W" * 80, "WWW…"),
    ],
)
def test_a_foot_shortens_its_title(title: str, shown: str) -> None:
    """What stands left gives way to variant and page number, by whole words if it can, on all pages alike."""
    typesetter, _ = prepared(manuscript([Prose(as_text("text")), *[PageBreak(), Prose(as_text("text"))] * 11], title))
    pages = typesetter.set(manuscript([Prose(as_text("text")), *[PageBreak(), Prose(as_text("text"))] * 11], title))
    feet = [[p.text for p in pieces_of_page(page, pages.fonts) if p.element is None] for page in pages.pages]

    assert all("".join(foot).endswith(f"page {number} of 12") for number, foot in enumerate(feet, start=1))
    assert len({foot[0] for foot in feet}) == 1
    assert feet[0][0].endswith(shown) and title.startswith(feet[0][0].removesuffix("…"))


def test_code_longer_than_a_page_is_split_between_lines() -> None:
    """A listing of 120 lines in a stem goes over three pages, and nothing of it is lost."""
    listing = "\n".join(f"line_{n} = {n}" for n in range(120))
    block = question("a", (*as_text("What does this print?"), CodeBlock(listing)), ["x", "y"])

    pages, frame = set_pages(of_questions([block]))

    assert broken_rules(pages, frame) == []
    read = "".join(p.text for page in pages.pages for p in pieces_of_page(page, pages.fonts))
    assert all(f"line_{n} = {n}" in read for n in range(120))


def test_columns_are_filled_one_after_another() -> None:
    """Questions go down the first column, then the second, level with it; what stands before them spans both."""
    blocks = [question(f"q{n}", f"Stem {n} of a question", ["one", "two", "three"]) for n in range(1, 15)]
    sample = manuscript([Heading(as_text("Wide"), 1), *(placed(b, n) for n, b in enumerate(blocks, start=1))])

    pages, frame = set_pages(sample, columns=2)

    assert broken_rules(pages, frame) == []
    assert len(pages.pages) == 1
    (left, _), (right, _) = frame.column_edges
    spots = [spot for spot in pages.pages[0].spots if spot.part == "stem"]
    assert [spot.left < right for spot in spots] == sorted([spot.left < right for spot in spots], reverse=True)
    first, level = spots[0], next(spot for spot in spots if spot.left > right)
    assert (first.top, first.left - left) == (level.top, pytest.approx(level.left - right))
    assert pages.pages[0].spots[0].right < right or pages.pages[0].spots[0].part == "heading"


def test_columns_begin_anew_behind_a_page_break() -> None:
    """What stands first on a page that was asked for spans the columns again."""
    blocks = [question(f"q{n}", "A stem", ["one", "two"]) for n in (1, 2)]
    wide = Prose(as_text(words(30)))

    pages, frame = set_pages(
        manuscript([placed(blocks[0], 1), wide, PageBreak(), wide, placed(blocks[1], 2)]), columns=2
    )

    behind, before = (next(s.right for s in page.spots if s.part == "prose") for page in pages.pages)
    assert behind < frame.column_edges[0][1] < frame.column_edges[1][0] < before
    assert broken_rules(pages, frame) == []


def test_a_question_longer_than_a_column_goes_on_in_the_next() -> None:
    """It breaks as it would between pages, and a question that fits a column is never split."""
    tall = question("tall", words(500), ["one", "two"])
    short = [question(f"q{n}", words(40), [words(20)] * 4) for n in range(6)]

    pages, frame = set_pages(of_questions([short[0], tall, *short[1:]]), columns=2)

    assert broken_rules(pages, frame) == []
    places: dict[int | None, set[tuple[int, bool]]] = {}
    for spot in (spot for page in pages.pages for spot in page.spots):
        places.setdefault(spot.question, set()).add((spot.page, spot.left < frame.column_edges[1][0]))
    assert len(places[2]) > 1
    assert all(len(found) == 1 for number, found in places.items() if number != 2)


def test_the_rule_between_columns_is_no_part_of_the_text() -> None:
    """It stands on pages whose second column holds anything, as an artifact."""
    few = of_questions([question("q", "A stem", ["one", "two"])])
    many = of_questions([question(f"q{n}", words(40), ["one", "two"]) for n in range(30)])

    (alone,) = set_pages(few, columns=2)[0].pages
    *full, _ = set_pages(many, columns=2)[0].pages

    assert not any(b" l S " in ink_of_mark(mark) for mark in alone.marks)
    assert full
    for page in full:
        (rule,) = [mark for mark in page.marks if b" l S " in ink_of_mark(mark)]
        assert ink_of_mark(rule).startswith(b"/Artifact BMC ") and rule.elements == ()
