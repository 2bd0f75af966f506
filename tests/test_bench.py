"""The benchmark measures what it says: its baseline prints the same papers, and its floor is below what it bounds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from measure import content, examgen, floor, output_of, platypus, run
from pypdf import PdfReader


def test_baseline_prints_the_same_papers(tmp_path: Path) -> None:
    """The Platypus side prints the same characters as examgen on each page of a paper."""
    run(platypus(1, tmp_path / "platypus"))
    run(examgen("--no-audit", "--no-bundles")(1, tmp_path / "examgen"))

    plain = _characters(tmp_path / "platypus/exam-0001.pdf")
    assert plain == _characters(tmp_path / "examgen/exam-01.pdf")
    assert len(plain) == 4


def test_baseline_prints_the_same_keys(tmp_path: Path) -> None:
    """The Platypus side prints the same characters as examgen on a key of as many pages, ⊙ apart."""
    run(platypus(1, tmp_path / "platypus"))
    run(examgen("--no-audit", "--no-bundles")(1, tmp_path / "examgen"))

    plain = _characters(tmp_path / "platypus/key-0001.pdf")
    ours = _characters(tmp_path / "examgen/key-01.pdf")
    assert len(plain) == len(ours)
    assert set(sum(ours, Counter()) - sum(plain, Counter())) == {"⊙"}
    assert not set(sum(plain, Counter()) - sum(ours, Counter()))


def _characters(path: Path) -> list[Counter[str]]:
    """How often each character stands on each page, without spaces, hyphens and characters shown by no glyph."""
    pages = (page.extract_text() for page in PdfReader(path).pages)
    return [Counter(c for c in page if not c.isspace() and c not in "-\u00ad\0") for page in pages]


def test_floor_is_below_the_press(tmp_path: Path) -> None:
    """Compressing and writing what was pressed takes less than the build that made it."""
    cost = run(examgen("--no-audit", "--no-bundles")(2, tmp_path))

    assert 0 < floor(tmp_path) < cost.cpu
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
