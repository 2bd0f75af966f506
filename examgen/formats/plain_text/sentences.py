"""One line in, the answer that it states in a sentence out: "The correct answer is B) blue", "Option B is correct"."""

from __future__ import annotations

import re
from functools import cache

from examgen.formats.conjunctions import REASON
from examgen.formats.labels import LETTER
from examgen.formats.plain_text.field_names import Field, FieldSign, named, plain_name
from examgen.formats.plain_text.words import any_of, words_of
from examgen.markup.patterns import late

_IS = (
    r"is|was|are|would\sbe|ist|sind|lautet|wäre|es|son|sería|est|sont|serait|è|e'|é|são|seria|is\sde|to|je|jest|là|adalah"
    r"|είναι|ειναι|это|есть|является|є|är|er|on"
)
_ARTICLE = r"the|die|der|das|la|el|las|le|les|l'|il|lo|a|o|as|os|het|de|η|option|opzione|letter|letra|lettera|lettre"
_SIGN = rf"[(\[\"“«„‘]?\s?(?:{LETTER})(?:[)\]\"”»’.,:;]|(?=\s|$))"
_VALUE = (
    rf"(?:(?:{_ARTICLE}|{any_of('option')}|буква|буквою|буквой)\s+){{0,2}}"
    rf"{_SIGN}[.)]?(?=$|(?<=[)\].:,;\"”])\s|\s[-–—(]|\s(?:{REASON})\b)"
)
_STATED = late(
    rf"\*{{0,2}}(?P<words>[^\W\d_][^:：=→*]{{0,50}}?)\s++(?:{_IS})\s?[:：]?\s+\*{{0,2}}(?P<value>{_VALUE}.*)$",
    re.IGNORECASE,
)
_TURNED = late(
    rf"\*{{0,2}}(?:(?:{any_of('option')})\s+)?(?P<value>(?:[A-Z]|[(\[](?:{LETTER})[)\]]|(?:{LETTER})[)])(?!\w))"
    rf"\*{{0,2}}\s+(?:{_IS})\s+"
    rf"(?:(?:{_ARTICLE})\s+)?(?:{any_of('correct', 'answer')})"
    rf"(?:\s+(?:one|{any_of('option', 'answer')}))?[.!]?\*{{0,2}}$",
    re.IGNORECASE,
)
_LEADING_ARTICLE = re.compile(rf"(?:so,?\s|hence,?\s|thus,?\s|therefore,?\s)?(?:(?:{_ARTICLE})\s+)?", re.IGNORECASE)
_LONGEST_TURNED = 60
_FEWEST_WORDS = 3
_BOLD_LABEL = re.compile(r"\*\*(\W?\w\W{0,2})\*\*")


def answer_sentence(text: str) -> FieldSign | None:
    """The answer that a sentence states; it counts behind options, where nothing is stated or explained before."""
    if not text or not (text[0].isalpha() or text[0] in "*([") or not _may_state(text):
        return None
    text = _BOLD_LABEL.sub(r"\1", text)
    if match := _STATED.match(text):
        words = match["words"]
        return FieldSign(Field.ANSWER, match["value"]) if _names_answer(words) else None
    match = _TURNED.match(text) if len(text) <= _LONGEST_TURNED else None
    return FieldSign(Field.ANSWER, match["value"]) if match else None


def _names_answer(words: str) -> bool:
    """Whether words such as "the correct answer" name the answer, perhaps weakly."""
    found = named(words) or named(words[_LEADING_ARTICLE.match(words).end() :])  # type: ignore[union-attr]
    return found is not None and found[0] is Field.ANSWER


@cache
def _first_words() -> frozenset[str]:
    """Words of which one stands at the head of such a sentence, without accents."""
    return frozenset(plain_name(part) for name in words_of("answer", "answer_weak", "correct") for part in name.split())


def _may_state(text: str) -> bool:
    """A quick look: one of the words for an answer is among the first or the last."""
    words = text.split(maxsplit=6)[:6]
    return len(words) >= _FEWEST_WORDS and not _first_words().isdisjoint(
        plain_name(word.strip("*.:!,")) for word in words
    )
