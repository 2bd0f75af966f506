"""The sections of one R/exams exercise in, a `DraftQuestion` out (www.R-exams.org, "Writing exercises")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from string import ascii_lowercase as LETTERS
from typing import TypeAlias

from examgen.diagnostics import Diagnostic
from examgen.formats.decimals import decimal_of
from examgen.formats.draft import AcceptedAnswer, DraftOption, DraftQuestion, QuestionFacts
from examgen.formats.reporting import Report
from examgen.formats.rexams.cloze import Answer, answers_of, asked, explained
from examgen.formats.sections import Line
from examgen.markup.context import MakeGap
from examgen.model.response import Kind
from examgen.model.text import Gap, ListBlock, Span, Text, paragraph

ReadText: TypeAlias = Callable[[Sequence[Line], MakeGap | None, list[Diagnostic]], Text]
"""How the exercise's language becomes text, with what is wrong in it; blanks stand as ``____{number}``."""

PLACE = re.compile(r"##ANSWER(\d{1,2})##")
_BITS = re.compile(r"[01]+")
_SEPARATOR = "|"
_KINDS = {
    "schoice": Kind.CHOICE,
    "mchoice": Kind.MULTIPLE_RESPONSE,
    "num": Kind.NUMERIC,
    "string": Kind.SHORT_ANSWER,
    "essay": Kind.OPEN,
    "verbatim": Kind.SHORT_ANSWER,
}
_PLAIN_KINDS = "state it as num, string, schoice or mchoice"
CARRIED = frozenset(
    {
        "extype",
        "exsolution",
        "extol",
        "exname",
        "extitle",
        "exsection",
        "expoints",
        "exshuffle",
        "exclozetype",
        "exauthor",
        "exsource",
        "exextra",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One line of the meta-information."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class _Offered:
    """The options of one answer, and why each of them is right or wrong."""

    items: Sequence[Sequence[Line]]
    reasons: Sequence[Sequence[Line]]


@dataclass(kw_only=True)
class Exercise:
    """One exercise, cut into its sections."""

    path: str
    line: int
    read: ReadText
    question: list[Line] = field(default_factory=list)
    items: list[list[Line]] = field(default_factory=list)
    """The answer list of the question."""

    solution: list[Line] = field(default_factory=list)
    reasons: list[list[Line]] = field(default_factory=list)
    """The answer list of the solution."""

    settings: Mapping[str, Setting] = field(default_factory=dict)

    @cached_property
    def report(self) -> Report:
        """What is wrong, by the exercise's name."""
        return Report(self.path, self.value("exname") or None)

    def value(self, name: str) -> str:
        found = self.settings.get(name)
        return found.value if found else ""

    def line_of(self, name: str) -> int:
        found = self.settings.get(name)
        return found.line if found else self.line

    def draft(self) -> DraftQuestion:
        """The question; what its settings contradict is reported."""
        self._report_settings()
        facts = QuestionFacts(author=self.value("exauthor"), source=self.value("exsource"))
        drafted = DraftQuestion(
            number=self.value("exname"),
            stem=self.text(self.question),
            options=(),
            explanation=self.text(self.solution),
            explanation_line=self.solution[0].number if self.solution else None,
            topic=self.value("exsection").replace("/", ": "),
            points=self._points(),
            facts=facts,
            line=self.line,
        )
        kind = self.value("extype").lower()
        if kind == "cloze":
            return self._cloze(drafted)
        if kind not in _KINDS:
            known = ", ".join([*_KINDS, "cloze"])
            self.report.error("attribute", f'the extype is "{kind}"', self.line_of("extype"), f"use one of {known}")
            return drafted
        offered = _Offered(self.items, self.reasons)
        answered = self._answered(drafted, _KINDS[kind], offered, self.value("exsolution"), self.value("extol"))
        if len(self.reasons) != len(answered.options):
            answered = self._explained(answered, (), self.reasons)
        return self._shuffled(answered)

    def text(self, lines: Sequence[Line], gap: MakeGap | None = None) -> Text:
        return self.read(lines, gap, self.report.diagnostics)

    def _points(self) -> Decimal | None:
        first = self.value("expoints").split(_SEPARATOR)[0].strip()
        if not first or self.value("extype").lower() == "cloze":
            return None
        if (points := decimal_of(first)) is None:
            message = f'expoints is "{first}", which is no number'
            self.report.error("points", message, self.line_of("expoints"), "write a number such as expoints: 2")
        return points

    def _answered(
        self, question: DraftQuestion, kind: Kind, offered: _Offered, solution: str, tolerance: str
    ) -> DraftQuestion:
        """The question, or a part of one, with what is right."""
        line = self.line_of("exsolution")
        match kind:
            case Kind.CHOICE | Kind.MULTIPLE_RESPONSE:
                return replace(question, kind=kind, options=tuple(self._options(offered, solution)))
            case Kind.NUMERIC:
                margin = "" if tolerance.strip() in ("", "0") else f" ± {tolerance.strip()}"
                accepted = AcceptedAnswer(text=paragraph(f"{solution.strip()}{margin}"), line=line)
                return replace(question, kind=kind, accepted=(accepted,) if solution.strip() else ())
            case Kind.SHORT_ANSWER:
                accepted = AcceptedAnswer(text=paragraph(solution.strip()), line=line)
                return replace(question, kind=kind, accepted=(accepted,) if solution.strip() else ())
            case _:
                return replace(question, kind=Kind.OPEN)

    def _options(self, offered: _Offered, solution: str) -> Iterator[DraftOption]:
        items, bits = offered.items, solution.strip()
        if not _BITS.fullmatch(bits) or len(bits) != len(items):
            message = f'exsolution is "{bits}", and there are {len(items)} items in the answer list'
            hint = "write a 0 or a 1 for each item, as in 0100"
            self.report.error("unclear-answer", message, self.line_of("exsolution"), hint)
            bits = ""
        reasons = offered.reasons if len(offered.reasons) == len(items) else ()
        for place, item in enumerate(items):
            yield DraftOption(
                text=self.text(item),
                is_marked=bits[place : place + 1] == "1",
                rationale=self.text(reasons[place]) if reasons else (),
                line=item[0].number if item else self.line,
            )

    def _shuffled(self, question: DraftQuestion) -> DraftQuestion:
        """Apply exshuffle: how many options are shown, or that they keep their order."""
        wanted = self.value("exshuffle").strip()
        if wanted.upper() in ("FALSE", "F"):
            return replace(question, locked=True)
        if not wanted.isdecimal() or len(wanted) > 2:
            return question
        right = sum(option.is_marked for option in question.options)
        shown = int(wanted) - right
        if not 0 < shown < len(question.options) - right:
            return question
        return replace(question, facts=replace(question.facts, shown_distractors=shown))

    def _cloze(self, question: DraftQuestion) -> DraftQuestion:
        """Several answers in one exercise: gaps where places are named, else parts."""
        answers = answers_of([self.value(name) for name in ("exclozetype", "exsolution", "extol", "expoints")])
        if answers is None or any(answer.kind not in _KINDS for answer in answers):
            kinds, solutions = (self.value(name).split("|") for name in ("exclozetype", "exsolution"))
            message = f"exclozetype names {len(kinds)} answers, and exsolution has {len(solutions)}"
            self.report.error("unclear-answer", message, self.line_of("exclozetype"), "name a known kind for each")
            return question
        has_places = any(PLACE.search(line.text) for line in self.question)
        self._report_unread(answers, has_places)
        if (items := asked(answers, self.items)) is None:
            rooms = [answer.room for answer in answers]
            message = f"the answer list has {len(self.items)} items, and exsolution asks for {sum(rooms)}"
            hint = "write an item for each option and for each other answer, which may be empty"
            self.report.error("unclear-answer", message, self.line_of("exsolution"), hint)
            return question
        reasons = explained(answers, self.reasons)
        parts = []
        for place, (answer, own) in enumerate(zip(answers, items, strict=True)):
            letter = str(place + 1) if has_places else LETTERS[place]
            part = DraftQuestion(stem=(), options=(), letter=letter, points=decimal_of(answer.points), line=self.line)
            parts.append(self._part(part, answer, own, reasons[place] if reasons else []))
        question = self._explained(question, parts, () if reasons else self.reasons)
        if not has_places:
            return replace(question, kind=Kind.MULTI_PART, parts=tuple(parts))
        gaps = tuple(replace(part, explanation=(), explanation_line=None) for part in parts)
        return replace(question, kind=Kind.FILL_IN, stem=self._with_gaps(len(parts)), parts=gaps)

    def _report_unread(self, answers: Sequence[Answer], has_places: bool) -> None:
        """Say which answers cannot be read as they are stated."""
        for answer in answers:
            if answer.kind == "verbatim" and answer.solution.strip().startswith(":"):
                message = f'"{answer.solution.strip()[:40]}" is an answer in the code of Moodle, which is not read'
                self.report.error("unclear-answer", message, self.line_of("exsolution"), _PLAIN_KINDS)
            elif has_places and _KINDS[answer.kind] is Kind.OPEN:
                message = "an essay cannot fill a gap"
                self.report.error("unclear-answer", message, self.line_of("exclozetype"), "ask it as a part")

    def _explained(
        self, question: DraftQuestion, parts: Sequence[DraftQuestion], whole: Sequence[Sequence[Line]]
    ) -> DraftQuestion:
        """The question, whose explanation ends with what explains its gaps, or with items that are nobody's."""
        own = [(f"({part.letter})", part.explanation) for part in parts if part.letter.isdigit() and part.explanation]
        own = own or [("", self.text(item)) for item in whole]
        if not own:
            return question
        signs = tuple(sign for sign, _ in own if sign)
        reasons = ListBlock(items=tuple(text for _, text in own), signs=signs)
        line = question.explanation_line or next(item[0].number for item in self.reasons if item)
        return replace(question, explanation=(*question.explanation, reasons), explanation_line=line)

    def _with_gaps(self, count: int) -> Text:
        def gap(inner: str, line: int) -> Span | None:
            return Gap(int(inner) - 1) if inner.isdecimal() and 0 < int(inner) <= count else None

        lines = [replace(line, text=PLACE.sub(r"____{\1}", line.text)) for line in self.question]
        return self.text(lines, gap)

    def _part(
        self, part: DraftQuestion, answer: Answer, items: Sequence[Sequence[Line]], reasons: Sequence[Sequence[Line]]
    ) -> DraftQuestion:
        """A part or a gap; the only item of one that is not chosen from options is what it asks."""
        if items and not answer.is_chosen and not part.letter.isdigit():
            part = replace(part, stem=self.text(items[0]))
        if len(reasons) == 1 and (explanation := self.text(reasons[0])):
            part = replace(part, explanation=explanation, explanation_line=reasons[0][0].number)
            reasons = ()
        offered = _Offered(items if answer.is_chosen else (), reasons)
        return self._answered(part, _KINDS[answer.kind], offered, answer.solution, answer.tolerance)

    def _report_settings(self) -> None:
        for name, setting in self.settings.items():
            if name not in CARRIED and not name.startswith("exextra"):
                message = f'{name} "{setting.value[:40]}" is not carried'
                self.report.warning("not-carried", message, setting.line, "examgen has no use for it")
