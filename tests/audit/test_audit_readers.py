"""The ink reader follows the file itself, and trusts nothing that it cannot follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import WORDING, Sample, printed
from tampering import PIECE, Paper

from examgen.audit import Readers, audit_exam, audit_overlaps, readers_of_key, readers_of_paper
from examgen.audit.codes import Codes, UnknownCode
from examgen.audit.furniture import prove_furniture
from examgen.audit.grids import KeyGrid, prove_grid_text
from examgen.audit.ink import Script
from examgen.audit.pdfium import with_hyphens
from examgen.audit.reading import PageReading, Reading, squeezed
from examgen.errors import AuditError
from examgen.model.bank import Option, Question
from examgen.model.manuscript import DocumentKind
from examgen.model.pages import Page, Pages, Spot
from examgen.model.text import paragraph

SPACES = b"2 begincodespacerange\n<01> <3F>\n<4001> <FFFF>\nendcodespacerange\n"
TO_UNICODE = (
    SPACES + b"2 beginbfchar\n<01> <0041>\n<5D54> <00660069>\n<4A5C> <200B>\n<28> <0042>\n<0D> <0043>\nendbfchar"
)
FRAME = (50.0, 50.0, 550.0, 800.0)
WHOLE = ((50.0, 550.0),)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """One question, two options."""
    options = (Option(text=paragraph("yes"), is_key=True), Option(text=paragraph("no")))
    question = Question(id="q", stem=paragraph("Is it so?"), options=options)
    return printed((question,), tmp_path_factory.mktemp("plain"), count=1)


def test_codes_are_decoded_whatever_their_bytes() -> None:
    """Escapes, kerning, and bytes that look like operators do not confuse the reader."""
    codes = Codes(TO_UNICODE)

    assert codes.text(rb"(\r\()-20(" + b"\x01)") == "CBA"
    assert codes.text(b"(]T") is None
    assert codes.text(b"(]TJ\\\\)") == "fi\u200b"


def test_codes_without_text_are_refused() -> None:
    """A code that ToUnicode does not name is no text, and half a code is none either."""
    codes = Codes(TO_UNICODE)

    with pytest.raises(UnknownCode):
        codes.text(b"(\x02)")
    with pytest.raises(UnknownCode):
        codes.text(b"(\x01\x00)")
    with pytest.raises(UnknownCode):
        codes.text(b"(\x01])")
    with pytest.raises(UnknownCode):
        codes.text(b"(])20(T)")


@pytest.mark.parametrize(
    "ranges", [b"<01> <FF>\n<A001> <FFFF>", b"<01> <A0>\n<A001> <FFFF>", b"<01> <9FFF>", b"<9F> <01>", b""]
)
def test_ranges_that_settle_no_codes_are_refused(ranges: bytes) -> None:
    """Where the first byte does not tell how long a code is, or a text's code is in no range, readers may differ."""
    with pytest.raises(UnknownCode):
        Codes(b"1 begincodespacerange\n%b\nendcodespacerange\n1 beginbfchar\n<01> <0041>\nendbfchar" % ranges)


SCRIPT = Script({b"F1": TO_UNICODE, b"F2": SPACES + b"1 beginbfchar\n<454D> <0045>\n<4345> <0043>\nendbfchar"}, {})


def said(content: bytes) -> list[tuple[int | None, str]]:
    return [(mcid, piece.text) for mcid, piece in SCRIPT.pieces(content)]


def test_pieces_end_where_no_string_is_open() -> None:
    """Strings may hold the very bytes that end an array or a piece."""
    assert said(b"q /Artifact BMC /G1 Do EMC Q /P<</MCID 0>>BDC /F1 9 Tf[(\x01)]TJ EMC") == [(None, ""), (0, "A")]
    assert said(b"/P<</MCID 7>>BDC /F2 9 Tf[(EM)]TJ 1 2 Td[(EMCE)]TJ EMC\nQ\n") == [(7, "EEC")]
    assert said(b"/P<</MCID 0>>BDC /F1 9 Tf[(]TJ\\\\)]TJ EMC") == [(0, "fi\u200b")]


@pytest.mark.parametrize(
    "content",
    [
        b"/F1 9 Tf /P<</MCID 0>>BDC [(\x01)]TJ EMC",
        b"/P<</MCID 0>>BDC /F3 9 Tf[(\x01)]TJ EMC",
        b"/P<</MCID 0>>BDC /F1 9 Tf[(\x01)]TJ EMC [(\x01)]TJ",
        b"[(\x01)]TJ /P<</MCID 0>>BDC /F1 9 Tf[(\x01)]TJ EMC",
        b"/P<</MCID 0>>BDC /Span BMC /F1 9 Tf[(\x01)]TJ EMC EMC",
        b"/P<</MCID 0>>BDC /F1 9 Tf[(\x01)]TJ <01> Tj EMC",
        b"/P<</MCID 0>>BDC /F1 9 Tf[(\x01EMC)]TJ",
        b"EMC",
    ],
)
def test_pieces_that_cannot_be_followed_are_refused(content: bytes) -> None:
    """Text without a font of its piece, outside pieces, in pieces within pieces, or by other operators is refused."""
    with pytest.raises(UnknownCode):
        said(content)


@given(st.text(), st.text())
def test_pieces_squeeze_as_the_whole(one: str, other: str) -> None:
    """Texts may be squeezed before they are joined or behind it, wherever they are cut."""
    assert squeezed(one) + squeezed(other) == squeezed(one + other)


def page(body: str = "", furniture: str = "") -> Reading:
    return Reading(Path("x.pdf"), [PageReading(body, squeezed(body), furniture)])


