"""A document of QTI 2 or 3 in, the same tree with the plain names of QTI 2 out, whatever its version and prefixes."""

from __future__ import annotations

import re
from base64 import b64encode

from lxml import etree

from examgen.formats.qti.file import File
from examgen.formats.xml import LANGUAGE, Element, local_name
from examgen.markup.context import Refusal

_PREFIX = "qti-"
_JOINT = re.compile(r"-([a-z])")
_HTML_ATTRIBUTES = ("data-", "aria-", "xml:")
_PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp")


def plain_names(root: Element, file: File) -> None:
    """Rename elements and attributes in place; drawings stay what they are, as pictures."""
    for element in list(root.iter("{*}svg")):
        _as_picture(element)
    for element in root.iter("{*}*"):
        name = local_name(element)
        is_new = name.startswith(_PREFIX)
        element.tag = _camel(name.removeprefix(_PREFIX)) if is_new else name
        if is_new:
            _rename_attributes(element)
    for element in list(root.iter("object", "picture")):
        _picture_of(element, file)


def _camel(name: str) -> str:
    return _JOINT.sub(lambda match: match[1].upper(), name)


def _rename_attributes(element: Element) -> None:
    for name, value in list(element.attrib.items()):
        if "-" in name and not name.startswith(_HTML_ATTRIBUTES) and not name.startswith("{"):
            del element.attrib[name]
            element.set(_camel(name), value)


def _as_picture(element: Element) -> None:
    """Turn a drawing that stands in the text into a picture that holds it."""
    title = next((child for child in element if local_name(child) in ("title", "desc")), None)
    image = etree.Element("img")
    image.set("src", "data:image/svg+xml;base64," + b64encode(etree.tostring(element, with_tail=False)).decode())
    image.set("alt", element.get("aria-label") or (title.text if title is not None else "") or "")
    _replace(element, image)


def _picture_of(element: Element, file: File) -> None:
    """Turn an object that shows a picture into that picture; what stands inside it describes it, or stands for it."""
    address = element.get("data") or ""
    kind = (element.get("type") or "").lower()
    if not (kind.startswith("image/") or (not kind and address.lower().endswith(_PICTURE_ENDINGS))):
        return
    if len(element) and file.load is not None and isinstance(file.load(address), Refusal):
        file.lose("a picture that is missing, and for which other words stand,", element, f'it is "{address}"')
        element.tag = "div"
        return
    image = etree.Element("img")
    image.set("src", address)
    image.set("alt", " ".join("".join(element.itertext()).split()))
    for side in ("width", "height"):
        if value := element.get(side):
            image.set(side, value)
    if element.getparent() is not None:
        _replace(element, image)


def _replace(old: Element, new: Element) -> None:
    new.tail = old.tail
    new.sourceline = old.sourceline
    parent = old.getparent()
    if parent is not None:
        parent.replace(old, new)


def language_of(root: Element) -> str | None:
    """The language of a document's texts, where it states one."""
    return root.get(LANGUAGE) or None
