"""Parametrised questions in, what their values do under many seeds out; each finding names the first seed of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from time import perf_counter

from examgen.assemble import Realiser
from examgen.diagnostics import Diagnostic, Severity, errors_in, in_order
from examgen.errors import BankError
from examgen.formats.realise import realised
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.program import Range
from examgen.parameters import Filled, plain
from examgen.pipeline.summary import counted
from examgen.typeset import Shelf, survey

FEW_SEEDS = 5
"""What every check tries."""

MOST_LISTED = 30
"""So many listed choices of a question that no seed drew are tried, too."""

_RULED_OUT = ("infinite-condition", "equal-options")


@dataclass(frozen=True, slots=True)
class Stress:
    """What came of many seeds."""

    seeds: int
    trials: tuple[Trial, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every kind of failure, once for each question."""
        return in_order(found for trial in self.trials for found in trial.diagnostics(self.seeds))

    @property
    def summary(self) -> tuple[str, ...]:
        """A line for each question, and one for all."""
        what = counted(len(self.trials), "parametrised question")
        failures = counted(sum(trial.failures for trial in self.trials), "failure")
        lines = (trial.summary(self.seeds) for trial in self.trials)
        return (*lines, f"{what} under {counted(self.seeds, 'seed')} · {failures}")


@dataclass(slots=True)
class Trial:
    """One question under all seeds."""

    question: Question
    found: dict[tuple[str, int | None], list[tuple[int, Diagnostic]]] = field(default_factory=dict)
    """Rule and line → the seeds that showed a failure of this kind."""

    unseen: dict[tuple[str, int | None], Diagnostic] = field(default_factory=dict)
    """The same of failures that listed choices would show, but no seed drew."""

    values: set[tuple[tuple[str, str], ...]] = field(default_factory=set)
    redrawn: list[int] = field(default_factory=list)
    """Seeds whose first values made two options equal."""

    failures: int = 0
    slowest: float = 0.0
    """Seconds."""

    def run(self, seed: int, language: str, shelf: Shelf) -> None:
        """Realise the question as variant 1 of this seed would."""
        start = perf_counter()
        errors = _errors(self.question, partial(self._made, seed=seed), seed, language, shelf)
        self.slowest = max(self.slowest, perf_counter() - start)
        self.failures += bool(errors)
        for error in errors:
            self.found.setdefault((error.rule, error.line), []).append((seed, error))

    def run_listed(self, language: str, shelf: Shelf) -> None:
        """Try the listed choices that no seed drew; what conditions or equal options rule out is no failure."""
        for alone in islice(_alone(self.question, self.values), MOST_LISTED):
            for error in _errors(alone, realised, 1, language, shelf):
                if error.rule not in _RULED_OUT:
                    self.unseen.setdefault((error.rule, error.line), error)

    def _made(self, question: Question, filled: Filled, seed: int) -> Question:
        self.values.add(filled.values)
        self.redrawn += [seed] if filled.redraws else []
        return realised(question, filled)

    def diagnostics(self, seeds: int) -> list[Diagnostic]:
        """A message for each kind of failure, and advice where values had to be drawn anew."""
        messages = [
            replace(error, message=f"{error.message} (seed {seed}; {len(shown)} of {seeds} seeds)")
            for shown in self.found.values()
            for seed, error in shown[:1]
        ]
        messages += [
            replace(error, message=f"{error.message} (drawn under none of {seeds} seeds)")
            for place, error in self.unseen.items()
            if place not in self.found
        ]
        return messages + ([self._advice(seeds)] if self.redrawn else [])

    def _advice(self, seeds: int) -> Diagnostic:
        times = f"seed {self.redrawn[0]}; {len(self.redrawn)} of {seeds} seeds"
        return Diagnostic(
            severity=Severity.ADVICE,
            rule="redrawn-values",
            message=f"values that make two options equal were drawn anew ({times})",
            path=self.question.path,
            line=self.question.line,
            question=self.question.number or self.question.id,
            hint="a condition such as require a != b says it outright",
        )

    def summary(self, seeds: int) -> str:
        """What the question gave, how often it failed, and how long it took."""
        name = self.question.number or self.question.id
        parts = [counted(len(self.values), "different set"), f"slowest {1000 * self.slowest:.0f} ms"]
        failed = [f"failed under {self.failures} of {seeds}"] if self.failures else []
        return f"question {name}: {' · '.join((parts[0], *failed, parts[1]))}"


def stress(questions: Sequence[Question], seeds: int, language: str, shelf: Shelf) -> Stress:
    """Try each question that has variables under so many seeds."""
    trials = tuple(Trial(question) for question in questions if question.program)
    for trial in trials:
        for seed in range(1, seeds + 1):
            trial.run(seed, language, shelf)
        trial.run_listed(language, shelf)
    return Stress(seeds, trials)


def _errors(
    question: Question, make: Callable[[Question, Filled], Question], seed: int, language: str, shelf: Shelf
) -> tuple[Diagnostic, ...]:
    """What is wrong with the question as variant 1 of a seed prints it."""
    try:
        made = Realiser(Blueprint(title="", seed=str(seed), language=language), make).realised(question, 1)
        return errors_in(survey([made], shelf))
    except BankError as error:
        return errors_in(error.diagnostics)


def _alone(question: Question, seen: Collection[tuple[tuple[str, str], ...]]) -> Iterator[Question]:
    """The question with one listed choice only, for each that no paper so far has."""
    assert question.program
    draws = question.program.draws
    for place, draw in enumerate(draws):
        met = {tuple(dict(values)[name] for name in draw.names) for values in seen}
        for row in () if isinstance(draw.choices, Range) else draw.choices:
            if tuple(map(plain, row)) not in met:
                alone = (*draws[:place], replace(draw, choices=(row,)), *draws[place + 1 :])
                yield replace(question, program=replace(question.program, draws=alone))
