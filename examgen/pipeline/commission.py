"""A request in, what is to be printed out: banks read, blueprint resolved, questions drawn, all refusals made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from examgen.assemble import scored
from examgen.compose import Template, laid_out, load_template
from examgen.deliver import (
    BankFile,
    Original,
    SourceRole,
    bank_originals,
    manifest_in,
    picture_originals,
    recover,
    standing_seed,
)
from examgen.diagnostics import Diagnostic, in_order
from examgen.errors import BankError, BlueprintError, TypesetError
from examgen.formats import images_of, read_bank
from examgen.model.bank import Bank, Question
from examgen.model.blueprint import Blueprint, Settings
from examgen.model.text import printed
from examgen.pipeline.fonts import font_originals, fonts_of, recorded
from examgen.pipeline.request import BankReading
from examgen.pipeline.seats import room_of
from examgen.pipeline.settings import settings_of
from examgen.pipeline.sound import UNRESOLVED, refusals, soundness, usable
from examgen.pipeline.summary import counted
from examgen.pipeline.tongue import unstated_language
from examgen.seeds import fresh_seed
from examgen.typeset import FontFile, Shelf, frame_of, named, remedy, survey

if TYPE_CHECKING:
    from examgen.pipeline.revision import Revision  # and with it the comparing of banks, for amended exams alone

OUTPUT = Path("output")
PREVIEW = "preview"
MOST_NAMED = 4
"""Places of errors that a remedy names."""

SUFFIXES = {"build": "", PREVIEW: "", "practice": "-practice"}
"""What each command adds to the name of its default folder."""


@dataclass(frozen=True)
class Commission:
    """Everything decided before the first page is set."""

    blueprint: Blueprint
    template: Template
    bank: Bank
    reading: BankReading
    """How it was read."""

    questions: tuple[Question, ...]
    """All of the bank that can be printed."""

    fonts: tuple[FontFile, ...]
    """Those that the blueprint names."""

    exam: str
    """The exam.yaml, as the user named it; empty for none."""

    out: Path
    originals: tuple[Original, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Warnings and advice, and the errors of questions that are left out; others have been raised."""

    revision: Revision | None = None
    """Of an amended exam, whose orders are kept."""

    history: str = ""
    """The file of past exams in which a build is recorded; empty for none."""

    history_name: str = ""
    """What that file is called, also where it is not written: a later issue goes there, too."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """What the questions are called that hold errors."""
        return soundness(self.bank, self.diagnostics).left_out


def take(
    banks: Sequence[str],
    flags: Settings,
    exam: str | None,
    reading: BankReading,
    out: str | None,
    command: str = "build",
) -> Commission:
    """Read and resolve everything; raise what cannot be met."""
    merged = settings_of(flags, exam)
    paths = tuple(banks) or merged.banks or ()
    if not paths:
        raise BlueprintError(f"{exam} names no banks", remedy="add a line such as banks: [quiz.txt]")
    reading = replace(reading, language=merged.language)
    bank, diagnostics = bank_of(paths, reading)
    title = merged.title or bank.title
    folder = Path(out) if out else OUTPUT / f"{slug(title)}{SUFFIXES[command]}"
    seed = _standing_seed(folder, command) or fresh_seed()
    blueprint = merged.resolve(title=title, seed=seed, language=bank.language)
    template = load_template(merged.template)
    sound = replace(bank, questions=scored(usable(bank, diagnostics, reading), blueprint.scoring))
    names = blueprint.fonts
    fonts, blueprint = fonts_of(names), replace(blueprint, fonts=recorded(names), seats=room_of(merged.seats))
    questions, found = check_texts(sound, blueprint, template, fonts, reading)
    exam_files = _originals([exam] if exam else [], SourceRole.BLUEPRINT)
    files = bank_files(paths, bank)
    own = (*bank_originals(files), *exam_files, *_template_files(template), *font_originals(names))
    return Commission(
        blueprint=blueprint,
        template=template,
        bank=bank,
        reading=reading,
        questions=questions,
        fonts=fonts,
        exam=exam or "",
        out=folder,
        originals=(*own, *picture_originals(files)),
        diagnostics=in_order((*diagnostics, *unstated_language(bank, merged.language), *found)),
        history=merged.history or "",
        history_name=Path(merged.history or "").name,
    )


def _standing_seed(folder: Path, command: str) -> str | None:
    """The seed of what stands in the folder; a preview only looks what a build there would print."""
    if command == PREVIEW:
        manifest = manifest_in(folder)
        return manifest.blueprint.seed if manifest and manifest.command == "build" else None
    recover(folder)
    return standing_seed(folder, command)


def slug(title: str) -> str:
    """A title as a folder name: letters and digits of any script in lower case, hyphens between."""
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", title).lower()).strip("-")
    return words[:60].rstrip("-") or "exam"


def bank_of(paths: Sequence[str], reading: BankReading) -> tuple[Bank, tuple[Diagnostic, ...]]:
    """Read banks; raise `BankError` for what a build refuses."""
    bank, diagnostics = read_bank(paths, reading)
    if fatal := refusals(bank, diagnostics, reading):
        named_files = paths[0] if len(paths) == 1 else "the banks"
        raise BankError(
            f"{named_files}: {counted(len(fatal), 'error')}, nothing was built",
            remedy=_not_skipped(fatal) if reading.skip_errors else _remedy(bank, diagnostics, fatal),
            diagnostics=diagnostics,
        )
    return bank, diagnostics


def _remedy(bank: Bank, diagnostics: Sequence[Diagnostic], fatal: Sequence[Diagnostic]) -> str | None:
    """The flag that leaves out the questions that hold errors, where something is left then."""
    if all(error.rule == UNRESOLVED for error in fatal):
        return "say which option is right, or leave these questions out with --skip-unresolved"
    found = soundness(bank, diagnostics)
    is_help = not found.refused and len(found.broken) < len(bank.questions)
    return "correct them, or leave the questions that hold them out with --skip-errors" if is_help else None


def _not_skipped(fatal: Sequence[Diagnostic]) -> str:
    """Where the errors stand for which no question can be left out."""
    places = dict.fromkeys(each.path if each.line is None else f"{each.path}:{each.line}" for each in fatal)
    named = ", ".join(list(places)[:MOST_NAMED]) + (", …" if len(places) > MOST_NAMED else "")
    return f"correct what is not the error of one question alone, and so not left out: {named}"


def check_texts(
    bank: Bank, blueprint: Blueprint, template: Template, fonts: tuple[FontFile, ...], reading: BankReading
) -> tuple[tuple[Question, ...], tuple[Diagnostic, ...]]:
    """The questions that can be set, and what setting them says before it is done; what cannot be set is refused."""
    shelf = Shelf(blueprint.language, fonts)
    found = survey(bank.questions, shelf, frame_of(laid_out(template.style, blueprint), blueprint.sheet), bank.sets)
    if errors := refusals(bank, found, reading):
        raise TypesetError(f"{counted(len(errors), 'text')} cannot be set", diagnostics=found)
    settings = (blueprint.title, blueprint.course, blueprint.date, blueprint.instructor, blueprint.instructions)
    if missing := shelf.lacks(printed("".join(settings))):
        raise TypesetError(
            f"no font has {named(missing)}, which the title or another setting holds",
            remedy=remedy(missing),
        )
    return usable(bank, found, reading), found


def bank_files(paths: Sequence[str], bank: Bank) -> tuple[BankFile, ...]:
    """The banks as they were read, with their pictures."""
    found = images_of(bank)
    pictures = {path: {image.name: image.data for image in found.get(str(path), ())} for path in paths}
    return tuple(BankFile(path, Path(path).read_bytes(), pictures[path]) for path in paths)


def _originals(paths: Sequence[str], role: SourceRole) -> tuple[Original, ...]:
    return tuple(Original(role, Path(path).name, Path(path).read_bytes()) for path in paths)


def _template_files(template: Template) -> tuple[Original, ...]:
    return tuple(
        Original(SourceRole.TEMPLATE, f"template/{name}", file.text.encode()) for name, file in template.own.items()
    )
