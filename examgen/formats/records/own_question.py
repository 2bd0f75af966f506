"""One question of examgen's own schema in, a `DraftQuestion` out; its texts are examgen's Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from examgen.diagnostics import Diagnostic
from examgen.formats.attributes import Attributes
from examgen.formats.draft import (
    AcceptedAnswer,
    DraftCriterion,
    DraftOption,
    DraftPrompt,
    DraftQuestion,
    QuestionFacts,
    part_number,
)
from examgen.formats.examgen_gaps import GapReader, no_gap
from examgen.formats.examgen_question import AS_WRITTEN
from examgen.formats.located import located
from examgen.formats.question_facts import Values
from examgen.formats.records.own_values import (
    CRITERION_NAMES,
    OPTION_NAMES,
    PROMPT_NAMES,
    QUESTION_NAMES,
    OwnValues,
)
from examgen.formats.records.values import Entry, Number
from examgen.formats.reporting import Report
from examgen.formats.source import Source
from examgen.formats.stated_references import References, speaks_of_nothing
from examgen.markup import commonmark
from examgen.markup.context import MakeGap
from examgen.markup.option_names import OptionNames
from examgen.markup.words import Speech
from examgen.model.bank import KeyOrigin
from examgen.model.response import CHOOSING, Kind
from examgen.model.text import Text

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ATTRIBUTES = (
    "kind",
    "scoring",
    "show-distractors",
    "difficulty",
    "author",
    "source",
    "time",
    "answer-space",
    "letters",
)


@dataclass(frozen=True, slots=True)
class File:
    """What the questions of one file share."""

    source: Source
    numbers: Mapping[str, str]
    """Ids of questions → their numbers."""

    sets: Mapping[str, int]
    """Ids of sets → their places."""

    speech: Speech


@dataclass(slots=True)
class OwnQuestion:
    """One question, or a part of one, while it is read."""

    entry: Entry
    file: File
    letter: str = ""
    number: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def report(self) -> Report:
        name = self.number or _plain(self.entry, "number") or _plain(self.entry, "id")
        return Report(self.file.source.path, name or None, self.diagnostics)

    def draft(self) -> DraftQuestion:
        """Read all of it."""
        values = OwnValues(self.entry, self.report)
        values.check_names([name for name in QUESTION_NAMES if not self.letter or name not in ("id", "number", "set")])
        number = self.number or values.words("number")
        attributes = self.attributes(values)
        kind = attributes.kind()
        entries = values.entries("options")
        labels = self.labels(entries, kind)
        references = References(OptionNames.of(labels, self.file.speech), self.file.numbers)
        options = tuple(
            self.option(entry, label, kind, references) for entry, label in zip(entries, labels, strict=True)
        )
        gaps = GapReader(self._words, references, self.report)
        stem = self.text(values.words("stem"), references, gaps.gap)
        parts = [self.part(part, place, number) for place, part in enumerate(values.entries("parts"))]
        explanation = self.text(values.words("explanation"), references)
        return DraftQuestion(
            number=number,
            id="" if self.letter else values.words("id"),
            letter=self.letter,
            stem=stem,
            options=options,
            kind=kind,
            accepted=tuple(
                AcceptedAnswer(text=self.text(words, references), line=self.entry.line)
                for words in values.texts("accepted")
            ),
            prompts=self.prompts(values, labels, references),
            model_answer=self.text(values.words("answer"), references),
            rubric=self.rubric(values, references),
            parts=(*gaps.gaps, *parts),
            set_place=self.set_place(values),
            facts=self.facts(values, attributes),
            explanation=explanation,
            explanation_line=self.entry.line if explanation else None,
            note=self.text(values.words("note"), references),
            key_origin=KeyOrigin.DERIVED if values.words("key") == KeyOrigin.DERIVED else None,
            suspect=attributes.choice("letters", (AS_WRITTEN,)) == AS_WRITTEN,
            points=values.number("points"),
            topic=values.words("topic"),
            locked=values.truth("locked") or False,
            answer_space=attributes.answer_space(),
            line=self.entry.line,
        )

    def attributes(self, values: OwnValues) -> Values:
        """What stands in the heading of a question in Markdown, read as there."""
        found = {name: words for name in _ATTRIBUTES if (words := values.words(name))}
        return Values(Attributes(found), self.entry.line, self.report)

    def facts(self, values: OwnValues, attributes: Values) -> QuestionFacts:
        tags = dict.fromkeys(tag.strip() for tag in values.texts("tags"))
        return replace(attributes.facts(), tags=tuple(tag for tag in tags if tag))

    def labels(self, entries: list[Entry], kind: Kind | None) -> list[str]:
        """The labels of the options, none twice; steps to be ordered have their numbers."""
        labels = [OwnValues(entry, self.report).words("label") for entry in entries]
        twice = next((label for place, label in enumerate(labels) if label and label in labels[:place]), None)
        if twice:
            hint = "give each its own letter"
            self.report.error("option-labels", f'two options are called "{twice}"', self.entry.line, hint)
        if kind is Kind.ORDERING:
            return [label or str(place) for place, label in enumerate(labels, start=1)]
        return labels

    def option(self, entry: Entry, label: str, kind: Kind | None, references: References) -> DraftOption:
        values = OwnValues(entry, self.report)
        values.check_names(OPTION_NAMES)
        text = self.text(values.words("text"), references)
        pinned = values.truth("pinned")
        return DraftOption(
            text=text,
            label=label,
            is_marked=values.truth("key") or False,
            is_boxed=kind is None or kind in CHOOSING,
            pinned=False if pinned is None and speaks_of_nothing(text) else pinned,
            rationale=self.text(values.words("rationale"), references),
            weight=values.number("weight"),
            line=entry.line,
        )

    def prompts(self, values: OwnValues, labels: list[str], references: References) -> tuple[DraftPrompt, ...]:
        found: list[DraftPrompt] = []
        for entry in values.entries("prompts"):
            own = OwnValues(entry, self.report)
            own.check_names(PROMPT_NAMES)
            target = own.place("option", len(labels), labels)
            if target is not None:
                text = self.text(own.words("text"), references)
                found.append(DraftPrompt(text=text, target=target, line=entry.line))
        return tuple(found)

    def rubric(self, values: OwnValues, references: References) -> tuple[DraftCriterion, ...]:
        found: list[DraftCriterion] = []
        for entry in values.entries("rubric"):
            own = OwnValues(entry, self.report)
            own.check_names(CRITERION_NAMES)
            text = self.text(own.words("text"), references)
            found.append(DraftCriterion(text=text, points=own.number("points"), line=entry.line))
        return tuple(found)

    def part(self, entry: Entry, place: int, number: str) -> DraftQuestion:
        letter = _LETTERS[min(place, len(_LETTERS) - 1)]
        if place >= len(_LETTERS):
            message = f"the question has more than {len(_LETTERS)} parts"
            self.report.error("parts", message, entry.line, "part it into several questions")
        if self.letter:
            self.report.error("parts", "a part has parts itself", entry.line, "make it a question of its own")
            return OwnQuestion(Entry({}, entry.line), self.file, letter, "", self.diagnostics).draft()
        return OwnQuestion(entry, self.file, letter, part_number(number, letter), self.diagnostics).draft()

    def set_place(self, values: OwnValues) -> int | None:
        name = values.words("set")
        if name and name not in self.file.sets:
            hint = 'give it under "sets" with its stimulus'
            self.report.error("own-schema", f'there is no set "{name}"', self.entry.line, hint)
        return self.file.sets.get(name)

    def text(self, words: str, references: References, gap: MakeGap | None = None) -> Text:
        """A text of the question; its line is that of its entry."""
        return self._read(words, self.entry.line, references, gap)

    def _words(self, words: str, line: int, references: References) -> Text:
        return self._read(words, line, references, None)

    def _read(self, words: str, line: int, references: References, gap: MakeGap | None) -> Text:
        if not words:
            return ()
        refuse = lambda inner, at: no_gap(inner, at, self.report)  # noqa: E731
        markup = commonmark.parse(
            words, line=line, refer=references.span, load=self.file.source.load, gap=gap or refuse
        )
        problems = (replace(problem, line=self.entry.line) for problem in markup.problems)
        self.diagnostics += located(problems, self.file.source.path, self.report.question or "")
        return markup.text


def _plain(entry: Entry, name: str) -> str:
    value = entry.fields.get(name)
    return value if isinstance(value, str | Number) else ""
