"""A finished file and its variant in; an `AuditError` at the first thing that the paper says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from examgen.audit.drawings import UNSEEN, Signs
from examgen.audit.errata import ExpectedErrata, prove_end, prove_letters
from examgen.audit.expected import Expected
from examgen.audit.furniture import prove_furniture
from examgen.audit.grading import prove_grading
from examgen.audit.grids import KeyGrid, prove_grid_text, prove_tables
from examgen.audit.headings import prove_headings
from examgen.audit.ink import read_ink
from examgen.audit.labels import prove_labels
from examgen.audit.leftovers import prove_gaps
from examgen.audit.passages import Found, find_all, find_any
from examgen.audit.pdfium import read_pdfium, with_hyphens
from examgen.audit.reading import Readers, Reading, squeezed
from examgen.audit.seats import prove_seats
from examgen.audit.views import Heading, Passage, View
from examgen.audit.wording import Wording
from examgen.errors import AuditError
from examgen.model.blueprint import AnswerPlace, KeyStyle
from examgen.model.seats import Seating
from examgen.model.variant import Variant


def audit_exam(
    path: Path,
    variant: Variant,
    wording: Wording,
    readers: Readers,
    signs: Signs = UNSEEN,
    is_graded: bool = False,
) -> None:
    """Prove a student's paper: every question, option, letter and point, nothing of the key; and a grading table."""
    for reader, expected in _expected(variant, wording, readers, signs):
        asked, headings = _joined(expected.asked()), expected.headings(with_instructions=True)
        reading = _reading(path, reader, asked, headings)
        prove_furniture(reading, wording, f"{wording.variant} {variant.number}")
        if is_graded:
            prove_grading(reading, variant, wording)
        found = find_all(reading, asked)
        prove_headings(reading, found, headings)
        _prove_questions(reading, found, expected)


def audit_key(
    path: Path, variant: Variant, wording: Wording, style: KeyStyle, readers: Readers, signs: Signs = UNSEEN
) -> None:
    """Prove a key: the grid, the marked letters, and every explanation whole with this variant's letters."""
    for reader, expected in _expected(variant, wording, readers, signs):
        grid = KeyGrid(expected.grid())
        is_full = style is KeyStyle.FULL
        passages = _joined(expected.answered() if is_full else expected.noted())
        headings = expected.headings(with_instructions=False) if is_full else ()
        reading = _reading(path, reader, passages, headings)
        prove_furniture(reading, wording, f"{wording.variant} {variant.number}")
        if reading.marks:
            prove_tables(reading, (grid,), required=True)
        else:
            prove_grid_text(reading, (grid,))
        _prove_statement(reading, expected)
        found = find_all(reading, passages)
        prove_headings(reading, found, headings)
        _prove_questions(reading, found, expected)


def audit_practice(
    path: Path, variant: Variant, wording: Wording, answers: AnswerPlace, readers: Readers, signs: Signs = UNSEEN
) -> None:
    """Prove a practice sheet: every question, and every answer where answers were asked for.

    An open question without a model answer reads the same with its answer; at the end it may have a bare number.
    """
    for reader, expected in _expected(variant, wording, readers, signs):
        asked = expected.asked()
        answered, solved = ((), ()) if answers is AnswerPlace.NONE else (expected.answered(), expected.solved())
        headings = expected.headings(with_instructions=True)
        reading = _reading(path, reader, _joined((*asked, *answered, *solved)), headings)
        prove_furniture(reading, wording, f"{wording.sheet} {variant.number}")
        if reading.marks and answered:
            prove_tables(reading, (KeyGrid(expected.grid()),), required=False)
        if answered:
            _prove_statement(reading, expected)
        # What is asked may be where what is answered begins.
        views = zip(answered, asked, strict=True) if answered else ((view,) for view in asked)
        found, chosen = find_any(reading, views)
        prove_headings(reading, found, headings)
        at_end = [view for view, choice in zip(solved, chosen, strict=False) if choice == 1]
        try:
            bare = [view for view in solved if len(view[0].units) == 1 == len(view)]
            found += find_all(reading, _joined(view for view in solved if view in at_end or view in bare), found)
        except AuditError:
            found += find_all(reading, _joined(at_end), found)
        _prove_questions(reading, found, expected)


def audit_errata(
    path: Path, issues: tuple[Variant, Variant], wording: Wording, is_key: bool, signs: Signs = UNSEEN
) -> None:
    """Prove a sheet of corrections: each text that differs between two issues, as it was and as it is, and no other."""
    before, after = issues
    prove_letters(before, after)
    for reader in Readers.BOTH:
        wanted = ExpectedErrata(before, after, wording, signs if reader is Readers.INK else UNSEEN).squeezed(is_key)
        reading = _read(path, reader, wanted)
        prove_furniture(reading, wording, f"{wording.variant} {after.number}")
        prove_end(reading, wanted, (squeezed(wording.printed), squeezed(wording.corrected)))


def audit_grids(path: Path, variants: Sequence[Variant], wording: Wording) -> None:
    """Prove the sheet of all grids."""
    alone = [Expected(variant, wording) for variant in variants]
    all_derived = all(each.statement for each in alone)
    expected = [Expected(variant, wording, all_derived=all_derived) for variant in variants]
    grids = [KeyGrid(each.grid(), f"{wording.variant} {each.variant.number}") for each in expected]
    for reader in Readers.BOTH:
        reading = _reading(path, reader, ())
        prove_furniture(reading, wording)
        _prove_statement(reading, expected[0])
        if reading.marks:
            prove_tables(reading, grids, required=True)
        else:
            prove_grid_text(reading, grids)


def audit_seats(path: Path, seating: Seating, wording: Wording) -> None:
    """Prove the plan of the room: every number of a row or column, and what lies on every seat."""
    reading = _reading(path, Readers.INK, ())
    prove_furniture(reading, wording)
    prove_seats(reading, seating)


def _expected(variant: Variant, wording: Wording, readers: Readers, signs: Signs) -> Iterator[tuple[Readers, Expected]]:
    """Each reader with what it must find; pdfium sees no drawings, so the ink reader joins it where there are any."""
    for reader in readers | Readers.INK if signs else readers:
        yield reader, Expected(variant, wording, signs if reader is Readers.INK else UNSEEN)


def _reading(path: Path, reader: Readers, passages: Sequence[Passage], headings: Sequence[Heading] = ()) -> Reading:
    wanted = (*(passage.squeezed for passage in passages), *(heading.squeezed for heading in headings))
    return _read(path, reader, "".join(wanted))


def _read(path: Path, reader: Readers, wanted: str) -> Reading:
    if reader is Readers.INK:
        return Reading(path, read_ink(path))
    return Reading(path, read_pdfium(path), lambda text: with_hyphens(text, wanted))


def _joined(views: Iterable[View]) -> tuple[Passage, ...]:
    return tuple(chain.from_iterable(views))


def _prove_statement(reading: Reading, expected: Expected) -> None:
    """Where all keys are derived, none is marked, and the document says so."""
    if squeezed(expected.statement) not in reading.text:
        raise reading.fault(0, f"nowhere does it say “{expected.statement}”")


def _prove_questions(reading: Reading, found: Sequence[Found], expected: Expected) -> None:
    """Nothing of a question is left over, doubled or mislabelled."""
    prove_gaps(reading, found, expected)
    if reading.marks:
        prove_labels(reading, found)
