"""One document's pages in, its PDF file and its deflated page contents out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from xml.sax.saxutils import escape

from examgen.model.pages import Drawing, Pages, Subset
from examgen.model.pressed import PressedDocument, PressedPage
from examgen.model.text import printed
from examgen.press.deflate import Deflater
from examgen.press.document import ReadyDocument, numbered, ready_objects, text_string
from examgen.press.fonts import font_objects
from examgen.press.graphics import graphic_objects
from examgen.press.structure import Numbers, Tagger

PRODUCER = "examgen"
KEPT_CATALOGS = 8
"""Documents of one kind are in one language, as a rule."""

CHECKSUM = 4
"""A deflated page ends with the checksum of its ink (RFC 1950): all of them name a document."""

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>
</rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


SHOWN = re.compile(rb"/(G\d+) Do\b")
"""Where a drawing is placed, by its name."""


@dataclass(frozen=True, slots=True)
class PressedFile:
    """A finished file, and the same pages for the bundle."""

    file: bytes
    document: PressedDocument


class Press:
    """Presses all documents of one kind; their fonts are formatted once.

    Documents that print different texts hold only the drawings that they show; all others hold those of their kind.
    """

    def __init__(
        self, kind: str, fonts: Mapping[str, Subset], graphics: Mapping[str, Drawing], *, are_alike: bool = True
    ) -> None:
        self._kind = kind
        self._graphics, self._are_alike = graphics, are_alike
        self._person = kind.encode()[:16]
        self._deflater = Deflater()
        self._tagger = Tagger()
        self._fonts = font_objects(fonts)
        self._document = self._ready(graphics)
        self._catalog = lru_cache(maxsize=KEPT_CATALOGS)(self._catalog_form)

    def _ready(self, graphics: Mapping[str, Drawing]) -> ReadyDocument:
        """A document with the kind's fonts and these drawings."""
        bodies, names = self._fonts
        graphic_bodies, graphic_names = graphic_objects(graphics, len(bodies) + 1)
        resources = b"<</Font%b/XObject%b>>" % (names, graphic_names)
        return ReadyDocument(ready_objects((*bodies, *graphic_bodies, resources)))

    def _shown(self, pages: Pages) -> dict[str, Drawing]:
        """The drawings that a document shows, in the order of their kind."""
        marks = (mark for page in pages.pages for mark in page.marks)
        shown = {name for mark in marks for ink in (*mark.frames, *mark.texts) for name in SHOWN.findall(ink)}
        return {name: drawing for name, drawing in self._graphics.items() if name.encode() in shown}

    def press(self, pages: Pages, *, lends: bool = False) -> PressedFile:
        """Ink, deflate, tag and join one document; one that lends its resources to a bundle holds all drawings."""
        document = self._document if self._are_alike or lends else self._ready(self._shown(pages))
        return self._pressed(pages, document)

    def _pressed(self, pages: Pages, ready: ReadyDocument) -> PressedFile:
        contents = [self._deflater.page(page) for page in pages.pages]
        document = PressedDocument(
            self._kind, pages.width, pages.height, tuple(PressedPage(content) for content in contents)
        )
        return PressedFile(self._file(pages, contents, ready), document)

    def _file(self, pages: Pages, contents: list[bytes], ready: ReadyDocument) -> bytes:
        count = len(contents)
        resources = ready.ready.count
        tree = resources + 1
        first_page = tree + 1
        root = first_page + 2 * count
        numbers = Numbers(root, root + 2, root + 4, range(first_page, root, 2))
        bodies = [_page_tree(numbers.pages)]
        box = b"%g %g" % (pages.width, pages.height)
        for index, content in enumerate(contents):
            number = first_page + 2 * index
            bodies.append(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b]/Resources %d 0 R/Contents %d 0 R"
                b"/StructParents %d/Tabs/S>>" % (tree, box, resources, number + 1, index)
            )
            bodies.append(b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(content), content))
        top, parents, document, elements = self._tagger.objects(pages.branches, pages.pages, numbers)
        objects = [*numbered([*bodies, top, parents, document, _metadata(pages)], tree), *elements]
        name = blake2b(b"".join([content[-CHECKSUM:] for content in contents]), digest_size=16, person=self._person)
        catalog = self._catalog(pages.language) % {b"tree": tree, b"root": root, b"metadata": root + 3}
        title = {"Title": text_string(printed(pages.title)), "Producer": text_string(PRODUCER)}
        return ready.file(objects, catalog, ready.formatted(title), name.digest())

    def _catalog_form(self, language: str) -> bytes:
        """The catalogue of documents in a language, with slots for what it refers to."""
        entries = {
            "Type": "/Catalog",
            "Pages": "%(tree)d 0 R",
            "StructTreeRoot": "%(root)d 0 R",
            "Metadata": "%(metadata)d 0 R",
            "MarkInfo": "<</Marked true>>",
            "Lang": text_string(language),
            "ViewerPreferences": "<</DisplayDocTitle true/Duplex/DuplexFlipLongEdge/PrintScaling/None>>",
        }
        return self._document.formatted(entries)


def _page_tree(pages: Sequence[int]) -> bytes:
    return b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), b" ".join([b"%d 0 R" % number for number in pages]))


def _metadata(pages: Pages) -> bytes:
    packet = XMP.format(title=escape(printed(pages.title)), language=escape(pages.language), producer=PRODUCER).encode()
    return b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%b\nendstream" % (len(packet), packet)
