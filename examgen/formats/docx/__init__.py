"""Word documents (ECMA-376): numbered questions with lettered options, pictures, formulas and tables."""

from __future__ import annotations

from examgen.diagnostics import Diagnostic
from examgen.formats.archive import SIGN
from examgen.formats.draft import Draft
from examgen.formats.extras import OFFICE, missing_extra
from examgen.formats.format import Dumped, Format, Parsed, Pictures, Writer
from examgen.formats.source import Source
from examgen.model.bank import Bank


def parse(source: Source) -> Parsed:
    """Cut a document into its questions."""
    try:
        from examgen.formats.docx import reading
    except ModuleNotFoundError as error:
        if error.name != "docx":
            raise
        return Draft(questions=()), (_missing(source.path),)
    return reading.parse(source)


def dump(bank: Bank) -> Dumped:
    """Write a whole bank."""
    try:
        from examgen.formats.docx import writing
    except ModuleNotFoundError as error:
        if error.name != "docx":
            raise
        return Dumped(b"", (_missing(bank.paths[0] if bank.paths else ""),))
    return writing.dump(bank)


def _missing(path: str) -> Diagnostic:
    return missing_extra(path, "python-docx, which reads and writes Word documents, is not installed", OFFICE)


def sniff(source: Source) -> float:
    """The archive holds the part that is the document."""
    return 1.0 if source.data.startswith(SIGN) and b"word/document.xml" in source.data else 0.0


FORMAT = Format(name="docx", sniff=sniff, parse=parse, reads_bytes=True)
WRITER = Writer(
    name="docx", title="a Word document", endings=(".docx",), dump=dump, pictures=Pictures.INSIDE, extra=OFFICE
)

__all__ = ("FORMAT", "WRITER")
