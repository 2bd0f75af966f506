"""A printed question and its corrected one in, nothing out, or an error: whether a sheet of corrections can turn the
one into the other on paper.

Options that are marked stay options that are marked, and a line to write on stays a line; all else is another question.
"""

from __future__ import annotations

from collections.abc import Iterator

from examgen.amend.naming import named
from examgen.errors import RequestError
from examgen.model.bank import Question
from examgen.model.program import Program
from examgen.model.response import CHOOSING, Kind, Matching

WRITING = frozenset({Kind.NUMERIC, Kind.SHORT_ANSWER})
ALIKE = (CHOOSING, WRITING)
"""Kinds that look alike on paper."""


def check_form(printed: Question, corrected: Question) -> None:
    """Refuse what makes another question of it, parts apart."""
    for what in _changes(printed, corrected):
        raise RequestError(
            f"{named(corrected)}: {what}",
            remedy="printed papers cannot be corrected to that: put it back in the bank, or build a new exam",
        )


def check_variables(printed: Question, corrected: Question) -> None:
    """Refuse other variables than those whose values papers show; what is calculated from them may change."""
    before, after = (_drawn(question.program) for question in (printed, corrected))
    if before != after:
        said = [", ".join(sorted(names)) or "none" for names in (before, after)]
        raise RequestError(
            f"{named(corrected)}: the variables that are drawn for it were {said[0]}, and are now {said[1]}",
            remedy="the values on printed papers stay: draw the same variables, or build a new exam",
        )


def _drawn(program: Program | None) -> set[str]:
    return {name for draw in program.draws for name in draw.names} if program else set()


def _changes(printed: Question, corrected: Question) -> Iterator[str]:
    before, after = printed.kind, corrected.kind
    if before is not after and not any({before, after} <= kinds for kinds in ALIKE):
        yield f"its kind was {before}, and is now {after}"
    if len(printed.parts) != len(corrected.parts):
        name = "gaps" if before is Kind.FILL_IN else "parts"
        yield f"it was printed with {len(printed.parts)} {name}, and now has {len(corrected.parts)}"
    counts = [len(q.response.prompts) if isinstance(q.response, Matching) else 0 for q in (printed, corrected)]
    if counts[0] != counts[1]:
        yield f"it was printed with {counts[0]} prompts, and now has {counts[1]}"
    if bool(printed.set_id) != bool(corrected.set_id):
        yield "it belongs to a question set now" if corrected.set_id else "it belongs to no question set any more"
