from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from built_documents import Bench, Built
from ink_reading import pieces_of_page, text_of_elements
from manuscript_words import expected, plain, words_of
from nasty_banks import NASTY_BANKS
from page import ValidationProfile, validate_pdf
from page_rules import broken_rules
from set_samples import prepared

from examgen.model.blueprint import AnswerPlace, Font, KeyStyle, Margins, Paper
from examgen.model.pages import Page, Pages
from examgen.press import Press
from examgen.typeset import FlawKind


def check(built: Built) -> None:
    """Every page rule, and every word."""
    assert broken_rules(built.unmapped, built.frame) == [], built.name
    assert text_of_elements(built.pages) == text_of_elements(built.unmapped)
    found = "".join(text for _, text in text_of_elements(built.unmapped)).replace("\u00ad", "")
    assert plain(found) == expected(built.manuscript), built.name


@pytest.fixture(scope="module", params=NASTY_BANKS)
def nasty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A bank that is hard on pages, by its name."""
    folder = tmp_path_factory.mktemp("nasty")
    path = folder / "bank.md"
    path.write_text(NASTY_BANKS[request.param], encoding="utf-8")
    return request.param, path


@pytest.mark.parametrize("paper", Paper)
def test_every_document_of_the_shipped_banks_keeps_the_rules(
    shipped_banks: tuple[Path, ...], paper: Paper, tmp_path: Path
) -> None:
    """Papers, keys, practice sheets and grids of both banks, on either paper, full and brief."""
    for bank in shipped_banks:
        for built in Bench((bank,), tmp_path, paper=paper).all():
            check(built)
        check(Bench((bank,), tmp_path, paper=paper, key=KeyStyle.BRIEF).key(2))


LAYOUTS: tuple[dict[str, object], ...] = (
    {"columns": 2},
    {"landscape": True, "font": Font.SANS},
    {"paper": Paper.A5, "size": 14.0, "line_spacing": 1.6},
    {"paper": Paper.LEGAL, "columns": 2, "size": 12.0, "margins": Margins(60.0, 40.0, 90.0, 110.0)},
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_layout_keeps_the_rules(
    shipped_banks: tuple[Path, ...], layout: dict[str, object], tmp_path: Path
) -> None:
    """Columns, sheets on their side, larger type and other margins: every document of both banks."""
    for bank in shipped_banks:
        for built in Bench((bank,), tmp_path, **layout).all():
            check(built)


def test_nasty_banks_keep_the_rules_in_columns(nasty: tuple[str, Path], tmp_path: Path) -> None:
    """What is hard on pages is harder on columns."""
    for built in Bench((nasty[1],), tmp_path, columns=2).all():
        check(built)


def test_every_document_of_both_banks_together_keeps_the_rules(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """Several variants of all 21 questions."""
    bench = Bench(shipped_banks, tmp_path, variants=5)
    for number in range(1, 6):
        check(bench.exam(number))
        check(bench.key(number))


def test_every_document_of_a_nasty_bank_keeps_the_rules(nasty: tuple[str, Path], tmp_path: Path) -> None:
    """Long, short, foreign, crowded and unbreakable questions in every kind of document."""
    name, path = nasty
    for built in Bench((path,), tmp_path, paper=Paper.LETTER if len(name) % 2 else Paper.A4).all():
        check(built)


def test_nasty_documents_conform(nasty: tuple[str, Path], tmp_path: Path, tool: Callable[[str], str]) -> None:
    """The pressed paper and key are tagged for PDF/UA-1, sound for qpdf, and read without a complaint."""
    _, path = nasty
    bench = Bench((path,), tmp_path)
    for built in (bench.exam(1), bench.key(1)):
        file = tmp_path / f"{built.name}.pdf"
        file.write_bytes(Press("any", built.unmapped.fonts, built.unmapped.graphics).press(built.unmapped).file)

        result = validate_pdf(str(file), profile=ValidationProfile.PDF_UA_1)
        assert result.is_compliant, list(result.failures)
        assert subprocess.run([tool("qpdf"), "--check", file], capture_output=True, check=False).returncode == 0
        read = subprocess.run([tool("pdftotext"), file, "-"], capture_output=True, check=False)
        assert read.returncode == 0 and read.stderr == b""


def test_a_paper_says_nothing_of_its_key(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """No word of an explanation or note, no tick and no mark of a derived key is on a paper or an unanswered sheet."""
    bench = Bench(shipped_banks, tmp_path)
    for built in (bench.exam(1), bench.practice(1, AnswerPlace.NONE)):
        said = plain("".join(text for _, text in text_of_elements(built.pages)))
        explanations = [plain(words_of(q.explanation.text, tuple(range(26)), {})) for q in bench.questions]
        assert not [words for words in explanations for at in (len(words) // 2, -60) if words[at:][:60] in said]
        assert not set("✔†‡") & set(said)
        texts = {text for subset in built.pages.fonts.values() for text in subset.texts}
        assert not set("✔†‡") & texts


def test_overlong_words_are_reported_with_their_question(tmp_path: Path) -> None:
    """Each question with a word wider than its line is named."""
    path = tmp_path / "bank.md"
    path.write_text(NASTY_BANKS["long words"], encoding="utf-8")
    bench = Bench((path,), tmp_path)

    _, flaws = prepared(bench.exam(1).manuscript)

    assert {identity for identity, _ in flaws} == {"q1", "q2"}
    assert all(flaw.kind is FlawKind.OVERLONG_WORD and flaw.words.startswith("Donaudampf") for _, flaw in flaws)


def test_a_page_map_changes_nothing_on_the_page(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """The map describes the very pages that are pressed: every piece of ink stands at the same place in both."""
    bench = Bench(shipped_banks, tmp_path)
    for built in (bench.exam(1), bench.key(1)):
        for mapped, unmapped in zip(built.pages.pages, built.unmapped.pages, strict=True):
            assert places(mapped, built.pages) == places(unmapped, built.unmapped)


def places(page: Page, pages: Pages) -> list[tuple[str, float, float]]:
    """Words with their places to a tenth of a point."""
    return [(p.text, round(p.left, 1), round(p.baseline, 1)) for p in pieces_of_page(page, pages.fonts)]
