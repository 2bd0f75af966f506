"""An ``<img>`` in, a picture, a formula or words out; a picture that the text itself holds is taken from it."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from hashlib import sha256
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree

from examgen.markup.attributes import NoAttribute, extent_of
from examgen.markup.context import Context, Refusal
from examgen.markup.html_styles import declarations
from examgen.model.text import Extent, Formula, Image, ImageFile, Span, Style, Words

_DATA = re.compile(r"data:(?P<type>[\w.+/-]*)(?P<more>(?:;[\w=.+-]+)*?)(?P<base>;base64)?,", re.IGNORECASE)
_MOST_BYTES = 20 * 2**20
_ENDINGS = {"image/svg+xml": "svg", "image/jpeg": "jpg", "image/jpg": "jpg"}
_AS_WORDS = ("emoji", "emoticon", "icon")
_NO_FOLDER = Refusal("a picture can stand in the questions of a bank only", "leave it out")
_NO_DESCRIPTION = "say in alt what it shows, for those who cannot see it"
_NO_DATA = "export the file anew, or put the picture beside it and name it there"


def picture(element: etree._Element, style: Style, context: Context, offset: int) -> Span | None:
    """What an image stands for; ``None`` where it has no address."""
    if (formula := _formula(element)) is not None:
        return formula
    address = (element.get("src") or "").strip()
    description = " ".join((element.get("alt") or "").split())
    if description and any(word in _AS_WORDS for word in (element.get("class") or "").split()):
        return Words(description, style)
    if not address:
        return Words(description, style) if description else None
    file = _file(address, context)
    if isinstance(file, Refusal):
        context.error("image", file.message, offset, file.hint)
        return Words(description or _shortened(address), style)
    if not description:
        message = f'the picture "{file.name}" has no description'
        context.warning("image-description", message, offset, _NO_DESCRIPTION)
    width, height = _size(element)
    return Image(file, description, width, height, context.line_at(offset))


def _formula(element: etree._Element) -> Formula | None:
    """The formula that systems draw as a picture, and whose LaTeX they keep beside it."""
    source = element.get("data-equation-content")
    words = (element.get("class") or "").split()
    if source is None and "equation_image" in words:
        source = unquote(unquote((element.get("src") or "").rpartition("/equation_images/")[2].partition("?")[0]))
        source = source or (element.get("alt") or "").removeprefix("LaTeX: ")
    elif source is None and "texrender" in words:
        source = (element.get("alt") or element.get("title") or "").strip("$")
    source = " ".join((source or "").split())
    return Formula(source) if source else None


def _file(address: str, context: Context) -> ImageFile | Refusal:
    if not address[:5].lower().startswith("data:"):
        return context.load(address) if context.load else _NO_FOLDER
    match = _DATA.match(address)
    if match is None:
        return Refusal(f'the picture "{_shortened(address)}" is not understood', _NO_DATA)
    if len(address) > _MOST_BYTES * 4 // 3:
        return Refusal(f"a picture in the text holds more than {_MOST_BYTES >> 20} MB", "save it with fewer pixels")
    try:
        written = unquote_to_bytes(address[match.end() :])
        data = b64decode(written, validate=False) if match["base"] else written
    except (Error, ValueError):
        return Refusal(f'the picture "{_shortened(address)}" is cut off', _NO_DATA)
    if not data:
        return Refusal(f'the picture "{_shortened(address)}" is empty', _NO_DATA)
    return embedded_file(data, match["type"].lower())


def embedded_file(data: bytes, media_type: str) -> ImageFile:
    """A picture that had no name, named after what it holds."""
    digest = sha256(data).hexdigest()
    ending = _ENDINGS.get(media_type) or re.sub(r"\W", "", media_type.partition("/")[2]) or "png"
    return ImageFile(digest, f"picture-{digest[:12]}.{ending}", data, is_embedded=True)


def _shortened(address: str) -> str:
    return address if len(address) <= 60 else f"{address[:57]}…"


def _size(element: etree._Element) -> tuple[Extent | None, Extent | None]:
    """Width and height; what says neither a length nor a share is left to the picture."""
    found = declarations(element)
    width, height = (_extent(found.get(side) or element.get(side) or "") for side in ("width", "height"))
    return width, None if width and width.is_share else height


def _extent(value: str) -> Extent | None:
    try:
        return extent_of(value.strip())
    except NoAttribute:
        return None
