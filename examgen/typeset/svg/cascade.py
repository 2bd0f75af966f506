"""Elements in, nodes out: each with the properties that its attributes and the file's style sheets give it.

The cascade is that of CSS: attributes, then rules by their weight and order, then the element's own ``style``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2

from examgen.typeset.picture import PictureError
from examgen.typeset.svg.lengths import length
from examgen.typeset.svg.source import SVG

XLINK = "{http://www.w3.org/1999/xlink}href"
XML = "{http://www.w3.org/XML/1998/namespace}"
PAPER_MEDIA = ("", "all", "print")
INHERITED = {
    "clip-rule", "color", "direction", "dominant-baseline", "fill", "fill-opacity", "fill-rule", "font-family",
    "font-size", "font-style", "font-variant", "font-weight", "letter-spacing", "marker-end", "marker-mid",
    "marker-start", "paint-order", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "visibility",
    "white-space", "word-spacing", "writing-mode",
}  # fmt: skip
OWN = {
    "alignment-baseline", "background", "background-color", "baseline-shift", "clip-path", "display", "filter", "mask",
    "mix-blend-mode", "opacity", "overflow", "stop-color", "stop-opacity", "text-decoration", "text-decoration-line",
    "transform", "transform-origin", "vector-effect",
}  # fmt: skip
"""Properties that stay with their element; all other properties leave the ink as it is."""

LENGTHS = {"x", "y", "width", "height", "r", "rx", "ry", "cx", "cy", "d"}
"""Properties that a style may set in place of the attribute of this name (SVG 2, 7.11)."""

STYLED = INHERITED | OWN | LENGTHS
ATTRIBUTES = INHERITED | OWN
FONT = re.compile(
    r"\s*(?P<cut>(?:[a-z-]+\s+|\d00\s+)*)(?P<size>[\d.]+[a-z%]*|[a-z-]+)(?:\s*/\s*\S+)?\s+(?P<family>[^/]+)"
)
ITALIC = ("italic", "oblique")
FONT_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip
RELATIVE_SIZES = {"smaller": 1 / 1.2, "larger": 1.2}
MOST_SUBSTITUTIONS = 20
MOST_RULES = 10_000

Style: TypeAlias = dict[str, str]


@dataclass(slots=True)
class Node:
    """An element with what holds for it alone."""

    name: str
    """Local name of an SVG element; with ``{namespace}`` for others."""

    attributes: dict[str, str]
    style: Style
    parent: Node | None = field(default=None, repr=False)
    children: list[Node] = field(default_factory=list)
    text: str = ""
    tail: str = ""

    def get(self, name: str, default: str = "") -> str:
        """An attribute, or the property that stands for it."""
        own = self.style.get(name, "") if name in LENGTHS else ""
        return own or self.attributes.get(name, "").strip() or default

    @property
    def link(self) -> str:
        """The address that the element refers to."""
        return self.attributes.get("href", self.attributes.get(XLINK, "")).strip()

    @property
    def words(self) -> str:
        """All its text, in and between its elements, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        yield self.text
        for child in self.children:
            yield from child._texts()
            yield child.tail


class Declaration(NamedTuple):
    """One property of a rule."""

    name: str
    value: str
    important: bool


@dataclass(frozen=True)
class Document:
    """All nodes of a file."""

    root: Node
    names: dict[str, Node]
    """By their ids."""

    def referred(self, address: str) -> Node:
        """The node that an address such as ``#arrow`` names."""
        if not address.startswith("#"):
            raise PictureError(f"it refers to “{address[:60]}” outside the file; embed it")
        if address[1:] not in self.names:
            raise PictureError(f"it refers to “{address[:60]}”, which it does not hold")
        return self.names[address[1:]]


def styled(element: Element) -> Document:
    """The nodes of a file with the declarations that win on each."""
    names: dict[str, Node] = {}
    matcher = cssselect2.Matcher()
    sheets = list(_style_sheets(element))
    if sum(sheet.count("{") for sheet in sheets) > MOST_RULES:
        raise PictureError(f"its style sheets hold more than {MOST_RULES} rules; save it as PNG")
    for source in sheets:
        _add_rules(matcher, tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True))
    return Document(_node(cssselect2.ElementWrapper.from_xml_root(element), matcher, names), names)


def inherited(parent: Style, node: Node) -> Style:
    """All properties of a node below a parent with these."""
    style = {name: value for name, value in parent.items() if name in INHERITED or name.startswith("--")}
    for name, value in node.style.items():
        if value == "inherit":
            if name in parent:
                style[name] = parent[name]
        elif value in ("initial", "unset", "revert"):
            if value == "initial" or name not in INHERITED:
                style.pop(name, None)
        else:
            style[name] = value
    style = {name: _substituted(value, style) if "(" in value else value for name, value in style.items()}
    if "font-size" in node.style:
        style["font-size"] = f"{_font_size(style.get('font-size', 'medium'), em_of(parent)):.9g}"
    return style


