"""What a correction changes is marked in both wordings, whatever it is."""

from __future__ import annotations

from hashlib import sha256

from examgen.amend.marking import is_same, marked
from examgen.model.text import (
    CodeBlock,
    Formula,
    Image,
    ImageFile,
    ListBlock,
    Paragraph,
    Style,
    Text,
    Words,
    paragraph,
    spans_of,
    style_of,
)

STRUCK, NEW = Style(strike=True), Style(underline=True)


def picture(data: bytes) -> Image:
    return Image(ImageFile(sha256(data).hexdigest(), "lens.png", data))


def styles(text: Text) -> list[tuple[object, bool, bool]]:
    """What each span shows, and whether it is struck out, and underlined."""
    spans = spans_of(text)
    return [
        (getattr(span, "text", getattr(span, "source", "")), style_of(span).strike, style_of(span).underline)
        for span in spans
    ]


def test_words_formulas_and_pictures_are_marked() -> None:
    """what only one wording has is struck out there and underlined here, and nothing else is."""
    before = (Paragraph((Words("the speed "), Formula("v = s t"), Words(" of light "), picture(b"1"))),)
    after = (Paragraph((Words("the speed "), Formula("v = s/t"), Words(" of sound "), picture(b"2"))),)

    printed, corrected = marked(before, after)

    assert styles(printed) == [
        ("the speed ", False, False),
        ("v = s t", True, False),
        (" of ", False, False),
        ("light ", True, False),
        ("", True, False),
    ]
    assert [mark for _, *mark in styles(corrected)] == [
        [struck, underlined] for _, underlined, struck in styles(printed)
    ]


def test_what_stays_is_not_marked() -> None:
    """a formula, a picture or a line of code that both have is left as it is."""
    both = (Paragraph((Formula("a"), picture(b"1"), Words("x"))), CodeBlock("a = 1\nb = 2"))

    assert is_same(both, both)
    assert marked(both, both) == (both, both)


def test_code_is_marked_line_by_line() -> None:
    """lines that only one wording has are marked, in lists, too."""
    before = (CodeBlock("a = 1\nb = 2\n"), ListBlock(((CodeBlock("c = 3"),),)))
    after = (CodeBlock("a = 1\nb = 3\n"), ListBlock(((CodeBlock("c = 3"),), paragraph("more"))))

    printed, corrected = marked(before, after)

    assert printed == (CodeBlock("a = 1\nb = 2\n", marks=(1,), mark=STRUCK), before[1])
    assert corrected[0] == CodeBlock("a = 1\nb = 3\n", marks=(1,), mark=NEW)
