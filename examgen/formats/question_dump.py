"""A question in, its section of examgen's own Markdown out, which is read back as the same question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.answers_dump import (
    accepted_lines,
    gap_source,
    guarded,
    indented,
    needs_kind,
    open_parts,
    pair_lines,
    step_lines,
    written_time,
)
from examgen.formats.attributes import split_attributes, written
from examgen.formats.denials import with_denials
from examgen.formats.examgen_question import AS_WRITTEN
from examgen.formats.identity import shown_texts
from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.signs import closing_points, field_sign
from examgen.formats.question_facts import OPTION_NAMES
from examgen.formats.question_heading import reads_as_name
from examgen.formats.question_layout import ACCEPTED, NOTE
from examgen.formats.question_options import LABEL
from examgen.formats.stated_references import References, alone
from examgen.formats.variables_dump import source_of
from examgen.formats.written_numbers import WrittenNumbers
from examgen.markup import commonmark_dump
from examgen.markup.combinations import UnderstoodOptions, understood_options
from examgen.markup.inline_dump import Reference, paragraph
from examgen.markup.mentions import with_question_references
from examgen.markup.option_names import OptionNames
from examgen.markup.references import references_in, understood
from examgen.markup.words import Speech
from examgen.model.bank import KeyOrigin, Option, Question
from examgen.model.response import CHOOSING, Kind, Matching, Numeric, Open, Written
from examgen.model.text import Gap, Paragraph, QuestionReference, Quote, Span, Text, Words, map_spans, spans_of

_UNWRITABLE = re.compile(r"[\[\]\n|{}\s\"=]")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LABELLED = frozenset({Kind.OPEN, Kind.FILL_IN, Kind.MULTI_PART})
"""Kinds whose stem ends only where a label begins."""

_LISTED = frozenset({Kind.MATCHING, Kind.ORDERING})
"""Kinds whose answers are a list, which is looked for above the first label."""

_NUMBERED = re.compile(r"^\d{1,9}[.)](?: |$)", re.MULTILINE)


class QuestionWriter:
    """One question, or a part of one, while it is written."""

    def __init__(self, question: Question, numbers: WrittenNumbers, speech: Speech, level: int = 2) -> None:
        self.question = question
        self.level = level
        self.lost: list[Diagnostic] = []
        self.labels = carried_labels(question)
        texts = (question.stem, *(option.text for option in question.options))
        self.names = OptionNames.of(self.labels, speech, texts)
        self.references = References(self.names, numbers.by_id)
        self.ids = numbers.ids
        self.parts = [type(self)(part, numbers, speech, level + 1) for part in question.parts]

    @property
    def all_lost(self) -> list[Diagnostic]:
        """What could not be carried, in the parts too."""
        return [*self.lost, *(lost for part in self.parts for lost in part.all_lost)]

    def source(self, letter: str = "") -> str:
        """The whole question; a part begins with its letter."""
        question = self.question
        if question.program:
            return source_of(question, question.program, self.level)
        stem = self._source(question.stem, self._misread_stem)
        is_searched = question.kind in _LABELLED or question.kind in _LISTED
        stem = guarded(_guarded_points(stem), has_labels=is_searched, has_arrows=question.kind not in CHOOSING)
        answers = self._answers(stem)
        is_multi = question.kind is Kind.MULTI_PART
        parts = [part.source(_LETTERS[place]) for place, part in enumerate(self.parts)] if is_multi else []
        blocks = [self._heading(stem, letter), stem, *answers, *self._notes(stem), *parts]
        return "\n\n".join(block for block in blocks if block)

    def _answers(self, stem: str) -> list[str]:
        """What stands between the stem and the notes."""
        question = self.question
        match question.response:
            case Matching(prompts=prompts):
                places = range(len(question.options))
                return [pair_lines(prompts, [self._option_words(place) for place in places], self.free)]
            case Open():
                return open_parts(question.response, self.free)
            case Numeric() | Written():
                return [accepted_lines(question, self.free)]
        if question.kind is Kind.ORDERING:
            return [step_lines(map(self._option_words, range(len(question.options))), stem)]
        return [self._options()]

    def free(self, text: Text) -> str:
        """The source of a text in which nobody looks for mentions."""
        return self._source(text, lambda text: 0)

    def gap(self) -> str:
        """What stands in the braces, where the question is a gap."""
        return gap_source(self.question, self.free)

    def _heading(self, stem: str, letter: str) -> str:
        values = self._naming(stem) if not letter else {}
        values |= _facts(self.question)
        words = f"({letter})" if letter else values.pop("")
        return f"{'#' * self.level} {words} {written(values)}".rstrip()

    def _naming(self, stem: str) -> dict[str, str]:
        """The id and what gives the number; the words of the heading have no name."""
        question = self.question
        values = {"id": question.id}
        words = "Question"
        if re.fullmatch(r"[1-9]\d{0,3}", question.number):
            words = f"Question {question.number}"
        elif question.number and stem and reads_as_name(name := _inline(question.number), question.number):
            words = name
        elif question.number:
            values["number"] = question.number
        return values | {"": words} | ({"topic": question.topic} if question.topic else {})

    def _options(self) -> str:
        expected = self.understood.pinned
        return "\n".join(self._option(place, expected[place]) for place in range(len(expected)))

    def _option(self, place: int, is_expected_pinned: bool) -> str:
        option = self.question.options[place]
        box = "[x]" if option.is_key else "[ ]"
        words = self._option_words(place, is_expected_pinned=is_expected_pinned)
        return indented(f"- {box} {words}".rstrip(), 2)

    def _option_words(self, place: int, *, is_expected_pinned: bool = False) -> str:
        """The label of an option, its text, its attributes, and why it is right or wrong."""
        option = self.question.options[place]
        source = self._source(option.text, lambda text: self._misread_option(text, place))
        is_paragraph = bool(option.text) and isinstance(option.text[0], Paragraph)
        first, gap, rest = source.partition("\n\n") if is_paragraph else ("", "\n\n", source)
        is_number = self.question.kind is Kind.ORDERING and self.labels[place] == str(place + 1)
        label = f"{self.labels[place]}) " if self.labels[place] and not is_number else ""
        if not label and (match := LABEL.match(first)):
            first = f"{match[1]}\\{first[len(match[1]) :]}"
        values = {"pinned": "yes" if option.pinned else "no"} if option.pinned or is_expected_pinned else {}
        values |= {"weight": f"{option.weight:f}"} if option.weight is not None else {}
        if values:
            first = f"{first} {written(values)}".lstrip()
        elif split_attributes(first, OPTION_NAMES)[0] != first:
            start = first.rindex("{")
            first = f"{first[:start]}\\{first[start:]}"
        is_tight = len(option.text) == 1 and is_paragraph
        rationale = self._rationale(option)
        below = ("\n" if is_tight else "\n\n") + rationale if rationale else ""
        return f"{label}{first}{gap}{rest}".rstrip() + below

    def _rationale(self, option: Option) -> str:
        """The quote that closes an option; an empty one keeps a quote before it part of the option."""
        if not option.rationale:
            return ">" if len(option.text) > 1 and isinstance(option.text[-1], Quote) else ""
        source = self._source(option.rationale, self._misread_letters)
        return "\n".join(f"> {line}" if line else ">" for line in source.split("\n"))

    def _notes(self, stem: str) -> list[str]:
        """The short note and the explanation, each with its label where it could be taken for something else."""
        note, explanation = self.question.note, self.question.explanation.text
        is_long = len(note) > 1 or not all(isinstance(block, Paragraph) for block in note)
        note_source = self._source(note, self._misread_note)
        source = self._source(explanation, self._misread_explanation)
        gap = "\n\n" if is_long else " "
        parts = [f"**Note:**{gap}{note_source}"] if note else []
        kind = self.question.kind
        is_second_list = kind is Kind.ORDERING and (_NUMBERED.search(stem) or _NUMBERED.match(source))
        if is_second_list or (source and (kind in _LABELLED or (is_long and note) or _has_label(source))):
            parts.append("**Explanation:**")
        return [*parts, source] if kind in CHOOSING else [guarded(part) for part in (*parts, source)]

    def _source(self, text: Text, misread: Callable[[Text], int]) -> str:
        carried = map_spans(text, lambda spans: tuple(self._carried(span) for span in spans))
        denied = with_denials(carried, misread)
        return commonmark_dump.dump(alone(denied, self.references), self._reference)

    def _reference(self, span: Reference) -> str:
        return self.parts[span.part].gap() if isinstance(span, Gap) else self.references.content(span)

    def _carried(self, span: Span) -> Span:
        if not isinstance(span, QuestionReference) or not _UNWRITABLE.search(span.target + span.source):
            return span
        self.lost.append(
            Diagnostic(
                severity=Severity.WARNING,
                rule="not-carried",
                message=f'the reference to question "{span.target}" becomes words: its id holds a sign of markup',
                path=self.question.path,
                line=self.question.line,
                question=self.question.number or self.question.id,
                hint="give that question an id of letters, digits and hyphens",
            )
        )
        return Words(span.source, span.style)

    def _misread_questions(self, text: Text) -> int:
        """How many words would be taken for another question, and are not."""
        changed, spoken = with_question_references(text, self.ids, self.names.speech)
        return (
            _count(changed, QuestionReference)
            - _count(text, QuestionReference)
            + self._unexpected(
                [each.source for each in spoken], [mention.source for mention in self.question.explanation.mentions]
            )
        )

    def _unexpected(self, found: Sequence[str], expected: Sequence[str]) -> int:
        return (Counter(found) - Counter(expected)).total()

    def _misread_stem(self, text: Text) -> int:
        """How many words would be taken for an option or another question, and are not."""
        found = understood(text, self.names)
        more = len(references_in(found.text)) - len(references_in(text))
        return more + len(found.dangling) + self._misread_questions(text)

    def _misread_note(self, text: Text) -> int:
        """How many words would be taken for an option, and are not."""
        return 0 if self.question.explanation.suspect else self._misread_letters(text)

    def _misread_letters(self, text: Text) -> int:
        found = understood(text, self.names)
        return len(references_in(found.text)) - len(references_in(text)) + len(found.dangling)

    def _misread_explanation(self, text: Text) -> int:
        """How many words would be taken for an option or another question, and are not."""
        if self.question.explanation.suspect:
            return self._misread_questions(text)
        found = understood(text, self.names)
        unclear = max(0, len(found.unclear) - len(self.question.explanation.unclear))
        more = len(references_in(found.text)) - len(references_in(text))
        return more + len(found.dangling) + unclear + self._misread_questions(text)

    @cached_property
    def understood(self) -> UnderstoodOptions:
        """The options as readers will take them."""
        return understood_options([option.text for option in self.question.options], self.names)

    def _misread_option(self, text: Text, place: int) -> int:
        texts = [option.text for option in self.question.options]
        found = self.understood
        if text != texts[place]:
            found = understood_options([*texts[:place], text, *texts[place + 1 :]], self.names)
        doubts = sum(at == place for at, _ in (*found.dangling, *found.unclear))
        return len(references_in(found.texts[place])) - len(references_in(text)) + doubts


def _count(text: Text, kind: type[QuestionReference]) -> int:
    return sum(isinstance(span, kind) for span in spans_of(text))


def _inline(words: str) -> str:
    return paragraph((Words(words),), str)


def _guarded_points(stem: str) -> str:
    """The stem, its closing brackets escaped where they would be read as points."""
    lines = stem.split("\n")
    points, rest = closing_points(lines[-1])
    if points is None:
        return stem
    bracket = len(rest) + len(lines[-1][len(rest) :]) - len(lines[-1][len(rest) :].lstrip())
    return "\n".join([*lines[:-1], f"{lines[-1][:bracket]}\\{lines[-1][bracket:]}"])


def _has_label(source: str) -> bool:
    """Whether an explanation begins with what would be read as the label of something."""
    first = source.split("\n", 1)[0]
    sign = field_sign(first.strip())
    return (
        bool(NOTE.match(first))
        or bool(ACCEPTED.match(first))
        or (sign is not None and sign.field in (Field.ANSWER, Field.EXPLANATION))
    )


def carried_labels(question: Question) -> tuple[str, ...]:
    """The options' labels as they are written: the author's, or fresh ones where references need them."""
    own = tuple(option.label for option in question.options)
    if question.kind is Kind.ORDERING and not all(own):
        return tuple(str(place + 1) for place in range(len(own)))
    sources = [span.source for text in texts_of(question) for span in references_in(text)]
    is_writable = all(not label or LABEL.fullmatch(f"{label})") for label in own)
    is_sound = all(own) and len(set(map(str.casefold, own))) == len(own)
    if is_writable and (is_sound or not sources):
        return own
    if any(source.isdigit() for source in sources) or len(own) > 26:
        return tuple(str(place + 1) for place in range(len(own)))
    return tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(own)])


def texts_of(question: Question) -> list[Text]:
    """The texts of a question in which mentions are looked for, the note last."""
    rationales = [option.rationale for option in question.options]
    return [question.stem, *shown_texts(question), question.explanation.text, *rationales, question.note]


def _facts(question: Question) -> dict[str, str]:
    """What the attributes of a heading say beside the question's name."""
    facts = {
        "kind": question.kind.value if needs_kind(question) else "",
        "points": "" if question.points == _usual_points(question) else format(question.points, "f"),
        "scoring": question.scoring.value if question.scoring else "",
        "show-distractors": str(question.shown_distractors or ""),
        "difficulty": question.difficulty,
        "tags": ", ".join(question.tags),
        "author": question.author,
        "source": question.source,
        "time": written_time(question.time) if question.time is not None else "",
        "locked": "yes" if question.locked else "",
        "answer-space": question.answer_space.written if question.answer_space else "",
        "key": "derived" if question.key_origin is KeyOrigin.DERIVED else "",
        "letters": AS_WRITTEN if question.explanation.suspect else "",
    }
    return {name: value for name, value in facts.items() if value}


def _usual_points(question: Question) -> Decimal:
    """The points that a question has which states none."""
    match question.kind, question.response:
        case Kind.MULTI_PART, _ if question.parts:
            return sum((part.points for part in question.parts), Decimal(0))
        case Kind.FILL_IN, _ if question.parts:
            return Decimal(len(question.parts))
        case Kind.OPEN, Open(rubric=rubric) if rubric:
            return sum((criterion.points for criterion in rubric), Decimal(0))
        case _:
            return Decimal(1)
