"""A reading and the passages found in it in; an `AuditError` where a tagged number or letter is not theirs.

Only a reader that sees marked content can tell a label from other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from examgen.audit.passages import Found, named
from examgen.audit.reading import REMEDY, Mark, Reading, squeezed_once
from examgen.errors import AuditError

NUMBER = re.compile(r"\d+\.|\([a-z]\)|\(\d+\)")
"""Of a question, a part or a gap, as headings say them."""

LIST_SIGN = re.compile(r"•|\d+\.|[(（]?(?:\d{1,2}|[a-z]|[ivx]+)[)）]")


def prove_labels(reading: Reading, found: Iterable[Found]) -> None:
    """Numbers run without gaps and letters without holes: as in the passages, and nowhere else."""
    ordered = [one.passage for one in sorted(found, key=lambda one: one.start)]
    labels = ((one, label) for one in ordered for label in one.labels)
    wanted = [(named(one), squeezed_once(label)) for one, label in labels]
    for place, read in zip_longest(wanted, _labels(reading.marks)):
        name, right = place or ("behind the last question", "")
        if read != right:
            raise AuditError(
                f"{reading.path}: {name}: a label reads “{read or ''}”, should read “{right}”", remedy=REMEDY
            )


def _labels(marks: Iterable[Mark]) -> Iterator[str]:
    for role, text in marks:
        if role == "Lbl":
            if not LIST_SIGN.fullmatch(text):
                yield text
        elif role[0] == "H" and NUMBER.fullmatch(text):
            yield text
