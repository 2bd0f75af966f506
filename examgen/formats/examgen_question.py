"""One section of examgen's own Markdown in, a `DraftQuestion` out; what it cannot mean is a diagnostic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from examgen.diagnostics import Diagnostic
from examgen.formats.attributes import Attributes
from examgen.formats.draft import AcceptedAnswer, DraftPrompt, DraftQuestion, part_number
from examgen.formats.examgen_gaps import GapReader
from examgen.formats.plain_text.signs import closing_points
from examgen.formats.question_doubts import report_behind_gaps, report_unclosed
from examgen.formats.question_facts import HEAD_NAMES, Values, report_unknown
from examgen.formats.question_heading import is_sentence, named, points_of, report_points
from examgen.formats.question_layout import RUBRIC, Layout, QuestionLines, has_boxes, holds_answers
from examgen.formats.question_options import OptionReader, drafted_option, shown
from examgen.formats.question_rubric import drafted_rubric
from examgen.formats.question_tail import tail_of
from examgen.formats.question_texts import Texts
from examgen.formats.reporting import Report
from examgen.formats.sections import Line, Section, trimmed
from examgen.formats.stated_references import References
from examgen.markup import commonmark
from examgen.markup.context import LoadImage
from examgen.markup.gaps import OPENING
from examgen.markup.inline_dump import escaped_start
from examgen.markup.option_names import OptionNames
from examgen.markup.words import Speech
from examgen.model.bank import KeyOrigin
from examgen.model.response import Kind
from examgen.model.text import wording

AS_WRITTEN = "as-written"
"""Value of ``letters``: those in the explanation follow another order than the options, and stay."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
MOST_PARTS = len(_LETTERS)


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
        self._searched, self._has_boxes, self._holds_answers = 0, False, False
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
        self.diagnostics: list[Diagnostic] = []
        self.whole = whole
        self.letter = ""
        if whole:
            self._join(whole)
        self.points, words = points_of(words, attributes.values.get("points"), self.line, self.report)
        if whole:
            self.words = words.strip()
        else:
            number, self.words = named(words)
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
        """Whether options with boxes stand below the heading."""
        self._search()
        return self._has_boxes

    @property
    def holds_answers(self) -> bool:
        """Whether options with boxes, or other answers, stand below the heading."""
        self._search()
        return self._holds_answers

    def _search(self) -> None:
        """Look at each line once, though more lines may come."""
        lines = self.lines[self._searched :]
        self._searched = len(self.lines)
        self._has_boxes |= has_boxes(lines)
        self._holds_answers |= self._has_boxes or holds_answers(line.text for line in lines)

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
        reader = OptionReader(lines, self.report)
        sources, targets = reader.sources(layout)
        reader.check_labels(sources)
        references = References(OptionNames.of([option.label for option in sources], speech), numbers)
        heading, stem_lines = self._heading_text(layout.stem)
        texts = Texts(references, self.load, self.report)
        options = tuple(drafted_option(option, texts) for option in sources)
        tail = tail_of(layout.after, lines, options, is_open=self._is_open(layout))
        blanks = GapReader(texts.words, references, self.report)
        if report_unclosed([*heading, *stem_lines], self.report):
            self.kind = self.kind or Kind.FILL_IN
        stem = (*texts.read(heading, blanks.gap), *texts.read(stem_lines, blanks.gap))
        if blanks.gaps and not tail.explanation:
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
                AcceptedAnswer(text=texts.read(answer), line=answer[0].number) for answer in layout.accepted
            ),
            prompts=tuple(
                DraftPrompt(text=texts.read(prompt), target=target, line=prompt[0].number) for prompt, target in targets
            ),
            model_answer=texts.read(tail.model_answer),
            rubric=drafted_rubric(tail, lines, texts),
            parts=(*blanks.gaps, *parts),
            set_place=self.set_place,
            facts=self.values.facts(),
            explanation=texts.read(tail.explanation),
            explanation_line=next((line.number for line in tail.explanation if not line.is_blank), None),
            note=texts.read(tail.note),
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
        is_answered = layout.boxed or layout.accepted or layout.pairs or self.parts
        asks_to_write = "answer-space" in self.attributes.values or any(map(RUBRIC.match, shown(layout.after)))
        return asks_to_write and not is_answered

    def _heading_text(self, stem: list[Line]) -> tuple[list[Line], list[Line]]:
        """Lines that the heading adds to the stem, and the stem without points in brackets at its end."""
        shown = trimmed(stem)
        if self.points is None and shown and not shown[-1].is_code:
            points, rest = closing_points(shown[-1].text)
            if points is not None and not rest.endswith("\\"):
                self.points = Decimal(points.replace(",", "."))
                shown[-1] = replace(shown[-1], text=rest)
        if self.points is None:
            report_points(shown, self.report)
        if not self.words:
            return [], shown
        if not self.number and shown and not self.whole and not is_sentence(self.words):
            self.number = wording(commonmark.parse(escaped_start(self.words)).text)
            self.has_name = True
            return [], shown
        return [Line(self.line, escaped_start(self.words))], shown

    def _key_origin(self) -> KeyOrigin | None:
        return KeyOrigin.DERIVED if self.values.choice("key", ("derived", "stated")) == "derived" else None
