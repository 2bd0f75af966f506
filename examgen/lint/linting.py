"""A bank in, what all rules say of it out, in the order of its questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias, TypeGuard

from examgen.diagnostics import Diagnostic
from examgen.lint import clues, doubled, forms, hinging, lengths, scales, spelling, stems, twins, whole_bank
from examgen.lint.finding import Finding
from examgen.lint.item import Item, items_of
from examgen.lint.rules import RULES
from examgen.lint.words import told_language
from examgen.model.bank import Bank, Question
from examgen.model.text import Span, Words, spans_of

UNKNOWN = "und"
"""BCP 47 for a language that nothing tells."""

OfEach: TypeAlias = Callable[[Item], Iterator[Finding]]
OfAll: TypeAlias = Callable[[Sequence[Item]], Iterator[Finding]]

OF_EACH: tuple[OfEach, ...] = (
    stems.no_question,
    stems.blank_in_mid_stem,
    stems.unemphasised_negative,
    forms.grammatical_clue,
    lengths.longest_key,
    lengths.uneven_options,
    forms.unparallel_options,
    clues.shared_word,
    clues.absolutes,
    clues.vague_quantifiers,
    clues.all_or_none_of_the_above,
    scales.unordered_options,
    scales.overlapping_ranges,
    scales.mixed_units,
    scales.similar_options,
    doubled.doubled_word,
    spelling.misspelling,
)
"""Rules that look at one question."""

OF_ALL: tuple[OfAll, ...] = (
    twins.similar_questions,
    hinging.hinging,
    whole_bank.missing_explanation,
    whole_bank.lopsided_keys,
    whole_bank.longest_keys,
)
"""Rules that look at a whole bank."""

_LEVELS = {rule.name: rule.level for rule in RULES}


def lint(bank: Bank, language: str | None = None) -> tuple[Diagnostic, ...]:
    """Advice on all questions; ``language`` is that of texts which do not show theirs."""
    items = items_in(bank, language)
    each = (finding for item in items for rule in OF_EACH for finding in rule(item))
    every = (finding for rule in OF_ALL for finding in rule(items))
    return tuple(_diagnostic(finding) for finding in (*each, *every))


def items_in(bank: Bank, language: str | None = None) -> tuple[Item, ...]:
    """All questions and parts, each with the language of its file."""
    stated = bank.language or language
    found: list[Item] = []
    for _, group in groupby(bank.questions, key=lambda question: question.path):
        questions = tuple(group)
        spoken = stated if stated and len(bank.paths) <= 1 else told_language(_texts(questions)) or stated or UNKNOWN
        found += (item for question in questions for item in items_of(question, spoken))
    return tuple(found)


def _texts(questions: Sequence[Question]) -> Iterator[str]:
    """What questions and explanations say, without code, whose words are English whatever the language."""
    texts = (field.text for question in questions for field in question.texts)
    yield from (span.text for text in texts for span in spans_of(text) if _is_said(span))


def _is_said(span: Span) -> TypeGuard[Words]:
    return isinstance(span, Words) and not span.style.code


def _diagnostic(finding: Finding) -> Diagnostic:
    question = finding.question
    return Diagnostic(
        severity=_LEVELS[finding.rule],
        rule=finding.rule,
        message=finding.message,
        path=question.path,
        line=finding.line or question.line,
        question=question.number or question.id,
        field=finding.field,
        hint=finding.hint,
    )
