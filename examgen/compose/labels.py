"""A template's wordings for one language in, `Labels` out: every word that a document prints by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from unicodedata import bidirectional, category

from examgen.compose.conventions import CATEGORIES, Conventions
from examgen.compose.toml_layer import TomlLayer
from examgen.model.manuscript import PAGE, PAGES
from examgen.model.text import Paragraph, Span, Text, Words
from examgen.model.variant import LETTERS, MOST_OPTIONS

BLANK = re.compile(r"\{(\w+)\}")
WIDEST_LETTER = 3
"""Characters of a letter, marks apart; more do not go into the ring round it. Persian writes its first out: الف."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Wordings; names in braces are blanks, filled in where the wording is used."""

    conventions: Conventions
    letters: tuple[str, ...]
    """What the options of a question are called, in their order."""

    points_forms: Mapping[str, str]
    """Plural category → wording."""

    questions_forms: Mapping[str, str]
    name: str
    student_id: str
    variant: str
    sheet: str
    instructions: str
    instructions_mixed: str
    """The same for exams in which more is to do than to mark one answer."""

    mark_all: str
    scoring_all: str
    scoring_each: str
    scoring_penalty: str
    scoring_weights: str
    match: str
    match_freely: str
    put_in_order: str
    page_of: str
    """Holds `PAGE` and `PAGES` already."""

    answer_key: str
    answer_keys: str
    seat_plan: str
    front: str
    """Where the room's front is on the plan of its seats."""

    row: str
    """Of seats."""
    overview: str
    locator: str
    """Heads the table of the numbers that each question has."""

    left_out: str
    """Says that the overview ends with a variant before the last."""

    answers: str
    notes: str
    explanation: str
    note: str
    answer: str
    accepted: str
    tolerated: str
    weight: str
    whole_mark: str
    whole_legend: str
    issue: str
    corrections: str
    corrections_lead: str
    question: str
    question_option: str
    printed: str
    corrected: str
    quoted: str
    comma: str
    """Stands between quoted words."""

    derived_mark: str
    derived_legend: str
    derived: str
    all_derived: str
    suspect: str
    unclear: str
    mention: str
    mention_absent: str
    mention_unknown: str
    number_absent: str
    exam_document: str
    key_document: str
    practice_document: str
    grids_document: str
    seats_document: str
    model_answer: str
    """With its stop."""

    criterion: str
    worth: str
    total: str
    set_one: str
    set_many: str
    question_head: str
    reached: str
    overview_document: str

    def points(self, count: Decimal | int) -> str:
        """E.g. "1 point", "0.5 points"."""
        return self._counted(self.points_forms, count)

    def questions(self, count: int) -> str:
        """E.g. "17 questions"."""
        return self._counted(self.questions_forms, count)

    def joined_letters(self, places: Sequence[int]) -> str:
        """The letters of some places in a row, e.g. "AC"; letters that would be joined in writing stand apart."""
        letters = [self.letters[place] for place in places]
        stand_apart = len(letters) > 1 and any(map(_is_joined, self.letters))
        return (" " if stand_apart else "").join(letters)

    def list_of(self, words: Sequence[str]) -> str:
        """Words of the bank, each quoted."""
        return self.comma.join(filled(self.quoted, words=each) for each in words)

    def _counted(self, forms: Mapping[str, str], count: Decimal | int) -> str:
        category = self.conventions.category(count)
        return filled(forms[category], count=self.conventions.number(count))


COUNTED = ("points", "questions")
"""Wordings that have a plural: one line for each category, as in ``points_one``."""

WORDINGS = tuple(field.name for field in fields(Labels) if field.type == "str")
BLANKS: Mapping[str, frozenset[str]] = {
    "page_of": frozenset({"page", "pages"}),
    "tolerated": frozenset({"low", "high"}),
    "weight": frozenset({"share"}),
    "issue": frozenset({"number"}),
    "question": frozenset({"number"}),
    "question_option": frozenset({"number", "letter"}),
    "quoted": frozenset({"words"}),
    "unclear": frozenset({"words"}),
    "mention": frozenset({"words", "number"}),
    "mention_absent": frozenset({"words"}),
    "mention_unknown": frozenset({"words"}),
    "number_absent": frozenset({"words"}),
    "set_one": frozenset({"first"}),
    "set_many": frozenset({"first", "last"}),
    "exam_document": frozenset({"title", "number"}),
    "key_document": frozenset({"title", "number"}),
    "practice_document": frozenset({"title", "number"}),
    "grids_document": frozenset({"title"}),
    "seats_document": frozenset({"title"}),
    "overview_document": frozenset({"title"}),
    "left_out": frozenset({"number"}),
}


