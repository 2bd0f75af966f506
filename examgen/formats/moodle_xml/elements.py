"""Text in, elements of Moodle XML out, each with the pictures that it shows inside it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote

from lxml import etree

from examgen.formats.moodle_xml.entry import PLUGIN_FILE
from examgen.formats.spoken import spoken
from examgen.formats.xml import Element
from examgen.markup import html_dump
from examgen.markup.html_dump import WriteReference
from examgen.model.text import ImageFile, Text


def child(parent: Element, name: str, **attributes: str) -> Element:
    """A new element at the end of another."""
    return etree.SubElement(parent, name, attributes)


def add_plain(parent: Element, name: str, words: str, **attributes: str) -> Element:
    """A new element with plain words, without what XML cannot hold."""
    element = child(parent, name, **attributes)
    element.text = html_dump.without_controls(words)
    return element


@dataclass(frozen=True, slots=True)
class Files:
    """The pictures of one text, by the names that they get."""

    found: dict[str, ImageFile] = field(default_factory=dict)

    def address(self, file: ImageFile) -> str:
        name = PurePosixPath(file.name).name or file.digest
        if self.found.get(name, file) != file:
            name = f"{file.digest[:8]}-{name}"
        self.found[name] = file
        return f"{PLUGIN_FILE}/{quote(name)}"

    def add_to(self, parent: Element) -> None:
        for name, file in self.found.items():
            element = add_plain(parent, "file", b64encode(file.data).decode(), path="/", encoding="base64")
            element.set("name", html_dump.without_controls(name))


def add_text(
    parent: Element,
    name: str,
    text: Text,
    labels: Sequence[str] = (),
    gap: WriteReference | None = None,
    **attributes: str,
) -> Element:
    """A new element with a text as HTML; references are written as the labels of their options."""
    element = child(parent, name, format="html", **attributes)
    fill(element, text, labels, gap)
    return element


def fill(element: Element, text: Text, labels: Sequence[str], gap: WriteReference | None = None) -> None:
    """Put a text as HTML, and its pictures, into an element."""
    files = Files()
    source = html_dump.dump(text, files.address, gap) if gap else html_dump.dump(spoken(text, labels), files.address)
    inner = child(element, "text")
    inner.text = etree.CDATA(html_dump.without_controls(source)) if source else None
    files.add_to(element)
