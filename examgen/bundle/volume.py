"""Copies of pressed documents in, one PDF out; the same copies give the same bytes.

Pages are handed to pypdf as finished bytes: it numbers and places them, and clones the fonts of each kind once.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from functools import cached_property
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast
from weakref import finalize

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    create_string_object,
)

from examgen.model.pressed import PressedDocument

_BUFFER = 1 << 20


class ReadyObject(PdfObject):
    """An object whose bytes are final."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def write_to_stream(self, stream: Any, encryption_key: str | bytes | None = None) -> None:
        stream.write(self._body)


class WaitingObject(PdfObject):
    """An object whose bytes are final and wait in a file, so that the length of a bundle costs no memory."""

    def __init__(self, file: BinaryIO, body: bytes) -> None:
        self._file, self._start, self._size = file, file.tell(), len(body)
        file.write(body)

    def write_to_stream(self, stream: Any, encryption_key: str | bytes | None = None) -> None:
        self._file.seek(self._start)
        stream.write(self._file.read(self._size))


class Volume:
    """One PDF of a bundle while it is being filled; its pages wait in a file without a name in the folder."""

    def __init__(self, title: str, language: str, samples: Mapping[tuple[str, int], bytes], folder: Path) -> None:
        self._samples, self._folder = samples, folder
        self._resources: dict[tuple[str, int], IndirectObject] = {}
        self._kids = ArrayObject()
        self._labels = ArrayObject()
        self._bookmarks: list[tuple[str, IndirectObject]] = []
        self._digest = blake2b(f"{title}\0{language}".encode(), digest_size=16)
        self._writer = PdfWriter()
        self._writer.pdf_header = "%PDF-1.7"
        self._writer.add_metadata({"/Title": title, "/Producer": "examgen"})
        self._catalog = self._writer.root_object
        self._catalog.update(
            {
                NameObject("/Lang"): create_string_object(language),
                NameObject("/PageMode"): NameObject("/UseOutlines"),
                NameObject("/ViewerPreferences"): _names({"/Duplex": "/DuplexFlipLongEdge", "/PrintScaling": "/None"}),
            }
        )

    @property
    def pages(self) -> int:
        """How many pages it holds, padding included; always even."""
        return len(self._kids)

    def add(self, document: PressedDocument, bookmark: str, label_prefix: str, first: int = 1) -> None:
        """Append one copy, padded with an empty page to whole sheets."""
        self._digest.update(f"\0{bookmark}\0{label_prefix}\0{document.kind}".encode())
        label = _names({"/S": "/D"})
        label[NameObject("/P")] = create_string_object(label_prefix)
        if first > 1:
            label[NameObject("/St")] = NumberObject(first)
        self._labels.extend((NumberObject(self.pages), label))
        start = self.pages
        box = b"/MediaBox[0 0 %s %s]" % (_number(document.width), _number(document.height))
        resources = self._resources_of(document.kind, document.lot)
        for page in document.pages:
            self._digest.update(page.content)
            head = b"<</Filter/FlateDecode/Length %d>>stream\n" % len(page.content)
            content = self._put(WaitingObject(self._waiting, b"".join((head, page.content, b"\nendstream"))))
            self._add_page(box + b"/Resources %d 0 R/Contents %d 0 R" % (resources.idnum, content.idnum))
        if self.pages % 2:
            self._add_page(box + b"/Resources<<>>")
        self._bookmarks.append((bookmark, self._kids[start]))

    def write(self, path: Path) -> None:
        """Finish the volume and write it; it takes no more copies."""
        tree = cast(DictionaryObject, self._catalog["/Pages"])
        tree[NameObject("/Kids")] = self._kids
        tree[NameObject("/Count")] = NumberObject(self.pages)
        self._catalog[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): self._labels})
        self._catalog[NameObject("/Outlines")] = self._outline()
        name = ByteStringObject(self._digest.digest())
        self._writer._ID = ArrayObject((name, name))
        with path.open("wb", buffering=_BUFFER) as file:
            self._writer.write(file)
        # Objects and writer hold each other: without this the volume would stay in memory until the collector runs.
        self._writer._objects.clear()
        self._waiting.close()

    @cached_property
    def _waiting(self) -> BinaryIO:
        """Closed with the volume, also where a build ends before it is written."""
        opened = ExitStack()
        finalize(self, opened.close)
        return cast(BinaryIO, opened.enter_context(TemporaryFile(dir=self._folder)))

    def _add_page(self, entries: bytes) -> None:
        parent = self._catalog.raw_get("/Pages")
        self._kids.append(self._put(ReadyObject(b"<</Type/Page/Parent %d 0 R%s>>" % (parent.idnum, entries))))

    def _resources_of(self, kind: str, lot: int) -> IndirectObject:
        """Clone the fonts of a kind and lot into this volume when these are first met."""
        if (kind, lot) not in self._resources:
            sample = PdfReader(BytesIO(self._samples[kind, lot]))
            first = len(self._writer._objects)
            self._resources[kind, lot] = self._put(sample.pages[0]["/Resources"].clone(self._writer))
            self._writer.reset_translation(sample)  # which the writer keeps else, for what may still be cloned
            self._writer._objects[first:] = [
                None if thing is None else self._waits(thing) for thing in self._writer._objects[first:]
            ]
        return self._resources[kind, lot]

    def _waits(self, thing: PdfObject) -> WaitingObject:
        """An object that nothing alters any more; a lot may have thousands of drawings."""
        body = BytesIO()
        thing.write_to_stream(body)
        return WaitingObject(self._waiting, body.getvalue())

    def _outline(self) -> IndirectObject:
        root = DictionaryObject({NameObject("/Type"): NameObject("/Outlines")})
        parent = self._put(root)
        items = [_bookmark(title, page, parent) for title, page in self._bookmarks]
        places = [self._put(item) for item in items]
        for k in range(1, len(items)):
            items[k - 1][NameObject("/Next")] = places[k]
            items[k][NameObject("/Prev")] = places[k - 1]
        root[NameObject("/First")] = places[0]
        root[NameObject("/Last")] = places[-1]
        root[NameObject("/Count")] = NumberObject(len(items))
        return parent

    def _put(self, thing: PdfObject) -> IndirectObject:
        return self._writer._add_object(thing)


def _bookmark(title: str, page: IndirectObject, root: IndirectObject) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Title"): create_string_object(title),
            NameObject("/Parent"): root,
            NameObject("/Dest"): ArrayObject((page, NameObject("/Fit"))),
        }
    )


def _names(entries: Mapping[str, str]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in entries.items()})


def _number(length: float) -> bytes:
    return f"{length:.4f}".rstrip("0").rstrip(".").encode()
