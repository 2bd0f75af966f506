"""An item of QTI 1.2 that is answered amid its words in, a fill-in question out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from examgen.formats.draft import AcceptedAnswer, DraftQuestion
from examgen.formats.qti.file import gap_source
from examgen.formats.qti.ranges import Range, around_value
from examgen.formats.qti.v1.answers import answers_of
from examgen.formats.qti.v1.item import Item
from examgen.formats.qti.v1.options import label_text, options_of
from examgen.formats.qti.v1.presentation import Label, Response, Way, material_source
from examgen.formats.qti.values import number
from examgen.model.response import Kind
from examgen.model.text import Gap, paragraph, spans_of, wording

_GAP_OF_ILIAS = re.compile(r"gap_\d+")
_OFFERED = frozenset({"dropdown", "wordbank"})
_COMPARED = {
    "textcontainsanswer": 'any answer that holds "{}" is right',
    "textcloseenough": 'an answer that differs from "{}" in a letter or so is right',
    "textregex": '"{}" is a pattern that answers are held against',
}
"""How Canvas compares an answer where it is not with the words themselves."""


def goes_on(item: Item) -> bool:
    """Whether words follow behind the place of the only response."""
    if item.presentation is None:
        return False
    source = material_source(item.presentation, item.file, lambda _: gap_source(0))
    return bool(wording(item.file.html(source, 1, item.name)).rpartition("____")[2].strip(" .?!\n"))


def gaps(item: Item) -> DraftQuestion:
    """Gaps where the responses stand amid the words."""
    shown = iter([_gap_of(response, place) for place, response in enumerate(item.responses)])
    presentation = item.element if item.presentation is None else item.presentation
    source = material_source(presentation, item.file, lambda _: next(shown))
    return _filled(item, source, item.responses, is_menu=True)


def _gap_of(response: Response, place: int) -> str:
    """A gap, behind the words that only belong to it."""
    gap = gap_source(place)
    return f"<div>{response.prompt} {gap}</div>" if response.prompt else gap


def mark_of(response: Response, item: Item) -> str:
    """The name in brackets that stands in the stem for a response; empty where none does."""
    said = wording(item.file.html(response.prompt, response.line, item.name)).strip()
    names = dict.fromkeys((said, response.ident.removeprefix("response_"), response.ident))
    marks = (mark for name in names if name for mark in (f"[{name}]", f"[{escape(name)}]"))
    return next((mark for mark in marks if mark in item.stem), "")


def blanks(item: Item, *, is_menu: bool) -> DraftQuestion:
    """Gaps at the names in brackets in the stem, in the order of the stem."""
    marks = [(response, mark_of(response, item)) for response in item.responses]
    for response, mark in marks:
        if not mark:
            message = f'there is no "[{response.ident.removeprefix("response_")}]" in the stem'
            item.report.error("gap", message, response.line, "write it where the gap is")
    marked = sorted((pair for pair in marks if pair[1]), key=lambda pair: item.stem.find(pair[1]))
    source = item.stem
    for place, (_, mark) in enumerate(marked):
        source = source.replace(mark, gap_source(place), 1)
    return _filled(item, source, [response for response, _ in marked], is_menu=is_menu)


def _filled(item: Item, source: str, responses: Sequence[Response], *, is_menu: bool) -> DraftQuestion:
    stem = item.text(source, item.stem_line)
    found = sum(isinstance(span, Gap) for span in spans_of(stem))
    if found != len(responses):
        message = f"the question asks for {len(responses)} gaps, and {found} stand among its words"
        item.report.error("gap", message, item.line, "write each gap once, outside formulas and code")
        return item.draft(item.plain_stem(), Kind.OPEN)
    parts = tuple(_part(item, place, response, is_menu=is_menu) for place, response in enumerate(responses))
    return replace(item.draft(stem, Kind.FILL_IN), parts=parts)


def _part(item: Item, place: int, response: Response, *, is_menu: bool) -> DraftQuestion:
    draft = DraftQuestion(stem=(), options=(), letter=str(place + 1), line=response.line)
    if response.way is Way.TEXT:
        answers = answers_of(
            response.ident, item.scoring, item.report, is_number=response.box.is_number, has_case=not item.metadata.type
        )
        kind = Kind.NUMERIC if answers.is_number else Kind.SHORT_ANSWER
        return replace(draft, kind=kind, accepted=_with_bounds(item, response, answers.accepted))
    if is_menu or any(label.way in _OFFERED for label in response.labels):
        return replace(draft, kind=Kind.CHOICE, options=options_of(item, response, is_several=False))
    return replace(draft, kind=Kind.SHORT_ANSWER, accepted=tuple(_accepted(item, response)))


def _with_bounds(item: Item, response: Response, accepted: tuple[AcceptedAnswer, ...]) -> tuple[AcceptedAnswer, ...]:
    """The answers, or the only number with the bounds around it that ILIAS states at its place."""
    place = next(response.element.iter("{*}render_fib"), None)
    if place is None or len(accepted) != 1 or not _GAP_OF_ILIAS.fullmatch(response.ident):
        return accepted
    low, high = (number(place.get(name)) for name in ("minnumber", "maxnumber"))
    value = number(wording(accepted[0].text))
    if low is None or high is None or value is None or not low <= value <= high:
        return accepted
    written = around_value(value, Range(low, high, is_closed=True, line=response.line), item.report)
    return (replace(accepted[0], text=paragraph(written)),)


def _accepted(item: Item, response: Response) -> Iterator[AcceptedAnswer]:
    """The labels of a blank that is filled in freely: all of them are right, whatever their capitals."""
    seen: set[str] = set()
    for label in response.labels:
        text = label_text(item, label)
        _tell_comparison(item, label, wording(text))
        words = wording(text).casefold().strip()
        if words and words not in seen:
            seen.add(words)
            yield AcceptedAnswer(text=text, line=label.line)


def _tell_comparison(item: Item, label: Label, words: str) -> None:
    if said := _COMPARED.get(label.compared):
        message = f"{said.format(words)}, which a paper cannot say"
        item.report.warning("not-carried", message, label.line, "say it in the explanation")
