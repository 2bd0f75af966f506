"""Patterns that answers are held against, as the words that they stand for."""

import pytest

from examgen.formats.word_patterns import words_of


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("Paris", ["Paris"]),
        ("colou?r", ["colour", "color"]),
        ("(cat|dog)s?", ["cats", "cat", "dogs", "dog"]),
        ("[Pp]aris|PARIS", ["Paris"]),
        (r"^\s*New\s+York\s*$", ["New York"]),
        (r"3\.14", ["3.14"]),
        *(
            (pattern, [])
            for pattern in ("a.*", "[a-z]+", "x{2}", "(?i)paris", "(a", "(a|b)*", "a\\", "", "(a|b|c)(d|e|f)(g|h)")
        ),
    ],
)
def test_a_pattern_stands_for_words(pattern: str, words: list[str]) -> None:
    """Few words are written out, and a pattern that is not understood stands for none."""
    assert list(words_of(pattern)) == words
