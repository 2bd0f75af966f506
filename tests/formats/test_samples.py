"""Tests of real files of many formats against facts found by reading them, where their folder is beside the project.

A format joins with its line in FORMATS.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from examgen.formats import read_bank
from examgen.formats.reading import read_draft
from examgen.model.bank import Bank, Question
from examgen.model.response import CHOOSING, Kind, Written
from examgen.model.text import Text, wording

SAMPLES = Path(os.environ.get("EXAMGEN_SAMPLES") or Path(__file__).parents[3] / "shared" / "samples")

FORMATS = {
    "aiken": {"aiken"},
    "gift": {"gift"},
    "qti12": {"qti12"},
    "qti2": {"qti2"},
    "csv": {"csv"},
    "json": {"json"},
    "moodle_xml": {"moodle-xml"},
    "latex_exam": {"latex"},
    "markdown": {"quiz-markdown", "project-quiz"},
    "text": {"question-pool", "opentrivia"},
    "text2qti": {"text2qti"},
    "text2qti_broken": {"text2qti"},
    "rexams": {"rexams"},
}
"""What `expected.json` calls a format → its names here."""

KINDS = {
    "boolean": {Kind.TRUE_FALSE},
    "multichoice": {Kind.CHOICE},
    "multiple": {Kind.CHOICE},
    "multianswer": {Kind.MULTIPLE_RESPONSE},
    "truefalse": {Kind.TRUE_FALSE},
    "shortanswer": {Kind.SHORT_ANSWER},
    "numerical": {Kind.NUMERIC},
    "essay": {Kind.OPEN},
    "matching": {Kind.MATCHING},
    "ordering": {Kind.ORDERING},
    "multiple_choice_question": {Kind.CHOICE},
    "multiple_answers_question": {Kind.MULTIPLE_RESPONSE},
    "true_false_question": {Kind.TRUE_FALSE},
    "short_answer_question": {Kind.SHORT_ANSWER},
    "fill_in_multiple_blanks_question": {Kind.FILL_IN},
    "matching_question": {Kind.MATCHING},
    "numerical_question": {Kind.NUMERIC},
    "essay_question": {Kind.OPEN},
    "file_upload_question": {Kind.OPEN},
    "choice": {Kind.CHOICE, Kind.MULTIPLE_RESPONSE, Kind.TRUE_FALSE},
    "textentry": {Kind.SHORT_ANSWER},
    "inlinechoice": {Kind.CHOICE},
    "gapmatch": {Kind.FILL_IN},
    "associate": {Kind.MATCHING},
    "order": {Kind.ORDERING},
    "cloze": {Kind.FILL_IN},
    "schoice": {Kind.CHOICE},
    "fillin": {Kind.SHORT_ANSWER, Kind.NUMERIC},
    "problem": {Kind.OPEN},
}


@cache
def expected() -> tuple[dict[str, Any], ...]:
    """The facts about each file of a format that is read."""
    facts = SAMPLES / "expected.json"
    if not facts.exists():
        return ()
    files = json.loads(facts.read_text(encoding="utf-8"))["files"]
    return tuple(file for file in files if file["format"] in FORMATS)


@cache
def bank_of(path: str) -> Bank:
    return read_bank([SAMPLES / path])[0]


def words(text: str) -> str:
    """What is left of a text without punctuation and white space."""
    return re.sub(r"[\W_]+", "", text).casefold()


def wordings(text: str) -> set[str]:
    """The same of a source, whose tags may be markup or words, and whose names in brackets or braces may be signs."""
    bare = [re.sub(pattern, "", text) for pattern in (r"<[^<>]*>", r"\[[^][]*\]", r"\{:[^}]*\}")]
    return {words(text), *map(words, bare)}


def said(text: Text) -> str:
    return words(wording(text))


def kind_of(question: Question) -> Kind:
    """The kind; of a text with one gap, that of the gap."""
    gaps = question.parts if question.kind is Kind.FILL_IN else ()
    return gaps[0].kind if len(gaps) == 1 else question.kind


def right_in(question: Question) -> list[str]:
    """What is right: the key, all steps in their order, or what the only gap takes."""
    gaps = question.parts if question.kind is Kind.FILL_IN else ()
    if len(gaps) == 1 and isinstance(gaps[0].response, Written):
        return [said(text) for text in gaps[0].response.accepted]
    options = gaps[0].options if len(gaps) == 1 else question.options
    return [said(option.text) for option in options if option.is_key or question.kind is Kind.ORDERING]


pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the folder of samples is not beside the project")
every_file = pytest.mark.parametrize("facts", expected(), ids=lambda facts: facts["path"])


@every_file
def test_files_are_recognised(facts: dict[str, Any]) -> None:
    """each file is recognised as what it is."""
    form = read_draft(SAMPLES / facts["path"]).format

    assert form is not None
    assert form.name in FORMATS[facts["format"]]


@every_file
def test_all_questions_are_read(facts: dict[str, Any]) -> None:
    """each file has as many questions as it holds."""
    assert len(bank_of(facts["path"]).questions) == facts.get("n_questions", len(bank_of(facts["path"]).questions))


@every_file
def test_first_question(facts: dict[str, Any]) -> None:
    """the first question of each file has its stem and its right options."""
    first = bank_of(facts["path"]).questions[0]
    right = right_in(first)
    stated = facts.get("first_question_correct", right)
    beginnings = [said((block,)) for block in first.stem] if "interactions" in facts else [said(first.stem)]
    prefixes = tuple(wordings(facts.get("first_question_stem_prefix", "")))

    assert any(beginning.startswith(prefixes) for beginning in beginnings), beginnings
    assert len(right) == len(stated)
    assert all(wordings(text) & set(right) for text in stated)


@every_file
def test_kinds(facts: dict[str, Any]) -> None:
    """each file has as many questions of each kind as it holds; several choices are told apart only where facts do."""
    types = Counter(facts.get("types", {}))
    del types["description"]
    questions = bank_of(facts["path"]).questions
    found = Counter(question.kind if "cloze" in types else kind_of(question) for question in questions)
    apart = {kind for name in types if name != "multichoice" for kind in KINDS.get(name, set())}
    for name, count in types.items():
        kinds = KINDS[name] | ((CHOOSING - apart) if name == "multichoice" else set())
        assert sum(found[kind] for kind in kinds) == count or facts.get("needs_R"), name
