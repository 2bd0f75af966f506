"""The lines of one quiz question in, a `DraftQuestion` out; what belongs nowhere is a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from examgen.diagnostics import Diagnostic
from examgen.formats.checks import check_labels
from examgen.formats.circled import with_references
from examgen.formats.draft import DraftOption, DraftQuestion, StatedAnswer
from examgen.formats.labels import label_rank
from examgen.formats.located import located
from examgen.formats.plain_text.field_names import Field
from examgen.formats.plain_text.options import OptionKind
from examgen.formats.plain_text.reasoned_answers import read_answer, repeats
from examgen.formats.plain_text.sentences import answer_sentence
from examgen.formats.plain_text.signs import closing_points, leading_points, points_among_words
from examgen.formats.quiz_answer_list import Entry
from examgen.formats.quiz_lines import Item, item, label, opens_options, unbolded, with_boxes
from examgen.formats.reporting import Report
from examgen.formats.sections import RULE, Line, dedented, trimmed, with_rows_aligned
from examgen.markup import commonmark
from examgen.markup.context import LoadImage
from examgen.model.text import Text

_QUOTE = re.compile(r"\s*> ?")


@dataclass(slots=True)
class _Part:
    """A label with the lines below it; the first part, without a label, holds stem and options."""

    opened_by: Field | None
    value: str
    line: int
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """One question while it is read."""

    number: str
    words: str
    """What the heading says besides the number: the beginning of the stem."""

    line: int
    path: str
    load: LoadImage | None
    """Loads the pictures beside the bank."""

    lines: list[Line] = field(default_factory=list)
    topic: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def question(self) -> DraftQuestion:
        """Conclude what the lines hold."""
        first, *rest = self._parts()
        options_at, runs = _option_runs(first.lines)
        run = _chosen(runs, bool(rest), options_at)
        stem_lines, after = _around(first.lines, run)
        stem, points = self._stem(stem_lines)
        options = self._options(run.options if run else ())
        report = Report(self.path, self.number or None)
        check_labels(options, report)
        self.diagnostics += report.diagnostics
        drafted = DraftQuestion(
            number=self.number, stem=stem, options=options, points=points, topic=self.topic, line=self.line
        )
        completed = self._completed(drafted, after, rest)
        are_circled = run is not None and run.options[0].item.kind is OptionKind.CIRCLED
        return with_references(completed) if are_circled else completed

    def text(self, lines: Sequence[Line]) -> Text:
        """Read lines as CommonMark and take over its problems."""
        lines = trimmed(lines)
        if not lines:
            return ()
        markup = commonmark.parse("\n".join(line.text for line in lines), line=lines[0].number, load=self.load)
        self.diagnostics += located(markup.problems, self.path, self.number)
        return markup.text

    def _parts(self) -> list[_Part]:
        parts = [_Part(None, "", self.line)]
        has_options = is_quoted = False
        for line in with_boxes(self.lines):
            sign = label(line)
            if sign is None and has_options and len(parts) == 1 and not line.is_code:
                sign = answer_sentence(line.text.strip())
            if sign and (has_options or not sign.weak):
                parts.append(_Part(sign.field, sign.value, line.number))
                is_quoted = line.text.lstrip().startswith(">")
                continue
            if is_quoted and not line.is_code and (quote := _QUOTE.match(line.text)):
                line = replace(line, text=line.text[quote.end() :])
            has_options = has_options or opens_options(line) or item(line) is not None
            parts[-1].lines.append(line)
        return parts

    def _stem(self, lines: Sequence[Line]) -> tuple[Text, Decimal | None]:
        points, words = leading_points(self.words)
        if points is None:
            points, words = closing_points(words)
        shown = list(trimmed(lines))
        if points is None and shown and not shown[-1].is_code:
            points, last = closing_points(shown[-1].text)
            shown[-1] = replace(shown[-1], text=last)
        self._report_points([Line(self.line, words), *shown])
        heading = self.text([Line(self.line, words)]) if words else ()
        return (*heading, *self.text(shown)), _decimal(points)

    def _report_points(self, lines: Sequence[Line]) -> None:
        report = Report(self.path, self.number or None)
        for line in lines:
            if found := None if line.is_code else points_among_words(line.text):
                message = f'"{found}" seems to give points, but they are not understood'
                report.warning("points", message, line.number, 'write the points alone in brackets, as in "(2 points)"')
        self.diagnostics += report.diagnostics

    def _options(self, run: Sequence[_Option]) -> tuple[DraftOption, ...]:
        bold = [unbolded(option.source()) for option in run]
        bold_marks = any(bold) and not all(bold)
        return tuple(
            DraftOption(
                text=self.text(option.lines(words if bold_marks else None)),
                label=option.item.label,
                is_marked=option.item.is_marked or (bold_marks and words is not None),
                is_boxed=option.item.is_boxed,
                line=option.item.line,
            )
            for option, words in zip(run, bold, strict=True)
        )

    def _completed(self, question: DraftQuestion, after: Sequence[Line], parts: Sequence[_Part]) -> DraftQuestion:
        """Add what the labels hold."""
        answers: list[StatedAnswer] = []
        explanation: list[Sequence[Line]] = [after]
        for part in parts:
            match part.opened_by:
                case Field.ANSWER:
                    answer, reasons = _answer(part, question.options)
                    answers += [answer] if answer else []
                    explanation += reasons
                case Field.EXPLANATION:
                    explanation.append([Line(part.line, part.value), *part.lines])
                case Field.POINTS:
                    question = replace(question, points=_decimal(part.value))
                    explanation.append(part.lines)
                case Field.TOPIC:
                    question = replace(question, topic=part.value)
                    explanation.append(part.lines)
                case Field.DIFFICULTY:
                    question = replace(question, facts=replace(question.facts, difficulty=part.value))
                    explanation.append(part.lines)
        found = [lines for lines in map(trimmed, explanation) if lines]
        return replace(
            question,
            answers=tuple(answers),
            explanation=tuple(block for lines in found for block in self.text(lines)),
            explanation_line=found[0][0].number if found else None,
        )


@dataclass(slots=True)
class _Option:
    """An option's first line, understood, and the lines that go on."""

    item: Item
    more: list[Line] = field(default_factory=list)

    def lines(self, words: str | None = None) -> list[Line]:
        """Its source, without signs and indentation; `words` stand for it where bold was only a mark."""
        first = Line(self.item.line, self.item.rest if words is None else words)
        more = (replace(line, text=dedented(line.text, self.item.width)) for line in self.more)
        return with_rows_aligned([first, *more])

    def source(self) -> str:
        return "\n".join(line.text for line in self.lines()).strip()


