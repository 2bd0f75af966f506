"""Which face sets which part of a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from examgen.typeset.font_files import named
from examgen.typeset.fonts import Look, chain
from examgen.typeset.shape import FontSet
from examgen.typeset.shelf import Shelf

SERIF, SANS = Look("serif"), Look("sans")


def families(text: str, look: Look = SERIF, language: str = "en") -> list[tuple[str, str]]:
    """The parts of a text with the names of their families."""
    return [(face.file.family, part) for face, part in Shelf(language).parts(text, look)]


@pytest.mark.parametrize(
    ("look", "wanted"),
    [(SERIF, "Noto Naskh Arabic"), (SANS, "Noto Sans Arabic"), (Look("serif", True), "Noto Naskh Arabic")],
)
def test_a_script_has_its_own_serif_and_sans(look: Look, wanted: str, family: Callable[[str], None]) -> None:
    """The free family made for the script, in the kind that the text around it has."""
    family(wanted)

    assert families("سلام", look) == [(wanted, "سلام")]


def test_urdu_has_its_own_hand(family: Callable[[str], None]) -> None:
    """Urdu is set in Nastaliq, as its readers are used to."""
    family("Noto Nastaliq Urdu")

    assert families("پاکستان", language="ur")[0][0] == "Noto Nastaliq Urdu"


@pytest.mark.parametrize(
    ("text", "language", "region"),
    [
        ("骨", "zh", "SC"),
        ("骨", "zh-Hant", "TC"),
        ("骨", "ja", "JP"),
        ("骨", "en", "SC"),
        ("骨が", "en", "JP"),
        ("한", "en", "KR"),
    ],
)
def test_han_characters_take_the_forms_of_their_language(
    text: str, language: str, region: str, family: Callable[[str], None]
) -> None:
    """The language said decides, else the letters beside them."""
    family("Noto Serif CJK JP")

    assert families(text, language=language) == [(f"Noto Serif CJK {region}", text)]


def test_a_look_may_have_a_language_of_its_own(family: Callable[[str], None]) -> None:
    """A span in another language wins over the document's."""
    family("Noto Serif CJK JP")

    assert families("骨", Look("serif", language="ja"), "zh") == [("Noto Serif CJK JP", "骨")]


def test_signs_go_with_the_letters_beside_them(family: Callable[[str], None]) -> None:
    """Quotation marks are wide among Han characters, and digits and Latin letters keep the look of the text."""
    family("Noto Serif CJK JP")

    assert families("“是”3a", language="zh") == [("Noto Serif CJK SC", "“是”"), ("GentiumBookPlus", "3a")]
    assert families("“yes”", language="zh") == [("GentiumBookPlus", "“yes”")]


def test_marks_stay_with_their_letters(family: Callable[[str], None]) -> None:
    """A word with vowel signs and joiners is one part of one face."""
    family("Noto Serif Devanagari")

    assert [part for _, part in families("क्‍षमा", language="hi")] == ["क्‍षमा"]


def test_named_fonts_are_tried_first(family: Callable[[str], None]) -> None:
    """A family that the teacher names sets what it can, in the cut asked for."""
    family("Noto Sans Arabic")
    shelf = Shelf("ar", named("Noto Kufi Arabic"))

    ((face, _),) = shelf.parts("سلام", Look("serif", True))

    assert (face.file.family, face.is_bold) == ("Noto Kufi Arabic", True)


def test_characters_without_any_font_are_told() -> None:
    """Each once, in order; white space and joiners need none."""
    assert Shelf().lacks("a\u0378 b\u200c\u0378\u0379") == ("\u0378", "\u0379")


@pytest.mark.parametrize("accent", ["\u0384", "\u0385", "\u1fbf", "\u1fc0", "\u037a"])
def test_accents_that_stand_alone_have_room(accent: str) -> None:
    """A font that would put them on the letter before does not set them."""
    fonts = FontSet()

    assert fonts.word(f"a{accent}b", Look("serif")).width > fonts.word("ab", Look("serif")).width + 100


def test_a_stroke_that_would_not_be_seen_comes_from_another_font(family: Callable[[str], None]) -> None:
    """In Urdu's own hand, which lengthens no words, a row of kashidas for a blank would print nothing."""
    family("Noto Nastaliq Urdu")
    family("Noto Naskh Arabic")
    blank = "\u0640" * 8

    assert FontSet(Shelf("ur")).word(blank, Look("serif"), True).width > 1000


def test_a_private_character_is_in_no_font_that_nobody_named() -> None:
    """Private use means another sign in every font, so that the shipped ones' are never taken for it."""
    private = next(chr(code) for code in range(0xE000, 0xF900) if code in chain("serif", False, False)[0].coverage)

    assert Shelf().lacks(f"a{private}") == (private,)
