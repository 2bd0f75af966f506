"""The overview of all variants keeps the page rules, conforms, and is proved, for any bank, language and sheet."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from ink_reading import text_of_elements
from nasty_banks import NASTY_BANKS
from page import ValidationProfile, validate_pdf
from page_rules import broken_rules
from script_samples import LABELLED, SENTENCES

from examgen.compose.overview import MOST_CELLS, most_together
from examgen.errors import BlueprintError
from examgen.model.blueprint import Margins, Paper, Settings
from examgen.model.manuscript import DocumentKind, Matrix
from examgen.pipeline.commission import take
from examgen.pipeline.equipment import equip
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.printing import PrintShop
from examgen.pipeline.request import AuditMode, BankReading

IN_ENGLISH = ("does not say so",)
"""Rules that look for the words of an English page; the audit looks for those of any."""


def shop_of(bank: Path, folder: Path, **settings: object) -> PrintShop:
    """A print shop for all questions of a bank."""
    asked = Settings(**{"seed": "pages", **settings})  # type: ignore[arg-type]
    taken = take([str(bank)], asked, None, BankReading(), str(folder / "out"))
    return PrintShop(PrintPlan(taken.blueprint, taken.template, taken.questions, folder, AuditMode.ON))


def printed(shop: PrintShop) -> Path:
    """The overview of all its variants, proved, with every page rule kept."""
    variants = [shop.plan.variant(number) for number in range(1, shop.plan.blueprint.variants + 1)]
    path = shop.plan.folder / "overview.pdf"
    shop.print_overview(variants, path)
    manuscript = shop._composer.overview(variants)
    typesetter = equip(shop.plan, DocumentKind.OVERVIEW, [manuscript]).typesetter
    mapped, pages = typesetter.set(manuscript, mapped=True), typesetter.set(manuscript)
    broken = broken_rules(pages, typesetter.frame)
    assert [rule for rule in broken if not any(words in rule for words in IN_ENGLISH)] == []
    assert text_of_elements(mapped) == text_of_elements(pages)
    result = validate_pdf(str(path), profile=ValidationProfile.PDF_UA_1)
    assert result.is_compliant, list(result.failures)
    return path


@pytest.mark.parametrize("variants", [1, 12, 70])
def test_shipped_banks(shipped_banks: tuple[Path, ...], variants: int, tmp_path: Path) -> None:
    """One variant, a page full, and more than stand side by side."""
    for bank in shipped_banks:
        printed(shop_of(bank, tmp_path, variants=variants))


@pytest.mark.parametrize("name", NASTY_BANKS)
def test_nasty_banks(name: str, tmp_path: Path) -> None:
    """Long, short, foreign and unbreakable stems lend their first words as far as there is room."""
    bank = tmp_path / "bank.md"
    bank.write_text(NASTY_BANKS[name], encoding="utf-8")

    printed(shop_of(bank, tmp_path, variants=30))


def test_a_long_stem_without_spaces_is_cut_once(tmp_path: Path) -> None:
    """what follows a stretch that is too long for the line does not follow the part of it that is shown."""
    bank = tmp_path / "bank.md"
    stem = "漢字" * 40 + " そして次の言葉"
    bank.write_text(f"# Exam\n\n## 1. {stem}\n\n- [x] 1\n- [ ] 2\n", encoding="utf-8")

    printed(shop_of(bank, tmp_path, variants=2))


def test_long_ids_name_no_row(tmp_path: Path) -> None:
    """Those of a learning system would leave no room on small paper."""
    bank = tmp_path / "bank.md"
    questions = [
        f"## What is {number}? {{#text2qti_question_{number:064}}}\n\n- [x] 1\n- [ ] 2\n" for number in range(3)
    ]
    bank.write_text("# Exam\n\n" + "\n".join(questions), encoding="utf-8")

    printed(shop_of(bank, tmp_path, variants=2, paper=Paper.A5))


@pytest.mark.parametrize("language", sorted(LABELLED))
def test_scripts(language: str, tmp_path: Path) -> None:
    """Words in any script stand beside their numbers, from right to left too."""
    stems = enumerate(SENTENCES[language], start=1)
    questions = [f"## {number}. {stem}\n\n- [x] 1\n- [ ] 2\n- [ ] 3\n" for number, stem in stems]
    bank = tmp_path / "bank.md"
    bank.write_text("# Exam\n\n" + "\n".join(questions), encoding="utf-8")

    printed(shop_of(bank, tmp_path, variants=9, language=language))


@pytest.mark.parametrize(
    "layout",
    [
        {"paper": Paper.A5, "size": 18.0},
        {"paper": Paper.A5, "margins": Margins(60.0, 90.0, 60.0, 90.0), "size": 9.0},
        {"landscape": True, "columns": 2},
        {"paper": Paper.LEGAL, "size": 7.0, "line_spacing": 3.0},
    ],
    ids=str,
)
def test_layouts(shipped_banks: tuple[Path, ...], layout: dict[str, object], tmp_path: Path) -> None:
    """Whatever the papers look like, the overview is never larger than usual, and stays on its sheet."""
    printed(shop_of(shipped_banks[1], tmp_path, variants=20, **layout))


def test_readers_read_it(shipped_banks: tuple[Path, ...], tmp_path: Path, tool: Callable[[str], str]) -> None:
    """What pdftotext reads in a row is a question's number on each variant; its structure is that of tables."""
    shop = shop_of(shipped_banks[0], tmp_path)
    path = printed(shop)

    text = subprocess.run([tool("pdftotext"), "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    (row,) = re.findall(r"^ *7 +What is the main advantage of using the .*?((?: +\d+){4})$", text, re.MULTILINE)
    assert row.split() == [
        str(placed.number)
        for variant in map(shop.plan.variant, range(1, 5))
        for placed in variant.questions
        if placed.question.number == "7"
    ]
    shown = subprocess.run([tool("pdfinfo"), "-struct", path], capture_output=True, check=True).stdout.decode()
    assert shown.count("Table") == 2
    assert shown.count("TH (block)") + shown.count("TH") >= 2 * (1 + 17 + 4)


def test_more_variants_than_are_taken_in(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """The tables stop at a bound on their cells, and the page says where."""
    shop = shop_of(shipped_banks[0], tmp_path, variants=1000)
    variants = [shop.plan.variant(number) for number in range(1, 1001)]

    last = most_together(variants)
    assert last == MOST_CELLS // len(shop.plan.questions) == 588
    manuscript = shop._composer.overview(variants)
    tables = [block for block in manuscript.blocks if isinstance(block, Matrix)]
    assert [len(tables[0].rows), len(tables[1].heads)] == [588, 588]
    path = tmp_path / "overview.pdf"
    shop.print_overview(variants, path)
    assert "Variants 1 to 588 only" in str(manuscript.blocks)


def test_questions_that_only_some_variants_hold(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """A dash stands where a variant does not hold a question, and no row for what none of them holds."""
    shop = shop_of(shipped_banks[0], tmp_path, variants=2)
    first, second = (shop.plan.variant(number) for number in (1, 2))
    variants = [replace(first, questions=first.questions[:10]), replace(second, questions=second.questions[:8])]
    held = [{placed.question.id for placed in variant.questions} for variant in variants]

    shop.print_overview(variants, tmp_path / "overview.pdf")
    keys, places = (block for block in shop._composer.overview(variants).blocks if isinstance(block, Matrix))
    assert keys.rows[1].cells[8:] == ("–", "–")
    assert len(places.rows) == len(held[0] | held[1])
    assert sum(row.cells[0] == "–" for row in places.rows) == len(held[1] - held[0])


def test_a_template_must_place_both_tables(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """A page of one's own that leaves one out, or shows it twice, is refused with its file."""
    for body, times in (("{{ locator }}", 0), ("{{ key_table }}\n{{ key_table }}\n{{ locator }}", 2)):
        (tmp_path / "overview.md").write_text(body + "\n{{ all_derived }}\n", encoding="utf-8")
        shop = shop_of(shipped_banks[0], tmp_path, template=str(tmp_path))

        with pytest.raises(BlueprintError) as caught:
            shop.print_overview([shop.plan.variant(1)], tmp_path / "overview.pdf")
        assert f'the table "key_table" is placed {times} times' in str(caught.value.diagnostics[0])


def test_same_bytes_in_every_process(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """Nothing on it goes by the order of a set, which differs from process to process."""
    files = []
    for salt in ("1", "2"):
        out = tmp_path / salt
        command = ["-m", "examgen", "build", str(shipped_banks[0]), "--seed", "s", "--no-bundles", "--out", str(out)]
        environment = {**os.environ, "PYTHONHASHSEED": salt}
        subprocess.run([sys.executable, *command], check=True, env=environment, capture_output=True)
        files.append((out / "overview.pdf").read_bytes())

    assert files[0] == files[1]
