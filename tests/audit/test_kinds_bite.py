"""What is asked and answered without a single mark: the audit passes it as printed, and refuses it tampered with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from kinds import KINDS
from samples import LABELS, WORDING, Sample, printed
from tampering import Ink, Paper

from examgen.audit import Readers, audit_exam, audit_grids, audit_key, audit_practice
from examgen.errors import AuditError
from examgen.model.blueprint import AnswerPlace, KeyStyle
from examgen.model.manuscript import DocumentKind
from examgen.model.variant import PlacedQuestion

EXAM, KEY, PRACTICE = DocumentKind.EXAM, DocumentKind.KEY, DocumentKind.PRACTICE


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return printed(KINDS, tmp_path_factory.mktemp("kinds"), count=3)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("style", KeyStyle)
def test_papers_and_keys_pass(tmp_path: Path, columns: int, style: KeyStyle) -> None:
    """Every kind is printed as the bank says, in one column and two, with full keys and brief ones."""
    made = printed(KINDS, tmp_path / "made", columns=columns, key=style)

    for variant in made.variants:
        audit_exam(made.path(EXAM, variant.number), variant, WORDING, Readers.BOTH, made.signs(EXAM))
        audit_key(made.path(KEY, variant.number), variant, WORDING, style, Readers.BOTH, made.signs(KEY))


@pytest.mark.parametrize("answers", AnswerPlace)
def test_practice_sheets_pass(tmp_path: Path, answers: AnswerPlace) -> None:
    """Every kind is asked and answered on practice sheets."""
    made = printed(KINDS, tmp_path / "made", practice=answers)

    for variant in made.variants:
        path = made.path(PRACTICE, variant.number)
        audit_practice(path, variant, WORDING, answers, Readers.BOTH, made.signs(PRACTICE))


def test_the_sheet_of_grids_passes(sample: Sample, tmp_path: Path) -> None:
    """Letters by prompt, sequences and short answers stand in the grids of all variants."""
    path = tmp_path / "grids.pdf"
    (pressed,) = sample.shop.print_grids(sample.variants, path)
    path.write_bytes(pressed.file)

    audit_grids(path, sample.variants, WORDING)


@dataclass
class Desk:
    """A paper or key of the first variant, to tamper with."""

    sample: Sample
    paper: Paper

    def pieces(self, name: str) -> list[Ink]:
        """The pieces of one question, without its number."""
        pieces = self.paper.pieces()
        number = self.placed(name).number
        start = self._start(pieces, number)
        end = self._start(pieces, number + 1) if number < len(KINDS) else len(pieces)
        return pieces[start + 1 : end]

    def _start(self, pieces: list[Ink], number: int) -> int:
        heads = [place for place, piece in enumerate(pieces) if piece.text == f"{number}."]
        return next(place for place in heads if pieces[place + 1].text.startswith(self._stem(number)[:8]))

    def _stem(self, number: int) -> str:
        (first, *_) = self.sample.variants[0].questions[number - 1].question.stem
        return str(first.spans[0].text)

    def placed(self, name: str) -> PlacedQuestion:
        return next(one for one in self.sample.variants[0].questions if one.question.id == name)

    def saying(self, name: str, words: str) -> Ink:
        """The first piece of a question that holds these words."""
        return next(piece for piece in self.pieces(name) if words in piece.text)

    def swap(self, name: str, one: str, other: str) -> None:
        self.paper.swap(self.saying(name, one), self.saying(name, other))

    def letters(self, name: str) -> list[Ink]:
        """Pieces that are nothing but a letter, in the order of reading."""
        return [piece for piece in self.pieces(name) if piece.text in "ABCDE" and piece.text]


def swap_letters_of_two_prompts(desk: Desk) -> None:
    one, other, *_ = desk.letters("capitals")
    desk.paper.swap(one, other)


def drop_a_prompts_letter(desk: Desk) -> None:
    desk.paper.blank(desk.letters("capitals")[0])


def swap_a_sequence(desk: Desk) -> None:
    *_, one, other = desk.letters("mitosis")
    desk.paper.swap(one, other)


def change_a_tolerance(desk: Desk) -> None:
    desk.paper.retype(desk.saying("gravity", "±"), "2", "1")


def change_a_range(desk: Desk) -> None:
    desk.paper.retype(desk.saying("gravity", "Right from"), "3", "9")


def change_a_power(desk: Desk) -> None:
    desk.paper.retype(desk.saying("mole", "±"), "³", "²")


def change_an_answer(desk: Desk) -> None:
    desk.paper.retype(desk.saying("gas", "carbon"), "d", "n")


def drop_an_accepted_answer(desk: Desk) -> None:
    desk.paper.blank(desk.saying("gas", "Also right"))


def swap_rationales(desk: Desk) -> None:
    desk.swap("primes", "Three times three", "Three times seven")


def drop_a_rationale(desk: Desk) -> None:
    desk.paper.blank(desk.saying("primes", "The only even prime"))


def change_a_weight(desk: Desk) -> None:
    desk.paper.retype(desk.saying("weighted", "25"), "2", "5")


def drop_a_tick(desk: Desk) -> None:
    """The second of several right options is not marked any more."""
    ticked = [piece for piece in desk.pieces("primes") if piece.text.startswith("✔")]
    plain = next(piece for piece in desk.letters("primes"))
    desk.paper.edit((ticked[1], plain.ink))


def change_letters_in_the_grid(desk: Desk) -> None:
    said = "".join(sorted(desk.placed("primes").key_letters))
    cell = next(piece for piece in desk.paper.pieces() if piece.text == said)
    desk.paper.retype(cell, said[0], "B" if said[0] == "A" else "A")


def change_a_number_in_the_grid(desk: Desk) -> None:
    cell = next(piece for piece in desk.paper.pieces() if piece.text == "1989")
    desk.paper.retype(cell, "1", "2")


def drop_the_sign_in_the_grid(desk: Desk) -> None:
    """A number that is not the whole answer seems to be."""
    cell = next(piece for piece in desk.paper.pieces() if piece.text == "9.81*")
    desk.paper.retype(cell, "*", "1")


def swap_prompts(desk: Desk) -> None:
    desk.swap("capitals", "France", "Italy")


def drop_a_prompt(desk: Desk) -> None:
    desk.paper.blank(desk.saying("capitals", "Spain"))


def swap_prompt_numbers(desk: Desk) -> None:
    desk.swap("capitals", "1.", "2.")


def change_a_unit(desk: Desk) -> None:
    desk.paper.retype(desk.saying("gravity", "m/s"), "s", "m")


def drop_a_direction(desk: Desk) -> None:
    desk.paper.blank(desk.saying("mitosis", LABELS.put_in_order[:20]))


def change_the_scoring_rule(desk: Desk) -> None:
    desk.paper.retype(desk.saying("primes", "rightly"), "m", "n")


ON_KEYS: list[Callable[[Desk], None]] = [
    swap_letters_of_two_prompts, drop_a_prompts_letter, swap_a_sequence, change_a_tolerance, change_a_range,
    change_a_power, change_an_answer, drop_an_accepted_answer, swap_rationales, drop_a_rationale, change_a_weight,
    drop_a_tick, change_letters_in_the_grid, change_a_number_in_the_grid, drop_the_sign_in_the_grid,
]  # fmt: skip
ON_BOTH: list[Callable[[Desk], None]] = [
    swap_prompts, drop_a_prompt, swap_prompt_numbers, change_a_unit, drop_a_direction, change_the_scoring_rule,
]  # fmt: skip
each_reader = pytest.mark.parametrize("reader", [Readers.INK, Readers.PDFIUM], ids=["ink", "pdfium"])


@each_reader
@pytest.mark.parametrize("tamper", [*ON_KEYS, *ON_BOTH])
def test_tampered_keys_are_refused(
    sample: Sample, tmp_path: Path, tamper: Callable[[Desk], None], reader: Readers
) -> None:
    """Whoever reads a key notices that an answer, or what was asked, is not the bank's."""
    desk = Desk(sample, Paper(sample.path(KEY)))
    tamper(desk)
    path = desk.paper.write(tmp_path / "key.pdf")

    with pytest.raises(AuditError):
        audit_key(path, sample.variants[0], WORDING, KeyStyle.FULL, reader, sample.signs(KEY))


@each_reader
@pytest.mark.parametrize("tamper", ON_BOTH)
def test_tampered_papers_are_refused(
    sample: Sample, tmp_path: Path, tamper: Callable[[Desk], None], reader: Readers
) -> None:
    """Whoever reads a paper notices that what is asked is not the bank's."""
    desk = Desk(sample, Paper(sample.path(EXAM)))
    tamper(desk)
    path = desk.paper.write(tmp_path / "exam.pdf")

    with pytest.raises(AuditError):
        audit_exam(path, sample.variants[0], WORDING, reader, sample.signs(EXAM))
