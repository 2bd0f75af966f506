"""Scripts of a text, and what is known of them."""

from __future__ import annotations

import pytest

from examgen.typeset.scripts import HAN, HOME, free_font, runs_rightward, script_runs


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain – “text”, 3 €", [(HOME, "plain – “text”, 3 €")]),
        ("βῆτα и ять", [(HOME, "βῆτα и ять")]),
        ("「東京」とガー", [(HAN, "「東京」とガー")]),
        ("（　　）", [(HAN, "（　　）")]),
        ("用Python写", [(HAN, "用"), (HOME, "Python"), (HAN, "写")]),
        ("العربية، (نعم)", [("Arab", "العربية، (نعم)")]),
        ("हाँ।", [("Deva", "हाँ।")]),
        ("ไทย2567", [("Thai", "ไทย2567")]),
    ],
)
def test_shared_signs_go_with_the_letters_beside_them(text: str, wanted: list[tuple[str, str]]) -> None:
    """Runs are cut where letters of another script begin; digits and signs follow what stands before them."""
    assert list(script_runs(text)) == wanted


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("ठ", "Noto Serif Devanagari (on Debian and Ubuntu: fonts-noto-core"),
        ("ب", "Noto Naskh Arabic (on Debian and Ubuntu: fonts-noto-core"),
        ("語", "Noto Serif CJK or Noto Sans CJK (on Debian and Ubuntu: fonts-noto-cjk)"),
        ("𒀀", "fonts.google.com/noto"),
        ("🐶", "Noto Emoji, the font without colours"),
    ],
)
def test_a_free_font_is_known_for_a_character(character: str, words: str) -> None:
    """What to install, and where it is found."""
    assert words in free_font(character)


@pytest.mark.parametrize(
    ("language", "is_rightward"), [("ar", True), ("he-IL", True), ("en", False), ("ks-Latn", False)]
)
def test_languages_know_which_way_they_run(language: str, is_rightward: bool) -> None:
    """Tags with regions and scripts, too."""
    assert runs_rightward(language) is is_rightward
