"""The lines of one question in, the same with a key that stands alone below the options named as its answer out.

"(B)" and "→ B" state the answer only as the last line, directly below lettered options of which they repeat one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from examgen.formats.conjunctions import AND
from examgen.formats.labels import LETTER, plain_label
from examgen.formats.plain_text.options import OptionKind, option_sign
from examgen.formats.plain_text.signs import Line
from examgen.markup.patterns import late

_LONE_KEY = late(
    rf"(?:[(\[]\s?(?P<framed>{LETTER})\s?[)\]]|(?:[→⇒➜➔]|[-=]{{1,3}}>)\s*[(\[]?(?P<pointed>{LETTER})[)\]]?)\.?"
)
_LONGEST = 12
_GOES_ON = late(rf"(?:{AND}|\b(?:n?or|oder|ou|или|options?|answers?|choices?)|[,:–-])$", re.IGNORECASE)
"""The end of an option that has its last word in the line below: "Both (A) and"."""


def with_lone_key(lines: Sequence[Line]) -> list[Line]:
    """The lines, with "Answer: B" for a last line that is nothing but such a key."""
    places = [place for place, line in enumerate(lines) if line.text]
    last = lines[places[-1]] if places else None
    match = _LONE_KEY.fullmatch(last.text) if last and len(last.text) <= _LONGEST else None
    if last is None or match is None:
        return list(lines)
    label = plain_label(match["framed"] or match["pointed"])
    above = [None if _GOES_ON.search(lines[place].text) else option_sign(lines[place].text) for place in places[:-1]]
    labels = [sign.label for sign in above if sign and sign.kind is OptionKind.LETTER and sign.rest]
    if not above or above[-1] is None or [each.casefold() for each in labels].count(label.casefold()) != 1:
        return list(lines)
    named = replace(last, text=f"Answer: {label}")
    return [*lines[: places[-1]], named, *lines[places[-1] + 1 :]]
