"""The fonts' character maps are read as HarfBuzz reads them, and a glyph that belies its text is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz as hb
from samples import Sample, printed
from tampering import Paper

from examgen.audit import audit_fonts
from examgen.audit.character_map import character_map, glyph_count
from examgen.errors import AuditError
from examgen.formats import read_bank
from examgen.model.manuscript import DocumentKind
from examgen.typeset.fonts import FOLDER


@pytest.fixture(scope="module")
def shipped(shipped_banks: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Both shipped banks."""
    bank, _ = read_bank(shipped_banks)
    return printed(bank.questions, tmp_path_factory.mktemp("shipped"), count=1)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttf")), ids=lambda path: path.stem)
def test_character_map_agrees_with_harfbuzz(path: Path) -> None:
    """Every character of every shipped font leads to the glyph that HarfBuzz finds."""
    program = path.read_bytes()
    face = hb.Face(program)
    font = hb.Font(face)

    assert character_map(program) == {code: font.get_nominal_glyph(code) for code in face.unicodes}
    assert glyph_count(program) == face.glyph_count


def body_with(paper: Paper, words: bytes) -> int:
    """The number of the first object that holds some words."""
    return next(number for number, body in sorted(paper.bodies.items()) if words in body)


def to_unicode(paper: Paper) -> int:
    font = paper.bodies[body_with(paper, b"/ToUnicode")]
    return int(font.split(b"/ToUnicode ")[1].split()[0])


def encoding(paper: Paper) -> int:
    font = paper.bodies[body_with(paper, b"/ToUnicode")]
    return int(font.split(b"/Encoding ")[1].split()[0])


def test_swapped_texts_are_refused(shipped: Sample, tmp_path: Path) -> None:
    """Two letters that are drawn as each other, though every text reads well, are found."""
    paper = Paper(shipped.path(DocumentKind.EXAM))
    number = to_unicode(paper)
    stream = paper.stream(number)
    swapped = stream.replace(b"<0061>", b"<first>").replace(b"<0065>", b"<0061>").replace(b"<first>", b"<0065>")
    paper.set_stream(number, swapped)

    with pytest.raises(AuditError, match=r"says “[ae]”, but draws “[ae]”"):
        audit_fonts(paper.write(tmp_path / "exam.pdf"))


def test_swapped_glyphs_are_refused(shipped: Sample, tmp_path: Path) -> None:
    """A code-to-glyph map with two entries exchanged is found."""
    paper = Paper(shipped.path(DocumentKind.EXAM))
    descendant = paper.bodies[body_with(paper, b"/CIDToGIDMap")]
    number = int(descendant.split(b"/CIDToGIDMap ")[1].split()[0])
    glyphs = paper.stream(number)
    paper.set_stream(number, glyphs[:2] + glyphs[4:6] + glyphs[2:4] + glyphs[6:])

    with pytest.raises(AuditError, match="but draws"):
        audit_fonts(paper.write(tmp_path / "exam.pdf"))


def test_swapped_codes_are_refused(shipped: Sample, tmp_path: Path) -> None:
    """A map from codes to CIDs whose range begins one further is found."""
    paper = Paper(shipped.path(DocumentKind.EXAM))
    number = encoding(paper)
    paper.set_stream(number, paper.stream(number).replace(b"<01> <9F> 1\n", b"<01> <9F> 2\n"))

    with pytest.raises(AuditError, match=r"but draws|do not fit each other"):
        audit_fonts(paper.write(tmp_path / "exam.pdf"))


@pytest.mark.parametrize("first", [b"<A101>", b"<A0>"])
def test_strings_that_are_parted_in_two_ways_are_refused(first: bytes, shipped: Sample, tmp_path: Path) -> None:
    """A reader takes a string's codes by one map and what they say by another, and both must part it alike."""
    paper = Paper(shipped.path(DocumentKind.EXAM))
    number = encoding(paper)
    paper.set_stream(number, paper.stream(number).replace(b"<A001> <FFFF>", first + b" <FFFF>"))

    with pytest.raises(AuditError, match=r"in different ways|no code is from"):
        audit_fonts(paper.write(tmp_path / "exam.pdf"))


def test_missing_program_is_refused(shipped: Sample, tmp_path: Path) -> None:
    """A font that is named but not embedded is found."""
    paper = Paper(shipped.path(DocumentKind.EXAM))
    number = body_with(paper, b"/FontFile2")
    paper.bodies[number] = paper.bodies[number].replace(b"/FontFile2", b"/FontFileX")

    with pytest.raises(AuditError, match="lacks /FontFile2"):
        audit_fonts(paper.write(tmp_path / "exam.pdf"))
