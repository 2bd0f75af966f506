"""Fonts that the blueprint names: used, kept beside the build, and found again when it is printed again."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from examgen.errors import BlueprintError, ManifestError, TypesetError
from examgen.pipeline.build import build
from examgen.pipeline.request import BuildRequest, RunOptions
from examgen.typeset.font_files import installed

BANK = "# اختبار\n\n## ما عاصمة مصر؟\n\n- [x] القاهرة\n- [ ] أسوان\n"


@pytest.fixture
def folder(tmp_path: Path, family: Callable[[str], None]) -> Path:
    """A folder with a bank, a font, and an exam.yaml that names both."""
    family("Noto Kufi Arabic")
    path = next(file.path for file in installed() if file.name == "NotoKufiArabic-Regular")
    (tmp_path / "fonts").mkdir()
    shutil.copy(path, tmp_path / "fonts/own.ttf")
    (tmp_path / "bank.md").write_text(BANK, encoding="utf-8")
    (tmp_path / "exam.yaml").write_text(
        "banks: bank.md\nlanguage: ar\nvariants: 2\nseed: s\nfonts: [fonts/own.ttf, Noto Sans Arabic]\n",
        encoding="utf-8",
    )
    return tmp_path


def run(folder: Path) -> Path:
    build(BuildRequest(exam=str(folder / "exam.yaml"), run=RunOptions(out=str(folder / "out"))))
    return folder / "out"


def test_a_named_font_is_used_and_recorded(folder: Path, tool: Callable[[str], str]) -> None:
    """The paper is set in it; the manifest names its file, its version, and no folder."""
    out = run(folder)
    used = subprocess.run([tool("pdffonts"), out / "exam-01.pdf"], capture_output=True, text=True, check=True).stdout
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))

    assert "NotoKufiArabic-Regular" in used
    assert manifest["blueprint"]["fonts"] == ["own.ttf", "Noto Sans Arabic"]
    assert manifest["versions"]["NotoKufiArabic-Regular"].startswith("Version ")
    assert {"role": "font", "name": "own.ttf"}.items() <= manifest["sources"][-1].items()


def test_the_same_again_needs_only_what_was_kept(folder: Path) -> None:
    """Printed again from its manifest, a build takes the font from its sources."""
    out = run(folder)
    first = (out / "exam-01.pdf").read_bytes()
    shutil.rmtree(folder / "fonts")

    build(BuildRequest(from_manifest=str(out / "manifest.json"), run=RunOptions(out=str(folder / "again"))))

    assert (folder / "again/exam-01.pdf").read_bytes() == first


def test_another_edition_of_a_font_is_told(folder: Path) -> None:
    """A reprint in which a font of the computer differs is refused, and names the font."""
    out = run(folder)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    manifest["versions"]["NotoKufiArabic-Regular"] = "Version 0.1 sha256:0"
    manifest["files"][1]["sha256"] = "0" * 64
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    with pytest.raises(ManifestError) as caught:
        build(BuildRequest(from_manifest=str(out / "manifest.json"), run=RunOptions(out=str(folder / "again"))))

    assert "NotoKufiArabic-Regular Version 0.1" in caught.value.remedy


@pytest.mark.parametrize(
    ("fonts", "error", "words"),
    [
        ("No Such Family", TypesetError, "“No Such Family” is not the name of an installed family"),
        ("bank.otf", TypesetError, "holds no font that can be read"),
        ("[]", BlueprintError, "1 mistake"),
    ],
)
def test_a_font_that_is_not_there_is_an_error(folder: Path, fonts: str, error: type[Exception], words: str) -> None:
    """Nothing is built with other fonts than were asked for."""
    (folder / "exam.yaml").write_text(f"banks: bank.md\nfonts: {fonts}\n", encoding="utf-8")

    with pytest.raises(error, match=words):
        run(folder)
