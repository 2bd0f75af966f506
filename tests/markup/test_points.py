"""Points that a paragraph numbers by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from drawn_texts import option_references, texts
from hypothesis import given
from hypothesis import strategies as st
from manuscript_words import plain, words_of

from examgen.markup.commonmark import parse
from examgen.markup.points import listed
from examgen.model.text import ListBlock, OptionReference, Paragraph, Quote, Style, Text, Words, paragraph, wording


def shown(source: str) -> str:
    """The blocks that become of a source, one a line, items behind their signs and indented."""
    return "\n".join(_shown(listed(parse(source).text)))


def _shown(text: Text) -> Iterator[str]:
    for block in text:
        if isinstance(block, ListBlock):
            for sign, item in zip(block.signs, block.items, strict=True):
                first, *more = _shown(item)
                yield from (f"  {sign} {first}", *(f"  {line}" for line in more))
        else:
            yield wording((block,)).replace("\n", " / ")


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        (
            "It holds for two reasons: (1) **Size**: there is more, (2) **Speed**: it is quick.",
            "It holds for two reasons:\n  (1) Size: there is more,\n  (2) Speed: it is quick.",
        ),
        ("(a) The first point. (b) The second point.", "  (a) The first point.\n  (b) The second point."),
        ("Since 1) it is large, and 2) it is quick.", "Since 1) it is large, and 2) it is quick."),
        ("Reasons: 1) it scales, and 2) it lasts.", "Reasons:\n  1) it scales, and\n  2) it lasts."),
        (
            "Steps. (i) Sample a point; (ii) pass it on; (iii) repeat both steps.",
            "Steps.\n  (i) Sample a point;\n  (ii) pass it on;\n  (iii) repeat both steps.",
        ),
        (
            "Why: (1) It has parts: (a) one part, (b) another part, (2) It has more: (a) three parts, (b) four parts.",
            "Why:\n  (1) It has parts:\n    (a) one part,\n    (b) another part,\n"
            "  (2) It has more:\n    (a) three parts,\n    (b) four parts.",
        ),
        (
            "原因：（1）样本的数量很大，（2）训练的速度很快。",
            "原因：\n  （1） 样本的数量很大，\n  （2） 训练的速度很快。",
        ),
        ("Lines:\\\n(1) the first\\\n(2) the second", "Lines:\n  (1) the first\n  (2) the second"),
    ],
)
def test_points_become_a_list(source: str, blocks: str) -> None:
    """Points that follow one another from the first are items behind their own signs."""
    assert shown(source) == blocks


@pytest.mark.parametrize(
    "source",
    [
        "It follows (1) from the size and (2) from the speed.",
        "Note: (1) and (2) are equivalent; (2) implies (3).",
        "By symmetry, (1) is true, and (2) is false for the same reason.",
        "By equation (1), it holds; by equation (2), it ends.",
        "Both f(1) and f(2) are zero. Here, f(1) is smaller than f(2).",
        "Three steps: (1) encode, (2) sample, (3) decode.",
        "A lone point: (1) it has no second.",
        "The second comes first: (2) the end, (1) the beginning.",
        "They begin anew: (1) one thing, (2) two things. Then: (1) one more, (2) two more.",
        "In brackets (that is: (1) one thing, (2) two things), nothing is listed.",
        "Numbers (0, 1) and (0, 2) are pairs. See also (Miller, 1) and (Moore, 2) there.",
        "`(1) one thing, (2) two things` is code.",
    ],
)
def test_numbers_that_are_no_points(source: str) -> None:
    """Numbers that are spoken of, that stand in brackets, or whose order is in doubt stay in their line."""
    assert listed(parse(source).text) == parse(source).text


CLOSED = "Why: (1) one thing. It matters. (2) another thing. It matters, too. "


@pytest.mark.parametrize(
    ("source", "closing"),
    [
        (CLOSED + "The other options are wrong. They miss it.", "The other options are wrong. They miss it."),
        (CLOSED + "All remaining choices are wrong.", ""),
        (CLOSED + "Alternatives exist elsewhere.", ""),
        (CLOSED + "This leaves the matter open.", ""),
        ("Why: (1) one thing, (2) another of the options.", ""),
    ],
)
def test_what_closes_an_explanation_is_no_point(source: str, closing: str) -> None:
    """Sentences behind the last point that turn to the options are a paragraph of their own."""
    *_, points, last = (*listed(parse(source).text), None) if not closing else listed(parse(source).text)

    assert isinstance(points, ListBlock) and len(points.items) == 2
    assert wording((last,) if last else ()) == closing


def reference(place: int) -> OptionReference:
    return OptionReference((place,), 0, "abcd"[place])


def test_a_sentence_with_a_letter_closes_the_points() -> None:
    """Where no point speaks of an option, the first sentence behind them that does is no part of the last."""
    spans = (Words("Why: (1) one thing. (2) Another thing. But "), reference(1), Words(" is wrong."))

    assert listed((Paragraph(spans),))[2] == Paragraph((Words("But "), reference(1), Words(" is wrong.")))


def test_points_that_speak_of_options_hold_what_follows() -> None:
    """Where points discuss the options one by one, the last of them keeps its sentences."""
    spans = (Words("(1) Here "), reference(0), Words(" is right. (2) Look. There "), reference(1), Words(" is wrong."))

    (points,) = listed((Paragraph(spans),))

    assert isinstance(points, ListBlock)
    assert points.items[1] == (Paragraph((Words("Look. There "), reference(1), Words(" is wrong."))),)


def test_styles_and_references_inside_points_stay() -> None:
    """A point holds the spans that it held in its line."""
    bold = Words("Size", Style(bold=True))
    text = (
        Paragraph((Words("So: (1) "), bold, Words(": see "), reference(2), Words(", (2) "), bold, Words(" matters"))),
    )

    _, points = listed(text)

    assert isinstance(points, ListBlock)
    first, second = points.items
    assert first == (Paragraph((bold, Words(": see "), reference(2), Words(","))),)
    assert second == (Paragraph((bold, Words(" matters"))),)


def test_points_inside_lists_and_quotes() -> None:
    """Paragraphs of lists and quotes are read as well."""
    inner = paragraph("Two: (1) one thing, (2) another thing")

    quote, bullets = listed((Quote(inner), ListBlock((inner,))))

    assert isinstance(quote, Quote) and isinstance(bullets, ListBlock)
    assert quote.blocks == bullets.items[0] == listed(inner) != inner


signs = st.sampled_from(
    ("(1) ", ": (1) one of ", ", (2) two of ", "; (3) and", ". (a) a b", ", (b) ", " (i)", "\n(ii) x y")
)
numbered = st.lists(st.builds(Words, signs) | option_references, min_size=2, max_size=12).map(tuple).map(Paragraph)


@given(texts(option_references) | st.lists(numbered, max_size=2).map(tuple))
def test_the_words_stay_in_their_order(text: Text) -> None:
    """Whatever is listed, the same is printed in the same order, white space aside."""
    order = (0, 1, 2, 3)

    assert plain(words_of(listed(text), order, {})) == plain(words_of(text, order, {}))
