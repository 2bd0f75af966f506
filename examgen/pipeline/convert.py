"""One bank file in, the same bank in another format out; the target is written whole or not at all.

The bank keeps the identities, keys and references that it has now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from examgen.diagnostics import Diagnostic, errors_in, in_order
from examgen.errors import BankError, OutputError, RequestError
from examgen.formats import examgen_markdown_dump, plain_text_dump, read_bank
from examgen.formats.image_addresses import readdressed
from examgen.model.bank import Bank
from examgen.pipeline.whole_file import write_whole

UNRESOLVED = "unresolved-key"
"""The one error that a converted bank can hold as well as the source."""


class _Writer(NamedTuple):
    """A format that banks are written in."""

    name: str
    dump: Callable[[Bank], tuple[str, tuple[Diagnostic, ...]]]
    holds_pictures: bool


_WRITERS = {
    ".md": _Writer("examgen Markdown", examgen_markdown_dump.dump, holds_pictures=True),
    ".txt": _Writer("plain text", plain_text_dump.dump, holds_pictures=False),
}


@dataclass(frozen=True, slots=True)
class ConvertReport:
    """What a conversion did."""

    target: Path
    questions: int
    diagnostics: tuple[Diagnostic, ...]
    """What the source's reader said, and what could not be carried."""

    @property
    def lost(self) -> tuple[Diagnostic, ...]:
        """What the target's format cannot hold."""
        return tuple(diagnostic for diagnostic in self.diagnostics if diagnostic.rule == "not-carried")

    @property
    def summary(self) -> tuple[str, ...]:
        """Lines for the user."""
        what = "1 question" if self.questions == 1 else f"{self.questions} questions"
        lost = f" · {len(self.lost)} things not carried" if self.lost else ""
        return (f"{what} written to {self.target}{lost}",)


def convert(
    source: str | Path,
    target: str | Path,
    *,
    encoding: str | None = None,
    format: str | None = None,
    force: bool = False,
) -> ConvertReport:
    """Read any bank and write it in the format that the target's ending names."""
    target = Path(target)
    writer = _writer(target)
    _refuse_existing(Path(source), target, force)
    bank, diagnostics = read_bank([source], encoding=encoding, format=format)
    blocking = [diagnostic for diagnostic in errors_in(diagnostics) if diagnostic.rule != UNRESOLVED]
    if blocking:
        raise BankError(
            f"{source} holds errors, so nothing was converted",
            remedy="correct the file and convert it again",
            diagnostics=diagnostics,
        )
    moved: tuple[Diagnostic, ...] = ()
    if writer.holds_pictures:
        bank, moved = readdressed(bank, Path(source).parent, target.parent)
    text, lost = writer.dump(bank)
    if errors_in(lost):
        remedy = "write to a target that ends in .md"
        raise RequestError(f"{target} cannot hold this bank", remedy=remedy, diagnostics=lost)
    write_whole(target, text.encode())
    return ConvertReport(target, len(bank.questions), in_order((*diagnostics, *moved, *lost)))


def _writer(target: Path) -> _Writer:
    if target.suffix.lower() not in _WRITERS:
        known = " or ".join(f"{ending} ({writer.name})" for ending, writer in _WRITERS.items())
        raise RequestError(f'"{target}" names no format that can be written', remedy=f"end the name in {known}")
    return _WRITERS[target.suffix.lower()]


def _refuse_existing(source: Path, target: Path, force: bool) -> None:
    try:
        stands = target.exists()
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror}", remedy="choose another name") from None
    if target.is_dir():
        raise OutputError(f"{target} is a folder", remedy="name a file in it")
    if stands and source.exists() and target.samefile(source):
        raise RequestError(f"{target} is the file to be read", remedy="choose another name for the target")
    if stands and not force:
        raise OutputError(f"{target} is there already", remedy="choose another name, or replace it with --force")
