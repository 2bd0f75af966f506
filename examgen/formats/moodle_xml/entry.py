"""One element of a Moodle XML file in, its texts and values out, pictures included."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import escape, unescape
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

from examgen.diagnostics import Diagnostic, Severity
from examgen.formats.decimals import decimal_of
from examgen.formats.images import MOST_BYTES, embedded_images
from examgen.formats.located import located
from examgen.formats.moodle_xml.losses import Losses
from examgen.formats.source import Source
from examgen.formats.xml import Element, line_of, local_name
from examgen.markup import commonmark, html
from examgen.markup.commonmark import Markup
from examgen.markup.context import LoadImage, Refusal
from examgen.markup.multilang import in_language
from examgen.model.text import Gap, ImageFile, Span, Text

PLUGIN_FILE = "@@PLUGINFILE@@"
_GAP = "data-examgen-gap"
_TEX = re.compile(r"\[tex\](.{1,3000}?)\[/tex\]", re.DOTALL | re.IGNORECASE)
_BESIDE_TAG = re.compile(r"(?<=>)[ \t]*+\n\s*+|(?<!\s)\s*\n[ \t]*+(?=<)")

Change: TypeAlias = Callable[[str], str]
"""What is done to a source before it is read."""


@dataclass(slots=True)
class Export:
    """One file while it is read."""

    source: Source
    losses: Losses
    language: str = ""
    """The one that is taken where a text is in several; the first that is met, unless the user says which."""

    is_spoken: bool = False
    """Whether any text is in several."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question."""

    element: Element
    export: Export
    name: str = ""
    """As messages call it."""

    parts: Mapping[str, Sequence[Element]] = field(default_factory=dict)
    """What stands in it, by name."""

    @classmethod
    def of(cls, element: Element, export: Export) -> Entry:
        """A question with its name."""
        parts: dict[str, list[Element]] = {}
        for child in element:
            if isinstance(child.tag, str):
                parts.setdefault(child.tag, []).append(child)
        entry = cls(element, export, parts=parts)
        return replace(entry, name=" ".join(entry.spoken(entry.value("name")).split()))

    @property
    def line(self) -> int:
        return line_of(self.element)

    @property
    def kind(self) -> str:
        return (self.element.get("type") or "").strip().lower()

    def all(self, *names: str) -> list[Element]:
        """The elements of these names."""
        return [element for name in names for element in self.parts.get(name, ())]

    def first(self, name: str) -> Element | None:
        return next(iter(self.parts.get(name, ())), None)

    def value(self, name: str) -> str:
        """A value that is no text: what stands in an element of this name, or in its ``<text>``."""
        found = self.first(name)
        return "" if found is None else plain_of(found)

    def is_set(self, name: str, otherwise: bool = False) -> bool:
        """Whether a switch is on."""
        value = self.value(name).lower()
        return value not in ("0", "false", "no") if value else otherwise

    def number(self, name: str) -> Decimal | None:
        return number_of(self.value(name))

    def text(self, element: Element | None, change: Change | None = None) -> Text:
        """The text in an element, in the format that it states."""
        if element is None:
            return ()
        inner = _inner(element)
        if inner is not None and len(inner) and any(map(local_name, inner)):
            return self._reported(html.read(inner, load=self._load(element)))
        source = self.spoken(_source(element))
        if not source.strip():
            return ()
        line = line_of(element if inner is None else inner)
        return self._reported(self._markup(_format(element), change(source) if change else source, line, element))

    def spoken(self, source: str) -> str:
        """The source in the one language that is taken."""
        if "mlang" not in source and "multilang" not in source:
            return source
        spoken = in_language(source, self.export.language)
        if spoken.language:
            self.export.language, self.export.is_spoken = spoken.language, True
            left = ", ".join(spoken.left_out)
            message = f'texts in several languages are read in one, "{spoken.language}", and not in {left}'
            self.loss(message, "name another with --language, and read the file once for each")
        return spoken.text

    def loss(self, message: str, hint: str, *, line: int | None = None, is_advice: bool = False) -> None:
        """Note what of the question is not carried."""
        self.export.losses.add(message, line or self.line, self.name, hint, is_advice=is_advice)

    def error(self, rule: str, message: str, hint: str) -> None:
        """Note what is wrong with the question."""
        self._tell(Severity.ERROR, rule, message, hint)

    def warning(self, rule: str, message: str, hint: str) -> None:
        """Note what may be wrong with the question."""
        self._tell(Severity.WARNING, rule, message, hint)

    def _tell(self, severity: Severity, rule: str, message: str, hint: str) -> None:
        self.export.losses.tell(
            Diagnostic(
                severity=severity,
                rule=rule,
                message=message,
                path=self.export.source.path,
                line=self.line,
                question=self.name or None,
                hint=hint,
            )
        )

    def _markup(self, form: str, source: str, line: int, element: Element) -> Markup:
        load = self._load(element)
        source = _TEX.sub(r"\\(\1\\)", source)
        if form == "markdown":
            return commonmark.parse(_in_markdown(source), line=line, load=load, gap=lambda inner, _: Gap(int(inner)))
        if form == "plain_text":
            source = _escaped(source).replace("\n", "<br/>")
        elif form == "moodle_auto_format":
            source = _BESIDE_TAG.sub(" ", source.strip()).replace("\n", "<br/>")
        return html.parse(source, line=line, load=load, own=_own)

    def _reported(self, markup: Markup) -> Text:
        for diagnostic in located(markup.problems, self.export.source.path, self.name):
            self.export.losses.tell(diagnostic)
        return markup.text

    def _load(self, element: Element) -> LoadImage:
        files = {name: file for file in element.iter("file") if (name := file.get("name"))}
        inside = embedded_images(lambda name: _data(files[name]) if name in files else None)
        beside = self.export.source.load

        def load(address: str) -> ImageFile | Refusal:
            name = unquote(address.partition("?")[0].removeprefix(PLUGIN_FILE)).lstrip("/").rpartition("/")[2]
            if name in files:
                image = inside(name)
                if isinstance(image, ImageFile) and len(image.data) > MOST_BYTES:
                    message = f'the picture "{name}" holds more than {MOST_BYTES >> 20} MB'
                    return Refusal(message, "save it with fewer pixels")
                return image
            if beside is None or address.startswith(PLUGIN_FILE):
                return Refusal(f'the file holds no picture "{name}"', "export the questions anew, with their files")
            return beside(address)

        return load