def test_a_foot_names_the_whole_number() -> None:
    """Variant 1 is neither variant 12 nor 21, however the foot is spaced."""
    for foot in ("Variant 1 page 1 of 1", "page 1 of1\nVari ant1", "1 page 1 of 1 Variant 1 2"):
        prove_furniture(page(furniture=foot), WORDING, "Variant 1")
    for foot in ("Variant 12 page 1 of 1", "Variant 1 page 1 of 11", "Variant 1 page 21 of 1"):
        with pytest.raises(AuditError, match="should hold"):
            prove_furniture(page(furniture=foot), WORDING, "Variant 1")


def test_marks_of_direction_do_not_part_a_number() -> None:
    """In feet from right to left, readers may find them between its digits."""
    prove_furniture(page(furniture="Variant \u200f1\u200f\u200e0 page 1 of 1"), WORDING, "Variant 10")
    with pytest.raises(AuditError, match="should hold"):
        prove_furniture(page(furniture="Variant \u200f1\u200f\u200e0 page 1 of 1"), WORDING, "Variant 1")


def test_grids_are_found_as_whole_words() -> None:
    """A grid's text is found however it is spaced, but not as a part of another one's."""
    grid = KeyGrid((("1", "A"), ("2", "BC")))
    for body in ("1 A 2 BC", "Key 1A\n2BC 1.", "1 A 2 BCD 1 A 2 B C"):
        prove_grid_text(page(body), (grid,))
    for body in ("1 A 2 BCD", "11 A 2 BC", "1 A 2 B", "1 A 3 BC"):
        with pytest.raises(AuditError, match="is not found"):
            prove_grid_text(page(body), (grid,))
    with pytest.raises(AuditError, match="is not found"):
        prove_grid_text(page("1 A 2 BC"), (grid, grid))


def test_hyphens_follow_the_bank() -> None:
    """A hyphen at a line end is the author's where the bank has one, and soft where it has none."""
    read = "out\ufffeof-distribution and distribu\ufffetion"

    assert with_hyphens(read, "out-of-distribution and distribution") == "out-of-distribution and distribu\u00adtion"


def unmarked(paper: Paper) -> None:
    content = paper.stream(paper.pages[0])
    first = PIECE.search(content)
    assert first
    paper.set_stream(paper.pages[0], content.replace(first[0], first[1] + b"\n", 1))


def by_another_operator(paper: Paper) -> None:
    content = paper.stream(paper.pages[0])
    paper.set_stream(paper.pages[0], content.replace(b" ET EMC", b"(\x01) Tj ET EMC", 1))


def wrong_length(paper: Paper) -> None:
    paper.bodies[paper.pages[0]] = paper.bodies[paper.pages[0]].replace(b"/Length ", b"/Length 9")


def text_in_a_drawing(paper: Paper) -> None:
    number = next(number for number, body in paper.bodies.items() if b"/Subtype/Form" in body)
    paper.set_stream(number, paper.stream(number) + b" BT ET")


@pytest.mark.parametrize("break_file", [unmarked, by_another_operator, wrong_length, text_in_a_drawing])
def test_what_cannot_be_followed_is_refused(plain: Sample, break_file: Callable[[Paper], None], tmp_path: Path) -> None:
    """Text outside marked content, by a strange operator, in a drawing, or in a broken stream is an error."""
    paper = Paper(plain.path(DocumentKind.EXAM))
    break_file(paper)

    with pytest.raises(AuditError, match="the finished file is broken"):
        audit_exam(paper.write(tmp_path / "exam.pdf"), plain.variants[0], WORDING, Readers.INK)


@pytest.mark.parametrize("reader", Readers)
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing\n%%EOF\n", b"\0" * 2000])
def test_no_pdf_at_all_is_refused(plain: Sample, reader: Readers, data: bytes, tmp_path: Path) -> None:
    """A file that is no PDF is an audit error, not a traceback."""
    path = tmp_path / "exam.pdf"
    path.write_bytes(data)

    with pytest.raises(AuditError):
        audit_exam(path, plain.variants[0], WORDING, reader)


def test_readers_follow_the_policy() -> None:
    """pdfium reads every paper, and the first, the last and every 25th key; in full, both read everything."""
    both = [number for number in range(1, 61) if readers_of_key(number, 60, full=False) is Readers.BOTH]

    assert both == [1, 25, 50, 60]
    assert readers_of_paper(full=False) is Readers.PDFIUM
    assert readers_of_paper(full=True) is readers_of_key(7, 60, full=True) is Readers.BOTH


def page_map(*spots: Spot) -> Pages:
    return Pages(600, 850, "t", "en", (Page((), spots),), (), {}, {})


def test_page_maps_are_proved() -> None:
    """Neighbours pass; what overlaps, or leaves the frame, is refused and named."""
    stem = Spot(1, "stem", 1, 800, 60, 780, 500)
    below = Spot(1, "option", 1, 780, 80, 760, 400)
    audit_overlaps(Path("x.pdf"), page_map(stem, below), FRAME, WHOLE)

    with pytest.raises(AuditError, match="question 1: stem and question 1: option overlap"):
        audit_overlaps(Path("x.pdf"), page_map(stem, below._replace(top=785)), FRAME, WHOLE)
    with pytest.raises(AuditError, match=r"question 1: option leaves the margins by 5\.0 points"):
        audit_overlaps(Path("x.pdf"), page_map(stem, below._replace(right=555)), FRAME, WHOLE)
    with pytest.raises(AuditError, match=r"question 1: option leaves its column by 100\.0 points"):
        audit_overlaps(Path("x.pdf"), page_map(stem._replace(right=280), below), FRAME, ((60, 300), (320, 540)))
