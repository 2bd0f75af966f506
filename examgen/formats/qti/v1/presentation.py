"""The presentation of a QTI 1.2 item in, its responses and its materials as HTML out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from html import escape

from lxml import etree

from examgen.formats.qti.file import File
from examgen.formats.xml import Element, line_of, local_name

RESPONSES = frozenset({"response_lid", "response_str", "response_num", "response_xy", "response_grp"})
_HTML = re.compile(r"</?(?:p|br|div|span|b|i|u|em|strong|sub|sup|ul|ol|li|table|img|pre|code|h[1-6])\b[^<>]*>", re.I)
_OWN = re.compile("<(/?)qti:", re.IGNORECASE)
_BLOCKS = frozenset({"flow", "flow_mat", "flow_label"})
_POINTING = frozenset({"render_hotspot", "render_slider"})
_SOUNDS = frozenset({"mataudio", "matvideo", "matapplet", "matapplication"})
_SAKAI = "ascii-us"
"""The name of a character set that only Sakai writes, whose plain text is HTML."""

_AS_HTML = frozenset({"text/html", "text/xhtml", "html", "smart_text"})

ShowResponse = Callable[[Element], str]
"""The HTML that stands where a response is given."""


class Way(Enum):
    """How a response is given."""

    CHOICE = "choice"
    TEXT = "text"
    OTHER = "other"
    """By pointing, drawing or sliding."""


@dataclass(frozen=True, slots=True)
class Label:
    """One thing that can be chosen."""

    ident: str
    source: str
    line: int
    is_shuffled: bool
    way: str = ""
    """"dropdown", "wordbank" or "openentry", where a system says so of a gap."""

    compared: str = ""
    """How an answer is compared with it, where a system says so."""


@dataclass(frozen=True, slots=True)
class Box:
    """What is written into."""

    rows: int = 0
    is_number: bool = False
    places: tuple[str, ...] = ()
    """Identifiers of its parts, by which some systems name the whole."""

    count: int = 0
    """How many there are, where a system says."""


@dataclass(frozen=True, slots=True)
class Response:
    """One place where a student responds."""

    ident: str
    way: Way
    cardinality: str
    """"single", "multiple" or "ordered"."""

    labels: tuple[Label, ...]
    prompt: str
    """HTML of what stands inside it before the labels."""

    shuffle: str
    """"yes", "no", or nothing where it does not say."""

    box: Box
    element: Element

    @property
    def line(self) -> int:
        return line_of(self.element)


def responses_of(presentation: Element, file: File) -> tuple[Response, ...]:
    """All responses, in order; those inside others belong to these."""
    return tuple(_response(element, file) for element in _outermost(presentation))


def _outermost(element: Element) -> Iterator[Element]:
    for child in element:
        if local_name(child) in RESPONSES:
            yield child
        else:
            yield from _outermost(child)


def _response(element: Element, file: File) -> Response:
    renders = [child for child in element.iter("{*}*") if local_name(child).startswith("render_")]
    names = {local_name(render) for render in renders}
    fib = next((render for render in renders if local_name(render) == "render_fib"), None)
    choice = next((render for render in renders if local_name(render) == "render_choice"), None)
    name = local_name(element)
    if choice is None and fib is None and name == "response_lid" and not names & _POINTING:
        choice = next((render for render in renders if _is_offered(render)), None)
    if choice is not None:
        way = Way.CHOICE
    elif fib is not None or (not names and name in ("response_str", "response_num")):
        way = Way.TEXT
    else:
        way = Way.OTHER
    return Response(
        ident=element.get("ident") or element.get("respident") or "",
        way=way,
        cardinality=(element.get("rcardinality") or "single").lower(),
        labels=tuple(_labels(choice, file)) if choice is not None else (),
        prompt=material_source(element, file, lambda _: "", skips={"response_label"}),
        shuffle=(choice.get("shuffle") or "").lower() if choice is not None else "",
        box=_box(fib, is_number=name == "response_num"),
        element=element,
    )


def _is_offered(render: Element) -> bool:
    """Whether an extension of some system offers materials to choose from."""
    labels = render.iter("{*}response_label")
    return any(next(label.iter("{*}mattext", "{*}mat_formattedtext"), None) is not None for label in labels)


def _box(fib: Element | None, *, is_number: bool) -> Box:
    if fib is None:
        return Box(is_number=is_number)
    kinds = ("decimal", "integer", "scientific")
    boxes = next((value for name, value in fib.attrib.items() if name.endswith("input_boxes")), "")
    return Box(
        rows=_whole(fib.get("rows")),
        is_number=is_number or (fib.get("fibtype") or "").lower() in kinds,
        places=tuple(label.get("ident") or "" for label in fib.iter("{*}response_label")),
        count=_whole(boxes),
    )


def _whole(written: str | None) -> int:
    return int(written) if written and written.strip().isdecimal() and len(written) < 5 else 0


def _labels(choice: Element, file: File) -> Iterator[Label]:
    for element in choice.iter("{*}response_label"):
        yield Label(
            ident=(element.get("ident") or "").strip(),
            source=material_source(element, file, lambda _: ""),
            line=line_of(element),
            is_shuffled=(element.get("rshuffle") or "yes").lower() != "no",
            way=(element.get("answer_type") or "").lower(),
            compared=(element.get("scoring_algorithm") or "").lower(),
        )


def material_source(
    element: Element, file: File, show: ShowResponse, *, skips: frozenset[str] | set[str] = frozenset()
) -> str:
    """The HTML of all materials inside an element, with what `show` says for each response."""
    parts: list[str] = []
    for child in element:
        name = local_name(child)
        if name in skips or not name:
            continue
        if name in RESPONSES:
            parts.append(show(child))
        elif name in ("mattext", "mat_formattedtext"):
            parts.append(_words(child))
        elif name == "matemtext":
            parts.append(f"<em>{_words(child)}</em>")
        elif name == "matimage":
            parts.append(_image(child))
        elif name == "matbreak":
            parts.append("<br/>")
        elif name == "matref":
            parts.append(_referred(child, file))
        elif name in _SOUNDS:
            file.lose("sound, film or a program inside a question", child, "say in words what it shows")
        else:
            inner = material_source(child, file, show, skips=skips)
            is_block = name in _BLOCKS or child.get("position") is not None
            parts.append(f"<div>{inner}</div>" if is_block and inner else inner)
    return "".join(parts)


def materials(element: Element, file: File) -> str:
    """The HTML of the materials inside an element, each a paragraph."""
    found = (material_source(child, file, lambda _: "") for child in element if local_name(child))
    return "".join(f"<div>{source}</div>" for source in found if source)


def _words(element: Element) -> str:
    kind = (element.get("texttype") or element.get("type") or "").lower()
    inner = "".join(_inside(element))
    has_elements = any(local_name(child) for child in element)
    is_html = kind in _AS_HTML or element.get("charset") == _SAKAI
    if is_html or has_elements or (not kind and _HTML.search(inner)):
        inner = _OWN.sub(r"&lt;\1qti:", inner)
        return inner.replace("\n", "<br/>") if kind == "smart_text" and not _HTML.search(inner) else inner
    return escape(inner, quote=False)


def _inside(element: Element) -> Iterator[str]:
    """Characters as they are, elements as HTML."""
    yield element.text or ""
    for child in element:
        if local_name(child):
            yield str(etree.tostring(child, encoding="unicode", with_tail=False))
        yield child.tail or ""


def _image(element: Element) -> str:
    address = (element.get("uri") or element.get("entityref") or "").strip()
    if (element.get("embedded") or "").lower() == "base64" and (element.text or "").strip():
        kind = element.get("imagtype") or "image/png"
        address = f"data:{kind};base64,{''.join((element.text or '').split())}"
    if not address:
        return ""
    said = {"src": address, "alt": element.get("label"), "width": element.get("width"), "height": element.get("height")}
    return f"<img {' '.join(f'{name}={_quoted(value)}' for name, value in said.items() if value)}/>"


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'


def _referred(element: Element, file: File) -> str:
    """The material that another place of the file holds, if that refers to no other."""
    material = file.materials.get(element.get("linkrefid") or "")
    if material is None or next(material.iter("{*}matref"), None) is not None:
        return ""
    return material_source(material, file, lambda _: "")
