"""A bank: the questions to draw from, each with its key and what is known about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from examgen.model.answer_space import AnswerSpace
from examgen.model.program import Program
from examgen.model.response import Kind, Matching, Numeric, Open, Response, Scoring, Written
from examgen.model.text import Text, paragraph


class KeyOrigin(StrEnum):
    """How the key of a question is known."""

    STATED = "stated"
    DERIVED = "derived"
    """Taken from the explanation; the key sheet says so."""

    UNRESOLVED = "unresolved"
    """Not known: such a question is never printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One offered answer."""

    text: Text
    label: str = ""
    """The author's own letter or digit; printed letters are the variant's."""

    is_key: bool = False
    pinned: bool = False
    """Keeps its place when options are shuffled, e.g. "None of the above"."""

    rationale: Text = ()
    """Why it is right or wrong; travels with it."""

    weight: Decimal | None = None
    """Share of the points that marking it earns, from -1 to 1; ``None`` where the question's scoring says."""

    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMention:
    """Words in an explanation or stem that speak of another question, e.g. "the previous question"."""

    source: str
    """The author's words."""

    target: str | None
    """Id of the question meant; ``None`` where it cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why the key is right, with what is doubtful about the letters in it."""

    text: Text = ()
    suspect: bool = False
    """A mention points at no existing option: no mention in it was rewritten."""

    unclear: tuple[str, ...] = ()
    """Capitals within the options' range that may be mentions but were not understood, with a few words around them."""

    mentions: tuple[QuestionMention, ...] = ()
    """Other questions spoken of in words that are not rewritten."""

    line: int | None = None


class FieldText(NamedTuple):
    """One of the texts of a question."""

    field: str
    """E.g. "options", as messages name it."""

    text: Text
    line: int | None = None
    """Where it stands, if that is known better than by its question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One scored thing, or a part of one."""

    id: str
    """The author's, or derived from the stem and the sorted options; never changes with order or key."""

    stem: Text
    options: tuple[Option, ...] = ()
    kind: Kind = Kind.CHOICE
    response: Response | None = None
    """What is right where options do not say it."""

    parts: tuple[Question, ...] = ()
    """Of a multi-part question, or the gaps of a fill-in, in their order.

    The id of a part is the question's, a slash, and the part's letter, or the gap's number: "cell/a".
    """

    steps: tuple[int, ...] = ()
    """Of an ordering question, the places of its options in their right order; empty where that is the bank's."""

    scoring: Scoring | None = None
    """Of a multiple response; ``None`` for the exam's."""

    shown_distractors: int | None = None
    """How many of the distractors a variant shows; ``None`` for all."""

    explanation: Explanation = Explanation()
    note: Text = ()
    """A short remark on the key, e.g. the one in brackets in a closing answer key."""

    points: Decimal = Decimal(1)
    topic: str = ""
    difficulty: str = ""
    """A word such as "easy", or a number."""

    tags: tuple[str, ...] = ()
    author: str = ""
    source: str = ""
    """Where it was taken from."""

    time: Decimal | None = None
    """Minutes that it is meant to take."""

    set_id: str = ""
    """The question set that it belongs to."""

    locked: bool = False
    """Its options keep the bank's order."""

    answer_space: AnswerSpace | None = None
    """Room to write after it on the paper; ``None`` for the exam's."""

    key_origin: KeyOrigin = KeyOrigin.STATED
    program: Program | None = None
    """Of a parametrised question, whose texts then are a sample; what is printed has none, but ``values``."""

    values: tuple[tuple[str, str], ...] = ()
    """Of the variables of a realised question."""

    number: str = ""
    """The author's own number in the file."""

    has_own_id: bool = False
    repeats: str = ""
    """The id of an earlier question that asks the same and has the same key: no paper holds both."""

    path: str = ""
    line: int | None = None

    @property
    def key(self) -> tuple[int, ...]:
        """Places of the right options in the bank's order."""
        return tuple(place for place, option in enumerate(self.options) if option.is_key)

    @property
    def sequence(self) -> tuple[int, ...]:
        """Places of the options of an ordering question in their right order."""
        return self.steps or tuple(range(len(self.options)))

    @property
    def with_parts(self) -> Iterator[Question]:
        """It, and behind it its parts and gaps, each with its own."""
        yield self
        for part in self.parts:
            yield from part.with_parts

    @property
    def texts(self) -> Iterator[FieldText]:
        """All texts of it, those of its parts behind its own."""
        yield from self.own_texts
        for part in self.parts:
            yield from part.texts

    @property
    def own_texts(self) -> Iterator[FieldText]:
        """The same without its parts, whose references to options mean their own."""
        yield FieldText("stem", self.stem)
        for option in self.options:
            yield FieldText("options", option.text, option.line)
            yield FieldText("rationale", option.rationale, option.line)
        yield from _response_texts(self.response)
        yield FieldText("explanation", self.explanation.text, self.explanation.line)
        yield FieldText("note", self.note)


def _response_texts(response: Response | None) -> Iterator[FieldText]:
    match response:
        case Numeric(unit=unit, forms=forms):
            yield from (FieldText("answer", text) for text in (paragraph(unit), *forms) if text)
        case Written(accepted=accepted):
            yield from (FieldText("answer", text) for text in accepted)
        case Matching(prompts=prompts):
            yield from (FieldText("prompts", prompt.text, prompt.line) for prompt in prompts)
        case Open(answer=answer, rubric=rubric):
            yield FieldText("answer", answer)
            yield from (FieldText("rubric", criterion.text) for criterion in rubric)


def with_texts(question: Question, change: Callable[[Text], Text]) -> Question:
    """The question with each of its texts, and those of its parts, changed."""
    return replace(
        question,
        stem=change(question.stem),
        options=tuple(
            replace(option, text=change(option.text), rationale=change(option.rationale)) for option in question.options
        ),
        response=_changed_response(question.response, change),
        parts=tuple(with_texts(part, change) for part in question.parts),
        explanation=replace(question.explanation, text=change(question.explanation.text)),
        note=change(question.note),
    )


def _changed_response(response: Response | None, change: Callable[[Text], Text]) -> Response | None:
    match response:
        case Numeric(forms=forms):
            return replace(response, forms=tuple(map(change, forms)))
        case Written(accepted=accepted):
            return replace(response, accepted=tuple(map(change, accepted)))
        case Matching(prompts=prompts):
            return replace(response, prompts=tuple(replace(each, text=change(each.text)) for each in prompts))
        case Open(answer=answer, rubric=rubric):
            changed = tuple(replace(criterion, text=change(criterion.text)) for criterion in rubric)
            return replace(response, answer=change(answer), rubric=changed)
        case None:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """Questions that share a stimulus: they stay together behind it."""

    id: str
    stimulus: Text
    shuffled: bool = False
    """Whether its questions are shuffled among themselves; else they keep the bank's order."""

    path: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """Questions from one or more files, in their order."""

    title: str
    questions: tuple[Question, ...]
    sets: tuple[QuestionSet, ...] = ()
    language: str | None = None
    """BCP 47, where the bank states one."""

    paths: tuple[str, ...] = ()
