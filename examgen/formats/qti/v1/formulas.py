"""An item of QTI 1.2 whose answer D2L states as a formula in, the number out that the formula may be."""

from __future__ import annotations

from examgen.formats.draft import AcceptedAnswer
from examgen.formats.numbers import written_number
from examgen.formats.qti.v1.item import Item
from examgen.formats.qti.values import number
from examgen.formats.xml import Element, line_of
from examgen.model.text import paragraph


def stated_number(item: Item) -> AcceptedAnswer | None:
    """The number with what is right around it; ``None`` where there is no such formula, or it reckons."""
    holder = next(item.element.iter("{*}respcond_extension"), None)
    value = number(_inside(holder, "formula"))
    if holder is None or value is None:
        return None
    around = next(holder.iter("{*}tolerance"), None)
    tolerance = number(around.text) if around is not None else None
    written = written_number(value)
    if tolerance:
        per_cent = "%" if around is not None and around.get("type") == "percent" else ""
        written += f" ± {written_number(tolerance)}{per_cent}"
    return AcceptedAnswer(text=paragraph(written), line=line_of(holder))


def _inside(holder: Element | None, name: str) -> str:
    found = next(holder.iter(f"{{*}}{name}"), None) if holder is not None else None
    return "" if found is None else (found.text or "").strip()
