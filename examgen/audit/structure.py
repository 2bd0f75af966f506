"""A finished file in, the roles of its marked content out, through the parent tree (ISO 32000-1, 14.7.4.4)."""

from __future__ import annotations

import re

from examgen.audit.pdf_file import REFERENCE, PdfFile

LEAF = re.compile(rb"\b(\d+)\s*\[([^\]]*)\]")
ROLE = re.compile(rb"<<.*?/S\s*/(\w+)(?:/A<</O/Table/Scope/(\w+)>>)?", re.DOTALL)


class Structure:
    """The structure tree of a file, asked from the page's side."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        root = file.body(file.referred(file.catalogue, b"StructTreeRoot"))
        tree = file.body(file.referred(root, b"ParentTree"))
        self._leaves = {int(key): REFERENCE.findall(elements) for key, elements in LEAF.findall(tree)}

    def roles(self, page: bytes) -> list[str]:
        """The role of each piece of marked content of a page, by its MCID; of table headers with their scope."""
        key = re.search(rb"/StructParents (\d+)", page)
        elements = self._leaves.get(int(key[1])) if key else None
        if elements is None:
            raise self._file.broken("a page is not in its parent tree")
        return [self._role(int(element)) for element in elements]

    def _role(self, element: int) -> str:
        found = self._file.match(element, ROLE)
        if found is None:
            raise self._file.broken(f"structure element {element} has no role")
        role, scope = found.groups()
        return f"{role.decode()}:{scope.decode()}" if scope else str(role.decode())
