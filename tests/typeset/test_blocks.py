from __future__ import annotations

import pytest
from drawn_texts import texts
from hypothesis import given
from ink_reading import pieces_of_galley, said

from examgen.model.style import Tone
from examgen.model.text import Block, CodeBlock, ListBlock, Paragraph, Quote, Text, Words, paragraph, printed, wording
from examgen.typeset.blocks import BlockSetter, Place, run_in
from examgen.typeset.fonts import face_for
from examgen.typeset.galley import Galley, Line
from examgen.typeset.inlays import InlaySetter
from examgen.typeset.paragraph import ParagraphSetter
from examgen.typeset.shape import FontSet
from examgen.typeset.shelf import Shelf
from examgen.typeset.stack import Part, PartBuilder
from examgen.typeset.tokens import Tokenizer

TONE = Tone(size=10, leading=14)


def set_text(text: Text, measure: float = 300.0, language: str = "en") -> tuple[Part, FontSet]:
    """A text as a part whose element 0 holds it."""
    fonts = FontSet(Shelf(language))
    builder = PartBuilder()
    builder.element("Div")
    blocks = BlockSetter(ParagraphSetter(Tokenizer(fonts, InlaySetter(600.0), lambda reference, look, size: 9.0), "en"))
    blocks.text(builder, text, TONE, Place("sample", 0, 0.0, measure))
    return builder.part(), fonts


def lines_of(part: Part, fonts: FontSet) -> list[str]:
    subsets = fonts.close()
    return [said(line) for strip in part.strips if strip.galley for line in pieces_of_galley(strip.galley, subsets)]


def bare(text: str) -> str:
    return "".join(printed(text.expandtabs(4)).replace("\u00a0", " ").split())


def coverable(text: Text) -> bool:
    return all(face_for(c, "serif", False, False) for c in printed(wording(text)) if not c.isspace())


@given(texts().filter(coverable))
def test_texts_of_all_blocks_keep_their_words(text: Text) -> None:
    """Lists, quotes and code, however nested, say what their source says, in its order."""
    part, fonts = set_text(text)

    assert bare("".join(lines_of(part, fonts)).replace("\u00ad", "")) == bare(wording(text))


@given(texts().filter(coverable))
def test_parents_stand_before_their_children(text: Text) -> None:
    """Elements form a tree whose parents come first, and every strip belongs to one of them."""
    part, _ = set_text(text)

    assert all(element.parent < index for index, element in enumerate(part.elements))
    assert all(0 <= strip.element < len(part.elements) for strip in part.strips)


def test_code_keeps_its_spaces() -> None:
    """Indents, runs of spaces, empty lines and tabs stay as typed."""
    part, fonts = set_text((CodeBlock("def f():\n    return  1\n\n\tx"),))

    lines = [line.replace("\u00a0", " ").rstrip() for line in lines_of(part, fonts)]
    assert lines == ["def f():", "    return  1", "", "    x"]


def test_code_lines_too_long_for_the_measure_are_continued() -> None:
    """A long line of code goes on in the next, between words."""
    part, fonts = set_text((CodeBlock("value = compute(alpha, beta, gamma, delta)"),), 120.0)

    lines = lines_of(part, fonts)
    assert len(lines) > 1
    assert " ".join(line.strip() for line in lines) == "value = compute(alpha, beta, gamma, delta)"


def test_the_line_beside_code_stays_within_the_measure() -> None:
    """On pages that run from left to right, and on mirrored ones, whose strips are laid from the right."""
    (strip,) = set_text((CodeBlock("x"),))[0].strips
    (mirrored,) = set_text((CodeBlock("x"),), language="he")[0].strips

    assert strip.galley and mirrored.galley
    (side,) = strip.galley.lines[0].bars
    assert strip.x + side.x >= 0 and strip.x + strip.galley.measure == 300.0
    assert 300.0 - mirrored.x - mirrored.galley.measure + side.x >= 0
    assert mirrored.x == 0.0