def parse_labels(layers: Sequence[TomlLayer], language: str) -> Labels:
    """Build the wordings; later layers override earlier ones, and keep their blanks."""
    conventions = Conventions.of(language)
    plurals = {f"{name}_{category}": category for name in COUNTED for category in conventions.categories}
    names = (*WORDINGS, *plurals)
    values: dict[str, str] = {}
    letters = tuple(LETTERS)
    for layer in layers:
        _check_names(layer, names, language)
        for name in layer.values.keys() & set(names):
            optional = name in plurals and conventions.is_one_number(plurals[name])
            values[name] = _wording(layer, name, _blanks(name), optional)
        letters = _letters(layer) or letters
        layer.finish()
    for name in names:
        if name not in values:
            layers[-1].mistake(name, f'the wording "{name}" is missing', "labels/en.toml has them all, to translate")
    layers[-1].finish()
    return Labels(
        conventions=conventions,
        letters=letters,
        points_forms=_forms("points", values, conventions),
        questions_forms=_forms("questions", values, conventions),
        **{name: values[name] for name in WORDINGS} | {"page_of": filled(values["page_of"], page=PAGE, pages=PAGES)},
    )


def filled(wording: str, **blanks: str) -> str:
    """The wording with its blanks filled in."""
    return BLANK.sub(lambda blank: blanks[blank.group(1)], wording)


def filled_text(wording: str, blanks: Mapping[str, Span]) -> Text:
    """The wording as a text of one paragraph, with spans in its blanks."""
    parts = BLANK.split(wording)
    spans = (blanks[part] if place % 2 else Words(part) for place, part in enumerate(parts) if part)
    return (Paragraph(tuple(spans)),)


def _forms(name: str, values: Mapping[str, str], conventions: Conventions) -> Mapping[str, str]:
    return {category: values[f"{name}_{category}"] for category in conventions.categories}


def _blanks(name: str) -> frozenset[str]:
    return BLANKS.get(name, frozenset({"count"} if name.startswith(tuple(f"{one}_" for one in COUNTED)) else ()))


def _check_names(layer: TomlLayer, names: Sequence[str], language: str) -> None:
    """Note what is no wording, and plurals that the language lacks."""
    foreign = {f"{name}_{category}" for name in COUNTED for category in CATEGORIES} - set(names)
    layer.check_names((*names, "letters", *foreign))
    for name in layer.values.keys() & foreign:
        own = ", ".join(one for one in names if one.startswith(name.split("_")[0] + "_"))
        layer.mistake(name, f'"{language}" has no such plural: "{name}"', f"it has {own}")


def _wording(layer: TomlLayer, name: str, blanks: frozenset[str], may_lack_blanks: bool) -> str:
    value = layer.values[name]
    if not isinstance(value, str) or not value.strip():
        layer.mistake(name, "a wording is a text in double quotes")
        return ""
    if any(category(character) == "Cc" for character in value):
        layer.mistake(name, f"{value!r} holds a line end or a control character", "a wording is one line")
    found = set(BLANK.findall(value))
    if found != blanks and not (may_lack_blanks and not found):
        braces = ", ".join(f"{{{blank}}}" for blank in sorted(blanks)) or "no names in braces"
        layer.mistake(name, f'"{value}" must hold {braces}')
    return value


def _letters(layer: TomlLayer) -> tuple[str, ...]:
    """The letters that a layer gives; empty if it gives none."""
    value = layer.values.get("letters")
    if value is None:
        return ()
    letters = [letter for letter in value if isinstance(letter, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(letters) != len(value) or not 2 <= len(letters) <= MOST_OPTIONS:
        layer.mistake("letters", f"letters are a list of 2 to {MOST_OPTIONS} texts", 'write ["A", "B", "C", "D"]')
    for letter in letters:
        if not _is_letter(letter):
            layer.mistake("letters", f'"{letter}" is no letter', "each is one letter or digit, at most three together")
    if twice := sorted({letter for letter in letters if letters.count(letter) > 1}):
        layer.mistake("letters", f'"{twice[0]}" stands twice among the letters', "each option needs one of its own")
    return tuple(letters)


def _is_joined(letter: str) -> bool:
    """Whether a letter is written out, or is one of a script whose letters join, such as the Arabic."""
    return sum(category(character)[0] != "M" for character in letter) > 1 or bidirectional(letter[0]) == "AL"


def _is_letter(text: str) -> bool:
    bases = [character for character in text if category(character)[0] != "M"]
    return 1 <= len(bases) <= WIDEST_LETTER and all(category(base)[0] in "LN" for base in bases)
