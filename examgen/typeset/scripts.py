"""Text in, runs of one script out; and what is known of scripts: which fonts suit them, which way they run.

Scripts are named by their ISO 15924 codes; the property itself is HarfBuzz's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import uharfbuzz as hb

HOME = ""
"""Stands for the scripts of the shipped fonts, and for signs that belong to none."""

HOME_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl"})
HAN = "Hani"
HAN_SCRIPTS = {"Hani": "", "Hira": "ja", "Kana": "ja", "Hang": "ko", "Bopo": "zh-Hant"}
"""Scripts that one font sets together, with the language that each tells."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "syr"})
"""Languages."""

FIRST_EMOJI = "\U0001f000"
"""Symbols from here on are pictures in many fonts; what paper needs of them are their outlines."""

NOTO = {
    "Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Cans": "Canadian Aboriginal", "Cher": "Cherokee",
    "Deva": "Devanagari", "Ethi": "Ethiopic", "Geor": "Georgian", "Gujr": "Gujarati", "Guru": "Gurmukhi",
    "Hebr": "Hebrew", "Khmr": "Khmer", "Knda": "Kannada", "Laoo": "Lao", "Mlym": "Malayalam", "Mong": "Mongolian",
    "Mymr": "Myanmar", "Nkoo": "NKo", "Orya": "Oriya", "Sinh": "Sinhala", "Syrc": "Syriac", "Taml": "Tamil",
    "Telu": "Telugu", "Tfng": "Tifinagh", "Thaa": "Thaana", "Thai": "Thai", "Tibt": "Tibetan",
}  # fmt: skip
"""What the Noto families call a script."""

REGIONS = {"ja": "JP", "ko": "KR", "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK", "zh-mo": "HK", "zh": "SC"}
"""What the Noto families call the forms of Han characters that a language uses."""

LANGUAGES = {
    "Arab": ("ar", "fa", "ur", "ps", "ckb", "sd", "ug"), "Armn": ("hy",), "Beng": ("bn", "as"), "Cher": ("chr",),
    "Deva": ("hi", "mr", "ne", "sa"), "Ethi": ("am", "ti"), "Geor": ("ka",), "Gujr": ("gu",), "Guru": ("pa",),
    "Hebr": ("he", "yi"), "Khmr": ("km",), "Knda": ("kn",), "Laoo": ("lo",), "Mlym": ("ml",), "Mong": ("mn",),
    "Mymr": ("my",), "Nkoo": ("nqo",), "Orya": ("or",), "Sinh": ("si",), "Syrc": ("syr",), "Taml": ("ta",),
    "Telu": ("te",), "Thaa": ("dv",), "Thai": ("th",), "Tibt": ("bo", "dz"),
}  # fmt: skip
"""Languages that are written in a script; where nothing else is said, its letters tell the first."""

OWNERS = {"ARABIC": "Arab", "DEVANAGARI": "Deva", "THAI": "Thai", "IDEOGRAPHIC": HAN, "CJK": HAN, "KATAKANA": HAN}
"""Words in the names of signs that several scripts share → the script that they are at home in."""

WIDE = frozenset("WF")
"""East Asian widths of signs that only fonts for Han characters have as they should be."""


def script_runs(text: str) -> Iterator[tuple[str, str]]:
    """The text in runs of one script; `HOME` for what the shipped fonts set.

    A sign that several scripts share goes with the script before it, else with the one behind it.
    """
    if text.isascii():
        yield HOME, text
        return
    start = 0
    for script, run in groupby(_settled(text)):
        end = start + len(list(run))
        yield script, text[start:end]
        start = end


def language_of_han(text: str, language: str) -> str:
    """The language whose forms Han characters take: the one said, if it uses them, else what the letters tell."""
    if language.lower().partition("-")[0] in REGIONS:
        return language
    return next((told for character in text if (told := HAN_SCRIPTS.get(_property(character), ""))), "zh")


