"""examgen's own Markdown in, its parts out: a heading, a stem, options with boxes, an explanation (docs/format.md).

Every line ends up in a question or in a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.attributes import Attributes, split_attributes
from examgen.formats.bounds import admit_questions
from examgen.formats.draft import Draft
from examgen.formats.examgen_question import Place, QuestionSource
from examgen.formats.examgen_set import SetSource
from examgen.formats.format import Parsed, text_format
from examgen.formats.front_matter import front_matter
from examgen.formats.part_labels import is_next, part_label
from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.signs import NumberKind, field_sign, number_sign
from examgen.formats.question_doubts import report_heading
from examgen.formats.question_facts import HEAD_NAMES, SET, SET_NAMES
from examgen.formats.question_layout import CHECKED, has_boxes, holds_answers
from examgen.formats.sections import Document, Line, Section, cut, refusal, trimmed
from examgen.formats.variables import with_programs, with_samples
from examgen.markup import commonmark
from examgen.markup.context import LoadImage
from examgen.markup.words import speech_for
from examgen.model.response import Kind
from examgen.model.text import wording


def parse(text: str, path: str, load: LoadImage | None = None) -> Parsed:
    """Cut a file in examgen's own format into its questions."""
    if refused := refusal(text, path):
        return Draft(questions=()), (refused,)
    parametrised = with_samples(text, path)
    reader = _Reader(path, cut(parametrised.text), load)
    draft = with_programs(reader.draft(), parametrised, path)
    return draft, (*reader.diagnostics, *parametrised.diagnostics)


def parse_alone(text: str, path: str, load: LoadImage, others: Sequence[tuple[str, str]]) -> Parsed:
    """The same with a text that is but a part of its file, which holds these other questions."""
    reader = _Reader(path, cut(text), load, others=tuple(others))
    return reader.draft(), tuple(reader.diagnostics)


