"""Questions in parts, with gaps, in sets: the audit passes them as printed, and refuses them tampered with."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from samples import WORDING, Sample, printed
from structured import SETS, STRUCTURED
from tampering import Ink, Paper

from examgen.audit import Readers, audit_exam, audit_grids, audit_key, audit_practice
from examgen.errors import AuditError
from examgen.model.blueprint import AnswerPlace, KeyStyle
from examgen.model.manuscript import DocumentKind

EXAM, KEY, PRACTICE = DocumentKind.EXAM, DocumentKind.KEY, DocumentKind.PRACTICE


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return printed(STRUCTURED, tmp_path_factory.mktemp("structured"), count=3, sets=SETS)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("style", KeyStyle)
def test_papers_and_keys_pass(tmp_path: Path, columns: int, style: KeyStyle) -> None:
    """Parts, gaps and rubrics are printed as the bank says, in one column and two, with full keys and brief ones."""
    made = printed(STRUCTURED, tmp_path / "made", columns=columns, key=style, sets=SETS)

    for variant in made.variants:
        audit_exam(made.path(EXAM, variant.number), variant, WORDING, Readers.BOTH, made.signs(EXAM))
        audit_key(made.path(KEY, variant.number), variant, WORDING, style, Readers.BOTH, made.signs(KEY))


@pytest.mark.parametrize("answers", AnswerPlace)
def test_practice_sheets_pass(tmp_path: Path, answers: AnswerPlace) -> None:
    """They are asked and answered on practice sheets."""
    made = printed(STRUCTURED, tmp_path / "made", practice=answers, sets=SETS)

    for variant in made.variants:
        path = made.path(PRACTICE, variant.number)
        audit_practice(path, variant, WORDING, answers, Readers.BOTH, made.signs(PRACTICE))


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return printed(STRUCTURED, tmp_path_factory.mktemp("graded"), sets=SETS, is_graded=True)


def test_a_grading_table_passes(graded: Sample, sample: Sample) -> None:
    """A paper with a table to mark by passes where the exam asks for one; a paper without one does not."""
    variant = graded.variants[0]
    audit_exam(graded.path(EXAM), variant, WORDING, Readers.BOTH, graded.signs(EXAM), is_graded=True)

    with pytest.raises(AuditError, match="grading table"):
        audit_exam(sample.path(EXAM), variant, WORDING, Readers.BOTH, sample.signs(EXAM), is_graded=True)


@pytest.mark.parametrize("reader", [Readers.INK, Readers.PDFIUM], ids=["ink", "pdfium"])
@pytest.mark.parametrize(("old", "new"), [("8.5", "3.5"), ("Total", "8")])
def test_tampered_grading_tables_are_refused(
    graded: Sample, tmp_path: Path, reader: Readers, old: str, new: str
) -> None:
    """Whoever reads a paper notices that a question or the whole is not worth what the table says."""
    paper = Paper(graded.path(EXAM))
    piece = next(piece for piece in paper.pieces() if piece.text == old)
    paper.retype(piece, old[0], new[0])
    path = paper.write(tmp_path / "exam.pdf")

    with pytest.raises(AuditError, match="grading table"):
        audit_exam(path, graded.variants[0], WORDING, reader, graded.signs(EXAM), is_graded=True)


def test_the_sheet_of_grids_passes(sample: Sample, tmp_path: Path) -> None:
    """Each part and each gap has an entry of its own in the grids of all variants."""
    path = tmp_path / "grids.pdf"
    (pressed,) = sample.shop.print_grids(sample.variants, path)
    path.write_bytes(pressed.file)

    audit_grids(path, sample.variants, WORDING)


def saying(paper: Paper, words: str) -> Ink:
    """The first piece that holds these words."""
    return next(piece for piece in paper.pieces() if words in piece.text)


def behind(paper: Paper, words: str, text: str) -> Ink:
    """The next piece behind certain words that is this text."""
    pieces = iter(paper.pieces())
    next(piece for piece in pieces if words in piece.text)
    return next(piece for piece in pieces if piece.text == text)


def drop_a_part(paper: Paper) -> None:
    for words in ("Which law fits?", "T is like l", "T is like its root"):
        paper.blank(saying(paper, words))


def drop_a_label(paper: Paper) -> None:
    paper.blank(saying(paper, "(c)"))


def swap_labels(paper: Paper) -> None:
    paper.swap(saying(paper, "(a)"), saying(paper, "(b)"))


def swap_stems_of_parts(paper: Paper) -> None:
    paper.swap(saying(paper, "By what factor"), saying(paper, "Which law fits?"))


def swap_points_of_parts(paper: Paper) -> None:
    paper.swap(behind(paper, "By what factor", "2 points"), behind(paper, "Plot the period", "2.5 points"))


def lose_a_gap(paper: Paper) -> None:
    paper.retype(saying(paper, "Leaves take up"), "1", "7")


def swap_options_of_a_gap(paper: Paper) -> None:
    paper.swap(saying(paper, "stomata"), saying(paper, "veins"))


def change_the_unit_of_a_gap(paper: Paper) -> None:
    paper.retype(saying(paper, "A cell measures"), "m", "c")


def change_a_blank(paper: Paper) -> None:
    paper.retype(saying(paper, "_"), "_", "e")


def swap_criteria(paper: Paper) -> None:
    paper.swap(saying(paper, "axes with"), saying(paper, "all points within"))


def change_a_number_of_a_rubric(paper: Paper) -> None:
    pieces = paper.pieces()
    number = next(other for one, other in pairwise(pieces) if "axes with" in one.text)
    paper.retype(number, "1", "2")


def change_a_total(paper: Paper) -> None:
    pieces = paper.pieces()
    number = next(other for one, other in pairwise(pieces) if one.text == "Total")
    paper.retype(number, "5", "1")


def drop_a_model_answer(paper: Paper) -> None:
    paper.blank(saying(paper, "Short waves"))


def change_what_fills_a_gap(paper: Paper) -> None:
    paper.retype(saying(paper, "carbon dioxide"), "b", "n")


def drop_what_else_fills_a_gap(paper: Paper) -> None:
    paper.blank(saying(paper, "gas of bubbles"))


def drop_what_explains_the_whole(paper: Paper) -> None:
    paper.blank(saying(paper, "small swings"))


def swap_names_in_the_grid(paper: Paper) -> None:
    names = [piece for piece in paper.pieces() if len(piece.text) > 1 and piece.text[0].isdigit()]
    one, other = (next(piece for piece in names if piece.text.endswith(end)) for end in ("a", "b"))
    paper.swap(one, other)


def drop_a_stimulus(paper: Paper) -> None:
    paper.blank(saying(paper, "Lake Chad has"))


def change_what_a_stimulus_says(paper: Paper) -> None:
    paper.retype(saying(paper, "It shrank"), "s", "n")


def change_which_questions_share_it(paper: Paper) -> None:
    lead = saying(paper, "refer to the following")
    number = next(character for character in lead.text if character.isdigit())
    paper.retype(lead, number, "9" if number != "9" else "1")


ON_KEYS: list[Callable[[Paper], None]] = [
    swap_criteria, change_a_number_of_a_rubric, change_a_total, drop_a_model_answer, change_what_fills_a_gap,
    drop_what_else_fills_a_gap, drop_what_explains_the_whole, swap_names_in_the_grid,
]  # fmt: skip
ON_PAPERS: list[Callable[[Paper], None]] = [change_a_blank, lose_a_gap, change_the_unit_of_a_gap]
ON_BOTH: list[Callable[[Paper], None]] = [
    drop_a_part, drop_a_label, swap_labels, swap_stems_of_parts, swap_points_of_parts, swap_options_of_a_gap,
    drop_a_stimulus, change_what_a_stimulus_says, change_which_questions_share_it,
]  # fmt: skip
each_reader = pytest.mark.parametrize("reader", [Readers.INK, Readers.PDFIUM], ids=["ink", "pdfium"])


@each_reader
@pytest.mark.parametrize("tamper", [*ON_KEYS, *ON_BOTH])
def test_tampered_keys_are_refused(
    sample: Sample, tmp_path: Path, tamper: Callable[[Paper], None], reader: Readers
) -> None:
    """Whoever reads a key notices that an answer, or what was asked, is not the bank's."""
    paper = Paper(sample.path(KEY))
    tamper(paper)
    path = paper.write(tmp_path / "key.pdf")

    with pytest.raises(AuditError):
        audit_key(path, sample.variants[0], WORDING, KeyStyle.FULL, reader, sample.signs(KEY))


@each_reader
@pytest.mark.parametrize("tamper", [*ON_PAPERS, *ON_BOTH])
def test_tampered_papers_are_refused(
    sample: Sample, tmp_path: Path, tamper: Callable[[Paper], None], reader: Readers
) -> None:
    """Whoever reads a paper notices that what is asked is not the bank's."""
    paper = Paper(sample.path(EXAM))
    tamper(paper)
    path = paper.write(tmp_path / "exam.pdf")

    with pytest.raises(AuditError):
        audit_exam(path, sample.variants[0], WORDING, reader, sample.signs(EXAM))
