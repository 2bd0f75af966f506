"""An item of QTI 1.2 in, what it presents and how it is scored out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape

from examgen.formats.draft import DraftQuestion
from examgen.formats.qti.file import File
from examgen.formats.qti.v1.metadata import Metadata, metadata_of
from examgen.formats.qti.v1.presentation import Response, Way, material_source, responses_of
from examgen.formats.qti.v1.scoring import Scoring, scoring_of
from examgen.formats.qti.values import identity
from examgen.formats.reporting import Report
from examgen.formats.xml import Element, line_of, local_name
from examgen.model.response import Kind
from examgen.model.text import Text

_CARDINALITIES = {"several": "multiple", "order": "ordered"}
"""Of types of which some systems say otherwise."""

_TWICE = re.compile(r"\s*&lt;(p|div)\b(?:(?!<).)*&lt;/\1&gt;\s*", re.DOTALL | re.IGNORECASE)
_PLACE = re.compile(r"_\d+$")
_DEFAULT_TITLES = ("", "question", "untitled", "item")


@dataclass(frozen=True, slots=True)
class Item:
    """One item while it is read."""

    element: Element
    presentation: Element | None
    file: File
    name: str
    metadata: Metadata
    responses: tuple[Response, ...]
    scoring: Scoring
    report: Report
    stem: str
    """HTML of the materials around the responses."""

    has_shuffles: bool
    """Whether some questions of the file are shuffled, so that "no" is meant where it stands."""

    @property
    def line(self) -> int:
        return line_of(self.element)

    @property
    def stem_line(self) -> int:
        """Where its first words stand."""
        texts = self.element.iter("{*}mattext", "{*}mat_formattedtext")
        return next((line_of(each) for each in texts), self.line)

    @property
    def is_text(self) -> bool:
        """Whether it asks nothing, and only shows something to those who go on."""
        asks = self.responses or self.metadata.type in ("upload", "open", "formula")
        return self.metadata.type == "text" or not asks

    @property
    def title(self) -> str:
        """Its own title; empty where a system gave it one that says nothing."""
        title = " ".join((self.element.get("title") or "").split())
        says_nothing = title.lower().rstrip(" 0123456789.:#") in _DEFAULT_TITLES
        return "" if says_nothing or title == self.element.get("ident") else title

    def text(self, source: str, line: int) -> Text:
        """The text of some HTML of its."""
        return self.file.html(source, line, self.name)

    def plain_stem(self) -> Text:
        return self.text(self.stem, self.stem_line)

    def draft(self, stem: Text, kind: Kind | None) -> DraftQuestion:
        """A question with nothing but its stem."""
        return DraftQuestion(stem=stem, options=(), kind=kind, line=self.line)


def item_of(element: Element, file: File, *, has_shuffles: bool) -> Item:
    """Cut an item into its pieces."""
    presentation = next((child for child in element if local_name(child) == "presentation"), None)
    _decode_again(element)
    metadata = metadata_of(element)
    responses = _merged(element, responses_of(presentation, file)) if presentation is not None else ()
    if cardinality := _CARDINALITIES.get(metadata.type):
        responses = tuple(replace(response, cardinality=cardinality) for response in responses)
    name = identity(element.get("ident")) or metadata.ident
    return Item(
        element=element,
        presentation=presentation,
        file=file,
        name=name,
        metadata=metadata,
        responses=responses,
        scoring=scoring_of(element, responses),
        report=file.report(name),
        stem=_stem(presentation, file) if presentation is not None else "",
        has_shuffles=has_shuffles,
    )


def _merged(element: Element, responses: tuple[Response, ...]) -> tuple[Response, ...]:
    """The responses, or one with several places where ILIAS tests them all by what their names begin with."""
    tested = {(test.get("respident") or "").strip() for test in element.iter("{*}varequal", "{*}varsubset")}
    names = {_PLACE.sub("", response.ident) for response in responses}
    is_one = len(responses) > 1 and len(names) == 1 and tested == names
    if not is_one or any(response.way is not Way.TEXT for response in responses):
        return responses
    first = responses[0]
    return (replace(first, ident=names.pop(), box=replace(first.box, count=len(responses))),)


def _decode_again(element: Element) -> None:
    """Decode the texts of an item once more whose stem is a paragraph that was encoded twice."""
    texts = list(element.iter("{*}mattext"))
    if not (texts and _TWICE.fullmatch(texts[0].text or "")):
        return
    for each in texts:
        each.text = unescape(each.text or "") if "<" not in (each.text or "") else each.text


def _stem(presentation: Element, file: File) -> str:
    """The materials, or where blocks have names, those of the question's own block."""
    own = (flow for flow in presentation.iter("{*}flow") if flow.get("class") == "QUESTION_BLOCK")
    return material_source(next(own, presentation), file, lambda _: "")
