"""The body of an item of QTI 2 in, its pieces in reading order out: texts, and what asks for a response."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from examgen.formats.xml import Element, local_name

GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
"""They stand amid words."""

ASKING = frozenset({
    "choiceInteraction", "orderInteraction", "associateInteraction", "matchInteraction", "gapMatchInteraction",
    "extendedTextInteraction", "hottextInteraction", "uploadInteraction", "drawingInteraction",
})  # fmt: skip
UNFIT = frozenset({
    "hotspotInteraction", "selectPointInteraction", "graphicOrderInteraction", "graphicAssociateInteraction",
    "graphicGapMatchInteraction", "positionObjectInteraction", "positionObjectStage", "sliderInteraction",
    "customInteraction", "portableCustomInteraction",
})  # fmt: skip
"""No paper can ask them."""

PART = "part"
"""The class of what holds one part of a question whole, in packages that examgen writes."""

_BLOCKS = ASKING | UNFIT


def pieces(body: Element) -> list[Element]:
    """Texts, each a ``div`` of its own, and interactions; taken out of the tree."""
    found: list[Element] = []
    _walk(body, found)
    return [piece for piece in found if piece.tag != "div" or _holds(piece)]


def _walk(element: Element, found: list[Element]) -> None:
    flow = _begin(found)
    flow.text = element.text
    for child in list(element):
        name = local_name(child)
        tail = child.tail
        if name in _BLOCKS:
            found.append(child)
        elif name and (child.get("class") == PART or any(local_name(each) in _BLOCKS for each in child.iter("*"))):
            _walk(child, found)
        else:
            flow.append(child)
            continue
        flow = _begin(found)
        flow.text = tail


def _begin(found: list[Element]) -> Element:
    flow = etree.Element("div")
    found.append(flow)
    return flow


def _holds(flow: Element) -> bool:
    return len(flow) > 0 or bool((flow.text or "").strip())


def taken_out(element: Element) -> None:
    """Take an element out of its tree; the words behind it stay."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def extracted(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names inside another, each taken out of it."""
    for found in list(element.iter(*names)):
        if found.getparent() is not None:
            taken_out(found)
            yield found
