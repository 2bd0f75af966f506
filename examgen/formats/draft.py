"""Questions as a parser found them, before anything is concluded from them.

Parsers only cut a file into parts and say where each part stood.
`finish` (in finish.py) concludes: identities, keys, references, and the diagnostics that go with them.

A text may already hold references that the author stated; mentions are then looked for in the words between them.
An `OptionReference` without targets is a letter of which the author says that it refers to nothing:
`finish` turns it into words, and finds no mention in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from examgen.model.answer_space import AnswerSpace
from examgen.model.bank import KeyOrigin
from examgen.model.program import Program
from examgen.model.response import Kind, Scoring
from examgen.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOption:
    """One option: its text without the label and without the sign that marks it right."""

    text: Text
    label: str = ""
    """As written, without brackets or stops: "A", "b", "3"; empty for bare lines and bullets."""

    is_marked: bool = False
    """Marked as right at the option itself: ``[x]``, ``*``, bold, ✓, ``(correct)``."""

    is_boxed: bool = False
    """Begins with a box, ticked or not, in a Markdown list."""

    pinned: bool | None = None
    """``None`` where the file does not say; `finish` recognises "none of the above" and its like."""

    rationale: Text = ()
    weight: Decimal | None = None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedAnswer:
    """An answer that the file states apart from the option, e.g. ``Answer: B. text (note)``."""

    label: str = ""
    """"B", "b" or "3" as written; several separated by commas; empty where only a text is given."""

    text: str = ""
    """The wording repeated after the label, if any; cross-checked without case, spaces and closing punctuation."""

    note: Text = ()
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedAnswer:
    """One answer, in words or a number, that a question without options accepts."""

    text: Text
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPrompt:
    """What one of the options belongs to."""

    text: Text
    target: int
    """Place of its option."""

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCriterion:
    """One line of a rubric; without points where it states none."""

    text: Text
    points: Decimal | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFacts:
    """What a file says about a question that is no part of its wording."""

    scoring: Scoring | None = None
    shown_distractors: int | None = None
    difficulty: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    source: str = ""
    time: Decimal | None = None
    """Minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftQuestion:
    """One question as it stands in the file, or a part of one, or a gap in its text."""

    number: str = ""
    id: str = ""
    stem: Text
    options: tuple[DraftOption, ...]
    answers: tuple[StatedAnswer, ...] = ()
    """All statements found, beside the question and in an answer list at the end; they must agree."""

    kind: Kind | None = None
    """What the file says that it is; else `finish` concludes it from what the question holds."""

    accepted: tuple[AcceptedAnswer, ...] = ()
    prompts: tuple[DraftPrompt, ...] = ()
    model_answer: Text = ()
    rubric: tuple[DraftCriterion, ...] = ()
    parts: tuple[DraftQuestion, ...] = ()
    """Those below it, or its gaps."""

    letter: str = ""
    """Of a part: what its id and number end with."""

    set_place: int | None = None
    """Of the question set that it belongs to, among the draft's."""

    facts: QuestionFacts = QuestionFacts()
    explanation: Text = ()
    explanation_line: int | None = None
    note: Text = ()
    """The short remark on the key where the file gives one apart from any answer."""

    key_origin: KeyOrigin | None = None
    """``DERIVED`` where the file says that the marks were taken from the explanation; else `finish` concludes.

    ``UNRESOLVED`` where a key is stated, but the parser has said why it is not known.
    """

    suspect: bool = False
    """The file says that letters in the explanation follow another order: no mention in it is rewritten."""

    program: Program | None = None
    """Of a parametrised question, whose texts hold sample values."""

    points: Decimal | None = None
    topic: str = ""
    locked: bool = False
    answer_space: AnswerSpace | None = None
    member: str = ""
    """The file inside the bank's, where that is a package, in which it stands; lines are counted there."""

    line: int


def path_within(path: str, member: str) -> str:
    """How a file inside a package is named in messages."""
    return f"{path}/{member}" if member else path


def part_number(number: str, letter: str) -> str:
    """The author's number of a part: that of the whole with the part's letter, or behind a stop the gap's number."""
    if not number:
        return ""
    return f"{number}.{letter}" if letter.isdigit() else f"{number}{letter}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSet:
    """A question set: what its questions share."""

    id: str
    stimulus: Text
    shuffled: bool = False
    member: str = ""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole file, cut into parts."""

    title: str = ""
    """The first heading, if the file has one."""

    language: str | None = None
    questions: tuple[DraftQuestion, ...]
    others: tuple[tuple[str, str], ...] = ()
    """Ids and numbers of questions that are not in this text, but that it may speak of."""
    sets: tuple[DraftSet, ...] = ()
