from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from examgen.assemble import make_variant
from examgen.compose import load_template
from examgen.formats import read_bank
from examgen.model.blueprint import AnswerPlace, Blueprint, Settings
from examgen.model.manuscript import DocumentKind
from examgen.pipeline.build import build
from examgen.pipeline.plan import PrintPlan
from examgen.pipeline.practice import practice
from examgen.pipeline.printing import PrintShop
from examgen.pipeline.request import AuditMode, BuildRequest, PracticeRequest, RunOptions

VARIANTS = 20

BANK = """# Colours

## Question 1 {#mix}

Which colour do blue and yellow make, as option [[a]] or option [[b]] has it?

- [x] a) Green
- [ ] b) Orange
- [ ] c) Violet

Option [[a]] is right; option [[c]] needs red.

## Question 2 {#sky}

Which colour is the sky at noon?

- [ ] Red
- [x] Blue
- [ ] Green
- [ ] Black

Air scatters short waves most.

## Question 3 {#snow}

Which colour is snow?

- [x] White
- [ ] Yellow
"""

LARGER = BANK + "".join(
    f"\n## Question {number} {{#hue-{number}}}\n\nWhich hue is {number}?\n\n"
    f"- [x] Dark {number}\n- [ ] Light {number}\n- [ ] Pale {number}\n- [ ] Deep {number}\n"
    for number in range(4, 13)
)
"""With so many questions no rule for keys has anything drawn again, which would look at all of them."""


def moved(files: dict[str, bytes]) -> list[object]:
    """What rules had drawn again, by the manifest of a build."""
    return [variant["moved"] for variant in json.loads(files["manifest.json"])["variants"] if "moved" in variant]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def built(
    bank: Path, out: Path, jobs: int = 1, executor: Executor | None = None, variants: int = VARIANTS
) -> dict[str, bytes]:
    """The files of a build."""
    request = BuildRequest(
        banks=(str(bank),),
        settings=Settings(variants=variants, seed="same"),
        run=RunOptions(out=str(out), jobs=jobs, audit=AuditMode.OFF),
    )
    build(request, executor)
    return contents(out)


@pytest.fixture
def colours(tmp_path: Path) -> Path:
    path = tmp_path / "colours.md"
    path.write_text(BANK, encoding="utf-8")
    return path


@contextmanager
def threads() -> Iterator[Executor]:
    """Threads that are interrupted as often as can be."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            yield pool
    finally:
        sys.setswitchinterval(interval)


def test_the_same_request_gives_the_same_files(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """Papers, keys, bundles, reports, answers and manifest are equal, byte for byte."""
    first = built(shipped_banks[0], tmp_path / "one", variants=2)
    second = built(shipped_banks[0], tmp_path / "two", variants=2)

    assert first == second
    papers, bundles, reports, records = 2 * 2, 2, 4, 3
    assert len(first) == papers + bundles + reports + records


def test_workers_change_no_byte(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """One process, two or four, or the threads of somebody else's executor: the folders are equal."""
    alone = built(shipped_banks[1], tmp_path / "one")

    assert built(shipped_banks[1], tmp_path / "two", jobs=2) == alone
    assert built(shipped_banks[1], tmp_path / "four", jobs=4) == alone
    with threads() as executor:
        assert built(shipped_banks[1], tmp_path / "threads", executor=executor) == alone


def test_variant_7_is_the_same_of_8_and_of_800(shipped_banks: tuple[Path, ...], tmp_path: Path) -> None:
    """A variant's files depend on its number and the seed, not on how many are printed."""
    bank, _ = read_bank([str(path) for path in shipped_banks])
    files = []
    for count in (8, 800):
        folder = tmp_path / str(count)
        folder.mkdir()
        blueprint = Blueprint(title="Both", seed="same", variants=count)
        plan = PrintPlan(blueprint, load_template(), bank.questions, folder, AuditMode.OFF)
        PrintShop(plan).print(7)
        files.append([plan.path(kind, 7).read_bytes() for kind in (DocumentKind.EXAM, DocumentKind.KEY)])

    assert files[0] == files[1]


def test_keys_and_explanations_leave_no_trace_on_papers(colours: Path, tmp_path: Path) -> None:
    """Another right option, another explanation, another note: every paper stays as it was, byte for byte."""
    colours.write_text(LARGER, encoding="utf-8")
    before = built(colours, tmp_path / "before", variants=6)
    changed = (
        LARGER.replace("- [ ] Red", "- [x] Red").replace("- [x] Blue", "- [ ] Blue")
        .replace("Air scatters short waves most.", "Ωμέγα ∑ **bold** *italic* `code`: " + "another reason " * 30)
        .replace("Option [[a]] is right; option [[c]] needs red.", "")
    )  # fmt: skip
    colours.write_text(changed, encoding="utf-8")

    after = built(colours, tmp_path / "after", variants=6)

    assert not moved(before)
    assert not moved(after)
    papers = [name for name in before if name.startswith(("exam-", "bundle-exams"))]
    assert len(papers) == 7
    assert all(after[name] == before[name] for name in papers)
    assert any(after[name] != before[name] for name in before if name.startswith("key-"))


def test_keys_leave_no_trace_on_unanswered_practice_sheets(colours: Path, tmp_path: Path) -> None:
    """Sheets without answers are as silent as papers."""

    def sheets(out: Path) -> dict[str, bytes]:
        settings = Settings(variants=3, seed="same")
        run = RunOptions(out=str(out), jobs=1, audit=AuditMode.OFF)
        practice(PracticeRequest(banks=(str(colours),), settings=settings, answers=AnswerPlace.NONE, run=run))
        return {name: data for name, data in contents(out).items() if name.endswith(".pdf")}

    before = sheets(tmp_path / "before")
    colours.write_text(BANK.replace("- [ ] Red", "- [x] Red").replace("- [x] Blue", "- [ ] Blue"), encoding="utf-8")

    assert sheets(tmp_path / "after") == before


def test_a_new_question_leaves_the_orders_of_the_others(colours: Path, tmp_path: Path) -> None:
    """Options stand as they stood, and the other questions follow one another as before."""

    def orders(out: Path) -> list[list[tuple[str, list[int]]]]:
        files = built(colours, out, variants=6)
        assert not moved(files)
        manifest = json.loads(files["manifest.json"])
        variants = (variant["questions"] for variant in manifest["variants"])
        return [[(identity, order) for identity, order in questions if identity != "grass"] for questions in variants]

    colours.write_text(LARGER, encoding="utf-8")
    before = orders(tmp_path / "before")
    assert [len(questions) for questions in before] == [12] * 6
    colours.write_text(LARGER + "\n## Question 13 {#grass}\n\nGrass?\n\n- [x] Green\n- [ ] Blue\n", encoding="utf-8")

    assert orders(tmp_path / "after") == before


def test_no_variant_needs_a_glyph_that_the_first_does_not(tmp_path: Path) -> None:
    """Letters and numbers that only later variants print are in the fonts from the start, full key and brief."""
    bank = tmp_path / "letters.md"
    options = "\n".join(f"- [{'x' if n == 0 else ' '}] {'abcdefghij'[n]}) thing {'klmnopqrst'[n]}" for n in range(10))
    bank.write_text(
        f"# One\n\n## Question 1 {{#one}}\n\nWhich?\n\n{options}\n\nOnly *option [[a]]* is right.\n", encoding="utf-8"
    )
    questions = read_bank([str(bank)])[0].questions
    letters = {make_variant(questions, number, "same", True, True).questions[0].key_letters for number in range(1, 61)}
    assert len(letters) == 10

    assert len(built(bank, tmp_path / "out", variants=60)) > 120
