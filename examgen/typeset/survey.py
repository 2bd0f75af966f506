"""Questions in, diagnostics out: characters that no font has or that print nothing, doubtful pictures, formulas."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from examgen.diagnostics import Diagnostic, Severity
from examgen.model.bank import Question, QuestionSet
from examgen.model.text import (
    OVERRIDES,
    STEERING,
    Formula,
    Image,
    Span,
    Text,
    map_spans,
    printed,
    prints_nothing,
    wording,
)
from examgen.typeset.formula_survey import survey_formulas
from examgen.typeset.frame import Frame
from examgen.typeset.picture_survey import survey_pictures
from examgen.typeset.scripts import HOME, free_font, home_of
from examgen.typeset.shelf import Shelf

NAMED_AT_MOST = 8

USUAL = Frame(left=68.0, bottom=68.0, right=527.3, top=779.5)
"""A4 with the margins of the shipped style."""


def survey(
    questions: Sequence[Question], shelf: Shelf, frame: Frame = USUAL, sets: Sequence[QuestionSet] = ()
) -> tuple[Diagnostic, ...]:
    """What cannot be set of these questions, and of what sets of them share, or is doubtful."""
    texts = (*(each for question in questions for each in _of_question(question)), *map(_of_set, sets))
    return tuple(diagnostic for text, place in texts for diagnostic in _of_text(text, place, shelf, frame))


def remedy(characters: Sequence[str]) -> str:
    """How to come by a font for characters that none has."""
    fonts = dict.fromkeys(free_font(c) for c in characters if home_of(c) != HOME)
    return "; ".join(fonts) or "write it in other characters, or as a picture"


def named(characters: Sequence[str]) -> str:
    """Characters as a reader can look them up: “⟴” (U+27F4 …)."""
    names = [f"“{c}” (U+{ord(c):04X} {unicodedata.name(c, 'unnamed').lower()})" for c in characters[:NAMED_AT_MOST]]
    return ", ".join(names) + (
        f" and {len(characters) - NAMED_AT_MOST} more" if len(characters) > NAMED_AT_MOST else ""
    )


def _of_question(question: Question) -> Iterator[tuple[Text, dict[str, Any]]]:
    """Its texts, each with its place as diagnostics name it."""
    for field, text, line in question.texts:
        name = question.number or question.id
        yield text, {"path": question.path, "line": line or question.line, "question": name, "field": field}


def _of_set(shared: QuestionSet) -> tuple[Text, dict[str, Any]]:
    place = {"path": shared.path, "line": shared.line, "question": shared.id, "field": "stimulus"}
    return shared.stimulus, place


def _of_text(text: Text, place: dict[str, Any], shelf: Shelf, frame: Frame) -> Iterator[Diagnostic]:
    yield from survey_pictures(text, place, shelf, frame)
    yield from survey_formulas(text, place, shelf)
    words, formulas = (wording(map_spans(text, kept)) for kept in (_words_only, _formulas_only))
    if (words + formulas).isascii() and (words + formulas).isprintable():
        return
    if missing := shelf.lacks(printed(words)):
        yield Diagnostic(
            severity=Severity.ERROR,
            rule="missing-glyph",
            message=f"no font has {named(missing)}",
            hint=remedy(missing),
            **place,
        )
    idle = (c for c in words if prints_nothing(c) and c not in STEERING)
    silent = tuple(dict.fromkeys((*idle, *filter(prints_nothing, formulas))))
    if overrides := [character for character in silent if character in OVERRIDES]:
        yield Diagnostic(
            severity=Severity.WARNING,
            rule="direction-override",
            message=f"turns letters against the direction of their script: {_listed(overrides)}; that is left out",
            hint="look at the printed words; then delete the characters, and type turned words as they are read",
            **place,
        )
    if rest := [character for character in silent if character not in OVERRIDES]:
        yield Diagnostic(
            severity=Severity.ADVICE,
            rule="invisible-character",
            message=f"holds characters that print nothing: {_listed(rest)}",
            hint="they are left out; delete them in the file",
            **place,
        )


def _listed(silent: Sequence[str]) -> str:
    return ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'control character').lower()}" for c in silent)


def _formulas_only(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The formulas among the spans, in which no character steers anything."""
    return tuple(span for span in spans if isinstance(span, Formula))


def _words_only(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without what is drawn: pictures need no font, and a formula says itself what it lacks."""
    return tuple(span for span in spans if not isinstance(span, Image | Formula))
