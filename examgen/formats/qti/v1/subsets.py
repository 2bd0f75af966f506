"""An item of QTI 1.2 with one response that joins things in, a matching question out.

All things stand in one list, and a condition names two of them, as in the standard's examples and in ILIAS:
``<varsubset>3,0</varsubset>``.
"""

from __future__ import annotations

from dataclasses import replace

from examgen.formats.draft import DraftOption, DraftPrompt, DraftQuestion
from examgen.formats.qti.v1.item import Item
from examgen.formats.qti.v1.options import label_text
from examgen.formats.qti.v1.presentation import Response
from examgen.formats.qti.v1.scoring import looked_for, wanted
from examgen.formats.xml import local_name
from examgen.model.response import Kind


def joined(item: Item, response: Response) -> DraftQuestion | None:
    """The pairs that earn something; ``None`` where the response joins nothing."""
    pairs = _pairs(item, response)
    if local_name(response.element) != "response_grp" or not pairs:
        return None
    firsts, seconds = ([pair[side] for pair in pairs] for side in (0, 1))
    if {*firsts} & {*seconds}:
        return None
    if len({*seconds}) == len(seconds):  # what is named second stands on the left, if it belongs to one thing each
        firsts, seconds = seconds, firsts
    labels = {label.ident: label for label in response.labels}
    right = [name for name in labels if name not in firsts]
    prompts = tuple(
        DraftPrompt(text=label_text(item, labels[name]), target=right.index(other), line=labels[name].line)
        for name, other in zip(firsts, seconds, strict=True)
    )
    if len({*firsts}) < len(firsts):
        hint = "write a row for each pair where the file comes from"
        item.report.error("unresolved-key", "a thing belongs to several others on both sides", response.line, hint)
    options = tuple(DraftOption(text=label_text(item, labels[name]), line=labels[name].line) for name in right)
    return replace(item.draft(item.plain_stem(), Kind.MATCHING), options=options, prompts=prompts)


def _pairs(item: Item, response: Response) -> list[tuple[str, str]]:
    """The pairs of things that conditions which earn something name."""
    known = {label.ident for label in response.labels}
    found: dict[tuple[str, str], None] = {}
    for condition in item.scoring.conditions:
        for test in looked_for(condition.test, response.ident, "varsubset") if condition.earns > 0 else ():
            names = [name.strip() for name in wanted(test).split(",")]
            if len(names) != 2 or not known.issuperset(names):
                return []
            found[names[0], names[1]] = None
    return list(found)
