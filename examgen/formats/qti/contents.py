"""The manifest of a package in, its title and the kinds of its files out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from urllib.parse import unquote

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.archive import Archive
from examgen.formats.bounds import elements_in
from examgen.formats.decode import MOST_BYTES
from examgen.formats.draft import path_within
from examgen.formats.qti.addresses import folder_of
from examgen.formats.xml import Element, local_name, parsed

_MOST_ELEMENTS = 500_000
"""Of a manifest: a package of all files that an archive may hold has no more."""

_SPLIT = "split the package into several"

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

    fault: Diagnostic | None = None
    """Why it says nothing."""


def contents_of(archive: Archive, manifest: str | None, path: str) -> Contents:
    """Read the manifest; where it is missing or damaged, the documents speak for themselves."""
    if manifest is None:
        return Contents()
    root = _root(archive, manifest, path_within(path, manifest))
    if isinstance(root, Diagnostic):
        return Contents(fault=root)
    folder = folder_of(manifest)
    files: list[str] = []
    kinds: dict[str, str] = {}
    for resource in root.iter("{*}resource"):
        kind = next((said for sign, said in _KINDS if sign in (resource.get("type") or "").lower()), "")
        for name in _names(resource, folder):
            files.append(name)
            if kind:
                kinds.setdefault(name, kind)
    return Contents(_title(root), tuple(dict.fromkeys(files)), kinds)


def _root(archive: Archive, manifest: str, path: str) -> Element | Diagnostic:
    """The manifest's tree; an error where it is too large, a warning where it is damaged."""
    size = archive.members[manifest].file_size
    data = archive.read(manifest) if size <= MOST_BYTES else b""
    if data is not None and (size > MOST_BYTES or elements_in(data) > _MOST_ELEMENTS):
        message = f"the package's manifest holds more than {MOST_BYTES >> 20} MB or {_MOST_ELEMENTS} elements"
        return Diagnostic(severity=Severity.ERROR, rule="huge-file", message=message, path=path, hint=_SPLIT)
    root = parsed(data.lstrip(), path) if data else None
    if root is not None and not isinstance(root, Diagnostic):
        return root
    why = root.message if root else "cannot be read"
    message = f"the package's manifest {why}: its questions come in the order of the archive, without a title"
    line = root.line if root else None
    hint = "export the package again, or look at the order of the questions"
    return Diagnostic(severity=Severity.WARNING, rule="bad-xml", message=message, path=path, line=line, hint=hint)


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
