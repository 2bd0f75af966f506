"""The benchmark measures what it says: its baseline prints every question, and its floor is below what it bounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from measure import content, examgen, floor, output_of, platypus, run
from pypdf import PdfReader


def test_baseline_prints_every_question(tmp_path: Path) -> None:
    """The Platypus side prints all 21 questions of both banks on the paper and on the key."""
    run(platypus(1, tmp_path))

    for kind in ("exam", "key"):
        pages = PdfReader(tmp_path / f"{kind}-0001.pdf").pages
        words = "\n".join(page.extract_text() for page in pages)
        assert all(f"\n{number}. " in "\n" + words for number in range(1, 22))


def test_floor_is_below_the_press(tmp_path: Path) -> None:
    """Compressing and writing what was pressed takes less than the build that made it."""
    cost = run(examgen("--no-audit", "--no-bundles")(2, tmp_path))

    assert 0 < floor(tmp_path, rounds=1) < cost.cpu
    assert output_of(tmp_path).pages > 4


def test_content_sees_a_changed_byte(tmp_path: Path) -> None:
    """The digest over a folder changes with one byte of one file."""
    page = tmp_path / "page"
    page.write_bytes(b"a")
    before = content(tmp_path)

    page.write_bytes(b"b")

    assert content(tmp_path) != before


def test_a_failed_command_ends_the_benchmark() -> None:
    """A side that fails is never measured: the benchmark ends with what it said."""
    with pytest.raises(SystemExit, match="ended with 2"):
        run(["python3", "-c", "raise SystemExit(2)"])
