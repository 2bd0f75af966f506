"""Statements whose answers are T and F, W and F, Y and N throughout a file in; the same with both words offered out.

One such letter may be anything; a file in which both of a pair occur, and nothing else, leaves no doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from examgen.formats.identity import same_wording
from examgen.formats.records.raw import RawOption, RawQuestion
from examgen.formats.truth_words import truth_words

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


def with_truths(questions: Sequence[RawQuestion]) -> list[RawQuestion]:
    """The questions, those that are answered by such a pair alone as choices between its words."""
    plain = [question for question in questions if _is_plain(question)]
    said = frozenset(same_wording(question.accepted[0]) for question in plain)
    meant = ("v", truth_words(None, (each.stem for each in plain))) if said == _ROMANCE else _WORDS.get(said)
    if meant is None:
        return list(questions)
    true, words = meant
    return [_offering(each, words, true) if _is_plain(each) else each for each in questions]


def _is_plain(question: RawQuestion) -> bool:
    return question.kind is None and not question.options and len(question.accepted) == 1


def _offering(question: RawQuestion, words: tuple[str, str], true: str) -> RawQuestion:
    right = 0 if same_wording(question.accepted[0]) == true else 1
    options = tuple(RawOption(text=text, slot=slot, is_right=slot == right) for slot, text in enumerate(words))
    return replace(question, options=options, room=len(options), accepted=())
