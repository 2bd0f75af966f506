"""Paper, margins, columns, type and line spacing: what an exam asks for, over the template's style."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examgen.compose import laid_out, load_template
from examgen.errors import BlueprintError
from examgen.model.blueprint import Blueprint, Font, Margins, Paper
from examgen.model.style import PageStyle

MM = 72 / 25.4


def layout(**asked: object) -> PageStyle:
    return laid_out(load_template().style, Blueprint(title="t", seed="s", **asked))  # type: ignore[arg-type]


def test_without_a_word_the_style_is_the_template_s() -> None:
    """An exam that asks for nothing is set as its template says."""
    assert layout() == load_template().style


def test_type_keeps_its_proportions() -> None:
    """A size is that of question text; all other type, its leading and the columns beside it grow with it."""
    shipped, doubled = load_template().style, layout(size=21.0)

    assert doubled.tones["stem"].size == 21
    for name, tone in shipped.tones.items():
        grown = doubled.tones[name]
        assert (grown.size, grown.leading) == pytest.approx((2 * tone.size, 2 * tone.leading))
        assert (grown.space_before, grown.space_after) == pytest.approx((2 * tone.space_before, 2 * tone.space_after))
    assert doubled.number_width == pytest.approx(2 * shipped.number_width)
    assert doubled.letter_width == pytest.approx(2 * shipped.letter_width)
    assert (doubled.margin_top, doubled.margin_inner) == (shipped.margin_top, shipped.margin_inner)


def test_line_spacing_is_a_multiple_of_the_size() -> None:
    """At 1.5, lines of question text are one and a half sizes apart, at any size; the type stays as it is."""
    for size in (10.5, 14.0):
        stem = layout(size=size, line_spacing=1.5).tones["stem"]
        assert (stem.size, stem.leading) == pytest.approx((size, 1.5 * size))


def test_a_family_is_for_what_is_read_at_length() -> None:
    """Stems, options and explanations change; numbers, letters and headings stay the template's."""
    tones = layout(font=Font.SANS).tones

    assert {tones[name].family for name in ("body", "small", "stem", "option", "explanation")} == {"sans"}
    assert {tones[name] for name in ("number", "title")} == {
        load_template().style.tones[n] for n in ("number", "title")
    }
    assert layout(font=Font.SERIF).tones == load_template().style.tones


def test_margins() -> None:
    """Those asked for stand as they are; the template's shrink on a sheet smaller than A4, and beside two columns."""
    shipped = load_template().style

    assert layout(margins=Margins(30.0, 40.0, 50.0, 60.0), paper=Paper.A5, columns=2).margin_inner == 60
    assert layout(paper=Paper.LEGAL).margin_inner == shipped.margin_inner
    assert layout(paper=Paper.A5).margin_inner == pytest.approx(shipped.margin_inner * 148 / 210, rel=1e-4)
    assert layout(columns=2).margin_top == pytest.approx(0.75 * shipped.margin_top)


@pytest.mark.parametrize(
    ("asked", "is_justified"),
    [
        ({}, True),
        ({"landscape": True}, True),
        ({"columns": 2}, False),
        ({"paper": Paper.A5}, False),
        ({"paper": Paper.A5, "landscape": True}, True),
        ({"size": 18.0}, False),
    ],
)
def test_narrow_columns_are_ragged(asked: dict[str, object], is_justified: bool) -> None:
    """Edges are straight only where lines are long enough for it."""
    assert layout(**asked).tones["explanation"].justified is is_justified


@pytest.mark.parametrize(
    ("asked", "columns"),
    [
        ({}, 1),
        ({"paper": Paper.LEGAL}, 1),
        ({"landscape": True}, 2),
        ({"landscape": True, "columns": 1}, 1),
        ({"landscape": True, "paper": Paper.A5}, 1),
        ({"landscape": True, "size": 18.0}, 1),
        ({"columns": 2}, 2),
    ],
)
def test_columns_keep_lines_readable(asked: dict[str, object], columns: int) -> None:
    """Nobody reads lines of 130 characters with ease: a wide sheet of small type has two columns unless told not to."""
    assert layout(**asked).columns == columns


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"paper": Paper.A5, "columns": 2, "size": 18.0},
            "A5 with 2 columns of 18 pt type leaves an option lines of 9 characters, and it needs 18",
        ),
        (
            {"paper": Paper.A5, "landscape": True, "size": 30.0},
            "A5 in landscape with one column of 30 pt type has room for 7 lines, and a question needs 8",
        ),
    ],
)
def test_pages_without_room_are_refused(asked: dict[str, object], message: str) -> None:
    """What leaves no room to read is refused before anything is set, in terms of lines and characters."""
    with pytest.raises(BlueprintError) as refused:
        layout(**asked)

    assert refused.value.message == message


layouts = st.fixed_dictionaries(
    {},
    optional={
        "paper": st.sampled_from(Paper),
        "landscape": st.booleans(),
        "columns": st.sampled_from([1, 2]),
        "size": st.floats(7, 36),
        "line_spacing": st.floats(1.1, 3),
        "margins": st.tuples(*[st.floats(28.3, 170.1)] * 4).map(lambda sides: Margins(*sides)),
    },
)


@given(layouts)
def test_any_layout_is_refused_or_has_room(asked: dict[str, object]) -> None:
    """Whatever is asked for, either it is refused, or lines and pages hold what they must."""
    try:
        style = layout(**asked)
    except BlueprintError:
        return

    blueprint = replace(Blueprint(title="t", seed="s"), **asked)  # type: ignore[arg-type]
    width, height = blueprint.sheet
    measure = (width - style.margin_inner - style.margin_outer - style.column_gap * (style.columns - 1)) / style.columns
    text = measure - style.number_width - style.letter_width
    assert text >= 9 * style.tones["option"].size
    assert height - style.margin_top - style.margin_bottom >= 8 * style.tones["stem"].leading
