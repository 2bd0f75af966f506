"""Glyphs made of others, in the program that is embedded."""

from __future__ import annotations

import uharfbuzz as hb

from examgen.audit.character_map import parts_of
from examgen.typeset.composites import Composition, Part, composed_program
from examgen.typeset.fonts import Look, face
from examgen.typeset.shape import FontSet
from examgen.typeset.shelf import Shelf

PROGRAM = face("NotoSans-Regular").file.path.read_bytes()
LETTER, MARK = (hb.Font(hb.Face(PROGRAM)).get_nominal_glyph(code) for code in (ord("q"), 0x303))


def test_a_composition_is_the_last_glyph() -> None:
    """It draws its parts at their places, and is as wide as asked for; all other glyphs stay as they are."""
    before = hb.Face(PROGRAM)
    after = hb.Face(composed_program(PROGRAM, [Composition((Part(LETTER), Part(MARK, 40, 60)), 700)]))
    drawn = hb.Font(after).get_glyph_extents(before.glyph_count)
    letter, mark = (hb.Font(before).get_glyph_extents(glyph) for glyph in (LETTER, MARK))

    assert after.glyph_count == before.glyph_count + 1
    assert hb.Font(after).get_glyph_h_advance(before.glyph_count) == 700
    assert drawn.y_bearing == max(letter.y_bearing, mark.y_bearing + 60)
    assert [hb.Font(after).get_glyph_extents(glyph) for glyph in (LETTER, MARK)] == [letter, mark]


def test_a_reader_finds_its_parts() -> None:
    """The audit's own reader of fonts sees what a composition is made of, and that other glyphs are not."""
    program = composed_program(PROGRAM, [Composition((Part(LETTER), Part(MARK, 0, 9)), 1), Composition((), 5)])
    count = hb.Face(PROGRAM).glyph_count

    assert parts_of(program, count) == (LETTER, MARK)
    assert parts_of(program, LETTER) == (LETTER,)
    assert parts_of(program, count + 1) == (count + 1,)


def test_no_composition_leaves_the_program_alone() -> None:
    """Fonts in which nothing is composed are embedded as they are."""
    assert composed_program(PROGRAM, []) is PROGRAM


def test_a_letter_with_its_mark_is_one_code() -> None:
    """Text that shaping gives as letter and mark is drawn and read in one piece, at the width of the letter."""
    fonts = FontSet(Shelf())

    shaped = fonts.word("q\u0303", Look("sans"))
    ((_, subset),) = fonts.close().items()

    assert len(shaped.runs) == 1 and subset.texts[1:] == ("q\u0303",)
    assert subset.widths[1] == round(shaped.width, 2)
