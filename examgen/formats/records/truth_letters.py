"""Statements that are answered by T and F, W and F, Y and N in; the same with both words offered, one as right, out.

One such letter may be anything; a file in which both of a pair occur, and nothing else, leaves no doubt.
Nor does one that answers a statement, no question, among others that offer options; nor one that begins one of two
such words which are offered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from examgen.formats.identity import same_wording
from examgen.formats.records.raw import RawKey, RawOption, RawQuestion
from examgen.formats.truth_words import truth_words
from examgen.markup.words import all_parts

_WORDS = {
    frozenset("tf"): ("t", ("True", "False")),
    frozenset("wf"): ("w", ("Wahr", "Falsch")),
    frozenset("rf"): ("r", ("Richtig", "Falsch")),
    frozenset("yn"): ("y", ("Yes", "No")),
    frozenset("jn"): ("j", ("Ja", "Nein")),
    frozenset("on"): ("o", ("Oui", "Non")),
    frozenset(("yes", "no")): ("yes", ("Yes", "No")),
    frozenset(("ja", "nein")): ("ja", ("Ja", "Nein")),
    frozenset(("ja", "nee")): ("ja", ("Ja", "Nee")),
    frozenset(("oui", "non")): ("oui", ("Oui", "Non")),
    frozenset(("sí", "no")): ("sí", ("Sí", "No")),
    frozenset(("sì", "no")): ("sì", ("Sì", "No")),
    frozenset(("sim", "não")): ("sim", ("Sim", "Não")),
}
_ROMANCE = frozenset("vf")
"""Vrai, vero, verdadero: the texts tell the language."""

_ALONE = (frozenset("t"), frozenset("f"))


@cache
def _pairs() -> frozenset[frozenset[str]]:
    """Words for true and false, and for yes and no, as questions offer them."""
    judging = ((true, false) for parts in all_parts() for true in parts.true for false in parts.false)
    return frozenset(
        frozenset(map(same_wording, words)) for words in (*judging, *(words for _, words in _WORDS.values()))
    )


def with_truths(questions: Sequence[RawQuestion]) -> list[RawQuestion]:
    """The questions, those that are answered by such a pair alone as choices between its words."""
    spelled = [_spelled_out(question) for question in questions]
    plain = [question for question in spelled if _is_plain(question)]
    meant = _meant(plain, len(plain) < len(spelled))
    if meant is None:
        return spelled
    true, words = meant
    return [_offering(each, words, true) if _is_plain(each) else each for each in spelled]


def _meant(plain: Sequence[RawQuestion], has_others: bool) -> tuple[str, tuple[str, str]] | None:
    """How what is true is written, and the words of a pair; ``None`` where the answers may be anything."""
    said = frozenset(same_wording(question.accepted[0]) for question in plain)
    if said == _ROMANCE:
        return "v", truth_words(None, (each.stem for each in plain))
    if has_others and said in _ALONE and all(_states(each.stem) for each in plain):
        return "t", truth_words(None, (each.stem for each in plain))
    return _WORDS.get(said)


def _spelled_out(question: RawQuestion) -> RawQuestion:
    """The question, its key as the one of its two words for true and false that it begins, unless it is a label."""
    texts = [same_wording(option.text) for option in question.options]
    if len(texts) != 2 or not question.keys or frozenset(texts) not in _pairs():
        return question
    words = {text[0]: option.text for text, option in zip(texts, question.options, strict=True)}
    labels = {option.label.casefold() for option in question.options} | {"a", "b"}
    if len(words) != len(texts) or not labels.isdisjoint(words):
        return question
    return replace(question, keys=tuple(_in_words(key, words) for key in question.keys))


def _in_words(key: RawKey, words: Mapping[str, str]) -> RawKey:
    return replace(key, values=tuple(words.get(value.casefold(), value) for value in key.values))


def _states(stem: str) -> bool:
    """Whether a stem asks nothing and leaves no blank."""
    return "__" not in stem and not stem.rstrip().endswith(("?", "？"))


def _is_plain(question: RawQuestion) -> bool:
    return question.kind is None and not question.options and len(question.accepted) == 1


def _offering(question: RawQuestion, words: tuple[str, str], true: str) -> RawQuestion:
    right = 0 if same_wording(question.accepted[0]) == true else 1
    options = tuple(RawOption(text=text, slot=slot, is_right=slot == right) for slot, text in enumerate(words))
    return replace(question, options=options, room=len(options), accepted=(), doubt="")
