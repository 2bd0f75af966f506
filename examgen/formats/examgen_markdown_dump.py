"""A bank in, examgen's own Markdown out, which is read back as the same bank; what it cannot carry is a warning."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.attributes import split_attributes, written
from examgen.formats.denials import with_denials
from examgen.formats.examgen_question import AS_WRITTEN, LABEL, reads_as_name
from examgen.formats.plain_text.signs import Field, closing_points, field_sign, number_sign
from examgen.formats.question_facts import HEAD_NAMES, OPTION_NAMES
from examgen.formats.question_layout import NOTE
from examgen.formats.stated_references import References, alone
from examgen.markup import commonmark_dump
from examgen.markup.combinations import understood_options
from examgen.markup.inline_dump import Reference, paragraph
from examgen.markup.mentions import with_question_references
from examgen.markup.option_names import OptionNames
from examgen.markup.references import references_in, understood
from examgen.markup.words import Speech, speech_for
from examgen.model.bank import Bank, KeyOrigin, Option, Question
from examgen.model.text import Gap, Paragraph, QuestionReference, Quote, Span, Text, Words, map_spans, spans_of, wording

_UNWRITABLE = re.compile(r"[\[\]\n|{}\s\"=]")


def dump(bank: Bank) -> tuple[str, tuple[Diagnostic, ...]]:
    """Write a whole bank."""
    numbers = {question.id: question.number for question in bank.questions}
    texts = (text for question in bank.questions for text in _texts(question)[:-1])
    speech = speech_for(bank.language, map(wording, texts))
    writers = [_QuestionWriter(question, numbers, speech) for question in bank.questions]
    parts = [_head(bank), *(writer.source() for writer in writers)]
    lost = tuple(diagnostic for writer in writers for diagnostic in writer.lost)
    return "\n\n".join(part for part in parts if part) + "\n", lost


def _head(bank: Bank) -> str:
    """Title and language; a title that no heading can hold stands beside the language."""
    title = paragraph((Words(bank.title),), str) if bank.title else ""
    is_heading = split_attributes(title, HEAD_NAMES)[0] == title and number_sign(title) is None
    is_heading = is_heading and "\n" not in title and not title.endswith("#")
    settings = [f"language: {bank.language}"] if bank.language else []
    settings += [f"title: {json.dumps(bank.title, ensure_ascii=False)}"] if title and not is_heading else []
    front = "\n".join(("---", *settings, "---")) if settings else ""
    heading = f"# {title}" if title and is_heading else ""
    return "\n\n".join(part for part in (front, heading) if part)


class _QuestionWriter:
    """One question while it is written."""

    def __init__(self, question: Question, numbers: Mapping[str, str], speech: Speech) -> None:
        self.question = question
        self.lost: list[Diagnostic] = []
        self.labels = carried_labels(question)
        self.names = OptionNames.of(self.labels, speech)
        self.references = References(self.names, numbers)
        counts = Counter(numbers.values())
        self.ids = {number: identity for identity, number in numbers.items() if number and counts[number] == 1}

    def source(self) -> str:
        stem = _guarded_points(self._source(self.question.stem, self._misread_stem))
        parts = [self._heading(stem), stem, self._options(), *self._notes()]
        return "\n\n".join(part for part in parts if part)

    def _heading(self, stem: str) -> str:
        question = self.question
        values = {"id": question.id}
        words = "Question"
        if re.fullmatch(r"[1-9]\d{0,3}", question.number):
            words = f"Question {question.number}"
        elif question.number and stem and reads_as_name(name := _inline(question.number), question.number):
            words = name
        elif question.number:
            values["number"] = question.number
        if question.points != 1:
            values["points"] = format(question.points, "f")
        values |= {"topic": question.topic} if question.topic else {}
        values |= {"locked": "yes"} if question.locked else {}
        values |= {"answer-space": question.answer_space.written} if question.answer_space else {}
        values |= {"key": "derived"} if question.key_origin is KeyOrigin.DERIVED else {}
        values |= {"letters": AS_WRITTEN} if question.explanation.suspect else {}
        return f"## {words} {written(values)}"

    def _options(self) -> str:
        texts = [option.text for option in self.question.options]
        expected = understood_options(texts, self.names).pinned
        return "\n".join(self._option(place, expected[place]) for place in range(len(texts)))

    def _option(self, place: int, is_expected_pinned: bool) -> str:
        option = self.question.options[place]
        source = self._source(option.text, lambda text: self._misread_option(text, place))
        is_paragraph = bool(option.text) and isinstance(option.text[0], Paragraph)
        first, gap, rest = source.partition("\n\n") if is_paragraph else ("", "\n\n", source)
        label = f"{self.labels[place]}) " if self.labels[place] else ""
        if not label and (match := LABEL.match(first)):
            first = f"{match[1]}\\{first[len(match[1]) :]}"
        if option.pinned:
            first = f"{first} {{pinned}}".lstrip()
        elif is_expected_pinned:
            first = f"{first} {{pinned=no}}".lstrip()
        elif split_attributes(first, OPTION_NAMES)[0] != first:
            start = first.rindex("{")
            first = f"{first[:start]}\\{first[start:]}"
        box = "[x]" if option.is_key else "[ ]"
        rationale = self._rationale(option)
        lines = f"- {box} {label}{first}{gap}{rest}".rstrip().split("\n") + (["", *rationale] if rationale else [])
        return "\n".join([lines[0], *(f"  {line}" if line else "" for line in lines[1:])])

    def _rationale(self, option: Option) -> list[str]:
        """Lines of the quote that closes an option; an empty one keeps a quote before it part of the option."""
        if not option.rationale:
            return [">"] if len(option.text) > 1 and isinstance(option.text[-1], Quote) else []
        source = self._source(option.rationale, self._misread_note)
        return [f"> {line}" if line else ">" for line in source.split("\n")]

    def _notes(self) -> list[str]:
        """The short note and the explanation, each with its label where it could be taken for something else."""
        note, explanation = self.question.note, self.question.explanation.text
        is_long = len(note) > 1 or not all(isinstance(block, Paragraph) for block in note)
        note_source = self._source(note, self._misread_note)
        source = self._source(explanation, self._misread_explanation)
        gap = "\n\n" if is_long else " "
        parts = [f"**Note:**{gap}{note_source}"] if note else []
        if source and (is_long or _has_label(source)):
            parts.append("**Explanation:**")
        return [*parts, source]

    def _source(self, text: Text, misread: Callable[[Text], int]) -> str:
        carried = map_spans(text, lambda spans: tuple(self._carried(span) for span in spans))
        denied = with_denials(carried, misread)
        return commonmark_dump.dump(alone(denied, self.references), self._reference)

    def _reference(self, span: Reference) -> str:
        return "" if isinstance(span, Gap) else self.references.content(span)

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
        if self.question.explanation.suspect:
            return 0
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

    def _misread_option(self, text: Text, place: int) -> int:
        texts = [text if at == place else option.text for at, option in enumerate(self.question.options)]
        found = understood_options(texts, self.names)
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
    return bool(NOTE.match(first)) or (sign is not None and sign.field in (Field.ANSWER, Field.EXPLANATION))


def carried_labels(question: Question) -> tuple[str, ...]:
    """The options' labels as they are written: the author's, or fresh ones where references need them."""
    own = tuple(option.label for option in question.options)
    sources = [span.source for text in _texts(question) for span in references_in(text)]
    is_writable = all(not label or LABEL.fullmatch(f"{label})") for label in own)
    is_sound = all(own) and len(set(map(str.casefold, own))) == len(own)
    if is_writable and (is_sound or not sources):
        return own
    if any(source.isdigit() for source in sources) or len(own) > 26:
        return tuple(str(place + 1) for place in range(len(own)))
    return tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(own)])


def _texts(question: Question) -> list[Text]:
    return [question.stem, *(option.text for option in question.options), question.explanation.text, question.note]
