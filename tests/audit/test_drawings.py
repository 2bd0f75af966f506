"""What stands for a drawing in the audit is made of all that it shows."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from printed_pictures import write_page

from examgen.audit.drawings import sign_read, signs_of
from examgen.audit.pdf_file import PdfFile
from examgen.model.pages import Drawing, Outline, Raster
from examgen.model.text import Formula

GREY = Raster(2, 2, "DeviceGray", 8, "FlateDecode", zlib.compress(b"\0\x50\xa0\xff"))
DARK = replace(GREY, data=zlib.compress(b"\0\x40\x80\xc0"))
COLOURED = Raster(2, 2, "Indexed", 8, "FlateDecode", zlib.compress(b"\0\1\1\0"), palette=b"\xff\0\0\0\xff\0")
TURNED = Outline((0, 0, 2, 2), b"0 2 -2 0 2 0 cm /X0 Do", inner=(GREY,))
DYED = Outline((0, 0, 2, 2), b"/P0 gs 0 0 2 2 re f", resources=b"/ExtGState<</P0<</ca 0.5/CA 0.5>>>>")
DRAWINGS: dict[str, tuple[Drawing, Drawing]] = {
    "samples": (GREY, DARK),
    "palette": (COLOURED, replace(COLOURED, palette=b"\0\xff\0\xff\0\0")),
    "mask": (replace(GREY, mask=DARK), replace(GREY, mask=GREY)),
    "drawing inside": (TURNED, replace(TURNED, inner=(DARK,))),
    "drawing inside another": (replace(DYED, inner=(TURNED,)), replace(DYED, inner=(replace(TURNED, inner=(DARK,)),))),
    "opacity": (DYED, replace(DYED, resources=DYED.resources.replace(b"0.5", b"0.7"))),
    "lines": (DYED, replace(DYED, ink=b"/P0 gs 0 0 1 2 re f")),
}
"""What differs between two drawings that are otherwise alike."""


def read_back(path: Path, drawing: Drawing) -> str:
    """The sign of a drawing that was pressed."""
    write_page(path, drawing, 100, 100)
    file = PdfFile(path)
    resources = file.body(file.referred(file.pages()[0], b"Resources"))
    return sign_read(file, file.referred(resources, b"G1"))


@pytest.mark.parametrize("part", DRAWINGS)
def test_a_drawing_is_recognised_by_all_that_it_shows(part: str, tmp_path: Path) -> None:
    """The finished file gives the sign of the drawing that was set, and another drawing another sign."""
    one, other = DRAWINGS[part]
    set_signs = signs_of({Formula("one"): (one,), Formula("other"): (other,)})

    assert read_back(tmp_path / "one.pdf", one) == set_signs[Formula("one")]
    assert read_back(tmp_path / "other.pdf", other) == set_signs[Formula("other")]
    assert set_signs[Formula("one")] != set_signs[Formula("other")]