def nested(depth: int) -> Block:
    return Paragraph((Words("deep"),)) if depth == 0 else ListBlock(((nested(depth - 1),),))


def test_lists_indent_with_their_depth() -> None:
    """Each level stands further right and is narrower by as much."""
    part, _ = set_text((nested(3),))

    (strip,) = part.strips
    assert strip.x == pytest.approx(3 * 1.6 * TONE.size)
    assert len(strip.lead_labels) == 3
    assert [element.role for element in part.elements] == ["Div", *["L:Disc", "LI", "Lbl", "LBody"] * 3]


def test_numbered_lists_count_from_their_start() -> None:
    """An ordered list that starts at 9 prints 9. and 10., flush right, left of the text."""
    part, _ = set_text((ListBlock((paragraph("a"), paragraph("b")), start=9),))

    for strip in part.strips:
        (label,) = strip.lead_labels
        assert label.x + label.width < strip.x
    first, second = (strip.lead_labels[0] for strip in part.strips)
    assert first.x + first.width == pytest.approx(second.x + second.width, abs=0.1)
    assert "L:Decimal" in [element.role for element in part.elements]


@pytest.mark.parametrize(
    ("signs", "numbering"),
    [(("(1)", "(2)"), "Decimal"), (("a)", "b)"), "LowerAlpha"), (("(i)", "(ii)"), "LowerRoman")],
)
def test_lists_keep_their_authors_signs(signs: tuple[str, ...], numbering: str) -> None:
    """An author's own signs are printed as they are, and a reader is told how the list counts."""
    part, fonts = set_text((ListBlock((paragraph("a"), paragraph("b")), signs=signs),))

    lines = tuple(Line((label.ink,), label.width) for strip in part.strips for label in strip.lead_labels)
    (first,), (second,) = pieces_of_galley(Galley(lines, 14.0, 10.0), fonts.close())
    assert (first.text, second.text) == signs
    assert f"L:{numbering}" in [element.role for element in part.elements]


def test_long_numbers_push_their_list_in() -> None:
    """A list that starts at 9999 stands further right, so that its numbers end before its text."""
    part, _ = set_text((ListBlock((paragraph("a"), paragraph("b")), start=9999),))

    for strip in part.strips:
        (label,) = strip.lead_labels
        assert label.x >= 0 and label.x + label.width < strip.x


def test_a_list_in_a_list_shows_both_bullets() -> None:
    """An item that begins with a list has its own bullet left of the inner one."""
    part, _ = set_text((ListBlock(((ListBlock((paragraph("a"),)),),)),))

    outer, inner = part.strips[0].lead_labels
    assert outer.x + outer.width < inner.x


def test_an_empty_item_has_a_line_of_its_own() -> None:
    """Its bullet does not print over the next item."""
    part, _ = set_text((ListBlock(((), paragraph("b"))),))

    assert [strip.height for strip in part.strips] == [TONE.leading, TONE.leading]


def test_quotes_stand_in_on_both_sides() -> None:
    """A quote has its own role and narrower lines."""
    text = (Words("word " * 60),)
    plain, _ = set_text((Paragraph(text),))
    quoted, _ = set_text((Quote((Paragraph(text),)),))

    assert quoted.strips[0].x > plain.strips[0].x
    assert quoted.strips[0].height > plain.strips[0].height
    assert [element.role for element in quoted.elements] == ["Div", "BlockQuote", "P"]


def test_a_run_in_head_opens_the_first_paragraph() -> None:
    """The head is bold and ends in a full stop; before a list it is a paragraph of its own."""
    head = Words("Explanation. ", run_in("Explanation.", paragraph("x"))[0].spans[0].style)  # type: ignore[union-attr]

    assert head.style.bold
    assert run_in("Explanation.", paragraph("Because.")) == (Paragraph((head, Words("Because."))),)
    assert run_in("Explanation.", (CodeBlock("x"),)) == (Paragraph((head,)), CodeBlock("x"))
    assert run_in("", paragraph("Because.")) == paragraph("Because.")
