"""Raw questions in, a `Draft` out: keys settled, texts understood, what nothing is made of named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import admit, admit_question
from examgen.formats.decimals import decimal_of
from examgen.formats.decode import shortened
from examgen.formats.draft import (
    AcceptedAnswer,
    Draft,
    DraftOption,
    DraftQuestion,
    DraftSet,
    QuestionFacts,
    StatedAnswer,
    path_within,
)
from examgen.formats.identity import same_wording
from examgen.formats.question_facts import MOST_MINUTES
from examgen.formats.records.measures import are_measures, with_measures, with_topics
from examgen.formats.records.raw import RawOption, RawQuestion
from examgen.formats.records.stated_keys import KeyReader, beside_options, question_name
from examgen.formats.records.texts import HTML, MIXED, TextReader, are_html, hold_html
from examgen.formats.records.truth_letters import with_truths
from examgen.formats.records.values import truth
from examgen.formats.records.vocabulary import Role, role_of
from examgen.formats.reporting import Report
from examgen.formats.source import Source
from examgen.markup.words import all_parts
from examgen.model.bank import KeyOrigin
from examgen.model.response import Kind
from examgen.model.text import Text

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_POINTS_WORD = re.compile(
    r"(?<=\d)\s*(?:p|pts?|points?|marks?|punkte?|puntos?|punti|pontos?|балл\w*|分)\.?$", re.IGNORECASE
)
_LEAST_MINUTES = Decimal("0.01")


def drafted(
    questions: Sequence[RawQuestion], source: Source, title: str = "", names: Sequence[str] = ()
) -> tuple[Draft, list[Diagnostic]]:
    """The draft of a whole file; where it names its values, with an advice that says what they were taken for."""
    admit(len(questions))
    for question in questions:
        admit_question(question.written, path_within(source.path, question.member), question.line)
    diagnostics: list[Diagnostic] = []
    settled = with_truths(questions)
    whole = _identified([question for question in settled if not _refused(question, source.path, diagnostics)])
    has_measures = are_measures(whole)
    whole = [with_measures(question if has_measures else with_topics(question)) for question in whole]
    if beside := beside_options(whole):
        whole = beside
        diagnostics.append(_all_wrong(source.path))
    keys = KeyReader(whole, source.path, source.key_base)
    stated = keys.read()
    diagnostics += keys.diagnostics
    drafter = _Drafter(source, is_html=are_html([question.stem for question in whole]))
    for place, question in enumerate(whole):
        drafter.add(question, stated.slots.get(place, frozenset()), is_known=place not in stated.unresolved)
    draft = Draft(
        title=title,
        language=_language(whole),
        questions=tuple(drafter.questions),
        sets=tuple(drafter.sets.values()),
    )
    told = [_read_as(names, source.path, stated.base, has_measures=has_measures)] if names and whole else []
    return draft, [*diagnostics, *drafter.diagnostics, *_unread(whole, source.path), *told]


def _all_wrong(path: str) -> Diagnostic:
    message = "no answer is among its question's options, so these are all taken as wrong, and the answer as one more"
    hint = "where an answer should be one of the options, write it as that option says it"
    return Diagnostic(severity=Severity.ADVICE, rule="read-as", message=message, path=path, hint=hint)


def _read_as(names: Iterable[str], path: str, base: int | None, *, has_measures: bool) -> Diagnostic:
    """Say which names were taken for what."""
    found: dict[Role, list[str]] = {}
    for name in names:
        if named := role_of(name):
            role = Role.TOPIC if named.role is Role.UNIT and not has_measures else named.role
            found.setdefault(role, []).append(f'"{name}"')
    said = "; ".join(f"{role.value}: {', '.join(found[role])}" for role in Role if role in found)
    counted = "" if base is None else f"; keys count options from {base}"
    return Diagnostic(
        severity=Severity.ADVICE,
        rule="read-as",
        message=f"names are read as {said}{counted}",
        path=path,
        hint="where a name means something else, rename it",
    )


def _refused(question: RawQuestion, path: str, diagnostics: list[Diagnostic]) -> bool:
    """Whether a question cannot be read as it stands, with an error for each reason."""
    problems = (*question.problems, *([question.doubt] if question.doubt else []))
    problems = problems if question.stem else ("it has no text that asks", *problems)
    if question.is_choice and question.accepted and not _is_truth(question.accepted):
        problems = (*problems, "its kind is a choice, and it has no options")
    if question.kind is Kind.MATCHING:
        problems = (
            *problems,
            "pairs to match do not stand in a table; docs/records.md says how JSON and YAML hold them",
        )
    report = Report(path_within(path, question.member), question_name(question) or f"line {question.line}", diagnostics)
    if question.is_unscored and question.stem:
        message = "a poll, a drawing or their like has no right answer, and is left out"
        report.warning("not-carried", message, question.line, "give it a kind that has one, or mark it by hand as open")
        return True
    for problem in problems:
        report.error("unread-question", f"the question is not read: {problem}", question.line, "correct it in the file")
    return bool(problems)


def _identified(questions: list[RawQuestion]) -> list[RawQuestion]:
    """The questions; where several share an id, as in files that count anew in each part, their ids are numbers."""
    ids = Counter(question.text(Role.ID) for question in questions if question.text(Role.ID))
    if all(count == 1 for count in ids.values()):
        return questions
    return [replace(question, texts=_numbered(question.texts)) for question in questions]


def _numbered(texts: Mapping[Role, str]) -> Mapping[Role, str]:
    rest: dict[Role, str] = {role: words for role, words in texts.items() if role is not Role.ID}
    rest.setdefault(Role.NUMBER, texts.get(Role.ID, ""))
    return rest


def _language(questions: Sequence[RawQuestion]) -> str | None:
    found = {question.text(Role.LANGUAGE) for question in questions}
    language = found.pop() if len(found) == 1 else ""
    return language if _LANGUAGE.fullmatch(language) else None


def _unread(questions: Sequence[RawQuestion], path: str) -> Iterator[Diagnostic]:
    """One warning for each name whose values are not carried, however often it stands there."""
    counts = Counter(name for question in questions for name in question.unread)
    firsts = {name: question for question in reversed(questions) for name in question.unread}
    for name, count in counts.items():
        first = firsts[name]
        more = f", and of {count - 1} more" if count > 1 else ""
        yield Diagnostic(
            severity=Severity.WARNING,
            rule="not-carried",
            message=f'"{shortened(name)}" of question {question_name(first)}{more} is not carried',
            path=path_within(path, first.member),
            line=first.line,
            question=question_name(first),
            hint="rename it if it is one of the values that docs/formats.md lists",
        )


@dataclass(slots=True)
class _Drafter:
    """The questions of one file while they are drafted."""

    source: Source
    is_html: bool
    questions: list[DraftQuestion] = field(default_factory=list)
    sets: dict[str, DraftSet] = field(default_factory=dict)
    """By their passages."""

    places: dict[str, int] = field(default_factory=dict)
    """Of the sets, likewise."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, question: RawQuestion, right: frozenset[int], *, is_known: bool) -> None:
        report = Report(path_within(self.source.path, question.member), question_name(question), self.diagnostics)
        markup = question.text(Role.MARKUP) or self.markup(question)
        texts = TextReader(self.source, question.line, markup, report)
        options = tuple(_option(option, right, question.line, texts.read) for option in question.options)
        kind = question.kind
        accepted = question.accepted
        if kind is Kind.SHORT_ANSWER and options:
            is_choice = bool(question.keys) or 0 < sum(option.is_right for option in question.options) < len(options)
            kind, accepted, options = (None, (), options) if is_choice else (kind, _texts(question.options), ())
        answers, accepted = _truths(accepted, kind, question.line) if not options else ((), ())
        model_answer = question.text(Role.MODEL_ANSWER)
        if kind is Kind.OPEN:
            model_answer, accepted = model_answer or "\n\n".join(accepted), ()
        if model_answer and not options and not accepted and kind is None:
            kind = Kind.OPEN
        explanation = texts.read(question.text(Role.EXPLANATION))
        self.questions.append(
            DraftQuestion(
                id=question.text(Role.ID),
                number=question.text(Role.NUMBER) or question.text(Role.TITLE),
                stem=(*texts.read(question.stem), *texts.picture(question.text(Role.PICTURE))),
                options=options,
                answers=answers,
                accepted=tuple(AcceptedAnswer(text=texts.read(words), line=question.line) for words in accepted),
                kind=kind,
                model_answer=texts.read(model_answer),
                explanation=explanation,
                explanation_line=question.line if explanation else None,
                note=texts.read(question.text(Role.NOTE)),
                key_origin=None if is_known else KeyOrigin.UNRESOLVED,
                points=_points(question.text(Role.POINTS), report, question.line),
                topic=question.text(Role.TOPIC),
                facts=_facts(question, report),
                set_place=self.set_place(question, texts),
                locked=truth(question.text(Role.SHUFFLED) or True) is False,
                member=question.member,
                line=question.line,
            )
        )

    def markup(self, question: RawQuestion) -> str:
        """How the texts of a question are written that does not say it."""
        texts = (question.stem, *_texts(question.options), *(option.rationale for option in question.options))
        return HTML if self.is_html else MIXED if hold_html(texts) else ""

    def set_place(self, question: RawQuestion, texts: TextReader) -> int | None:
        """The set of the questions that share a passage."""
        passage = question.passage
        if not passage:
            return None
        if passage not in self.sets:
            self.places[passage] = len(self.sets)
            self.sets[passage] = DraftSet(id="", stimulus=texts.read(passage), line=question.line)
        return self.places[passage]


