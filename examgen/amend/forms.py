"""A printed question and its corrected one in, nothing out, or an error: whether a sheet of corrections can turn the
one into the other on paper.

Options that are marked stay options that are marked, and a line to write on stays a line; all else is another question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from examgen.amend.likeness import gap_likeness, likeness, question_likeness
from examgen.amend.naming import named
from examgen.errors import RequestError
from examgen.model.bank import Question
from examgen.model.program import Program
from examgen.model.response import CHOOSING, Kind, Matching
from examgen.model.text import Text
from examgen.model.variant import PART_LETTERS

T = TypeVar("T")

LIKE = 0.6
"""Parts, gaps or prompts as alike as this may be one with a correction."""

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


def check_places(printed: Question, corrected: Question) -> None:
    """Refuse parts, gaps or prompts that were added before others, or taken out before others: papers number them."""
    if printed.kind is Kind.FILL_IN:
        name, found = "gap", _misplaced(printed.parts, corrected.parts, gap_likeness)
    elif printed.parts:
        name, found = "part", _misplaced(printed.parts, corrected.parts, question_likeness)
    else:
        name, found = "prompt", _misplaced(prompts_of(printed), prompts_of(corrected), likeness)
    if found:
        was, now = (f"({PART_LETTERS[place]})" if name == "part" else str(place + 1) for place in found)
        raise RequestError(
            f"{named(corrected)}: its {name} {was} is {name} {now} now",
            remedy=f"papers keep the places of {name}s: add behind the last, or take out the last; "
            "of another, say in its wording that it is void",
        )


def _misplaced(before: Sequence[T], after: Sequence[T], alike: Callable[[T, T], float]) -> tuple[int, int] | None:
    """Where something stood, and stands now, if there are more or fewer, and not at the end alone."""
    if len(before) == len(after):
        return None
    same = {place for place, both in enumerate(zip(before, after, strict=False)) if alike(*both) == 1}
    for now, other in enumerate(after):
        likes = {was: alike(one, other) for was, one in enumerate(before) if was not in same}
        likest = max(likes, key=lambda was: (likes[was], was == now), default=now)
        if now not in same and likest != now and likes[likest] >= LIKE:
            return likest, now
    return None


def prompts_of(question: Question) -> tuple[Text, ...]:
    """What the prompts of a matching question say."""
    return tuple(prompt.text for prompt in question.response.prompts) if isinstance(question.response, Matching) else ()


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
    if bool(printed.set_id) != bool(corrected.set_id):
        yield "it belongs to a question set now" if corrected.set_id else "it belongs to no question set any more"
