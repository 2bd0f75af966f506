"""Drawings in, signs out: what stands for a formula or a picture where texts are compared, made from its content."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import TypeAlias

from examgen.audit.pdf_file import PdfFile
from examgen.model.pages import Drawing, Outline, Raster
from examgen.model.text import Formula, Image

FIRST, LAST = "\ue000", "\ue001"
"""Around a sign; private characters that no text prints."""

SIGN_BYTES = 12
KEPT_DRAWINGS = 4096
MASK = re.compile(rb"/SMask (\d+) 0 R")
TEXT = re.compile(rb"\bBT\b")

Drawn: TypeAlias = Formula | Image
Signs: TypeAlias = Mapping[Drawn, str]
"""What the page shows for each formula and picture of the bank."""

UNSEEN: Signs = MappingProxyType({})
"""For a reader that sees text alone."""


def signs_of(drawn: Mapping[Drawn, Iterable[Drawing]]) -> Signs:
    """The signs of what was drawn, by what it was drawn for."""
    return {span: "".join(map(_sign_of, drawings)) for span, drawings in drawn.items()}


def sign_read(file: PdfFile, number: int) -> str:
    """The sign of a drawing in a finished file; it may hold no text.

    Files share their drawings, so signs are kept by what stands in the file, which need not be inflated again.
    """
    body = file.body(number)
    mask = MASK.search(body)
    masked = int(mask[1]) if mask else None
    stored = blake2b(body + file.stored(number) + (file.stored(masked) if masked else b"")).digest()
    known = _kept.get(stored)
    if known is None:
        data = file.stream(number)
        if b"/Subtype/Form" in body and TEXT.search(data):
            raise file.broken(f"the drawing in object {number} holds text")
        if len(_kept) >= KEPT_DRAWINGS:
            _kept.clear()
        known = _kept[stored] = _sign(data, file.stream(masked) if masked else b"")
    return known


_kept: dict[bytes, str] = {}


def _sign_of(drawing: Drawing) -> str:
    match drawing:
        case Outline(ink=ink):
            return _sign(ink)
        case Raster(mask=mask):
            return _sign(_samples(drawing), _samples(mask) if mask else b"")
        case _:
            raise AssertionError("frames and rules stand for nothing in a text")


def _samples(raster: Raster) -> bytes:
    return zlib.decompress(raster.data) if raster.filter == "FlateDecode" else raster.data


def _sign(data: bytes, mask: bytes = b"") -> str:
    digest = blake2b(data, digest_size=SIGN_BYTES)
    digest.update(mask)
    return f"{FIRST}{digest.hexdigest()}{LAST}"
