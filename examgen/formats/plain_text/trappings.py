"""One line in, what it is of the things around questions out: a button of a screen, the tags of a test bank."""

from __future__ import annotations

import re

from examgen.formats.plain_text.words import any_of
from examgen.markup.patterns import late

_BUTTON = late(
    rf"[\[(>▶►▸\s]*(?:{any_of('reveal')})(?:\s+(?:{any_of('reveal')}))*(?:\s+discussion\s+\d{{1,4}})?[\])▼▾»>…:.!\s]*",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"your answer is (?:partially )?(?:in)?correct|marked out of \d{1,3}(?:\.\d{1,2})?|flag question"
    r"|mark \d{1,3}(?:\.\d{1,2})? out of \d{1,3}(?:\.\d{1,2})?|not (?:yet )?answered|question \d{1,4} answer",
    re.IGNORECASE,
)
"""Lines that a learning system shows around a question that was answered."""

_LONGEST_BUTTON = 60

DIFFICULTY, SOURCE, TAGS = "difficulty", "source", "tags"
_MEANING = {
    "diff": DIFFICULTY,
    "level of difficulty": DIFFICULTY,
    "page ref": SOURCE,
    "reference": SOURCE,
    "tags": TAGS,
}
_MEANING |= dict.fromkeys(("references", "ref", "section reference", "section ref", "chapter reference"), SOURCE)
_OTHER = frozenset((
    "aacsb", "abet", "accessibility", "bloom", "bloom's", "bloom's level", "bloom's taxonomy", "blooms", "blooms level",
    "cognitive domain", "cognitive level", "date created", "date modified", "gradable", "has variables", "key words",
    "keywords", "learning objective", "learning objectives", "learning outcome", "learning outcomes", "lo", "objective",
    "objectives", "outcome", "question id", "question type", "skill", "standard", "standards", "student response",
    "taxonomy",
))  # fmt: skip
_TAG = re.compile(r"(?P<name>[A-Za-z][A-Za-z'’ ]{1,24}?)\s?:(?:\s+(?P<value>.*))?")
_APART = re.compile(r"(?<!\s)\s{2,}+(?=[A-Za-z][A-Za-z'’ ]{1,24}:)")
_NO_SECTION = "Section: (none)"
"""Stands below the answers of some vendors' exams."""


_ANNOUNCES = re.compile(
    r"(?:\*\*)?(?:(?:the |answer |possible )?(?:options|choices|alternatives)|possible answers|opciones|optionen|"
    r"antwortmöglichkeiten|opzioni|opções|alternativas|варианты(?: ответов)?|选项|select one(?: or more)?"
    r"|choose one(?: answer)?|wählen sie eine(?: oder mehrere)? antwort(?:en)?|seleccione una(?: o más de una)?"
    r"|veuillez choisir une réponse)(?:\*\*)?\s?[:：](?:\*\*)?",
    re.IGNORECASE,
)


def announces_options(text: str) -> bool:
    """Whether a line only says that options follow."""
    return len(text) <= _LONGEST_BUTTON and _ANNOUNCES.fullmatch(text) is not None


def is_button(text: str) -> bool:
    """Whether a line only shows or hides the answer on a screen, or says how a question was answered."""
    if len(text) > _LONGEST_BUTTON:
        return False
    return _BUTTON.fullmatch(text) is not None or _REVIEW.fullmatch(text.rstrip(".")) is not None


def test_bank_tags(text: str) -> list[tuple[str, str]]:
    """The names and values of a line that holds nothing but tags of a test bank: "Diff: 2   Page Ref: 12"."""
    if ":" not in text:
        return []
    if text == _NO_SECTION:
        return [("section", "")]
    found = [_TAG.fullmatch(piece.strip()) for piece in _APART.split(text)]
    tags = [(_plain(match["name"]), match["value"] or "") for match in found if match]
    return tags if len(tags) == len(found) and all(name in _MEANING or name in _OTHER for name, _ in tags) else []


def meaning(name: str) -> str:
    """What a tag says of a question: its difficulty, its source or its tags; empty for what is not carried."""
    return _MEANING.get(name, "")


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").lower().split())


_CATALOGUE = re.compile(r"(?<!\s)\s{2,}+(?=[A-Z]{2,4}:\s)")
"""Where the tags of a test bank begin behind an answer: "ANS: A   PTS: 1   DIF: Easy"."""
_CATALOGUE_POINTS = re.compile(r"\bPTS:\s*(\d{1,4}(?:[.,]\d{1,4})?)")


def without_catalogue(value: str) -> tuple[str, str | None]:
    """An answer without the tags behind it, and the points that they give."""
    answer, *tags = _CATALOGUE.split(value, maxsplit=1)
    points = _CATALOGUE_POINTS.search(tags[0]) if tags else None
    return answer, points[1] if points else None
