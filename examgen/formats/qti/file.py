"""One XML file of a QTI bank while it is read: how messages name it, its texts, and what is found wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from examgen.diagnostics import Diagnostic
from examgen.formats.located import located
from examgen.formats.losses import Losses
from examgen.formats.reporting import Report
from examgen.formats.xml import Element, line_of
from examgen.markup.commonmark import Markup
from examgen.markup.context import LoadImage
from examgen.markup.html import OwnElement, parse, read
from examgen.model.text import Gap, Span, Text

_GAP = "qti:gap"


@dataclass(frozen=True, slots=True)
class File:
    """What reading one file needs beside its elements."""

    path: str
    """As messages name it."""

    load: LoadImage | None = None
    member: str = ""
    """Inside a package."""

    materials: dict[str, Element] = field(default_factory=dict)
    """Those that other places refer to, by their identifiers."""

    losses: Losses = field(default_factory=Losses)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(self, question: str) -> Report:
        """Where to say what is wrong with one question."""
        return Report(self.path, question or None, self.diagnostics)

    def lose(self, what: str, element: Element, hint: str | None = None) -> None:
        """Name a kind of thing that is not carried."""
        self.losses.note(what, self.path, line_of(element), hint)

    def html(self, source: str, line: int, question: str) -> Text:
        """The text of some HTML, in which `gap_source` marks gaps."""
        return self._told(parse(source, line=line, load=self.load, own=_gap), question)

    def inside(self, element: Element, question: str, own: OwnElement | None = None) -> Text:
        """The text inside an element whose content is HTML in XML."""
        return self._told(read(element, load=self.load, own=own), question)

    def _told(self, markup: Markup, question: str) -> Text:
        self.diagnostics.extend(located(markup.problems, self.path, question))
        return markup.text


def gap_source(place: int) -> str:
    """What stands in HTML for the gap that is the part of a question at this place."""
    return f'<{_GAP} data-part="{place}"></{_GAP}>'


def _gap(element: Element) -> Span | None:
    return Gap(int(element.get("data-part"))) if element.tag == _GAP else None
