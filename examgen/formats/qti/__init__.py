"""QTI in all its versions: 1.2, 2.0 to 2.2 and 3.0, alone or in packages, and Common Cartridges."""

from __future__ import annotations

from functools import partial

from examgen.formats.format import Format, Parsed
from examgen.formats.qti.recognition import claim
from examgen.formats.source import Source


def _parse(source: Source) -> Parsed:
    from examgen.formats.qti.reading import parse  # lxml: only where it is needed

    return parse(source)


FORMATS = tuple(
    Format(name=name, sniff=partial(claim, name), parse=_parse, reads_bytes=True) for name in ("qti12", "qti2", "qti3")
)
