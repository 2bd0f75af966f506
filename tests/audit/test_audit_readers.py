"""The ink reader follows the file itself, and trusts nothing that it cannot follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from samples import WORDING, Sample, printed
from tampering import PIECE, Paper

from examgen.audit import Readers, audit_exam, audit_overlaps, readers_of_key, readers_of_paper
from examgen.audit.codes import Codes, UnknownCode
from examgen.audit.pdfium import with_hyphens
from examgen.errors import AuditError
from examgen.model.bank import Option, Question
from examgen.model.manuscript import DocumentKind
from examgen.model.pages import Page, Pages, Spot
from examgen.model.text import paragraph

TO_UNICODE = b"2 beginbfchar\n<0001> <0041>\n<5D54> <00660069>\n<4A5C> <200B>\n<0D28> <0042>\nendbfchar"
FRAME = (50.0, 50.0, 550.0, 800.0)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """One question, two options."""
    options = (Option(text=paragraph("yes"), is_key=True), Option(text=paragraph("no")))
    question = Question(id="q", stem=paragraph("Is it so?"), options=options)
    return printed((question,), tmp_path_factory.mktemp("plain"), count=1)


def test_codes_are_decoded_whatever_their_bytes() -> None:
    """Escapes, kerning, and bytes that look like operators do not confuse the reader."""
    codes = Codes(TO_UNICODE)

    assert codes.text(rb"(\r\()-20(" + b"\x00\x01)") == "BA"
    assert codes.text(b"(]T") is None
    assert codes.text(b"(]TJ\\\\)") == "fi\u200b"


def test_codes_without_text_are_refused() -> None:
    """A code that ToUnicode does not name is no text, and half a code is none either."""
    codes = Codes(TO_UNICODE)

    with pytest.raises(UnknownCode):
        codes.text(b"(\x00\x02)")
    with pytest.raises(UnknownCode):
        codes.text(b"(\x00\x01\x00)")


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
    paper.set_stream(paper.pages[0], content.replace(b" ET EMC", b"(\x00\x01) Tj ET EMC", 1))


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
    audit_overlaps(Path("x.pdf"), page_map(stem, below), FRAME)

    with pytest.raises(AuditError, match="question 1: stem and question 1: option overlap"):
        audit_overlaps(Path("x.pdf"), page_map(stem, below._replace(top=785)), FRAME)
    with pytest.raises(AuditError, match=r"question 1: option leaves the margins by 5\.0 points"):
        audit_overlaps(Path("x.pdf"), page_map(stem, below._replace(right=555)), FRAME)
