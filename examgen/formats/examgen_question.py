"""One section of examgen's own Markdown in, a `DraftQuestion` out; what it cannot mean is a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.attributes import NO_ATTRIBUTES, Attributes, split_attributes
from examgen.formats.draft import DraftOption, DraftQuestion, StatedAnswer
from examgen.formats.located import located
from examgen.formats.plain_text.signs import (
    Field,
    closing_points,
    field_sign,
    number_sign,
    points_among_words,
)
from examgen.formats.quiz_answers import read_answer
from examgen.formats.sections import Line, Section, dedented, trimmed, with_rows_aligned
from examgen.formats.stated_references import References, speaks_of_nothing
from examgen.markup import commonmark
from examgen.markup.context import LoadImage
from examgen.markup.inline_dump import escaped_start
from examgen.markup.option_names import OptionNames
from examgen.markup.outline import OuterBlock
from examgen.markup.words import Speech
from examgen.model.answer_space import AnswerSpace, parse_answer_space
from examgen.model.bank import KeyOrigin
from examgen.model.text import Text, wording

HEAD_NAMES = ("id", "points", "topic", "locked", "number", "key", "letters", "answer-space")
OPTION_NAMES = ("pinned",)
AS_WRITTEN = "as-written"
"""Value of ``letters``: those in the explanation follow another order than the options, and stay."""

_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?: {1,4}(?=\S)| |$)")
_BOX = re.compile(r"\[([ xX])\](?: +|$)")
LABEL = re.compile(r"([^\W\d_]|الف|هـ|\d{1,2})\)(?: +|$)")
"""One letter of any script, but for two that Persian and Arabic write out, or a number."""

NOTE = re.compile(r"\*\*Note(?::\*\*|\*\*:) *", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _OptionSource:
    """One option, its signs taken off."""

    lines: tuple[Line, ...]
    label: str
    is_checked: bool
    attributes: Attributes
    line: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands."""

    path: str
    load: LoadImage | None
    """Loads the pictures beside it."""