@lru_cache(maxsize=8192)
def told_language(text: str, language: str) -> str:
    """The language that the letters of a text tell in a document of another; empty where they tell none."""
    if text.isascii():
        return ""
    script = next((found for found, _ in script_runs(text) if found != HOME), HOME)
    if script == HAN:
        told = language_of_han(text, language)
        return "" if told == language else told
    languages = LANGUAGES.get(script, ())
    return languages[0] if languages and language.lower().partition("-")[0] not in languages else ""


def suited_families(script: str, family: str, language: str) -> tuple[str, ...]:
    """Names of the free families that set a script best, in order."""
    kinds = ("Serif", "Sans") if family == "serif" else ("Sans", "Serif")
    if script == HAN:
        region = _region(language)
        fixed = (f"Noto Sans Mono CJK {region}",) if family == "mono" else ()
        return (*fixed, *(f"Noto {kind} {cjk}{region}" for kind in kinds for cjk in ("CJK ", "")))
    if script not in NOTO:
        return ()
    families = tuple(f"Noto {kind} {NOTO[script]}" for kind in kinds)
    if script != "Arab" or family != "serif":
        return families
    hands = ("Noto Nastaliq Urdu",) if language.partition("-")[0] == "ur" else ()
    return (*hands, "Noto Naskh Arabic", *families)


def free_font(character: str) -> str:
    """A free font that has a character, and where it is found."""
    script = home_of(character)
    if character >= FIRST_EMOJI and unicodedata.category(character) == "So":
        return "install Noto Emoji, the font without colours (fonts.google.com/noto), or write it in words"
    if script == HAN:
        return "install Noto Serif CJK or Noto Sans CJK (on Debian and Ubuntu: fonts-noto-cjk)"
    if script in NOTO:
        family = suited_families(script, "serif", "")[0]
        return f"install {family} (on Debian and Ubuntu: fonts-noto-core; elsewhere: fonts.google.com/noto)"
    return "install a font that has it (fonts.google.com/noto has free ones for all scripts)"


def runs_rightward(language: str) -> bool:
    """Whether a language is written from right to left."""
    primary, _, rest = language.lower().partition("-")
    return primary in RIGHT_TO_LEFT and "latn" not in rest and "cyrl" not in rest


@lru_cache(maxsize=8192)
def home_of(character: str) -> str:
    """The script of a character, also where several share it; `HOME` if the shipped fonts' scripts do."""
    script = _property(character)
    if not script:
        owners = (OWNERS[word] for word in unicodedata.name(character, "").split() if word in OWNERS)
        script = HAN if unicodedata.east_asian_width(character) in WIDE else next(owners, HOME)
    if script in HAN_SCRIPTS:
        return HAN
    return HOME if script in HOME_SCRIPTS else script


@lru_cache(maxsize=8192)
def _property(character: str) -> str:
    """The Script property; empty for what is common to scripts."""
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(character)])
    buffer.guess_segment_properties()
    return buffer.script or ""


def _settled(text: str) -> list[str]:
    """The script that sets each character."""
    found: list[str | None] = [home_of(c) if _property(c) else None for c in text]
    context: str | None = None
    for place, character in enumerate(text):
        if found[place] is None:
            following = (script for script in found[place:] if script is not None)
            beside = context if context is not None else next(following, HOME)
            found[place] = _shared(character, beside)
        else:
            context = found[place]
    return [script or HOME for script in found]


def _shared(character: str, beside: str) -> str:
    """The script that sets a sign which several share, beside a letter of one.

    Beside Han characters, the signs of ASCII keep the look of Latin text, as is the custom.
    """
    if beside == HOME or (beside == HAN and character.isascii()):
        return home_of(character)
    return beside


def _region(language: str) -> str:
    tag = language.lower()
    while tag:
        if tag in REGIONS:
            return REGIONS[tag]
        tag = tag.rpartition("-")[0]
    return "SC"
