"""Tests of builds with pictures, and of printing them again; each docstring completes "this test ensures that …"."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import pytest

import examgen
from examgen.pipeline.request import BuildRequest, RunOptions

BANK = """# T

## Question 1 {{#{name}}}

Which is red? ![A square]({picture}){{width=1cm}}

- [x] the {name}
- [ ] b
- [ ] c
"""


def png(grey: int) -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes([0, grey])))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def banks(tmp_path: Path) -> list[Path]:
    """Banks in two folders that give different pictures the same name, and one more in the first folder."""
    for folder, name, grey in (("one", "a", 10), ("two", "b", 200)):
        (tmp_path / folder / "figures").mkdir(parents=True)
        (tmp_path / folder / "figures" / "square.png").write_bytes(png(grey))
        (tmp_path / folder / "quiz.md").write_text(BANK.format(name=name, picture="figures/square.png"))
    (tmp_path / "one" / "more.md").write_text(BANK.format(name="c", picture="figures/square.png"))
    return [tmp_path / "one/quiz.md", tmp_path / "two/quiz.md", tmp_path / "one/more.md"]


def built(banks: list[Path], out: Path) -> dict[str, bytes]:
    """All files of a build of these banks."""
    examgen.build(BuildRequest(banks=tuple(map(str, banks)), run=RunOptions(out=str(out))))
    return files(out)


def files(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_one_bank_keeps_the_names(banks: list[Path], tmp_path: Path) -> None:
    """the pictures of a bank are copied beside its copy, under the names that it uses."""
    made = built(banks[:1], tmp_path / "out")

    assert {name for name in made if name.startswith("sources/")} == {"sources/quiz.md", "sources/figures/square.png"}
    kept = {source["name"]: source["role"] for source in json.loads(made["manifest.json"])["sources"]}
    assert kept == {"quiz.md": "bank", "figures/square.png": "image"}


def test_reprint_needs_no_bank(banks: list[Path], tmp_path: Path) -> None:
    """a build is printed again, byte for byte, after its banks and pictures have changed."""
    made = built(banks, tmp_path / "out")
    for path in banks:
        path.unlink()
    for folder in ("one", "two"):
        (tmp_path / folder / "figures/square.png").write_bytes(png(99))

    examgen.build(BuildRequest(from_manifest=str(tmp_path / "out/manifest.json")))

    assert files(tmp_path / "out") == made


def test_a_changed_picture_changes_the_paper(banks: list[Path], tmp_path: Path) -> None:
    """the id of a question with an id of its own stays when its picture changes, and the paper shows the new one."""
    before = built(banks[:1], tmp_path / "out")
    (tmp_path / "one/figures/square.png").write_bytes(png(99))

    after = built(banks[:1], tmp_path / "out")

    assert after["answers.csv"] == before["answers.csv"]
    assert after["exam-01.pdf"] != before["exam-01.pdf"]
