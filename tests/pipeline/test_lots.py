"""Variants with values of their own are set in lots, which share fonts; others all together."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from examgen.model.blueprint import Settings
from examgen.pipeline import plan
from examgen.pipeline.build import build
from examgen.pipeline.preview import preview
from examgen.pipeline.request import BuildRequest, PreviewRequest, RunOptions

BANK = """# Lots

## Question 1 {#sum}

```variables
a = 2..99
b = 2..99
```

What is ${{ a }} + {{ b }}$?

- [x] {{ a + b }}
- [ ] {{ a + b + 1 }}
- [ ] {{ a + b - 10 }}

## Question 2 {#plain}

Which is Ω?

= omega
"""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a bank; a lot is three variants."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plan, "LOT", 3)
    Path("quiz.md").write_text(BANK, encoding="utf-8")


def built(out: str, **settings: object) -> dict[str, bytes]:
    jobs = settings.pop("jobs", 1)
    asked = Settings(**{"seed": "s", **settings})  # type: ignore[arg-type]
    run = RunOptions(out=out, jobs=jobs)  # type: ignore[arg-type]
    build(BuildRequest(banks=("quiz.md",), settings=asked, run=run))
    return {path.name: path.read_bytes() for path in Path(out).iterdir() if path.is_file()}


def test_workers_change_no_byte() -> None:
    """with lots, too, one process and several print the same."""
    assert built("alone", variants=8) == built("two", variants=8, jobs=2)


def test_a_paper_does_not_depend_on_how_many_lots_there_are() -> None:
    """the files of a whole lot are the same however many variants follow it."""
    few, many = built("few", variants=4), built("many", variants=8)

    names = [f"{kind}-0{number}.pdf" for kind in ("exam", "key") for number in (1, 2, 3)]
    assert [few[name] for name in names] == [many[name] for name in names]


def test_bundles_hold_the_fonts_of_each_lot() -> None:
    """each paper in a bundle says what its own file says, with seats out of order, too."""
    built("out", variants=8, seats="3x3")

    bundle = PdfReader("out/bundle-exams.pdf")
    pages = [page.extract_text() for page in bundle.pages[::2]]
    papers = [PdfReader(f"out/exam-0{number}.pdf").pages[0].extract_text() for number in range(1, 9)]
    assert len(pages) == 9
    assert set(pages) == set(papers)
    keys = [page.extract_text() for page in PdfReader("out/bundle-keys.pdf").pages]
    for number in range(1, 9):
        assert PdfReader(f"out/key-0{number}.pdf").pages[0].extract_text() in keys


def test_one_set_of_values_for_all_needs_no_lots() -> None:
    """where all variants have the same values, they are set together."""
    Path("exam.yaml").write_text("values: same\nbanks: [quiz.md]\n", encoding="utf-8")
    settings = Settings(variants=4, seed="s")
    build(BuildRequest(exam="exam.yaml", settings=settings, run=RunOptions(out="same")))
    built("each", variants=4)

    def lots(folder: str) -> int:
        """How many sets of fonts the papers in the bundle have."""
        pages = PdfReader(f"{folder}/bundle-exams.pdf").pages[::2]
        return len({page.raw_get("/Resources").idnum for page in pages})

    assert (lots("same"), lots("each")) == (1, 2)


def test_changed_sheets_hold_the_fonts_of_each_lot() -> None:
    """the sheets of an amended exam that changed say what their papers say, whatever lot these are of."""
    built("out", variants=7)
    Path("quiz.md").write_text(BANK.replace("Which is Ω?", "Which one is Ω?"), encoding="utf-8")

    build(BuildRequest(from_manifest="out/manifest.json", amend=True, run=RunOptions(jobs=2)))

    changed = [page.extract_text() for page in PdfReader("out/bundle-changed.pdf").pages[::2]]
    assert changed == [PdfReader(f"out/exam-0{number}.pdf").pages[0].extract_text() for number in range(1, 8)]


def test_previews_show_variants_of_any_lot() -> None:
    """a preview sets the lots whose variants it shows."""
    settings = Settings(seed="s")
    preview(PreviewRequest(banks=("quiz.md",), settings=settings, variants=(5, 1), pages=(1,), out="shown"))

    assert sorted(path.name for path in Path("shown").iterdir()) == ["exam-01-page-1.png", "exam-05-page-1.png"]
