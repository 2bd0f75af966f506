"""One section of examgen's own Markdown in, a `DraftQuestion` out; what it cannot mean is a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from examgen.diagnostics import Diagnostic
from examgen.formats.attributes import NO_ATTRIBUTES, Attributes, split_attributes
from examgen.formats.draft import (
    AcceptedAnswer,
    DraftCriterion,
    DraftOption,
    DraftPrompt,
    DraftQuestion,
    part_number,
)
from examgen.formats.examgen_gaps import GapReader, no_gap
from examgen.formats.located import located
from examgen.formats.plain_text.signs import (
    POINTS_NUMBER,
    closing_points,
    leading_points,
    number_sign,
    points_among_words,
    with_decimals,
)
from examgen.formats.question_doubts import report_behind_gaps, report_unclosed, report_unpaired
from examgen.formats.question_facts import HEAD_NAMES, OPTION_NAMES, Values, report_unknown, weight_of
from examgen.formats.question_layout import (
    BOX,
    RUBRIC,
    Layout,
    QuestionLines,
    has_boxes,
    split_pair,
)
from examgen.formats.question_tail import Tail, tail_of
from examgen.formats.reporting import Report
from examgen.formats.sections import Line, Section, trimmed, with_rows_aligned
from examgen.formats.stated_references import References, speaks_of_nothing
from examgen.markup import commonmark
from examgen.markup.context import LoadImage, MakeGap
from examgen.markup.gaps import OPENING
from examgen.markup.inline_dump import escaped_start
from examgen.markup.option_names import OptionNames
from examgen.markup.outline import OuterBlock
from examgen.markup.words import Speech
from examgen.model.bank import KeyOrigin
from examgen.model.response import Kind
from examgen.model.text import Quote, Text, wording

AS_WRITTEN = "as-written"
"""Value of ``letters``: those in the explanation follow another order than the options, and stay."""

LABEL = re.compile(r"([^\W\d_]|الف|هـ|\d{1,2})\)(?: +|$)")
"""One letter of any script, but for two that Persian and Arabic write out, or a number."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
MOST_PARTS = len(_LETTERS)


