"""The tag of a language in, the words by which texts in it speak of options and other questions out.

Each language is a module of `languages`; English applies everywhere, another one only where a bank is in it,
for its words would find false friends in texts of other languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules

from examgen.markup import languages
from examgen.markup.languages import en
from examgen.markup.part_words import PartWords
from examgen.markup.spoken_words import SpokenWords

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NEVER = "(?!)"
MOST_FIGURES = 9
"""Of a number that is taken for a label; Python refuses to read some thousands."""
MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u0963\u200c\u200d"
"""What belongs to the letter before it, and joiners: Python counts none of them among the characters of words."""

_IN_WORD = rf"[\w{MARKS}]"
_WORD = re.compile(f"{_IN_WORD}+")

_UNSPACED = (("\u3005", "\u3007"), ("\u3040", "\u309f"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
"""Han, hiragana and Hangul, which stand beside a letter without a space; katakana is a script of labels."""

UNSPACED = "".join(f"{first}-{last}" for first, last in _UNSPACED)

LEAST_TELLTALES = 2
MOST_SURVEYED = 20_000
"""Characters of a file that are looked at to tell its language."""


def is_unspaced(sign: str) -> bool:
    """Whether one character can stand beside a letter without a space."""
    return any(first <= sign <= last for first, last in _UNSPACED)


@dataclass(frozen=True, eq=False)
class Speech:
    """The words of the languages that apply to a text."""

    languages: tuple[SpokenWords, ...]

    def alternatives(self, *parts: str) -> str:
        """The words of these parts, the longest first, as a regular expression without its group."""
        words = {word for language in self.languages for part in parts for word in getattr(language, part)}
        return "|".join(word.replace(" ", r"\s") for word in sorted(words, key=lambda w: (-len(w), w))) or NEVER

    def matcher(self, *parts: str) -> Callable[[str], bool]:
        """Whether a text, in any case, is one of the words of these parts."""
        return _matcher(self, parts)

    @cached_property
    def framed(self) -> tuple[tuple[str, str], ...]:
        return tuple(frame for language in self.languages for frame in language.framed)

    @cached_property
    def letter_words(self) -> str:
        """In both cases."""
        joined = "".join(language.letter_words for language in self.languages)
        return joined.lower() + joined.upper()

    @property
    def alphabets(self) -> tuple[tuple[str, ...], ...]:
        """Those other than A to Z."""
        return tuple(tuple(letters.split()) for language in self.languages for letters in language.letters)

    @cached_property
    def is_spaced(self) -> bool:
        return all(language.is_spaced for language in self.languages)

    @cached_property
    def after_letter(self) -> str:
        """A regular expression for one sign or none."""
        signs = "".join(language.after_letter for language in self.languages)
        return f"[{re.escape(signs)}]?" if signs else ""

    @property
    def space(self) -> str:
        """White space between words, which some languages leave out."""
        return r"\s" if self.is_spaced else r"\s?"

    def sign(self, others: str = "") -> str:
        """One character of a word that a letter or noun cannot stand beside, or one of the others."""
        either = rf"[\w{MARKS}{others}]"
        return either if self.is_spaced else rf"(?:(?![{UNSPACED}]){either})"

    def letters(self, *, is_capital: bool = False) -> str:
        """One letter that may name an option; capitals alone, or in either case where case is ignored."""
        own = sorted(self._ranks.keys() - set(LATIN))
        single = "".join(letter for letter in own if len(letter) == 1)
        latin = "A-Z" if is_capital else "A-Za-z"
        return "|".join((*(letter for letter in own if len(letter) > 1), f"[{latin}{single}]"))

    @property
    def small_letters(self) -> str:
        """The lower-case letters that may name options, for a class of characters."""
        own = (letter.lower() for letter in self._ranks if letter not in LATIN and letter.lower() != letter)
        return "a-z" + "".join(sorted(letter for letter in own if len(letter) == 1))

    def rank(self, name: str) -> int:
        """A label's place in its alphabet, or a number itself; 0 for what is in none."""
        return int(name[:MOST_FIGURES]) if name.isdecimal() else self._ranks.get(name.upper(), 0)

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """Letters of all alphabets; where two differ, the first counts."""
        alphabets = (*reversed(self.alphabets), tuple(LATIN))
        return {letter: rank for letters in alphabets for rank, letter in enumerate(letters, start=1)}


@cache
def _matcher(speech: Speech, parts: tuple[str, ...]) -> Callable[[str], bool]:
    pattern = re.compile(speech.alternatives(*parts), re.IGNORECASE)
    return lambda text: pattern.fullmatch(text) is not None


@cache
def speech_of(*tags: str) -> Speech:
    """English and the languages of these tags, as far as their words are known."""
    known = {tag.split("-")[0].lower(): None for tag in tags}
    return Speech((en.WORDS, *(_words_of(name) for name in known if name in language_names() and name != "en")))


def speech_for(stated: str | None, texts: Iterable[str]) -> Speech:
    """English and the stated language; where none is stated, those that the texts show by their frequent words."""
    return speech_of(*([stated] if stated is not None else shown_languages(texts)))


def shown_languages(texts: Iterable[str]) -> tuple[str, ...]:
    """The languages but English whose frequent words stand in texts; of kindred ones perhaps several."""
    surveyed = "\n".join(texts)[:MOST_SURVEYED].lower()
    words = frozenset(_WORD.findall(surveyed))
    return tuple(name for name in language_names() if _may_show(words, name) and _shows(surveyed, name))


@cache
def language_names() -> tuple[str, ...]:
    """The languages that there are words of."""
    return tuple(sorted(module.name for module in iter_modules(languages.__path__)))


def _may_show(words: frozenset[str], name: str) -> bool:
    """Whether a text of these words can have telltales enough: it spares most languages their pattern."""
    if not _words_of(name).is_spaced:
        return True
    return sum(words.issuperset(told) for told in _told(name)) >= LEAST_TELLTALES


@cache
def _told(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of each telltale of a language."""
    return tuple(tuple(_WORD.findall(told)) for told in dict.fromkeys(_words_of(name).telltale))


def _shows(text: str, name: str) -> bool:
    return len(set(_telltales(name).findall(text))) >= LEAST_TELLTALES


@cache
def _telltales(name: str) -> re.Pattern[str]:
    words = _words_of(name)
    around = _IN_WORD if words.is_spaced else NEVER
    return re.compile(rf"(?<!{around})(?:{'|'.join(words.telltale) or NEVER})(?!{around})")


@cache
def all_parts() -> tuple[PartWords, ...]:
    """What each language calls the parts of a question; a label with its stop is no other word in any language."""
    return tuple(import_module(f"{languages.__name__}.{name}").PARTS for name in language_names())


@cache
def _words_of(name: str) -> SpokenWords:
    words = import_module(f"{languages.__name__}.{name}").WORDS
    assert isinstance(words, SpokenWords)
    return words
