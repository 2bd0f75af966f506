"""A file of QTI in, its questions out: one XML document, or a package of several."""

from __future__ import annotations

from dataclasses import replace

from examgen.diagnostics import Diagnostic
from examgen.formats.archive import SIGN
from examgen.formats.draft import Draft
from examgen.formats.format import Parsed
from examgen.formats.qti.addresses import beside
from examgen.formats.qti.file import File
from examgen.formats.qti.gathered import distinct
from examgen.formats.qti.v1.bank import read_document
from examgen.formats.qti.v2.names import language_of, plain_names
from examgen.formats.qti.v2.question import question_of
from examgen.formats.source import Source
from examgen.formats.xml import Element, line_of, local_name, parsed

_NOTHING = Draft(questions=())


def parse(source: Source) -> Parsed:
    """Cut a file into questions."""
    if source.data.startswith(SIGN):
        from examgen.formats.qti.package import read_package

        return read_package(source)
    root = parsed(source.data.lstrip(b"\xef\xbb\xbf \t\r\n"), source.path)
    if isinstance(root, Diagnostic):
        return _NOTHING, (root,)
    file = File(source.path, beside(source.load))
    draft = _read(root, file)
    return draft, (*file.diagnostics, *file.losses.diagnostics)


def _read(root: Element, file: File) -> Draft:
    if local_name(root) == "questestinterop":
        draft = read_document(root, file)[0]
        return replace(draft, questions=distinct(draft.questions))
    if local_name(root) == "manifest":
        file.report("").error("unpacked-package", "is the list of contents of a package", 1, _ZIP_IT)
        return _NOTHING
    plain_names(root, file)
    if root.tag != "assessmentItem":
        message = f"is a part of a package: its root is <{root.tag}>"
        file.report("").error("unpacked-package", message, 1, _ZIP_IT)
        return _NOTHING
    if (reference := root.find("assessmentStimulusRef")) is not None:
        message = f'the text that the question is about is in another file, "{reference.get("href")}"'
        file.report(root.get("identifier") or "").error("unpacked-package", message, line_of(reference), _ZIP_IT)
    question = question_of(root, file)
    title = root.get("title") or ""
    return Draft(title=title, language=language_of(root), questions=() if question is None else (question,))


_ZIP_IT = "zip its folder and give the zip, or name the files of the questions"
