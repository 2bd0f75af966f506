"""A printed question and its corrected one in; the printed one out, put into the places and ids of the corrected bank.

So one recorded order prints either of them, and what differs between the two is what was corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from examgen.amend.forms import check_form, check_places
from examgen.amend.options import new_places
from examgen.model.bank import Question
from examgen.model.program import Program
from examgen.model.response import Kind, Matching, Numeric, Open, Response, Written
from examgen.model.text import OptionReference, QuestionReference, Span, Text, map_spans


@dataclass(frozen=True, slots=True)
class Aligned:
    """A question, or a part of one, before and after its correction, in the same places."""

    was: str
    """The id under which it was printed."""

    printed: Question
    corrected: Question
    places: tuple[int, ...]
    """Where each option, as the printed bank had them, stands in the corrected one; what was taken out, behind all."""

    parts: tuple[Aligned, ...] = ()
    """Those that both have; parts that were added or taken out stand behind them."""

    @property
    def gone(self) -> tuple[Question, ...]:
        """The printed parts that were taken out."""
        return self.printed.parts[len(self.parts) :]


def aligned(printed: Question, corrected: Question, ids: Mapping[str, str]) -> Aligned:
    """Align a pair; ``ids`` has the new id of each printed question. Raise where a paper could not stay in order."""
    check_form(printed, corrected)
    check_places(printed, corrected)
    places = new_places(printed, corrected)
    parts = tuple(aligned(*pair, ids) for pair in zip(printed.parts, corrected.parts, strict=False))
    moved = replace(
        _moved(printed, places, ids), parts=(*(part.printed for part in parts), *_gone(printed, corrected, ids))
    )
    return Aligned(printed.id, _named_as(moved, corrected), corrected, places, parts)


def named_anew(printed: Question, corrected: Question, ids: Mapping[str, str]) -> Question:
    """The printed question as one of the corrected bank, with its options where they stood."""
    parts = (named_anew(*pair, ids) for pair in zip(printed.parts, corrected.parts, strict=False))
    moved = _unmoved(printed, ids)
    return _named_as(replace(moved, parts=(*parts, *_gone(printed, corrected, ids))), corrected)


def in_places(printed: Question, pair: Aligned) -> Question:
    """A question that has its new id already, with the values of one paper, in the places of its pair."""
    moved = _moved(printed, pair.places, {})
    parts = (in_places(part, other) for part, other in zip(printed.parts, pair.parts, strict=False))
    return replace(moved, parts=(*parts, *printed.parts[len(pair.parts) :]))


def _gone(printed: Question, corrected: Question, ids: Mapping[str, str]) -> Iterator[Question]:
    """The parts that only the printed question has, under the id that it has now."""
    for part in printed.parts[len(corrected.parts) :]:
        yield _under(part, (printed.id, corrected.id), ids)


def _under(part: Question, renamed: tuple[str, str], ids: Mapping[str, str]) -> Question:
    parts = tuple(_under(each, renamed, ids) for each in part.parts)
    was, now = renamed
    return replace(_unmoved(part, ids), id=now + part.id.removeprefix(was), parts=parts)


def _unmoved(question: Question, ids: Mapping[str, str]) -> Question:
    return _moved(question, tuple(range(len(question.options))), ids)


def _named_as(question: Question, other: Question) -> Question:
    return replace(question, id=other.id, number=other.number, path=other.path, line=other.line)


def _moved(question: Question, places: tuple[int, ...], ids: Mapping[str, str]) -> Question:
    def change(text: Text) -> Text:
        return map_spans(text, lambda spans: tuple(_moved_span(span, places, ids) for span in spans))

    options = sorted(zip(places, question.options, strict=True), key=lambda pair: pair[0])
    mentions = (
        replace(mention, target=ids.get(mention.target or "", mention.target))
        for mention in question.explanation.mentions
    )
    program, steps = question.program, question.steps
    if question.kind is Kind.ORDERING and places != tuple(sorted(places)):
        steps = tuple(places[step] for step in question.sequence)
    return replace(
        question,
        program=replace(program, others=_others(program, ids)) if program else None,
        steps=steps,
        stem=change(question.stem),
        options=tuple(
            replace(option, text=change(option.text), rationale=change(option.rationale)) for _, option in options
        ),
        response=_moved_response(question.response, places, change) if question.response else None,
        explanation=replace(question.explanation, text=change(question.explanation.text), mentions=tuple(mentions)),
        note=change(question.note),
    )


def _others(program: Program, ids: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((ids.get(name, name), number) for name, number in program.others)


def _moved_span(span: Span, places: tuple[int, ...], ids: Mapping[str, str]) -> Span:
    match span:
        case OptionReference(targets=targets):
            return replace(span, targets=tuple(sorted(places[target] for target in targets)))
        case QuestionReference(target=target):
            return replace(span, target=ids.get(target, target))
    return span


def _moved_response(response: Response, places: tuple[int, ...], change: Callable[[Text], Text]) -> Response:
    match response:
        case Matching(prompts=prompts):
            moved = (replace(each, text=change(each.text), target=places[each.target]) for each in prompts)
            return Matching(prompts=tuple(moved))
        case Numeric(forms=forms):
            return replace(response, forms=tuple(map(change, forms)))
        case Written(accepted=accepted):
            return Written(accepted=tuple(map(change, accepted)))
        case Open(answer=answer, rubric=rubric):
            lines = (replace(line, text=change(line.text)) for line in rubric)
            return Open(answer=change(answer), rubric=tuple(lines))
