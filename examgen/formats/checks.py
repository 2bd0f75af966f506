"""Drafts and questions in, diagnostics about their structure out; nothing is repaired."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from examgen.formats.bounds import MOST_PRINTED
from examgen.formats.decode import shortened
from examgen.formats.draft import DraftOption, DraftQuestion
from examgen.formats.identity import plain_content
from examgen.formats.labels import first_label, label_rank, next_label, share_alphabet
from examgen.formats.reporting import Report
from examgen.model.response import CHOOSING, Kind
from examgen.model.text import Gap, Span, Words, map_spans, spans_of, wording
from examgen.model.variant import MOST_OPTIONS


def check_question(draft: DraftQuestion, kind: Kind, report: Report) -> None:
    """Report what one question lacks or has too much of."""
    is_gap = draft.letter.isdigit()
    if not (wording(draft.stem).strip() or is_gap or draft.parts):
        report.error("empty-stem", "the question has no stem", draft.line, "write what it asks")
    texts = (draft.stem, draft.explanation, *(option.text for option in draft.options))
    if (count := sum(len(wording(text)) for text in texts)) > MOST_PRINTED:
        message = f"the question holds {count} characters, more than the {MOST_PRINTED} that can be printed"
        report.error(
            "huge-question", message, draft.line, "shorten it, or see whether the sign that ends it is missing"
        )
    _check_count(draft, kind, report)
    if kind is Kind.FILL_IN:
        _check_gaps(draft, report)
    if len(draft.options) <= MOST_OPTIONS:
        _check_wordings(draft.options, report)


class _Need(NamedTuple):
    """How many of what a kind needs."""

    least: int
    what: str
    rule: str
    hint: str


_NEEDS = {
    Kind.ORDERING: _Need(2, "steps", rule="ordering", hint="write them in their right order: 1. … 2. …"),
    Kind.FILL_IN: _Need(1, "gaps", rule="gap", hint="write each as ____{answer} in the stem"),
    Kind.MULTI_PART: _Need(
        1, "parts", rule="parts", hint="each is a deeper heading such as ### (a) Name the products. {points=2}"
    ),
}


def _check_count(draft: DraftQuestion, kind: Kind, report: Report) -> None:
    count = len(draft.options)
    if need := _NEEDS.get(kind):
        held = count if kind is Kind.ORDERING else len(draft.parts)
        if held < need.least:
            found = "only one step" if held else f"no {need.what}"
            report.error(need.rule, f"the question has {found}", draft.line, need.hint)
    if kind is Kind.TRUE_FALSE and count > 2:
        message = f"the question has {count} options; a true-false question takes two"
        report.error("too-many-options", message, draft.line, "write kind=choice, or leave it out")
    if kind in CHOOSING and count < 2:
        found = "only one option" if count else "no options"
        hint = "a choice question takes two options or more, each on a line of its own"
        report.error("too-few-options", f"the question has {found}", draft.line, hint)
    elif count > MOST_OPTIONS:
        message = f"the question has {count} options, more than the {MOST_OPTIONS} letters"
        hint = "leave some out, or see whether the number or heading of a question is missing among them"
        if kind is Kind.ORDERING:
            message = f"the question has {count} steps, more than the {MOST_OPTIONS} letters"
            hint = "join steps, or make two questions of them"
        report.error("too-many-options", message, draft.line, hint)


def _check_gaps(draft: DraftQuestion, report: Report) -> None:
    """Report gaps that have no place in the stem, or several."""
    places = [span.part for span in spans_of(draft.stem) if isinstance(span, Gap)]
    for place, gap in enumerate(draft.parts):
        if gap.letter.isdecimal() and (count := places.count(place)) != 1:
            message = f"gap {place + 1} stands in the stem {f'{count} times' if count else 'nowhere'}"
            report.error("gap", message, gap.line or draft.line, "give each gap one place in the text")


def check_labels(options: Sequence[DraftOption], report: Report) -> None:
    """Report labels that do not run from the first letter or digit, without a gap and in order.

    For formats in which labels count the options; in examgen's own they are names.
    """
    if not all(option.label for option in options) or not 0 < len(options) <= MOST_OPTIONS:
        return
    before = ""
    for option in options:
        label = option.label.upper()
        expected = next_label(before) if before else first_label(label)
        if not share_alphabet(label, before or label) or label_rank(label) > _HIGHEST:
            report.error("option-labels", f'option "{option.label}" does not fit the others', option.line, _LABELS)
            return
        if label_rank(label) != label_rank(expected):
            severe = label_rank(label) < label_rank(expected)
            message = f'option "{option.label}" stands where option "{expected}" should'
            (report.error if severe else report.warning)("option-labels", message, option.line, _LABELS)
            return
        before = label


_HIGHEST = 99
_LABELS = "check that no option and no question number is missing"


def _check_wordings(options: Iterable[DraftOption], report: Report) -> None:
    seen: dict[str, DraftOption] = {}
    seen_folded: dict[str, DraftOption] = {}
    for option in options:
        words = wording(option.text)
        if not words.strip():
            report.error("empty-option", "an option has no words", option.line, "write it, or delete its line")
            continue
        plain, small = (plain_content(text).rstrip(" .") for text in (option.text, map_spans(option.text, _folded)))
        first, folded = seen.setdefault(plain, option), seen_folded.setdefault(small, option)
        if first is not option:
            message = f'two options say "{shortened(words)}", lines {first.line} and {option.line}'
            report.error("duplicate-options", message, option.line, "change or delete one of them")
        elif folded is not option:
            message = f'"{shortened(words)}" differs from the option in line {folded.line} in capitals only'
            report.warning("duplicate-options", message, option.line, "change one of them if that is not meant")


def _folded(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Words in lower case; in formulas a capital is another letter."""
    return tuple(replace(span, text=span.text.casefold()) if isinstance(span, Words) else span for span in spans)


def check_points(draft: DraftQuestion, report: Report) -> Decimal:
    """The points of a question; an error if there cannot be so many."""
    points = draft.points or Decimal(0)
    if not (0 < points <= 1000):
        message = f"{points} points for a question; wanted more than 0 and at most 1000"
        report.error("points", message, draft.line, "correct the points")
    return points
