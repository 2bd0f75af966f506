"""A face and what was drawn with it in, the font that a document kind embeds out: only the glyphs that are used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import uharfbuzz as hb

from examgen.model.pages import Subset
from examgen.seeds import digest
from examgen.typeset.composites import Composition, Part, composed_program
from examgen.typeset.fonts import Face

KEPT_TABLES = frozenset(
    {"CFF ", "CFF2", "OS/2", "avar", "cmap", "fvar", "glyf", "gvar", "head", "hhea", "hmtx", "HVAR", "loca", "maxp"}
)
"""What a PDF reader draws with, and what a cut of a variable font is made from; all else serves shaping or menus."""

FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    | hb.SubsetFlags.DOWNGRADE_CFF2
)
"""The numbers of glyphs in a compact font are to be their CIDs, whatever they were."""


class Code(NamedTuple):
    """What a code draws, and says."""

    parts: tuple[Part, ...]
    """One glyph where it stands, or several at their places."""

    advance: int
    """Font units."""

    text: str

    @property
    def is_composed(self) -> bool:
        return len(self.parts) > 1 or self.parts[0][1:] != (0, 0)


def subset_of(face: Face, codes: Mapping[Code, bytes]) -> Subset:
    """The font with the glyphs of its codes, given as they stand in strings; the first is that of the missing glyph."""
    plan, program = _cut(face, {part.glyph for code in codes for part in code.parts})
    places = plan.old_to_new_glyph_mapping
    count = hb.Face(program).glyph_count
    compositions: list[Composition] = []
    glyphs: list[int] = []
    for code in codes:
        parts = tuple(part._replace(glyph=places[part.glyph]) for part in code.parts)
        glyphs.append(count + len(compositions) if code.is_composed else parts[0].glyph)
        if code.is_composed:
            compositions.append(Composition(parts, code.advance))
    program = composed_program(program, compositions)
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest(face.name, program.hex())[:6])
    extents = face.hb_font.get_font_extents("ltr")
    return Subset(
        name=f"{tag}+{face.name}",
        program=program,
        is_outlined=face.is_outlined,
        codes=tuple(codes.values()),
        glyphs=tuple(glyphs),
        widths=tuple(width_of(face, code.advance) for code in codes),
        texts=tuple(code.text for code in codes),
        ascent=round(extents.ascender * face.scale, 2),
        descent=round(extents.descender * face.scale, 2),
        cap_height=face.metric(hb.OTMetricsTag.CAP_HEIGHT),
        bbox=_bounds(face, (part for code in codes for part in code.parts)),
        italic_angle=-10.0 if face.is_italic else 0.0,
        is_bold=face.is_bold,
        is_fixed=face.is_fixed,
        is_serif=face.is_serif,
    )


def width_of(face: Face, advance: int) -> float:
    """A glyph's advance in 1/1000 em, as the embedded font has it."""
    return round(max(0, advance) * face.scale, 2)


def _cut(face: Face, glyphs: set[int]) -> tuple[hb.SubsetPlan, bytes]:
    request = hb.SubsetInput()
    request.glyph_set.update(glyphs)
    request.flags = FLAGS
    dropped = set(face.hb_face.table_tags) - KEPT_TABLES
    request.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in dropped})
    if face.file.is_variable:
        request.pin_all_axes_to_default(face.hb_face)
        if any(axis.tag == "wght" for axis in face.hb_face.axis_infos):
            request.pin_axis_location(face.hb_face, "wght", face.file.weight)
    plan = hb.SubsetPlan(face.hb_face, request)
    return plan, plan.execute().blob.data


def _bounds(face: Face, parts: Iterable[Part]) -> tuple[float, float, float, float]:
    """The box around everything drawn, in 1/1000 em."""
    boxes = [
        (e.x_bearing + part.x, e.y_bearing + e.height + part.y, e.x_bearing + e.width + part.x, e.y_bearing + part.y)
        for part in parts
        if (e := face.hb_font.get_glyph_extents(part.glyph)) is not None
    ]
    left, bottom, right, top = zip(*boxes, strict=True) if boxes else ((0,), (0,), (0,), (0,))
    sides = (min(left), min(bottom), max(right), max(top))
    return tuple(round(side * face.scale, 2) for side in sides)
