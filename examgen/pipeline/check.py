"""Bank files in, everything that can be said of them out; nothing is raised for what they hold, and nothing written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from examgen.diagnostics import Diagnostic, Severity, errors_in, in_order, spoken
from examgen.errors import ExitCode
from examgen.formats import AS_FOUND, read_bank
from examgen.model.bank import Bank, KeyOrigin, Question
from examgen.model.blueprint import DEFAULT_LANGUAGE
from examgen.model.reading import Reading
from examgen.model.response import Kind
from examgen.pipeline.advice import ALL, Wanted, advised
from examgen.pipeline.sound import UNRESOLVED
from examgen.pipeline.stress import FEW_SEEDS, stress
from examgen.pipeline.summary import counted
from examgen.pipeline.tongue import unstated_language
from examgen.pipeline.trial import trial
from examgen.typeset import Shelf, survey

WEIGHTIEST_LAST = (Severity.ADVICE, Severity.WARNING, Severity.ERROR)
"""What matters most stands next to the summary, where a long list ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """A bank and all messages about it."""

    bank: Bank
    diagnostics: tuple[Diagnostic, ...]
    stressed: tuple[str, ...] = ()
    """What trying many seeds showed, where that was asked for."""

    ignored: int = 0
    """How many messages the author or the user has turned off."""

    is_tried: bool = True
    """Whether each question was set on a page."""

    @property
    def exit_code(self) -> ExitCode:
        """Whether a build would refuse the bank."""
        return ExitCode.BANK if errors_in(self.diagnostics) else ExitCode.OK

    @property
    def said(self) -> tuple[Diagnostic, ...]:
        """The messages as a person or a program is told them: of very many alike the first."""
        return tuple(spoken(self.diagnostics))

    @property
    def summary(self) -> tuple[str, ...]:
        """What the bank holds, and how many messages there are of each kind."""
        topics = Counter(question.topic for question in self.bank.questions if question.topic)
        listed = ", ".join(f"{topic} {number}" for topic, number in sorted(topics.items()))
        topic_line = [f"topics: {listed}"] if topics else []
        return (*self.stressed, *topic_line, *self._kinds_line(), self._content_line(), self._message_line())

    def _kinds_line(self) -> tuple[str, ...]:
        """How many questions there are of each kind, where they are not all plain choices."""
        kinds = Counter(question.kind for question in self.bank.questions)
        if set(kinds) <= {Kind.CHOICE}:
            return ()
        sets = f" · {counted(len(self.bank.sets), 'question set')}" if self.bank.sets else ""
        return ("kinds: " + ", ".join(f"{kind} {kinds[kind]}" for kind in Kind if kinds[kind]) + sets,)

    def _content_line(self) -> str:
        questions = self.bank.questions
        points = sum((question.points for question in questions), Decimal(0)).normalize()
        origins = Counter(question.key_origin for question in questions)
        parts = [counted(len(questions), "question"), f"{points:f} {'point' if points == 1 else 'points'}"]
        if derived := origins[KeyOrigin.DERIVED]:
            parts.append(f"{counted(derived, 'key')} taken from the explanations")
        if unresolved := origins[KeyOrigin.UNRESOLVED]:
            parts.append(f"{unresolved} without a known answer")
        return " · ".join(parts)

    def _message_line(self) -> str:
        found = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        errors, warnings = (counted(found[kind], kind.value) for kind in (Severity.ERROR, Severity.WARNING))
        ignored = f" · {self.ignored} ignored" if self.ignored else ""
        untried = "" if self.is_tried else " · not set on pages"
        return f"{errors} · {warnings} · {found[Severity.ADVICE]} advice{ignored}{untried}"


def check(
    paths: Sequence[str],
    how: Reading = AS_FOUND,
    seeds: int | None = None,
    wanted: Wanted = ALL,
    is_tried: bool = True,
) -> CheckReport:
    """Read banks as a build would, and collect what it would say, characters that cannot be printed included.

    Advice of rules on question writing, which a build does not give, comes with it, as far as it is wanted.
    Each question is set on a trial page, which takes most of the time, unless ``is_tried`` is false.

    Parametrised questions are tried under so many ``seeds``, without them under a few.
    """
    bank, diagnostics = read_bank(paths, how)
    language = bank.language or DEFAULT_LANGUAGE
    shelf = Shelf(language)
    read = (*diagnostics, *unstated_language(bank, how.language), *survey(bank.questions, shelf, sets=bank.sets))
    tried = stress(_settable(bank.questions, read), seeds or FEW_SEEDS, language, shelf)
    read = (*read, *tried.diagnostics)
    set_on_pages = trial(_settable(bank.questions, read), shelf, bank.sets) if is_tried else ()
    heard = advised(bank, (*read, *set_on_pages), how, wanted)
    found = in_order(heard.diagnostics)
    return CheckReport(
        bank=bank,
        diagnostics=tuple(sorted(found, key=lambda d: WEIGHTIEST_LAST.index(d.severity))),
        stressed=tried.summary if seeds else (),
        ignored=heard.ignored,
        is_tried=is_tried,
    )


def _settable(questions: Sequence[Question], found: Sequence[Diagnostic]) -> tuple[Question, ...]:
    """The questions that papers may hold and no error forbids; one that lacks a known answer alone can be set."""
    refused = {(error.path, error.question) for error in errors_in(found) if error.rule != UNRESOLVED}
    return tuple(q for q in questions if not q.repeats and (q.path, q.number or q.id) not in refused)
