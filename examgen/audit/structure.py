"""A finished file in, the roles of its marked content out, through the parent tree (ISO 32000-1, 14.7.4.4)."""

from __future__ import annotations

import re
from functools import cache

from examgen.audit.pdf_file import REFERENCE, PdfFile

LEAF = re.compile(rb"\b(\d+)\s*\[([^\]]*)\]")
ELEMENT = re.compile(rb"(\d+) 0 obj\n<</S/(\w+(?:/A<</O/Table/Scope/\w+)?)")


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
        return [_named(role) for role in self._file.openings(map(int, elements), ELEMENT)]


@cache
def _named(role: bytes) -> str:
    name, _, scope = role.decode().partition("/A<</O/Table/Scope/")
    return f"{name}:{scope}" if scope else name