class QuestionSource:
    """One question, its heading read and its lines still source."""

    def __init__(self, section: Section, words: str, attributes: Attributes, topic: str, place: Place) -> None:
        self.level = section.level
        self.line = section.line
        self.lines = list(section.lines)
        self.blocks = section.blocks
        self.attributes = attributes
        self.path = place.path
        self.load = place.load
        self.topic = attributes.values.get("topic", topic)
        self.id = attributes.values.get("id", "")
        self.has_name = False
        self.number = ""
        self.diagnostics: list[Diagnostic] = []
        self.points, words = self._points(words)
        self.number, self.words = _named(words)
        self.number = attributes.values.get("number", self.number)
        self._report_unknown(attributes, self.line, HEAD_NAMES)

    def draft(self, numbers: Mapping[str, str], speech: Speech) -> DraftQuestion:
        """Read the texts; `numbers` has the ids of the file's questions that may be referred to."""
        boxed = self._boxed()
        first, last = (boxed[0].lines.start, boxed[-1].lines.stop) if boxed else (self._end, self._end)
        sources = [self._option(lines) for block in boxed for lines in block.items]
        self._check_labels(sources)
        references = References(OptionNames.of([option.label for option in sources], speech), numbers)
        stem_lines = [line for line in self.lines if line.number <= first]
        after = [line for line in self.lines if line.number > last]
        options = tuple(self._draft_option(option, references) for option in sources)
        heading, stem_lines = self._heading_text(stem_lines)
        note, explanation, answers = self._after(after, options, references)
        return DraftQuestion(
            number=self.number,
            id=self.id,
            stem=(*self._text(heading, references), *self._text(stem_lines, references)),
            options=options,
            answers=answers,
            explanation=self._text(explanation, references),
            explanation_line=next((line.number for line in explanation if not line.is_blank), None),
            note=self._text(note, references),
            key_origin=self._key_origin(),
            suspect=self._choice("letters", (AS_WRITTEN,)) == AS_WRITTEN,
            points=self.points,
            topic=self.topic,
            locked=self._choice("locked", ("yes", "no")) == "yes",
            answer_space=self._answer_space(),
            line=self.line,
        )

    @property
    def _end(self) -> int:
        return self.lines[-1].number if self.lines else self.line

    def _points(self, words: str) -> tuple[Decimal | None, str]:
        """Points of the attribute, else those in brackets at either end of the heading."""
        points, rest = closing_points(words)
        if (stated := self.attributes.values.get("points")) is not None:
            points = stated
        try:
            found = Decimal(points.replace(",", ".")) if points is not None else None
        except InvalidOperation:
            found = Decimal("NaN")
        if found is not None and not (found.is_finite() and found >= 0):
            self._error("points", f'"{points}" is no number of points', self.line, "write points=2 or points=0.5")
            found = None
        return found, rest

    def _heading_text(self, stem: list[Line]) -> tuple[list[Line], list[Line]]:
        """Lines that the heading adds to the stem, and the stem without points in brackets at its end."""
        shown = trimmed(stem)
        if self.points is None and shown and not shown[-1].is_code:
            points, rest = closing_points(shown[-1].text)
            if points is not None and not rest.endswith("\\"):
                self.points = Decimal(points.replace(",", "."))
                shown[-1] = replace(shown[-1], text=rest)
        self._report_points(shown)
        if not self.words:
            return [], shown
        if not self.number and shown and not _SENTENCE.search(self.words):
            self.number = wording(commonmark.parse(escaped_start(self.words)).text)
            self.has_name = True
            return [], shown
        return [Line(self.line, escaped_start(self.words))], shown

    def _boxed(self) -> list[OuterBlock]:
        """The list of options; it goes on where only its sign changes."""
        lists = [block for block in self.blocks if any(self._is_boxed(lines) for lines in block.items)]
        first = self.blocks.index(lists[0]) if lists else 0
        options = [block for place, block in enumerate(lists) if self.blocks.index(block) == first + place]
        for block in lists[len(options) :]:
            self._error(
                "second-options",
                "a second list with boxes",
                block.lines.start + 1,
                "keep all options of a question in one list, and write other lists without boxes",
            )
        return options

    def _is_boxed(self, lines: range) -> bool:
        first = self._lines(lines)[0].text
        marker = _ITEM.match(first)
        return marker is not None and _BOX.match(first, marker.end()) is not None

    def _lines(self, places: range) -> list[Line]:
        base = self.lines[0].number - 1
        return self.lines[places.start - base : places.stop - base]

    def _option(self, places: range) -> _OptionSource:
        first, *more = self._lines(places)
        marker = _ITEM.match(first.text)
        width = marker.end() if marker else 0
        words = first.text[width:].rstrip()
        box = _BOX.match(words)
        words = words[box.end() :] if box else words
        label = LABEL.match(words)
        words = escaped_start(words[label.end() :] if label else words)
        lines = [replace(first, text=words), *(replace(line, text=dedented(line.text, width)) for line in more)]
        last = next((place for place, line in enumerate(lines) if place and line.is_blank), len(lines)) - 1
        shown, attributes = split_attributes(lines[last].text, OPTION_NAMES)
        if lines[last].is_code:
            shown, attributes = lines[last].text, NO_ATTRIBUTES
        lines[last] = replace(lines[last], text=shown)
        self._report_unknown(attributes, first.number, OPTION_NAMES)
        is_checked = box is not None and box[1] != " "
        return _OptionSource(
            tuple(with_rows_aligned(lines)), label[1] if label else "", is_checked, attributes, first.number
        )

    def _check_labels(self, sources: Sequence[_OptionSource]) -> None:
        """Report letters that two options have; they are names, so their order does not matter."""
        seen: set[str] = set()
        for source in sources:
            label = source.label.casefold()
            if label and label in seen:
                self._error(
                    "option-labels", f'two options are called "{label}"', source.line, "give each its own letter"
                )
            seen.add(label)

    def _draft_option(self, source: _OptionSource, references: References) -> DraftOption:
        pinned = source.attributes.values.get("pinned")
        if pinned not in (None, "yes", "no"):
            self._error("attribute", f'pinned="{pinned}"', source.line, "write pinned or pinned=no")
        text = self._text(source.lines, references)
        if pinned is None and speaks_of_nothing(text):
            pinned = "no"
        return DraftOption(
            text=text,
            label=source.label,
            is_marked=source.is_checked,
            is_boxed=True,
            pinned=None if pinned is None else pinned == "yes",
            line=source.line,
        )

    def _after(
        self, lines: Sequence[Line], options: Sequence[DraftOption], references: References
    ) -> tuple[list[Line], list[Line], tuple[StatedAnswer, ...]]:
        """Part the lines below the options into note, explanation and stated answers."""
        note: list[Line] = []
        answers: list[StatedAnswer] = []
        rest = trimmed(lines)
        while rest and not rest[0].is_code:
            first = rest[0]
            sign = field_sign(first.text.strip())
            if (label := NOTE.match(first.text)) and not note:
                end = _note_end(rest, is_long=label.end() == len(first.text.rstrip()))
                note = [replace(first, text=escaped_start(first.text[label.end() :])), *rest[1:end]]
                rest = trimmed(rest[end:])
            elif sign and sign.field is Field.ANSWER and not sign.weak:
                answer, reasons = read_answer(sign.value, first.number, options)
                answers.append(answer)
                rest = trimmed([replace(first, text=reasons), *rest[1:]])
            elif sign and sign.field is Field.EXPLANATION and not sign.weak:
                return note, [replace(first, text=escaped_start(sign.value)), *rest[1:]], tuple(answers)
            else:
                break
        return note, rest, tuple(answers)

    def _text(self, lines: Sequence[Line], references: References) -> Text:
        lines = trimmed(lines)
        if not lines:
            return ()
        source = "\n".join(line.text for line in lines)
        markup = commonmark.parse(source, line=lines[0].number, refer=references.span, load=self.load)
        self.diagnostics += located(markup.problems, self.path, self.number or self.id)
        return markup.text

    def _key_origin(self) -> KeyOrigin | None:
        return KeyOrigin.DERIVED if self._choice("key", ("derived", "stated")) == "derived" else None

    def _answer_space(self) -> AnswerSpace | None:
        value = self.attributes.values.get("answer-space")
        space = parse_answer_space(value) if value is not None else None
        if value is not None and space is None:
            message = f'answer-space="{value}"'
            self._error("attribute", message, self.line, 'write answer-space=4cm, answer-space="6 lines" or none')
        return space

    def _choice(self, name: str, choices: Sequence[str]) -> str | None:
        value = self.attributes.values.get(name)
        if value is not None and value not in choices:
            self._error("attribute", f'{name}="{value}"', self.line, f"{name} is {' or '.join(choices)}")
        return value

    def _report_unknown(self, attributes: Attributes, line: int, names: Sequence[str]) -> None:
        for unknown in attributes.unknown:
            guess = f'did you mean "{unknown.nearest}"? ' if unknown.nearest else ""
            hint = f"{guess}there are {', '.join(names)}; write \\{{ for a plain bracket"
            self._error("attribute", f'there is no attribute "{unknown.name}"', line, hint)

    def _report_points(self, stem: Sequence[Line]) -> None:
        for line in stem:
            if found := None if line.is_code or self.points is not None else points_among_words(line.text):
                message = f'"{found}" seems to give points, but they are not understood'
                hint = 'write the points alone in brackets, as in "(2 points)"'
                self._report(Severity.WARNING, "points", message, line.number, hint)

    def _error(self, rule: str, message: str, line: int, hint: str) -> None:
        self._report(Severity.ERROR, rule, message, line, hint)

    def _report(self, severity: Severity, rule: str, message: str, line: int, hint: str) -> None:
        self.diagnostics.append(
            Diagnostic(
                severity=severity,
                rule=rule,
                message=message,
                path=self.path,
                line=line,
                question=self.number or self.id or None,
                hint=hint,
            )
        )