@dataclass(frozen=True, slots=True)
class _OptionSource:
    """One option, its signs taken off."""

    lines: tuple[Line, ...]
    label: str
    is_checked: bool
    attributes: Attributes
    line: int
    is_boxed: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands."""

    path: str
    load: LoadImage | None
    """Loads the pictures beside it."""


class QuestionSource:
    """One question, its heading read and its lines still source; or a part of one."""

    def __init__(
        self,
        section: Section,
        words: str,
        attributes: Attributes,
        place: Place,
        topic: str = "",
        whole: QuestionSource | None = None,
    ) -> None:
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
        self.set_place: int | None = None
        self.parts: list[QuestionSource] = []
        self.gaps: list[DraftQuestion] = []
        self.diagnostics: list[Diagnostic] = []
        self.whole = whole
        self.letter = ""
        if whole:
            self._join(whole)
        self.points, words = self._points(words)
        if whole:
            self.words = words.strip()
        else:
            number, self.words = _named(words)
            self.number = attributes.values.get("number", number)
        report_unknown(attributes, self.line, HEAD_NAMES, self.report)
        self.values = Values(attributes, self.line, self.report)
        self.kind = self._part_kind() if whole else self.values.kind()

    def _join(self, whole: QuestionSource) -> None:
        """Take the letter that follows; what only a whole question can have is an error."""
        whole.parts.append(self)
        self.letter = _LETTERS[min(len(whole.parts), MOST_PARTS) - 1]
        self.number = part_number(whole.number, self.letter)
        self.id = f"{whole.id}/{self.letter}" if whole.id else ""
        for name in ("id", "number", "topic"):
            if name in self.attributes.values:
                hint = "write it at the heading of the whole question; a part has its letter behind the question's id"
                self.report.error("attribute", f'"{name}" means nothing at a part', self.line, hint)
        if len(whole.parts) > MOST_PARTS:
            message = f"the question has more than {MOST_PARTS} parts"
            self.report.error("parts", message, self.line, "part it into several questions")

    def _part_kind(self) -> Kind | None:
        kind = self.values.kind()
        if kind is Kind.MULTI_PART:
            hint = "a part is of any other kind; make it a question of its own"
            self.report.error("parts", f"a part cannot be of kind {kind}", self.line, hint)
            return None
        return kind

    @property
    def has_boxes(self) -> bool:
        return has_boxes(self.lines)

    @property
    def report(self) -> Report:
        return Report(self.path, self.number or self.id or None, self.diagnostics)

    def draft(self, numbers: Mapping[str, str], speech: Speech) -> DraftQuestion:
        """Read the texts; `numbers` has the ids of the file's questions that may be referred to."""
        lines = QuestionLines(self.lines, self.blocks)
        layout = lines.layout(self._shown_kind())
        if layout.second:
            hint = "keep all options of a question in one list, and write other lists without boxes"
            self.report.error("second-options", "a second list with boxes", layout.second.lines.start + 1, hint)
        sources, targets = self._option_sources(layout, lines)
        self._check_labels(sources)
        references = References(OptionNames.of([option.label for option in sources], speech), numbers)
        options = tuple(self._draft_option(option, references) for option in sources)
        heading, stem_lines = self._heading_text(layout.stem)
        tail = tail_of(layout.after, lines, options, is_open=self._is_open(layout))
        gaps = GapReader(self._words, references, self.report)
        if report_unclosed([*heading, *stem_lines], self.report):
            self.kind = self.kind or Kind.FILL_IN
        stem = (*self._text(heading, references, gaps.gap), *self._text(stem_lines, references, gaps.gap))
        self.gaps = gaps.gaps
        if self.gaps and not tail.explanation:
            report_behind_gaps(stem, self.line, self.report)
        parts = tuple(part.draft(numbers, speech) for part in self.parts)
        for part in self.parts:
            self.diagnostics += part.diagnostics
        return DraftQuestion(
            number=self.number,
            id="" if self.whole else self.id,
            letter=self.letter,
            stem=stem,
            options=options,
            answers=tail.answers,
            kind=Kind.OPEN if tail.stray_rubric and self.kind is None else self.kind,
            accepted=tuple(
                AcceptedAnswer(text=self._text(answer, references), line=answer[0].number) for answer in layout.accepted
            ),
            prompts=tuple(
                DraftPrompt(text=self._text(prompt, references), target=target, line=prompt[0].number)
                for prompt, target in targets
            ),
            model_answer=self._text(tail.model_answer, references),
            rubric=self._rubric(tail, lines, references),
            parts=(*self.gaps, *parts),
            set_place=self.set_place,
            facts=self.values.facts(),
            explanation=self._text(tail.explanation, references),
            explanation_line=next((line.number for line in tail.explanation if not line.is_blank), None),
            note=self._text(tail.note, references),
            key_origin=self._key_origin(),
            suspect=self.values.choice("letters", (AS_WRITTEN,)) == AS_WRITTEN,
            points=self.points,
            topic=self.topic,
            locked=self.values.choice("locked", ("yes", "no")) == "yes",
            answer_space=self.values.answer_space(),
            line=self.line,
        )

    def _shown_kind(self) -> Kind | None:
        """The stated kind, or the one that parts, or a gap in the heading, leave no doubt of."""
        if self.kind is not None:
            return self.kind
        if self.parts:
            return Kind.MULTI_PART
        return Kind.FILL_IN if OPENING.search(self.words) else None

    def _is_open(self, layout: Layout) -> bool:
        """Whether an answer line begins the model answer, rather than to name an option."""
        if self.kind is not None:
            return self.kind is Kind.OPEN
        holds_answers = layout.boxed or layout.accepted or layout.pairs or self.parts
        asks_to_write = "answer-space" in self.attributes.values or any(map(RUBRIC.match, _shown(layout.after)))
        return asks_to_write and not holds_answers

    def _points(self, words: str) -> tuple[Decimal | None, str]:
        """Points of the attribute, else those in brackets at either end of the heading."""
        points, rest = closing_points(words)
        if (stated := self.attributes.values.get("points")) is not None:
            points = stated
        try:
            found = Decimal(with_decimals(points).replace(",", ".")) if points is not None else None
        except InvalidOperation:
            found = Decimal("NaN")
        if found is not None and not (found.is_finite() and found >= 0):
            hint = "write points=2 or points=0.5"
            self.report.error("points", f'"{points}" is no number of points', self.line, hint)
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
        if not self.number and shown and not self.whole and not _SENTENCE.search(self.words):
            self.number = wording(commonmark.parse(escaped_start(self.words)).text)
            self.has_name = True
            return [], shown
        return [Line(self.line, escaped_start(self.words))], shown

    def _option_sources(
        self, layout: Layout, lines: QuestionLines
    ) -> tuple[list[_OptionSource], list[tuple[list[Line], int]]]:
        """The options, with or without boxes, and the prompts with the places of those that they mean."""
        if layout.pairs:
            return self._paired(layout.pairs, lines)
        if layout.steps:
            sources = [self._option(lines.item(places), is_boxed=False) for places in layout.steps.items]
            return [
                replace(source, label=source.label or str(place)) for place, source in enumerate(sources, start=1)
            ], []
        return [self._option(lines.item(places)) for block in layout.boxed for places in block.items], []

    def _paired(
        self, block: OuterBlock, lines: QuestionLines
    ) -> tuple[list[_OptionSource], list[tuple[list[Line], int]]]:
        """The right column, each wording once, and the prompts with the places of what they mean there."""
        sources: list[_OptionSource] = []
        prompts: list[tuple[list[Line], int]] = []
        known: dict[str, int] = {}
        for item in map(lines.item, block.items):
            pair = split_pair(item)
            before, behind = pair if pair else (item, [])
            if not any(map(str.strip, _shown(behind))):
                report_unpaired(item[0], self.report)
                continue
            source = self._option(behind, is_boxed=False)
            words = "\n".join(_shown(source.lines)).strip()
            if words not in known:
                known[words] = len(sources)
                sources.append(source)
            if any(map(str.strip, _shown(before))):
                prompts.append((before, known[words]))
        return sources, prompts

    def _option(self, lines: Sequence[Line], *, is_boxed: bool = True) -> _OptionSource:
        first, *more = lines
        words = first.text.rstrip()
        box = BOX.match(words) if is_boxed else None
        words = words[box.end() :] if box else words
        label = LABEL.match(words)
        words = escaped_start(words[label.end() :] if label else words)
        found = [replace(first, text=words), *more]
        last = next((place for place, line in enumerate(found) if place and line.is_blank), len(found)) - 1
        last = next((place - 1 for place, line in enumerate(found[: last + 1]) if place and _is_quote(line)), last)
        shown, attributes = split_attributes(found[last].text, OPTION_NAMES)
        if found[last].is_code:
            shown, attributes = found[last].text, NO_ATTRIBUTES
        found[last] = replace(found[last], text=shown)
        report_unknown(attributes, found[last].number, OPTION_NAMES, self.report)
        return _OptionSource(
            lines=tuple(with_rows_aligned(found)),
            label=label[1] if label else "",
            is_checked=box is not None and box[1] != " ",
            attributes=attributes,
            line=first.number,
            is_boxed=is_boxed,
        )

    def _check_labels(self, sources: Sequence[_OptionSource]) -> None:
        """Report letters that two options have; they are names, so their order does not matter."""
        seen: set[str] = set()
        for source in sources:
            label = source.label.casefold()
            if label and label in seen:
                message = f'two options are called "{label}"'
                self.report.error("option-labels", message, source.line, "give each its own letter")
            seen.add(label)

    def _draft_option(self, source: _OptionSource, references: References) -> DraftOption:
        pinned = source.attributes.values.get("pinned")
        if pinned not in (None, "yes", "no"):
            self.report.error("attribute", f'pinned="{pinned}"', source.line, "write pinned or pinned=no")
        text, rationale = _without_rationale(self._text(source.lines, references))
        if pinned is None and speaks_of_nothing(text):
            pinned = "no"
        return DraftOption(
            text=text,
            label=source.label,
            is_marked=source.is_checked,
            is_boxed=source.is_boxed,
            pinned=None if pinned is None else pinned == "yes",
            rationale=rationale,
            weight=weight_of(source.attributes, source.line, self.report),
            line=source.line,
        )

    def _rubric(self, tail: Tail, lines: QuestionLines, references: References) -> tuple[DraftCriterion, ...]:
        if tail.stray_rubric:
            hint = "write a list below it, such as - (2 points) names both products"
            self.report.error("rubric", "a rubric without a list of its criteria", tail.stray_rubric.number, hint)
        items = [lines.item(places) for places in tail.rubric.items] if tail.rubric else []
        return tuple(self._criterion(item, references) for item in items)

    def _criterion(self, item: Sequence[Line], references: References) -> DraftCriterion:
        first = item[0]
        points, words = leading_points(first.text)
        if points is None and (bare := _BARE_POINTS.match(first.text)):
            points, words = with_decimals(bare["points"]), first.text[bare.end() :]
        if points is None and len(item) == 1:
            points, words = closing_points(first.text)
        text = self._text([replace(first, text=escaped_start(words)), *item[1:]], references)
        return DraftCriterion(
            text=text, points=Decimal(points.replace(",", ".")) if points else None, line=first.number
        )

    def _words(self, words: str, line: int, references: References) -> Text:
        return self._text([Line(line, words)], references)

    def _no_gap(self, inner: str, line: int) -> None:
        no_gap(inner, line, self.report)

    def _text(self, lines: Sequence[Line], references: References, gap: MakeGap | None = None) -> Text:
        lines = trimmed(lines)
        if not lines:
            return ()
        source = "\n".join(line.text for line in lines)
        markup = commonmark.parse(
            source, line=lines[0].number, refer=references.span, load=self.load, gap=gap or self._no_gap
        )
        self.diagnostics += located(markup.problems, self.path, self.number or self.id)
        return markup.text

    def _key_origin(self) -> KeyOrigin | None:
        return KeyOrigin.DERIVED if self.values.choice("key", ("derived", "stated")) == "derived" else None

    def _report_points(self, stem: Sequence[Line]) -> None:
        for line in stem:
            if found := None if line.is_code or self.points is not None else points_among_words(line.text):
                message = f'"{found}" seems to give points, but they are not understood'
                hint = 'write the points alone in brackets, as in "(2 points)"'
                self.report.warning("points", message, line.number, hint)


_SENTENCE = re.compile(r"[?:!.…]['\"”’)*_`]*$|_{3,}")
_EMPTY_HEAD = re.compile(r"question\W*", re.IGNORECASE)
_BARE_POINTS = re.compile(rf"\((?P<points>{POINTS_NUMBER})\)\s*")


def _shown(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def _is_quote(line: Line) -> bool:
    return not line.is_code and line.text.lstrip().startswith(">")


def _without_rationale(text: Text) -> tuple[Text, Text]:
    """An option parted from the quote that closes it."""
    if len(text) > 1 and isinstance(last := text[-1], Quote):
        return text[:-1], last.blocks
    return text, ()


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
