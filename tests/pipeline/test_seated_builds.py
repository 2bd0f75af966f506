"""Builds with seats: the list of seats, the bundle in hand-out order, the same again from the manifest."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from page import ValidationProfile, validate_pdf
from pypdf import PdfReader

import examgen
from examgen.errors import BlueprintError
from examgen.model.blueprint import Settings
from examgen.pipeline.build import BuildReport
from examgen.pipeline.request import BuildRequest, RunOptions

BANK = "# Colours\n" + "".join(
    f"\n## Question {n} {{#q{n}}}\n\nWhich {n}?\n\n- [x] red\n- [ ] blue\n- [ ] green\n" for n in range(1, 6)
)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.md"
    path.write_text(BANK, encoding="utf-8")
    return path


def built(bank: Path, out: Path, **settings: object) -> BuildReport:
    asked = Settings(seed="s", **settings)  # type: ignore[arg-type]
    return examgen.build(BuildRequest(banks=(str(bank),), settings=asked, run=RunOptions(out=str(out), jobs=1)))


def test_each_seat_gets_its_copy(bank: Path, tmp_path: Path) -> None:
    """Seats are listed row by row, and the bundle holds the copies in the same order."""
    report = built(bank, tmp_path / "out", seats="2x3", variants=4)

    with (tmp_path / "out/seats.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["column"]) for row in rows] == [(str(r), str(c)) for r in (1, 2) for c in (1, 2, 3)]
    reader = PdfReader(tmp_path / "out/bundle-exams.pdf")
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles == [f"{row['row']}-{row['column']} · Variant {row['variant']}" for row in rows]
    pages = [reader.get_destination_page_number(entry) for entry in reader.outline if not isinstance(entry, list)]
    for row, page in zip(rows, pages, strict=True):
        assert page is not None
        assert f"Variant {row['variant']} " in reader.pages[page].extract_text().replace("\n", " ")
    assert any("6 seats" in line and "no neighbours have the same variant" in line for line in report.summary)


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_the_plan_is_accessible(bank: Path, tmp_path: Path, language: str) -> None:
    """The plan of a large room with names is a PDF/UA, in any language; its tables are as wide as the page allows."""
    room = tmp_path / "room.csv"
    room.write_text("\n".join([",".join(["Maximiliane Musterfrau", "x", ""] * 6)] * 40), encoding="utf-8")
    built(bank, tmp_path / "out", seats=str(room), variants=5, language=language)
    plan = tmp_path / "out/seats.pdf"

    assert validate_pdf(str(plan), profile=ValidationProfile.PDF_UA_1).is_compliant
    assert len(PdfReader(plan).pages) > 1


def test_workers_change_nothing(bank: Path, tmp_path: Path) -> None:
    """Redraws, seats and their bundle come out the same with one process and with several."""
    for jobs in (1, 4):
        request = BuildRequest(
            banks=(str(bank),),
            settings=Settings(seed="s", variants=20, seats="5x5", key_tail=0.1),
            run=RunOptions(out=str(tmp_path / f"out-{jobs}"), jobs=jobs),
        )
        report = examgen.build(request)
        assert any(variant.redrawn for variant in report.variants)

    files = [
        sorted(path.relative_to(out) for path in out.rglob("*") if path.is_file()) for out in tmp_path.glob("out-*")
    ]
    assert files[0] == files[1]
    assert all((tmp_path / "out-1" / f).read_bytes() == (tmp_path / "out-4" / f).read_bytes() for f in files[0])


def test_the_room_is_recorded(bank: Path, tmp_path: Path) -> None:
    """A reprint seats as the build did, also after the file of the room was changed."""
    room = tmp_path / "room.csv"
    room.write_text("Ada,Bo\n,x\n", encoding="utf-8")
    built(bank, tmp_path / "out", seats=str(room), variants=2)
    room.write_text("x\n", encoding="utf-8")
    manifest = tmp_path / "out/manifest.json"
    examgen.build(BuildRequest(from_manifest=str(manifest), run=RunOptions(out=str(tmp_path / "again"), jobs=1)))

    for name in ("seats.csv", "bundle-exams.pdf"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()
    assert b"1,1,Ada," in (tmp_path / "out/seats.csv").read_bytes()


def test_few_variants_leave_some_alike(bank: Path, tmp_path: Path) -> None:
    """The summary says how many neighbours are alike, and that fewer are impossible."""
    report = built(bank, tmp_path / "out", seats="3x3", variants=2)

    assert any("8 of 20 neighbouring pairs are alike, the fewest possible with 2 variants" in s for s in report.summary)


def test_a_room_that_cannot_be_read_stops_the_build(bank: Path, tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(BlueprintError) as caught:
        built(bank, tmp_path / "out", seats=str(tmp_path / "none.csv"))

    assert caught.value.diagnostics[0].rule == "seats"
    assert not (tmp_path / "out").exists()


def test_exam_yaml_names_the_room_from_its_folder(bank: Path, tmp_path: Path) -> None:
    """A size stays a size, and a file is seen from exam.yaml."""
    (tmp_path / "room.csv").write_text("x,x\n", encoding="utf-8")
    (tmp_path / "exam.yaml").write_text("seats: room.csv\nvariants: 2\n", encoding="utf-8")
    request = BuildRequest(
        banks=(str(bank),), exam=str(tmp_path / "exam.yaml"), run=RunOptions(out=str(tmp_path / "out"), jobs=1)
    )

    seating = examgen.build(request).seating
    assert seating is not None
    assert seating.variants == (1, 2)
