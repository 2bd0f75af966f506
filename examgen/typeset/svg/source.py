"""The bytes of an SVG file in, its elements out; nothing outside the file is asked for, and what unfolds is refused."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from examgen.typeset.picture import PictureError

SVG = "http://www.w3.org/2000/svg"
DEEPEST = 100
MOST_ELEMENTS = 100_000
MOST_WRITTEN = 5_000_000
"""Characters in all attributes, pictures inside apart: what they draw is set in two seconds."""

LONGEST_ENTITY = 200
"""Characters; programs use entities for the names of namespaces only."""


def read_elements(data: bytes) -> Element:
    """The root element; names are as in ElementTree, ``{namespace}name``."""
    reader = _Reader()
    try:
        return reader.read(data)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PictureError(f"it is no sound SVG: {error}") from error


class _Reader:
    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._depth = self._count = self._written = 0
        self._parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped

    def read(self, data: bytes) -> Element:
        self._parser.Parse(data, True)
        return self._builder.close()

    def _start(self, name: str, attributes: Sequence[str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise PictureError(
                f"it has more than {MOST_ELEMENTS} elements, or more than {DEEPEST} inside one another; simplify it"
            )
        self._written += sum([len(value) for value in attributes[1::2] if not value.startswith("data:")])
        if self._written > MOST_WRITTEN:
            raise PictureError(f"its paths and attributes hold more than {MOST_WRITTEN} characters; save it as PNG")
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        self._builder.start(_braced(name), {_braced(key): value for key, value in pairs})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(_braced(name))

    def _entity(self, name: str, is_parameter: bool, value: str | None, *_: str | None) -> None:
        if is_parameter or value is None or len(value) > LONGEST_ENTITY or "&" in value:
            raise PictureError(f"it defines the entity “{name}”, which examgen does not unfold; save it as plain SVG")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        raise PictureError(f"it uses the entity “{name}” without defining it; save it as plain SVG")


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name
