"""The styles of a document in; the list, the heading and the looks that a paragraph or a run owes to its style out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from examgen.formats.docx.numbering import W, whole_number
from examgen.formats.xml import Element

_DEEPER = re.compile(r"List (?:Number|Bullet) (?P<level>[2-9])")
"""Word's own styles for lists in lists."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Each style by its id."""

    known: dict[str, Any]

    def list_place(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and depth that a paragraph states, or its style."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        depth = _value(found, "ilvl") if found is not None else ""
        list_id = _value(found, "numId") if found is not None else ""
        ancestry = self._of(paragraph.find(f"{W}pPr/{W}pStyle"))
        deeper = _DEEPER.fullmatch(ancestry[0].name or "") if ancestry else None
        if deeper and not depth:
            depth = str(int(deeper["level"]) - 1)
        for style in ancestry:
            stated = style.element.find(f"{W}pPr/{W}numPr") if not list_id else None
            if stated is not None:
                list_id, depth = _value(stated, "numId"), depth or _value(stated, "ilvl")
        if not list_id or list_id == "0":
            return None
        return list_id, whole_number(depth, 0)

    def heading(self, paragraph: Element) -> int | None:
        """The level of a heading, 0 for the title."""
        for style in self._of(paragraph.find(f"{W}pPr/{W}pStyle")):
            name = (style.name or "").lower()
            if name == "title":
                return 0
            if name.startswith("heading") and name[-1:].isdecimal():
                return int(name[-1])
        return None

    def of_paragraph(self, paragraph: Element) -> list[Element]:
        """What its style says of its words, and what it says of itself."""
        own = paragraph.find(f"{W}pPr")
        return [*self._said(paragraph.find(f"{W}pPr/{W}pStyle")), *([own] if own is not None else [])]

    def of_run(self, properties: Element | None) -> list[Element]:
        """What the style says that a run names."""
        return self._said(properties.find(f"{W}rStyle")) if properties is not None else []

    def _said(self, named: Element | None) -> list[Element]:
        found = (style.element.find(f"{W}rPr") for style in self._of(named))
        return [each for each in found if each is not None]

    def _of(self, named: Element | None) -> list[Any]:
        """The style of a name, and those that it is based on, which in a damaged document may be itself."""
        style = self.known.get(named.get(f"{W}val", "")) if named is not None else None
        found: list[Any] = []
        while style is not None and len(found) < len(self.known):
            found.append(style)
            style = style.base_style
        return found


def _value(parent: Element, name: str) -> str:
    found = parent.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))
