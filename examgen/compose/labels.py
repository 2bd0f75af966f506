"""A template's wordings for one language in, `Labels` out: every word that a document prints by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from unicodedata import category

from examgen.compose.toml_layer import TomlLayer
from examgen.model.manuscript import PAGE, PAGES
from examgen.model.text import Paragraph, Span, Text, Words

BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Wordings; names in braces are blanks, filled in where the wording is used."""

    name: str
    student_id: str
    variant: str
    sheet: str
    instructions: str
    points_one: str
    points_other: str
    questions_one: str
    questions_other: str
    page_of: str
    """Holds `PAGE` and `PAGES` already."""

    answer_key: str
    answer_keys: str
    answers: str
    notes: str
    explanation: str
    note: str
    derived_mark: str
    derived_legend: str
    derived: str
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

    def points(self, count: Decimal | int) -> str:
        """E.g. "1 point", "0.5 points"."""
        wording = self.points_one if count == 1 else self.points_other
        return filled(wording, count=plain_number(count))

    def questions(self, count: int) -> str:
        """E.g. "17 questions"."""
        return filled(self.questions_one if count == 1 else self.questions_other, count=str(count))


LABEL_NAMES = tuple(field.name for field in fields(Labels))
BLANKS: Mapping[str, frozenset[str]] = {
    "points_one": frozenset({"count"}),
    "points_other": frozenset({"count"}),
    "questions_one": frozenset({"count"}),
    "questions_other": frozenset({"count"}),
    "page_of": frozenset({"page", "pages"}),
    "unclear": frozenset({"words"}),
    "mention": frozenset({"words", "number"}),
    "mention_absent": frozenset({"words"}),
    "mention_unknown": frozenset({"words"}),
    "number_absent": frozenset({"words"}),
    "exam_document": frozenset({"title", "number"}),
    "key_document": frozenset({"title", "number"}),
    "practice_document": frozenset({"title", "number"}),
    "grids_document": frozenset({"title"}),
}


def parse_labels(layers: Sequence[TomlLayer]) -> Labels:
    """Build the wordings; later layers override earlier ones, and keep their blanks."""
    values: dict[str, str] = {}
    for layer in layers:
        layer.check_names(LABEL_NAMES)
        for name in layer.values.keys() & set(LABEL_NAMES):
            values[name] = _wording(layer, name)
        layer.finish()
    for name in LABEL_NAMES:
        if name not in values:
            layers[-1].mistake(name, f'the wording "{name}" is missing', "labels/en.toml has them all, to translate")
    layers[-1].finish()
    return Labels(**values | {"page_of": filled(values["page_of"], page=PAGE, pages=PAGES)})


def filled(wording: str, **blanks: str) -> str:
    """The wording with its blanks filled in."""
    return BLANK.sub(lambda blank: blanks[blank.group(1)], wording)


def filled_text(wording: str, blanks: Mapping[str, Span]) -> Text:
    """The wording as a text of one paragraph, with spans in its blanks."""
    parts = BLANK.split(wording)
    spans = (blanks[part] if place % 2 else Words(part) for place, part in enumerate(parts) if part)
    return (Paragraph(tuple(spans)),)


def plain_number(number: Decimal | int) -> str:
    """Without trailing zeros and exponent: "1", "0.5"."""
    return format(Decimal(number).normalize(), "f")


def _wording(layer: TomlLayer, name: str) -> str:
    value = layer.values[name]
    if not isinstance(value, str) or not value.strip():
        layer.mistake(name, "a wording is a text in double quotes")
        return ""
    if any(category(character) == "Cc" for character in value):
        layer.mistake(name, f"{value!r} holds a line end or a control character", "a wording is one line")
    wanted = BLANKS.get(name, frozenset())
    if set(BLANK.findall(value)) != wanted:
        braces = ", ".join(f"{{{blank}}}" for blank in sorted(wanted)) or "no names in braces"
        layer.mistake(name, f'"{value}" must hold {braces}')
    return value
