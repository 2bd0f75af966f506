"""Words in, glyph ink out: HarfBuzz shapes, and each pair of glyph and text gets a two-byte code of its own.

Because a code stands for a glyph *and* the characters it shows, a ligature or a line-end hyphen extracts as it should
without further markup (ISO 32000-1, 9.10.3).
Codes are given in order of first use; a closed set refuses new ones.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

import uharfbuzz as hb

from examgen.errors import TypesetError
from examgen.model.pages import Subset
from examgen.seeds import digest
from examgen.typeset.fonts import Face, chain, face_for

SOFT_HYPHEN = "\u00ad"
EXTRA_GLYPH = "\u200b"
"""Text of the second and later glyphs that show one character together."""

ESCAPES = {ord("\\"): b"\\\\", ord("("): b"\\(", ord(")"): b"\\)", 13: b"\\r"}
FEATURES = {"mono": {"liga": False, "calt": False, "kern": False}}
"""Code must not show ligatures that its author did not type."""


UNEMBEDDED_TABLES = (b"GSUB", b"GPOS", b"GDEF", b"MATH", b"name", b"post", b"kern", b"DSIG", b"FFTM")
"""Tables that serve shaping or menus only; a PDF reader draws without them."""


class Look(NamedTuple):
    """A cut of a family."""

    family: str
    bold: bool = False
    italic: bool = False


class Run(NamedTuple):
    """Glyphs of one font at one rise; ``inner`` is what stands between the brackets of a TJ array's strings."""

    font: bytes
    rise: float
    """1/1000 em above the baseline."""

    inner: bytes


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word, ready to be inked at any size; lengths are 1/1000 em."""

    runs: tuple[Run, ...]
    width: float
    stops: tuple[float, ...]
    """Advance before each character, and after the last."""


@dataclass(slots=True)
class _Codes:
    """The codes of one face within a font set."""

    resource: bytes
    numbers: dict[tuple[int, str], int]
    widths: list[float]

    def inner(self, number: int) -> bytes:
        return b"".join(ESCAPES.get(byte, bytes((byte,))) for byte in number.to_bytes(2, "big"))


class FontSet:
    """The fonts of one document kind, growing until they are closed."""

    def __init__(self) -> None:
        self._codes: dict[Face, _Codes] = {}
        self._words: dict[tuple[str, Look], Shaped] = {}
        self._closed: dict[str, Subset] | None = None

    def word(self, text: str, look: Look) -> Shaped:
        """Shape a word (or any text without line ends); each wording is shaped once."""
        shaped = self._words.get((text, look))
        if shaped is None:
            shaped = self._words[text, look] = self._shape(text, look)
        return shaped

    def soft_hyphen(self, look: Look) -> Shaped:
        """A hyphen that extracts as U+00AD."""
        return self.word(SOFT_HYPHEN, look)

    def close(self) -> dict[str, Subset]:
        """Subset the fonts to what was shaped; afterwards only known glyphs can be set."""
        if self._closed is None:
            self._closed = {codes.resource.decode(): _subset(face, codes) for face, codes in self._codes.items()}
        return self._closed

    def _shape(self, text: str, look: Look) -> Shaped:
        runs: list[Run] = []
        stops = [0.0]
        for face, part in _by_face(text, look):
            glyphs = _glyphs(face, part, look)
            runs += self._runs(face, glyphs)
            for glyph in glyphs:
                share = glyph.advance / max(1, len(glyph.text))
                if glyph.text == EXTRA_GLYPH:
                    stops[-1] += glyph.advance
                else:
                    stops += [stops[-1] + share * (n + 1) for n in range(len(glyph.text))]
        return Shaped(tuple(runs), stops[-1], tuple(stops))

    def _runs(self, face: Face, glyphs: list[_Glyph]) -> list[Run]:
        codes = self._codes_of(face)
        runs: list[Run] = []
        inner, rise = b"", glyphs[0].rise if glyphs else 0.0
        for glyph in glyphs:
            if glyph.rise != rise:
                runs.append(Run(codes.resource, rise, inner))
                inner, rise = b"", glyph.rise
            number = self._number(codes, face, glyph)
            after = round(codes.widths[number] - glyph.advance + glyph.shift)
            inner += (b")%d(" % -round(glyph.shift) if round(glyph.shift) else b"") + codes.inner(number)
            inner += b")%d(" % after if after else b""
        return [*runs, Run(codes.resource, rise, inner)] if inner else runs

    def _codes_of(self, face: Face) -> _Codes:
        if face not in self._codes:
            self._codes[face] = _Codes(b"F%d" % (len(self._codes) + 1), {(0, ""): 0}, [0.0])
        return self._codes[face]

    def _check_open(self, text: str) -> None:
        if self._closed is not None:
            raise TypesetError(
                f"“{text}” is printed on some variants only, but all variants share their fonts",
                remedy="let the template print the same words, numbers apart, for every variant",
            )

    def _number(self, codes: _Codes, face: Face, glyph: _Glyph) -> int:
        number = codes.numbers.get((glyph.id, glyph.text))
        if number is None:
            self._check_open(glyph.text)
            number = codes.numbers[glyph.id, glyph.text] = len(codes.widths)
            codes.widths.append(round(face.hb_font.get_glyph_h_advance(glyph.id) * face.scale, 2))
        return number


class _Glyph(NamedTuple):
    id: int
    text: str
    advance: float
    shift: float
    rise: float


def _by_face(text: str, look: Look) -> list[tuple[Face, str]]:
    """Cut the text where the font must change; a mark stays with the letter before it where that font has it."""
    parts: list[tuple[Face, str]] = []
    for character in text:
        if parts and ord(character) in parts[-1][0].coverage and not _prefers_own(character, parts[-1][0], look):
            parts[-1] = (parts[-1][0], parts[-1][1] + character)
            continue
        shown = "-" if character == SOFT_HYPHEN else character
        face = face_for(shown, *look)
        if face is None:
            raise TypesetError(
                f"no font has “{character}” (U+{ord(character):04X}), which the template or its wordings hold "
                f"in “{text[:40]}”",
                remedy="write it in other characters",
            )
        parts.append((face, character))
    return parts


def _prefers_own(character: str, current: Face, look: Look) -> bool:
    """A letter returns to the family asked for as soon as that has it; a mark stays with its letter."""
    first = chain(*look)[0]
    stays = character.isspace() or unicodedata.combining(character)
    return current is not first and ord(character) in first.coverage and not stays


def _glyphs(face: Face, text: str, look: Look) -> list[_Glyph]:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_codepoints([ord("-" if character == SOFT_HYPHEN else character) for character in text])
    buffer.guess_segment_properties()
    hb.shape(face.hb_font, buffer, FEATURES.get(look.family, {}))
    infos, scale = buffer.glyph_infos, face.scale
    glyphs: list[_Glyph] = []
    for index, (info, position) in enumerate(zip(infos, buffer.glyph_positions, strict=True)):
        later = index > 0 and infos[index - 1].cluster == info.cluster
        glyphs.append(
            _Glyph(
                info.codepoint,
                EXTRA_GLYPH if later else _cluster_text(text, infos, index),
                position.x_advance * scale,
                position.x_offset * scale,
                position.y_offset * scale,
            )
        )
    return glyphs


def _cluster_text(text: str, infos: list[hb.GlyphInfo], index: int) -> str:
    """The characters that a cluster's first glyph stands for."""
    start = infos[index].cluster
    end = next((info.cluster for info in infos[index + 1 :] if info.cluster > start), len(text))
    return text[start:end]


