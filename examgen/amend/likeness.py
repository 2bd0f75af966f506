"""Two wordings, or two questions, in; how alike they are out, from 0 to 1."""

from __future__ import annotations

from difflib import SequenceMatcher

from examgen.model.bank import Question
from examgen.model.response import Matching, Numeric, Written
from examgen.model.text import Text, content

BY_CHARACTERS = 200
"""Longer wordings are compared word by word: a typing error in a short one must not count as much as a new word."""

STEM_SHARE = 0.6
"""What the stem counts beside all that stands below it."""


def likeness(one: Text, other: Text) -> float:
    """How alike two texts are, whatever their case and spaces."""
    return _alike(_words(one), _words(other))


def question_likeness(one: Question, other: Question) -> float:
    """How alike two questions are in what a paper shows of them; the order of their options does not count."""
    stems = likeness(one.stem, other.stem)
    below, other_below = _below(one), _below(other)
    if not below and not other_below:
        return stems
    return STEM_SHARE * stems + (1 - STEM_SHARE) * _alike(below, other_below)


def gap_likeness(one: Question, other: Question) -> float:
    """How alike two gaps are in what fills them."""
    return _alike(_fills(one), _fills(other))


def _fills(gap: Question) -> str:
    match gap.response:
        case Numeric(value=value, unit=unit):
            return f"{value} {unit}"
        case Written(accepted=accepted):
            return "\n".join(map(_words, accepted))
    return _below(gap)


def _below(question: Question) -> str:
    prompts = question.response.prompts if isinstance(question.response, Matching) else ()
    texts = [option.text for option in question.options] + [prompt.text for prompt in prompts]
    parts = (f"{_words(part.stem)} {_below(part)}" for part in question.parts)
    return "\n".join((*sorted(map(_words, texts)), *parts))


def _words(text: Text) -> str:
    return " ".join(content(text).casefold().split())


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if max(len(one), len(other)) <= BY_CHARACTERS:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
