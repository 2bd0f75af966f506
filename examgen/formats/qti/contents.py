"""The manifest of a package in, its title and the kinds of its files out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from urllib.parse import unquote

from examgen.diagnostics import Diagnostic
from examgen.formats.archive import Archive
from examgen.formats.decode import MOST_BYTES
from examgen.formats.qti.addresses import folder_of
from examgen.formats.xml import Element, local_name, parsed

_KINDS = (
    ("imsdt", "a discussion"),
    ("imswl", "a link to the web"),
    ("basiclti", "a link to a tool"),
    ("associatedcontent", "a setting or page of a course"),
    ("learning-application", "a setting or page of a course"),
    ("webcontent", "a page or file of a course that no question shows"),
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a manifest says."""

    title: str = ""
    files: tuple[str, ...] = ()
    """In the manifest's order, by their names in the archive."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    """What each is, for messages."""


def contents_of(archive: Archive, manifest: str | None) -> Contents:
    """Read the manifest; one that is missing or damaged says nothing, and the documents speak for themselves."""
    is_fit = manifest is not None and archive.members[manifest].file_size <= MOST_BYTES
    data = archive.read(manifest) if manifest and is_fit else None
    root = parsed(data.lstrip(), manifest or "") if data else None
    if root is None or isinstance(root, Diagnostic):
        return Contents()
    folder = folder_of(manifest or "")
    files: list[str] = []
    kinds: dict[str, str] = {}
    for resource in root.iter("{*}resource"):
        kind = next((said for sign, said in _KINDS if sign in (resource.get("type") or "").lower()), "")
        for name in _names(resource, folder):
            files.append(name)
            if kind:
                kinds.setdefault(name, kind)
    return Contents(_title(root), tuple(dict.fromkeys(files)), kinds)


def _names(resource: Element, folder: str) -> Iterator[str]:
    elements = (resource, *resource.iter("{*}file"))
    for element in elements:
        written = (value for name, value in element.attrib.items() if name.rpartition("}")[2] in ("href", "file"))
        for href in written:
            yield normpath(join(folder, unquote(href)))


def _title(root: Element) -> str:
    """The title in the manifest's own metadata, not in that of a file."""
    metadata = next((child for child in root if local_name(child) == "metadata"), None)
    titles = metadata.iter("{*}title") if metadata is not None else ()
    return next((" ".join("".join(title.itertext()).split()) for title in titles), "")
