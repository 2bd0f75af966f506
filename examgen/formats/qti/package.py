"""A package of QTI or a Common Cartridge in, the questions of all its documents out, in the order of its tests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.archive import Archive, opened
from examgen.formats.bounds import admit
from examgen.formats.decode import MOST_BYTES
from examgen.formats.draft import Draft, path_within
from examgen.formats.format import Parsed
from examgen.formats.images import embedded_images
from examgen.formats.losses import Losses
from examgen.formats.qti.addresses import candidates, folder_of
from examgen.formats.qti.contents import Contents, contents_of
from examgen.formats.qti.file import File
from examgen.formats.qti.gathered import SECOND, Gathered
from examgen.formats.qti.recognition import items_in, manifest_of, root_version, single_bytes
from examgen.formats.source import Source
from examgen.formats.xml import Element, parsed
from examgen.markup.context import LoadImage, Refusal
from examgen.model.text import ImageFile

_FIRST = 8192
_SETTINGS = "assessment_meta.xml"
_MOST_PICTURE = 20 * 2**20
_TECHNICAL = re.compile(
    r"(?:^|/)(?:imsmanifest\.xml|assessment_meta\.xml|\.bb-package-\w+|[^/]+\.(?:xsd|dtd|css))$|^(?:__MACOSX|META-INF)/",
    re.IGNORECASE,
)
_XID = re.compile(r"xid-(\d+_\d+)")


@dataclass(slots=True)
class Package:
    """An archive while its documents are read."""

    source: Source
    archive: Archive
    losses: Losses = field(default_factory=Losses)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    numbered: dict[str, str] = field(default_factory=dict)
    """Files whose names hold a number, by this."""

    used: set[str] = field(default_factory=set)
    """Names of the files that were read."""

    def file(self, member: str, images: LoadImage) -> File:
        """One document of it."""
        path = path_within(self.source.path, member)
        load = _loader(images, folder_of(member))
        return File(path, load, member, losses=self.losses, diagnostics=self.diagnostics)

    def picture(self, name: str) -> bytes | None:
        """The bytes of a picture; a file that is too large is none."""
        found = name if name in self.archive.members else self._by_xid(name)
        if found is None or self.archive.members[found].file_size > _MOST_PICTURE:
            return None
        self.used.add(found)
        return self.archive.read(found)

    def _by_xid(self, name: str) -> str | None:
        """The file that one system addresses by its number alone."""
        if not self.numbered:
            numbers = ((_XID.search(each), each) for each in self.archive.names)
            self.numbered.update({found[1]: each for found, each in numbers if found} or {"": ""})
        wanted = _XID.search(name)
        return self.numbered.get(wanted[1]) if wanted else None

    def documents(self, members: Iterable[str]) -> list[str]:
        """Those that are documents of QTI, by how they begin."""
        found = [member for member in members if root_version(single_bytes(self.archive.beginning(member, _FIRST)))]
        counts = Counter[str]()
        for member in found:
            if self.archive.members[member].file_size > MOST_BYTES:
                continue  # `document` refuses it
            items = items_in(self.archive.read(member) or b"")
            counts["second" if member.startswith(SECOND) else "first"] += items
            counts["tests alone"] += not items
            admit(max(counts.values()))
        return found

    def document(self, member: str) -> Element | None:
        """The root of a document; damage is reported."""
        self.used.add(member)
        path = path_within(self.source.path, member)
        if self.archive.members[member].file_size > MOST_BYTES:
            self.diagnostics.append(_error(path, "huge-file", "is larger than examgen reads", "split it"))
            return None
        data = self.archive.read(member)
        if data is None:
            self.diagnostics.append(_error(path, "bad-archive", "is damaged inside its archive", "export it again"))
            return None
        root = parsed(data.lstrip(b"\xef\xbb\xbf \t\r\n"), path)
        if isinstance(root, Diagnostic):
            self.diagnostics.append(root)
            return None
        return root


def _error(path: str, rule: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, rule=rule, message=message, path=path, hint=hint)


def _loader(images: LoadImage, folder: str) -> LoadImage:
    def load(address: str) -> ImageFile | Refusal:
        found: list[Refusal] = []
        for name in candidates(address, folder):
            image = images(name)
            if isinstance(image, ImageFile):
                return image
            found.append(image)
        return found[0]

    return load


def read_package(source: Source) -> Parsed:
    """Read all documents of an archive."""
    archive = opened(source.data, source.path)
    if not isinstance(archive, Archive):
        return Draft(questions=()), (archive,)
    package = Package(source, archive)
    manifest = manifest_of(archive)
    contents = contents_of(archive, manifest, source.path)
    if contents.fault:
        package.diagnostics.append(contents.fault)
    images = embedded_images(package.picture)
    gathered = Gathered()
    for member in package.documents(_in_order(archive, contents)):
        root = package.document(member)
        if root is not None:
            gathered.add(member, root, package.file(member, images))
    draft = gathered.draft(contents.title)
    _name_introductions(package)
    _name_the_rest(package, contents, manifest)
    return draft, (*package.diagnostics, *package.losses.diagnostics)


def _in_order(archive: Archive, contents: Contents) -> Iterator[str]:
    """All files: those that the list of contents names first, in its order."""
    listed = [name for name in contents.files if name in archive.members]
    yield from dict.fromkeys((*listed, *archive.names))


def _name_introductions(package: Package) -> None:
    """Name what Canvas says before a quiz, which stands in a file of its own."""
    for name in package.archive.names:
        if name.endswith(_SETTINGS) and package.archive.members[name].file_size <= MOST_BYTES:
            path = path_within(package.source.path, name)
            root = parsed(package.archive.read(name) or b"", path)
            said = () if isinstance(root, Diagnostic) else root.iter("{*}description")
            if any((each.text or "").strip() for each in said):
                package.losses.note("what is said before a test", path, 1, "write it in exam.yaml")


def _name_the_rest(package: Package, contents: Contents, manifest: str | None) -> None:
    """Name what a package holds beside questions, each kind once."""
    for name in package.archive.names:
        if name not in package.used and name != manifest and not _TECHNICAL.search(name):
            kind = contents.kinds.get(name, "a file that no question shows")
            package.losses.note(kind, path_within(package.source.path, name), 1)
