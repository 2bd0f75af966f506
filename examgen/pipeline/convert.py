"""One bank file in, the same bank in another format out; the target is written whole or not at all.

The bank keeps the identities, keys and references that it has now.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from examgen.diagnostics import Diagnostic, errors_in, in_order
from examgen.errors import BankError, OutputError, RequestError
from examgen.formats import (
    OutOfBounds,
    Pictures,
    Writer,
    all_writers,
    left_out_of,
    mistaken,
    read_bank,
    readdressed,
    writer_for,
    writer_named,
)
from examgen.model.bank import Bank
from examgen.pipeline.remainder import without
from examgen.pipeline.request import BankReading
from examgen.pipeline.sound import UNRESOLVED, refusals, soundness
from examgen.pipeline.whole_file import write_whole

AS_FOUND = BankReading()


@dataclass(frozen=True, slots=True)
class ConvertReport:
    """What a conversion did."""

    target: Path
    questions: int
    diagnostics: tuple[Diagnostic, ...]
    """What the source's reader said, and what could not be carried."""

    pictures: int = 0
    """Files of pictures that were written beside it."""

    left_out: int = 0
    """Questions that hold errors, or that the format has no kind for."""

    @property
    def lost(self) -> tuple[Diagnostic, ...]:
        """What the source's reader or the target's format cannot hold."""
        return tuple(diagnostic for diagnostic in self.diagnostics if diagnostic.rule == "not-carried")

    @property
    def summary(self) -> tuple[str, ...]:
        """Lines for the user."""
        what = _counted(self.questions, "question")
        pictures = f" with {_counted(self.pictures, 'picture')} beside it" if self.pictures else ""
        lost = f" · {_counted(len(self.lost), 'thing')} not carried" if self.lost else ""
        left_out = f" · {_counted(self.left_out, 'question')} left out" if self.left_out else ""
        return (f"{what} written to {self.target}{pictures}{left_out}{lost}",)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def convert(
    source: str | Path,
    target: str | Path,
    how: BankReading = AS_FOUND,
    *,
    to: str | None = None,
    force: bool = False,
) -> ConvertReport:
    """Read any bank and write it in the named format, or the one that the target's ending means.

    Questions without a known key are written, too.
    """
    target = Path(target)
    writer = writer_of(target, to)
    refuse_existing(target, force, Path(source))
    bank, diagnostics = read_bank([source], how)
    against = tuple(found for found in diagnostics if found.rule != UNRESOLVED)
    if refusals(bank, against, how):
        raise BankError(
            f"{source} holds errors, so nothing was converted",
            remedy="correct the file and convert it again, or leave questions that hold errors out with --skip-errors",
            diagnostics=diagnostics,
        )
    kept, unmet = without(bank, soundness(bank, against).broken)
    pictures, lost = write_bank(kept, Path(source).parent, target, writer, force=force)
    written = len(kept.questions) - left_out_of(lost)
    left_out = len(bank.questions) - written
    return ConvertReport(target, written, in_order((*diagnostics, *unmet, *lost)), pictures, left_out)


def write_bank(
    bank: Bank, source: Path, target: Path, writer: Writer, *, force: bool
) -> tuple[int, tuple[Diagnostic, ...]]:
    """Write a bank whose pictures lie in a folder; how many copies of pictures were written, and what was lost."""
    copies: dict[str, bytes] = {}
    if writer.pictures is Pictures.BESIDE:
        moved = readdressed(bank, source, target)
        bank, copies = moved.bank, moved.copies
    try:
        dumped = writer.dump(bank)
    except OutOfBounds as bound:  # where it reads back what it wrote
        raise RequestError(f"{target} cannot be written: it {bound}", remedy=bound.hint) from None
    if errors := errors_in(dumped.lost):
        remedy = errors[0].hint or "write to a target that ends in .md"
        raise RequestError(f"{target} cannot be written", remedy=remedy, diagnostics=dumped.lost)
    _write_copies(target.parent, copies, force)
    write_whole(target, dumped.data)
    return len(copies), (*dumped.lost, *mistaken(dumped.data, str(target), writer))


def _write_copies(folder: Path, copies: dict[str, bytes], force: bool) -> None:
    """Write pictures; a file that holds something else is kept."""
    for name, data in copies.items():
        path = folder / name
        try:
            if path.exists() and not force and path.read_bytes() != data:
                raise OutputError(f"{path} is there already", remedy="move it away, or replace it with --force")
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}", remedy="choose another name") from None
    for name, data in copies.items():
        write_whole(folder / name, data)


def writer_of(target: Path, name: str | None) -> Writer:
    """The format that is asked for; raise `RequestError` where there is none."""
    if writer := writer_named(name) if name else writer_for(target):
        return writer
    names = ", ".join(writer.name for writer in all_writers())
    if name:
        raise RequestError(f'no format "{name}" can be written', remedy=f"use one of {names}")
    endings = ", ".join(f"{writer.endings[0]} ({writer.title})" for writer in all_writers() if writer.endings)
    remedy = f"end the name in {endings}; or name the format with --to ({names})"
    raise RequestError(f'"{target}" names no format that can be written', remedy=remedy)


def refuse_existing(target: Path, force: bool, source: Path | None = None) -> None:
    """Raise `OutputError` where a target cannot be written, or would replace what the user has not given up."""
    try:
        stands, has_folder = target.exists(), target.parent.is_dir()
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror}", remedy="choose another name") from None
    if not has_folder:
        raise OutputError(f"{target} cannot be written: there is no such folder", remedy="make it, or name another one")
    if target.is_dir():
        raise OutputError(f"{target} is a folder", remedy="name a file in it")
    if stands and source and source.exists() and target.samefile(source):
        raise RequestError(f"{target} is the file to be read", remedy="choose another name for the target")
    if stands and not force:
        raise OutputError(f"{target} is there already", remedy="choose another name, or replace it with --force")
