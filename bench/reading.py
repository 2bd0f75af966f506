"""A large bank of choice questions, written in several formats → how long each of them takes to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time

from large_bank import QUESTIONS, large_bank

from examgen.formats import read_bank, writer_named
from examgen.model.bank import Bank, Explanation
from examgen.model.reading import Reading

FORMATS = ("gift", "moodle-xml", "csv")


def reading_lines(scratch: Path) -> Iterator[str]:
    """A row for each format."""
    bank = _brief(large_bank())
    yield f"| reading {QUESTIONS:,} questions | MB | CPU seconds |"
    yield "| --- | ---: | ---: |"
    for name in FORMATS:
        writer = writer_named(name)
        assert writer is not None
        path = scratch / f"large.{name}"
        path.write_bytes(writer.dump(bank).data)
        begin = process_time()
        read, _ = read_bank([path], Reading(format=name))
        seconds = process_time() - begin
        assert len(read.questions) == QUESTIONS
        yield f"| {name} | {path.stat().st_size / 2**20:.1f} | {seconds:.1f} |"


def _brief(bank: Bank) -> Bank:
    """The bank without explanations, which in the shipped banks are much longer than those that systems export."""
    return replace(bank, questions=tuple(replace(each, explanation=Explanation()) for each in bank.questions))
