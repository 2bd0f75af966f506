"""A reading and the passages found in it in, what stands between them out: nothing of any question may.

A template may put words of its own there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from examgen.audit.expected import TICK, Expected
from examgen.audit.passages import Found, named
from examgen.audit.reading import Reading
from examgen.audit.views import Passage

TELLING = 40
"""So many characters of an explanation are enough to know it by; a shorter one is looked for whole."""

LEAST = 12
"""Fewer characters tell nothing."""

NUMBERED = re.compile(r"\d\.$")


def prove_gaps(reading: Reading, found: Iterable[Found], expected: Expected) -> None:
    """Before, between and behind the passages nothing belongs to a question."""
    ordered = sorted(found, key=lambda one: one.start)
    for one, other in pairwise(ordered):
        if other.start < one.end:
            raise reading.fault(other.start, f"{named(one.passage)} and {named(other.passage)} are mixed up")
    starts = [*(one.start for one in ordered), len(reading.text)]
    ends = [0, *(one.end for one in ordered)]
    gaps = [(end, reading.text[end:start]) for end, start in zip(ends, starts, strict=True) if start > end]
    passages = [one.passage for one in ordered]
    behind = {one.end: one.passage for one in ordered}
    for at, gap in gaps:
        if at in behind and _opens_with_option(gap, behind[at]):
            raise reading.fault(at, f"{named(behind[at])}: behind it an option is left over: “{reading.shown(at)}”")
        for place, message in _belongings(gap, passages, expected):
            raise reading.fault(at + place, f"{message}: “{reading.shown(at + place)}”")


def _belongings(gap: str, passages: Iterable[Passage], expected: Expected) -> Iterator[tuple[int, str]]:
    """Places in a gap where a question or an explanation stands."""
    for passage in passages:
        if (stem := passage.stem) and (place := gap.find(stem)) > 0 and NUMBERED.search(gap[:place]):
            yield place, f"{named(passage)} stands where it must not"
    for placed in expected.variant.questions:
        for telling in expected.openings(placed, TELLING):
            if len(telling) >= LEAST and (place := gap.find(telling)) >= 0:
                yield (
                    place,
                    f"question {placed.number} ({placed.question.id}): its explanation stands where it must not",
                )


def _opens_with_option(gap: str, passage: Passage) -> bool:
    """Whether a gap begins with a tick, or with one of the question's options, with or without a letter.

    What goes on in small letters, or with an accent, is a word that begins alike: "Answers" is not the option "n"
    behind an A, nor "Réponses" the option "e" behind an R.
    """
    if gap.startswith(TICK):
        return True
    options = [unit.squeezed for unit in passage.units if unit.name.startswith("option ")]
    if any(len(option) >= LEAST and gap.startswith(option) for option in options):
        return True
    ends = [1 + len(option) for option in options if option and gap.startswith(option, 1)]
    return gap[0].isupper() and any(not _goes_on(gap[end : end + 1]) for end in ends)


def _goes_on(sign: str) -> bool:
    return sign.islower() or unicodedata.category(sign or " ") == "Mn"
