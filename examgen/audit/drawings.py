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
PALETTE = re.compile(rb"/Indexed[^<]*<([0-9a-f]+)>")
RESOURCES = re.compile(rb"/Resources<<(.*?)(?:/XObject<<((?:/X\d+ \d+ 0 R)+)>>)?>>>>\Z", re.DOTALL)
"""What a form draws with, and the drawings inside it, in the order of their names."""

REFERENCE = re.compile(rb"(\d+) 0 R")
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
    """The sign of a drawing in a finished file, of all that it is made of; it may hold no text.

    Files share their drawings, so signs are kept by what stands in the file, which need not be inflated again.
    """
    body = file.body(number)
    means, inner = _means(body)
    inside = [sign_read(file, part) for part in inner]
    stored = blake2b(b"\0".join((file.stored(number), means, *map(str.encode, inside)))).digest()
    known = _kept.get(stored)
    if known is None:
        data = file.stream(number)
        if b"/Subtype/Form" in body and TEXT.search(data):
            raise file.broken(f"the drawing in object {number} holds text")
        if len(_kept) >= KEPT_DRAWINGS:
            _kept.clear()
        known = _kept[stored] = _sign(data, means, inside)
    return known


def _means(body: bytes) -> tuple[bytes, list[int]]:
    """The colours and gradients that a drawing is drawn with, and the objects that it is made of besides."""
    mask = MASK.search(body)
    inner = [int(mask[1])] if mask else []
    if palette := PALETTE.search(body):
        return bytes.fromhex(palette[1].decode()), inner
    if resources := RESOURCES.search(body):
        return resources[1], [int(found) for found in REFERENCE.findall(resources[2] or b"")]
    return b"", inner


_kept: dict[bytes, str] = {}


def _sign_of(drawing: Drawing) -> str:
    match drawing:
        case Outline(ink=ink, resources=resources, inner=inner):
            return _sign(ink, resources, map(_sign_of, inner))
        case Raster(palette=palette, mask=mask):
            return _sign(_samples(drawing), palette, [_sign_of(mask)] if mask else [])
        case _:
            raise AssertionError("frames and rules stand for nothing in a text")


def _samples(raster: Raster) -> bytes:
    return zlib.decompress(raster.data) if raster.filter == "FlateDecode" else raster.data


def _sign(data: bytes, means: bytes, inside: Iterable[str]) -> str:
    digest = blake2b(data, digest_size=SIGN_BYTES)
    digest.update(b"\0".join((means, *map(str.encode, inside))))
    return f"{FIRST}{digest.hexdigest()}{LAST}"
