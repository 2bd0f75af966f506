"""The audit passes what was pressed, and refuses what was tampered with, whoever reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from samples import WORDING, printed
from tampering import ARTIFACT, SHOWN, Ink, Paper

from examgen.audit import Readers, audit_exam, audit_key
from examgen.errors import AuditError
from examgen.formats import read_bank
from examgen.model.blueprint import KeyStyle
from examgen.model.variant import PlacedQuestion, Variant

TICK = "✔"


@dataclass(frozen=True)
class Pressed:
    """Two variants of both shipped banks."""

    variants: tuple[Variant, ...]
    exams: tuple[Path, ...]
    keys: tuple[Path, ...]


@pytest.fixture(scope="module")
def sample(shipped_banks: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    """Both shipped banks through the real stages."""
    bank, _ = read_bank(shipped_banks)
    made = printed(bank.questions, tmp_path_factory.mktemp("sample"))
    exams, keys = ([made.path(kind, number) for number in (1, 2)] for kind in made.plan.kinds)
    return Pressed(made.variants, tuple(exams), tuple(keys))


each_reader = pytest.mark.parametrize("reader", [Readers.INK, Readers.PDFIUM], ids=["ink", "pdfium"])


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def piece_saying(pieces: list[Ink], words: str, after: Ink | None = None) -> Ink:
    """The first piece, behind another one, that says just these words."""
    start = pieces.index(after) + 1 if after else 0
    return next(piece for piece in pieces[start:] if squeezed(piece.text) == squeezed(words))


def moved(ink: bytes, x: int = 77) -> bytes:
    """The ink somewhere else: pdfium leaves out what is drawn twice at one place."""
    return re.sub(rb"BT [-\d.]+ [-\d.]+ Td", b"BT %d -3 Td" % x, ink)


def number_piece(pieces: list[Ink], placed: PlacedQuestion) -> Ink:
    return piece_saying(pieces, f"{placed.number}.")


def letter_piece(pieces: list[Ink], placed: PlacedQuestion, letter: str) -> Ink:
    start = pieces.index(number_piece(pieces, placed)) + 1
    return next(piece for piece in pieces[start:] if squeezed(piece.text) in (letter, TICK + letter))


def option_piece(pieces: list[Ink], placed: PlacedQuestion, letter: str) -> Ink:
    label = letter_piece(pieces, placed, letter)
    return pieces[pieces.index(label) + 1]


@each_reader
def test_untouched_files_pass(sample: Pressed, reader: Readers) -> None:
    """What the press wrote is what the bank says."""
    for variant, exam, key in zip(sample.variants, sample.exams, sample.keys, strict=True):
        audit_exam(exam, variant, WORDING, reader)
        audit_key(key, variant, WORDING, KeyStyle.FULL, reader)


@each_reader
def test_rewritten_files_pass(sample: Pressed, reader: Readers, tmp_path: Path) -> None:
    """Taking a file apart and putting it together again is not what the audit objects to."""
    exam, key = (Paper(path).write(tmp_path / path.name) for path in (sample.exams[0], sample.keys[0]))

    audit_exam(exam, sample.variants[0], WORDING, reader)
    audit_key(key, sample.variants[0], WORDING, KeyStyle.FULL, reader)


def third(sample: Pressed) -> PlacedQuestion:
    return sample.variants[0].questions[2]


def swap_letters(paper: Paper, sample: Pressed) -> None:
    pieces = paper.pieces()
    paper.swap(letter_piece(pieces, third(sample), "A"), letter_piece(pieces, third(sample), "B"))


def swap_option_texts(paper: Paper, sample: Pressed) -> None:
    pieces = paper.pieces()
    paper.swap(option_piece(pieces, third(sample), "A"), option_piece(pieces, third(sample), "B"))


def drop_option(paper: Paper, sample: Pressed) -> None:
    pieces = paper.pieces()
    paper.blank(letter_piece(pieces, third(sample), "B"), option_piece(pieces, third(sample), "B"))


def drop_last_option(paper: Paper, sample: Pressed) -> None:
    pieces = paper.pieces()
    last = "ABCDEF"[len(third(sample).order) - 1]
    paper.blank(letter_piece(pieces, third(sample), last), option_piece(pieces, third(sample), last))


def double_option(paper: Paper, sample: Pressed) -> None:
    piece = option_piece(paper.pieces(), third(sample), "B")
    paper.edit((piece, piece.ink + b" " + moved(piece.ink)))


def add_option_behind_the_last(paper: Paper, sample: Pressed) -> None:
    pieces = paper.pieces()
    last = "ABCDEF"[len(third(sample).order) - 1]
    letter, option = letter_piece(pieces, third(sample), "A"), option_piece(pieces, third(sample), "B")
    final = option_piece(pieces, third(sample), last)
    paper.edit((final, b" ".join((final.ink, moved(letter.ink, 60), moved(option.ink)))))


def change_points(paper: Paper, sample: Pressed) -> None:
    pieces = paper.pieces()
    paper.retype(piece_saying(pieces, "1 point", number_piece(pieces, third(sample))), "1", "2")


def change_number(paper: Paper, sample: Pressed) -> None:
    paper.retype(number_piece(paper.pieces(), third(sample)), "3", "4")


def change_stem(paper: Paper, sample: Pressed) -> None:
    pieces = paper.pieces()
    stem = pieces[pieces.index(number_piece(pieces, third(sample))) + 1]
    paper.retype(stem, "e", "o")


def drop_stem(paper: Paper, sample: Pressed) -> None:
    pieces = paper.pieces()
    paper.blank(pieces[pieces.index(number_piece(pieces, third(sample))) + 1])


def double_question(paper: Paper, sample: Pressed) -> None:
    """Before the first question, as if it were the template's own words."""
    pieces = paper.pieces()
    start = pieces.index(number_piece(pieces, third(sample)))
    end = pieces.index(piece_saying(pieces, "4."))
    head = pieces[0]
    paper.edit((head, b" ".join([head.ink, *(moved(piece.ink) for piece in pieces[start:end])])))