def _option(option: RawOption, right: frozenset[int], line: int, read: Callable[[str], Text]) -> DraftOption:
    return DraftOption(
        text=read(option.text),
        label=option.label,
        is_marked=option.slot in right,
        rationale=read(option.rationale),
        weight=option.weight,
        line=line,
    )


def _texts(options: Sequence[RawOption]) -> tuple[str, ...]:
    return tuple(option.text for option in options)


def _truths(accepted: Sequence[str], kind: Kind | None, line: int) -> tuple[tuple[StatedAnswer, ...], tuple[str, ...]]:
    """An answer that is true or false as the key of a statement; others as they are."""
    is_stated = _is_truth(accepted) if kind is None else kind is Kind.TRUE_FALSE and len(accepted) == 1
    return ((StatedAnswer(text=accepted[0], line=line),), ()) if is_stated else ((), tuple(accepted))


def _is_truth(accepted: Sequence[str]) -> bool:
    return len(accepted) == 1 and same_wording(accepted[0]) in _truth_words()


@cache
def _truth_words() -> frozenset[str]:
    words = {word for parts in all_parts() for word in (*parts.true, *parts.false)}
    return frozenset(words - {"yes", "no"})


def _facts(question: RawQuestion, report: Report) -> QuestionFacts:
    time = _minutes(question, report)
    return QuestionFacts(
        difficulty=question.text(Role.DIFFICULTY),
        tags=question.tags,
        author=question.text(Role.AUTHOR),
        source=question.text(Role.SOURCE),
        time=time,
    )


def _minutes(question: RawQuestion, report: Report) -> Decimal | None:
    """The time that a question is meant to take; a number that can be no such time is told."""
    minutes, seconds = _decimal(question.text(Role.TIME)), _decimal(question.text(Role.SECONDS))
    time = minutes if minutes is not None else seconds / 60 if seconds is not None else None
    words = question.text(Role.TIME) or question.text(Role.SECONDS)
    if time is not None and _LEAST_MINUTES <= time <= MOST_MINUTES:
        return time
    if words and time != 0:
        message = f'the time "{shortened(words)}" is not carried, for its unit is unclear'
        report.warning("not-carried", message, question.line, "name the column minutes or seconds")
    return None


def _decimal(words: str) -> Decimal | None:
    number = decimal_of(words.replace(",", "."))
    return number if number is not None and number >= 0 else None


def _points(words: str, report: Report, line: int) -> Decimal | None:
    """A number of points; an error where it is none."""
    if not words:
        return None
    number = _decimal(_POINTS_WORD.sub("", words))
    if number is not None and number < 10_000:
        return number
    report.error("points", f'"{shortened(words)}" is no number of points', line, "write a number such as 2 or 0.5")
    return None
