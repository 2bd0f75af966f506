"""Bank files in, one `Bank` out; whatever the files hold, it comes with diagnostics, never with an exception."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from examgen.diagnostics import Diagnostic, Severity, errors_in, in_order
from examgen.formats.bounds import OutOfBounds, admit
from examgen.formats.decode import decode, read_bytes
from examgen.formats.draft import Draft
from examgen.formats.finish import finish
from examgen.formats.format import Format, Writer
from examgen.formats.images import ImageFolder, Images, image_folder
from examgen.formats.registry import format_named, format_names, recognised
from examgen.formats.repeats import check_sets, told_apart
from examgen.formats.source import Source
from examgen.formats.web_page import is_page, page_refused
from examgen.model.bank import Bank
from examgen.model.reading import Reading


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """One file, cut into parts, and the format it was read in."""

    path: str
    draft: Draft
    format: Format | None
    diagnostics: tuple[Diagnostic, ...] = ()


_NOTHING = Draft(questions=())


AS_FOUND = Reading()


def read_bank(
    paths: Sequence[str | Path], how: Reading = AS_FOUND, *, images: Images = image_folder
) -> tuple[Bank, tuple[Diagnostic, ...]]:
    """Read files and join their questions in order; title and language are those of the first that has them."""
    read = [_finished(read_draft(path, how, images=images), how.language) for path in paths]
    if len(read) == 1:
        return read[0]
    banks = [bank for bank, _ in read]
    questions, repeated = told_apart([question for bank in banks for question in bank.questions])
    sets = tuple(each for bank in banks for each in bank.sets)
    diagnostics = [diagnostic for _, found in read for diagnostic in found]
    bank = Bank(
        title=next((bank.title for bank in banks if bank.title), ""),
        questions=questions,
        sets=sets,
        language=next((bank.language for bank in banks if bank.language), None),
        paths=tuple(str(path) for path in paths),
    )
    return bank, in_order([*diagnostics, *repeated, *check_sets(sets, questions)])


def parse_bank(
    text: str,
    path: str = "bank.txt",
    *,
    format: str | None = None,
    language: str | None = None,
    folder: str | Path | None = None,
) -> tuple[Bank, tuple[Diagnostic, ...]]:
    """A bank from text that is already at hand; ``folder`` is where its pictures are, if it has any."""
    load = ImageFolder(Path(folder)).load if folder is not None else None
    return _finished(_cut(Source.of(text, path, load), (), format), language)


def read_draft(path: str | Path, how: Reading = AS_FOUND, *, images: Images = image_folder) -> ReadDraft:
    """Read one file and cut it into parts, in the named format or the one its content shows."""
    data = read_bytes(path)
    if isinstance(data, Diagnostic):
        return ReadDraft(str(path), _NOTHING, None, (data,))
    text, decoding = decode(data, str(path), how.encoding)
    source = Source(
        path=str(path),
        data=data,
        tabbed=text or "",
        load=images(Path(path)),
        language=how.language,
        key_base=how.key_base,
    )
    return _cut(source, decoding, how.format)


def _cut(source: Source, decoding: tuple[Diagnostic, ...], name: str | None) -> ReadDraft:
    """Cut a source into parts; what was said of its encoding counts where its text is read."""
    form = recognised(source) if name is None else format_named(name)
    if name is not None and form is None:
        return ReadDraft(source.path, _NOTHING, None, (_unknown_format(source.path, name),))
    if errors_in(decoding) and not (form and form.reads_bytes):
        return ReadDraft(source.path, _NOTHING, form, decoding)
    if form is None:
        unknown = page_refused(source.path) if is_page(source.head) else _unknown_format(source.path, name)
        return ReadDraft(source.path, _NOTHING, None, (*decoding, unknown))
    try:
        draft, found = form.parse(source)
        admit(len(draft.questions))
    except OutOfBounds as bound:
        return ReadDraft(source.path, _NOTHING, form, (bound.diagnostic(source.path),))
    if not draft.questions and not errors_in(found):
        found = (*found, _no_questions(source.path, form))
    return ReadDraft(source.path, draft, form, found if form.reads_bytes else (*decoding, *found))


def _finished(read: ReadDraft, language: str | None) -> tuple[Bank, tuple[Diagnostic, ...]]:
    bank, diagnostics = finish(read.draft, read.path, language)
    titled = replace(bank, title=bank.title or readable_name(read.path))
    return titled, in_order((*read.diagnostics, *diagnostics))


def readable_name(path: str) -> str:
    """A file name as a title: without folder and ending; a name all in lower case begins its words with capitals."""
    stem = Path(path).stem
    words = re.sub(r"[_\-\s]+", " ", stem).strip()
    return words.title() if words.islower() else words


def mistaken(data: bytes, path: str, writer: Writer) -> tuple[Diagnostic, ...]:
    """A warning where a written file will be taken for another format, since its texts hold the signs of that."""
    form = recognised(Source(path=path, data=data, tabbed=decode(data, path)[0] or ""))
    if form is not None and form.name == writer.name:
        return ()
    message = f"its texts look like {form.name}" if form else f"its texts hide that it is {writer.name}"
    hint = f"read it with --format {writer.name}, or write examgen Markdown"
    return (Diagnostic(severity=Severity.WARNING, rule="mistaken-format", message=message, path=path, hint=hint),)


def _unknown_format(path: str, name: str | None) -> Diagnostic:
    names = ", ".join(format_names())
    message = f'there is no bank format "{name}"' if name else "is in no format that examgen reads"
    hint = f"use one of {names}" if name else f"name the format with --format ({names}), or save the questions as text"
    return Diagnostic(severity=Severity.ERROR, rule="unknown-format", message=message, path=path, hint=hint)


def _no_questions(path: str, form: Format) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        rule="no-questions",
        message=f"no questions found (read as {form.name})",
        path=path,
        hint='begin each question with its number ("1." or "Question 1") and each option with a letter ("A.")',
    )
