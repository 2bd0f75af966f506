from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from built_documents import Bench, Built
from ink_reading import text_of_elements
from nasty_banks import NASTY_BANKS
from page import ValidationProfile, validate_pdf
from page_rules import broken_rules
from set_samples import prepared

from examgen.model.blueprint import AnswerPlace, KeyStyle, Paper
from examgen.model.manuscript import (
    Box,
    Columns,
    Fields,
    Grid,
    Heading,
    Manuscript,
    ManuscriptBlock,
    Placement,
    Prose,
)
from examgen.model.text import CodeBlock, ListBlock, OptionReference, Paragraph, QuestionReference, Quote, Text, Words, printed
from examgen.model.variant import LETTERS, referred_letter
from examgen.press import Press
from examgen.typeset.blocks import run_in


def plain(text: str) -> str:
    """Without white space and soft hyphens, which line breaking may change."""
    return "".join(printed(text).replace("\u00a0", " ").split())


def words_of(text: Text, order: tuple[int, ...], numbers: dict[str, int]) -> str:
    """What a text prints in a document with this order of options and these question numbers."""
    return "".join(_block_words(block, order, numbers) for block in text)


def _block_words(block: object, order: tuple[int, ...], numbers: dict[str, int]) -> str:
    match block:
        case Paragraph(spans):
            return "".join(_span_words(span, order, numbers) for span in spans)
        case CodeBlock(text):
            return text
        case ListBlock(items, start):
            signs = ("•" if start is None else f"{start + n}." for n in range(len(items)))
            return "".join(sign + words_of(item, order, numbers) for sign, item in zip(signs, items, strict=True))
        case Quote(blocks):
            return words_of(blocks, order, numbers)
    raise AssertionError(block)


def _span_words(span: object, order: tuple[int, ...], numbers: dict[str, int]) -> str:
    match span:
        case Words(text):
            return text
        case OptionReference():
            return referred_letter(span, order)
        case QuestionReference(target, source):
            return str(numbers.get(target, source))
    return " "


def expected(manuscript: Manuscript) -> str:
    """Everything that a document says, straight from its manuscript."""
    numbers = dict(manuscript.numbers)
    return plain("".join(part for block in manuscript.blocks for part in _said(block, numbers)))


def _said(block: ManuscriptBlock, numbers: dict[str, int]) -> Iterator[str]:
    match block:
        case Heading(text) | Prose(text):
            yield words_of(text, (), numbers)
        case Fields(labels):
            yield from labels
        case Box(blocks):
            for inner in blocks:
                yield from _said(inner, numbers)
        case Columns(columns):
            for inner in (inner for column in columns for inner in column):
                yield from _said(inner, numbers)
        case Grid(entries, caption):
            yield caption
            yield from (f"{entry.number}{entry.letters}{entry.mark}" for entry in entries)
        case Placement():
            yield from _question_said(block, numbers)


def _question_said(placement: Placement, numbers: dict[str, int]) -> Iterator[str]:
    block, order = placement.block, placement.order
    remarks = list(block.remarks)
    stem = block.stem or remarks.pop(0).text
    yield f"{placement.number}." + words_of(stem, order, numbers) + block.points
    for place, option in enumerate(order if block.options else ()):
        tick = "✔" if block.options[option].is_key else ""
        yield tick + LETTERS[place] + words_of(block.options[option].text, order, numbers)
    yield from (words_of(remark.text, order, numbers) for remark in remarks)
    yield words_of(run_in(block.explanation_head, block.explanation), order, numbers) if block.explanation else ""


def check(built: Built) -> None:
    """Every page rule, and every word."""
    assert broken_rules(built.pages, built.frame) == [], built.name
    found = "".join(text for _, text in text_of_elements(built.pages)).replace("\u00ad", "")
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
        file.write_bytes(Press("any", built.pages.fonts, built.pages.graphics).press(built.pages).file)

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

    _, overlong = prepared(bench.exam(1).manuscript)

    assert {identity for identity, _ in overlong} == {"q1", "q2"}
    assert all(word.startswith("Donaudampf") for _, word in overlong)
