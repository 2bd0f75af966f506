"""Files by their names in, the bytes of a ZIP archive out: the same for the same files, whenever they are packed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from examgen.formats.source import Source
from examgen.markup import html_dump
from examgen.model.bank import Bank
from examgen.model.text import Gap, Image, ImageFile, OptionReference, QuestionReference, Text, spans_of, wording

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive with these files, in this order."""
    archive = io.BytesIO()
    with ZipFile(archive, "w") as target:
        for name, data in files.items():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = _READABLE
            info.create_system = 3
            target.writestr(info, data)
    return archive.getvalue()


def pictures_of(bank: Bank) -> dict[str, tuple[str, bytes]]:
    """All pictures that a bank shows: digest → their name in the package and their bytes."""
    found: dict[str, tuple[str, bytes]] = {}
    taken: set[str] = set()
    for file in _files(bank):
        if file.digest not in found:
            name = f"images/{PurePosixPath(file.name).name}"
            if name in taken:
                name = f"images/{file.digest[:8]}-{PurePosixPath(file.name).name}"
            taken.add(name)
            found[file.digest] = (name, file.data)
    return found


def _files(bank: Bank) -> Iterator[ImageFile]:
    texts: Iterable[Text] = (each.text for question in bank.questions for each in question.texts)
    for text in (*texts, *(each.stimulus for each in bank.sets)):
        yield from (span.file for span in spans_of(text) if isinstance(span, Image))


def attribute(value: str) -> str:
    """A value as an attribute has it, its quotes included."""
    return f'"{escape(html_dump.without_controls(value))}"'


@dataclass(frozen=True, slots=True)
class Markup:
    """How texts become HTML in one package."""

    addresses: Mapping[str, str]
    """Of pictures, by their digests."""

    letters: Sequence[str] = ()
    """Of the options that references mean."""

    def lettered(self, letters: Sequence[str]) -> Markup:
        """The same for a question whose options have these letters."""
        return Markup(self.addresses, letters)

    def html(self, text: Text, gap: Callable[[Gap], str] = lambda _: "____") -> str:
        """A text as blocks."""
        return html_dump.dump(text, self._address, self._reference(gap))

    def line(self, text: Text, gap: Callable[[Gap], str] = lambda _: "____") -> str:
        """A text as a line, if it is one paragraph."""
        return html_dump.dump_line(text, self._address, self._reference(gap))

    def _address(self, file: ImageFile) -> str:
        return self.addresses[file.digest]

    def _reference(self, gap: Callable[[Gap], str]) -> Callable[[OptionReference | QuestionReference | Gap], str]:
        def written(reference: OptionReference | QuestionReference | Gap) -> str:
            match reference:
                case Gap():
                    return gap(reference)
                case OptionReference(targets=targets, rank=rank) if targets:
                    return html_dump.escaped(self.letters[targets[rank]])
                case _:
                    return html_dump.escaped(reference.source)

        return written


def spaced(text: Text) -> str:
    """The words of a text on one line."""
    return " ".join(wording(text).split())


def read_back(data: bytes, bank: Bank) -> Bank:
    """The bank that reading a package gives."""
    from examgen.formats.finish import finish
    from examgen.formats.qti.reading import parse

    return finish(parse(Source(path="", data=data))[0], "", bank.language)[0]
