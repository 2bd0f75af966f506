"""How a learning system addresses a picture in, the names that its file may have out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from examgen.markup.context import LoadImage, Refusal
from examgen.model.text import ImageFile

_BASE = re.compile(
    r"^(?:\$|%24)(?:IMS[-_]CC[-_]FILE[-_]?BASE|1EdTech[\w-]*FILEBASE)(?:\$|%24)/?(?:\.\./)*", re.IGNORECASE
)
"""What stands for the folder of a cartridge's own files."""

_BASES = ("", "web_resources/")
_QUERY = re.compile(r"\?.*$")


def candidates(address: str, folder: str = "") -> Iterator[str]:
    """The names, relative to the top, that an address in a file of a folder may mean; the likeliest first."""
    if _BASE.match(address):
        plain = unquote(_QUERY.sub("", _BASE.sub("", address)))
        yield from (base + plain for base in _BASES)
        return
    for name in dict.fromkeys((address, unquote(_QUERY.sub("", address)))):
        yield normpath(join(folder, name)) if folder else name
        if folder:
            yield name


def beside(load: LoadImage | None) -> LoadImage | None:
    """Load pictures that lie beside a file, however they are addressed."""
    if load is None:
        return None
    return lambda address: _first(address, load)


def _first(address: str, load: LoadImage) -> ImageFile | Refusal:
    found = [load(name) for name in candidates(address)]
    return next((each for each in found if isinstance(each, ImageFile)), found[0])


def folder_of(member: str) -> str:
    """The folder of a file in a package."""
    return dirname(member)
