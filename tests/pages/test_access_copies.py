"""Large print: the same variants, set anew for those who cannot well read the papers, and proved like them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from built_documents import Bench, Built
from ink_reading import pieces_of_page, text_of_elements
from manuscript_words import expected, plain
from page import ValidationProfile, validate_pdf
from page_rules import broken_rules

from examgen.compose import Composer, load_template
from examgen.deliver import read_manifest
from examgen.errors import AuditError, TypesetError
from examgen.model.blueprint import Access, Font, Paper, Settings
from examgen.model.manuscript import PageBreak
from examgen.model.text import Style
from examgen.pipeline.build import build
from examgen.pipeline.request import BuildRequest, RunOptions
from examgen.typeset.tokens import manner_of


def built(bank: Path, out: Path, **settings: object) -> dict[str, bytes]:
    """Every file of a build but the manifest, by name."""
    asked = Settings(**{"variants": 2, "seed": "same", **settings})  # type: ignore[arg-type]
    build(BuildRequest(banks=(str(bank),), settings=asked, run=RunOptions(out=str(out), jobs=1)))
    return {path.name: path.read_bytes() for path in out.iterdir() if path.suffix in (".pdf", ".csv")}


def check(large: Built) -> None:
    """Every page rule, every word, and every size."""
    assert broken_rules(large.unmapped, large.frame) == [], large.name
    found = "".join(text for _, text in text_of_elements(large.unmapped)).replace("\u00ad", "")
    assert plain(found) == expected(large.manuscript)
    pieces = [piece for page in large.pages.pages for piece in pieces_of_page(page, large.pages.fonts)]
    assert min(piece.size for piece in pieces) >= 18
    assert not any(subset.italic_angle or subset.is_serif for subset in large.pages.fonts.values())


@pytest.mark.parametrize(
    "layout",
    [
        {},
        {"one_per_page": True},
        {"paper": Paper.A5},
        {"landscape": True, "columns": 2, "font": Font.SERIF, "size": 9.0, "line_spacing": 1.2},
        {"size": 22.0, "line_spacing": 2.0},
    ],
    ids=str,
)
def test_large_print_keeps_the_rules(
    shipped_banks: tuple[Path, ...], layout: dict[str, object], tmp_path: Path
) -> None:
    """On any paper, whatever the papers look like: at least 18 points, no serifs, no italics, one column."""
    for bank in shipped_banks:
        large = Bench((bank,), tmp_path, access=Access.LARGE_PRINT, **layout).large(1)
        check(large)
        assert large.frame.columns == 1


def test_it_says_what_the_paper_says(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """The copy and the paper are the same text, question by question."""
    bench = Bench((shipped_banks[1],), tmp_path, access=Access.LARGE_PRINT)
    paper, large = bench.exam(2).manuscript, bench.large(2).manuscript

    assert replace(large, kind=paper.kind) == paper


def test_a_page_for_each_question(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """On request each question stands alone, behind a page with title and fields."""
    bench = Bench((shipped_banks[1],), tmp_path, access=Access.LARGE_PRINT, one_per_page=True)
    large = bench.large(1)

    numbers = [{spot.question for spot in page.spots} for page in large.pages.pages]
    assert numbers == [{None}, {1}, {2}, {3}, {4}]
    blocks = bench.exam(1).manuscript.blocks
    assert [b for b in large.manuscript.blocks if not isinstance(b, PageBreak)] == list(blocks)


@pytest.mark.parametrize(
    ("style", "bold", "italic", "bars"),
    [
        (Style(italic=True), True, False, 0),
        (Style(italic=True, bold=True), True, False, 1),
        (Style(bold=True), True, False, 0),
        (Style(code=True, italic=True), True, False, 0),
    ],
)
def test_emphasis_without_italics(style: Style, bold: bool, italic: bool, bars: int) -> None:
    """Italics become bold; within bold they are underlined as well."""
    manner = manner_of(style, load_template().large_style.tones["stem"])

    assert (manner.look.bold, manner.look.italic, len(manner.bars)) == (bold, italic, bars)


def test_a_wrong_copy_is_refused(
    shipped_banks: tuple[Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of another variant fails the build, like a wrong paper."""
    honest = Composer.large
    monkeypatch.setattr(Composer, "large", lambda self, variant: honest(self, replace(variant, questions=other)))
    other = Bench((shipped_banks[1],), tmp_path).variant(2).questions

    with pytest.raises(AuditError, match="exam-01-large"):
        built(shipped_banks[1], tmp_path / "out", access=Access.LARGE_PRINT)


def test_a_build_with_large_print(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """The copies lie beside papers that are the same as without them; all are tagged, and print again the same."""
    without = built(shipped_banks[1], tmp_path / "without")
    files = built(shipped_banks[1], tmp_path / "out", access=Access.LARGE_PRINT)

    assert {name for name in files if name not in without} == {"exam-01-large.pdf", "exam-02-large.pdf"}
    assert {name: files[name] for name in without} == without
    manifest = read_manifest(tmp_path / "out/manifest.json")
    assert {"exam-01-large.pdf", "exam-02-large.pdf"} <= manifest.hashes.keys()
    assert manifest.blueprint.access is Access.LARGE_PRINT
    result = validate_pdf(str(tmp_path / "out/exam-02-large.pdf"), profile=ValidationProfile.PDF_UA_1)
    assert result.is_compliant, list(result.failures)
    again = build(
        BuildRequest(from_manifest=str(tmp_path / "out/manifest.json"), run=RunOptions(out=str(tmp_path / "b")))
    )
    assert len(again.pages[0]) == 3
    assert (tmp_path / "b/exam-02-large.pdf").read_bytes() == files["exam-02-large.pdf"]


def test_what_fits_the_paper_alone_is_refused_as_large_print(tmp_path: Path) -> None:
    """A table that is too wide in large type only: the message says where."""
    header = "| " + " | ".join(letter * 20 for letter in "abc") + " |\n| --- | --- | --- |\n| 1 | 2 | 3 |"
    (tmp_path / "bank.md").write_text(f"# T\n\n## Question 1\n\nWhich?\n\n{header}\n\n- [x] a\n- [ ] b\n", "utf-8")
    settings = Settings(variants=1, seed="s", access=Access.LARGE_PRINT)

    with pytest.raises(TypesetError, match="in large print, the question “Which"):
        build(
            BuildRequest(
                banks=(str(tmp_path / "bank.md"),), settings=settings, run=RunOptions(out=str(tmp_path / "out"))
            )
        )


def test_comments_in_code_are_not_set_like_keywords(tmp_path: Path) -> None:
    """Where nothing is slanted, the comments of a listing are plain and its keywords bold."""
    bank = tmp_path / "bank.md"
    listing = "```python\nfor each in all:  # remark\n    pass\n```"
    bank.write_text(f"# Code\n\n## Question 1\n\nWhat?\n\n{listing}\n\n- [x] a\n- [ ] b\n", encoding="utf-8")
    large = Bench((bank,), tmp_path, access=Access.LARGE_PRINT).large(1)

    bold = {
        text for subset in large.pages.fonts.values() if subset.is_bold and subset.is_fixed for text in subset.texts
    }
    plain_ones = {
        text for subset in large.pages.fonts.values() if not subset.is_bold and subset.is_fixed for text in subset.texts
    }
    assert set("forpas") <= bold and "#" in plain_ones and "#" not in bold
    check(large)