def style_above(node: Node) -> Style:
    """All properties of what a node stands in; so it is for markers and patterns, wherever they are used."""
    return inherited(style_above(node.parent), node.parent) if node.parent else {}


def em_of(style: Style) -> float:
    """The size of type that holds in a style that `inherited` gave."""
    return float(style.get("font-size", FONT_SIZES["medium"]))


def _node(wrapper: Any, matcher: Any, names: dict[str, Node], parent: Node | None = None) -> Node:
    element = wrapper.etree_element
    attributes = dict(element.attrib)
    node = Node(_local(element.tag), attributes, _declared(wrapper, matcher), parent)
    node.text, node.tail = element.text or "", element.tail or ""
    node.children = [_node(child, matcher, names, node) for child in wrapper.iter_children()]
    if "id" in attributes:
        names.setdefault(attributes["id"], node)
    return node


def _local(tag: str) -> str:
    return tag.removeprefix("{" + SVG + "}")


def _style_sheets(element: Element) -> Iterator[str]:
    for sheet in element.iter("{" + SVG + "}style"):
        if sheet.get("type", "text/css") in ("", "text/css") and sheet.get("media", "") in PAPER_MEDIA:
            yield "".join(sheet.itertext())


def _add_rules(matcher: Any, rules: list[Any]) -> None:
    for rule in rules:
        if rule.type == "qualified-rule":
            declarations = list(_declarations(tinycss2.parse_blocks_contents(rule.content)))
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                continue  # CSS lets a rule fall whose selector it does not know
            for selector in selectors:
                matcher.add_selector(selector, declarations)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "import":
            raise PictureError("it imports a style sheet from outside the file; embed its rules")
        elif rule.type == "at-rule" and _is_for_paper(rule):
            _add_rules(matcher, tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _is_for_paper(rule: Any) -> bool:
    is_medium = rule.lower_at_keyword == "media" and rule.content is not None
    return is_medium and tinycss2.serialize(rule.prelude).strip().lower() in PAPER_MEDIA


def _declarations(parsed: list[Any]) -> Iterator[Declaration]:
    for found in parsed:
        if found.type == "declaration":
            yield from _longhand(found.name if found.name.startswith("--") else found.lower_name, found)


def _longhand(name: str, found: Any) -> Iterator[Declaration]:
    value = tinycss2.serialize([token for token in found.value if token.type != "comment"]).strip()
    if name == "marker":
        for place in ("start", "mid", "end"):
            yield Declaration(f"marker-{place}", value, found.important)
    elif name == "font" and (parts := FONT.fullmatch(value)):
        yield Declaration("font-size", parts["size"], found.important)
        yield Declaration("font-family", parts["family"], found.important)
        for word in parts["cut"].split():
            kind = "font-style" if word in ITALIC else "font-weight"
            yield Declaration(kind, word, found.important)
    else:
        yield Declaration(name, value, found.important)


def _declared(wrapper: Any, matcher: Any) -> Style:
    """What is declared for an element, the weightiest declaration of each property."""
    element = wrapper.etree_element
    stated = ((name, value.strip()) for name, value in element.attrib.items() if name in ATTRIBUTES)
    style = {name: value for name, value in stated if value}
    own = list(_declarations(tinycss2.parse_blocks_contents(element.get("style", ""))))
    matches = [declarations for _, _, pseudo, declarations in matcher.match(wrapper) if pseudo is None]
    for important in (False, True):
        for declarations in (*matches, own):
            for name, value, is_important in declarations:
                if is_important is important and value and (name in STYLED or name.startswith("--")):
                    style[name] = value
    return style


def _substituted(value: str, style: Style) -> str:
    """A value in which variables are replaced, and of ``light-dark`` the colour for paper is taken."""
    for _ in range(MOST_SUBSTITUTIONS):
        start = max(value.rfind("var("), value.rfind("light-dark("))
        if start < 0:
            return value
        opening = value.index("(", start)
        end = _closing(value, opening)
        first, _, second = value[opening + 1 : end].partition(",")
        if value.startswith("var(", start):
            replacement = style.get(first.strip(), second.strip())
        else:
            replacement = value[opening + 1 : _comma(value, opening, end)].strip()
        value = value[:start] + replacement + value[end + 1 :]
    return ""


def _closing(value: str, opening: int) -> int:
    """Where the bracket that opens at a place closes; the end of a value whose brackets do not match."""
    depth = 0
    for place in range(opening, len(value)):
        depth += {"(": 1, ")": -1}.get(value[place], 0)
        if depth == 0:
            return place
    return len(value)


def _comma(value: str, opening: int, end: int) -> int:
    """The first comma between two brackets that is inside no others."""
    at = opening + 1
    while at < end and value[at] != ",":
        at = _closing(value, at) + 1 if value[at] == "(" else at + 1
    return at


def _font_size(written: str, parent: float) -> float:
    """The size of type in units of the drawing."""
    named = written.lower()
    if named in FONT_SIZES:
        return FONT_SIZES[named]
    if named in RELATIVE_SIZES:
        return parent * RELATIVE_SIZES[named]
    return length(written, parent, parent)