def gap_mark(place: int) -> str:
    """What stands for a gap in a source until it is read."""
    return f'<input {_GAP}="{place}">'


_GAP_MARK = re.compile(rf'<input {_GAP}="(\d+)">')


def _in_markdown(source: str) -> str:
    return _GAP_MARK.sub(r"____{\1}", source)


def _escaped(source: str) -> str:
    """Plain characters as HTML, the marks of gaps left standing."""
    parts = _GAP_MARK.split(source)
    return "".join(gap_mark(int(part)) if place % 2 else escape(part) for place, part in enumerate(parts))


def _own(element: etree._Element) -> Span | None:
    place = element.get(_GAP)
    return Gap(int(place)) if place is not None and place.isdecimal() else None


def _inner(element: Element) -> Element | None:
    return next(element.iterchildren("text"), None)


def _source(element: Element) -> str:
    inner = _inner(element)
    return "".join((element if inner is None else inner).itertext())


def plain_of(element: Element) -> str:
    """The characters of an element whose text is no HTML."""
    return _source(element).strip()


def has_text(element: Element | None) -> bool:
    """Whether anything stands in a text but white space and empty tags."""
    if element is None:
        return False
    source = _source(element)
    return bool(re.sub(r"<[^<>]*>|&nbsp;|\s", "", source)) or "<img" in source.lower()


def _format(element: Element) -> str:
    return (element.get("format") or "moodle_auto_format").strip().lower()


_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|\w{2,8});", re.IGNORECASE)


def plain_words(source: str) -> str:
    """Words that Moodle compares letter by letter; some tools escape them as HTML nevertheless."""
    return " ".join((unescape(source) if _ENTITY.search(source) else source).split())


def number_of(written: str) -> Decimal | None:
    """A number as Moodle writes it, with either decimal sign; ``None`` where there is none."""
    return decimal_of(written.replace(",", "."))


def _data(file: Element) -> bytes | None:
    try:
        return b64decode("".join(file.itertext()))
    except (Error, ValueError):
        return None
