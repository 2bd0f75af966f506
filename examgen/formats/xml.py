"""XML from anyone in, its tree out; nothing outside it is loaded, and nothing in it can grow beyond bounds.

libxml2 refuses trees deeper than 256 elements, texts beyond 10 MB, and entities that multiply.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TypeAlias

from lxml import etree

from examgen.diagnostics import Diagnostic, Severity

Element: TypeAlias = etree._Element

_WRITE_OUT = "write out what they stand for"

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute that says the language of an element."""


def parsed(data: bytes, path: str) -> Element | Diagnostic:
    """The root of a document, or a located error where it is damaged or beyond bounds."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return _error(path, error)
    if (declared := root.getroottree().docinfo.internalDTD) is not None and declared.entities():
        message = "declares entities of its own, which examgen does not expand"
        return _diagnostic(path, message, 1, _WRITE_OUT)
    return _with_characters(root, path)


def _with_characters(root: Element, path: str) -> Element | Diagnostic:
    """The tree with characters for the entities of HTML, which a DTD outside the file declares."""
    for entity in list(root.iter(etree.Entity)):
        characters = html5.get(entity.text.removeprefix("&"))
        if characters is None:
            return _diagnostic(path, f"holds an entity that is not known: {entity.text}", entity.sourceline, _WRITE_OUT)
        characters += entity.tail or ""
        before, parent = entity.getprevious(), entity.getparent()
        if before is not None:
            before.tail = (before.tail or "") + characters
        else:
            parent.text = (parent.text or "") + characters
        entity.tail = None
        parent.remove(entity)
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line_of(element: Element) -> int:
    """Where an element begins in its file, counted from 1."""
    return int(element.sourceline or 1)


def _error(path: str, error: Exception) -> Diagnostic:
    line = getattr(error, "lineno", None)
    reason = re.sub(r", line \d+, column \d+.*", "", str(error))
    return _diagnostic(path, f"is damaged XML: {reason}", line, "export the file again, or repair this place")


def _diagnostic(path: str, message: str, line: int | None, hint: str) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, rule="bad-xml", message=message, path=path, line=line, hint=hint)
