"""XML from anyone in, its tree out; nothing outside it is loaded, and nothing in it can grow beyond bounds.

libxml2 refuses trees deeper than 256 elements, texts beyond 10 MB, and entities that multiply.
Of these bounds, that of texts is lifted for files inside an export, which may be pictures of some size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import TypeAlias

from lxml import etree

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.bounds import MOST_ELEMENTS, elements_in

Element: TypeAlias = etree._Element

_MOST_DEEP = 256
_MOST_CHARACTERS = 10_000_000
_OVERFLOW = re.compile(r"too (?:long|big)|XML_PARSE_HUGE|Resource limit")
_SPLIT = "split it into several files"
_WRITE_OUT = "write out what they stand for"

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute that says the language of an element."""


def parsed(data: bytes, path: str) -> Element | Diagnostic:
    """The root of a document, or a located error where it is damaged or beyond bounds."""
    if (count := elements_in(data)) > MOST_ELEMENTS:
        message = f"holds {count} elements, more than the {MOST_ELEMENTS} that examgen reads"
        return Diagnostic(severity=Severity.ERROR, rule="huge-file", message=message, path=path, hint=_SPLIT)
    root = _tree(data)
    if isinstance(root, Exception) and _OVERFLOW.search(str(root)):
        root = _with_large_files(data, root)
    if isinstance(root, Exception):
        return _error(path, root)
    if (declared := root.getroottree().docinfo.internalDTD) is not None and declared.entities():
        message = "declares entities of its own, which examgen does not expand"
        return _diagnostic(path, message, 1, _WRITE_OUT)
    return _with_characters(root, path)


def _tree(data: bytes, *, is_huge: bool = False) -> Element | Exception:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=is_huge)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return error


def _with_large_files(data: bytes, error: Exception) -> Element | Exception:
    """The tree where files alone are too long for libxml2, which knows no such difference; else its error."""
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        return error
    root = _tree(data, is_huge=True)
    if isinstance(root, Exception):
        return error
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        is_long = max(len(element.text or ""), len(element.tail or "")) > _MOST_CHARACTERS
        if depth > _MOST_DEEP or (is_long and local_name(element) != "file"):
            return error
    return root


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


def written_in(element: Element) -> Iterator[str]:
    """The names and texts of an element and all that stand in it, files that are part of a text aside."""
    for each in element.iter("*"):
        name = local_name(each)
        yield name
        yield "" if name == "file" else each.text or ""
        yield each.tail or ""


def line_of(element: Element) -> int:
    """Where an element begins in its file, counted from 1."""
    return int(element.sourceline or 1)


def _error(path: str, error: Exception) -> Diagnostic:
    line = getattr(error, "lineno", None)
    if _OVERFLOW.search(str(error)) and "depth" not in str(error):
        message = "holds a text or a tag of more than 10 MB, which only a file inside an export may be"
        return _diagnostic(path, message, line, "take out what is no question, or put its picture into a file")
    reason = re.sub(r", line \d+, column \d+.*", "", str(error))
    return _diagnostic(path, f"is damaged XML: {reason}", line, "export the file again, or repair this place")


def _diagnostic(path: str, message: str, line: int | None, hint: str) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, rule="bad-xml", message=message, path=path, line=line, hint=hint)