_SENTENCE = re.compile(r"[?:!.…]['\"”’)*_`]*$|_{3,}")
_EMPTY_HEAD = re.compile(r"question\W*", re.IGNORECASE)
_EXPLANATION = re.compile(r"\*\*Explanation:\*\*", re.IGNORECASE)


def reads_as_name(source: str, name: str) -> bool:
    """Whether a heading's source is read as this name of a question, where a stem follows."""
    if "\n" in source or source.endswith("#") or _SENTENCE.search(source) or _named(source) != ("", source):
        return False
    if closing_points(source)[0] is not None or split_attributes(source, HEAD_NAMES)[0] != source:
        return False
    return wording(commonmark.parse(escaped_start(source)).text) == name


def _named(words: str) -> tuple[str, str]:
    """The number that a heading gives, and its other words."""
    sign = number_sign(words.strip())
    if sign is None:
        return "", "" if _EMPTY_HEAD.fullmatch(words.strip()) else words.strip()
    return str(sign.number), sign.rest.strip()


def _note_end(lines: Sequence[Line], *, is_long: bool) -> int:
    """Where a note ends: with its paragraph, or before the explanation's label where it begins on a line of its own."""
    for place, line in enumerate(lines):
        if place and (_EXPLANATION.match(line.text) if is_long and not line.is_code else line.is_blank and not is_long):
            return place
    return len(lines)
