"""A drafted question in, its kind out, and what in it belongs to no question of that kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from examgen.formats.draft import DraftOption, DraftQuestion, StatedAnswer
from examgen.formats.identity import same_wording
from examgen.formats.numbers import stated_number
from examgen.formats.reporting import Report, listed
from examgen.formats.truth_words import truth_words
from examgen.markup.further_parts import FURTHER
from examgen.markup.part_words import PartWords
from examgen.markup.words import all_parts
from examgen.model.response import CHOOSING, Kind
from examgen.model.text import Gap, Text, paragraph, spans_of, wording

BOXES = "options with boxes"
_ACCEPTED = 'lines that begin with "="'
_PAIRS = 'pairs with "=>"'
_GAPS = "gaps"
_PARTS = "parts"
_RUBRIC = "a model answer or rubric"
_ANSWER_LINE = "an answer line"

_HOLDS = {
    Kind.CHOICE: (BOXES, _ANSWER_LINE),
    Kind.MULTIPLE_RESPONSE: (BOXES, _ANSWER_LINE),
    Kind.TRUE_FALSE: (BOXES, _ANSWER_LINE),
    Kind.NUMERIC: (_ACCEPTED,),
    Kind.SHORT_ANSWER: (_ACCEPTED,),
    Kind.FILL_IN: (_GAPS,),
    Kind.MATCHING: (_PAIRS,),
    Kind.ORDERING: (),
    Kind.OPEN: (_RUBRIC,),
    Kind.MULTI_PART: (_PARTS,),
}
_TICKS, _CROSSES = frozenset("√✓✔"), frozenset("×✗✘")
_TRUE, _FALSE = "t", "f"
"""Letters that stand for the words in answer lines of English files."""


def kind_of(draft: DraftQuestion) -> Kind:
    """The stated kind, else the one that the question's answers show; how many options are right is not looked at."""
    if draft.kind is not None:
        return draft.kind
    if has_gaps(draft.stem):
        return Kind.FILL_IN
    if draft.parts:
        return Kind.MULTI_PART
    if draft.prompts:
        return Kind.MATCHING
    if draft.options:
        return Kind.TRUE_FALSE if says_true_false([option.text for option in draft.options]) else Kind.CHOICE
    if draft.accepted:
        return Kind.NUMERIC if stated_number(draft.accepted[0].text) else Kind.SHORT_ANSWER
    is_open = draft.answer_space is not None or draft.model_answer or draft.rubric
    return Kind.OPEN if is_open else Kind.CHOICE


def has_gaps(stem: Text) -> bool:
    return any(isinstance(span, Gap) for span in spans_of(stem))


def check_kind(draft: DraftQuestion, kind: Kind, report: Report) -> None:
    """Report answers of several kinds in one question, and settings that its kind has no use for."""
    found = [name for name in _held(draft) if name not in _HOLDS[kind]]
    if found:
        message = f"{_article(kind)} question holds {listed(found)}"
        hint = "keep one way to answer; several can stand below one stem as parts: ### (a) … and ### (b) …"
        report.error("mixed-kinds", message, draft.line, hint)
    if draft.facts.scoring is not None and kind not in (Kind.CHOICE, Kind.MULTIPLE_RESPONSE):
        report.error("attribute", f"scoring means nothing at {_article(kind)} question", draft.line, _SCORING)
    if any(option.weight is not None for option in draft.options) and kind not in CHOOSING:
        message = f"weights mean nothing at {_article(kind)} question"
        report.error("attribute", message, draft.line, "leave them out, or give the question options with boxes")
    _check_shown(draft, kind, report)


_SCORING = "leave it out, or write kind=multiple-response"


def _article(kind: Kind) -> str:
    return f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind.value}"


def _held(draft: DraftQuestion) -> list[str]:
    held = {
        BOXES: any(option.is_boxed for option in draft.options),
        _ACCEPTED: bool(draft.accepted),
        _PAIRS: bool(draft.prompts),
        _GAPS: has_gaps(draft.stem),
        _PARTS: any(not part.letter.isdigit() for part in draft.parts),
        _RUBRIC: bool(draft.model_answer or draft.rubric),
        _ANSWER_LINE: bool(draft.answers),
    }
    return [name for name, is_held in held.items() if is_held]


def _check_shown(draft: DraftQuestion, kind: Kind, report: Report) -> None:
    shown = draft.facts.shown_distractors
    if shown is None:
        return
    if kind not in (Kind.CHOICE, Kind.MULTIPLE_RESPONSE):
        message = f"show-distractors means nothing at {_article(kind)} question"
        report.error("attribute", message, draft.line, "leave it out")
    elif shown >= len(draft.options):
        message = f"show-distractors={shown}, but the question has {len(draft.options)} options, the right one included"
        report.error("attribute", message, draft.line, "write more distractors, or leave it out to show them all")


def with_truth(draft: DraftQuestion) -> DraftQuestion:
    """A question without options whose answer is "true" or "false", with these options."""
    is_bare = not draft.options and draft.kind in (None, Kind.TRUE_FALSE) and draft.answers
    if not is_bare or len(_held(draft)) > 1:
        return draft
    stated = [_truth(answer) or _ticked(answer, draft.stem) for answer in draft.answers]
    first = stated[0][0] if stated[0] and None not in stated else None
    if first is None:
        return draft
    options = tuple(
        DraftOption(text=paragraph(word[0].upper() + word[1:]), line=draft.answers[0].line) for word in first
    )
    answers = tuple(replace(a, label="", text=said[1]) for a, said in zip(draft.answers, stated, strict=True) if said)
    return replace(draft, options=options, answers=answers)


def _truth(answer: StatedAnswer) -> tuple[tuple[str, str], str] | None:
    """The words for true and false in the language of an answer, and the one that it says."""
    said = same_wording(answer.text or answer.label)
    if answer.text and answer.label:
        return None
    if said in (_TRUE, _FALSE):
        return ("true", "false"), "true" if said == _TRUE else "false"
    for words in (*all_parts(), *FURTHER):
        if said in words.true:
            return (said, words.false[0]), said
        if said in words.false:
            return (words.true[words.false.index(said) % len(words.true)], said), said
    return None


def _ticked(answer: StatedAnswer, stem: Text) -> tuple[tuple[str, str], str] | None:
    """The same for a sign, in the language of the statement."""
    said = answer.text.strip("()（） ")
    if answer.label or said not in _TICKS | _CROSSES:
        return None
    words = truth_words(None, [wording(stem)])
    return words, words[said in _CROSSES]


def says_true_false(options: Sequence[Text]) -> bool:
    """Whether two options are the words for true and false in one language."""
    said = [same_wording(wording(option)) for option in options[:3]]
    return len(said) == 2 and said[0] != said[1] and any(_pairs(words, said) for words in (*all_parts(), *FURTHER))


@cache
def _sides(words: PartWords) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(words.true), frozenset(words.false)


def _pairs(words: PartWords, said: list[str]) -> bool:
    true, false = _sides(words)
    return (said[0] in true and said[1] in false) or (said[0] in false and said[1] in true)