def remove_first_page(paper: Paper, sample: Pressed) -> None:
    paper.drop_page(0)


def remove_last_page(paper: Paper, sample: Pressed) -> None:
    paper.drop_page(-1)


def change_page_number(paper: Paper, sample: Pressed) -> None:
    foot = [piece for piece in paper.pieces(ARTIFACT) if "page" in piece.text][1]
    paper.retype(foot, "2", "3")


def change_variant_in_foot(paper: Paper, sample: Pressed) -> None:
    foot = [piece for piece in paper.pieces(ARTIFACT) if "Variant" in piece.text][1]
    paper.retype(foot, "1", "2")


def sign_before_a_letter(paper: Paper, sample: Pressed) -> None:
    """The letter twice stands for a tick, which a paper's fonts do not even have."""
    letter = letter_piece(paper.pieces(), third(sample), "B")
    paper.edit((letter, letter.ink + b" " + moved(letter.ink)))


ON_EVERY_DOCUMENT: list[Callable[[Paper, Pressed], None]] = [
    swap_option_texts, drop_option, drop_last_option, double_option, add_option_behind_the_last, change_points,
    change_number, change_stem, drop_stem, double_question, remove_first_page, remove_last_page, change_page_number,
    change_variant_in_foot,
]  # fmt: skip


@each_reader
@pytest.mark.parametrize("tamper", [*ON_EVERY_DOCUMENT, swap_letters, sign_before_a_letter])
def test_tampered_paper_is_refused(
    sample: Pressed, reader: Readers, tamper: Callable[[Paper, Pressed], None], tmp_path: Path
) -> None:
    """A paper that says anything else than the bank is refused."""
    paper = Paper(sample.exams[0])
    tamper(paper, sample)
    path = paper.write(tmp_path / "exam-01.pdf")

    with pytest.raises(AuditError, match=re.escape(str(path))):
        audit_exam(path, sample.variants[0], WORDING, reader)


def key_label(pieces: list[Ink], placed: PlacedQuestion, *, is_key: bool) -> Ink:
    """The label of a right or of a wrong option in the key."""
    start = pieces.index(number_piece(pieces, placed)) + 1
    wanted = [TICK + letter if is_key else letter for letter in "ABCD" if (letter in placed.key_letters) == is_key]
    return next(piece for piece in pieces[start:] if squeezed(piece.text) in wanted)


def explanation_piece(pieces: list[Ink], placed: PlacedQuestion) -> Ink:
    start = pieces.index(number_piece(pieces, placed)) + 1
    return next(piece for piece in pieces[start:] if piece.text.startswith("Explanation"))


def tick_another_option(paper: Paper, sample: Pressed) -> None:
    pieces = paper.pieces()
    right, wrong = (key_label(pieces, third(sample), is_key=is_key) for is_key in (True, False))
    tick = SHOWN.search(right.ink)[0]
    ticked = wrong.ink.replace(b" Td ", b" Td -20 0 Td %b 20 0 Td " % tick, 1)
    paper.edit((right, right.ink.replace(tick, b"")), (wrong, ticked))


