"""Texts in, the words for true and false in their language out: systems keep the answer itself in English."""

from __future__ import annotations

from collections.abc import Iterable

from examgen.markup.words import all_parts, language_names, speech_for, speech_of

_ENGLISH = "en"


def truth_words(language: str | None, texts: Iterable[str]) -> tuple[str, str]:
    """With a capital, in this language, or in the one that the texts show; English where they show none or several."""
    if language is None:
        spoken = speech_for(None, texts).languages
        shown = [name for name in language_names() if name != _ENGLISH and speech_of(name).languages[-1] in spoken]
        language = shown[0] if len(shown) == 1 else _ENGLISH
    parts = dict(zip(language_names(), all_parts(), strict=True))
    words = parts.get(language.split("-")[0].lower(), parts[_ENGLISH])
    true, false = words.true[0], words.false[0]
    return true[0].upper() + true[1:], false[0].upper() + false[1:]
