"""Places inside words where a line may end."""

from __future__ import annotations

import pytest

from examgen.typeset.opportunities import graphemes, openings


def shown(text: str) -> str:
    """The text with a bar wherever a line may begin."""
    places = {opening.place for opening in openings(text)}
    return "".join(f"|{character}" if place in places else character for place, character in enumerate(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain words, 3.5 and more", "plain words, 3.5 and more"),
        ("机器学习，好。", "机|器|学|习，|好。"),
        ("他说：“是的”（真）！", "他|说：|“是|的”|（真）！"),
        ("日本で「東京」を見た。", "日|本|で|「東|京」|を|見|た。"),
        ("きゃっとガーデン", "きゃっ|と|ガー|デ|ン"),
        ("时间……到", "时|间……|到"),
        ("用Python写", "用|Python|写"),
        ("第3章，50%", "第|3|章，|50%"),
        ("값은 35%이다", "값|은 35%|이|다"),
        ("不\u00a0断\u2060的", "不\u00a0断\u2060的"),
        ("soft\u00adhyphen", "soft\u00ad|hyphen"),
        ("zero\u200bspace", "zero\u200b|space"),
    ],
)
def test_places_follow_the_rules_of_the_script(text: str, wanted: str) -> None:
    """No closing sign begins a line, no opening one ends it, and nothing is parted that belongs together."""
    assert shown(text) == wanted


def test_thai_breaks_between_words() -> None:
    """Words of Thai, which has no spaces between them, are told apart; no sign is parted from its letter."""
    text = "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย"

    found = [opening.place for opening in openings(text)]

    assert {text.index("เป็น"), text.index("เมือง"), text.index("ของ"), text.index("ประเทศ")} <= set(found)
    assert set(found) <= set(graphemes(text))


def test_only_a_soft_hyphen_shows_a_hyphen() -> None:
    """Breaks of scripts without spaces are not hyphenated, and give white space where lines are filled."""
    assert [opening.is_hyphenated for opening in openings("a\u00adb")] == [True]
    assert [(opening.is_hyphenated, opening.is_elastic) for opening in openings("中文")] == [(False, True)]


@pytest.mark.parametrize(
    ("text", "wanted"), [("abc", [1, 2]), ("e\u0301a", [2]), ("क्षमा", [3]), ("เกี่ยว", [4, 5]), ("می‌خ", [1])]
)
def test_a_letter_keeps_its_marks(text: str, wanted: list[int]) -> None:
    """A forced break parts what a reader takes for two characters, never less."""
    assert graphemes(text) == wanted
