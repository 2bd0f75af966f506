"""A bank, built and then corrected: what the tests of amended exams share. The current folder is the desk."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from examgen.model.blueprint import Settings
from examgen.pipeline.build import BuildReport, build
from examgen.pipeline.request import BuildRequest, RunOptions


def printed(text: str, **settings: Any) -> None:
    """Write a bank and build it into ``out``."""
    Path("quiz.md").write_text(text, encoding="utf-8")
    given = Settings(**{"variants": 3, "seed": "s"} | settings)
    build(BuildRequest(banks=("quiz.md",), settings=given, run=RunOptions(out="out")))


def corrected(*changes: tuple[str, str]) -> None:
    """Correct the bank where it stands."""
    text = Path("quiz.md").read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    Path("quiz.md").write_text(text, encoding="utf-8")


def amend(*banks: str, key_changed: bool = False, out: str | None = None) -> BuildReport:
    """The next issue of what stands in ``out``."""
    run = RunOptions(out=out)
    return build(
        BuildRequest(banks=banks, from_manifest="out/manifest.json", amend=True, key_changed=key_changed, run=run)
    )


def manifest(folder: str = "out") -> dict[str, Any]:
    return dict(json.loads((Path(folder) / "manifest.json").read_bytes()))


def letters(folder: str = "out") -> dict[tuple[str, str], str]:
    """Variant and number → the right letters or answer."""
    with (Path(folder) / "answers.csv").open(encoding="utf-8", newline="") as file:
        return {(row["variant"], row["number"]): row["letters"] for row in csv.DictReader(file)}


def files(folder: str = "out") -> dict[str, bytes]:
    """All files of a folder but what earlier builds left."""
    found = {str(path.relative_to(folder)): path for path in Path(folder).rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith("previous")}


def said(name: str, tool: Callable[[str], str]) -> str:
    """All that a PDF in ``out`` says, spaces apart."""
    command = [tool("pdftotext"), f"out/{name}", "-"]
    return " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def place_of(variant: int, identity: str) -> tuple[int, list[int]]:
    """The number of a question on a variant, and the order of its options."""
    questions = manifest()["variants"][variant - 1]["questions"]
    number = [name for name, _ in questions].index(identity)
    return number + 1, questions[number][1]
