"""A bank that goes into another folder in, the same bank with addresses that lead to its pictures from there out."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.images import ImageFolder
from examgen.model.bank import Bank, Question
from examgen.model.text import Image, ImageFile, Span, Text, map_spans


def readdressed(bank: Bank, source: Path, target: Path) -> tuple[Bank, tuple[Diagnostic, ...]]:
    """Address the pictures of a folder as a bank in another must, with a warning for each that it cannot reach."""
    move = _Move(os.path.realpath(source), Path(os.path.realpath(target)))
    questions = tuple(_changed(question, move.image) for question in bank.questions)
    return replace(bank, questions=questions), tuple(move.lost(bank))


def _changed(question: Question, change: Callable[[Image], Image]) -> Question:
    def spans(found: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(change(span) if isinstance(span, Image) else span for span in found)

    def text(found: Text) -> Text:
        return map_spans(found, spans)

    return replace(
        question,
        stem=text(question.stem),
        options=tuple(replace(option, text=text(option.text)) for option in question.options),
        explanation=replace(question.explanation, text=text(question.explanation.text)),
        note=text(question.note),
    )


@dataclass(frozen=True, slots=True)
class _Move:
    """From one folder to another."""

    source: str
    target: Path
    outside: dict[str, ImageFile] = field(default_factory=dict)
    """Pictures that cannot be addressed from the new folder, by name."""

    def image(self, image: Image) -> Image:
        path = Path(os.path.realpath(os.path.join(self.source, image.file.name)))
        if path.is_relative_to(self.target):
            name = path.relative_to(self.target).as_posix()
            return replace(image, file=replace(image.file, name=name))
        if ImageFolder(self.target).load(image.file.name) != image.file:
            self.outside[image.file.name] = image.file
        return image

    def lost(self, bank: Bank) -> list[Diagnostic]:
        return [
            Diagnostic(
                severity=Severity.WARNING,
                rule="not-carried",
                message=f'the picture "{name}" is not in the folder of the new file, nor below it',
                path=bank.paths[0],
                hint=f"copy it to {self.target / name}",
            )
            for name in self.outside
        ]
