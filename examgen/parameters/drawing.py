"""A program and names for its choices in, values out; what its conditions refuse is drawn anew, so many times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from examgen.model.program import Computed, Condition, Draw, Program, Range, Value
from examgen.parameters.expressions import Expression
from examgen.parameters.functions import number
from examgen.parameters.mistakes import ProgramMistake

Name: TypeAlias = Callable[[str, int], bytes]
"""The digest of a choice: takes the name of the variable, and how many times it was drawn before."""

KEPT = "the values on printed papers stay: let the variables allow them, or build a new exam"
MOST_TRIES = 1000
"""A condition that so many draws do not fulfil is taken for one that nothing fulfils."""


class Drawing:
    """Draws the values of one program; what it calculates is compiled once."""

    def __init__(self, program: Program) -> None:
        self._draws = program.draws
        names = [name for draw in program.draws for name in draw.names]
        self._steps: list[tuple[Computed | Condition, Expression]] = []
        for step in program.steps:
            self._steps.append((step, Expression(step.expression, names, with_filters=False)))
            names += [step.name] if isinstance(step, Computed) else []

    def values(self, name: Name, first: int = 0) -> tuple[dict[str, Value], int]:
        """The first values from a try on that all conditions allow, and the number of that try."""
        refused: Counter[int] = Counter()
        for attempt in range(first, first + MOST_TRIES):
            values = {key: value for draw in self._draws for key, value in drawn(draw, name, attempt).items()}
            if (step := self._refusal(values)) is None:
                return values, attempt
            refused[step] += 1
        step, times = refused.most_common(1)[0]
        condition = self._steps[step][0]
        message = f'"require {condition.expression}" fails'
        message += f" in all of {MOST_TRIES} draws" if times == MOST_TRIES else f" in {times} of {MOST_TRIES} draws"
        hint = "widen the ranges, or correct the condition"
        raise ProgramMistake(f"no values were found: {message}", hint, condition.line, rule="infinite-condition")

    def again(self, recorded: Mapping[str, str]) -> dict[str, Value]:
        """The values that a paper has, with what follows from them now; refuse what could not be drawn any more."""
        values = {name: value for draw in self._draws for name, value in _recorded(draw, recorded).items()}
        if (step := self._refusal(values)) is not None:
            condition = self._steps[step][0]
            said = f'"require {condition.expression}" does not allow {_listed(recorded)}'
            raise unfitting(said, condition.line)
        return values

    def _refusal(self, values: dict[str, Value]) -> int | None:
        """Calculate what follows; the place of the first condition that does not hold."""
        for place, (step, expression) in enumerate(self._steps):
            try:
                result = expression(values)
                if isinstance(step, Computed):
                    values[step.name] = result if isinstance(result, str | bool) else number(result)
                elif not isinstance(result, bool):
                    raise ProgramMistake(f'"{step.expression}" is no condition', "compare two values, as in E < 100")
                elif not result:
                    return place
            except ProgramMistake as mistake:
                said = "; ".join(f"{key} = {plain(value)}" for key, value in values.items())
                raise ProgramMistake(f"{mistake.message}, for {said}", mistake.hint, step.line, mistake.rule) from None
        return None


def drawn(draw: Draw, name: Name, attempt: int) -> dict[str, Value]:
    """One choice; the digest is so long that all are equally likely."""
    place = int.from_bytes(name(",".join(draw.names), attempt)) % draw.count
    choices = draw.choices
    if isinstance(choices, Range):
        return {draw.names[0]: choices.first + place * choices.step}
    return dict(zip(draw.names, choices[place], strict=True))


def plain(value: Value) -> str:
    """A value for records and messages."""
    if not isinstance(value, Fraction):
        return str(value)
    places = next((places for places in range(20) if (value * 10**places).denominator == 1), None)
    if places is None:
        return str(value)
    sign, digits = "-" if value < 0 else "", str(abs(value * 10**places).numerator).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _recorded(draw: Draw, recorded: Mapping[str, str]) -> dict[str, Value]:
    """The choice that a paper shows, among those that there are now."""
    if new := [name for name in draw.names if name not in recorded]:
        raise unfitting(f'papers have no value of "{new[0]}"')
    said = {name: recorded[name] for name in draw.names}
    for row in _rows(draw.choices, *said.values()):
        if [plain(value) for value in row] == [*said.values()]:
            return dict(zip(draw.names, row, strict=True))
    raise unfitting(f"{_listed(said)} cannot be drawn any more")


def unfitting(message: str, line: int | None = None) -> ProgramMistake:
    """For a program that does not allow the values of a printed paper."""
    return ProgramMistake(message, KEPT, line, rule="printed-values")


def _rows(choices: Range | tuple[tuple[Value, ...], ...], first: str, *_: str) -> Iterable[tuple[Value, ...]]:
    """Among which the one that a paper shows is; of a range, which may be long, at most that number itself."""
    if not isinstance(choices, Range):
        return choices
    try:
        place = (Fraction(first) - choices.first) / choices.step
    except (ValueError, ZeroDivisionError):
        return ()
    return ((Fraction(first),),) if place.denominator == 1 and 0 <= place < choices.count else ()


def _listed(said: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in said.items())


@lru_cache(maxsize=1024)
def drawing_of(program: Program) -> Drawing:
    """The drawing of a program, made once."""
    return Drawing(program)