@dataclass(slots=True)
class _Reader:
    """The state of one file while its sections are read in order."""

    path: str
    document: Document
    load: LoadImage | None
    title: str = ""
    others: tuple[tuple[str, str], ...] = ()
    """Ids and numbers of questions that are not in this text, but that it may speak of."""

    questions: list[QuestionSource] = field(default_factory=list)
    sets: list[SetSource] = field(default_factory=list)
    open_set: SetSource | None = None
    open_question: QuestionSource | None = None
    """The last one, as long as no heading of its level or above has come."""

    topics: dict[int, str] = field(default_factory=dict)
    """Level of a heading above questions → its words."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def draft(self) -> Draft:
        front, found = front_matter(self.document.front, self.path)
        self.diagnostics += found
        self.title = front.title
        sections = self.document.sections
        for section, following in zip(sections, [*sections[1:], None], strict=True):
            self.section(section, following)
        admit_questions(
            [question.line for question in self.questions], [line.text for line in self.document.lines], self.path
        )
        sources = [part for question in self.questions for part in (question, *question.parts)]
        numbers = dict(self.others) | {source.id: source.number for source in sources if source.id}
        speech = speech_for(front.language, (line.text for line in self.document.lines))
        drafted = tuple(question.draft(numbers, speech) for question in self.questions)
        for question in self.questions:
            self.diagnostics += question.diagnostics
        sets = tuple(each.draft(numbers, speech) for each in self.sets)
        for each in self.sets:
            self.diagnostics += each.diagnostics
        self.report_names([question for question in self.questions if question.has_name])
        return Draft(title=self.title, language=front.language, questions=drafted, sets=sets, others=self.others)

    def section(self, section: Section, following: Section | None) -> None:
        words, attributes = split_attributes(section.words, (*HEAD_NAMES, SET))
        if self.open_set and section.level <= self.open_set.level:
            self.open_set = None
        if self.open_question and section.level <= self.open_question.level:
            self.open_question = None
        if section.level == 0:
            self.stray(section.lines)
        elif SET in attributes.values:
            self.begin_set(section)
        elif self.is_part(section, words):
            self.add_part(section, words, attributes)
        elif _is_question(section, words, attributes) or self.asks(section, following):
            self.open(section, words, attributes)
        elif self.open_set and not self.open_set.count:
            self.open_set.add(self.document.lines[section.line - 1], section)
        elif section.is_empty and following and following.level > section.level and (self.title or section.level > 1):
            self.topics = {level: topic for level, topic in self.topics.items() if level < section.level}
            self.topics[section.level] = _plain(words)
        elif not self.questions and not self.title:
            self.title = _plain(words)
            self.stray(section.lines)
        elif question := self.open_question:
            source = question.parts[-1] if question.parts else question
            report_heading(words, section.line, source.holds_answers, source.letter, source.report)
            source.lines += [self.document.lines[section.line - 1], *section.lines]
        else:
            self.stray([Line(section.line, section.words), *section.lines])

    def open(self, section: Section, words: str, attributes: Attributes) -> None:
        self.topics = {level: topic for level, topic in self.topics.items() if level < section.level}
        topic = self.topics[max(self.topics)] if self.topics else ""
        topic = self.open_set.topic or topic if self.open_set else topic
        question = QuestionSource(section, words, attributes, self.place, topic)
        if self.open_set:
            question.set_place = len(self.sets) - 1
            self.open_set.count += 1
        self.questions.append(question)
        self.open_question = question

    @property
    def place(self) -> Place:
        return Place(self.path, self.load)

    def begin_set(self, section: Section) -> None:
        """Open a question set; it ends where the next heading of its level or above stands."""
        words, attributes = split_attributes(section.words, SET_NAMES)
        self.topics = {level: topic for level, topic in self.topics.items() if level < section.level}
        source = SetSource(section, words, attributes, self.place)
        if self.open_set:
            source.report_nested(self.open_set)
        self.open_set, self.open_question = source, None
        self.sets.append(source)

    def is_part(self, section: Section, words: str) -> bool:
        """Whether a heading opens a part of the question above it."""
        question = self.open_question
        if question is None or question.has_boxes:
            return False
        if question.parts and section.level > question.parts[0].level:
            return False
        return question.kind is Kind.MULTI_PART or part_label(words) is not None

    def asks(self, section: Section, following: Section | None) -> bool:
        """Whether a heading outside questions has answers below it, or text and then the label of a part."""
        if self.open_question:
            return False
        if holds_answers((section.words, *(line.text for line in section.lines if not line.is_code))):
            return True
        is_title = section.level == 1 and not self.title
        if following is None or following.level <= section.level or section.is_empty or is_title:
            return False
        return part_label(split_attributes(following.words, HEAD_NAMES)[0]) is not None

    def add_part(self, section: Section, words: str, attributes: Attributes) -> None:
        question = self.open_question
        assert question is not None
        label = part_label(words)
        part = QuestionSource(section, label.rest if label else words, attributes, self.place, whole=question)
        if label and not is_next(label.name, len(question.parts)):
            message = f'part "({label.name})" stands at place {len(question.parts)}'
            part.report.error("parts", message, section.line, "check that no part is missing: (a), (b), (c), …")

    def stray(self, lines: Sequence[Line]) -> None:
        """Warn of lines that belong to no question."""
        found = trimmed(lines)
        if found:
            message = f'text that belongs to no question is not printed: "{found[0].text.strip()[:60]}"'
            hint = "a question is a heading, a stem, and a list of options such as - [ ] and - [x]"
            self.report(Severity.WARNING, message, found[0].number, hint)

    def report_names(self, named: Sequence[QuestionSource]) -> None:
        """Advise once of headings that only name their question; one with attributes is meant so."""
        found = [question for question in named if not question.attributes.values]
        if found:
            others = f" and {len(found) - 1} more" if len(found) > 1 else ""
            message = f'a heading that only names its question is not printed: "{found[0].words}"{others}'
            hint = "end it with a question mark or a colon to print it; give it an id to say that it is a name"
            self.report(Severity.ADVICE, message, found[0].line, hint)

    def report(self, severity: Severity, message: str, line: int, hint: str) -> None:
        self.diagnostics.append(
            Diagnostic(severity=severity, rule="stray-text", message=message, path=self.path, line=line, hint=hint)
        )


def _plain(words: str) -> str:
    return wording(commonmark.parse(words).text)


def _is_question(section: Section, words: str, attributes: Attributes) -> bool:
    """Whether a heading opens a question: it has attributes, or the number of a question, or options follow."""
    if attributes.values or attributes.unknown:
        return True
    sign = number_sign(words.strip())
    if sign and sign.kind is NumberKind.WORD:
        return True
    return has_boxes(section.lines)


_HEADING = re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE)
_OWN = re.compile(r"^ {0,3}#{1,6}[^\n]*\{[^{}\n]*(?:kind=|answer-space=|\.set\b)[^{}\n]*\}[ ]*$", re.MULTILINE)
_ATTRIBUTED = re.compile(r"^ {0,3}#{1,6}[^\n]*\{[^{}\n]*[#=][^{}\n]*\}[ ]*$", re.MULTILINE)
_ANSWER = re.compile(r"^[> \t*_]*(?:correct )?answer[*_]*:", re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(r"^\d{1,5}[.)] +\S[^\n]*\n+(?:[^\n]*\n+){0,3}? +[-*+] +\[[ xX]\]", re.MULTILINE)
"""Boxes indented below a number, as in lists of questions."""

_BOX_AT_EDGE = re.compile(r"^[-*+] +\[[ xX]\]", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1[^\n]*$|\Z)", re.MULTILINE | re.DOTALL)


def sniff(text: str) -> float:
    """Options with boxes, or other answers, below headings; attributes in a heading leave no doubt."""
    text = _FENCE.sub("", text)
    has_boxes = re.search(f"^{CHECKED.pattern}", text, re.MULTILINE) is not None
    if has_boxes and _NUMBERED.search(text) and not _BOX_AT_EDGE.search(text):
        return 0.0
    if not _HEADING.search(text) or not (has_boxes or holds_answers(text.split("\n")) or _OWN.search(text)):
        return 0.0
    if _ATTRIBUTED.search(text):
        return 1.0
    states_answers = _ANSWER.search(text) or any(map(_states_answer, _HEADING_WORDS.findall(text)))
    return 0.5 if states_answers or _letters_options(text) else 0.9


_HEADING_WORDS = re.compile(r"^ {0,3}#{1,6} +(\S[^\n]*)$", re.MULTILINE)
_LETTERED = re.compile(r"^(?:[-*+] +)?(?:\*\*)?\(?[A-Ha-h][.)](?:\*\*)? +\S", re.MULTILINE)


def _letters_options(text: str) -> bool:
    """Whether options with letters, and no answers as this format writes them, stand below a question's number."""
    pieces = _HEADING_WORDS.split(text)
    return any(
        number_sign(words) and len(_LETTERED.findall(body)) > 1 and not holds_answers(body.split("\n"))
        for words, body in zip(pieces[1::2], pieces[2::2], strict=True)
        if not _BOX_AT_EDGE.search(body)
    )


def _states_answer(heading: str) -> bool:
    sign = field_sign(heading)
    return sign is not None and sign.field is Field.ANSWER and bool(sign.value)


FORMAT = text_format("examgen-markdown", sniff, parse)
