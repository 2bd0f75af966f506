"""A printed question and its corrected one in; the printed one out, put into the places and ids of the corrected bank.

So one recorded order prints either of them, and what differs between the two is what was corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from examgen.amend.naming import named
from examgen.amend.options import new_places
from examgen.errors import RequestError
from examgen.model.bank import Question
from examgen.model.response import Kind, Matching, Numeric, Open, Response, Written
from examgen.model.text import OptionReference, QuestionReference, Span, Text, map_spans

REBUILD = "that changes more than wording: build a new exam"


@dataclass(frozen=True, slots=True)
class Aligned:
    """A question, or a part of one, before and after its correction, in the same places."""

    was: str
    """The id under which it was printed."""

    printed: Question
    corrected: Question
    places: tuple[int, ...]
    """Where each option, as the printed bank had them, stands in the corrected one."""

    parts: tuple[Aligned, ...] = ()


def aligned(printed: Question, corrected: Question, ids: Mapping[str, str]) -> Aligned:
    """Align a pair; ``ids`` has the new id of each printed question. Raise where a paper could not stay in order."""
    _check_form(printed, corrected)
    places = new_places(printed, corrected)
    if printed.kind is Kind.ORDERING and places != tuple(sorted(places)):
        raise RequestError(f"{named(corrected)}: its steps were put in another order", remedy=REBUILD)
    parts = tuple(aligned(*pair, ids) for pair in zip(printed.parts, corrected.parts, strict=True))
    moved = replace(
        _moved(printed, places, ids),
        id=corrected.id,
        number=corrected.number,
        path=corrected.path,
        line=corrected.line,
        parts=tuple(part.printed for part in parts),
    )
    return Aligned(printed.id, moved, corrected, places, parts)


def _check_form(printed: Question, corrected: Question) -> None:
    """Refuse what makes another question of it."""
    facts = {
        "kind": (printed.kind.value, corrected.kind.value),
        "number of parts": (len(printed.parts), len(corrected.parts)),
        "number of prompts": tuple(len(prompts_of(question)) for question in (printed, corrected)),
        "scoring": (printed.scoring, corrected.scoring),
        "use of weights": tuple(any(option.weight for option in each.options) for each in (printed, corrected)),
        "place in a set": (bool(printed.set_id), bool(corrected.set_id)),
    }
    if printed.program != corrected.program:
        raise RequestError(
            f"{named(corrected)}: it is parametrised, and was corrected: its values would not be those on paper",
            remedy=REBUILD,
        )
    for name, (before, after) in facts.items():
        if before != after:
            raise RequestError(f"{named(corrected)}: its {name} was {before}, and is now {after}", remedy=REBUILD)


def prompts_of(question: Question) -> tuple[Text, ...]:
    """The prompts of a matching question."""
    return tuple(prompt.text for prompt in question.response.prompts) if isinstance(question.response, Matching) else ()


def _moved(question: Question, places: tuple[int, ...], ids: Mapping[str, str]) -> Question:
    def change(text: Text) -> Text:
        return map_spans(text, lambda spans: tuple(_moved_span(span, places, ids) for span in spans))

    options = sorted(zip(places, question.options, strict=True), key=lambda pair: pair[0])
    mentions = (
        replace(mention, target=ids.get(mention.target or "", mention.target))
        for mention in question.explanation.mentions
    )
    return replace(
        question,
        stem=change(question.stem),
        options=tuple(
            replace(option, text=change(option.text), rationale=change(option.rationale)) for _, option in options
        ),
        response=_moved_response(question.response, places, change) if question.response else None,
        explanation=replace(question.explanation, text=change(question.explanation.text), mentions=tuple(mentions)),
        note=change(question.note),
    )


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
