"""The formats that examgen knows: loaded for files alone that may be theirs, and named to the user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from examgen.formats.decode import decode
from examgen.formats.registry import _READERS, all_formats, all_writers, recognised
from examgen.formats.source import Source

HERE = Path(__file__).parents[2]
SAMPLES = Path(os.environ.get("EXAMGEN_SAMPLES") or HERE.parent / "shared" / "samples")
FILES = sorted(path for folder in (SAMPLES, HERE / "banks") for path in folder.rglob("*.*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_quick_look_passes_over_no_file(path: Path) -> None:
    """whatever a format claims, the quick look before it is loaded has let through."""
    data = path.read_bytes()
    source = Source(path=str(path), data=data, tabbed=decode(data, "")[0] or "")

    for reader in _READERS:
        if any(form.sniff(source) for form in reader.load()):
            assert reader.may_be(source)
    claims = {form.name: form.sniff(source) for form in all_formats()}
    best = recognised(source)
    assert max(claims.values()) == (claims[best.name] if best else 0)


def test_names_are_unique() -> None:
    """each format and each writer has a name of its own, and no two writers one ending."""
    names = [form.name for form in all_formats()]
    writers = [writer.name for writer in all_writers()]
    endings = [ending for writer in all_writers() for ending in writer.endings]

    assert len(names) == len(set(names))
    assert len(writers) == len(set(writers))
    assert len(endings) == len(set(endings))


def test_plain_banks_load_no_parser_of_others(shipped_banks: tuple[Path, ...]) -> None:
    """reading the shipped banks loads neither XML, nor LaTeX, nor tables."""
    script = "import sys; from examgen.formats import read_bank; read_bank(sys.argv[1:]); print(*sys.modules)"
    command = [sys.executable, "-c", script, *map(str, shipped_banks)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    assert {"lxml", "pylatexenc", "docx", "examgen.formats.gift", "examgen.formats.records"}.isdisjoint(loaded)