@dataclass(slots=True)
class _Run:
    """Options that follow each other, and the lines they stand on."""

    start: int
    end: int
    options: list[_Option]


def _option_runs(lines: Sequence[Line]) -> tuple[int, list[_Run]]:
    """All lists that could be options, and the place of an ``Options:`` line (-1 for none)."""
    opened = next((place for place, line in enumerate(lines) if opens_options(line)), -1)
    runs: list[_Run] = []
    after_blank = False
    for place, line in enumerate(lines):
        found = item(line)
        run = runs[-1] if runs and runs[-1].end == place else None
        if run and (line.is_blank or _goes_on(line, found, run, after_blank)):
            run.options[-1].more.append(line)
            run.end = place + 1
        elif run and found and _continues(found, run):
            run.options.append(_Option(found))
            run.end = place + 1
        elif found and _begins(found):
            runs.append(_Run(place, place + 1, [_Option(found)]))
        after_blank = line.is_blank
    return opened, [run for run in runs if len(run.options) > 1 or run.options[0].item.is_boxed]


def _begins(found: Item) -> bool:
    return found.kind is not OptionKind.LETTER or label_rank(found.label) == 1 or found.is_boxed


def _goes_on(line: Line, found: Item | None, run: _Run, after_blank: bool) -> bool:
    """Whether a line belongs to the option before it: indented below it, or running on without a blank line."""
    first = run.options[0].item
    if line.is_code:
        return not after_blank or line.text.startswith(" ")
    indent = len(line.text) - len(line.text.lstrip(" "))
    if indent > first.indent + 1:
        return True
    return found is None and not after_blank and not opens_options(line) and not RULE.fullmatch(line.text)


def _continues(found: Item, run: _Run) -> bool:
    last = run.options[-1].item
    if found.kind is OptionKind.LETTER and last.kind is OptionKind.BULLET:
        # A letter was forgotten: "- True", "- B: False".
        return last.indent == found.indent and label_rank(found.label) == len(run.options) + 1
    if found.kind is not last.kind:
        return False
    if found.kind is OptionKind.LETTER:
        return label_rank(found.label) == label_rank(last.label) + 1
    return True


def _chosen(runs: Sequence[_Run], is_labelled: bool, options_at: int) -> _Run | None:
    """The list that holds the options: announced, boxed, lettered, marked; else the last one before a label."""
    announced = [run for run in runs if run.start > options_at] if options_at >= 0 else []
    if announced:
        return announced[0]
    for is_sign in (_is_boxed, _is_lettered, _is_marked):
        if chosen := [run for run in runs if is_sign(run)]:
            return chosen[0]
    if not runs:
        return None
    return runs[-1] if is_labelled else runs[0]


def _is_boxed(run: _Run) -> bool:
    return any(option.item.is_boxed for option in run.options)


def _is_lettered(run: _Run) -> bool:
    return all(option.item.label.isalpha() for option in run.options)


def _is_marked(run: _Run) -> bool:
    bold = sum(unbolded(option.source()) is not None for option in run.options)
    return any(option.item.is_marked for option in run.options) or 0 < bold < len(run.options)


def _around(lines: Sequence[Line], run: _Run | None) -> tuple[list[Line], list[Line]]:
    before = lines[: run.start] if run else lines
    return [line for line in before if not opens_options(line)], list(lines[run.end :]) if run else []


def _answer(part: _Part, options: Sequence[DraftOption]) -> tuple[StatedAnswer | None, list[Sequence[Line]]]:
    """What an answer part states, and the lines of explanation that follow."""
    lines = [Line(part.line, part.value), *part.lines]
    while lines and lines[0].is_blank:
        lines = lines[1:]
    if not lines:
        return None, []
    first, rest = lines[0], lines[1:]
    words = first.text
    if rest and not rest[0].is_blank and not repeats(words, options):
        joined = f"{words} {rest[0].text.strip()}"
        words, rest = (joined, rest[1:]) if repeats(joined, options) else (words, rest)
    answer, reasons = read_answer(words, first.number, options)
    return answer, [[Line(first.number, reasons)], rest]


def _decimal(points: str | None) -> Decimal | None:
    return Decimal(points.replace(",", ".")) if points else None


def with_entry(question: DraftQuestion, entry: Entry, body: Body) -> DraftQuestion:
    """The question with what the closing answer list says about it."""
    answer, reasons = read_answer(entry.words, entry.line, question.options)
    lines = [Line(entry.line, reasons), *entry.more]
    return replace(
        question,
        answers=(*question.answers, answer),
        explanation=(*question.explanation, *body.text(lines)),
        explanation_line=question.explanation_line or next((line.number for line in trimmed(lines)), None),
    )
