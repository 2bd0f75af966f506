"""A gap of a question in, what stands for it in a text of Moodle out: ``{1:SHORTANSWER:=carbon dioxide}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape

from examgen.formats.moodle_xml.shares import fractions_of, written_share
from examgen.model.bank import Question
from examgen.model.response import Numeric, Written
from examgen.model.text import Text, wording

_SIGNS = re.compile(r"[}~#]")
_BACKSLASH = re.compile(r"\\(?=[}~#=%/]|$)")
_FIRST = re.compile(r"^(?=[=%])")


def gap_source(gap: Question, weight: int, markup: Callable[[Text], str]) -> str:
    """The gap with its answers or options; ``markup`` writes a text as HTML."""
    match gap.response:
        case Numeric() as number:
            return _gap(weight, "NUMERICAL", [f"={_number(number)}"])
        case Written(accepted=accepted):
            return _gap(weight, "SHORTANSWER", [f"={_escaped(escape(_plain(answer)))}" for answer in accepted])
    shares = fractions_of(gap)
    parts = [
        _share(share) + _escaped(markup(option.text)) + _feedback(markup(option.rationale))
        for option, share in zip(gap.options, shares, strict=True)
    ]
    return _gap(weight, "MULTICHOICE" if len(gap.key) == 1 else "MULTIRESPONSE", parts)


def _gap(weight: int, name: str, parts: Sequence[str]) -> str:
    return f"{{{weight}:{name}:{'~'.join(parts)}}}"


def _share(share: Decimal) -> str:
    if not share:
        return ""
    return "=" if share == 100 else f"%{written_share(share)}%"


def _feedback(source: str) -> str:
    return f"#{_escaped(source)}" if source else ""


def _escaped(source: str) -> str:
    """Signs that part answers behind a backslash; entities keep theirs, and a backslash before one is an entity."""
    parts = re.split(r"(&#?\w+;)", _BACKSLASH.sub("&#92;", source))
    inner = "".join(part if place % 2 else _SIGNS.sub(r"\\\g<0>", part) for place, part in enumerate(parts))
    return _FIRST.sub(r"\\", inner)


def _plain(text: Text) -> str:
    return " ".join(wording(text).split())


def _number(number: Numeric) -> str:
    return f"{number.value:f}:{tolerance_of(number).normalize():f}"


def tolerance_of(number: Numeric) -> Decimal:
    """What is still right, in the unit of the value."""
    return abs(number.value) * number.tolerance if number.is_relative else number.tolerance
