"""Lines that begin with letters and a space in, options with these labels out: "ア 大阪", "A Paris", "🅰️ Paris"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from examgen.formats.labels import LETTER, label_rank, plain_label
from examgen.formats.plain_text.options import OptionKind, OptionSign
from examgen.formats.plain_text.signs import Line
from examgen.markup.patterns import late

_LABEL = late(rf"(?P<letter>{LETTER})\s+(?=\S)")
_PICTURED = re.compile("(?P<letter>[🅰🅱🅲🅳🅴🅵🇦🇧🇨🇩🇪🇫Ⓐ-Ⓕⓐ-ⓕ]|©)\ufe0f?\\s*(?=[^\\s\ufe0f🇦-🇿])")
_LETTERS = dict(zip("🅰🅱🅲🅳🅴🅵🇦🇧🇨🇩🇪🇫Ⓐ Ⓑ Ⓒ Ⓓ Ⓔ Ⓕ".replace(" ", "") + "©", "ABCDEF" * 3 + "C", strict=True))
_FEWEST = 2


def spaced_signs(body: Sequence[Line]) -> list[OptionSign | None]:
    """A sign for each of the last lines, where their letters run from the first one on; else none."""
    filled = [place for place, line in enumerate(body) if line.text]
    found: list[OptionSign | None] = [None] * len(body)
    for place in reversed(filled[1:]):
        sign = _sign(body[place].text)
        if sign is None:
            break
        found[place] = sign
        if sign.order == 0:
            break
    signs = [sign for sign in found if sign is not None]
    runs = [sign.order for sign in signs] == list(range(len(signs)))
    return found if runs and len(signs) >= _FEWEST else [None] * len(body)


def _sign(text: str) -> OptionSign | None:
    match = _PICTURED.match(text) or _LABEL.match(text)
    if match is None:
        return None
    label = _LETTERS.get(match["letter"].upper()) or plain_label(match["letter"])
    return OptionSign(OptionKind.LETTER, text[match.end() :], label, " ") if label_rank(label) else None