def _subset(face: Face, codes: _Codes) -> Subset:
    request = hb.SubsetInput()
    request.glyph_set.update({glyph for glyph, _ in codes.numbers})
    request.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    request.drop_table_tag_set.update({int.from_bytes(tag, "big") for tag in UNEMBEDDED_TABLES})
    plan = hb.SubsetPlan(face.hb_face, request)
    places = plan.old_to_new_glyph_mapping
    program = plan.execute().blob.data
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest(face.name, program.hex())[:6])
    extents = face.hb_font.get_font_extents("ltr")
    box = _bounds(face, [glyph for glyph, _ in codes.numbers])
    return Subset(
        name=f"{tag}+{face.name}",
        program=program,
        glyphs=tuple(places[glyph] for glyph, _ in codes.numbers),
        widths=tuple(codes.widths),
        texts=tuple(text for _, text in codes.numbers),
        ascent=round(extents.ascender * face.scale, 2),
        descent=round(extents.descender * face.scale, 2),
        cap_height=face.metric(hb.OTMetricsTag.CAP_HEIGHT),
        bbox=box,
        italic_angle=-10.0 if face.is_italic else 0.0,
        is_bold=face.is_bold,
        is_fixed=face.is_fixed,
        is_serif="Gentium" in face.name or "STIX" in face.name,
    )


def _bounds(face: Face, glyphs: list[int]) -> tuple[float, float, float, float]:
    """The box around all the glyphs, in 1/1000 em."""
    extents = [found for glyph in glyphs if (found := face.hb_font.get_glyph_extents(glyph)) is not None]
    left = min((e.x_bearing for e in extents), default=0)
    right = max((e.x_bearing + e.width for e in extents), default=0)
    top = max((e.y_bearing for e in extents), default=0)
    bottom = min((e.y_bearing + e.height for e in extents), default=0)
    return tuple(round(side * face.scale, 2) for side in (left, bottom, right, top))  # type: ignore[return-value]
