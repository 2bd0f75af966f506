"""Formulas and pictures are proved by their content: swapped, dropped or changed ones are refused."""

from __future__ import annotations

import re
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from samples import WORDING, Sample, printed
from tampering import PIECE, Paper

from examgen.audit import Readers, audit_exam, audit_key
from examgen.errors import AuditError
from examgen.model.bank import Explanation, Option, Question
from examgen.model.blueprint import KeyStyle
from examgen.model.manuscript import DocumentKind
from examgen.model.text import Formula, Image, ImageFile, Paragraph, Span, Text, Words

DRAWN = re.compile(rb"/(G\d+) Do")
EITHER = pytest.mark.parametrize("readers", [Readers.PDFIUM, Readers.INK, Readers.BOTH], ids=["pdfium", "ink", "both"])


def image(grey: int) -> Image:
    data = PNG_HEAD + _chunk(b"IDAT", zlib.compress(bytes((0, grey, grey)) * 2)) + _chunk(b"IEND", b"")
    return Image(ImageFile(sha256(data).hexdigest(), f"{grey}.png", data), f"a square of grey {grey}")


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


PNG_HEAD = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", bytes.fromhex("00000002 00000002 08 00 00 00 00"))


def text(*spans: Span) -> Text:
    return (Paragraph(spans),)


def options(*texts: Text) -> tuple[Option, ...]:
    return tuple(Option(text=text, is_key=place == 1) for place, text in enumerate(texts))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A question with formulas in it and one with pictures, in two variants."""
    formulas = Question(
        id="formulas",
        stem=text(Words("Which of them is the root of "), Formula("x^2 = 2"), Words("?")),
        options=options(*(text(Formula(source)) for source in (r"\sqrt{3}", r"\sqrt{2}", r"\frac{1}{2}", "2"))),
        explanation=Explanation(text=(*text(Formula(r"\sqrt{2}^2 = 2", is_display=True)), *text(Words("So it is.")))),
    )
    pictures = Question(
        id="pictures",
        stem=text(Words("Which square is the lightest?")),
        options=options(*(text(image(grey)) for grey in (0, 255, 100))),
    )
    return printed((formulas, pictures), tmp_path_factory.mktemp("drawn"))


@EITHER
def test_drawings_as_pressed_are_passed(sample: Sample, readers: Readers) -> None:
    """What was pressed passes, whoever reads."""
    for variant in sample.variants:
        exam, key = (sample.path(kind, variant.number) for kind in (DocumentKind.EXAM, DocumentKind.KEY))
        audit_exam(exam, variant, WORDING, readers, sample.shop.equipment[DocumentKind.EXAM].signs)
        audit_key(key, variant, WORDING, KeyStyle.FULL, readers, sample.shop.equipment[DocumentKind.KEY].signs)


def drawn_pieces(paper: Paper) -> list[tuple[int, int, bytes]]:
    """Page, place and name of every tagged drawing."""
    pieces = [(piece.page, piece.place, DRAWN.search(piece.ink)) for piece in paper.pieces(PIECE)]
    return [(page, place, found[1]) for page, place, found in pieces if found]


def renamed(paper: Paper, page: int, place: int, name: bytes) -> None:
    """Show another drawing in a piece."""
    content = paper.stream(page)
    found = DRAWN.search(content, place)
    assert found
    paper.set_stream(page, content[: found.start(1)] + name + content[found.end(1) :])


def refused(sample: Sample, paper: Paper, tmp_path: Path, readers: Readers) -> str:
    path = tmp_path / "changed.pdf"
    paper.write(path)
    with pytest.raises(AuditError) as caught:
        audit_exam(path, sample.variants[0], WORDING, readers, sample.shop.equipment[DocumentKind.EXAM].signs)
    return str(caught.value)


@EITHER
@pytest.mark.parametrize("pair", [(1, 2), (2, 4), (-1, -2), (-3, -1), (1, -1)])
def test_two_swapped_options_are_refused(
    sample: Sample, tmp_path: Path, readers: Readers, pair: tuple[int, int]
) -> None:
    """Formula for formula, picture for picture, or one for the other."""
    paper = Paper(sample.path(DocumentKind.EXAM))
    drawn = drawn_pieces(paper)
    one, other = (drawn[place] for place in pair)

    for (page, place, _), (_, _, name) in sorted([(one, other), (other, one)], reverse=True):
        renamed(paper, page, place, name)

    assert "option" in refused(sample, paper, tmp_path, readers) or 0 in pair


@EITHER
def test_a_formula_of_the_stem_shown_as_an_option_is_refused(sample: Sample, tmp_path: Path, readers: Readers) -> None:
    """One drawing in the place of another."""
    paper = Paper(sample.path(DocumentKind.EXAM))
    drawn = drawn_pieces(paper)
    page, place, _ = drawn[1]

    renamed(paper, page, place, drawn[-1][2])

    refused(sample, paper, tmp_path, readers)


@EITHER
def test_a_dropped_drawing_is_refused(sample: Sample, tmp_path: Path, readers: Readers) -> None:
    """A piece that shows nothing any more."""
    paper = Paper(sample.path(DocumentKind.EXAM))
    page, place, name = drawn_pieces(paper)[2]
    content = paper.stream(page)
    at = content.index(b"/" + name + b" Do", place)

    paper.set_stream(page, content[:at] + content[at + len(name) + 4 :])

    refused(sample, paper, tmp_path, readers)


@EITHER
def test_a_changed_drawing_is_refused(sample: Sample, tmp_path: Path, readers: Readers) -> None:
    """The same name, other content."""
    paper = Paper(sample.path(DocumentKind.EXAM))
    number = next(number for number, body in paper.bodies.items() if b"/Subtype/Image" in body)

    paper.set_stream(number, bytes(byte ^ 255 for byte in paper.stream(number)))

    refused(sample, paper, tmp_path, readers)
