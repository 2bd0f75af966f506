"""The first bytes of a file, or the table of contents of an archive in, which version of QTI it holds out."""

from __future__ import annotations

import re

from examgen.formats.archive import SIGN, Archive, opened
from examgen.formats.source import Source

_FIRST = 4096
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"
"""What may stand before the first sign of a document."""

_LISTED = 2**20
"""Bytes of a manifest that tell which version it lists."""

_ROOTS = (
    ("qti12", re.compile(rb"<(?:[\w.-]+:)?questestinterop[\s>/]")),
    ("qti2", re.compile(rb"<(?:[\w.-]+:)?assessment(?:Item|Test|Section|Stimulus)[\s>/]")),
    ("qti3", re.compile(rb"<(?:[\w.-]+:)?qti-assessment-(?:item|test|section|stimulus)[\s>/]")),
)
_ITEM = re.compile(rb"<(?:[\w.-]+:)?(?:item|assessmentItem|qti-assessment-item)[\s>/]")
_MANIFEST = re.compile(rb"<(?:[\w.-]+:)?manifest[\s>]")
_TYPES = (
    ("qti3", re.compile(rb"imsqti_\w+_xmlv3|QTI 3", re.IGNORECASE)),
    ("qti2", re.compile(rb"imsqti_\w+_xmlv2p", re.IGNORECASE)),
)
MANIFEST = "imsmanifest.xml"
_DOCUMENTS = (".xml", ".dat", ".qti")
_MOST_TRIED = 30


def claim(name: str, source: Source) -> float:
    """How sure the version of QTI is that a file is its own."""
    return 1.0 if version_of(source) == name else 0.0


def version_of(source: Source) -> str:
    """The version of a file; nothing if it is no QTI."""
    if not source.data.startswith(SIGN):
        head = single_bytes(source.data[: 2 * _FIRST])
        if not head.lstrip(_BEFORE).startswith(b"<"):
            return ""
        return root_version(head) or ("qti2" if _MANIFEST.search(head) and b"imscp" in head else "")
    archive = opened(source.data, source.path)
    if isinstance(archive, Archive):
        return _package_version(archive)
    return "qti12" if MANIFEST.encode() in source.data else ""  # whose reader says what is wrong with the archive


def single_bytes(head: bytes) -> bytes:
    """The bytes of what may be UTF-16 as if it were ASCII."""
    return head.replace(b"\0", b"")


def root_version(head: bytes) -> str:
    """The version of a document by its root."""
    return next((name for name, root in _ROOTS if root.search(head)), "")


def items_in(document: bytes) -> int:
    """How many questions a document holds, counted without reading it."""
    return sum(1 for _ in _ITEM.finditer(single_bytes(document)))


def manifest_of(archive: Archive) -> str | None:
    """The name of the manifest that is nearest to the top."""
    names = [name for name in archive.names if name.rpartition("/")[2].lower() == MANIFEST]
    return min(names, key=lambda name: name.count("/"), default=None)


def _package_version(archive: Archive) -> str:
    manifest = manifest_of(archive)
    if manifest is not None and (data := archive.beginning(manifest, _LISTED)):
        return next((name for name, types in _TYPES if types.search(single_bytes(data))), "qti12")
    documents = [name for name in archive.names if name.lower().endswith(_DOCUMENTS)][:_MOST_TRIED]
    heads = (single_bytes(archive.beginning(name, _FIRST)) for name in documents)
    return next((version for head in heads if (version := root_version(head))), "")
