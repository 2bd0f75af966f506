"""The audit passes the overview of all variants as pressed, and refuses it with anything changed, moved or missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from samples import WORDING
from tampering import Ink, Paper

from examgen.audit import audit_overview
from examgen.compose import load_template
from examgen.errors import AuditError
from examgen.formats import read_bank
from examgen.model.bank import Question
from examgen.model.blueprint import Blueprint
from examgen.model.variant import Variant
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.printing import PrintShop
from examgen.pipeline.request import AuditMode

Overview = tuple[Path, tuple[Question, ...], tuple[Variant, ...]]


@pytest.fixture(scope="module")
def overview(shipped_banks: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Overview:
    """A finished overview of six variants, with what it was made of."""
    questions = read_bank(shipped_banks)[0].questions
    folder = tmp_path_factory.mktemp("overview")
    plan = PrintPlan(Blueprint(title="T", seed="s", variants=6), load_template(), questions, folder, AuditMode.OFF)
    variants = tuple(plan.variant(number) for number in range(1, 7))
    PrintShop(plan).print_overview(variants, folder / "overview.pdf")
    return folder / "overview.pdf", questions, variants


def letters(paper: Paper) -> list[Ink]:
    """The cells of the keys, variant by variant."""
    return [piece for piece in paper.pieces() if piece.text.rstrip("†") in ("A", "B", "C", "D")]


def numbers(paper: Paper) -> list[Ink]:
    """All numbers of two digits on the page of the locator."""
    return [piece for piece in paper.pieces() if piece.page == paper.pages[1] and len(piece.text) == 2]


def change_a_letter(paper: Paper) -> None:
    cell = letters(paper)[30]
    paper.retype(cell, cell.text[0], "A" if cell.text[0] != "A" else "B")


def swap_letters(paper: Paper) -> None:
    first, *rest = letters(paper)
    paper.swap(first, next(cell for cell in rest if cell.text != first.text))


def drop_a_letter(paper: Paper) -> None:
    paper.blank(letters(paper)[7])


def drop_a_mark(paper: Paper) -> None:
    marked = next(cell for cell in letters(paper) if cell.text.endswith("†"))
    paper.swap(marked, next(cell for cell in letters(paper) if cell.text == marked.text[0]))


def swap_numbers(paper: Paper) -> None:
    cells = numbers(paper)
    paper.swap(cells[-1], next(cell for cell in cells if cell.text != cells[-1].text))


def change_a_head(paper: Paper) -> None:
    """Variant 3 is called variant 4."""
    head = next(piece for piece in paper.pieces() if piece.page == paper.pages[1] and piece.text == "3")
    paper.retype(head, "3", "4")


def swap_the_words_of_questions(paper: Paper) -> None:
    one, other = [piece for piece in paper.pieces() if piece.text.startswith("What ")][:2]
    paper.swap(one, other)


def drop_the_locator(paper: Paper) -> None:
    paper.drop_page(1)


def drop_the_keys(paper: Paper) -> None:
    paper.drop_page(0)


TAMPERS = (
    change_a_letter,
    swap_letters,
    drop_a_letter,
    drop_a_mark,
    swap_numbers,
    change_a_head,
    swap_the_words_of_questions,
    drop_the_locator,
    drop_the_keys,
)


@pytest.mark.parametrize("rewrite", [False, True])
def test_untouched_overview_passes(overview: Overview, rewrite: bool, tmp_path: Path) -> None:
    """As it was pressed, and taken apart and put together again."""
    path, questions, variants = overview

    audit_overview(Paper(path).write(tmp_path / "again.pdf") if rewrite else path, questions, variants, WORDING)


@pytest.mark.parametrize("tamper", TAMPERS)
def test_tampered_overview_is_refused(overview: Overview, tamper: Callable[[Paper], None], tmp_path: Path) -> None:
    """Wherever a cell, a head or a page is another, nothing is delivered."""
    path, questions, variants = overview
    paper = Paper(path)

    tamper(paper)
    with pytest.raises(AuditError):
        audit_overview(paper.write(tmp_path / "tampered.pdf"), questions, variants, WORDING)


def test_overview_of_other_variants_is_refused(overview: Overview) -> None:
    """Other variants, fewer, or the same in another order."""
    path, questions, variants = overview
    moved = replace(variants[5], questions=variants[4].questions)

    for others in (variants[:5], variants[::-1], (*variants[:5], moved)):
        with pytest.raises(AuditError):
            audit_overview(path, questions, others, WORDING)
