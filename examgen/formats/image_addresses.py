"""A bank that goes into another file in, the same bank with addresses that lead to its pictures from there out."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path, PurePosixPath

from examgen.formats.images import ImageFolder
from examgen.model.bank import Bank, with_texts
from examgen.model.text import Image, Span, Text, map_spans


@dataclass(frozen=True, slots=True)
class Readdressed:
    """A bank for its new file."""

    bank: Bank
    copies: dict[str, bytes]
    """Pictures to be written: the name, relative to the new file → bytes."""


def readdressed(bank: Bank, source: Path, target: Path) -> Readdressed:
    """Address the pictures of a folder as a bank in another file must; those out of its reach are to be copied."""
    move = _Move(os.path.realpath(source), Path(os.path.realpath(target.parent)), f"{target.stem}-pictures")
    change = _in_texts(move.image)
    questions = tuple(with_texts(question, change) for question in bank.questions)
    sets = tuple(replace(each, stimulus=change(each.stimulus)) for each in bank.sets)
    return Readdressed(replace(bank, questions=questions, sets=sets), move.copies)


def _in_texts(change: Callable[[Image], Image]) -> Callable[[Text], Text]:
    def spans(found: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(change(span) if isinstance(span, Image) else span for span in found)

    return lambda text: map_spans(text, spans)


@dataclass(frozen=True, slots=True)
class _Move:
    """From one folder to another."""

    source: str
    target: Path
    beside: str
    """The folder for copies, in the new one."""

    copies: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Digest of each copied picture → its new name."""

    def image(self, image: Image) -> Image:
        name = self.name_in_target(image) or self.copied(image)
        return replace(image, file=replace(image.file, name=name, is_embedded=False))

    def name_in_target(self, image: Image) -> str | None:
        """The address of a picture that lies in the new folder or below."""
        if image.file.is_embedded:
            return None
        path = Path(os.path.realpath(os.path.join(self.source, image.file.name)))
        if path.is_relative_to(self.target):
            return path.relative_to(self.target).as_posix()
        return image.file.name if ImageFolder(self.target).load(image.file.name) == image.file else None

    def copied(self, image: Image) -> str:
        """The address of a copy, which is named as the picture was."""
        digest = image.file.digest
        if digest not in self.names:
            plain = PurePosixPath(self.beside) / (PurePosixPath(image.file.name).name or "picture")
            numbered = (plain.with_name(f"{plain.stem}-{number}{plain.suffix}") for number in count(2))
            free = next(path for path in chain([plain], numbered) if str(path) not in self.copies)
            self.copies[str(free)] = image.file.data
            self.names[digest] = str(free)
        return self.names[digest]
