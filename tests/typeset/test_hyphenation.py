"""Places for hyphens are those of Pyphen, which reads the same patterns."""

from __future__ import annotations

from random import Random

import pyphen
import pytest

from examgen.typeset.hyphenation import hyphen_places


@pytest.mark.parametrize("language", ["en_US", "en_GB", "de_DE", "fr", "es", "pl_PL", "ru_RU", "cs_CZ", "sv", "uk_UA"])
def test_places_are_those_of_pyphen(language: str) -> None:
    """Words strung together from a language's patterns are hyphenated as Pyphen hyphenates them."""
    oracle = pyphen.Pyphen(lang=language, left=2, right=3)
    patterns = [letters.strip(".") for letters in oracle.hd.patterns]
    draw = Random(language)
    words = ["".join(draw.choices(patterns, k=4)) for _ in range(300)]

    assert {word: list(hyphen_places(word, language)) for word in words} == {
        word: oracle.positions(word) for word in words
    }


def test_regions_share_the_patterns_of_their_language() -> None:
    """A language is found under its tag, whatever stands between the parts; an unknown region does no harm."""
    assert hyphen_places("recognition", "en-US") == (5, 7)
    assert hyphen_places("recognition", "en-AQ") == hyphen_places("recognition", "en") == (2, 5, 7)


def test_capitals_are_hyphenated_as_small_letters() -> None:
    """A word at the beginning of a sentence breaks where it would in its middle."""
    assert hyphen_places("Recognition", "en") == hyphen_places("recognition", "en")


def test_no_hyphen_where_it_would_change_the_spelling() -> None:
    """Hungarian writes "asz-szony" for "asszony": a plain hyphen would be wrong, so there is none."""
    assert hyphen_places("asszonyok", "hu") == (5,)


def test_a_word_that_grows_when_lowered_stays_whole() -> None:
    """The small letter of "İ" is two characters, so that places would be out by one."""
    assert hyphen_places("İnformation", "en") == ()


def test_no_patterns_no_places() -> None:
    """A language that has none leaves words whole."""
    assert hyphen_places("recognition", "tlh") == ()