def tick_a_second_option(paper: Paper, sample: Pressed) -> None:
    pieces = paper.pieces()
    right, wrong = (key_label(pieces, third(sample), is_key=is_key) for is_key in (True, False))
    tick = SHOWN.search(right.ink)[0]
    paper.edit((wrong, wrong.ink.replace(b" Td ", b" Td -20 0 Td %b 20 0 Td " % tick, 1)))


def grid_cells(paper: Paper, sample: Pressed) -> list[Ink]:
    """The letters of the grid, which come before the first question."""
    pieces = paper.pieces()
    head = pieces[: pieces.index(number_piece(pieces, sample.variants[0].questions[0]))]
    return [piece for piece in head if re.fullmatch("[A-D]+†?", squeezed(piece.text))]


def shift_the_grid(paper: Paper, sample: Pressed) -> None:
    cells = grid_cells(paper, sample)
    inks = [SHOWN.findall(cell.ink)[0] for cell in cells]
    shifted = zip(cells, inks, [*inks[1:], inks[0]], strict=True)
    paper.edit(*((cell, cell.ink.replace(old[1], new[1])) for cell, old, new in shifted if old != new))


def change_one_grid_letter(paper: Paper, sample: Pressed) -> None:
    cell = grid_cells(paper, sample)[-1]
    paper.retype(cell, cell.text[0], "A" if cell.text[0] != "A" else "B")


def drop_a_grid_cell(paper: Paper, sample: Pressed) -> None:
    paper.blank(grid_cells(paper, sample)[4])


def change_a_letter_reference(paper: Paper, sample: Pressed) -> None:
    """One letter that fills a slot, in the first explanation that has one."""
    for piece in paper.pieces():
        slots = [slot for slot in SHOWN.finditer(piece.ink) if paper.text(slot[0]) in ("A", "B", "C", "D")]
        if len(piece.text) > 200 and slots:
            font, letter = slots[0][1], paper.text(slots[0][0])
            other = slots[0][0].replace(paper.code(font, letter), paper.code(font, "A" if letter != "A" else "B"))
            paper.edit((piece, piece.ink[: slots[0].start()] + other + piece.ink[slots[0].end() :]))
            return
    raise AssertionError("no explanation refers to an option")


def change_a_word(paper: Paper, sample: Pressed) -> None:
    paper.retype(explanation_piece(paper.pieces(), third(sample)), "h", "k")


def drop_an_explanation(paper: Paper, sample: Pressed) -> None:
    paper.blank(explanation_piece(paper.pieces(), third(sample)))


def double_an_explanation(paper: Paper, sample: Pressed) -> None:
    piece = explanation_piece(paper.pieces(), third(sample))
    paper.edit((piece, piece.ink + b" " + moved(piece.ink)))


@each_reader
@pytest.mark.parametrize(
    "tamper",
    [
        *ON_EVERY_DOCUMENT, tick_another_option, tick_a_second_option, shift_the_grid, change_one_grid_letter,
        drop_a_grid_cell, change_a_letter_reference, change_a_word, drop_an_explanation, double_an_explanation,
    ],
)  # fmt: skip
def test_tampered_key_is_refused(
    sample: Pressed, reader: Readers, tamper: Callable[[Paper, Pressed], None], tmp_path: Path
) -> None:
    """A key that says anything else than the bank, or marks another option, is refused."""
    paper = Paper(sample.keys[0])
    tamper(paper, sample)
    path = paper.write(tmp_path / "key-01.pdf")

    with pytest.raises(AuditError, match=re.escape(str(path))):
        audit_key(path, sample.variants[0], WORDING, KeyStyle.FULL, reader)


@each_reader
def test_documents_of_another_variant_are_refused(sample: Pressed, reader: Readers) -> None:
    """Neither the paper nor the key of variant 2 passes for variant 1's."""
    with pytest.raises(AuditError, match="should hold “Variant 1”"):
        audit_exam(sample.exams[1], sample.variants[0], WORDING, reader)
    with pytest.raises(AuditError, match="should hold “Variant 1”"):
        audit_key(sample.keys[1], sample.variants[0], WORDING, KeyStyle.FULL, reader)


@each_reader
def test_key_is_no_paper(sample: Pressed, reader: Readers) -> None:
    """A key delivered as a student's paper is refused."""
    with pytest.raises(AuditError):
        audit_exam(sample.keys[0], sample.variants[0], WORDING, reader)
